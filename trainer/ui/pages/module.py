"""Owns a module's page: mastery, introduction, lessons, questions by objective, sources; counts nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.percent import percent as whole_percent
from trainer.core.requests import Admitted
from trainer.core.views import LessonLine, ModuleView, ObjectiveLine, SourceLine
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import Chip, IconText, as_of
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.progress import MasteryRing
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Narrative, Text
from trainer.ui.pages.assigned_parts import watched_card
from trainer.ui.pages.cases import case_section
from trainer.ui.pages.check_parts import CheckCard
from trainer.ui.pages.pressable import Pressable
from trainer.ui.presenters.module import ModulePresenter, next_lesson
from trainer.ui.protocols import AssessingDesk, CaseworkDesk, LearningDesk
from trainer.ui.theme import Look


class ModulePage(Page):
    """One module. `watched` is what the learner is told where a trainer sees single answers.

    Signals: `lesson_wished(lesson)`, `case_wished(case)`,
    `practice_wished(module, objective)` with "" for all objectives, `home_wished()`,
    `card_wished(module)` for its reference card, `document_wished(document, module)`, `check_wished(blueprint)` for its
    self-check, `result_wished(stream)` for the result of that.
    """

    lesson_wished = Signal(str)
    practice_wished = Signal(str, str)
    home_wished = Signal()
    case_wished = Signal(str)
    card_wished = Signal(str)
    document_wished = Signal(str, str)
    check_wished = Signal(str)
    result_wished = Signal(str)

    def __init__(
        self,
        desk: LearningDesk,
        who: Admitted,
        module: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        casework: CaseworkDesk | None = None,
        assessing: AssessingDesk | None = None,
        watched: str = "",
    ) -> None:
        back = catalogue.say("common.go_back")
        header = Header("", look, caption=catalogue.say("common.modules"), back=back)
        super().__init__(look, header=header, name="module", parent=parent)
        self._header = header
        self._catalogue = catalogue
        self._module = module
        self._watched = watched
        self._act = Button("", look, Rank.PRIMARY, trailing="arrow-right", name="go", parent=self)
        self._act.clicked.connect(self._on_act_clicked)
        self._act.hide()
        self._next = ""
        header.add(self._act)
        header.back_wished.connect(self.home_wished)
        self.presenter = ModulePresenter(desk, who.id, module, catalogue.language, self, casework, assessing)
        self.presenter.module_shown.connect(self.show_module)
        self.presenter.not_shown.connect(self.show_not_shown)
        self.presenter.begin()

    def show_not_shown(self, message: Message) -> None:
        """Say why there is nothing to see."""
        title = self._say("not_shown")
        empty = EmptyState(title, self._catalogue.tell(message), self.look, action=self._catalogue.say("common.home"))
        empty.action_wished.connect(self.home_wished)
        self.add(empty)

    def show_module(self, view: ModuleView) -> None:
        """Show the whole page anew."""
        self.main.clear()
        self.side.clear()
        self._header.show_title(view.title, self._catalogue.say("common.modules"))
        self._show_act(view)
        if self._watched:
            self.add(watched_card(self._watched, self.look, self))
        self.add(self._introduction(view))
        if view.caution:
            self.add(self._caution(view.caution))
        self.add(self._lessons(view), self._questions(view))
        cases = self.presenter.cases()
        if cases:
            title = self._catalogue.say("case.list.section")
            self.add(case_section(title, cases, self.case_wished.emit, self.look, self._catalogue, self))
        if view.content_note:
            self.add_side(self._content_note(view.content_note))
        line = self.presenter.check(view)
        if line is not None and line.check is not None:
            check = CheckCard(line, line.check, self.look, self._catalogue, self)
            check.check_wished.connect(self.check_wished)
            check.result_wished.connect(self.result_wished)
            self.add_side(check)
        self.add_side(self._card())
        if view.sources:
            self.add_side(self._sources(view))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("module." + code, **values)

    def _show_act(self, view: ModuleView) -> None:
        lesson = next_lesson(view)
        self._next = lesson.id if lesson is not None else ""
        if lesson is not None:
            words = self._say("continue_lesson" if lesson.read else "start_lesson", n=lesson.order)
        elif view.open_practice:
            words = self._say("continue_practice")
        else:
            words = self._say("review" if view.due else "practise")
        self._act.show_text(words)
        self._act.setVisible(bool(lesson) or any(line.questions for line in view.objectives))

    def _introduction(self, view: ModuleView) -> QWidget:
        look = self.look
        box = QWidget(self)
        row = Row(look, 24, parent=box)
        ring = MasteryRing(look, self._catalogue, colour=view.accent, parent=box)
        percent = self._say("percent", percent=whole_percent(view.mastery.share))
        ring.show_share(view.mastery.share, percent, self._say("ring", title=view.title))
        row.addWidget(ring, 0, Qt.AlignmentFlag.AlignTop)
        text = Narrative(view.introduction, look, "caseText", bar=False, name="introduction", parent=box)
        row.addWidget(text, 1)
        return box

    def _caution(self, caution: str) -> QWidget:
        card = Card(self.look, tone="info", margins=(20, 14, 20, 14), name="caution", parent=self)
        card.add(IconText(caution, "calendar", self.look, "small", "ink2", tint="info", parent=card))
        return card

    def _section(self, title: str, note: str, rows: RowList) -> QWidget:
        look = self.look
        box = QWidget(self)
        column = Column(look, 10, parent=box)
        head = Row(look, 16)
        head.addWidget(Text(title, look, "explain", weight=600, parent=box), 1)
        if note:
            head.addWidget(Text(note, look, "small", "ink2", wraps=False, parent=box))
        column.addLayout(head)
        column.addWidget(rows)
        return box

    def _lessons(self, view: ModuleView) -> QWidget:
        rows = RowList(self.look, name="lessons", parent=self)
        for line in view.lessons:
            row = ListRow(
                self._lesson_row(line), self.look, here=line.id == self._next, name=f"lesson-{line.id}", parent=rows
            )
            row.clicked.connect(self._opener(line.id))
            rows.add_row(row)
        done = sum(line.done for line in view.lessons)
        skipped = sum(line.skipped for line in view.lessons)
        counted = "lessons_skipped" if skipped else "lessons_done"
        note = self._say(counted, done=done, total=len(view.lessons), skipped=skipped)
        return self._section(self._say("lessons"), note, rows)

    def _opener(self, lesson: str) -> Callable[[], None]:
        return lambda: self.lesson_wished.emit(lesson)

    def _lesson_row(self, line: LessonLine) -> RowText:
        minutes = self._catalogue.say("common.minutes", minutes=line.minutes)
        if line.done:
            status, icon, colour = self._say("lesson.done"), "circle-check", "positive"
        elif line.skipped:
            status, icon, colour = self._say("lesson.skipped"), "clipboard-check", "ink2"
        elif line.read:
            status, icon, colour = self._say("lesson.left", minutes=line.minutes_left), "circle-play", "accent"
        else:
            status, icon, colour = self._say("lesson.new"), "circle-dashed", "ink3"
        return RowText(
            line.title, mark=str(line.order), note=minutes, status=status, status_icon=icon, status_colour=colour
        )

    def _questions(self, view: ModuleView) -> QWidget:
        rows = RowList(self.look, name="questions", parent=self)
        asked = [line for line in view.objectives if line.questions]
        if asked:
            mixed = ListRow(self._mixed_row(view), self.look, name="mixed", parent=rows)
            mixed.clicked.connect(lambda: self.practice_wished.emit(self._module, ""))
            rows.add_row(mixed)
        for line in asked:
            row = ListRow(self._objective_row(line, view.accent), self.look, name=f"objective-{line.id}", parent=rows)
            row.setAccessibleDescription(line.statement)
            row.clicked.connect(self._practiser(line.id))
            rows.add_row(row)
        held = self._say("objectives_secure", secure=view.mastery.secure, total=view.mastery.total)
        return self._section(self._say("questions"), held, rows)

    def _practiser(self, objective: str) -> Callable[[], None]:
        return lambda: self.practice_wished.emit(self._module, objective)

    def _mixed_row(self, view: ModuleView) -> RowText:
        if view.open_practice:
            status, icon, colour = self._say("mixed.open"), "circle-play", "accent"
        elif view.due:
            status, icon, colour = self._say("mixed.due", n=view.due), "repeat", "caution"
        else:
            status, icon, colour = self._say("mixed.ready"), "circle-dot", "accent"
        return RowText(
            self._say("mixed.title"),
            icon="layers",
            icon_colour=view.accent,
            note=self._say("mixed.note"),
            status=status,
            status_icon=icon,
            status_colour=colour,
        )

    def _objective_row(self, line: ObjectiveLine, accent: str) -> RowText:
        state = "due" if line.due else line.state
        icon, colour = {
            "secure": ("circle-check", "positive"),
            "right": ("circle-dot", "accent"),
            "wrong": ("repeat", "caution"),
            "due": ("repeat", "caution"),
        }.get(state, ("circle-dashed", "ink3"))
        return RowText(
            line.short,
            icon="list-checks",
            icon_colour=accent,
            note=self._say("objective.questions", n=line.questions),
            status=self._say(f"objective.{state}"),
            status_icon=icon,
            status_colour=colour,
        )

    def _card(self) -> QWidget:
        look = self.look
        card = Card(look, spacing=4, name="referenceCard", parent=self)
        make = Button(self._say("card"), look, icon="printer", wide=True, name="makeCard", parent=card)
        make.clicked.connect(lambda: self.card_wished.emit(self._module))
        card.add(Text(self._say("card_note"), look, "small", "ink2", parent=card), make)
        card.body.insertSpacing(1, look.px(8))
        return card

    def _content_note(self, note: str) -> QWidget:
        look = self.look
        card = Card(look, name="contentNote", parent=self)
        card.add(
            IconText(self._say("content_note"), "info", look, "subhead", "ink", tint="caution", parent=card),
            Text(note, look, "small", "ink2", parent=card),
        )
        return card

    def _sources(self, view: ModuleView) -> QWidget:
        look = self.look
        card = Card(look, spacing=12, name="sources", parent=self)
        card.add(Text(self._say("sources"), look, "explain", weight=600, parent=card))
        for source in view.sources:
            card.add(self._source(source, card), Rule(look, card))
        card.add(Text(self._say("sources_note"), look, "small", "ink2", parent=card))
        return card

    def _source(self, source: SourceLine, card: Card) -> QWidget:
        look = self.look
        year = as_of(source.as_of, self._catalogue) if source.as_of else ""
        said = ", ".join(part for part in (source.document, source.detail, year) if part)
        press = Pressable(said, look, margins=(0, 2, 0, 2), name=f"document-{source.id}", parent=card)
        row = Row(look, 12)
        words = Column(look, 2)
        words.addWidget(Text(source.document, look, "small", weight=500, parent=press))
        if source.detail:
            words.addWidget(Text(source.detail, look, "caption", "ink2", weight=400, parent=press))
        row.addLayout(words, 1)
        if year:
            row.addWidget(Chip(year, look, name="asOf", parent=press), 0, Qt.AlignmentFlag.AlignTop)
        press.add(row)
        press.settle()
        press.clicked.connect(lambda: self.document_wished.emit(source.id, self._module))
        return press

    def _on_act_clicked(self) -> None:
        if self._next:
            self.lesson_wished.emit(self._next)
        else:
            self.practice_wished.emit(self._module, "")
