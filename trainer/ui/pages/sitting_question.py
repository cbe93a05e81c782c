"""Owns how one question of an assessment looks: question left, navigator right; knows no desk and keeps no answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.case_views import SceneView
from trainer.core.views import CellView, QuestionView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import Chip, as_of
from trainer.ui.components.navigator import CellState, NavGrid, NavLegend
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.page import Page
from trainer.ui.components.text import Narrative, Text
from trainer.ui.pages.sitting_case import CasePart
from trainer.ui.pages.sitting_sure import Dock, SureBox
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

_LEAST_TO_READ = 420
"""So many pixels must be left for the question where something stands at its foot."""


class QuestionPage(Page):
    """One question.

    Signals: `choice_made(str item, tuple ids)`, `confidence_given(str)`, `flag_wished()`, `step_wished(int)` (-1, 1),
    `question_wished(int)` (a number from 1), `review_wished()`; in a case `scene_choice_made(str)`, `decide_wished()`.
    """

    scene_choice_made = Signal(str)
    decide_wished = Signal()

    choice_made = Signal(str, object)
    confidence_given = Signal(str)
    flag_wished = Signal()
    step_wished = Signal(int)
    question_wished = Signal(int)
    review_wished = Signal()

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        asks_confidence: bool,
        requires_confidence: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name="question", parent=parent)
        self._catalogue = catalogue
        self._digest = ""
        self.case: CasePart | None = None
        """The scene on the screen, None where a question is."""
        self._case: CasePart | None = None
        self._build_question(asks_confidence, requires_confidence)
        self._build_navigator(requires_confidence)
        self._build_actions()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _build_question(self, asks_confidence: bool, required: bool) -> None:
        look = self.look
        self.main.setSpacing(look.px(12))
        head = Row(look, 12)
        self.place = Text("", look, "small", "ink2", weight=500, name="place", parent=self)
        self.as_of = Chip("", look, icon="calendar", name="asOf", parent=self)
        head.addWidget(self.place, 1)
        head.addWidget(self.as_of, 0, Qt.AlignmentFlag.AlignTop)
        self.note = Text("", look, "small", "ink2", name="questionNote", parent=self)
        self.vignette = Narrative("", look, marked=True, name="vignette", parent=self)
        self.stem = Text("", look, "heading", marked=True, name="stem", parent=self)
        self.stem.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.several = Text("", look, "small", "ink2", name="several", parent=self)
        self.options = OptionList(look, self._catalogue, parent=self)
        self.options.choice_made.connect(self.choice_made)
        self.add(head, self.note, self.vignette)
        self.main.gap(4)
        self.add(self.stem, self.several)
        self.main.gap(4)
        self.add(self.options)
        self.confidence: ConfidenceList | None = None
        self._sure: SureBox | None = None
        self._dock: Dock | None = None
        if asks_confidence:
            self._sure = SureBox(look, self._catalogue, required, self)
            self._sure.confidence_given.connect(self.confidence_given)
            self.confidence = self._sure.confidence
            self.add(self._sure)
            self._dock = Dock(look, self)
            outer = self.layout()
            if isinstance(outer, Column):
                outer.insertWidget(outer.indexOf(self.footer_panel), self._dock)

    def _build_navigator(self, unfinished: bool) -> None:
        look, say = self.look, self._catalogue.say
        head = Row(look, 12)
        title = Text(say("assessment.sitting.questions"), look, "subhead", name="navigatorTitle", parent=self)
        self.answered = Text("", look, "explain", "ink2", wraps=False, name="answered", parent=self)
        head.addWidget(title, 1)
        head.addWidget(self.answered)
        self.navigator = NavGrid(look, self._catalogue, parent=self)
        self.navigator.question_chosen.connect(self.question_wished)
        self.legend = NavLegend(look, self._catalogue, unfinished=unfinished, parent=self)
        self.add_side(head, self.navigator, self.legend)

    def _build_actions(self) -> None:
        look, say = self.look, self._catalogue.say
        self.controls = QWidget(self)
        self.controls.setObjectName("controls")
        self.controls.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._across = Row(look, 40, parent=self.controls)
        self._steps = QWidget(self.controls)
        steps = self._steps_row = Row(look, 12, parent=self._steps)
        self.previous = Button(
            say("assessment.sitting.previous"), look, icon="arrow-left", name="previous", parent=self.controls
        )
        self.flag = Button(
            say("assessment.sitting.flag"), look, Rank.QUIET, icon="flag", ink="ink2", key="F", name="flag",
            parent=self.controls,
        )  # fmt: skip
        self.next = Button(
            say("assessment.sitting.next"),
            look,
            Rank.PRIMARY,
            trailing="arrow-right",
            name="next",
            parent=self.controls,
        )
        self.review = Button(say("assessment.sitting.review"), look, wide=True, name="review", parent=self.controls)
        steps.addWidget(self.previous)
        steps.addStretch(1)
        steps.addWidget(self.flag)
        steps.gap(8)
        steps.addWidget(self.next)
        sizes = look.tokens.sizes
        self._across.addWidget(self._steps, sizes["readingWidth"])
        self._across.addWidget(self.review, sizes["sidePanel"])
        self._across.addStretch(1)
        self.previous.clicked.connect(lambda: self.step_wished.emit(-1))
        self.next.clicked.connect(lambda: self.step_wished.emit(1))
        self.flag.clicked.connect(self.flag_wished)
        self.review.clicked.connect(self.review_wished)

    # What is shown

    def show_question(self, question: QuestionView, scene: SceneView | None = None, chosen: str = "") -> None:
        """Show another question, or the same one in another state; of a case a scene, with what is chosen in it."""
        say = self._catalogue.say
        if question.digest != self._digest:
            self._digest = question.digest
            self.place.setText(say("assessment.sitting.place", number=question.number, total=question.total))
            self.as_of.setVisible(bool(question.as_of))
            self.as_of.show_text(as_of(question.as_of, self._catalogue))
            language = say("assessment.sitting.other_language") if question.other_language else ""
            self._show_text(self.note, "\n".join(part for part in (question.content_note, language) if part))
            self._show_text(self.vignette, question.vignette)
            self.stem.setText(question.stem)
            several = say("assessment.sitting.choose_several", n=question.answers) if question.answers > 1 else ""
            self._show_text(self.several, several)
            texts = [OptionText(option.id, option.letter, option.text) for option in question.options]
            self.options.show_options(question.digest, texts, several=question.answers > 1, label=self.stem.text())
            self.area.verticalScrollBar().setValue(0)
        self._show_scene(scene, chosen)
        self._place_sure()
        self.options.show_chosen([option.id for option in question.options if option.chosen])
        if self.confidence is not None:
            self.confidence.show_confidence(question.confidence.value if question.confidence else "")
        self.flag.show_text(say("assessment.sitting.unflag" if question.flagged else "assessment.sitting.flag"))
        first, last = question.number == 1, question.number == question.total
        # A hidden button would lose the focus and move the others.
        self.previous.setEnabled(not first)
        self.next.setEnabled(not last)
        self.next.show_rank(Rank.SECONDARY if last else Rank.PRIMARY)
        self.review.show_rank(Rank.PRIMARY if last else Rank.SECONDARY)

    def _show_scene(self, scene: SceneView | None, chosen: str) -> None:
        """Show a scene in the place of the answers, or the answers."""
        if scene is not None and self._case is None:
            self._case = CasePart(self.look, self._catalogue, self)
            self._case.choice_made.connect(self.scene_choice_made)
            self._case.decide_wished.connect(self.decide_wished)
            self.main.insertWidget(self.main.indexOf(self.options), self._case)
        if (scene is None) is not (self.case is None):
            # What leaves would hand the focus to a neighbour, and Enter would press that.
            for part in (self.options, self._sure, self._case):
                if part is not None:
                    let_focus_go(part)
        self.case = self._case if scene is not None else None
        self.options.setVisible(scene is None)
        if self._sure is not None and self._dock is not None:
            if scene is not None and not self._dock.isHidden():
                self._dock.hide()
                self.main.insertWidget(self.main.indexOf(self.options) + 1, self._sure)
            self._sure.setVisible(scene is None)
        if self._case is not None:
            self._case.setVisible(scene is not None)
            if scene is not None and self._case.show_scene(scene, chosen):
                self.area.verticalScrollBar().setValue(0)

    def show_cells(self, cells: Sequence[CellView], answered: int) -> None:
        """Show what became of every question."""
        self.navigator.show_cells(states(cells))
        self._order_tabs()
        self.legend.show_flagged(sum(cell.flagged for cell in cells))
        self.answered.setText(self._catalogue.say("assessment.sitting.answered", n=answered))

    def show_locked(self, question: QuestionView) -> None:
        """Show that nothing can be changed any more."""
        locked = {
            option.id: (OptionState.TAKEN if option.chosen else OptionState.UNAVAILABLE, "")
            for option in question.options
        }
        self.options.show_states(locked)
        if self.case is not None:
            self.case.setEnabled(False)
        if self.confidence is not None:
            self.confidence.setEnabled(False)
        self.navigator.setEnabled(False)
        self.controls.hide()
        self.footer_panel.hide()

    def _order_tabs(self) -> None:
        # Answers and cells are made anew: Tab goes from answers to confidence, steps, navigator, review.
        confidence = self.confidence.rows if self.confidence is not None else []
        steps = [self.previous, self.flag, self.next]
        answers: list[QWidget] = list(self.options.cards)
        if self.case is not None:
            answers, confidence = [*self.case.cards, self.case.box.decide], []
        stops = [*answers, *confidence, *steps, *self.navigator.cells, self.review]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def focus_question(self) -> None:
        """Put the focus on the answers, as the result of the person going to this question."""
        if self.case is not None:
            self.case.focus_scene()
            return
        cards = self.options.cards
        if cards:
            chosen = next((card for card in cards if card.isChecked()), cards[0])
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_navigator(self) -> None:
        """Put the focus on the current question's cell."""
        current = next((cell for cell in self.navigator.cells if cell.state.current), None)
        if current is not None:
            self.reveal(current)
            current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_actions()
        self._place_sure()

    def _show_text(self, text: Text, words: str) -> None:
        text.setText(words)
        text.setVisible(bool(words))

    def _on_look_changed(self) -> None:
        # With large text the buttons come after the answers, so that they do not take the room to read.
        large = self.look.single_column
        beside = QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(beside)
        self._across.setSpacing(self.look.px(12 if large else 40))
        if large:
            self.add(self.controls)
            self.footer_panel.hide()
        else:
            self.add_footer(self.controls)
            self.footer.setStretch(self.footer.indexOf(self.controls), 1000)
            if self.footer.count() == 1:
                self.footer.addStretch(1)
        self._fit_actions()
        self._place_sure()

    def _place_sure(self) -> None:
        """Under the answers, or, where those would push it out of sight and room to read is left, at the foot."""
        sure, dock, layout = self._sure, self._dock, self.main_panel.layout()
        if sure is None or dock is None or layout is None or not self.isVisible() or self.case is not None:
            return
        look = self.look
        width = min(self.main_panel.width(), look.size("readingWidth"))
        own = sure.sizeHint().height() + look.px(12)
        # The answers have only just come: what the layout remembers is from before them.
        layout.invalidate()
        needed = layout.totalHeightForWidth(width) + look.px(36 + 20) + (own if not dock.isHidden() else 0)
        room = self.height() - (self.footer_panel.height() if not self.footer_panel.isHidden() else 0)
        docked = not look.single_column and needed > room and room - own >= look.px(_LEAST_TO_READ)
        if docked is not dock.isHidden():
            return
        focused = self.focusWidget()
        held = focused if focused is not None and sure.isAncestorOf(focused) else None
        if held is not None:
            # Moved with the focus on it, it would hand that to a neighbour.
            held.clearFocus()
        if docked:
            dock.hold(sure)
        else:
            dock.hide()
            self.main.insertWidget(self.main.indexOf(self.options) + 1, sure)
        sure.show()
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._place_sure)

    def _fit_actions(self) -> None:
        # The buttons stand under what they belong to: steps under the question, review under the navigator.
        look, beside = self.look, self.two_columns
        most = 16777215
        self.controls.setMaximumWidth(most if beside else look.size("readingWidth"))
        self._steps.setMaximumWidth(look.size("readingWidth") if beside else most)
        self.review.setMaximumWidth(look.size("sidePanel") if beside else most)
        room = self.width() - look.px(80)
        if beside:
            room -= look.size("sidePanel") + look.px(40)
        room = min(room, look.size("readingWidth"))
        self._steps_row.turn_to_fit(room)
        if beside:
            self._across.setDirection(QBoxLayout.Direction.LeftToRight)
        elif not look.single_column:
            self._across.turn_to_fit(room)


def states(cells: Sequence[CellView]) -> list[CellState]:
    """The navigator's cells as their component takes them."""
    return [CellState(one.number, one.seen, one.answered, one.current, one.flagged, unsure=one.unsure) for one in cells]
