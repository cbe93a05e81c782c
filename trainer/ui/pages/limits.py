"""Owns the page on which a trainer says when somebody needs support; judges nobody."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.standing import Thresholds
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.header import Header
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.presenters.assigning import LimitsPresenter
from trainer.ui.theme import Look
from trainer.ui.trainer_protocols import GroupingDesk

_FIELDS = ("idle", "certain", "low")


class LimitsPage(Page):
    """LimitsPage(desk, look, catalogue): three numbers, kept by a press. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(self, desk: GroupingDesk, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        self._words = catalogue
        say = self._say
        header = Header(say("title"), look, caption=catalogue.say("cohort.title"), back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="limits", parent=parent)
        header.back_wished.connect(self.back_wished)
        self.presenter = LimitsPresenter(desk, self)
        self.presenter.refused.connect(self._on_refused)
        self.presenter.kept.connect(self._on_kept)
        self.error = ErrorPanel(look, name="limitsError", parent=self)
        self.done = IconText("", "circle-check", look, "body", "ink", tint="positive", name="limitsDone", parent=self)
        self.error.hide()
        self.done.hide()
        card = Card(look, spacing=16, parent=self)
        card.add(Text(say("text"), look, "body", "ink2", parent=card))
        self.fields = {
            name: Field(say(name), look, hint=say(f"{name}_hint"), longest=4, name=name, parent=card)
            for name in _FIELDS
        }
        card.add(*self.fields.values())
        rest = Card(look, spacing=8, parent=self)
        rest.add(Text(say("always"), look, "subhead", parent=rest))
        for one in ("overdue", "not_passed", "passed", "not_started"):
            rest.add(Text(say(f"always_{one}"), look, "small", "ink2", parent=rest))
        self.keep = Button(say("keep"), look, Rank.PRIMARY, large=True, name="keep", parent=self)
        self.keep.clicked.connect(self._on_keep)
        self.add(card, self.error, self.done)
        self.main.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(rest)
        self.main.addStretch(1)
        for before, after in pairwise((*(one.edit for one in self.fields.values()), self.keep)):
            QWidget.setTabOrder(before, after)
        for field in self.fields.values():
            field.submitted.connect(self._on_keep)
            field.text_changed.connect(lambda _text, field=field: field.show_error(""))
        self._show(self.presenter.limits())

    def _show(self, limits: Thresholds) -> None:
        for name, value in zip(_FIELDS, (limits.idle_days, limits.certain_wrong, limits.low_percent), strict=True):
            self.fields[name].show_text(str(value))

    def _on_keep(self) -> None:
        self.presenter.keep(*(self.fields[name].text() for name in _FIELDS))

    def _on_kept(self, limits: Thresholds) -> None:
        self._show(limits)
        self.error.hide()
        self.done.setText(self._say("kept"))
        self.done.show()
        self.announce(self._say("kept"))

    def _on_refused(self, message: Message) -> None:
        self.done.hide()
        words, title = self._words.tell(message), self._say("failed")
        self.error.show_error(title, words)
        self.error.show()
        wrong = self._wrong(message)
        for field in self.fields.values():
            field.show_error(words if field is wrong else "")
        if wrong is not None:
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self.error)
        self.announce(f"{title}. {words}")

    def _wrong(self, message: Message) -> Field | None:
        """The field that a refusal is about."""
        if message.code == "standing.number":
            return next((one for one in self.fields.values() if not _whole(one.text())), None)
        if message.code == "standing.threshold":
            typed = str(message.values["value"])
            return next((one for one in self.fields.values() if one.text().strip() == typed), None)
        return None

    def _say(self, code: str, **values: str | int) -> str:
        return self._words.say("standing." + code, **values)


def _whole(text: str) -> bool:
    """Whether a field holds a whole number, or nothing."""
    try:
        int(text.strip() or "0")
    except ValueError:
        return False
    return True
