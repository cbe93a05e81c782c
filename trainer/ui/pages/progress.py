"""Owns the progress page: what is held, what was kept, what was known for sure, what was done; counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.reflection import Misjudged, PastWork, ProgressView
from trainer.core.requests import Admitted
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text, unmarked
from trainer.ui.pages import wording
from trainer.ui.pages.progress_parts import KnowingCard, ModuleProgress, RetentionCard
from trainer.ui.pages.remaking import make_in_place
from trainer.ui.presenters.progress import ProgressPresenter
from trainer.ui.protocols import ReflectingDesk
from trainer.ui.theme import Look

_BESIDE = 900
"""From this width of the page on two cards stand beside each other."""
_FIRST = 8
"""So much of the history is shown before more is wished."""


class ProgressPage(Page):
    """The progress of who signed in.

    Signals: `practice_wished(module, objective)`, `module_wished(module)`, `lesson_wished(lesson)`,
    `result_wished(stream)`, `case_wished(case)`, `home_wished()`.
    """

    practice_wished = Signal(str, str)
    module_wished = Signal(str)
    lesson_wished = Signal(str)
    result_wished = Signal(str)
    case_wished = Signal(str)
    home_wished = Signal()

    def __init__(
        self,
        desk: ReflectingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        self._beside: list[Row] = []
        super().__init__(
            look, header=Header(catalogue.say("progress.title"), look), wide=True, name="progress", parent=parent
        )
        self._catalogue = catalogue
        self._now = now
        self._view: ProgressView | None = None
        self._open: set[str] = set()
        self._all_history = False
        look.changed.connect(self._on_look_changed)
        self.presenter = ProgressPresenter(desk, who.id, catalogue.language, self)
        self.presenter.progress_shown.connect(self.show_progress)
        self.presenter.not_shown.connect(self.show_not_shown)
        self.presenter.begin()

    def show_not_shown(self, message: Message) -> None:
        """Say why there is nothing to see."""
        self.main.clear()
        panel = ErrorPanel(self.look, parent=self)
        again = [("again", self._catalogue.say("common.try_again"))]
        panel.show_error(self._say("not_shown"), self._catalogue.tell(message), again)
        panel.action_wished.connect(self.presenter.begin)
        self.add(panel)
        self.main.addStretch(1)

    def show_progress(self, view: ProgressView) -> None:
        """Show the whole page anew."""
        self._view = view
        self._beside = []
        self.main.clear()
        self.add(Text(self._say("lead"), self.look, "body", "ink2", name="lead", parent=self))
        if not view.begun:
            empty = EmptyState(
                self._say("empty.title"), self._say("empty.text"), self.look, action=self._say("empty.action"),
                parent=self,
            )  # fmt: skip
            empty.action_wished.connect(self.home_wished)
            self.add(empty)
            self.main.addStretch(1)
            return
        self.main.gap(4)
        self._add_modules(view)
        self.main.gap(8)
        pair = Row(self.look, 20)
        self._beside.append(pair)
        zone = self._now()
        pair.addWidget(RetentionCard(view.retention, zone, self.look, self._catalogue, self), 1)
        pair.addWidget(KnowingCard(view.knowing, self.look, self._catalogue, self), 1)
        self.add(pair)
        self.main.gap(8)
        self.add(self._misjudged(view.misjudged))
        self.main.gap(8)
        self.add(self._history(view.history))
        self.main.addStretch(1)
        self._turn()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("progress." + code, **values)

    def _section(self, title: str, note: str, *content: QWidget) -> QWidget:
        look = self.look
        box = QWidget(self)
        column = Column(look, 10, parent=box)
        head = Row(look, 16)
        self._beside.append(head)
        head.addWidget(Text(title, look, "heading", parent=box), 1)
        if note:
            head.addWidget(Text(note, look, "small", "ink2", parent=box))
        column.addLayout(head)
        for widget in content:
            column.addWidget(widget)
        return box

    # What is held

    def _add_modules(self, view: ProgressView) -> None:
        parts = []
        for module in view.modules:
            part = ModuleProgress(
                module, self._now(), self.look, self._catalogue, unfolded=module.id in self._open, parent=self
            )
            part.practice_wished.connect(self.practice_wished)
            part.module_wished.connect(self.module_wished)
            part.unfolded.connect(self._on_unfolded)
            parts.append(part)
        self.add(self._section(self._say("modules.title"), self._say("modules.note"), *parts))

    def _on_unfolded(self, module: str, unfolded: bool) -> None:
        """Remember it for when the page is drawn anew."""
        (self._open.add if unfolded else self._open.discard)(module)

    # What was certain but wrong

    def _misjudged(self, lines: tuple[Misjudged, ...]) -> QWidget:
        title = self._say("misjudged.title")
        if not lines:
            none = EmptyState(
                self._say("misjudged.none_title"), self._say("misjudged.none_text"), self.look, name="noMisjudged",
                parent=self,
            )  # fmt: skip
            return self._section(title, "", none)
        rows = RowList(self.look, name="misjudged", parent=self)
        for line in lines:
            when = wording.date(line.at_ms, self._now(), self._catalogue)
            words = RowText(
                unmarked(line.stem),
                line.objective_title,
                icon="repeat",
                icon_colour="caution",
                status=when,
                status_colour="ink2",
            )
            row = ListRow(words, self.look, name=f"misjudged-{line.objective}", parent=rows)
            name = self._say("misjudged.name", stem=unmarked(line.stem), objective=line.objective_title, when=when)
            row.setAccessibleName(name)
            row.clicked.connect(self._practiser(line.module, line.objective))
            rows.add_row(row)
        return self._section(title, self._say("misjudged.note"), rows)

    def _practiser(self, module: str, objective: str) -> Callable[[], None]:
        return lambda: self.practice_wished.emit(module, objective)

    # What was done

    def _history(self, history: tuple[PastWork, ...]) -> QWidget:
        title = self._say("history.title")
        if not history:
            return self._section(title, "", Text(self._say("history.none"), self.look, "explain", "ink2", parent=self))
        rows = RowList(self.look, name="history", parent=self)
        shown = history if self._all_history else history[:_FIRST]
        for number, work in enumerate(shown):
            row = ListRow(self._past(work), self.look, name=f"past-{number}", parent=rows)
            row.clicked.connect(self._opener(work))
            rows.add_row(row)
        if len(shown) == len(history):
            return self._section(title, "", rows)
        words = self._say("history.more", n=len(history) - len(shown))
        more = Button(words, self.look, Rank.QUIET, icon="chevron-down", name="moreHistory", parent=self)
        more.clicked.connect(self._on_more)
        return self._section(title, "", rows, more)

    def _past(self, work: PastWork) -> RowText:
        icon = {
            "lesson": "book-open", "assessment": "clipboard-check", "check": "clipboard-check",
            "refresher": "refresh-cw", "case": "route",
        }.get(work.kind, "list-checks")  # fmt: skip
        when = wording.date(work.at_ms, self._now(), self._catalogue)
        status, mark, colour = self._outcome(work)
        return RowText(
            self._say(f"history.{work.kind}", title=work.title),
            icon=icon,
            icon_colour="accent",
            note=when,
            status=status,
            status_icon=mark,
            status_colour=colour,
        )

    def _outcome(self, work: PastWork) -> tuple[str, str, str]:
        if work.kind in ("lesson", "case"):
            return self._say("history.read") if work.kind == "lesson" else "", "check" * (work.kind == "lesson"), "ink2"
        if work.right is None or work.total is None:
            return self._say("history.handed_in"), "check", "ink2"
        code = {True: "passed", False: "not_passed", None: "scored"}[work.passed]
        words = self._say(f"history.{code}", right=work.right, total=work.total)
        return words, "circle-check" if work.passed else "circle-dot", "positive" if work.passed else "ink2"

    def _opener(self, work: PastWork) -> Callable[[], None]:
        def opened() -> None:
            match work.kind:
                case "lesson":
                    self.lesson_wished.emit(work.id)
                case "assessment" | "check":
                    self.result_wished.emit(work.id)
                case "practice":
                    self.module_wished.emit(work.id)
                case "case":
                    self.case_wished.emit(work.id)
                case _:
                    self.home_wished.emit()

        return opened

    def _on_more(self) -> None:
        self._all_history = True
        if self._view is not None:
            self.show_progress(self._view)
            first = self.findChild(ListRow, f"past-{_FIRST}")
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.look.single_column or self.width() < _BESIDE
        for row in self._beside:
            row.setDirection(Row.Direction.TopToBottom if narrow else Row.Direction.LeftToRight)

    def _on_look_changed(self) -> None:
        view = self._view
        if view is not None:
            make_in_place(self, lambda: self.show_progress(view))
