"""Owns the search page: what is typed, what was found by kind, the way through it by keyboard; looks for nothing itself."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.finds import Find, FindKind, Finds
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.ui.components.field import Field
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel, Skeleton
from trainer.ui.pages import wording
from trainer.ui.pages.search_parts import FindRow, Shelf
from trainer.ui.presenters.search import SearchPresenter
from trainer.ui.protocols import SearchingDesk
from trainer.ui.theme import Look

LONGEST = 200
ROWS_AT_ONCE = 4


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
        self._column = Column(look, 24, parent=self._results)
        self._notice = Column(look, 0)
        self._column.addLayout(self._notice)
        # Made when something is found for the first time: the page opens sooner without them.
        self._shelves: dict[FindKind, Shelf] = {}
        self._missing = QTimer(self)
        self._missing.timeout.connect(self._make_rows)
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
        self._notice.addWidget(
            EmptyState(self._say("empty_title"), self._say("empty_text"), self.look, name="nothingWanted", parent=self)
        )

    def show_finds(self, finds: Finds) -> None:
        """Show what was found, by kind; the focus stays where the person types."""
        groups = {group.kind: group for group in finds.groups}
        self._clear(kept=set(groups))
        if not finds.total:
            title = self._say("none_title", text=wording.clipped(finds.text))
            text = self._say("none_text")
            self._notice.addWidget(EmptyState(title, text, self.look, name="nothingFound", parent=self))
        if groups and not self._shelves:
            self._make_shelves()
        for kind, group in groups.items():
            self._shelves[kind].show_finds(group)
        self._make_rows()
        self.area.verticalScrollBar().setValue(0)
        self.announce(self._say("said", n=finds.total))

    def show_problem(self, message: Message) -> None:
        """Say why there is no search."""
        self._clear()
        panel = ErrorPanel(self.look, name="searchProblem", parent=self)
        panel.show_error(self._say("failed"), self._catalogue.tell(message))
        self._notice.addWidget(panel)
        self.announce(self._say("failed"))

    def _clear(self, kept: Collection[FindKind] = ()) -> None:
        self._loading.stop()
        self._missing.stop()
        self._notice.clear()
        for kind, shelf in self._shelves.items():
            if kind not in kept:
                shelf.show_nothing()

    def _make_shelves(self) -> None:
        for kind in FindKind:
            shelf = Shelf(self._say(kind.value), self._say("more"), kind, self.look, self._catalogue, self._results)
            shelf.row_made.connect(self._on_row_made)
            self._shelves[kind] = shelf
            self._column.addWidget(shelf)

    def _make_rows(self) -> None:
        """Make the next few rows, from the top, and go on once what was typed meanwhile is taken in."""
        left = ROWS_AT_ONCE
        for shelf in self._shelves.values():
            left -= shelf.make(left)
        if left:
            self._missing.stop()
        else:
            self._missing.start()

    @property
    def _rows(self) -> list[FindRow]:
        return [row for shelf in self._shelves.values() for row in shelf.rows]

    def _on_row_made(self, row: FindRow) -> None:
        row.installEventFilter(self)
        row.clicked.connect(lambda: self._open(row.shows))

    def _open(self, find: Find) -> None:
        match find.kind:
            case FindKind.LESSON:
                self.lesson_wished.emit(find.id, find.block)
            case FindKind.FACT:
                self.fact_wished.emit(find.id)
            case FindKind.QUESTION:
                self.question_wished.emit(find.id)

    # The keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            key = Qt.Key(event.key())
            if watched is self.field.edit:
                if key == Qt.Key.Key_Down and self._rows:
                    self._go(0)
                    return True
            elif isinstance(watched, FindRow) and watched in self._rows:
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
