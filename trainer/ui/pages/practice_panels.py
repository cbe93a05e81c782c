"""Owns the panels beside a practice question: how sure, what came of it, the report, the cover, the end; decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.views import FactView
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.layouts import Column, Rule, Strip
from trainer.ui.components.marks import IconText, as_of_chip
from trainer.ui.components.panels import ErrorPanel, FeedbackPanel
from trainer.ui.components.source import SourceCard
from trainer.ui.components.text import Text
from trainer.ui.painting import RETURN
from trainer.ui.theme import Look


class AskPanel(QWidget):
    """How sure are you, and Check. Signals: `confidence_given(str)`, `check_wished()`."""

    confidence_given = Signal(str)
    check_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.setObjectName("ask")
        column = Column(look, 8, parent=self)
        column.addWidget(Text(catalogue.say("practice.sure"), look, "subhead", parent=self))
        column.addWidget(Text(catalogue.say("practice.sure_hint"), look, "small", "ink2", parent=self))
        column.gap(4)
        self.confidence = ConfidenceList(look, catalogue, parent=self)
        self.confidence.confidence_given.connect(self.confidence_given)
        column.addWidget(self.confidence)
        column.gap(12)
        words = catalogue.say("practice.check")
        self.check = Button(words, look, Rank.PRIMARY, key=RETURN, large=True, wide=True, name="check", parent=self)
        self.check.clicked.connect(self.check_wished)
        column.addWidget(self.check)
        self.missing = IconText("", "info", look, "small", "ink2", tint="caution", name="missing", parent=self)
        self.missing.hide()
        column.addWidget(self.missing)
        column.gap(12)
        column.addWidget(Rule(look, self))
        column.gap(4)
        self._year = Column(look, 8)
        column.addLayout(self._year)

    def show_year(self, year: str) -> None:
        """Say which year the question is about, "" for none."""
        self._year.clear()
        if year:
            chip = as_of_chip(year, self._look, self._catalogue, self)
            self._year.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        words = self._catalogue.say("practice.as_of_hint" if year else "practice.after_hint")
        self._year.addWidget(Text(words, self._look, "small", "ink2", parent=self))

    def show_missing(self, words: str) -> None:
        """Say what is still to be chosen, "" for nothing."""
        self.missing.setText(words)
        self.missing.setVisible(bool(words))


class AnswerPanel(QWidget):
    """What came of the answer, Next, and the sources. Signals: `next_wished()`, `fact_wished(fact)`."""

    next_wished = Signal()
    fact_wished = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.setObjectName("answer")
        column = Column(look, 16, parent=self)
        self.feedback = FeedbackPanel(look, parent=self)
        column.addWidget(self.feedback)
        self.next = Button("", look, Rank.PRIMARY, key=RETURN, large=True, wide=True, name="next", parent=self)
        self.next.clicked.connect(self.next_wished)
        column.addWidget(self.next)
        column.gap(4)
        self._sources = Column(look, 12)
        column.addLayout(self._sources)
        self.more = Button("", look, Rank.QUIET, flush=True, name="moreSources", parent=self)
        self.more.clicked.connect(self._on_more_clicked)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._facts: tuple[FactView, ...] = ()

    def show_next(self, last: bool) -> None:
        """Say where Next leads."""
        self.next.show_text(self._catalogue.say("practice.finish" if last else "practice.next"))

    def show_facts(self, facts: tuple[FactView, ...]) -> None:
        """Show the first fact; the others on demand."""
        self._facts = facts
        self._sources.clear()
        self._add(facts[:1])
        self.more.setVisible(len(facts) > 1)
        self.more.show_text(self._catalogue.say("practice.other_sources", n=len(facts) - 1))

    def open_source(self) -> None:
        """Ask for the source that has the focus, else for the first."""
        if self._facts:
            focused = self.focusWidget()
            held = (fact for fact in self._facts if focused is not None and focused.property("fact") == fact.id)
            self.fact_wished.emit(next(held, self._facts[0]).id)

    def _on_more_clicked(self) -> None:
        self._add(self._facts[1:])
        self.more.hide()

    def _add(self, facts: tuple[FactView, ...]) -> None:
        for fact in facts:
            words = self._catalogue.say("source.open")
            card = SourceCard(self._look, self._catalogue, open_words=words, name=f"source-{fact.id}", parent=self)
            card.show_source(fact.statement, fact.document, fact.place, fact.as_of, newer=fact.superseded)
            card.passage_wished.connect(self._opener(fact.id))
            if card.open is not None:
                card.open.setProperty("fact", fact.id)
                card.open.setAccessibleName(self._catalogue.say("source.open_name", statement=fact.statement))
            self._sources.addWidget(card)

    def _opener(self, fact: str) -> Callable[[], None]:
        return lambda: self.fact_wished.emit(fact)


class ReportForm(QWidget):
    """Report a problem with a "question" or a "scene": a quiet button that opens a few lines to write in.

    Signals: `report_wished(str)`, `text_changed(str)`, `unfolded_to()` once there is something to write in.
    """

    report_wished = Signal(str)
    text_changed = Signal(str)
    unfolded_to = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget, *, of: str = "question") -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.setObjectName("report")
        column = Column(look, 8, parent=self)
        opening = catalogue.say("report.open")
        self.open = Button(
            opening, look, Rank.QUIET, icon="flag", ink="ink2", flush=True, name="openReport", parent=self
        )
        self.open.clicked.connect(self.unfold)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.form = Card(look, name="reportForm", parent=self)
        self.edit = QPlainTextEdit(self.form)
        self.edit.setObjectName("reportText")
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(catalogue.say("report.label"))
        self.edit.setFixedHeight(look.em(96))
        self.edit.textChanged.connect(self._on_text_changed)
        look.focus_ring.watch(self.edit, "control")
        self.note = Text(catalogue.say("report.hint"), look, "caption", "ink2", name="reportNote", parent=self.form)
        self.send = Button(catalogue.say("report.send"), look, name="sendReport", parent=self.form)
        self.send.clicked.connect(self._on_send_clicked)
        cancel = Button(catalogue.say("common.cancel"), look, Rank.QUIET, name="cancelReport", parent=self.form)
        cancel.clicked.connect(self.fold)
        buttons = Strip(look, 8, self.form)
        buttons.add(self.send, cancel)
        self.form.add(
            Text(catalogue.say(f"report.title_{of}"), look, "subhead", parent=self.form), self.edit, self.note, buttons
        )
        self.form.hide()
        column.addWidget(self.form)
        self.kept = IconText(
            catalogue.say("report.kept"),
            "check",
            look,
            "small",
            "ink2",
            tint="positive",
            name="reportKept",
            parent=self,
        )
        self.kept.hide()
        column.addWidget(self.kept)
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.edit.setFixedHeight(self._look.em(96))

    @property
    def unfolded(self) -> bool:
        """Whether there is something to write in."""
        return not self.form.isHidden()

    def unfold(self) -> None:
        """Let the person write."""
        self.kept.hide()
        self.open.hide()
        self.form.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.unfolded_to.emit()

    def fold(self) -> None:
        """Put the form away; what was written stays in it."""
        had = self.form.isAncestorOf(self.focusWidget() or self)
        self.form.hide()
        self.open.show()
        if had:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_text(self, text: str) -> None:
        """Put a text back that was being written."""
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)
            if text:
                self.open.hide()
                self.form.show()

    def show_note(self, words: str) -> None:
        """Say what is to be mended."""
        self.note.show_style("caption", "caution")
        self.note.setText(words)

    def show_kept(self) -> None:
        """Say that the report is kept."""
        self.edit.clear()
        self.note.show_style("caption", "ink2")
        self.note.setText(self._catalogue.say("report.hint"))
        self.fold()
        self.kept.show()

    def tell_kept(self) -> None:
        """Say that the report is kept, to a screen reader too."""
        self.show_kept()
        announce(self, self.kept.text())

    def tell_refused(self, message: Message) -> None:
        """Say what is to be mended before it can be kept, to a screen reader too."""
        words = self._catalogue.tell(message)
        self.show_note(words)
        announce(self, words)

    def start_over(self) -> None:
        """Another question: the last report was not about it."""
        self.kept.hide()
        self.edit.clear()
        self.fold()

    def _on_text_changed(self) -> None:
        self.text_changed.emit(self.edit.toPlainText())

    def _on_send_clicked(self) -> None:
        self.report_wished.emit(self.edit.toPlainText())


class Cover(Card):
    """What is seen while the round is paused. Signal: `resume_wished()`."""

    resume_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=8, margins=(32, 28, 32, 28), name="cover", parent=parent)
        self.add(Text(catalogue.say("practice.paused_title"), look, "title", name="coverTitle", parent=self))
        self.add(Text(catalogue.say("practice.paused"), look, "body", "ink2", parent=self))
        self.body.gap(12)
        words = catalogue.say("practice.resume")
        self.resume = Button(words, look, Rank.PRIMARY, icon="play", large=True, name="resume", parent=self)
        self.resume.clicked.connect(self.resume_wished)
        self.body.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignLeft)


class RoundEnd(Card):
    """How the round went, and the way on, said as `back`. Signal: `module_wished()`."""

    module_wished = Signal()

    def __init__(self, back: str, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=8, margins=(32, 28, 32, 28), name="end", parent=parent)
        self._catalogue = catalogue
        self.title = Text(catalogue.say("practice.end.title"), look, "title", name="endTitle", parent=self)
        self.tally = Text("", look, "heading", name="endTally", parent=self)
        self.text = Text("", look, "body", "ink2", name="endText", parent=self)
        self.tally.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.add(self.title, self.tally, self.text)
        self.body.gap(12)
        self.go = Button(back, look, Rank.PRIMARY, trailing="arrow-right", large=True, name="toModule", parent=self)
        self.go.clicked.connect(self.module_wished)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def show_tally(self, right: int, given: int) -> None:
        """Show right answers of those given."""
        say = self._catalogue.say
        self.tally.setText(say("practice.end.tally", right=right, given=given) if given else say("practice.end.none"))
        self.text.setText(say("practice.end.all_right" if given and right == given else "practice.end.next"))


def key_hints(catalogue: Catalogue, answered: bool, options: int) -> list[tuple[tuple[str, ...], str]]:
    """Which keys do what, before the answer to a question with so many options and after it."""

    def say(code: str) -> str:
        return catalogue.say("practice.hints." + code)

    enter, pause = (say("cap_enter"),), ((say("cap_esc"),), say("pause"))
    if answered:
        source = (("S",), catalogue.say("source.hint"))
        return [(enter, say("next")), source, (("R",), say("report")), pause]
    last = chr(ord("A") + options - 1)
    return [(("A", last), say("choose")), (("1", "3"), say("sure")), (enter, say("check")), pause]


def trouble(look: Look, name: str, parent: QWidget) -> ErrorPanel:
    """Return a panel for what could not be written, not yet seen."""
    panel = ErrorPanel(look, name=name, parent=parent)
    panel.hide()
    return panel
