"""Owns the assessment page: header with time and saving, question or review below it; knows no journal and no key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.timekeeping import Stamp
from trainer.core.views import QuestionView
from trainer.ui.attempt_protocols import SittingHand
from trainer.ui.components.layouts import Column
from trainer.ui.focus_watch import FocusWatch
from trainer.ui.pages import wording
from trainer.ui.pages.room_dialog import RoomDialog
from trainer.ui.pages.sitting_case import said
from trainer.ui.pages.sitting_foot import SittingFoot
from trainer.ui.pages.sitting_head import SittingHead
from trainer.ui.pages.sitting_intents import SittingIntents
from trainer.ui.pages.sitting_leave import agrees_to_leave
from trainer.ui.pages.sitting_question import QuestionPage
from trainer.ui.pages.sitting_review import ReviewPage
from trainer.ui.pages.sitting_stopped import StoppedPage
from trainer.ui.presenters.sitting import SittingPresenter
from trainer.ui.reading import let_focus_go
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk

_MINUTE_MS = 60_000


class SittingPage(QWidget):
    """Sitting an assessment: SittingPage(hand, look, catalogue, timer_hidden=False, letters_on=True, before=None, room=None).

    `before` is the page that this one stands for, in another language: the same sitting goes on. `room` is where a
    trainer acts in this window, None where none can; `vaulting` is where they open the questions of those who sit next.
    `may_close()` is asked before the window closes: it asks the person and, if they agree, lets the time stand still
    where it may. Signals: `handed_in(str)` with the stream whose result is to be shown, `paused()` when the person left
    a sitting whose time stands still, `timer_hidden_changed(bool)` to be remembered.
    """

    handed_in = Signal(str)
    paused = Signal()
    timer_hidden_changed = Signal(bool)

    def __init__(
        self,
        hand: SittingHand,
        look: Look,
        catalogue: Catalogue,
        *,
        timer_hidden: bool = False,
        letters_on: bool = True,
        before: SittingPage | None = None,
        room: RoomDesk | None = None,
        vaulting: VaultingDesk | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sitting")
        self._hand = hand
        hand.attempt.language = catalogue.language
        self._look = look
        self._catalogue = catalogue
        self._room = room
        self._vaulting = vaulting
        self._controlled = room is not None and bool(room.invigilators())
        self._locked = False
        self._timed = hand.left_ms() is not None
        self.presenter = SittingPresenter(hand, self)
        self._build_head(timer_hidden)
        self.question = QuestionPage(
            look,
            catalogue,
            asks_confidence=hand.asks_confidence,
            requires_confidence=hand.requires_confidence,
            parent=self,
        )
        self.review = ReviewPage(look, catalogue, parent=self)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("sittingStack")
        self.stopped = StoppedPage(look, catalogue, controlled=self._controlled, parent=self)
        for page in (self.question, self.review, self.stopped):
            self.stack.addWidget(page)
        self.foot = SittingFoot(look, catalogue, self)
        self.error, self.over = self.foot.error, self.foot.over
        column = Column(look, 0, parent=self)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        self.intents = SittingIntents(
            self.question,
            self.review,
            letters_on=letters_on,
            asks_confidence=hand.asks_confidence,
            timed=self._timed,
            locked=lambda: self._locked,
            parent=self,
        )
        self._connect()
        self._show_title()
        self.setFocusProxy(self.question.stem)
        self.presenter.begin()
        if before is not None:
            self.presenter.take_up(before.presenter)
            if before.stack.currentWidget() is before.review:
                self.show_review()
        if self.question.options.cards:
            QWidget.setTabOrder(self.timer.toggle, self.question.options.cards[0])

    def _build_head(self, timer_hidden: bool) -> None:
        hand = self._hand
        self.head = SittingHead(hand.title, self._look, self._catalogue, timer_hidden=timer_hidden, parent=self)
        self.header, self.saved, self.pause, self.timer = (
            self.head.header, self.head.saved, self.head.pause, self.head.timer,
        )  # fmt: skip
        self.pause.setVisible(hand.time_stands_still)
        self.timer.setVisible(self._timed)
        self.head.trainer.setVisible(self._controlled)

    def _connect(self) -> None:
        presenter, question, review = self.presenter, self.question, self.review
        presenter.question_shown.connect(self._on_question_shown)
        presenter.state_shown.connect(self._on_state_shown)
        presenter.saving_begun.connect(self.saved.show_saving)
        presenter.saved.connect(self._on_saved)
        presenter.not_saved.connect(self._on_not_saved)
        presenter.refused.connect(self._on_refused)
        presenter.left_shown.connect(self._on_left_shown)
        presenter.time_ended.connect(self._on_time_ended)
        presenter.handed_in.connect(self.handed_in)
        question.choice_made.connect(self._on_choice_made)
        question.confidence_given.connect(presenter.say_confidence)
        question.scene_choice_made.connect(presenter.choose_in_scene)
        question.decide_wished.connect(self._on_decide_wished)
        question.flag_wished.connect(self._on_flag_wished)
        question.step_wished.connect(self._on_step_wished)
        question.question_wished.connect(self._on_question_wished)
        question.review_wished.connect(self.show_review)
        review.question_wished.connect(self._on_question_wished)
        review.back_wished.connect(lambda: self._go(self._hand.place))
        review.hand_in_wished.connect(presenter.submit)
        self.error.action_wished.connect(lambda _action: presenter.try_again())
        self.over.result_wished.connect(lambda: self.handed_in.emit(self._hand.attempt.stream))
        presenter.stopped_shown.connect(self._on_stopped_shown)
        watch = FocusWatch(self)
        watch.left.connect(presenter.look_away)
        watch.came_back.connect(presenter.look_back)
        self.head.pause_wished.connect(self._on_pause_wished)
        self.head.trainer_wished.connect(self._on_trainer_wished)
        self.stopped.trainer_wished.connect(self._on_trainer_wished)
        self.timer.hidden_changed.connect(self.timer_hidden_changed)
        self.timer.became_low.connect(self.question.announce)
        self._connect_keys()

    def _connect_keys(self) -> None:
        intents = self.intents
        intents.decide_wished.connect(self._on_decide_wished)
        intents.flag_wished.connect(self._on_flag_wished)
        intents.timer_wished.connect(self.timer.toggle_hidden)
        intents.step_wished.connect(self._on_step_wished)
        intents.back_wished.connect(lambda: self._go(self._hand.place))
        intents.question_wished.connect(self._on_question_wished)
        intents.result_wished.connect(self.over.result.click)

    # What the person wishes

    def show_review(self) -> None:
        """Show every question before handing in."""
        self.presenter.forget_wish()
        self.review.show_cells(self.presenter.cells())
        let_focus_go(self.stack)
        self.setFocusProxy(self.review.title)
        self.stack.setCurrentWidget(self.review)
        self._show_title()
        self.review.focus_title()
        self.review.announce(f"{self.review.title.text()}. {self.review.summary.text()}")

    def may_close(self) -> bool:
        """Ask whether to close the window; True when the person agrees or there is nothing left to lose."""
        return self._agrees("close")

    def _on_pause_wished(self) -> None:
        if self._agrees("pause"):
            self.paused.emit()

    def _agrees(self, act: str) -> bool:
        return agrees_to_leave(
            act,
            self.presenter,
            self._look,
            self._catalogue,
            timed=self._timed,
            still=self._hand.time_stands_still,
            page=self,
        )

    def _on_trainer_wished(self) -> None:
        if self._room is None or self.presenter.over:
            return
        # What waits is written first where it can be: an answer chosen before the stop counts.
        self.presenter.try_again()
        dialog = RoomDialog(
            self._room, self._hand.attempt.stream, self._look, self._catalogue, self, self._vaulting,
            stopped=self.presenter.stopped,
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.acted.connect(self.presenter.reread)
        dialog.open()

    def _on_decide_wished(self) -> None:
        scene = self.presenter.scene()
        if scene is None or scene.ending:
            self._on_step_wished(1)
        elif self.presenter.scene_choice:
            self.presenter.decide()
            if not self.presenter.unsaved.answer:
                self.question.focus_question()
        elif self.question.case is not None:
            self.question.announce(self.question.case.tell_missing())

    def _on_flag_wished(self) -> None:
        self.presenter.flag()
        flagged = self.presenter.question().flagged
        self.question.announce(self._catalogue.say("assessment.sitting." + ("flagged" if flagged else "unflagged")))

    def _on_step_wished(self, step: int) -> None:
        place = self._hand.place + step
        if 0 <= place < self._hand.length:
            self._go(place)

    def _on_question_wished(self, number: int) -> None:
        self._go(number - 1)

    def _go(self, place: int) -> None:
        if not self.presenter.go(place):
            return
        if self.stack.currentWidget() is self.review:
            self._show_question_page()
        keeps = (self.question.previous, self.question.next, self.question.flag)
        if not any(button.hasFocus() and button.isEnabled() for button in keeps):
            self.question.focus_question()

    def _show_question_page(self) -> None:
        let_focus_go(self.stack)
        self.setFocusProxy(self.question.stem)
        self.stack.setCurrentWidget(self.question)
        self._show_title()

    def _show_title(self) -> None:
        say, hand = self._catalogue.say, self._hand
        if self.stack.currentWidget() is self.review:
            caption = say("assessment.review.caption")
        elif hand.module:
            caption = say("assessment.check.sitting", mark=hand.pass_mark, total=hand.length)
        elif hand.pass_mark:
            caption = say("assessment.sitting.caption", mark=hand.pass_mark, total=hand.length)
        else:
            caption = say("assessment.sitting.caption_no_mark")
        self.head.show_caption(caption)

    # What comes of it

    def _on_question_shown(self, question: QuestionView) -> None:
        self._on_state_shown()
        self.intents.show_options(len(question.options))
        stem = self.question.stem.text()
        self.question.announce(said(question, stem, self.presenter.scene(), self._catalogue))

    def _on_state_shown(self) -> None:
        presenter = self.presenter
        self.question.show_question(presenter.question(), presenter.scene(), presenter.scene_choice)
        self.question.show_cells(self.presenter.cells(), self._hand.answered())
        if self.stack.currentWidget() is self.review:
            self.review.show_cells(self.presenter.cells())

    def _on_saved(self, stamp: Stamp) -> None:
        self.saved.show_saved(wording.clock_time(stamp, self._catalogue))
        self.foot.show_saved()

    def _on_choice_made(self, _item: str, options: tuple[str, ...]) -> None:
        self.presenter.choose(options)
        if not self.presenter.unsaved.answer:
            self.question.announce(self.saved.text())

    def _on_not_saved(self, message: Message, answer: bool) -> None:
        self.saved.show_not_saved()
        if words := self.foot.show_not_saved(message, answer):
            self.question.announce(words)

    def _on_refused(self, message: Message) -> None:
        if message.code == "refused.option":
            words = self._catalogue.say("assessment.sitting.too_many", n=self.presenter.question().answers)
        else:
            words = self._catalogue.tell(message)
        self.question.announce(words)

    def _on_left_shown(self, left_ms: int) -> None:
        # A minute begun counts as one; only the last is said as "less than a minute".
        self.timer.show_minutes(-(-left_ms // _MINUTE_MS) if left_ms >= _MINUTE_MS else 0)

    def _on_stopped_shown(self, stopped: bool) -> None:
        """Cover the questions while a trainer has the room stopped, and show them again where they were."""
        say = self._catalogue.say
        self.stopped.show_unsaved(self.presenter.unsaved.answer)
        self.pause.setVisible(self._hand.time_stands_still and not stopped)
        if stopped is (self.stack.currentWidget() is self.stopped):
            return
        let_focus_go(self.stack)
        self.head.trainer.setVisible(self._controlled and not stopped)
        if stopped:
            self.stack.setCurrentWidget(self.stopped)
            self.setFocusProxy(self.stopped.title)
            self.stopped.title.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_question_page()
            self.question.focus_question()
        self.question.announce(say("room.stopped.said" if stopped else "room.stopped.resumed"))

    def _on_time_ended(self, lost: bool) -> None:
        self._locked = True
        self.question.show_locked(self._hand.question())
        self.question.show_cells(self._hand.cells(), self._hand.answered())
        self.review.show_locked()
        if self.stack.currentWidget() is self.stopped:
            self._show_question_page()
        for sign in (self.pause, self.timer, self.head.trainer):
            sign.hide()
        self.question.announce(self.foot.show_over(self._hand.answered(), self._hand.length, lost))

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the presenter rest, unless the whole window was hidden by somebody else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.presenter.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.foot.fit(self.width(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("bg"))
