"""Owns the parts of a person's page: assessments, what is assigned, practice, single answers; asks nobody and counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignedLine, Doing
from trainer.core.observed import AttemptLine, Watched
from trainer.core.percent import percent as whole_percent
from trainer.core.result_views import ResultView
from trainer.core.room_views import Incident
from trainer.core.verdicts import Standing
from trainer.core.views import PersonScore
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text, unmarked
from trainer.ui.pages import wording
from trainer.ui.pages.incident_list import IncidentList
from trainer.ui.pages.result_verdict import details
from trainer.ui.theme import Look

_STANDINGS = {
    Standing.PASSED: ("circle-check", "positive"),
    Standing.BORDERLINE: ("circle-dot", "caution"),
    Standing.NOT_YET: ("life-buoy", "caution"),
    Standing.NONE: ("circle", "ink2"),
}
_DOINGS = {
    Doing.DONE: ("circle-check", "positive"),
    Doing.BEGUN: ("circle-dot", "accent"),
    Doing.NOT_BEGUN: ("circle-dashed", "ink3"),
}


def assessments(
    lines: Sequence[AttemptLine],
    now: datetime,
    opened: Callable[[str], object],
    look: Look,
    catalogue: Catalogue,
    parent: QWidget,
) -> QWidget:
    """The assessments handed in, the latest first; `opened` is told the attempt that was clicked."""
    say = catalogue.say
    box = _box("assessments", say("observed.assessments"), look, parent)
    column = box.layout()
    assert isinstance(column, Column)
    if not lines:
        column.addWidget(EmptyState(say("observed.none_title"), say("observed.none"), look, parent=box))
        return box
    rows = RowList(look, name="attempts", parent=box)
    for line in lines:
        icon, colour = _STANDINGS[line.standing]
        when = wording.moment(line.ended_ms, now, catalogue, line.offset_min)
        noted = [say("observed.incidents", n=line.incidents)] if line.incidents else []
        late = [say("observed.timed_out")] if line.timed_out else []
        text = RowText(
            line.title,
            subtitle=say("common.joined.and").join([when, *late, *noted]),
            icon="clipboard-check",
            note=say("observed.score", right=line.right, total=line.total),
            status=say(f"observed.standing.{line.standing.value or 'none'}"),
            status_icon=icon,
            status_colour=colour,
        )
        row = ListRow(text, look, name=f"attempt-{line.stream}", parent=rows)
        row.clicked.connect(_opener(opened, line.stream))
        rows.add_row(row)
    column.addWidget(rows)
    return box


def assigned(
    lines: Sequence[AssignedLine], now: datetime, look: Look, catalogue: Catalogue, parent: QWidget
) -> QWidget:
    """What is assigned, by when, and how far the person is with it."""
    say = catalogue.say
    card = Card(look, spacing=10, name="assigned", parent=parent)
    card.add(Text(say("observed.assigned"), look, "subhead", parent=card))
    if not lines:
        card.add(Text(say("observed.nothing_assigned"), look, "small", "ink2", parent=card))
    for line in lines:
        icon, colour = ("triangle-alert", "caution") if line.late else _DOINGS[line.doing]
        words = say(f"observed.doing.{'late' if line.late else line.doing.value.replace('-', '_')}")
        due = say("observed.due", day=wording.until_day(line.due_ms, now, catalogue)) if line.due_ms else ""
        part = Column(look, 0)
        part.addWidget(Text(line.title or say("observed.locked"), look, "explain", weight=500, parent=card))
        said = say("common.joined.and").join([one for one in (words, due) if one])
        part.addWidget(IconText(said, icon, look, "small", "ink2", tint=colour, parent=card))
        card.add(part)
    return card


class PracticeCard(Card):
    """Practice as far as every trainer may see it: how far in each module, weeks, cases read."""

    def __init__(
        self,
        person: PersonScore,
        cases: int,
        modules: Sequence[tuple[str, str]],
        now: datetime,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
    ) -> None:
        super().__init__(look, spacing=10, name="practice", parent=parent)
        say = catalogue.say
        self.add(Text(say("observed.practice"), look, "subhead", parent=self))
        shares = {share.module: share for share in person.modules}
        for module, title in modules:
            share = shares.get(module)
            words = say("cohort.percent", percent=whole_percent(share.share)) if share else say("cohort.none")
            column, row = Column(look, 2), Row(look, 12)
            row.addWidget(Text(title, look, "explain", weight=500, parent=self), 1)
            row.addWidget(Text(words, look, "explain", wraps=False, name=f"share-{module}", parent=self))
            bar = ModuleBar(look, catalogue, name=f"bar-{module}", parent=self)
            bar.show_share(share.share if share else 0.0, words, title)
            column.addLayout(row)
            column.addWidget(bar)
            self.add(column)
        begun = next((place for place, week in enumerate(person.weeks) if week.answers), len(person.weeks))
        weeks = [
            say("observed.week", monday=monday, right=week.right, answers=week.answers)
            if week.answers
            else say("observed.week_without", monday=monday)
            for week, monday in zip(
                person.weeks[begun:], _mondays(len(person.weeks) - begun, now, catalogue), strict=True
            )
        ]
        self.add(Text(say("observed.cases", n=cases), look, "small", "ink2", parent=self))
        if weeks:
            self.add(Text(say("observed.weeks"), look, "small", "ink2", weight=600, parent=self))
            self.add(Text("\n".join(weeks), look, "small", "ink2", name="weeks", parent=self))
        self.add(Text(say("observed.practice_note"), look, "caption", "ink3", parent=self))


class WatchedCard(Card):
    """Single answers in a module in which the person was told that they are seen, until when."""

    def __init__(
        self,
        watched: Watched,
        now: datetime,
        opened: Callable[[str, int], object],
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
    ) -> None:
        super().__init__(look, spacing=10, name=f"watched-{watched.module}", parent=parent)
        say = catalogue.say
        self.add(Text(say("observed.watched", module=watched.title), look, "subhead", parent=self))
        since = wording.from_day(watched.since_ms, now, catalogue)
        until = say("observed.watched_until", since=since, day=wording.until_day(watched.until_ms, now, catalogue))
        self.add(IconText(until, "eye", look, "small", "ink2", tint="info", parent=self))
        if not watched.answers:
            self.add(Text(say("observed.watched_none"), look, "small", "ink2", parent=self))
            return
        rows = RowList(look, name="answers", parent=self)
        for answer in watched.answers:
            text = RowText(
                unmarked(answer.stem),
                subtitle=wording.moment(answer.at_ms, now, catalogue, answer.offset_min),
                status=say("observed.right" if answer.right else "observed.not_right"),
                status_icon="circle-check" if answer.right else "circle-x",
                status_colour="positive" if answer.right else "amend",
            )
            row = ListRow(text, look, name=f"given-{answer.stream}-{answer.unit}", parent=rows)
            row.clicked.connect(_answer_opener(opened, answer.stream, answer.unit))
            rows.add_row(row)
        self.add(rows)


def attempt_card(
    result: ResultView, incidents: Sequence[Incident], look: Look, catalogue: Catalogue, parent: QWidget
) -> Card:
    """What an assessment came to, when, and what was noted around it."""
    say = catalogue.say
    card = Card(look, spacing=10, margins=(24, 20, 24, 20), name="attempt", parent=parent)
    standing = result.judged.standing if result.judged is not None else Standing.NONE
    icon, colour = _STANDINGS[standing]
    words = say(f"observed.standing.{standing.value or 'none'}")
    card.add(IconText(words, icon, look, "heading", "ink", tint=colour, name="attemptStanding", parent=card))
    score = say("observed.score", right=result.right, total=result.total)
    when = wording.date_and_time(result.ended_ms, result.offset_min, catalogue)
    card.add(Text(say("common.joined.and").join([score, when]), look, "body", name="attemptScore", parent=card))
    card.add(Text(" ".join(details(result, catalogue, own=False)), look, "small", "ink2", parent=card))
    card.add(Text(say("observed.logged"), look, "caption", "ink3", parent=card))
    noted = IncidentList(look, catalogue, parent=card)
    noted.show_incidents(incidents)
    card.add(Text(say("observed.noted"), look, "subhead", parent=card), noted)
    return card


def _mondays(weeks: int, now: datetime, catalogue: Catalogue) -> list[str]:
    """The Mondays on which so many weeks began, this one's last."""
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    found = (noon - timedelta(days=noon.weekday(), weeks=back) for back in reversed(range(weeks)))
    return [wording.date(round(day.timestamp() * 1000), now, catalogue) for day in found]


def _box(name: str, title: str, look: Look, parent: QWidget) -> QWidget:
    box = QWidget(parent)
    box.setObjectName(name)
    column = Column(look, 10, parent=box)
    column.addWidget(Text(title, look, "heading", parent=box))
    return box


def _opener(opened: Callable[[str], object], stream: str) -> Callable[[], None]:
    def open_it() -> None:
        opened(stream)

    return open_it


def _answer_opener(opened: Callable[[str, int], object], stream: str, unit: int) -> Callable[[], None]:
    def open_it() -> None:
        opened(stream, unit)

    return open_it
