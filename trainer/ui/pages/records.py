"""Owns the page of all records: finding somebody, the ways to periods and log, backups, what an erasure left; knows no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.order import danish
from trainer.core.privacy import CopyLine, Erased, Somebody
from trainer.core.roster import folded
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel, Skeleton
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.told import told
from trainer.ui.pages.wording import clipped, date, moment
from trainer.ui.presenters.privacy import RecordsPresenter
from trainer.ui.privacy_protocols import ErasingDesk, PrivacyDesk
from trainer.ui.theme import Look

MOST_FOUND = 8


class RecordsPage(Page):
    """All records. Signals: `back_wished()`, `person_wished(str id, str name)`, `retention_wished()`, `log_wished()`."""

    back_wished = Signal()
    person_wished = Signal(str, str)
    retention_wished = Signal()
    log_wished = Signal()

    def __init__(
        self,
        desk: PrivacyDesk,
        erasing: ErasingDesk,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        came: tuple[str, Erased] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(
            self._say("records.title"),
            look,
            caption=self._say("records.caption"),
            back=catalogue.say("common.go_back"),
        )
        super().__init__(look, header=header, name="records", parent=parent)
        self._now = now
        self._people: list[tuple[Somebody, str]] = []
        header.back_wished.connect(self.back_wished)
        self.presenter = RecordsPresenter(desk, erasing, self)
        self.problem = ErrorPanel(look, name="recordsProblem", parent=self)
        self.unfinished = ErrorPanel(look, name="unfinished", parent=self)
        self.done = IconText("", "check", look, "explain", "ink", tint="positive", name="recordsDone", parent=self)
        self.left = Card(look, tone="caution", spacing=6, name="left", parent=self)
        waiting = Skeleton(self._say("loading"), look, parent=self)
        self.waiting: Skeleton | None = waiting
        self.add(self.problem, self.unfinished, self.done, self.left)
        for part in (self.problem, self.unfinished, self.done, self.left):
            part.hide()
        self._build_find()
        self._build_rest(waiting)
        self.main.addStretch(1)
        self.unfinished.action_wished.connect(lambda _action: self.presenter.finish())
        one = self.presenter
        one.begun.connect(self.problem.hide)
        one.found.connect(self.show_records)
        one.finished.connect(self._on_finished)
        one.failed.connect(self._on_failed)
        if came is not None:
            self.show_erased(*came)
        waiting.start()
        one.show()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("privacy." + code, **values)

    def _build_find(self) -> None:
        look, say = self.look, self._say
        self.add(
            Text(say("records.people_title"), look, "heading", parent=self),
            Text(say("records.people_text"), look, "explain", "ink2", parent=self),
        )
        self.finder = Field(say("records.find"), look, hint=say("records.find_hint"), name="find", parent=self)
        self.finder.text_changed.connect(lambda _text: self._show_found())
        self.finder.submitted.connect(self._on_submitted)
        self.found = RowList(look, name="found", parent=self)
        self.note = Text("", look, "small", "ink2", name="foundNote", parent=self)
        self.found.hide()
        self.note.hide()
        self.add(self.finder, self.found, self.note)

    def _build_rest(self, waiting: Skeleton) -> None:
        look, say = self.look, self._say
        rows = RowList(look, name="rest", parent=self)
        ways = (("retention", "history", self.retention_wished), ("log", "list", self.log_wished))
        for name, icon, signal in ways:
            text = RowText(say(f"records.{name}"), subtitle=say(f"records.{name}_text"), icon=icon)
            row = ListRow(text, look, name=name, parent=rows)
            row.clicked.connect(signal)
            rows.add_row(row)
        self.main.gap(8)
        self.add(Text(say("records.rest_title"), look, "heading", parent=self), rows)
        self.main.gap(8)
        self.add(
            Text(say("records.backups_title"), look, "heading", parent=self),
            Text(say("records.backups_text"), look, "explain", "ink2", parent=self),
            waiting,
        )
        self.copies = Card(look, spacing=8, name="copies", parent=self)
        self.copies.hide()
        self.add(self.copies)

    # What is shown

    def show_records(self, people: Sequence[Somebody], copies: Sequence[CopyLine], unfinished: bool) -> None:
        """Show who can be found, which copies there are, whether an erasure is to be gone on with."""
        sorted_people = sorted(people, key=lambda one: danish(one.name))
        # Once for all that is typed: among ten thousand it would be felt at every key.
        self._people = [
            (one, "\n".join(folded(text) for text in (one.name, one.code, one.number))) for one in sorted_people
        ]
        self._stop_waiting()
        self.copies.body.clear()
        for place, copy in enumerate(copies):
            if place:
                self.copies.add(Rule(self.look, self.copies))
            self.copies.body.addLayout(told(self.look, *self._copy(copy)))
        if not copies:
            self.copies.add(Text(self._say("records.no_backups"), self.look, "explain", "ink2", parent=self.copies))
        self.copies.show()
        self.unfinished.setVisible(unfinished)
        if unfinished:
            say = self._say
            self.unfinished.show_error(
                say("left.unfinished_title"), say("left.unfinished_text"), [("finish", say("left.finish"))]
            )
        self._show_found()

    def _stop_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting.stop()
            # It keeps its room where it is only hidden.
            self.waiting.deleteLater()
            self.waiting = None

    def _copy(self, copy: CopyLine) -> tuple[Text, Text]:
        when = moment(copy.made_ms, self._now(), self._words) if copy.made_ms else copy.path
        until = self._until(copy, "records.backup_until", "records.backup_stays")
        about = f"{Path(copy.path).name} \u00b7 {until}" if copy.why is None else self._words.tell(copy.why)
        look = self.look
        return Text(when, look, "explain", parent=self.copies), Text(about, look, "small", "ink2", parent=self.copies)

    def _until(self, copy: CopyLine, falls: str, stays: str) -> str:
        return (
            self._say(falls, day=date(copy.falls_ms, self._now(), self._words)) if copy.falls_ms else self._say(stays)
        )

    def _show_found(self) -> None:
        wanted = folded(self.finder.text())
        self.found.clear()
        matches = [one for one, said in self._people if wanted and wanted in said]
        for place, one in enumerate(matches[:MOST_FOUND]):
            self.found.add_row(self._row(one, place))
        self.found.setVisible(bool(matches))
        more = len(matches) - MOST_FOUND
        self.note.setText(self._say("records.more", n=more) if more > 0 else self._say("records.none"))
        self.note.setVisible(bool(wanted) and (more > 0 or not matches))

    def _row(self, one: Somebody, place: int) -> ListRow:
        say = self._say
        about = say("records.person_number", own=one.code, number=one.number) if one.number else one.code
        last = say("records.last", day=date(one.last_ms, self._now(), self._words))
        role = [say("records.trainer")] if one.trainer else []
        row = RowText(clipped(one.name), subtitle=" \u00b7 ".join([about, *role, last]), icon="user")
        shown = ListRow(row, self.look, name=f"person-{place}", parent=self.found)
        shown.clicked.connect(lambda: self.person_wished.emit(one.id, one.name))
        return shown

    def show_erased(self, name: str, erased: Erased) -> None:
        """Say that somebody is erased, and what is left of them where."""
        shown = clipped(name)
        words = self._say("erase.done" if erased.whole else "erase.done_rest", name=shown) if name else ""
        self._tell(words or self._say("left.finished") if erased.whole else words, erased)

    def _tell(self, words: str, erased: Erased) -> None:
        look, say = self.look, self._say
        self.done.setText(words)
        self.done.setVisible(bool(words))
        self.left.body.clear()
        self.left.setVisible(not erased.whole)
        self.left.add(Text(say("left.title"), look, "subhead", parent=self.left))
        if erased.trouble is not None:
            why = say("left.trouble", why=self._words.tell(erased.trouble))
            self.left.add(Text(why, look, "explain", "ink2", parent=self.left))
        for line in erased.left:
            why = self._words.tell(line.why) if line.why is not None else ""
            place = f"{say('left.place', path=line.path, why=why)} {self._until(line, 'left.until', 'left.stays')}"
            self.left.add(Text(place, look, "explain", "ink2", parent=self.left))
        if words:
            self.announce(words)

    # What came of it

    def _on_submitted(self) -> None:
        first = self.found.rows[0] if self.found.rows else None
        if isinstance(first, ListRow):
            first.setFocus()

    def _on_finished(self, erased: Erased) -> None:
        self.show_erased("", erased)
        self.presenter.show()

    def _on_failed(self, _what: str, problem: Message) -> None:
        self._stop_waiting()
        self.problem.show_error(self._say("failed"), self._words.tell(problem))
        self.problem.show()
