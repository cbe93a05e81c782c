"""Owns the page that says what a trainer can see of a learner; its test holds it to what the trainer's desk gives."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.text import Text
from trainer.ui.theme import Look

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "list": ("users", ("name", "groups", "modules", "weeks", "total", "last", "standing", "seen")),
    "person": ("user", ("attempts", "incidents", "watched", "stored")),
    "files": ("file-spreadsheet", ("list", "answers", "problems", "stored")),
    "not": ("eye-off", ("pin", "drafts", "search")),
    "else": ("laptop", ("computer", "shared")),
}
"""Each part with its icon and its lines."""


class SeenPage(Page):
    """What a trainer can see. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        def say(code: str) -> str:
            return catalogue.say("person.seen_page." + code)

        header = Header(say("title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="seen", parent=parent)
        header.back_wished.connect(self.back_wished)
        self.add(Text(say("lead"), look, "body", "ink2", parent=self))
        for part, (icon, lines) in PARTS.items():
            card = Card(look, spacing=10, name=f"seen-{part}", parent=self)
            card.add(IconText(say(f"{part}_title"), icon, look, "subhead", "ink", tint="accent", parent=card))
            for line in lines:
                card.add(IconText(say(f"{part}_{line}"), "minus", look, "explain", "ink", tint="ink3", parent=card))
            self.add(card)
        self.main.addStretch(1)
