"""Owns the trainer's list of assessments: those composed here, those that come with a bank, retired ones; knows no rule of any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message, Refused
from trainer.core.plan_views import PlanLine, PlanState
from trainer.faults import Fault
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Strip
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import moment
from trainer.ui.plan_protocols import ComposingDesk
from trainer.ui.theme import Look

_ICONS = {
    PlanState.OPEN: ("circle-check", "positive"),
    PlanState.NOT_YET: ("clock", "ink2"),
    PlanState.CLOSED: ("circle-dashed", "ink2"),
    PlanState.LOCKED: ("lock", "ink2"),
    PlanState.SHORT: ("triangle-alert", "caution"),
    PlanState.RETIRED: ("circle-dashed", "ink2"),
}


class PlansPage(Page):
    """PlansPage(desk, look, catalogue, now).

    Signals: `new_wished()`, `plan_wished(str)`, `bank_wished()`, `disputes_wished()`.
    """

    new_wished = Signal()
    plan_wished = Signal(str)
    bank_wished = Signal()
    disputes_wished = Signal()

    def __init__(
        self,
        desk: ComposingDesk,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("title"), look)
        super().__init__(look, header=header, name="plans", parent=parent)
        self._desk = desk
        self._now = now
        self.new = Button(self._say("new"), look, Rank.PRIMARY, icon="plus", name="newPlan", parent=header)
        self.new.clicked.connect(self.new_wished)
        header.add(self.new)
        self._problem = ErrorPanel(look, name="plansProblem", parent=self)
        self._problem.hide()

    def show_plans(self) -> None:
        """Ask the desk and show what it says."""
        self.main.clear()
        self._problem = ErrorPanel(self.look, name="plansProblem", parent=self)
        self._problem.hide()
        self.add(Text(self._say("lead"), self.look, "body", "ink2", name="lead", parent=self), self._problem)
        try:
            lines = self._desk.lines(self._words.language)
        except (Refused, Fault) as problem:
            self._show_problem(problem.message)
            lines = ()
        retired = [line for line in lines if line.state is PlanState.RETIRED]
        own = [line for line in lines if line.composed and line not in retired]
        if not own:
            self.add(
                EmptyState(self._say("none_title"), self._say("none_text"), self.look, name="noPlans", parent=self)
            )
        self._show_list("composed", own)
        self._show_list("authored", [line for line in lines if not line.composed])
        self._show_list("retired", retired)
        self.main.gap(8)
        links = Strip(self.look, 12, self)
        for code, icon, wish in (
            ("bank", "key-round", self.bank_wished),
            ("disputes", "messages-square", self.disputes_wished),
        ):
            link = Button(self._say(code), self.look, icon=icon, name=f"plans-{code}", parent=links)
            link.clicked.connect(wish)
            links.add(link)
        self.add(links)
        self.main.addStretch(1)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.list." + code, **values)

    def _show_list(self, code: str, lines: Sequence[PlanLine]) -> None:
        if not lines:
            return
        self.add(Text(self._say(code), self.look, "subhead", name=f"heading-{code}", parent=self))
        rows = RowList(self.look, name=f"plans-{code}", parent=self)
        for line in lines:
            row = ListRow(self._row(line), self.look, name=f"plan-{line.id}", parent=rows)
            row.setProperty("plan", line.id)
            row.clicked.connect(self._on_row_clicked)
            rows.add_row(row)
        self.main.addWidget(rows)

    def _row(self, line: PlanLine) -> RowText:
        icon, colour = _ICONS[line.state]
        minutes = self._say("minutes", n=line.minutes) if line.minutes else self._say("minutes_none")
        about = {"questions": self._say("questions", n=line.questions), "minutes": minutes}
        if line.pass_mark:
            what = self._say("about", **about, mark=self._say("mark", mark=line.pass_mark))
        else:
            what = self._say("about_unmarked", **about)
        return RowText(
            line.title,
            f"{what}. {self._whose(line)}",
            icon="clipboard-check",
            icon_colour="accent",
            status=self._state(line),
            status_icon=icon,
            status_colour=colour,
        )

    def _whose(self, line: PlanLine) -> str:
        parts = [self._say(code, n=n) for code, n in (("groups", line.groups), ("people", line.people)) if n]
        if not parts:
            parts = [self._say("everybody" if line.everybody else "not_assigned")]
        parts += [self._say(code, n=n) for code, n in (("running", line.running), ("handed_in", line.handed_in)) if n]
        return ", ".join(parts)

    def _state(self, line: PlanLine) -> str:
        at = {PlanState.NOT_YET: line.opens_ms, PlanState.CLOSED: line.closes_ms}.get(line.state, 0)
        return self._words.say(f"plan.state.{line.state.value}", moment=moment(at, self._now(), self._words))

    def _show_problem(self, message: Message) -> None:
        self._problem.show_error(self._say("failed_title"), self._words.tell(message))
        self._problem.show()
        self.announce(self._problem.text.text())

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if row is not None:
            self.plan_wished.emit(str(row.property("plan")))
