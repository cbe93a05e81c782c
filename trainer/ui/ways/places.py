"""Owns the places of the rail, for whom and when each is there; knows no page."""

from __future__ import annotations

from trainer.catalogue import Catalogue
from trainer.core.requests import Access
from trainer.ui.components.rail import Place

PROGRESS = "progress"
HOME, ASSESS, PEOPLE, DISPLAY, KEYS = "home", "assess", "people", "display", "keys"
CASES = "cases"
CLASS = "class"
BACK = "back"
ROOM = "room"
PLANS = "plans"
CARD = "card"
CERTIFICATES = "certificates"
SEARCH = "search"


def upper(catalogue: Catalogue, access: Access, examining: bool) -> list[Place]:
    """The places to go to; none while an assessment runs."""
    say = catalogue.say
    if examining:
        return []
    if access is Access.TRAINER:
        return [
            Place(PEOPLE, "users", say("window.people")),
            Place(PLANS, "clipboard-check", say("window.assess")),
            Place(ROOM, "clock", say("room.title")),
            Place(CLASS, "monitor", say("class.title")),
            Place(CARD, "printer", say("window.card")),
            Place(CERTIFICATES, "award", say("certificate.check.place")),
        ]
    return [
        Place(HOME, "house", say("common.home")),
        Place(CASES, "route", say("window.cases")),
        Place(ASSESS, "clipboard-check", say("window.assess")),
        Place(PROGRESS, "chart-column", say("window.progress")),
        Place(SEARCH, "search", say("window.search")),
    ]


def lower(catalogue: Catalogue, *, trying: bool = False) -> list[Place]:
    """What lies over the page, at any time; for a trainer `trying` as a learner also the way back."""
    say = catalogue.say
    back = [Place(BACK, "undo-2", say("trial.back"))] if trying else []
    return [
        *back,
        Place(KEYS, "keyboard", say("window.keys")),
        Place(DISPLAY, "sliders-horizontal", say("window.display")),
    ]
