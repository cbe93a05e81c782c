"""Owns the trainer's list of people: groups, finding, sorting, choosing several, the export; knows no file and no query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QMetaMethod, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import Cohort as Group
from trainer.core.message import Message
from trainer.core.scope import Scope
from trainer.core.standing import Status
from trainer.ui.announcing import announce
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.panels import Skeleton
from trainer.ui.components.text import Text
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.files import Chooser, choose_target
from trainer.ui.keys import Binding, KeyFilter, KeyMap
from trainer.ui.models.cohort import CohortModel
from trainer.ui.pages.cohort_acts import CohortActs
from trainer.ui.pages.cohort_chips import StatusChips
from trainer.ui.pages.cohort_head import ChosenBar, CohortHead, told
from trainer.ui.pages.cohort_outcome import CohortOutcome
from trainer.ui.pages.cohort_table import CohortTable
from trainer.ui.pages.export_panel import ExportPanel
from trainer.ui.pages.exports import Exports
from trainer.ui.presenters.cohort import Cohort, CohortPresenter
from trainer.ui.protocols import TeachingDesk
from trainer.ui.room_protocols import RoomDesk
from trainer.ui.theme import Look
from trainer.ui.trainer_protocols import GroupingDesk

Extra = tuple[str, str, str]
"""Something else that the page leads to: id, icon, words."""


class Draft(msgspec.Struct, frozen=True):
    """What is looked for, of which group and status, and by which column in which direction people are sorted."""

    text: str = ""
    group: str = ""
    status: Status | None = None
    order: tuple[int, Qt.SortOrder] | None = None


def local_now() -> datetime:
    """This moment by this computer's clock."""
    return datetime.now().astimezone()


class CohortPage(QWidget):
    """The people: CohortPage(desk, exporting, grouping, room, trainer, look, catalogue).

    `trainer` is the id of who is signed in; `show_people()` fills the page, beside the window. `extras` are what "More"
    leads to besides. Signals: `person_wished(PersonScore)`, `add_wished()`, `duplicates_wished()`,
    `assign_wished(tuple)` with the ids of people, none for the group that is shown, `assignments_wished(str)` with a
    group's id or "", `limits_wished()`, `extra_wished(str)`, `choices_wished(bool)` for more choices of an export, with
    codes or names.
    """

    person_wished = Signal(object)
    add_wished = Signal()
    duplicates_wished = Signal()
    assign_wished = Signal(object)
    assignments_wished = Signal(str)
    limits_wished = Signal()
    extra_wished = Signal(str)
    choices_wished = Signal(bool)

    def __init__(
        self,
        desk: TeachingDesk,
        exporting: ExportingDesk,
        grouping: GroupingDesk,
        room: RoomDesk,
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        *,
        chooser: Chooser = choose_target,
        now: Callable[[], datetime] = local_now,
        extras: Sequence[Extra] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort")
        self._look = look
        self._catalogue = catalogue
        self._now = now
        self._draft = Draft()
        self.groups: tuple[Group, ...] = ()
        self.group: Group | None = None
        self.modules: tuple[tuple[str, str], ...] = ()
        self.roles: dict[str, str] = {}
        self.table: CohortTable | None = None
        self.model: CohortModel | None = None
        self.head = CohortHead(look, catalogue, self)
        self.finder, self.export = self.head.finder, self.head.export
        self._column = Column(look, 0, parent=self)
        self._column.addWidget(self.head)
        # The table fills the page and scrolls by itself; only where there is no room for two of its rows the page does.
        self.area = QScrollArea(self)
        self.area.setObjectName("scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self._body = Column(look, 12, (40, 16, 40, 16), content)
        self.area.setWidget(content)
        self._column.addWidget(self.area, 1)
        self.exports = Exports(exporting, trainer, look, catalogue, self.export, chooser=chooser, now=now, parent=self)
        self._build_body()
        self.panel = ExportPanel(look, catalogue, self)
        self.presenter = CohortPresenter(desk, grouping, room, trainer, catalogue.language, self)
        self.acts = CohortActs(self, self.presenter, extras, look, catalogue)
        self._connect()
        self._show_group()

    def _build_body(self) -> None:
        look, say = self._look, self._catalogue.say
        self.outcome = CohortOutcome(look, self._catalogue, self)
        self.outcome.again_wished.connect(self.show_people)
        self.chips = StatusChips(look, self._catalogue, self)
        self.chosen = ChosenBar(look, self._catalogue, self)
        self.sort = Choice(say("cohort.sort"), [], look, show_label=False, name="sort", parent=self)
        self.count = Text("", look, "small", "ink2", name="count", parent=self)
        self.note = Text(say("cohort.footer_note"), look, "small", "ink3", wraps=False, name="footerNote", parent=self)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("cohortStack")
        self.frame = Card(look, spacing=0, margins=(1, 1, 1, 1), name="tableCard", parent=self)
        self.empty = told("cohort.empty", None, look, self._catalogue, self)
        self.unfound = told("cohort.unfound", self._show_all, look, self._catalogue, self)
        self.vacant = told("cohort.emptygroup", lambda: self.show_group(""), look, self._catalogue, self)
        self.waiting = Skeleton(say("cohort.loading"), look, parent=self)
        for child in (self.waiting, self.frame, self.empty, self.unfound, self.vacant):
            self.stack.addWidget(child)
        self._bar, self._foot = Row(look, 16), Row(look, 16)
        self._bar.addWidget(self.chips, 1)
        self._bar.addWidget(self.sort)
        self._foot.addWidget(self.count, 1)
        self._foot.addWidget(self.note)
        for part in (self.exports, self.outcome):
            self._body.addWidget(part)
        self._body.addLayout(self._bar)
        self._body.addWidget(self.chosen)
        self._body.addWidget(self.stack, 1)
        self._body.addLayout(self._foot)
        self._tell_parts(False)

    def _connect(self) -> None:
        self.presenter.cohort_shown.connect(self.show_cohort)
        self.presenter.not_shown.connect(self._on_not_shown)
        self.panel.plan_made.connect(self.exports.begin)
        self.panel.choices_wished.connect(self.choices_wished)
        self.finder.text_changed.connect(self._on_text_changed)
        self.finder.submitted.connect(self._on_find_submitted)
        self.chips.status_chosen.connect(self._on_status_chosen)
        self.sort.choice_made.connect(self._on_sort_chosen)
        self.export.clicked.connect(self.open_export)
        self.head.add.clicked.connect(self.add_wished)
        bindings = [Binding(("Ctrl+F",), "find", "keys.do.find"), Binding(("Ctrl+E",), "export", "keys.do.export")]
        self.keys = KeyFilter(self, KeyMap(bindings))
        self.keys.intended.connect(self._on_intended)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    # What is shown

    def show_people(self) -> None:
        """Ask the desks and show what they say."""
        if self.model is None:
            self.waiting.start()
        self.presenter.show()

    def draft(self) -> Draft:
        """What is looked for and the order, to be restored on a page made anew."""
        if self.table is None:
            return self._draft
        header = self.table.horizontalHeader()
        order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        group = self.group.id if self.group is not None else ""
        return Draft(self.finder.text(), group, self.chips.chosen(), order)

    def restore(self, draft: Draft) -> None:
        """Take up what was looked for on the page before this one, and its order, once people are shown."""
        self._draft = draft
        if self.table is not None:
            self._take_up()

    def _take_up(self) -> None:
        draft, self._draft = self._draft, Draft()
        if draft == Draft():
            return
        if draft.order is not None and self.table is not None:
            self.table.show_order(*draft.order)
        self.chips.show_chosen(draft.status)
        self.finder.show_text(draft.text)
        self.show_group(draft.group)

    def show_cohort(self, cohort: Cohort) -> None:
        """Show these people."""
        self.waiting.stop()
        self.groups, self.roles = cohort.groups, cohort.roles
        if self.model is None or cohort.modules != self.modules:
            self.modules = cohort.modules
            self._build_table()
        group = self.group.id if self.group is not None else ""
        self.group = next((one for one in self.groups if one.id == group), None)
        if self.model is not None:
            self.model.show_people(cohort.people, cohort.roles, self._now())
        self._take_up()
        self._show_group()

    def show_group(self, group: str) -> None:
        """Show the people of a group, everybody for ""."""
        self.group = next((one for one in self.groups if one.id == group), None)
        self._show_group()

    def _show_group(self) -> None:
        group = self.group
        self.head.group.show_title(group.name if group is not None else self._catalogue.say("cohort.everybody"))
        self.exports.scope = Scope(group.id if group is not None else "")
        if self.model is not None:
            self.model.show_group(group.id if group is not None else "")
            self.chips.show_counts(self.model.counts(), self.model.total())
            self._fit()
            self._on_chosen_changed()

    def _show_all(self) -> None:
        self.chips.show_chosen(None)
        self.finder.show_text("")

    def _build_table(self) -> None:
        self.frame.body.clear()
        self.model = model = CohortModel(self._catalogue, self.modules, self)
        self.table = CohortTable(model, self._look, self._catalogue, self.frame)
        self.table.person_opened.connect(self.open_person)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._on_order_changed)
        model.rearranged.connect(self._show_found)
        model.chosen_changed.connect(self._on_chosen_changed)
        self.frame.add(self.table)
        say = self._catalogue.say
        options = []
        for column in model.columns:
            # A module is called by its name; the others are words of the sentence.
            title = column.title if column.module else column.title[:1].lower() + column.title[1:]
            options.append((column.id, say("cohort.sorted", column=title)))
        self.sort.show_options(options)
        model.find(self.finder.text())

    def _show_found(self) -> None:
        model = self.model
        if model is None:
            return
        say, total, found = self._catalogue.say, model.total(), model.rowCount()
        nobody = self.vacant if self.group is not None else self.empty
        self.stack.setCurrentWidget(nobody if not total else self.frame if found else self.unfound)
        order = self.sort.box.currentText()
        order = order[:1].lower() + order[1:]
        if self.finder.text().strip() or self.chips.chosen() is not None:
            self.count.setText(say("cohort.found", n=found, total=total, order=order))
        else:
            self.count.setText(say("cohort.shown", n=total, order=order))
        self._tell_parts(bool(total))

    def _tell_parts(self, people: bool) -> None:
        for part in (self.chips, self.sort, self.count, self.note):
            part.setVisible(people)
        self.note.setVisible(people and not self._look.single_column)

    def _on_chosen_changed(self) -> None:
        if self.model is not None:
            chosen = len(self.model.chosen)
            if bool(chosen) is self.chosen.isHidden():
                announce(self, self._catalogue.say("group.chosen", n=chosen))
            self.chosen.show_chosen(chosen, self.group is not None)

    def show_duplicates(self, words: str) -> None:
        """Offer the way to people who may be here twice, called so; "" for none."""
        self.acts.duplicates = words

    def open_person(self, person: str) -> None:
        """Go to a person's page; where nothing leads there, show the person over this one."""
        found = self.model.person(person) if self.model is not None else None
        if found is None:
            return
        if self.isSignalConnected(QMetaMethod.fromSignal(self.person_wished)):
            self.person_wished.emit(found)
        else:
            self.acts.open_panel(found)

    # Export

    def open_export(self) -> None:
        """Show what can be exported and how; close it if it is open."""
        if self.panel.isVisible():
            self.panel.close_panel()
        elif not self.exports.busy:
            self.panel.open_under(self.export)

    def _on_not_shown(self, message: Message) -> None:
        self.waiting.stop()
        again = [("reload", self._catalogue.say("export.again"))]
        self.outcome.show_error(self._catalogue.say("cohort.failed_title"), self._catalogue.tell(message), again)

    # Finding and sorting

    def _on_text_changed(self, text: str) -> None:
        if self.model is not None:
            self.model.find(text)

    def _on_status_chosen(self, status: Status | None) -> None:
        if self.model is not None:
            self.model.show_status(status)

    def _on_find_submitted(self) -> None:
        if self.table is not None and self.model is not None and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            announce(self, self.count.text())

    def _on_sort_chosen(self, column: str) -> None:
        if self.table is None or self.model is None:
            return
        place = next(n for n, one in enumerate(self.model.columns) if one.id == column)
        # Names from A on, and who needs something first; figures and days from the highest on.
        self.table.show_order(place, Qt.SortOrder.AscendingOrder if place < 2 else Qt.SortOrder.DescendingOrder)

    def _on_order_changed(self, section: int) -> None:
        if self.model is not None:
            self.sort.show_choice(self.model.columns[section].id)
            self._show_found()

    def _on_intended(self, intent: str) -> None:
        if intent == "export":
            self.open_export()
        else:
            self.finder.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.finder.edit.selectAll()

    def _on_look_changed(self) -> None:
        self.note.setVisible(not self._look.single_column and not self.count.isHidden())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.sort.setMaximumWidth(self._look.em(440))
        room = self.width() - self._look.px(40 * 2 + 16)
        self.chips.fit(room - self.sort.sizeHint().width())
        self._bar.turn_to_fit(room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.colour("bg"))
