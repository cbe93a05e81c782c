"""Owns the page of what is assigned: to whom, until when, how many are how far; taking it back after a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignmentLine, Cohort, Kind
from trainer.core.message import Message
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.assigning import AssigningPresenter
from trainer.ui.theme import Look
from trainer.ui.trainer_protocols import GroupingDesk

ICONS = {Kind.MODULE: "layers", Kind.CASE: "route", Kind.ASSESSMENT: "clipboard-check"}


class AssignmentsPage(Page):
    """AssignmentsPage(desk, trainer, group, look, catalogue, now): a group's, or everything for None; `show_lines()` fills it.

    Signals: `back_wished()`, `assign_wished()`.
    """

    back_wished = Signal()
    assign_wished = Signal()

    def __init__(
        self,
        desk: GroupingDesk,
        trainer: str,
        group: Cohort | None,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        said: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        self._now = now
        self._group = group
        say = self._say
        header = Header(
            clipped(group.name, 120) if group is not None else say("everything"),
            look,
            caption=say("assigned_caption"),
            back=catalogue.say("common.go_back"),
        )
        super().__init__(look, header=header, name="assignments", parent=parent)
        self.go = Button(say("title"), look, Rank.PRIMARY, icon="plus", name="assign", parent=self)
        header.add(self.go)
        header.back_wished.connect(self.back_wished)
        self.go.clicked.connect(self.assign_wished)
        self._said = said
        self.presenter = AssigningPresenter(desk, trainer, catalogue.language, self)
        self.presenter.shown.connect(self._on_shown)
        self.presenter.withdrawn.connect(self._on_withdrawn)
        self.presenter.refused.connect(self._on_refused)

    def show_lines(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show(self._group.id if self._group is not None else "")

    def _on_shown(self, lines: Sequence[AssignmentLine]) -> None:
        look, say = self.look, self._say
        self.main.clear()
        if self._said:
            done = Card(look, tone="positive", margins=(20, 12, 20, 12), name="assignedDone", parent=self)
            done.add(IconText(self._said, "circle-check", look, "body", "ink", tint="positive", name="doneText"))
            self.add(done)
            self.announce(self._said)
        if not lines:
            self.add(EmptyState(say("empty.title"), say("empty.text"), look, parent=self))
        for line in lines:
            self.add(self._card(line))
        self.main.addStretch(1)

    def _card(self, line: AssignmentLine) -> QWidget:
        look, say = self.look, self._say
        card = Card(look, spacing=8, name=f"line-{line.id}", parent=self)
        head = Row(look, 12)
        title = IconText(
            line.title, ICONS[line.kind], look, "subhead", "ink", tint="accent", name="lineTitle", parent=card
        )
        head.addWidget(title, 1)
        withdraw = Button(say("withdraw"), look, Rank.QUIET, name="withdraw", parent=card)
        withdraw.setAccessibleName(say("withdraw_named", title=line.title, to=clipped(line.to)))
        withdraw.clicked.connect(lambda: self.ask_withdraw(line))
        head.addWidget(withdraw)
        facts = [say(f"kinds.{line.kind.value}"), *self.dates(line)]
        if self._group is None:
            facts.insert(0, clipped(line.to))
        card.add(head, Text(", ".join(facts), look, "small", "ink2", name="lineFacts", parent=card))
        if line.sees_answers:
            card.add(IconText(say("seen"), "eye", look, "small", "ink2", name="lineSeen", parent=card))
        if line.total:
            words = say("progress", done=line.done, begun=line.begun, left=line.not_begun)
            bar = ModuleBar(look, self._words, name=f"bar-{line.id}", parent=card)
            bar.show_share(line.done / line.total, words, line.title)
            card.add(bar, Text(words, look, "small", "ink", name="lineProgress", parent=card))
        else:
            card.add(Text(say("nobody_in"), look, "small", "ink2", name="lineProgress", parent=card))
        return card

    def dates(self, line: AssignmentLine) -> list[str]:
        """The days of an assignment in words."""
        now, dates, found = self._now(), line.dates, []
        for name, ms, day in (
            ("from", dates.opens_ms, wording.from_day),
            ("until", dates.due_ms, wording.until_day),
            ("ends", dates.closes_ms, wording.until_day),
        ):
            if ms:
                found.append(self._say(name, day=day(ms, now, self._words)))
        if not line.open:
            found.append(self._say("not_open"))
        return found

    def ask_withdraw(self, line: AssignmentLine) -> None:
        """Ask before something is taken back."""
        say = self._say
        dialog = Dialog(
            say("withdraw_title", title=clipped(line.title)),
            " ".join(
                [say("withdraw_text", to=clipped(line.to)), *([say("withdraw_seen")] if line.sees_answers else [])]
            ),
            self.look,
            act=say("withdraw_do"),
            stay=say("withdraw_stay"),
            name="withdrawQuestion",
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.presenter.withdraw(line.id, line.title))
        dialog.open()

    def _on_withdrawn(self, title: str) -> None:
        self._said = self._say("withdrawn", title=clipped(title))
        self.show_lines()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, message: Message) -> None:
        words, title = self._words.tell(message), self._say("failed_list")
        for old in self.findChildren(ErrorPanel):
            old.hide()
            old.deleteLater()
        panel = ErrorPanel(self.look, name="assignmentsError", parent=self)
        panel.show_error(title, words)
        self.main.insertWidget(0, panel)
        panel.show()
        self.announce(f"{title}. {words}")

    def _say(self, code: str, **values: str | int) -> str:
        return self._words.say("assign." + code, **values)
