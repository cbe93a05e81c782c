"""Owns the trainer's way from page to page: the places of the rail that only trainers have, and what lies behind them.

A page is shown by `ways.show(page, place, again)`, where `again` makes the same page anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.core.requests import Access
from trainer.ui.ways import Ways, threshold
from trainer.ui.ways.places import CLASS, PEOPLE, PLANS

if TYPE_CHECKING:
    from trainer.ui.class_protocols import ClassHand
    from trainer.ui.pages.cohort import Draft as CohortDraft

CLASS_SCALE = 1.5
"""Text at least so large before a class."""


class Training(QObject):
    """Shows the pages of the trainer's desk."""

    def __init__(self, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways

    def places(self) -> dict[str, Callable[[], None]]:
        """Where the rail's places lead."""
        return {PEOPLE: self.show_people, PLANS: self.show_vault, CLASS: self.show_class}

    @property
    def line(self) -> str:
        """What a trainer is told under every page: that graded questions are open to be drawn. "" for nothing."""
        ways = self._ways
        if ways.who.access is not Access.TRAINER or not ways.desks.vaulting.is_open:
            return ""
        return ways.catalogue.say("vault.open_line")

    def show_people(self, draft: CohortDraft | None = None) -> None:
        """The trainer's list, with what was looked for on the page before."""
        page = threshold.people(self._ways)
        self._ways.show(page, PEOPLE, lambda: self.show_people(page.draft()))
        page.show_people()
        if draft is not None:
            page.restore(draft)

    def show_vault(self) -> None:
        """The question bank for assessments."""
        from trainer.ui.pages.vault import VaultPage

        ways = self._ways
        page = VaultPage(ways.desks.vaulting, ways.who, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(self.show_people)
        page.changed.connect(lambda: ways.show_line(self.line))
        ways.show(page, PLANS, self.show_vault)

    def show_class(self) -> None:
        """What can be shown to a class."""
        from trainer.ui.pages.class_rooms import ClassRoomsPage

        ways = self._ways
        page = ClassRoomsPage(ways.desks.classroom, ways.look, ways.catalogue)
        page.module_wished.connect(lambda module: self.show_class_view(ways.desks.classroom.begin(module)))
        ways.show(page, CLASS)

    def show_class_view(self, hand: ClassHand) -> None:
        """Questions before a class, in large text, which is the trainer's own again afterwards."""
        from trainer.ui.pages.class_view import ClassViewPage

        ways = self._ways
        page = ClassViewPage(hand, ways.look, ways.catalogue)
        page.left.connect(self.show_class)
        page.gone.connect(lambda: ways.manner.take(ways.who.id))
        page.size_wished.connect(ways.look.set_text_scale)
        page.full_wished.connect(ways.toggle_full_screen)
        ways.show_bare(page, "classView", lambda: self.show_class_view(hand))
        ways.look.set_text_scale(max(ways.look.text_scale, CLASS_SCALE))
