"""Owns the list of one's own assessments handed in: when, what came of each as far as it is shown; opens none itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.result_views import PastAttempt
from trainer.core.verdicts import Standing
from trainer.ui.components.layouts import Column
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.theme import Look

WORDS = {
    Standing.NONE: ("assessment.list.scored", "circle-dot", "ink2"),
    Standing.PASSED: ("assessment.list.passed", "circle-check", "positive"),
    Standing.BORDERLINE: ("result.past.borderline", "circle-dot", "ink2"),
    Standing.NOT_YET: ("assessment.list.not_passed", "circle-dot", "ink2"),
}
"""What an assessment came to, by its standing: the code of the words, icon, colour."""


def standing(line: PastAttempt, catalogue: Catalogue) -> tuple[str, str, str]:
    """What came of it, as words, icon and colour."""
    if line.from_ms:
        when = wording.date_and_time(line.from_ms, line.from_offset_min, catalogue)
        return catalogue.say("result.past.later", when=when), "clock", "ink2"
    if line.right is None:
        return catalogue.say("result.past.hidden"), "circle-check", "ink2"
    code, icon, colour = WORDS[line.standing]
    return catalogue.say(code, right=line.right, total=line.total), icon, colour


class PastAttempts(QWidget):
    """What was handed in, the latest first. Signal: `result_wished(str)` with the stream."""

    result_wished = Signal(str)

    def __init__(
        self, lines: Sequence[PastAttempt], look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("past")
        say = catalogue.say
        column = Column(look, 12, parent=self)
        column.addWidget(Text(say("result.past.title"), look, "subhead", name="pastTitle", parent=self))
        rows = RowList(look, name="pastAttempts", parent=self)
        for line in lines:
            words, icon, colour = standing(line, catalogue)
            when = wording.date_and_time(line.ended_ms, line.offset_min, catalogue)
            told = f"{when}. {say('result.past.timed_out')}" if line.timed_out else when
            text = RowText(line.title, told, status=words, status_icon=icon, status_colour=colour)
            spoken = f"{words}. {say('result.past.timed_out')}" if line.timed_out else words
            row = ListRow(text, look, name=f"past-{line.stream}", parent=rows)
            row.setAccessibleName(say("result.past.open_name", title=line.title, when=when, standing=spoken))
            row.setProperty("stream", line.stream)
            row.clicked.connect(self._on_clicked)
            rows.add_row(row)
        column.addWidget(rows)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.result_wished.emit(str(row.property("stream")))
