"""Owns the choice of how much more time a person has in assessments: a control for pages about that person; knows no page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.policies import EXTRA_PERCENTS
from trainer.faults import Fault
from trainer.ui.announcing import announce
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Column
from trainer.ui.components.text import Text
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.theme import Look


class ExtraTime(QWidget):
    """ExtraTime(desk, person, percent, by, look, catalogue, parent=None): `by` is the trainer. Signal: `extra_kept(int)`."""

    extra_kept = Signal(int)

    def __init__(
        self,
        desk: RoomDesk,
        person: str,
        percent: int,
        by: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._percent = percent
        self._by = by
        self._catalogue = catalogue
        say = catalogue.say
        self.setObjectName("extraTime")
        options = [
            (str(one), say("room.extra_percent", n=one) if one else say("room.extra_none")) for one in EXTRA_PERCENTS
        ]
        column = Column(look, 6, parent=self)
        self.choice = Choice(say("room.extra_label"), options, look, chosen=str(percent), name="extra", parent=self)
        self.note = Text(say("room.extra_hint"), look, "small", "ink2", name="extraNote", parent=self)
        column.addWidget(self.choice)
        column.addWidget(self.note)
        self.choice.choice_made.connect(self._on_choice_made)

    def _on_choice_made(self, chosen: str) -> None:
        try:
            self._desk.set_extra(self._person, int(chosen), self._by)
        except (Refused, Fault) as problem:
            self.choice.show_choice(str(self._percent))
            self._tell(self._catalogue.tell(problem.message), "caution")
            return
        self._percent = int(chosen)
        self._tell(self._catalogue.say("room.extra_kept"), "ink2")
        self.extra_kept.emit(self._percent)

    def _tell(self, words: str, colour: str) -> None:
        self.note.show_style("small", colour)
        self.note.setText(words)
        announce(self, words)
