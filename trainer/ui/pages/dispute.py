"""Owns saying that a question is wrong, after handing in: which one, in own words, what was sent; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from trainer.catalogue import Catalogue
from trainer.core.result_views import Disputed
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text, unmarked
from trainer.ui.pages import wording
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_HIGH = 96
LONGEST_BEGIN = 56

Draft = tuple[int, str]
"""The number of the question, and what is being written of it."""
Kept = dict[int, Draft]
"""What is being written of a result, by the panel's own number (0: the one for all questions), for when it comes again."""


class DisputePanel(QWidget):
    """One of several questions, named by what each `begins` with, or the one of `number`: a quiet button that opens a few
    lines, and what was sent before.

    What is being written is put into `kept` with each letter, and taken from there.

    Signals: `dispute_wished(int, str)` with the question's number, `unfolded()` once there is something to write in.
    """

    dispute_wished = Signal(int, str)
    unfolded = Signal()

    def __init__(
        self,
        questions: int,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
        *,
        number: int = 0,
        sent: Sequence[Disputed] = (),
        kept: Kept | None = None,
        begins: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._questions = questions
        self._number = number
        self._begins = begins
        self._kept: Kept = {} if kept is None else kept
        self.setObjectName("disputePanel")
        self._column = Column(look, 8, parent=self)
        say = catalogue.say
        words = say("dispute.open" if number else "dispute.open_any")
        self.open = Button(words, look, Rank.QUIET, icon="flag", ink="ink2", flush=True, name="dispute", parent=self)
        if number:
            self.open.setAccessibleName(say("dispute.open_name", number=number))
        self.open.clicked.connect(self.unfold)
        self._column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.form: _Form | None = None
        self._sent = Column(look, 4)
        self._column.addLayout(self._sent)
        for one in sent:
            self._add_sent(one)
        if number in self._kept:
            self._fill(self._kept[number])

    def unfold(self) -> None:
        """Let the person write."""
        self._show_form().focus_start()
        self.unfolded.emit()

    def _show_form(self) -> _Form:
        if self.form is None:
            self.form = _Form(self._questions, self._begins, self._number, self._look, self._catalogue, self)
            self.form.sent.connect(self.dispute_wished)
            self.form.cancelled.connect(self._on_cancelled)
            self.form.written.connect(self._on_written)
            self._column.insertWidget(1, self.form)
        self.open.hide()
        self.form.show()
        return self.form

    def _fill(self, draft: Draft) -> None:
        form = self._show_form()
        if form.choice is not None:
            form.choice.show_choice(str(draft[0]))
        form.edit.setPlainText(draft[1])

    def _on_cancelled(self) -> None:
        self._kept.pop(self._number, None)
        self.fold()

    def _on_written(self, number: int, text: str) -> None:
        if text.strip():
            self._kept[self._number] = number, text
        else:
            self._kept.pop(self._number, None)

    def fold(self) -> None:
        """Put the form away; what was written stays in it."""
        if self.form is not None:
            had = self.form.isAncestorOf(self.focusWidget() or self)
            self.form.hide()
            self.open.show()
            if had:
                self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> Draft | None:
        """What is being written, None where nothing is."""
        if self.form is None or self.form.isHidden():
            return None
        return self.form.number(), self.form.edit.toPlainText()

    def restore(self, draft: Draft) -> None:
        """Let the person go on with what they were writing."""
        self._fill(draft)
        self.unfold()

    def show_sent(self, one: Disputed) -> None:
        """Say that it was sent, and when."""
        self._add_sent(one)
        if self.form is not None:
            self.form.edit.clear()
            self.form.show_hint()
        self.fold()
        announce(self, self._words(one))

    def show_refused(self, words: str) -> None:
        """Say why it was not sent; what was written stays."""
        if self.form is not None:
            self.form.show_refused(words)
            announce(self.form.edit, words)

    def _add_sent(self, one: Disputed) -> None:
        words = self._words(one)
        self._sent.addWidget(
            IconText(words, "check", self._look, "small", "ink2", tint="positive", name="disputeSent", parent=self)
        )
        self._sent.addWidget(Text(one.text, self._look, "small", "ink2", name="disputeText", parent=self))

    def _words(self, one: Disputed) -> str:
        when = wording.date_and_time(one.at_ms, one.offset_min, self._catalogue)
        return self._catalogue.say("dispute.sent", number=one.number, when=when)


def _named(number: int, begin: str, catalogue: Catalogue) -> str:
    """Name a question by its number, and by its first words where it was read: "Question 3: When a ..."."""
    if not begin:
        return catalogue.say("result.answers.question", number=number)
    return catalogue.say(
        "dispute.question", number=number, words=clipped(" ".join(unmarked(begin).split()), LONGEST_BEGIN)
    )


class _Form(Card):
    """What is written of a question. Signals: `sent(int, str)`, `written(int, str)` with each letter, `cancelled()`."""

    sent = Signal(int, str)
    written = Signal(int, str)
    cancelled = Signal()

    def __init__(
        self, questions: int, begins: Sequence[str], number: int, look: Look, catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(look, name="disputeForm", parent=parent)
        say = catalogue.say
        self._number = number
        self._hint = say("dispute.hint")
        self.add(Text(say("dispute.title"), look, "subhead", name="disputeTitle", parent=self))
        self.choice: Choice | None = None
        if not number:
            numbers = [
                (str(one), _named(one, begins[one - 1] if one <= len(begins) else "", catalogue))
                for one in range(1, questions + 1)
            ]
            self.choice = Choice(say("dispute.which"), numbers, look, name="disputeQuestion", parent=self)
            self.add(self.choice)
        self.edit = QPlainTextEdit(self)
        self.edit.setObjectName("disputeEdit")
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(say("dispute.label"))
        self.edit.setFixedHeight(look.em(_HIGH))
        look.focus_ring.watch(self.edit, "control")
        self.edit.textChanged.connect(self._on_changed)
        if self.choice is not None:
            self.choice.choice_made.connect(lambda _number: self._on_changed())
        look.changed.connect(self._on_look_changed)
        self.note = Text(self._hint, look, "caption", "ink2", name="disputeNote", parent=self)
        send = Button(say("dispute.send"), look, name="sendDispute", parent=self)
        send.clicked.connect(lambda: self.sent.emit(self.number(), self.edit.toPlainText()))
        cancel = Button(say("common.cancel"), look, Rank.QUIET, name="cancelDispute", parent=self)
        cancel.clicked.connect(self.cancelled)
        buttons = Strip(look, 8, self)
        buttons.add(send, cancel)
        self.add(self.edit, self.note, buttons)

    def _on_changed(self) -> None:
        self.written.emit(self.number(), self.edit.toPlainText())

    def number(self) -> int:
        """The question meant."""
        return self._number if self.choice is None else int(self.choice.chosen())

    def focus_start(self) -> None:
        """Put the focus on what is asked first."""
        first = self.edit if self.choice is None else self.choice.box
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_hint(self) -> None:
        """Say again what is to be written."""
        self.note.show_style("caption", "ink2")
        self.note.setText(self._hint)

    def show_refused(self, words: str) -> None:
        """Say what is to be mended."""
        self.note.show_style("caption", "caution")
        self.note.setText(words)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_look_changed(self) -> None:
        self.edit.setFixedHeight(self._look.em(_HIGH))
