"""Shows every component in its states, as picture 13 does, and writes it as PNG: python -m tests.ui.gallery FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from question_bank.model import Confidence
from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.confidence import ConfidenceList
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import KeyHints, SavedMark, as_of_chip, newer_chip
from trainer.ui.components.navigator import CellState, NavCell
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionCard
from trainer.ui.components.panels import EmptyState, ErrorPanel, FeedbackPanel, Skeleton
from trainer.ui.components.progress import MasteryRing, ModuleBar, StepSegments
from trainer.ui.components.source import SourceRow
from trainer.ui.components.text import Text
from trainer.ui.components.timer import TimerChip
from trainer.ui.theme import Look

OPTIONS = (
    ("A", "Default", OptionState.OPEN, False),
    ("A", "Hover", OptionState.OPEN, False),
    ("B", "Keyboard focus, not yet chosen", OptionState.OPEN, False),
    ("C", "Selected", OptionState.OPEN, True),
    ("C", "Selected with focus", OptionState.OPEN, True),
    ("B", "Correct, not chosen", OptionState.CORRECT, False),
    ("B", "Correct and chosen", OptionState.CORRECT_CHOSEN, True),
    ("C", "Chosen, not this one", OptionState.WRONG, True),
    ("D", "After answering, not chosen", OptionState.OTHER, False),
    ("A", "Unavailable, time has ended", OptionState.UNAVAILABLE, False),
)
CELLS = (
    (CellState(31), "Not seen"),
    (CellState(9, seen=True), "Seen, no answer"),
    (CellState(7, answered=True), "Answered"),
    (CellState(18, current=True), "Current"),
    (CellState(18, current=True, answered=True), "Current, answered"),
    (CellState(12, answered=True), "Focus"),
    (CellState(6, answered=True, flagged=True), "Flagged, answered"),
    (CellState(9, seen=True, flagged=True), "Flagged, open"),
    (CellState(7, answered=True, locked=True), "Locked"),
)


class Gallery(QWidget):
    """All states on one page."""

    def __init__(self, look: Look, catalogue: Catalogue) -> None:
        super().__init__()
        self.look = look
        self.catalogue = catalogue
        self.setObjectName("gallery")
        margins = (20, 16, 20, 16)
        columns = Column(look, 28, margins, self) if look.single_column else Row(look, 28, margins, self)
        columns.addLayout(self._options(), 460)
        columns.addLayout(self._controls(), 390)
        columns.addLayout(self._panels(), 364)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.colour("bg"))

    def _head(self, column: Column, words: str, gap: int = 12) -> None:
        if column.count():
            column.gap(gap)
        column.addWidget(Text(words, self.look, "caption", "ink2", weight=600, parent=self))

    def _options(self) -> Column:
        column = Column(self.look, 8)
        self._head(column, "Option card")
        self.cards = []
        for place, (letter, text, state, chosen) in enumerate(OPTIONS):
            option = OptionText(str(place), letter, text)
            card = OptionCard(option, self.look, self.catalogue, compact=True, parent=self)
            card.setAutoExclusive(False)
            card.setChecked(chosen)
            card.show_state(state)
            column.addWidget(card)
            self.cards.append(card)
        self._head(column, "Source")
        column.addWidget(
            SourceRow("TIP Report 2023, Protection, par. 1", "2022", self.look, self.catalogue, parent=self)
        )
        chips = Row(self.look, 8)
        chips.addWidget(as_of_chip("2022", self.look, self.catalogue, self))
        chips.addWidget(newer_chip(self.look, self.catalogue, self))
        chips.addStretch(1)
        column.addLayout(chips)
        column.addStretch(1)
        return column

    def _controls(self) -> Column:
        look, say = self.look, self.catalogue
        column = Column(look, 8)
        self._head(column, "Buttons")
        buttons = Row(look, 8)
        for text in ("Default", "Hover", "Pressed", "Focus"):
            button = Button(text, look, Rank.PRIMARY, parent=self)
            button.setDown(text == "Pressed")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        more = Row(look, 8)
        more.addWidget(Button("Secondary", look, parent=self))
        more.addWidget(Button("Quiet", look, Rank.QUIET, parent=self))
        unavailable = Button("Unavailable", look, parent=self)
        unavailable.setEnabled(False)
        more.addWidget(unavailable)
        more.addStretch(1)
        column.gap(4)
        column.addLayout(more)
        self._head(column, "Question navigator cell, 56 by 44")
        rows = [Row(look, 8) for _ in range(3)]
        for place, (state, words) in enumerate(CELLS):
            row = rows[place // 3]
            row.addWidget(NavCell(state, look, say, parent=self))
            row.addWidget(Text(words, look, "caption", "ink2", weight=400, parent=self), 1)
        for row in rows:
            column.addLayout(row)
        self._head(column, "Timer")
        for minutes, hidden in ((24, False), (24, True), (5, False)):
            timer = TimerChip(look, say, hidden=hidden, parent=self)
            timer.show_minutes(minutes)
            column.addWidget(timer)
        self._head(column, "Saving")
        for how in ("saved", "saving", "not_saved"):
            mark = SavedMark(look, say, parent=self)
            mark.show_saved("12:04:31") if how == "saved" else mark.show_not_saved()
            if how == "saving":
                mark._on_late()
            column.addWidget(mark)
        self._head(column, "Confidence")
        confidence = ConfidenceList(look, say, across=True, parent=self)
        confidence.show_confidence(Confidence.FAIRLY_SURE.value)
        column.addWidget(confidence)
        column.addStretch(1)
        return column

    def _panels(self) -> Column:
        look, say = self.look, self.catalogue
        column = Column(look, 10)
        self._head(column, "Feedback panel")
        right = FeedbackPanel(look, parent=self)
        right.show_verdict(True, "Yes, it is B.", "You were unsure, so it comes back on Friday.")
        wrong = FeedbackPanel(look, parent=self)
        wrong.show_verdict(False, "Not this one. It is B.", "You were certain. Worth reading the source once more.")
        column.addWidget(right)
        column.addWidget(wrong)
        self._head(column, "Empty")
        column.addWidget(
            EmptyState(
                "Nothing to review today",
                "6 questions come back on Wednesday.",
                look,
                action="Practise something new",
                parent=self,
            )
        )
        self._head(column, "Error")
        error = ErrorPanel(look, parent=self)
        error.show_error(
            "The export was not written",
            "The USB stick is full. It needs 2 MB. Your scores are safe on this computer.",
            [("place", "Choose another place"), ("again", "Try again")],
        )
        column.addWidget(error)
        self._head(column, "Loading, shown only after 400 ms")
        skeleton = Skeleton("Reading 148 questions", look, parent=self)
        skeleton.setVisible(True)
        column.addWidget(skeleton)
        self._head(column, "Progress")
        row = Row(look, 16)
        ring = MasteryRing(look, say, colour="modChild", parent=self)
        ring.show_share(0.58, "7/12", "Child identification")
        whole = MasteryRing(look, say, parent=self)
        whole.show_share(0.81, "81%", "Trafficking indicators")
        bar = ModuleBar(look, say, parent=self)
        bar.show_share(0.91, "91%", "Trafficking indicators", 0.75, "75%")
        for one in (ring, whole, bar):
            row.addWidget(one)
        column.addLayout(row)
        steps = StepSegments(look, say, parent=self)
        steps.show_steps(6, 7, 12)
        column.addWidget(steps)
        column.addWidget(KeyHints([(("A", "D"), "choose"), (("Enter",), "check")], look, parent=self))
        column.addStretch(1)
        return column

    def show_pointer_and_focus(self) -> None:
        """Put the pointer over what is called Hover and the ring around what is called Focus."""
        ring = self.look.focus_ring
        hovered: list[QWidget] = [self.cards[1]]
        hovered += [button for button in self.findChildren(Button) if button.label == "Hover"]
        for widget in hovered:
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            middle = QPointF(widget.rect().center())
            QApplication.sendEvent(widget, QEnterEvent(middle, middle, QPointF(widget.mapToGlobal(QPoint(9, 9)))))
            QApplication.sendEvent(widget, QEvent(QEvent.Type.UpdateRequest))
        ring.keyboard_used()
        self.cards[2].setFocus(Qt.FocusReason.TabFocusReason)


def draw(app: QApplication, folder: Path) -> list[Path]:
    """Write the gallery in every theme, and at 200 %. Returns the files."""
    written = []
    for theme, scale in (("light", 1.0), ("dark", 1.0), ("highContrast", 1.0), ("light", 2.0)):
        look = Look(theme, scale)
        look.apply(app)
        gallery = Gallery(look, Catalogue())
        width = 1340 if scale == 1.0 else 1280
        layout = gallery.layout()
        assert layout is not None
        gallery.resize(width, layout.totalHeightForWidth(width))
        gallery.show()
        gallery.activateWindow()
        for _ in range(3):
            app.processEvents()
        gallery.show_pointer_and_focus()
        app.processEvents()
        path = folder / f"gallery-{theme}-{int(scale * 100)}.png"
        gallery.grab().save(str(path))
        written.append(path)
        gallery.close()
    return written


if __name__ == "__main__":
    for drawn in draw(QApplication([]), Path(sys.argv[1])):
        print(drawn)
