"""Owns the question before somebody is erased: what goes, what stays, the name typed to confirm; erases nobody itself."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.privacy import Erasure
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Field
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look


class EraseDialog(Dialog):
    """Says what erasing somebody takes away; is accepted only with the name typed."""

    def __init__(self, erasure: Erasure, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        def say(code: str, **values: str | int | float) -> str:
            return catalogue.say("privacy.erase." + code, **values)

        self._name = erasure.name
        self._mismatch = say("mismatch")
        super().__init__(
            say("title", name=clipped(erasure.name)),
            say("undone"),
            look,
            act=say("confirm"),
            stay=say("cancel"),
            name="eraseDialog",
            parent=parent,
        )
        for words in told(erasure, catalogue):
            self.body.addWidget(Text(words, look, "explain", "ink2", parent=self))
        self.typed = Field(say("type", name=erasure.name), look, name="typed", parent=self)
        self.body.addWidget(self.typed)
        self.typed.submitted.connect(self.accept)
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Let it happen if the name is the person's, capitals and doubled blanks aside."""
        if _bare(self.typed.text()) == _bare(self._name):
            super().accept()
            return
        self.typed.show_error(self._mismatch)
        self.fit_again()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)


def told(erasure: Erasure, catalogue: Catalogue) -> list[str]:
    """Say what goes and what stays, a paragraph each."""

    def say(code: str, **values: str | int | float) -> str:
        return catalogue.say("privacy.erase." + code, **values)

    counts = ("assessments", erasure.assessments), ("open", erasure.open), ("certificates", erasure.certificates)
    words = [say("goes", n=erasure.answers), *(f"\u2022 {say(kind, n=count)}" for kind, count in counts if count)]
    if erasure.certificates:
        words.append(say("certificates_gone"))
    if erasure.parts:
        words.append(say("parts"))
    if erasure.copies:
        words.append(say("copies", n=len(erasure.copies)))
    if erasure.texts:
        words.append(say("texts", n=erasure.texts))
    if erasure.keeper:
        words.append(say("keeper"))
    return [*words, say("kept"), say("elsewhere")]


def _bare(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
