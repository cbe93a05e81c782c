"""Owns the page of disputed questions and of rulings; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.ruling_views import DisputedQuestion, RulingLine
from trainer.faults import Fault
from trainer.ui.components.header import Header
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text, unmarked
from trainer.ui.pages.ruling_parts import day, kind_of, made
from trainer.ui.pages.wording import clipped
from trainer.ui.ruling_protocols import RulingsDesk
from trainer.ui.theme import Look

LONGEST_STEM = 160


class DisputesPage(Page):
    """Disputed questions and rulings. Signals: `back_wished()`, `question_wished(str)` with the question's digest."""

    back_wished = Signal()
    question_wished = Signal(str)

    def __init__(
        self,
        desk: RulingsDesk,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("disputes_title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="disputes", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._now = now
        self.add(Text(self._say("disputes_lead"), look, "body", "ink2", parent=self))
        try:
            disputed, rulings = desk.disputed(catalogue.language), desk.rulings(catalogue.language)
        except Fault as fault:
            problem = ErrorPanel(look, name="disputesProblem", parent=self)
            problem.show_error(self._say("failed"), catalogue.tell(fault.message))
            self.add(problem)
            return
        if disputed:
            self._add_rows("disputed", [(one.item, self._disputed(one)) for one in disputed])
        else:
            title, text = self._say("disputes_empty"), self._say("disputes_empty_text")
            self.add(EmptyState(title, text, look, name="noDisputes", parent=self))
        self.main.gap(8)
        self.add(Text(self._say("rulings_title"), look, "subhead", name="rulingsTitle", parent=self))
        if rulings:
            self._add_rows("ruling", [(one.item, self._ruling(one)) for one in rulings])
        else:
            self.add(Text(self._say("rulings_empty"), look, "body", "ink2", name="noRulings", parent=self))
        self.main.addStretch(1)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("ruling." + code, **values)

    def _add_rows(self, name: str, rows: list[tuple[str, RowText]]) -> None:
        listed = RowList(self.look, name=f"{name}List", parent=self)
        for number, (item, row) in enumerate(rows):
            line = ListRow(row, self.look, name=f"{name}-{number}", parent=listed)
            line.setProperty("item", item)
            line.clicked.connect(self._on_row_clicked)
            listed.add_row(line)
        self.add(listed)

    def _disputed(self, one: DisputedQuestion) -> RowText:
        last = day(one.reports[0].at_ms, self._now, self._words)
        ruled = one.ruled is not None
        return RowText(
            clipped(unmarked(one.stem), LONGEST_STEM),
            self._say("last_reported", id=one.item_id, date=last),
            icon="flag",
            note=self._say("reports", n=len(one.reports)),
            status=self._say("ruled_now" if ruled else "undecided"),
            status_icon="circle-check" if ruled else "circle-dashed",
            status_colour="positive" if ruled else "ink2",
        )

    def _ruling(self, one: RulingLine) -> RowText:
        gone = bool(one.withdrawn_ms)
        told = self._say("made", kind=kind_of(one, self._words), reason=clipped(one.reason, LONGEST_STEM))
        return RowText(
            f"{one.item_id}: {told}",
            made(one, self._now, self._words),
            icon="undo-2" if gone else "check",
            status="" if gone else self._say("in_force"),
            status_icon="" if gone else "circle-check",
            status_colour="positive",
        )

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.question_wished.emit(str(row.property("item")))
