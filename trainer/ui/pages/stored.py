"""Owns the page of what is stored about one person: how much, who sees it, as a file, put right, erased; knows no record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.privacy import Correction, Erased, Erasure, Stored, StoredLine
from trainer.core.requests import Admitted
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel, Skeleton
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages.erase_dialog import EraseDialog
from trainer.ui.pages.told import told
from trainer.ui.pages.wording import clipped, date
from trainer.ui.presenters.privacy import StoredPresenter
from trainer.ui.privacy_protocols import ErasingDesk, PrivacyDesk
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

SUFFIX = ".zip"
_TITLES = {"shown": "failed", "saved": "not_saved", "corrected": "not_corrected", "erased": "erase.cannot"}


class StoredPage(Page):
    """What is stored about `person` (id, name). `erasing` only where whoever looks may erase them.

    Signals: `back_wished()`, `seen_wished()`, `erased(str name, Erased)`.
    """

    back_wished = Signal()
    seen_wished = Signal()
    erased = Signal(str, object)

    def __init__(
        self,
        desk: PrivacyDesk,
        erasing: ErasingDesk | None,
        who: Admitted,
        person: tuple[str, str],
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        chooser: Chooser = choose_target,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        self.own = who.id == person[0]
        title = self._say("title_own") if self.own else self._say("title_of", name=clipped(person[1]))
        header = Header(title, look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="stored", parent=parent)
        self._who = who
        self._now = now
        self._chooser = chooser
        self._roles = desk.roles(catalogue.language)
        self._stored: Stored | None = None
        self._asked_by: Button | None = None
        self._erases = erasing is not None and not self.own
        header.back_wished.connect(self.back_wished)
        self.presenter = StoredPresenter(desk, erasing, person[0], who.id, catalogue.language, self)
        self.problem = ErrorPanel(look, name="storedProblem", parent=self)
        self.done = IconText("", "check", look, "explain", "ink", tint="positive", name="storedDone", parent=self)
        waiting = Skeleton(self._say("loading"), look, parent=self)
        self.waiting: Skeleton | None = waiting
        lead = Text(self._say("lead_own" if self.own else "lead_of"), look, "body", "ink2", parent=self)
        self.what = Card(look, spacing=8, name="what", parent=self)
        self.add(lead, self.problem, self.done, waiting, self.what)
        self._build_file()
        self._build_correction()
        self._build_erasure()
        self.main.addStretch(1)
        self.who_card, self.long = (Card(look, spacing=6, name=name, parent=self) for name in ("who", "long"))
        for part in (self.problem, self.done, self.what, *self._acts()):
            part.hide()
        one = self.presenter
        one.begun.connect(self._on_begun)
        one.shown.connect(self.show_stored)
        one.saved.connect(lambda path: self._tell(self._say("saved" if self.own else "saved_of", path=path)))
        one.corrected.connect(self._on_corrected)
        one.looked.connect(self._on_looked)
        one.erased.connect(self._on_erased)
        one.failed.connect(self._on_failed)
        waiting.start()
        one.show()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("privacy." + code, **values)

    # Parts

    def _card(self, name: str, title: str, *texts: str) -> Card:
        card = Card(self.look, spacing=8, name=name, parent=self)
        card.add(Text(title, self.look, "subhead", parent=card))
        card.add(*(Text(text, self.look, "explain", "ink2", parent=card) for text in texts))
        self.add(card)
        return card

    def _button(self, card: Card, words: str, icon: str, name: str, act: Callable[[], None]) -> Button:
        button = Button(words, self.look, icon=icon, name=name, parent=card)
        button.clicked.connect(act)
        card.body.gap(4)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _build_file(self) -> None:
        own = "own" if self.own else "of"
        texts = (self._say(f"file_text_{own}"), self._say("file_text_graded" if self.own else "file_text_not"))
        self.file = self._card("fileCard", self._say("file_title"), *texts)
        self.save = self._button(self.file, self._say("save"), "download", "save", self._on_save_clicked)

    def _build_correction(self) -> None:
        say, look = self._say, self.look
        self.correction = self._card("correction", say("correct_title"), say("correct_note"))
        self.name = Field(say("name"), look, longest=200, name="name", parent=self.correction)
        self.number = Field(say("number"), look, longest=60, name="number", parent=self.correction)
        roles = [("", say("no_role")), *self._roles]
        self.role = Choice(say("role"), roles, look, name="role", parent=self.correction)
        self.correction.add(self.name, self.number, self.role)
        self.number.setVisible(not self.own)
        self.role.setVisible(not self.own)
        self.correct = self._button(self.correction, say("correct"), "check", "correct", self._on_correct_clicked)
        for field in (self.name, self.number):
            field.text_changed.connect(lambda _text, field=field: field.show_error(""))
        self.name.submitted.connect(self._on_correct_clicked)
        self.number.submitted.connect(self._on_correct_clicked)

    def _build_erasure(self) -> None:
        say = self._say
        self.erasure = self._card("erasure", say("erase.card_title"), say("erase.card_text"))
        self.erase = self._button(self.erasure, say("erase.button"), "trash", "erase", self.presenter_look)

    def _acts(self) -> tuple[Card, ...]:
        return self.file, self.correction, self.erasure

    # What is shown

    def show_stored(self, stored: Stored) -> None:
        """Show how much of what there is."""
        look, say = self.look, self._say
        self._stored = stored
        self._show_busy(False)
        self.what.body.clear()
        self.what.add(Text(say("what_title"), look, "subhead", parent=self.what))
        for line in stored.lines:
            self.what.add(Rule(look, self.what))
            self.what.body.addLayout(told(look, *self._line(line)))
        if stored.former:
            names = ", ".join(clipped(name) for name in stored.former)
            self.what.add(Rule(look, self.what), Text(say("former", names=names), look, "explain", parent=self.what))
        self._show_side(stored)
        self.name.show_text(stored.name)
        self.number.show_text(stored.number)
        self.role.show_choice(stored.work_role)
        for part in (self.what, self.file, self.correction):
            part.show()
        self.erasure.setVisible(self._erases)

    def _line(self, line: StoredLine) -> tuple[Text, ...]:
        words = Text(self._say(f"kind.{line.kind.value}", n=line.count), self.look, "explain", parent=self.what)
        if not line.first_ms:
            return (words,)
        first, last = (date(ms, self._now(), self._words) for ms in (line.first_ms, line.last_ms))
        when = self._say("on", first=first) if first == last else self._say("between", first=first, last=last)
        return words, Text(when, self.look, "small", "ink2", parent=self.what)

    def _show_side(self, stored: Stored) -> None:
        look, say = self.look, self._say
        for card, title in ((self.who_card, "who_title"), (self.long, "long_title")):
            card.body.clear()
            card.add(Text(say(title), look, "subhead", parent=card))
        self.who_card.add(Text(say("who_own" if self.own else "who_of"), look, "small", "ink2", parent=self.who_card))
        if self.own and not stored.trainer:
            seen = Button(say("seen"), look, Rank.QUIET, trailing="arrow-right", flush=True, name="seen")
            seen.clicked.connect(self.seen_wished)
            self.who_card.body.addWidget(seen, 0, Qt.AlignmentFlag.AlignLeft)
        kept = stored.periods
        periods = [("inactive", kept.inactive), ("attempts", kept.attempts), ("log", kept.log)]
        words = [say(f"period.{name}", months=months) + "." for name, months in periods if months]
        words = [say("long_by_hand"), *words] if words else [say("long_always")]
        if stored.copies:
            words.append(say("copies", n=stored.copies))
            until = stored.copies_until_ms
            words.append(
                say("copies_until", day=date(until, self._now(), self._words)) if until else say("copies_stay")
            )
        else:
            words.append(say("no_copies"))
        self.long.add(*(Text(text, look, "small", "ink2", parent=self.long) for text in words))
        self.add_side(self.who_card, self.long)

    # What the person wishes

    def _on_save_clicked(self) -> None:
        if self._stored is None:
            return
        name = self._say("file", own=self._stored.code, date=self._now().date().isoformat())
        path = self._chooser(self, self._say("save_title"), name, self._say("filter"))
        if path:
            self.presenter.save(Path(path) if Path(path).suffix else Path(path + SUFFIX))

    def _on_correct_clicked(self) -> None:
        number, role = (None, None) if self.own else (self.number.text(), self.role.chosen())
        self.presenter.correct(Correction(self.name.text(), number, role))

    def _fields(self) -> tuple[tuple[str, Field], ...]:
        """What codes of refusals begin with, and the field that each is about."""
        return ("people.name", self.name), ("privacy.number", self.number)

    def presenter_look(self) -> None:
        """Look what erasing takes away, and then ask."""
        self.presenter.look()

    # What came of it

    def _on_begun(self) -> None:
        self.problem.hide()
        self.done.hide()
        buttons = (self.save, self.correct, self.erase)
        self._asked_by = next((one for one in buttons if one.hasFocus()), None)
        if self._asked_by is not None:
            # A button that works cannot keep it; a field can.
            let_focus_go(self)
        self._show_busy(True)

    def _show_busy(self, busy: bool) -> None:
        if not busy and self.waiting is not None:
            self.waiting.stop()
            # It keeps its room where it is only hidden.
            self.waiting.deleteLater()
            self.waiting = None
        for button in (self.save, self.correct, self.erase):
            button.show_busy(busy)
        if not busy and self._asked_by is not None and self.untouched:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_corrected(self, stored: Stored) -> None:
        self.show_stored(stored)
        if self.header is not None and not self.own:
            self.header.show_title(self._say("title_of", name=clipped(stored.name)))
        self._tell(self._say("corrected"))

    def _tell(self, words: str) -> None:
        self._show_busy(False)
        self.done.setText(words)
        self.done.show()
        self.reveal(self.done)
        self.announce(words)

    def _on_failed(self, what: str, problem: Message) -> None:
        self._show_busy(False)
        field = next((one for begins, one in self._fields() if problem.code.startswith(begins)), None)
        if what == "corrected" and field is not None:
            field.show_error(self._words.tell(problem))
            field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            # The words under it have their room a moment later.
            QTimer.singleShot(0, field, lambda: self.reveal(field))
            return
        self.problem.show_error(self._say(_TITLES[what]), self._words.tell(problem))
        self.problem.show()
        self.reveal(self.problem)

    def _on_looked(self, erasure: Erasure) -> None:
        self._show_busy(False)
        dialog = EraseDialog(erasure, self.look, self._words, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.presenter.erase)
        dialog.open()

    def _on_erased(self, done: Erased) -> None:
        name = self._stored.name if self._stored is not None else ""
        self.erased.emit(name, done)
