"""Owns the page of periods: choosing them, looking at what is over them, removing it after a question; removes nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.privacy import Overdue, Periods, Retained
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped, date
from trainer.ui.presenters.privacy import RetentionPresenter
from trainer.ui.privacy_protocols import RetainingDesk
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

MONTHS = (0, 3, 6, 12, 18, 24, 36, 60)
MOST_SHOWN = 12
_KINDS = ("inactive", "attempts", "log")


class RetentionPage(Page):
    """Periods. Signals: `back_wished()`, `carried_out(Retained)`."""

    back_wished = Signal()
    carried_out = Signal(object)

    def __init__(
        self,
        desk: RetainingDesk,
        by: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="retention", parent=parent)
        self._now = now
        self._seen: Overdue | None = None
        self._asked_by: Button | None = None
        header.back_wished.connect(self.back_wished)
        self.presenter = RetentionPresenter(desk, by, self)
        self.problem = ErrorPanel(look, name="retentionProblem", parent=self)
        self.done = IconText("", "check", look, "explain", "ink", tint="positive", name="retentionDone", parent=self)
        self.add(Text(self._say("lead"), look, "body", "ink2", parent=self), self.problem, self.done)
        kept = desk.periods()
        card = Card(look, spacing=12, name="periods", parent=self)
        self.choices: dict[str, Choice] = {}
        for kind in _KINDS:
            months = getattr(kept, kind)
            options = [(str(one), self._months(one)) for one in sorted({*MONTHS, months})]
            self.choices[kind] = Choice(self._say(kind), options, look, chosen=str(months), name=kind, parent=card)
            card.add(self.choices[kind])
        self.keep = Button(self._say("keep"), look, icon="check", name="keep", parent=card)
        self.look_button = Button(self._say("look"), look, icon="eye", name="look", parent=card)
        strip = Strip(look, parent=card)
        strip.add(self.keep, self.look_button)
        card.body.gap(4)
        card.add(strip)
        self.over = Card(look, spacing=6, name="over", parent=self)
        self.go = Button(self._say("go"), look, icon="trash", name="go", parent=self)
        self.add(card, self.over)
        self.main.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addStretch(1)
        for part in (self.problem, self.done, self.over, self.go):
            part.hide()
        self._connect()

    def _connect(self) -> None:
        one = self.presenter
        self.keep.clicked.connect(lambda: one.keep(self.wished()))
        self.look_button.clicked.connect(one.look)
        self.go.clicked.connect(self._on_go_clicked)
        for choice in self.choices.values():
            choice.choice_made.connect(lambda _months: self._forget())
        one.begun.connect(self._on_begun)
        one.kept.connect(self._on_kept)
        one.looked.connect(self.show_over)
        one.carried_out.connect(self._on_carried_out)
        one.failed.connect(self._on_failed)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("privacy.retention." + code, **values)

    def _months(self, months: int) -> str:
        return self._say("months", n=months) if months else self._words.say("privacy.period.never")

    def wished(self) -> Periods:
        """The periods that are chosen on the page."""
        return Periods(*(int(self.choices[kind].chosen() or "0") for kind in _KINDS))

    def show_over(self, over: Overdue) -> None:
        """Show what is over its period."""
        look, say = self.look, self._say
        self._show_busy(False)
        self._seen = over
        self.over.body.clear()
        self.over.add(Text(say("look_title"), look, "subhead", name="overTitle", parent=self.over))
        self.over.add(*(Text(words, look, "explain", "ink2", parent=self.over) for words in self._told(over)))
        self.over.show()
        self.go.setVisible(not over.nothing)
        self.begin_at(self.over)
        self.announce(". ".join(self._told(over)))

    def _told(self, over: Overdue) -> list[str]:
        say = self._say
        told = []
        if over.people:
            told.append(say("people", n=len(over.people)))
            for due in over.people[:MOST_SHOWN]:
                day = date(due.last_ms, self._now(), self._words)
                told.append(f"\u2022 {say('person', name=clipped(due.name), own=due.code, day=day)}")
            if len(over.people) > MOST_SHOWN:
                told.append(say("more", n=len(over.people) - MOST_SHOWN))
        if over.attempts:
            told += [say("attempts_go", n=over.attempts), say("attempts_note")]
        if over.kept_by_certificate:
            told.append(say("certificates", n=over.kept_by_certificate))
        if over.log:
            told.append(say("lines_go", n=over.log))
        if over.nothing:
            told.append(
                say("nothing" if any((over.periods.inactive, over.periods.attempts, over.periods.log)) else "never_set")
            )
        return told

    def _on_go_clicked(self) -> None:
        seen, say = self._seen, self._say
        if seen is None:
            return
        dialog = Dialog(
            say("go_title"),
            say("go_what"),
            self.look,
            act=say("go_confirm"),
            stay=say("go_cancel"),
            name="retentionDialog",
            parent=self,
        )
        for words in self._told(seen):
            dialog.body.addWidget(Text(words, self.look, "explain", "ink2", parent=dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.presenter.carry_out(seen))
        dialog.open()

    # What came of it

    def _forget(self) -> None:
        """Other periods are chosen than those that were looked at."""
        self._seen = None
        self.over.hide()
        self.go.hide()
        self.done.hide()

    def _on_begun(self) -> None:
        self.problem.hide()
        self.done.hide()
        self._asked_by = next((one for one in self._buttons() if one.hasFocus()), None)
        let_focus_go(self)
        self._show_busy(True)

    def _buttons(self) -> tuple[Button, ...]:
        return self.keep, self.look_button, self.go

    def _show_busy(self, busy: bool) -> None:
        for button in self._buttons():
            button.show_busy(busy)
        if not busy and self._asked_by is not None and self.untouched and self._asked_by.isVisible():
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self) -> None:
        self._forget()
        self._tell(self._say("kept"))

    def _on_carried_out(self, done: Retained) -> None:
        self._forget()
        self._tell(self._say("done", people=done.people, attempts=done.attempts, lines=done.log))
        if not done.erased.whole:
            self.carried_out.emit(done)

    def _tell(self, words: str) -> None:
        self._show_busy(False)
        self.done.setText(words)
        self.done.show()
        self.reveal(self.done)
        self.announce(words)

    def _on_failed(self, what: str, problem: Message) -> None:
        self._show_busy(False)
        title = "not_kept" if what == "kept" else "not_done"
        self.problem.show_error(self._say(title), self._words.tell(problem))
        self.problem.show()
        self.reveal(self.problem)
