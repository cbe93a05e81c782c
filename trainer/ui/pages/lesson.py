"""Owns the lesson reader: text at reading width, the facts of the block at hand beside it, the place kept; stores nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from question_bank.model import BlockKind
from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.core.views import LessonView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import KeyHints
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.progress import StepSegments
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter, KeyMap
from trainer.ui.pages.lesson_blocks import Block, Facts
from trainer.ui.painting import shown
from trainer.ui.presenters.lesson import LessonPresenter
from trainer.ui.protocols import LearningDesk
from trainer.ui.reading import begin_reading
from trainer.ui.theme import Look

KEYS = KeyMap(
    [
        Binding(("N",), "part", "lesson.next_part"),
        Binding(("Space",), "page", "lesson.keys.page"),
        Binding(("S",), "source", "source.open"),
    ]
)
_READING_LINE = 0.25
"""The block that this share of the height lies in is the one being read."""


class LessonPage(Page):
    """One lesson, opened where it was left, or for a look at `block`: then the place kept moves only with the person.

    `leave` is for the router, before the page goes. `keys` turns single letters off.
    Signals: `module_wished(module)`, `lesson_wished(lesson)`, `practice_wished(module, objective)`, `home_wished()`,
    `fact_wished(fact)`.
    """

    module_wished = Signal(str)
    lesson_wished = Signal(str)
    practice_wished = Signal(str, str)
    home_wished = Signal()
    fact_wished = Signal(str)

    def __init__(
        self,
        desk: LearningDesk,
        who: Admitted,
        lesson: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        block: int = -1,
    ) -> None:
        header = Header("", look, back=catalogue.say("lesson.back"))
        self._beside: QScrollArea | None = None
        super().__init__(look, header=header, name="lesson", parent=parent)
        self._catalogue = catalogue
        self._header = header
        self._view: LessonView | None = None
        self._blocks: list[Block] = []
        self._parts: list[int] = []
        self._placed = False
        self._looked_at = block
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._steps = StepSegments(look, catalogue, parent=self)
        header.add(self._steps)
        self._build_beside()
        self._trouble = ErrorPanel(look, name="notKept", parent=self)
        self._trouble.hide()
        self._build_footer()
        self.keys = KeyFilter(self, KEYS, works=self._works)
        self.keys.intended.connect(self._on_intended)
        self.presenter = LessonPresenter(desk, who.id, lesson, catalogue.language, self)
        self.presenter.lesson_shown.connect(self.show_lesson)
        self.presenter.not_shown.connect(self.show_not_shown)
        self.presenter.kept.connect(self._trouble.hide)
        self._trouble.action_wished.connect(self._on_again_wished)
        self.presenter.not_kept.connect(self.show_not_kept)
        self.presenter.finished.connect(self._on_finished)
        header.back_wished.connect(self._on_back_wished)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.presenter.begin()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("lesson." + code, **values)

    def _build_beside(self) -> None:
        """The facts stand still beside the text that moves: they have a scroll area of their own."""
        look = self.look
        self._beside = QScrollArea(self)
        self._beside.setObjectName("factsBeside")
        self._beside.setWidgetResizable(True)
        self._beside.setFrameShape(QFrame.Shape.NoFrame)
        self._beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        column = Column(look, 12, (4, 36, 24, 24), content)
        title = Text(self._say("sources"), look, "explain", weight=600, name="factsTitle", parent=content)
        column.addWidget(title)
        self._no_facts = Text(self._say("no_sources"), look, "small", "ink2", parent=content)
        column.addWidget(self._no_facts)
        self._facts = Facts(look, self._catalogue, parent=content)
        self._facts.fact_wished.connect(self.fact_wished)
        column.addWidget(self._facts)
        column.addStretch(1)
        self._beside.setWidget(content)
        outer = self.layout()
        row = Row(look, 0)
        row.addWidget(self.area, 1)
        row.addWidget(self._beside)
        if isinstance(outer, Column):
            outer.insertLayout(1, row, 1)
        self._arrange_beside()

    def _build_footer(self) -> None:
        look, say = self.look, self._say
        hints = [
            ((say("keys.cap_space"),), say("keys.page")),
            ((say("keys.cap_part"),), say("keys.part")),
            (("S",), self._catalogue.say("source.hint")),
        ]
        self._next_part = Button(say("next_part"), look, trailing="arrow-down", name="nextPart", parent=self)
        self._next_part.clicked.connect(self.go_to_next_part)
        self.add_footer(KeyHints(hints, look, parent=self), self._next_part)

    # For the router

    def leave(self) -> bool:
        """Keep the place. Return False where it could not be written; asked again, the person may go."""
        return self.presenter.leave()

    # What is shown

    def show_not_shown(self, message: Message) -> None:
        """Say why there is no lesson."""
        self.footer_panel.hide()
        self._steps.hide()
        if self._beside is not None:
            self._beside.hide()
        home = self._catalogue.say("common.home")
        empty = EmptyState(self._say("not_shown"), self._catalogue.tell(message), self.look, action=home, parent=self)
        empty.action_wished.connect(self.home_wished)
        self.add(empty)

    def show_not_kept(self, message: Message) -> None:
        """Say that the place could not be kept, above whatever is being read."""
        hint = self._say("not_kept_hint", what=self._catalogue.tell(message))
        again = self._catalogue.say("common.try_again")
        self._trouble.show_error(self._say("not_kept"), hint, [("again", again)])
        outer = self.layout()
        if isinstance(outer, Column) and outer.indexOf(self._trouble) < 0:
            outer.insertWidget(1, self._trouble)
        self._trouble.show()
        self.announce(self._say("not_kept"))

    def show_lesson(self, view: LessonView) -> None:
        """Show the lesson, at the block where it was left."""
        self._view = view
        self.main.clear()
        caption = " \u00b7 ".join((view.module_title, self._say("minutes", minutes=view.minutes)))
        self._header.show_title(view.title, caption)
        # A click between the words puts the focus on the page itself.
        self.setAccessibleName(shown(view.title))
        if view.other_language:
            self.add(Text(self._catalogue.say("common.other_language"), self.look, "caption", "ink3", parent=self))
        self._blocks = [
            Block(block, place, self.look, self._catalogue, self.main_panel) for place, block in enumerate(view.blocks)
        ]
        for block in self._blocks:
            block.fact_wished.connect(self.fact_wished)
        self.add(*self._blocks)
        heads = [place for place, block in enumerate(view.blocks) if block.kind is BlockKind.HEADING]
        self._parts = heads if heads and heads[0] == 0 else [0, *heads]
        self.add(self._end(view))
        self._show_place(self._first_place)
        self._arrange_beside()

    def go_to_next_part(self) -> None:
        """Go to the heading after the block at hand, or to the end."""
        after = [place for place in self._parts if place > self.presenter.place]
        if not after:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.maximum())
            self._done.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._scroll_to(after[0])
        self._reach(after[0])
        self._blocks[after[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Go to the place once the text has its height."""
        super().showEvent(event)
        if not self._placed:
            QTimer.singleShot(0, self, self._begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the block at hand where it is while the text flows anew."""
        super().resizeEvent(event)
        self._arrange_beside()
        if self._placed:
            self._placed = False
            QTimer.singleShot(0, self, self._place)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the presenter rest, unless the whole window was hidden by somebody else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.presenter.rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space reads on, as Page Down does; with Shift it goes back."""
        if event.key() == Qt.Key.Key_Space:
            bar = self.area.verticalScrollBar()
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            page = round(bar.pageStep() * 0.85)
            bar.setValue(bar.value() + (-page if back else page))
            return
        super().keyPressEvent(event)

    def _end(self, view: LessonView) -> QWidget:
        look = self.look
        box = QWidget(self)
        column = Column(look, 8, (0, 24, 0, 24), box)
        words = self._say("done_next" if view.next_lesson else "done_practise")
        self._done = Button(words, look, Rank.PRIMARY, trailing="arrow-right", large=True, name="done", parent=box)
        self._done.clicked.connect(self._on_done_clicked)
        column.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)
        if not view.done:
            column.addWidget(Text(self._say("done_hint"), look, "small", "ink2", parent=box))
        return box

    def _show_place(self, place: int) -> None:
        if self._view is None:
            return
        # What is beside the text are the sources of its whole part, each once: several blocks are seen at a time.
        begin = max((one for one in self._parts if one <= place), default=0)
        end = min((one for one in self._parts if one > place), default=len(self._view.blocks))
        named = {fact.id: fact for block in self._view.blocks[begin:end] for fact in block.facts}
        facts = tuple(named.values())
        self._facts.show_facts(facts)
        self._no_facts.setVisible(not facts)
        part = sum(1 for one in self._parts if one <= place)
        words = self._say("part", part=part, parts=len(self._parts))
        self._steps.show_steps(part - 1, part, len(self._parts), words)
        last = part == len(self._parts)
        if last and self._next_part.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._next_part.setVisible(not last)

    def _begin(self) -> None:
        if self.untouched:
            # Keys read on from the title; a button that has the focus would take Space for itself.
            begin_reading(self)
        self._place()

    @property
    def _first_place(self) -> int:
        """The block that is looked at, else the one that the person is at."""
        return self._looked_at if 0 <= self._looked_at < len(self._blocks) else self.presenter.place

    def _place(self) -> None:
        self._scroll_to(self._first_place)
        self._placed = True

    def _scroll_to(self, place: int) -> None:
        if not 0 <= place < len(self._blocks):
            return
        layout = self.main_panel.layout()
        if layout is not None:
            layout.activate()
        top = self._top(place) if place else 0
        self.area.verticalScrollBar().setValue(max(0, top - self.look.px(24)))

    def _top(self, place: int) -> int:
        content = self.area.widget()
        return self._blocks[place].mapTo(content, QPoint(0, 0)).y() if content is not None else 0

    def _at(self) -> int:
        """The block that is being read."""
        bar = self.area.verticalScrollBar()
        if bar.maximum() and bar.value() >= bar.maximum():
            return len(self._blocks) - 1
        line = bar.value() + (self.area.viewport().height() * _READING_LINE if bar.value() else 0)
        reached = (place for place in range(len(self._blocks)) if self._top(place) <= max(line, self.look.px(40)))
        return max(reached, default=0)

    def _reach(self, place: int) -> None:
        self.presenter.reach(place)
        self._show_place(place)

    def _arrange_beside(self) -> None:
        if self._beside is None:
            return
        beside = self.two_columns
        self._beside.setVisible(beside and self._view is not None)
        # With large text the keys give way to the text.
        self.footer_panel.setVisible(self._view is not None and not self.look.single_column)
        self._beside.setFixedWidth(self.look.size("sidePanel") + self.look.px(40))
        for block in self._blocks:
            block.show_inline(not beside)

    def _on_scrolled(self) -> None:
        if self._placed and self._blocks:
            self._looked_at = -1
            place = self._at()
            if place != self.presenter.place:
                self._reach(place)

    def _on_intended(self, intent: str) -> None:
        if intent == "part":
            self.go_to_next_part()
        elif intent == "source":
            self.fact_wished.emit(self._facts.first)

    def _works(self, intent: str) -> bool:
        """Whether a key's intent leads to anything now: not every part has a source."""
        return self._view is not None and (intent != "source" or bool(self._facts.first))

    def _on_done_clicked(self) -> None:
        self.presenter.finish()

    def _on_finished(self) -> None:
        if self._view is None:
            return
        if self._view.next_lesson:
            self.lesson_wished.emit(self._view.next_lesson)
        else:
            self.practice_wished.emit(self._view.module, "")

    def _on_again_wished(self) -> None:
        self.presenter.keep()

    def _on_back_wished(self) -> None:
        if not self.leave():
            return
        if self._view is None:
            self.home_wished.emit()
        else:
            self.module_wished.emit(self._view.module)
