"""Owns the page on which people are brought in: a file, its columns, what becomes of each row, the result; opens no file itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.roster import Brought, Judged, Preview, Stand
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_source
from trainer.ui.models.roster import RosterModel, RosterWords
from trainer.ui.pages import wording
from trainer.ui.pages.roster_parts import Assign, Decide, Filters, Start, about_row
from trainer.ui.pages.roster_table import RosterTable
from trainer.ui.pages.running import Running
from trainer.ui.presenters.roster import Draft, RosterPresenter
from trainer.ui.reading import let_focus_go
from trainer.ui.roster_protocols import RosteringDesk
from trainer.ui.theme import Look

_SIGNS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
_ALL = "all"


class RosterPage(Page):
    """Bringing people in; `draft` is a roster in hand on the page before. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: RosteringDesk,
        by: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        draft: Draft | None = None,
        source: Chooser = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        self._catalogue = catalogue
        header = Header(self._say("title"), look, caption=self._say("caption"), back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, wide=True, name="roster", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._now = now
        self._source = source
        self._filter = _ALL
        self._asked_by: QWidget | None = None
        self.presenter = RosterPresenter(desk, by, self, draft)
        self._words = RosterWords(catalogue, now, self.presenter.choice)
        self.problem = ErrorPanel(look, name="rosterProblem", parent=self)
        self.problem.action_wished.connect(lambda _action: self.presenter.look_again())
        self.problem.hide()
        self.running = Running(self._say("cancel"), look, catalogue, self)
        self.running.stop_wished.connect(self.presenter.stop)
        self.start = Start(look, catalogue, self.presenter.draft.group, self)
        self.start.choose_wished.connect(self._on_choose_wished)
        self.start.group.submitted.connect(self._on_choose_wished)
        self.assign = Assign(look, catalogue, self)
        self.assign.look_wished.connect(self._on_look_wished)
        self.assign.another_wished.connect(self._on_choose_wished)
        self.looked = self._build_looked()
        self.done = self._build_done()
        self._steps: tuple[QWidget, ...] = (self.start, self.assign, self.looked, self.done)
        self.add(self.problem, self.running, *self._steps)
        self.main.setStretchFactor(self.looked, 1_000)
        self.main.addStretch(1)
        self._connect()
        self._show_step(self.start)
        if self.presenter.draft.preview is not None:
            self.show_preview(self.presenter.draft.preview)
        elif self.presenter.draft.hand is not None:
            self.show_columns()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("roster." + code, **values)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.begun.connect(self._on_begun)
        presenter.progressed.connect(self.running.show_progress)
        presenter.ended.connect(self._on_ended)
        presenter.columns_wished.connect(self.show_columns)
        presenter.previewed.connect(self.show_preview)
        presenter.decided.connect(self._on_decided)
        presenter.brought.connect(self.show_brought)
        presenter.not_read.connect(lambda message: self._show_problem("failed_title", message))
        presenter.not_brought.connect(lambda message: self._show_problem("not_added_title", message))
        presenter.given_up.connect(self._on_given_up)

    def _build_looked(self) -> QWidget:
        look = self.look
        looked = QWidget(self)
        looked.setObjectName("looked")
        column = Column(look, 12, parent=looked)
        self.summary = Card(look, spacing=4, margins=(20, 14, 20, 14), name="summaryCard", parent=looked)
        self.summary_title = IconText(
            "", "users", look, "subhead", "ink", tint="positive", name="summary", parent=looked
        )
        self.summary_text = Text("", look, "small", "ink2", name="summaryText", parent=looked)
        self.file = Text("", look, "caption", "ink3", weight=400, name="rosterFile", parent=looked)
        self.guessed = IconText(
            self._say("guessed"), "circle-alert", look, "small", "ink", tint="caution", name="guessed", parent=looked
        )
        self.summary.add(self.summary_title, self.summary_text, self.file, self.guessed)
        self.filters = Filters(look, self._catalogue, looked)
        self.filters.chosen.connect(self._on_filter_chosen)
        self.model = RosterModel(self._catalogue, self._words, self)
        card = Card(look, spacing=0, margins=(1, 1, 1, 1), name="rosterCard", parent=looked)
        self.table = RosterTable(self.model, self._words, look, self._catalogue, card)
        self.table.row_opened.connect(self.open_row)
        card.add(self.table)
        self._acts = Strip(look, 12, looked)
        self.bring = Button("", look, Rank.PRIMARY, icon="user-plus", name="bring", parent=looked)
        self.change = Button(self._say("assign.change"), look, name="changeColumns", parent=looked)
        self.another = Button(self._say("choose_another"), look, Rank.QUIET, name="chooseAnother", parent=looked)
        self.bring.clicked.connect(self.presenter.bring)
        self.change.clicked.connect(self.show_columns)
        self.another.clicked.connect(self._on_choose_wished)
        self._acts.add(self.bring, self.change, self.another)
        for part in (self.summary, self._acts, self.filters):
            column.addWidget(part)
        column.addWidget(card, 1)
        return looked

    def _build_done(self) -> Card:
        done = Card(self.look, tone="positive", spacing=6, name="rosterDone", parent=self)
        title = IconText(
            self._say("done.title"), "circle-check", self.look, "subhead", "ink", tint="positive", name="doneTitle"
        )
        self.done_text = Text("", self.look, "body", "ink", name="doneText", parent=done)
        self.done_next = Text(self._say("done.next"), self.look, "small", "ink2", name="doneNext", parent=done)
        strip = Strip(self.look, 12, done)
        self.to_people = Button(self._say("to_people"), self.look, Rank.PRIMARY, name="toPeople", parent=done)
        more = Button(self._say("choose_another"), self.look, Rank.QUIET, name="more", parent=done)
        self.to_people.clicked.connect(self.back_wished)
        more.clicked.connect(self._on_choose_wished)
        strip.add(self.to_people, more)
        done.add(title, self.done_text, self.done_next)
        done.body.gap(6)
        done.add(strip)
        return done

    # What is shown

    def show_columns(self) -> None:
        """Ask which column is what."""
        draft = self.presenter.draft
        if draft.hand is None:
            return
        self.assign.show_found(draft.hand.found, draft.columns, draft.headed, draft.group)
        self._show_step(self.assign)
        first = next(iter(self.assign.choices.values()))
        first.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview) -> None:
        """Show what becomes of each row, those to decide about first where there are any."""
        self._filter = Stand.ASKED.value if preview.count(Stand.ASKED) else _ALL
        self._show_rows()
        self._show_counts()
        self._show_step(self.looked)
        (self.bring if self.bring.isVisibleTo(self) else self.table).setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(f"{self.summary_title.text()} {self.summary_text.text()}")

    def show_brought(self, brought: Brought) -> None:
        """Show what came of it."""
        told = [
            self._say(f"done.{name}", n=n)
            for name, n in (("added", brought.added), ("joined", brought.joined), ("groups", brought.groups))
            if n
        ] or [self._say("done.nothing")]
        if brought.left:
            told.append(self._say("done.left", n=brought.left))
        self.done_text.setText(" ".join(told))
        self.done_next.setVisible(bool(brought.added))
        self._show_step(self.done)
        self.to_people.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(f"{self._say('done.title')}. {self.done_text.text()}")

    def open_row(self, judged: Judged) -> None:
        """Ask who a row is, or say all of it."""
        if judged.stand is Stand.ASKED:
            day = wording.date(judged.erased_ms, self._now(), self._catalogue) if judged.erased_ms else ""
            dialog = Decide(judged, self._words, day, self.look, self._catalogue, self)
            dialog.decided.connect(lambda choice: self.presenter.decide(judged.row.line, choice))
        else:
            dialog = about_row(judged, self._words, self.look, self._catalogue, self)  # type: ignore[assignment]  # a Dialog as well
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def draft(self) -> Draft:
        """What is in hand, to be gone on with on a page made anew."""
        return self.presenter.draft

    def leave(self) -> bool:
        """Give up what is under way; nothing of it is kept."""
        self.presenter.stop()
        return True

    def _show_rows(self) -> None:
        preview = self.presenter.draft.preview
        stand = None if self._filter == _ALL else Stand(self._filter)
        self.model.show_rows(preview.rows if preview is not None else (), stand)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_counts(self) -> None:
        draft, counts = self.presenter.draft, self.presenter.counts()
        preview = draft.preview
        if preview is None or draft.hand is None:
            return
        stands = counts.stands
        taken = stands[Stand.TAKEN]
        self.summary_title.setText(self._say("shown.summary", n=taken) if taken else self._say("shown.summary_none"))
        told = [
            self._say(f"shown.{name}", n=n)
            for name, n in (
                ("here", stands[Stand.HERE]),
                ("joining", counts.joins),
                ("asked", counts.undecided),
                ("not_taken", stands[Stand.NOT_TAKEN]),
            )
            if n
        ]
        if counts.undecided:
            told.append(self._say("shown.undecided"))
        self.summary_text.setText(" ".join(told))
        self.summary_text.setVisible(bool(told))
        found = draft.hand.found
        self.file.setText(f"{Path(found.path).name} \u00b7 {self._kind(found.kind, found.encoding, found.separator)}")
        self.guessed.setVisible(found.encoding == "cp1252")
        shown = {stand.value: n for stand, n in stands.items()}
        self.filters.show_counts(shown | {_ALL: len(preview.rows)}, self._filter)
        adds = bool(counts.adds)
        self.bring.show_text(self._say("do.add" if adds else "do.join", n=counts.adds or counts.joins))
        self.bring.setVisible(adds or bool(counts.joins))

    def _kind(self, kind: str, encoding: str, separator: str) -> str:
        if kind == "xlsx":
            return self._say("workbook")
        words = self._say(f"encoding.{encoding}")
        if not separator:
            return self._say("text_single", encoding=words)
        sign = _SIGNS.get(separator)
        name = self._say(f"separator.{sign}") if sign else self._say("separator.other", sign=separator)
        return self._say("text", encoding=words, separator=name)

    def _show_step(self, step: QWidget) -> None:
        for one in self._steps:
            one.setVisible(one is step)
        # The table takes all the room that there is, everything else is read.
        self._wide = step is self.looked
        self._arrange()
        self.area.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        super()._arrange()
        if self._wide:
            self._columns.setStretch(0, 1_000)

    def _show_problem(self, title: str, message: Message) -> None:
        changed = message.code == "roster.changed"
        actions = [("again", self._say("again"))] if changed else []
        self.problem.show_error(self._say(title), self._catalogue.tell(message), actions)
        self.problem.show()
        self.reveal(self.problem)
        self.announce(f"{self._say(title)}. {self._catalogue.tell(message)}")
        self._go_back()

    def _go_back(self) -> None:
        """Give the focus back to what asked for something that did not come about."""
        if self._asked_by is not None and self._asked_by.isVisible():
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the person does

    def _on_choose_wished(self) -> None:
        if self.presenter.busy:
            return
        path = self._source(self, self._say("choose_title"), "", self._say("filter"))
        if path:
            draft = self.presenter.draft
            self.presenter.open(Path(path), self.start.group.text() if draft.hand is None else draft.group)

    def _on_look_wished(self) -> None:
        self.presenter.look(self.assign.columns(), self.assign.headed.isChecked(), self.assign.group.text())

    def _on_filter_chosen(self, name: str) -> None:
        self._filter = name
        self._show_rows()
        self._show_counts()

    def _on_decided(self) -> None:
        self.model.note_decided()
        self._show_counts()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_begun(self, what: str) -> None:
        self.problem.hide()
        focused = self.focusWidget()
        if focused is not None and any(step.isAncestorOf(focused) for step in self._steps):
            # Reading is followed by looking at the rows: it is still the same button that asked.
            self._asked_by = focused
        let_focus_go(self)
        for step in self._steps:
            step.setEnabled(False)
        self.running.begin(self._say(what))

    def _on_ended(self) -> None:
        self.running.end()
        for step in self._steps:
            step.setEnabled(True)

    def _on_given_up(self) -> None:
        self.problem.show_error(self._say("failed_title"), self._say("given_up"))
        self.problem.show()
        self.announce(self._say("given_up"))
        self._go_back()
