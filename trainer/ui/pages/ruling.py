"""Owns the page on which a trainer rules on a question: what it was, what a ruling changes, deciding; knows no score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message, Refused
from trainer.core.requests import Admitted
from trainer.core.ruling_views import Regrade, RuledQuestion, RulingWish
from trainer.core.scoring import RulingKind
from trainer.faults import Fault
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Field, Switch
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.ruling_parts import ChangesCard, QuestionCard, ReportsCard, kind_of, made, option_words
from trainer.ui.presenters.ruling import RulingPresenter
from trainer.ui.reading import let_focus_go
from trainer.ui.ruling_protocols import RulingsDesk
from trainer.ui.theme import Look

LONGEST_REASON = 500


class Draft(msgspec.Struct, frozen=True):
    """What was chosen on the page: the kind of ruling, which options are right, the reason."""

    kind: str = ""
    key: tuple[tuple[str, bool], ...] = ()
    reason: str = ""


class RulingPage(Page):
    """RulingPage(desk, who, item, look, catalogue, now); `item` is the question's digest. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: RulingsDesk,
        who: Admitted,
        item: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header("", look, caption=self._say("caption"), back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="ruling", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._head = header
        self._now = now
        self._item = item
        self._question: RuledQuestion | None = None
        self._changes: ChangesCard | None = None
        self._withdrawing = False
        self._asked_by: QWidget | None = None
        self._switches: dict[str, Switch] = {}
        self.presenter = RulingPresenter(desk, who.id, item, catalogue.language, self)
        self._problem = ErrorPanel(look, name="rulingProblem", parent=self)
        self._done = IconText("", "check", look, "explain", "ink", tint="positive", name="rulingDone", parent=self)
        for part in (self._problem, self._done):
            part.hide()
        self._lead = Text(self._say("question_lead"), look, "body", "ink2", parent=self)
        self.add(self._lead, self._problem, self._done)
        one = self.presenter
        one.begun.connect(self._on_begun)
        one.previewed.connect(self._on_previewed)
        one.done.connect(self._on_done)
        one.refused.connect(self._on_refused)
        self._built: list[QWidget] = []
        self._build()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("ruling." + code, **values)

    # What there is

    def _build(self) -> None:
        """Show the question as it stands now."""
        for part in self._built:
            part.hide()
            part.deleteLater()
        self._built, self._switches, self._changes = [], {}, None
        try:
            question = self.presenter.question()
        except (Refused, Fault) as problem:
            self._show_problem(problem.message)
            return
        self._question = question
        self._head.show_title(self._say("title", id=question.item_id), self._say("caption"))
        look = self.look
        self._place(QuestionCard(question, look, self._words, self))
        if question.reports:
            self._place(ReportsCard(question, look, self._words, self._now, self))
        if question.ruling is not None:
            self._place(self._ruling_card(question))
        self._place(self._decide_card(question))
        self._show_key_choice()

    def _place(self, part: QWidget) -> None:
        self._built.append(part)
        self.main.addWidget(part)
        part.show()

    def _ruling_card(self, question: RuledQuestion) -> Card:
        look, line = self.look, question.ruling
        card = Card(look, spacing=6, tone="info", name="rulingNow", parent=self)
        if line is None:
            return card
        self.withdraw = Button(self._say("withdraw_preview"), look, name="withdraw", parent=card)
        self.withdraw.clicked.connect(self._on_withdraw_clicked)
        card.add(
            Text(self._say("now_title"), look, "subhead", parent=card),
            Text(self._say("made", kind=kind_of(line, self._words), reason=line.reason), look, "body", parent=card),
            Text(made(line, self._now, self._words), look, "small", "ink2", parent=card),
        )
        card.body.gap(4)
        card.body.addWidget(self.withdraw, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _decide_card(self, question: RuledQuestion) -> Card:
        look = self.look
        card = Card(look, spacing=12, name="decide", parent=self)
        title = "decide_again_title" if question.ruling is not None else "decide_title"
        kinds = [
            (kind.value, self._say(f"kinds.{kind.value}")) for kind in (RulingKind.DROP, RulingKind.ALL, RulingKind.KEY)
        ]
        self.kind = Choice(self._say("kind"), kinds, look, name="rulingKind", parent=card)
        self.kind.choice_made.connect(self._on_wish_changed)
        self._key_lead = Text(self._say("key_lead", n=question.answers), look, "body", name="keyLead", parent=card)
        card.add(Text(self._say(title), look, "subhead", parent=card), self.kind, self._key_lead)
        for option in question.options:
            words = option_words(question, option, self._words)
            switch = Switch(words, look, on=option.right, name=f"key-{option.id}", parent=card)
            switch.toggled.connect(self._on_wish_changed)
            self._switches[option.id] = switch
            card.add(switch)
        self.reason = Field(
            self._say("reason"),
            look,
            hint=self._say("reason_hint"),
            longest=LONGEST_REASON,
            name="rulingReason",
            parent=card,
        )
        self.reason.text_changed.connect(lambda _text: self.reason.show_error(""))
        self.reason.submitted.connect(self._on_preview_clicked)
        strip = Strip(look, 12, card)
        self.preview = Button(self._say("preview"), look, Rank.PRIMARY, name="preview", parent=strip)
        strip.add(self.preview)
        self.preview.clicked.connect(self._on_preview_clicked)
        card.add(self.reason, strip)
        return card

    def _show_key_choice(self) -> None:
        keyed = self.kind.chosen() == RulingKind.KEY.value
        self._key_lead.setVisible(keyed)
        for switch in self._switches.values():
            switch.setVisible(keyed)

    def draft(self) -> Draft:
        """What is chosen and written and not yet decided, for the same page in another language."""
        if self._question is None:
            return Draft()
        return Draft(
            self.kind.chosen(),
            tuple((option, switch.isChecked()) for option, switch in self._switches.items()),
            self.reason.text(),
        )

    def restore(self, draft: Draft) -> None:
        """Have it again."""
        if self._question is None or not draft.kind:
            return
        self.kind.show_choice(draft.kind)
        for option, on in draft.key:
            self._switches[option].setChecked(on)
        self.reason.show_text(draft.reason)
        self._show_key_choice()

    # What is wished

    def _wish(self) -> RulingWish:
        kind = RulingKind(self.kind.chosen())
        key = tuple(option for option, switch in self._switches.items() if switch.isChecked())
        return RulingWish(self._item, kind, key if kind is RulingKind.KEY else ())

    def _on_wish_changed(self, *_what: object) -> None:
        self._show_key_choice()
        self._drop_changes()

    def _on_preview_clicked(self) -> None:
        if not self.reason.text().strip():
            self.reason.show_error(self._say("reason-empty"))
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        typing = self.reason.edit.hasFocus()
        self._withdrawing, self._asked_by = False, self.reason.edit if typing else self.preview
        self.presenter.preview(self._wish())

    def _on_withdraw_clicked(self) -> None:
        if self._question is not None and self._question.ruling is not None:
            self._withdrawing, self._asked_by = True, self.withdraw
            self.presenter.preview_without(self._question.ruling.id)

    def _on_agreed(self) -> None:
        if self.presenter.busy or self._question is None:
            return
        if self._withdrawing and self._question.ruling is not None:
            self.presenter.withdraw(self._question.ruling.id)
        else:
            self.presenter.rule(self._wish(), self.reason.text())

    # What came of it

    def _on_begun(self) -> None:
        self._problem.hide()
        self._done.hide()
        # The focus is given up first: Qt would hand that of what cannot be pressed to a neighbour.
        let_focus_go(self)
        self._show_busy(True)

    def _show_busy(self, busy: bool) -> None:
        for part in self._built:
            part.setEnabled(not busy)
        if self._changes is not None:
            self._changes.act.show_busy(busy, self._say("working"))

    def _on_previewed(self, changes: Regrade) -> None:
        self._show_busy(False)
        act = self._say("withdraw_now" if self._withdrawing else "put")
        card = self._show_changes(changes, act)
        card.act.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(card.summary)
        self.begin_at(card)

    def _show_changes(self, changes: Regrade, act: str) -> ChangesCard:
        self._drop_changes()
        self.preview.show_rank(Rank.SECONDARY)
        card = ChangesCard(changes, act, self.look, self._words, self._now, self)
        card.agreed.connect(self._on_agreed)
        self._changes = card
        self._place(card)
        return card

    def _drop_changes(self) -> None:
        card, self._changes = self._changes, None
        if card is not None:
            self._built.remove(card)
            card.hide()
            card.deleteLater()
            self.preview.show_rank(Rank.PRIMARY)

    def _on_done(self, _changes: Regrade, message: Message) -> None:
        self._build()
        self._drop_changes()
        words = self._words.tell(message)
        self._done.setText(words)
        self._done.show()
        self.reveal(self._done)
        self.announce(words)
        self.kind.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, message: Message) -> None:
        self._show_busy(False)
        self._drop_changes()
        if message.code.startswith("ruling.reason"):
            self.reason.show_error(self._words.tell(message))
            self.reason.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_problem(message)
        if self._asked_by is not None:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, message: Message) -> None:
        title = self._say("failed")
        self._problem.show_error(title, self._words.tell(message))
        self._problem.show()
        self.reveal(self._problem)
        self.announce(title)
