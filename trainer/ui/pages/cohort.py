"""Owns the trainer's page: the list of people, finding and sorting, one person, the export; knows no file and no query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.views import PersonScore
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.files import Chooser, choose_target
from trainer.ui.keys import Binding, KeyFilter, KeyMap
from trainer.ui.models.cohort import CohortModel, CohortOrder, CohortRow
from trainer.ui.pages import moments
from trainer.ui.pages.cohort_table import CohortTable
from trainer.ui.pages.export_panel import ExportPanel
from trainer.ui.pages.exports import Exports
from trainer.ui.pages.person_panel import PersonPanel, ask_reset
from trainer.ui.pages.pressable import Icon
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.cohort import Cohort, CohortPresenter
from trainer.ui.protocols import TeachingDesk
from trainer.ui.theme import Look

Draft = tuple[str, tuple[int, Qt.SortOrder] | None]
"""What is looked for, and by which column in which direction people are sorted."""


def local_now() -> datetime:
    """This moment by this computer's clock."""
    return datetime.now().astimezone()


class CohortPage(QWidget):
    """The people: CohortPage(desk, exporting, trainer, look, catalogue, chooser=choose_target, now=local_now, parent=None).

    `trainer` is the id of who is signed in; `show_people()` fills the page. Signal: `choices_wished(bool)` for more choices
    of an export, with codes or names.
    """

    choices_wished = Signal(bool)

    def __init__(
        self,
        desk: TeachingDesk,
        exporting: ExportingDesk,
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        *,
        chooser: Chooser = choose_target,
        now: Callable[[], datetime] = local_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort")
        self._look = look
        self._catalogue = catalogue
        self._now = now
        self._rows: dict[str, CohortRow] = {}
        self._modules: tuple[tuple[str, str], ...] = ()
        self.table: CohortTable | None = None
        self.order: CohortOrder | None = None
        self._build_header()
        self._column = Column(look, 0, parent=self)
        self._column.addWidget(self.header)
        self._tools = Column(look, 0)
        self._column.addLayout(self._tools)
        # The table fills the page and scrolls by itself; only where there is no room for two of its rows the page does.
        self.area = QScrollArea(self)
        self.area.setObjectName("scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self._body = Column(look, 12, (40, 16, 40, 20), content)
        self.area.setWidget(content)
        self._column.addWidget(self.area, 1)
        self.exports = Exports(exporting, trainer, look, catalogue, self.export, chooser=chooser, now=now, parent=self)
        self._build_body()
        self.panel = ExportPanel(look, catalogue, self)
        self.panel.plan_made.connect(self.exports.begin)
        self.panel.choices_wished.connect(self.choices_wished)
        self.presenter = CohortPresenter(desk, trainer, catalogue.language, self)
        self._connect()
        self._on_look_changed()

    def _build_header(self) -> None:
        look, say = self._look, self._catalogue.say
        self.header = Header(say("cohort.title"), look, caption=say("cohort.caption"), parent=self)
        self.finder = Field("", look, placeholder=say("cohort.find"), name="find", parent=self)
        self.finder.edit.setAccessibleName(say("cohort.find"))
        self.finder.edit.setClearButtonEnabled(False)
        self._lens = Icon("search", "ink3", look, size=18, parent=self.finder.edit)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.export = Button(
            say("export.button"),
            look,
            Rank.PRIMARY,
            icon="download",
            trailing="chevron-down",
            name="export",
            parent=self,
        )
        self._controls = QWidget(self)
        self._controls_row = Row(look, 16, parent=self._controls)
        self._controls_row.addWidget(self.finder)
        self._controls_row.addWidget(self.export)

    def _build_body(self) -> None:
        look, say = self._look, self._catalogue.say
        self.error = ErrorPanel(look, name="cohortError", parent=self)
        self.error.hide()
        self.done = Card(look, tone="positive", spacing=4, margins=(20, 12, 12, 14), name="cohortDone", parent=self)
        head = Row(look, 12)
        self.done_title = IconText("", "circle-check", look, "subhead", "ink", tint="positive", name="doneTitle")
        close = IconButton(say("export.dismiss"), "x", look, name="dismiss", parent=self.done)
        close.clicked.connect(self.done.hide)
        head.addWidget(self.done_title, 1)
        head.addWidget(close)
        self.done_text = Text("", look, "small", "ink2", selectable=True, name="doneText", parent=self.done)
        self.done.add(head, self.done_text)
        self.done.hide()
        self._bar = Row(look, 16)
        self.count = Text("", look, "small", "ink2", name="count", parent=self)
        self.sort = Choice(say("cohort.sort"), [], look, show_label=False, name="sort", parent=self)
        self._bar.addWidget(self.count, 1)
        self._bar.addWidget(self.sort)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("cohortStack")
        self.frame = Card(look, spacing=0, margins=(1, 1, 1, 1), name="tableCard", parent=self)
        self.empty = self._state("cohort.empty", "")
        self.unfound = self._state("cohort.unfound", say("cohort.unfound.action"))
        for child in (self.frame, self.empty, self.unfound):
            self.stack.addWidget(child)
        self._body.addWidget(self.exports)
        self._body.addWidget(self.error)
        self._body.addWidget(self.done)
        self._body.addLayout(self._bar)
        self._body.addWidget(self.stack, 1)
        self.note = Text(say("cohort.footer_note"), look, "small", "ink3", name="footerNote", parent=self)
        self._body.addWidget(self.note)

    def _state(self, code: str, action: str) -> QWidget:
        holder = QWidget(self)
        column = Column(self._look, 0, parent=holder)
        say = self._catalogue.say
        state = EmptyState(say(f"{code}.title"), say(f"{code}.text"), self._look, action=action, parent=holder)
        state.action_wished.connect(lambda: self.finder.show_text(""))
        column.addWidget(state)
        column.addStretch(1)
        return holder

    def _connect(self) -> None:
        self.presenter.cohort_shown.connect(self.show_cohort)
        self.presenter.not_shown.connect(self._on_not_shown)
        self.presenter.secret_reset.connect(self._on_secret_reset)
        self.presenter.not_reset.connect(self._on_not_reset)
        self.finder.text_changed.connect(self._on_text_changed)
        self.finder.submitted.connect(self._on_find_submitted)
        self.sort.choice_made.connect(self._on_sort_chosen)
        self.export.clicked.connect(self.open_export)
        self.error.action_wished.connect(self._on_error_action)
        self.keys = KeyFilter(
            self,
            KeyMap(
                [
                    Binding(("Ctrl+F",), "find", "keys.do.find"),
                    Binding(("Ctrl+E",), "export", "keys.do.export"),
                ]
            ),
        )
        self.keys.intended.connect(self._on_intended)
        self._look.changed.connect(self._on_look_changed)

    # What is shown

    def show_people(self) -> None:
        """Ask the desk and show what it says."""
        self.presenter.show()

    def draft(self) -> Draft:
        """What is looked for and the order, to be restored on a page made anew."""
        header = self.table.horizontalHeader() if self.table is not None else None
        order = (header.sortIndicatorSection(), header.sortIndicatorOrder()) if header is not None else None
        return self.finder.text(), order

    def restore(self, draft: Draft) -> None:
        """Take up what was looked for on the page before this one, and its order; once people are shown."""
        text, order = draft
        self.finder.show_text(text)
        if self.table is not None and order is not None:
            self.table.show_order(*order)

    def show_cohort(self, cohort: Cohort) -> None:
        """Show these people."""
        now = self._now()
        rows = [self._row(person, cohort.roles, now) for person in cohort.people]
        self._rows = {row.person.id: row for row in rows}
        if self.table is None or cohort.modules != self._modules:
            self._modules = cohort.modules
            self._build_table()
        self._model.show_people(rows)
        if rows and self.table is not None:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._show_found()

    def _row(self, person: PersonScore, roles: dict[str, str], now: datetime) -> CohortRow:
        role = roles.get(person.work_role, person.work_role)
        if person.synthetic:
            synthetic = self._catalogue.say("cohort.synthetic")
            role = ", ".join(part for part in (role, synthetic) if part)
        seen = moments.day(person.last_seen_ms, now, self._catalogue)
        handed_in = moments.day(person.last_ended_ms, now, self._catalogue) if person.last_ended_ms else ""
        return CohortRow(person, role, seen, handed_in)

    def _build_table(self) -> None:
        self.frame.body.clear()
        self._model = CohortModel(self._catalogue, self._modules, self)
        self.order = CohortOrder(self._model, self._catalogue.language, self)
        self.table = CohortTable(self.order, self._model, self._look, self._catalogue, self.frame)
        self.table.person_opened.connect(self.open_person)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_order_changed)
        self.frame.add(self.table)
        say = self._catalogue.say
        options = [(column.id, say("cohort.sorted", column=column.title)) for column in self._model.columns]
        self.sort.show_options(options)
        self.order.find(self.finder.text())

    def _show_found(self) -> None:
        say = self._catalogue.say
        total = len(self._rows)
        found = self.order.rowCount() if self.order is not None else 0
        if not total:
            self.stack.setCurrentWidget(self.empty)
        else:
            self.stack.setCurrentWidget(self.frame if found else self.unfound)
        if self.finder.text().strip():
            self.count.setText(say("cohort.found", n=found, total=total))
        else:
            self.count.setText(say("cohort.shown", n=total))
        for part in (self.sort, self.count, self.note):
            part.setVisible(bool(total))

    # One person

    def open_person(self, person: str) -> None:
        """Show one person."""
        row = self._rows.get(person)
        if row is None or self.findChild(PersonPanel) is not None:
            return
        panel = PersonPanel(row, self._modules, self._look, self._catalogue, self)
        panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel.reset_wished.connect(self.ask_reset)
        panel.open()

    def ask_reset(self, person: str) -> None:
        """Ask before a PIN is reset."""
        dialog = ask_reset(self._rows[person], self._look, self._catalogue, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.presenter.reset_secret(person))
        dialog.open()

    def _on_secret_reset(self, person: str) -> None:
        name = clipped(self._rows[person].person.name)
        self._show_done(
            self._catalogue.say("cohort.reset.done_title"), self._catalogue.say("cohort.reset.done", name=name)
        )

    def _on_not_reset(self, message: Message, _person: str) -> None:
        self._show_error("cohort.reset.failed", self._catalogue.tell(message), [])

    # Export

    def open_export(self) -> None:
        """Show what can be exported and how; close it if it is open."""
        if self.panel.isVisible():
            self.panel.close_panel()
        elif not self.exports.busy:
            self.panel.open_under(self.export)

    def _on_error_action(self, action: str) -> None:
        if action == "reload":
            self.error.hide()
            self.show_people()

    # The rest

    def _on_not_shown(self, message: Message) -> None:
        again = [("reload", self._catalogue.say("export.again"))]
        self._show_error("cohort.failed_title", self._catalogue.tell(message), again)

    def _show_error(self, title: str, text: str, actions: list[tuple[str, str]]) -> None:
        words = self._catalogue.say(title)
        self.done.hide()
        self.error.show_error(words, text, actions)
        self.error.show()
        announce(self, ". ".join((words, text)))

    def _show_done(self, title: str, text: str) -> None:
        self.error.hide()
        self.done_title.setText(title)
        self.done_text.setText(text)
        self.done.show()
        announce(self, ". ".join((title, text)))

    def _on_text_changed(self, text: str) -> None:
        if self.order is not None:
            self.order.find(text)
            self._show_found()

    def _on_find_submitted(self) -> None:
        if self.table is not None and self.order is not None and self.order.rowCount():
            self.table.setCurrentIndex(self.order.index(0, 0))
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            announce(self, self.count.text())

    def _on_sort_chosen(self, column: str) -> None:
        if self.table is None:
            return
        place = next(n for n, one in enumerate(self._model.columns) if one.id == column)
        # Names from A on; figures and days from the highest on.
        self.table.show_order(place, Qt.SortOrder.AscendingOrder if place == 0 else Qt.SortOrder.DescendingOrder)

    def _on_order_changed(self, section: int) -> None:
        self.sort.show_choice(self._model.columns[section].id)

    def _on_intended(self, intent: str) -> None:
        if intent == "export":
            self.open_export()
        else:
            self.finder.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.finder.edit.selectAll()

    def _on_look_changed(self) -> None:
        look = self._look
        large = look.single_column
        home = self._tools if large else self.header.slot
        home.addWidget(self._controls)
        self._tools.setContentsMargins(look.px(40), look.px(8), look.px(40), 0) if large else None
        self.finder.edit.setTextMargins(look.em(18) + look.px(10), 0, 0, 0)
        self._lens.resize(self._lens.sizeHint())
        self._lens.move(look.px(14), (look.size("field") - self._lens.height()) // 2)
        self.finder.setMinimumWidth(look.em(196))
        if not large:
            self.finder.setMaximumWidth(look.em(240))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("bg"))
