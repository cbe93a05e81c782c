"""Owns how a sitting looks before it is handed in: every question with its state; knows no desk and hands nothing in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from trainer.catalogue import Catalogue
from trainer.core.views import CellView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.marks import IconText
from trainer.ui.components.navigator import NavGrid
from trainer.ui.components.page import Page
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages.sitting_question import states
from trainer.ui.theme import Look


class ReviewPage(Page):
    """Every question before handing in. Signals: `question_wished(int)` (from 1), `hand_in_wished()`, `back_wished()`."""

    question_wished = Signal(int)
    hand_in_wished = Signal()
    back_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, *, parent: QWidget | None = None) -> None:
        super().__init__(look, name="review", parent=parent)
        self._catalogue = catalogue
        say = catalogue.say
        self.title = Text(say("assessment.review.title"), look, "title", name="reviewTitle", parent=self)
        self.summary = IconText("", "circle-check", look, "body", "ink2", name="summary", parent=self)
        self.open_title = Text(say("assessment.review.unanswered_list"), look, "subhead", name="openTitle", parent=self)
        self.unanswered = NavGrid(look, catalogue, name="unanswered", parent=self)
        self.flagged_title = Text(say("assessment.review.flagged_list"), look, "subhead", name="flagTitle", parent=self)
        self.flagged = NavGrid(look, catalogue, name="flagged", parent=self)
        for grid in (self.unanswered, self.flagged):
            grid.question_chosen.connect(self.question_wished)
        self.list_title = Text(say("assessment.review.list"), look, "subhead", name="listTitle", parent=self)
        self.rows = RowList(look, name="questions", parent=self)
        self.rows.setAccessibleName(say("assessment.review.list"))
        card = Card(look, spacing=12, name="handInCard", parent=self)
        note = Text(say("assessment.review.hand_in_note"), look, "explain", "ink2", name="handInNote", parent=card)
        self.hand_in = Button(
            say("assessment.review.hand_in"), look, Rank.PRIMARY, wide=True, name="handIn", parent=card
        )
        self.back = Button(
            say("assessment.review.back"), look, icon="arrow-left", wide=True, name="backToQuestions", parent=card
        )
        self.hand_in.clicked.connect(self.hand_in_wished)
        self.back.clicked.connect(self.back_wished)
        card.add(note, self.hand_in, self.back)
        self.add(self.title, self.summary, self.open_title, self.unanswered, self.flagged_title, self.flagged)
        self.add(self.list_title, self.rows)
        self.add_side(card)

    def show_cells(self, cells: Sequence[CellView]) -> None:
        """Show what became of every question."""
        say = self._catalogue.say
        unanswered = [cell for cell in cells if not cell.answered]
        unsure = sum(cell.unsure for cell in cells)
        flagged = [cell for cell in cells if cell.flagged]
        if unanswered:
            counts = (("unanswered", len(unanswered) - unsure), ("without_confidence", unsure))
            words = [say(f"assessment.review.{of}", n=count) for of, count in counts if count]
            self.summary.show_mark(" ".join(words), "circle-alert", "ink", "caution")
        else:
            self.summary.show_mark(say("assessment.review.all_answered"), "circle-check", "ink", "positive")
        self.open_title.setText(say("assessment.review." + ("unfinished_list" if unsure else "unanswered_list")))
        for title, grid, some in (
            (self.open_title, self.unanswered, unanswered),
            (self.flagged_title, self.flagged, flagged),
        ):
            grid.show_cells(states(some))
            title.setVisible(bool(some))
            grid.setVisible(bool(some))
        self._show_rows(cells)
        stops = [*self.unanswered.cells, *self.flagged.cells, *self.rows.rows, self.hand_in, self.back]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_locked(self) -> None:
        """Show that nothing can be changed any more."""
        self.main_panel.setEnabled(False)
        self.side_panel.hide()

    def focused_question(self) -> int:
        """The number of the question whose row has the focus, 0 for none."""
        row = QApplication.focusWidget()
        return int(row.property("number") or 0) if isinstance(row, ListRow) else 0

    def focus_title(self) -> None:
        """Put the focus on the first thing to look at, never on handing in."""
        cells = self.unanswered.cells or self.flagged.cells
        target: QWidget = cells[0] if cells else self.back
        target.setFocus()

    def _show_rows(self, cells: Sequence[CellView]) -> None:
        rows = self.rows.rows
        if len(rows) != len(cells):
            self.rows.clear()
            for cell in cells:
                made = ListRow(self._words(cell), self.look, name=f"review-{cell.number}", parent=self.rows)
                made.setProperty("number", cell.number)
                made.clicked.connect(self._on_row_clicked)
                self.rows.add_row(made)
            return
        for row, cell in zip(rows, cells, strict=True):
            if isinstance(row, ListRow):
                row.show_row(self._words(cell))

    def _words(self, cell: CellView) -> RowText:
        say = self._catalogue.say
        kind = "answered" if cell.answered else "unsure" if cell.unsure else "seen" if cell.seen else "unseen"
        icon, colour = {
            "answered": ("check", "accent"),
            "unsure": ("circle-dashed", "caution"),
            "seen": ("circle-dashed", "caution"),
            "unseen": ("circle", "ink2"),
        }[kind]
        return RowText(
            say("assessment.review.row", number=cell.number),
            icon=icon,
            icon_colour=colour,
            note=say("assessment.review." + kind),
            status=say("assessment.review.flagged") if cell.flagged else "",
            status_icon="flag" if cell.flagged else "",
            status_colour="caution",
        )

    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.question_wished.emit(int(row.property("number")))
