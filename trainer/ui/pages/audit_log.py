"""Owns the page of the log: who did what when with whose records, by act and day, saved as a file; knows no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue, UnknownCode
from trainer.core import log_words
from trainer.core.message import Message, Refused
from trainer.core.privacy import LogLine, LogWish
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.day_field import DayField
from trainer.ui.components.field import Choice
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Rule, Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages import moments
from trainer.ui.pages.told import told
from trainer.ui.pages.wording import clipped, moment
from trainer.ui.presenters.privacy import LogPresenter
from trainer.ui.privacy_protocols import PrivacyDesk
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

SUFFIX = ".csv"
AT_ONCE = 50
_OF_SOMEBODY = frozenset(
    ("corrected", "pin-reset", "extra-time", "merged", "unmerged", "certified", "bank-shared", "looked-at")
)
"""Acts whose line means a person: where none stands there, they were erased since."""


class AuditLogPage(Page):
    """The log. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: PrivacyDesk,
        by: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        chooser: Chooser = choose_target,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="auditLog", parent=parent)
        self._now = now
        self._chooser = chooser
        self._limit = AT_ONCE
        self._asked_by: Button | None = None
        header.back_wished.connect(self.back_wished)
        self.presenter = LogPresenter(desk, by, catalogue, self)
        self.problem = ErrorPanel(look, name="logProblem", parent=self)
        self.done = IconText("", "check", look, "explain", "ink", tint="positive", name="logDone", parent=self)
        self.add(Text(self._say("lead"), look, "body", "ink2", parent=self), self.problem, self.done)
        self._build_filter(desk.acts())
        self.count = Text("", look, "small", "ink2", name="logCount", parent=self)
        self.lines = Card(look, spacing=8, name="logLines", parent=self)
        self.more = Button(self._say("more"), look, Rank.QUIET, flush=True, name="more", parent=self)
        self.add(self.count, self.lines)
        self.main.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addStretch(1)
        for part in (self.problem, self.done, self.lines, self.more):
            part.hide()
        self.more.clicked.connect(self._on_more_clicked)
        one = self.presenter
        one.begun.connect(self._on_begun)
        one.shown.connect(self.show_lines)
        one.saved.connect(self._on_saved)
        one.failed.connect(self._on_failed)
        one.show(LogWish(limit=self._limit + 1))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("privacy.log." + code, **values)

    def _build_filter(self, acts: Sequence[str]) -> None:
        look, say = self.look, self._say
        card = Card(look, spacing=12, name="logFilter", parent=self)
        options = sorted(((act, self._act(act)) for act in acts), key=lambda one: one[1])
        self.act = Choice(say("act_label"), [("", say("all")), *options], look, name="act", parent=card)
        hint = self._words.say("day.hint")
        self.since = DayField(say("from_label"), look, hint=hint, name="since", parent=card)
        self.until = DayField(say("to_label"), look, hint=hint, name="until", parent=card)
        self.show_button = Button(say("show"), look, icon="search", name="show", parent=card)
        self.save = Button(say("save"), look, icon="download", name="saveLog", parent=card)
        strip = Strip(look, parent=card)
        strip.add(self.show_button, self.save)
        what, when = Strip(look, 16, parent=card), Strip(look, 16, parent=card)
        what.add(self.act)
        when.add(self.since, self.until)
        card.add(what, when, strip)
        self.add(card)
        self.show_button.clicked.connect(self._on_show_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        for field in (self.since, self.until):
            field.submitted.connect(self._on_show_clicked)

    def _act(self, act: str) -> str:
        try:
            return self._say(f"act.{act}")
        except UnknownCode:
            return act

    def wish(self) -> LogWish | None:
        """What is wished for; None, and said beside the field, where a day cannot be read."""
        found, now = [], self._now()
        for field, moment_of in ((self.since, moments.begins), (self.until, moments.ends)):
            field.show_error("")
            try:
                day = field.day()
            except Refused as refused:
                field.show_wrong(self._words.tell(refused.message))
                return None
            found.append(moment_of(day, now) if day is not None else 0)
        since, until = found
        return LogWish(self.act.chosen(), since, until, self._limit + 1)

    # What is shown

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """Show lines, and whether there are more."""
        self._show_busy(False)
        self.lines.body.clear()
        more = len(lines) > self._limit
        shown = lines[: self._limit]
        for place, line in enumerate(shown):
            if place:
                self.lines.add(Rule(self.look, self.lines))
            self.lines.body.addLayout(told(self.look, *self._line(line)))
        self.lines.setVisible(bool(shown))
        self.more.setVisible(more)
        self.count.setText(self._say("shown", n=len(shown)) if shown else self._say("none"))
        self.announce(self.count.text())

    def _line(self, line: LogLine) -> tuple[Text, Text]:
        say, look = self._say, self.look
        about = []
        if line.person:
            about = [say("about", name=clipped(line.person))]
        elif line.act in _OF_SOMEBODY:
            about = [say("about", name=say("gone"))]
        what = " \u00b7 ".join([self._act(line.act), *about])
        by = say("by", name=clipped(line.by)) if line.by else say("command_line" if line.alone else "nobody")
        detail = log_words.said(line, self._words.say)
        when = moment(line.at_ms, self._now(), self._words, line.offset_min)
        how = " \u00b7 ".join(part for part in (when, by, detail) if part)
        return (
            Text(what, look, "explain", weight=600, parent=self.lines),
            Text(how, look, "small", "ink2", parent=self.lines),
        )

    # What the person wishes

    def _on_show_clicked(self) -> None:
        self._limit = AT_ONCE
        wish = self.wish()
        if wish is not None:
            self.presenter.show(wish)

    def _on_more_clicked(self) -> None:
        self._limit += AT_ONCE
        wish = self.wish()
        if wish is not None:
            self.presenter.show(wish)

    def _on_save_clicked(self) -> None:
        wish = self.wish()
        if wish is None:
            return
        name = self._say("file", date=self._now().date().isoformat())
        path = self._chooser(self, self._say("save_title"), name, self._say("filter"))
        if path:
            self.presenter.save(wish, Path(path) if Path(path).suffix else Path(path + SUFFIX))

    # What came of it

    def _on_begun(self) -> None:
        self.problem.hide()
        self.done.hide()
        buttons = (self.show_button, self.save, self.more)
        self._asked_by = next((one for one in buttons if one.hasFocus()), None)
        if self._asked_by is not None:
            let_focus_go(self)
        self._show_busy(True)

    def _show_busy(self, busy: bool) -> None:
        for button in (self.show_button, self.save, self.more):
            button.show_busy(busy)
        if not busy and self._asked_by is not None and self.untouched:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self, rows: int, path: str) -> None:
        self._show_busy(False)
        words = self._say("saved", n=rows, path=path)
        self.done.setText(words)
        self.done.show()
        self.announce(words)

    def _on_failed(self, what: str, problem: Message) -> None:
        self._show_busy(False)
        title = self._say("not_saved") if what == "saved" else self._words.say("privacy.failed")
        self.problem.show_error(title, self._words.tell(problem))
        self.problem.show()
        self.reveal(self.problem)
