"""Owns two people beside each other: what each is and did, who stays, merging or keeping apart; merges nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.core.roster import Counted, Duplicate
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row, Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped, date
from trainer.ui.theme import Look

_NARROW = 480


class Compare(QWidget):
    """A pair. Signals: `merge_wished(Duplicate)` whose first one stays, `apart_wished(Duplicate)`, `left()`."""

    merge_wished = Signal(object)
    apart_wished = Signal(object)
    left = Signal()

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        role_title: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._now = now
        self._role_title = role_title
        self._pair: Duplicate | None = None
        self.setObjectName("compare")
        column = Column(look, 12, parent=self)
        column.addWidget(Text(self._say("compare_title"), look, "heading", name="compareTitle", parent=self))
        column.addWidget(Text(self._say("compare_text"), look, "body", "ink2", parent=self))
        self._sides = Row(look, 16)
        self.stays = Card(look, tone="accent", spacing=4, name="stays", parent=self)
        self.goes = Card(look, spacing=4, name="goes", parent=self)
        self._sides.addWidget(self.stays, 1)
        self._sides.addWidget(self.goes, 1)
        column.addLayout(self._sides)
        self.swap = Button(self._say("swap"), look, Rank.QUIET, icon="repeat", flush=True, name="swap", parent=self)
        self.swap.clicked.connect(self._on_swap_clicked)
        swapping = Strip(look, 12, self)
        swapping.add(self.swap)
        column.addWidget(swapping)
        self.no_swap = Text(self._say("no_swap"), look, "small", "ink2", name="noSwap", parent=self)
        column.addWidget(self.no_swap)
        column.gap(4)
        strip = Strip(look, 12, self)
        self.merge = Button(self._say("act"), look, Rank.PRIMARY, name="merge", parent=self)
        different = Button(self._say("different"), look, name="different", parent=self)
        later = Button(self._say("not_now"), look, Rank.QUIET, name="notNow", parent=self)
        self.merge.clicked.connect(lambda: self.merge_wished.emit(self._pair))
        different.clicked.connect(lambda: self.apart_wished.emit(self._pair))
        later.clicked.connect(self.left)
        strip.add(self.merge, different, later)
        column.addWidget(strip)
        look.changed.connect(self._arrange)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("merge." + code, **values)

    def show_pair(self, pair: Duplicate) -> None:
        """Show two people, the first as the one who stays."""
        self._pair = pair
        self._fill(self.stays, pair.first, "stays", "circle-check")
        self._fill(self.goes, pair.second, "goes", "arrow-left")
        free = not pair.first.trainer and (pair.second.joined or not pair.first.joined)
        self.swap.setVisible(free)
        self.no_swap.setVisible(not free)

    def _fill(self, card: Card, person: Counted, what: str, icon: str) -> None:
        look = self._look
        card.body.clear()
        if not person.joined:
            seen = self._say("not_joined", day=self._day(person.created_ms))
        elif person.last_used_ms:
            seen = self._say("joined", day=self._day(person.last_used_ms))
        else:
            seen = self._say("made", day=self._day(person.created_ms))
        did = (("answers", person.answers), ("lessons", person.lessons), ("attempts", person.attempts))
        done = ", ".join(self._say(name, n=n) for name, n in did if n)
        number = self._say("number", number=clipped(person.number)) if person.number else self._say("no_number")
        groups = ", ".join(person.groups)
        lines = (
            self._say("trainer") if person.trainer else self._role_title(person.role) if person.role else "",
            self._say("code", own=person.code),
            number,
            self._say("groups", groups=groups) if groups else self._say("no_groups"),
            seen,
            done or self._say("nothing_done"),
        )
        card.add(
            IconText(self._say(what), icon, look, "caption", "ink2", name=f"{what}Mark", parent=card),
            Text(clipped(person.name), look, "subhead", name=f"{what}Name", parent=card),
            *(Text(line, look, "small", "ink2", parent=card) for line in lines if line),
        )
        card.body.addStretch(1)

    def _day(self, ms: int) -> str:
        return date(ms, self._now(), self._catalogue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._look.em(_NARROW)
        ways = QBoxLayout.Direction
        self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _on_swap_clicked(self) -> None:
        if self._pair is not None:
            self.show_pair(replace(self._pair, first=self._pair.second, second=self._pair.first))
