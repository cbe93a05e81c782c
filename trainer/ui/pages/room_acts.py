"""Owns the controls of a room: stop it, let it go on, give minutes with a reason, what happened; knows no desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.room_views import LONGEST_REASON, Incident, Presence, RunningLine
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.layouts import Column, Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.incident_list import IncidentList
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_MINUTE_MS = 60_000


def left(line: RunningLine, catalogue: Catalogue) -> str:
    """Say how much time is left, in whole minutes."""
    if line.left_ms is None:
        return catalogue.say("room.line.no_limit")
    return catalogue.say("room.line.left", minutes=-(-line.left_ms // _MINUTE_MS))


class RoomActs(QWidget):
    """RoomActs(look, catalogue, here="", parent=None). `show_lines` and `show_incidents` fill it.

    Signals: `stop_wished(str reason)`, `resume_wished()`, `grant_wished(str minutes, str reason, str stream)`,
    `grown()` when its height changed, `looked_at(str stream)` when somebody was chosen.
    """

    stop_wished = Signal(str)
    resume_wished = Signal()
    grant_wished = Signal(str, str, str)
    grown = Signal()
    looked_at = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, *, here: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._here = here
        self._lines: tuple[RunningLine, ...] = ()
        self.setObjectName("roomActs")
        say = catalogue.say
        column = Column(look, 12, parent=self)
        self.told = IconText("", "circle-check", look, "explain", "ink", tint="positive", name="told", parent=self)
        self.error = ErrorPanel(look, name="roomError", parent=self)
        self.reason = Field(
            say("room.acts.reason"), look, hint=say("room.acts.reason_hint"), longest=LONGEST_REASON,
            name="reason", parent=self,
        )  # fmt: skip
        self.hint = Text("", look, "small", "ink2", name="roomHint", parent=self)
        self.stop = Button(say("room.acts.stop"), look, icon="pause", wide=True, name="stopRoom", parent=self)
        self.resume = Button(
            say("room.acts.resume"), look, Rank.PRIMARY, icon="play", wide=True, name="resumeRoom", parent=self
        )
        self.whom = Choice(say("room.acts.whom"), (), look, name="whom", parent=self)
        self.minutes = Field(say("room.acts.minutes"), look, longest=6, name="minutes", parent=self)
        self.give = Button(say("room.acts.give"), look, icon="plus", wide=True, name="giveMinutes", parent=self)
        self.happened = Text(say("room.acts.happened"), look, "subhead", name="happened", parent=self)
        self.incidents = IncidentList(look, catalogue, parent=self)
        first: list[QWidget] = [self.told, self.error, self.reason, self.hint, self.stop, self.resume]
        second: list[QWidget] = [self.whom, self.minutes, self.give]
        for part in first:
            column.addWidget(part)
        column.gap(4)
        column.addWidget(Rule(look, self))
        column.addWidget(Text(say("room.acts.give_title"), look, "subhead", name="giveTitle", parent=self))
        for part in second:
            column.addWidget(part)
        column.gap(4)
        column.addWidget(Rule(look, self))
        column.addWidget(self.happened)
        column.addWidget(self.incidents)
        self.told.hide()
        self.error.hide()
        self.stop.clicked.connect(lambda: self.stop_wished.emit(self.reason.text()))
        self.resume.clicked.connect(self.resume_wished)
        self.give.clicked.connect(self._on_give_clicked)
        self.minutes.submitted.connect(self._on_give_clicked)
        self.whom.choice_made.connect(self._on_whom_chosen)

    def show_lines(self, lines: Sequence[RunningLine], looked_at: str) -> None:
        """Show the room: what can be done in it, and for whom."""
        say = self._catalogue.say
        self._lines = tuple(lines)
        stopped = any(line.presence is Presence.STOPPED for line in lines)
        runs = any(line.presence is not Presence.STOPPED for line in lines)
        focused = self.stop.hasFocus() or self.resume.hasFocus()
        # The one that appears first, so that the focus never falls between them.
        self.resume.setVisible(stopped)
        self.stop.setVisible(runs or not stopped)
        if focused:
            (self.resume if stopped else self.stop).setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop.setEnabled(runs)
        self.hint.setText(say("room.acts.resume_hint" if stopped else "room.acts.stop_hint"))
        timed = [line for line in lines if line.left_ms is not None]
        options = [(line.stream, self._name(line)) for line in timed]
        wanted = self.whom.chosen() if self._shown(self.whom.chosen()) else looked_at
        everybody = [("*", say("room.acts.everybody"))] if len(timed) != 1 else []
        self.whom.show_options(everybody + options, wanted if any(o == wanted for o, _ in options) else "")
        for control in (self.whom, self.minutes, self.give):
            control.setEnabled(bool(timed))
        one = next((line for line in lines if line.stream == looked_at), None)
        if looked_at and looked_at == self._here:
            self.happened.setText(say("room.acts.happened"))
        elif one is not None:
            self.happened.setText(say("room.acts.happened_to", name=clipped(one.name)))
        for part in (self.happened, self.incidents):
            part.setVisible(bool(looked_at))
        self.grown.emit()

    def show_incidents(self, incidents: Sequence[Incident]) -> None:
        """Show what happened to whom is looked at."""
        self.incidents.show_incidents(incidents)
        self.grown.emit()

    def show_done(self, act: str, reached: int) -> None:
        """Say what was done."""
        if act == "given":
            self.minutes.show_text("")
        self.show_said(self._catalogue.say(f"room.acts.{act}", n=reached))

    def show_said(self, words: str) -> None:
        """Say what was done, in words."""
        for field in (self.minutes, self.reason):
            field.show_error("")
        self.error.hide()
        self.told.setText(words)
        self.told.show()
        self.grown.emit()
        announce(self, words)

    def show_failed(self, message: Message) -> None:
        """Say what was not done: at the field that it is about, where there is one."""
        self.told.hide()
        words = self._catalogue.tell(message)
        field = {"room.minutes": self.minutes, "room.reason": self.reason, "room.reason-long": self.reason}.get(
            message.code
        )
        for one in (self.minutes, self.reason):
            one.show_error(words if one is field else "")
        if field is not None:
            self.error.hide()
            field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.grown.emit()
            return
        self.error.show_error(self._catalogue.say("room.failed"), words)
        self.error.show()
        self.grown.emit()
        announce(self, words)

    def choose(self, stream: str) -> None:
        """Mean one assessment by what is given."""
        if self._shown(stream):
            self.whom.show_choice(stream)

    def _shown(self, stream: str) -> bool:
        return any(line.stream == stream and line.left_ms is not None for line in self._lines)

    def _name(self, line: RunningLine) -> str:
        if line.stream == self._here:
            return self._catalogue.say("room.acts.this_one")
        twins = sum(one.name == line.name for one in self._lines) > 1
        return f"{clipped(line.name, 40)}, {line.code}" if twins else clipped(line.name, 40)

    def _on_whom_chosen(self, stream: str) -> None:
        if stream != "*":
            self.looked_at.emit(stream)

    def _on_give_clicked(self) -> None:
        whom = self.whom.chosen()
        self.grant_wished.emit(self.minutes.text(), self.reason.text(), "" if whom == "*" else whom)
