"""Owns what learners are shown of what is assigned: the list on their home page, and who sees their answers; knows no desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignedLine, Doing, Kind
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.theme import Look

_ICONS = {Kind.MODULE: "layers", Kind.CASE: "route", Kind.ASSESSMENT: "clipboard-check"}
_STATES = {
    Doing.DONE: ("circle-check", "positive"),
    Doing.BEGUN: ("circle-dot", "accent"),
    Doing.NOT_BEGUN: ("circle-dashed", "ink3"),
}


def day(ends_ms: int, now: datetime, catalogue: Catalogue) -> str:
    """The day until whose end something holds: "30 November"."""
    return wording.until_day(ends_ms, now, catalogue)


def watched_words(until_ms: int, now: datetime, catalogue: Catalogue, *, refresher: bool = False) -> str:
    """What a learner is told before they practise where a trainer sees single answers; "" where nobody does."""
    code = "assign.mine.watched_refresher" if refresher else "assign.mine.watched"
    return catalogue.say(code, day=day(until_ms, now, catalogue)) if until_ms else ""


def watched_card(words: str, look: Look, parent: QWidget) -> Card:
    """The same as a card, to stand above what it is about."""
    card = Card(look, tone="info", margins=(20, 14, 20, 14), name="watched", parent=parent)
    card.add(IconText(words, "eye", look, "small", "ink2", tint="info", name="watchedText", parent=card))
    return card


def assigned_section(
    lines: Sequence[AssignedLine],
    go: Callable[[AssignedLine], None],
    look: Look,
    catalogue: Catalogue,
    now: datetime,
    parent: QWidget,
) -> QWidget:
    """What is assigned, what is to be done first; `go` is called with what is pressed."""
    box = QWidget(parent)
    box.setObjectName("assigned")
    column = Column(look, 10, (0, 8, 0, 0), box)
    column.addWidget(Text(catalogue.say("assign.mine.title"), look, "heading", name="assignedTitle", parent=box))
    rows = RowList(look, name="assignedRows", parent=box)
    for line in sorted(lines, key=lambda one: one.doing is Doing.DONE):
        row = ListRow(_row(line, catalogue, now), look, name=f"assigned-{line.subject}", parent=rows)
        if line.title:
            row.clicked.connect(lambda _checked=False, line=line: go(line))
        else:
            row.setEnabled(False)
        rows.add_row(row)
    column.addWidget(rows)
    return box


def _row(line: AssignedLine, catalogue: Catalogue, now: datetime) -> RowText:
    say = catalogue.say
    icon, colour = ("life-buoy", "caution") if line.late else _STATES[line.doing]
    if line.due_ms:
        due = say("assign.mine.late" if line.late else "assign.mine.due", day=day(line.due_ms, now, catalogue))
    else:
        due = say("assign.mine.no_due")
    return RowText(
        line.title or say("assign.mine.locked"),
        subtitle=say(f"assign.kinds.{line.kind.value}") if line.title else say("assign.mine.locked_text"),
        icon=_ICONS[line.kind],
        icon_colour="accent",
        note=due,
        status=say("assign.mine.timed_out" if line.timed_out else f"assign.mine.{line.doing.value}"),
        status_icon=icon,
        status_colour=colour,
    )
