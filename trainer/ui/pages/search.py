"""Owns the search page: what is typed, what was found by kind, the way through it by keyboard; looks for nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.finds import Find, FindGroup, FindKind, Finds
from trainer.core.message import Message, Refused
from trainer.core.requests import Admitted
from trainer.core.views import QuestionView
from trainer.faults import Fault
from trainer.ui.components.field import Field
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel, Skeleton
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.presenters.search import SearchPresenter
from trainer.ui.protocols import SearchingDesk
from trainer.ui.theme import Look

_ICONS = {FindKind.LESSON: "book-open", FindKind.FACT: "file-text", FindKind.QUESTION: "circle-help"}
LONGEST = 200


class SearchPage(Page):
    """Looking for something; `text` is what was looked for before.

    Signals: `lesson_wished(lesson, block)`, `fact_wished(fact)`, `question_wished(item)`.
    """

    lesson_wished = Signal(str, int)
    fact_wished = Signal(str)
    question_wished = Signal(str)

    def __init__(
        self,
        desk: SearchingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, header=Header(catalogue.say("search.title"), look), name="search", parent=parent)
        self._catalogue = catalogue
        self._rows: list[ListRow] = []
        say = self._say
        self.field = Field(
            say("label"), look, text=text, hint=say("hint"), placeholder=say("placeholder"), longest=LONGEST, name="find",
            parent=self,
        )  # fmt: skip
        self.field.edit.setClearButtonEnabled(False)
        self.field.edit.installEventFilter(self)
        self._loading = Skeleton(say("loading"), look, parent=self)
        # It stands where the results come: no room is kept for it above them.
        policy = self._loading.sizePolicy()
        policy.setRetainSizeWhenHidden(False)
        self._loading.setSizePolicy(policy)
        self._results = QWidget(self)
        self._results.setObjectName("results")
        self._list = Column(look, 24, parent=self._results)
        self.add(self.field, self._loading, self._results)
        self.main.addStretch(1)
        self.presenter = SearchPresenter(desk, who.id, catalogue.language, self)
        self.presenter.cleared.connect(self.show_nothing_wanted)
        self.presenter.begun.connect(self._loading.start)
        self.presenter.found.connect(self.show_finds)
        self.presenter.not_found.connect(self.show_problem)
        self.field.text_changed.connect(self.presenter.want)
        self.field.submitted.connect(self._on_submitted)
        self.show_nothing_wanted()
        self.setFocusProxy(self.field)
        if text:
            self.presenter.want(text, at_once=True)
            self.field.edit.selectAll()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("search." + code, **values)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text()

    # What is shown

    def show_nothing_wanted(self) -> None:
        """Say what can be found."""
        self._clear()
        self._list.addWidget(
            EmptyState(self._say("empty_title"), self._say("empty_text"), self.look, name="nothingWanted", parent=self)
        )

    def show_finds(self, finds: Finds) -> None:
        """Show what was found, by kind; the focus stays where the person types."""
        self._clear()
        if not finds.total:
            title = self._say("none_title", text=wording.clipped(finds.text))
            self._list.addWidget(EmptyState(title, self._say("none_text"), self.look, name="nothingFound", parent=self))
        for group in finds.groups:
            self._list.addWidget(self._group(group))
        self.area.verticalScrollBar().setValue(0)
        self.announce(self._say("said", n=finds.total))

    def show_problem(self, message: Message) -> None:
        """Say why there is no search."""
        self._clear()
        panel = ErrorPanel(self.look, name="searchProblem", parent=self)
        panel.show_error(self._say("failed"), self._catalogue.tell(message))
        self._list.addWidget(panel)
        self.announce(self._say("failed"))

    def _clear(self) -> None:
        self._loading.stop()
        self._rows.clear()
        self._list.clear()

    def _group(self, group: FindGroup) -> QWidget:
        look = self.look
        box = QWidget(self._results)
        column = Column(look, 10, parent=box)
        title = self._say(group.kind.value)
        column.addWidget(Text(title, look, "explain", weight=600, name=f"group-{group.kind.value}", parent=box))
        rows = RowList(look, name=f"finds-{group.kind.value}", parent=box)
        for find in group.finds:
            row = ListRow(self._row(find), look, name=f"find-{find.id}", parent=rows)
            row.clicked.connect(self._opener(find))
            row.installEventFilter(self)
            rows.add_row(row)
            self._rows.append(row)
        column.addWidget(rows)
        if group.more:
            column.addWidget(Text(self._say("more"), look, "small", "ink2", parent=box))
        return box

    def _row(self, find: Find) -> RowText:
        note = f"{find.year}, {find.note}" if find.year else find.note
        below = " \u00b7 ".join(part for part in (note, find.excerpt) if part)
        return RowText(find.title, subtitle=below, icon=_ICONS[find.kind], icon_colour="accent")

    def _opener(self, find: Find) -> Callable[[], None]:
        match find.kind:
            case FindKind.LESSON:
                return lambda: self.lesson_wished.emit(find.id, find.block)
            case FindKind.FACT:
                return lambda: self.fact_wished.emit(find.id)
            case FindKind.QUESTION:
                return lambda: self.question_wished.emit(find.id)

    # The keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            key = Qt.Key(event.key())
            if watched is self.field.edit:
                if key == Qt.Key.Key_Down and self._rows:
                    self._go(0)
                    return True
            elif isinstance(watched, ListRow) and watched in self._rows:
                step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
                if step:
                    self._go(self._rows.index(watched) + step)
                    return True
                if key == Qt.Key.Key_Escape:
                    self._go(-1)
                    return True
        return super().eventFilter(watched, event)

    def _go(self, place: int) -> None:
        """To a row, or back to where the person types above the first."""
        if place < 0:
            self.field.edit.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.verticalScrollBar().setValue(0)
        elif place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.reveal(self._rows[place])

    def _on_submitted(self) -> None:
        self.presenter.want(self.field.text(), at_once=True)


class MetQuestionPage(AnswersPage):
    """A question that the person has met, as they last answered it. Signal: `back_wished()`."""

    def __init__(
        self,
        desk: SearchingDesk,
        who: Admitted,
        item: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, catalogue, parent, catalogue.say("search.back"))
        self.bar.show_title(catalogue.say("search.answered"), catalogue.say("search.title"))
        try:
            question, verdict = desk.question(who.id, item, catalogue.language)
        except (Refused, Fault) as problem:
            panel = ErrorPanel(look, name="searchProblem", parent=self)
            panel.show_error(catalogue.say("search.not_shown"), catalogue.tell(problem.message))
            self.add(panel)
        else:
            self.add(self._card(question, verdict))
        self.main.addStretch(1)
        QTimer.singleShot(0, self, self.focus_start)

    def _heading(self, question: QuestionView) -> str:
        return self._catalogue.say("search.answered") if question.number else ""
