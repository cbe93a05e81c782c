"""Owns the page of people who may be here twice, and of those who were made one: compare, merge, take back; knows no record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.roster import Counted, Duplicate, Here, Merged
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.compare import Compare
from trainer.ui.pages.wording import clipped, date
from trainer.ui.presenters.duplicates import DuplicatesPresenter
from trainer.ui.roster_protocols import RosteringDesk
from trainer.ui.theme import Look


class DuplicatesPage(Page):
    """Who may be here twice, and who was merged. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: RosteringDesk,
        by: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        self._catalogue = catalogue
        header = Header(self._say("title"), look, caption=self._say("caption"), back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="duplicates", parent=parent)
        self._now = now
        self.presenter = DuplicatesPresenter(desk, by, self)
        self.problem = ErrorPanel(look, name="mergeProblem", parent=self)
        self.done = IconText("", "check", look, "explain", "ink", tint="positive", name="mergeDone", parent=self)
        self.compare = Compare(look, catalogue, now, lambda role: desk.role_title(role, catalogue.language), self)
        self.lists = QWidget(self)
        self.lists.setObjectName("mergeLists")
        self._column = self._lists_column()
        self.add(self.problem, self.done, self.compare, self.lists)
        self.main.addStretch(1)
        header.back_wished.connect(self._on_back_wished)
        self.compare.merge_wished.connect(self.presenter.merge)
        self.compare.apart_wished.connect(self.presenter.keep_apart)
        self.compare.left.connect(lambda: self._show_lists(self.lists))
        self.presenter.shown.connect(self.show_lists)
        self.presenter.merged.connect(self._on_merged)
        self.presenter.kept_apart.connect(self._on_kept_apart)
        self.presenter.undone.connect(self._on_undone)
        self.presenter.refused.connect(self._on_refused)
        for part in (self.problem, self.done, self.compare):
            part.hide()
        self.presenter.show()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("merge." + code, **values)

    def _lists_column(self) -> Column:
        return Column(self.look, 12, parent=self.lists)

    # What is shown

    def show_lists(self, duplicates: tuple[Duplicate, ...], merged: tuple[Merged, ...]) -> None:
        """Show the pairs and the merges."""
        look, column = self.look, self._column
        column.clear()
        if duplicates:
            column.addWidget(Text(self._say("lead"), look, "body", "ink2", parent=self.lists))
            rows = RowList(look, name="pairs", parent=self.lists)
            for place, pair in enumerate(duplicates):
                rows.add_row(self._pair(pair, place))
            column.addWidget(rows)
        else:
            empty = EmptyState(
                self._say("empty_title"), self._say("empty"), look, name="noDuplicates", parent=self.lists
            )
            column.addWidget(empty)
        column.gap(16)
        column.addWidget(Text(self._say("merged_title"), look, "heading", name="mergedTitle", parent=self.lists))
        if merged:
            column.addWidget(Text(self._say("merged_lead"), look, "small", "ink2", parent=self.lists))
            for place, one in enumerate(merged):
                column.addWidget(self._merge(one, place))
        else:
            words = self._say("merged_empty_title"), self._say("merged_empty")
            column.addWidget(EmptyState(*words, look, name="noMerges", parent=self.lists))

    def _pair(self, pair: Duplicate, place: int) -> ListRow:
        names = self._say("pair", first=clipped(pair.first.name), second=clipped(pair.second.name))
        codes = f"{pair.first.code} \u00b7 {pair.second.code}"
        row = RowText(names, subtitle=codes, icon="users", icon_colour="accent", note=self._say(f"by_{pair.by}"))
        shown = ListRow(row, self.look, name=f"pair-{place}", parent=self.lists)
        shown.clicked.connect(lambda: self._on_pair_chosen(pair))
        return shown

    def _merge(self, one: Merged, place: int) -> Card:
        look = self.look
        card = Card(look, spacing=4, margins=(20, 14, 20, 14), name=f"merge-{place}", parent=self.lists)
        gone, kept = clipped(one.gone.name), clipped(one.kept.name)
        day = date(one.made_ms, self._now(), self._catalogue)
        when = self._say("row_by", day=day, by=clipped(one.by)) if one.by else self._say("row_day", day=day)
        codes = self._say("codes", gone=one.gone.code, kept=one.kept.code)
        about = f"{codes} \u00b7 {when}"
        card.add(
            Text(self._say("row", gone=gone, kept=kept), look, "explain", weight=600, parent=card),
            Text(about, look, "small", "ink2", parent=card),
        )
        if one.streams:
            card.add(Text(self._say("streams", n=one.streams), look, "small", "ink2", parent=card))
        undo = Button(self._say("undo"), look, icon="undo-2", name=f"undo-{place}", parent=card)
        undo.setAccessibleDescription(self._say("row", gone=gone, kept=kept))
        undo.clicked.connect(lambda: self.presenter.undo(one))
        card.body.gap(4)
        card.body.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _show_lists(self, part: QWidget) -> None:
        for one in (self.compare, self.lists):
            one.setVisible(one is part)
        self.area.verticalScrollBar().setValue(0)
        if part is self.lists:
            first = next((row for row in self.lists.findChildren(ListRow) if row.isVisible()), None)
            target: QWidget | None = first or self.header
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.problem.hide()
        self.done.setText(words)
        self.done.show()
        self._show_lists(self.lists)
        self.announce(words)

    # What the person does

    def _on_pair_chosen(self, pair: Duplicate) -> None:
        self.problem.hide()
        self.done.hide()
        self.compare.show_pair(pair)
        self._show_lists(self.compare)
        self.compare.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back_wished(self) -> None:
        if self.compare.isVisible():
            self._show_lists(self.lists)
        else:
            self.back_wished.emit()

    def _on_merged(self, pair: Duplicate) -> None:
        self._tell(self._say("merged", gone=_known(pair.second), kept=_known(pair.first)))

    def _on_kept_apart(self, pair: Duplicate) -> None:
        self._tell(self._say("apart", first=_known(pair.first), second=_known(pair.second)))

    def _on_undone(self, one: Merged) -> None:
        self._tell(self._say("undone", gone=_known(one.gone), kept=_known(one.kept)))

    def _on_refused(self, message: Message) -> None:
        self.done.hide()
        self.problem.show_error(self._say("failed"), self._catalogue.tell(message))
        self.problem.show()
        self.reveal(self.problem)
        self.announce(f"{self._say('failed')}. {self._catalogue.tell(message)}")


def _known(person: Counted | Here) -> str:
    """Name and code: of two who were one, the name alone says nothing."""
    return f"{clipped(person.name)} ({person.code})"
