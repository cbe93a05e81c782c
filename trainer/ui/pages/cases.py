"""Owns the list of cases by module, and how one stands in a list; knows nothing of what a case leads through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.case_views import CaseLine, CaseShelf, Reading
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.presenters.cases import CasesPresenter
from trainer.ui.protocols import CaseworkDesk
from trainer.ui.theme import Look

_MARKS = {
    Reading.NOT_STARTED: ("circle-dashed", "ink3"),
    Reading.OPEN: ("circle-play", "accent"),
    Reading.READ: ("circle-check", "positive"),
    Reading.LEFT: ("circle-dashed", "ink3"),
    Reading.SKIPPED: ("circle-dashed", "ink3"),
}


class CasesPage(Page):
    """Every case. Signal: `case_wished(case)`."""

    case_wished = Signal(str)

    def __init__(
        self, desk: CaseworkDesk, who: Admitted, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, header=Header(catalogue.say("case.title"), look), name="cases", parent=parent)
        self._catalogue = catalogue
        self.presenter = CasesPresenter(desk, who.id, catalogue.language, self)
        self.presenter.shelves_shown.connect(self.show_shelves)
        self.presenter.failed.connect(self.show_failed)
        self.presenter.show_shelves()

    def show_shelves(self, shelves: Sequence[CaseShelf]) -> None:
        """Show these cases."""
        say, look = self._catalogue.say, self.look
        self.main.clear()
        self.main.setSpacing(look.px(24))
        if not shelves:
            self.add(EmptyState(say("case.list.empty_title"), say("case.list.empty_text"), look, parent=self))
        else:
            self.add(Text(say("case.list.lead"), look, "body", "ink2", name="lead", parent=self))
        for shelf in shelves:
            title = shelf.title or say("case.list.other")
            self.add(case_section(title, shelf.lines, self.case_wished.emit, look, self._catalogue, self))
        self.main.addStretch(1)

    def show_failed(self, message: Message) -> None:
        """Say why there is no list."""
        say = self._catalogue.say
        self.main.clear()
        panel = ErrorPanel(self.look, parent=self)
        panel.show_error(say("case.list.failed"), self._catalogue.tell(message), [("again", say("common.try_again"))])
        panel.action_wished.connect(self.presenter.show_shelves)
        self.add(panel)


def case_section(
    title: str,
    lines: Sequence[CaseLine],
    opened: Callable[[str], object],
    look: Look,
    catalogue: Catalogue,
    parent: QWidget,
) -> QWidget:
    """Return a titled list of cases; `opened` is told the id of the one that was clicked."""
    box = QWidget(parent)
    column = Column(look, 10, parent=box)
    head = Row(look, 16)
    head.addWidget(Text(title, look, "explain", weight=600, parent=box), 1)
    read = sum(line.reading is Reading.READ for line in lines)
    done = catalogue.say("case.list.done", read=read, total=len(lines))
    head.addWidget(Text(done, look, "small", "ink2", wraps=False, parent=box))
    column.addLayout(head)
    rows = RowList(look, name="cases", parent=box)
    for line in lines:
        row = ListRow(
            _row(line, catalogue), look, here=line.reading is Reading.OPEN, name=f"case-{line.id}", parent=rows
        )
        row.clicked.connect(_opener(opened, line.id))
        rows.add_row(row)
    column.addWidget(rows)
    return box


def _opener(opened: Callable[[str], object], case: str) -> Callable[[], None]:
    def open_case() -> None:
        opened(case)

    return open_case


def _row(line: CaseLine, catalogue: Catalogue) -> RowText:
    icon, colour = _MARKS[line.reading]
    return RowText(
        line.title,
        subtitle=catalogue.say("case.list.note", role=line.role, minutes=line.minutes),
        icon="route",
        icon_colour=line.accent or "accent",
        status=catalogue.say(f"case.list.{line.reading.value}"),
        status_icon=icon,
        status_colour=colour,
    )
