"""Owns what stands on the page before an assessment: who sits it, its rules in words, why it cannot be begun; knows no desk."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.before_views import Terms
from trainer.core.policies import ConfidenceAsked
from trainer.core.room_views import Candidate
from trainer.core.views import AssessmentLine
from trainer.core.windows import Bar
from trainer.ui.components.avatar import Avatar
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.pages import check_parts, wording
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

Rule = tuple[str, str, str]
"""Icon, title, words."""


class IdentityCard(Card):
    """Who is signed in. Signal: `not_me()`."""

    not_me = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=10, name="identity", parent=parent)
        self._catalogue = catalogue
        self.add(Text(catalogue.say("before.who.title"), look, "caption", "ink2", name="whoTitle", parent=self))
        row = Row(look, 14)
        self.avatar = Avatar("", look, size=48, still=True, parent=self)
        words = Column(look, 0)
        self.name = Text("", look, "subhead", name="whoName", parent=self)
        self.code = Text("", look, "small", "ink2", name="whoCode", parent=self)
        words.addWidget(self.name)
        words.addWidget(self.code)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.add(row)
        away = Button(
            catalogue.say("before.who.not_me"), look, Rank.QUIET, icon="log-out", flush=True, name="notMe", parent=self
        )
        away.clicked.connect(self.not_me)
        self.body.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)

    def show_candidate(self, who: Candidate) -> None:
        """Show who it is."""
        say = self._catalogue.say
        self.avatar.show_person(who.initials, who.name)
        self.name.setText(clipped(who.name))
        self.name.setAccessibleName(say("before.who.said", name=clipped(who.name)))
        shows = "code_and_number" if who.number else "code"
        self.code.setText(say(f"before.who.{shows}", own=who.code, number=clipped(who.number, 40)))


def barred(line: AssessmentLine, now: datetime | None, catalogue: Catalogue) -> str:
    """Say why an assessment cannot be begun, "" where it can."""
    if line.available or line.open_stream:
        return ""
    if line.bar is Bar.NONE:
        return catalogue.say("before.bar.used-up")
    ms = line.opens_ms if line.bar is Bar.NOT_YET else line.closes_ms
    day = wording.moment(ms, now, catalogue) if ms and now is not None else ""
    return catalogue.say(f"before.bar.{line.bar.value}", day=day)


def rules(line: AssessmentLine, terms: Terms | None, now: datetime | None, catalogue: Catalogue) -> list[Rule]:
    """The rules of an assessment, for this person."""
    say = catalogue.say
    told = check_parts.rules(line, line.check, catalogue) if line.check is not None else []
    told += [
        ("pencil", say("assessment.rules.change_title"), say("assessment.rules.change")),
        ("save", say("assessment.rules.saved_title"), say("assessment.rules.saved")),
    ]
    if terms is not None and terms.confidence is not ConfidenceAsked.OFF:
        told.append(
            ("chart-column", say("before.rules.sure_title"), say(f"before.rules.sure_{terms.confidence.value}"))
        )
    if line.minutes:
        told.append(("clock", say("assessment.rules.time_title"), _time(line, terms, catalogue)))
    if line.minutes or line.time_stands_still:
        close = "close_still" if line.time_stands_still else "close_runs"
        told.append(("log-out", say("assessment.rules.close_title"), say(f"assessment.rules.{close}")))
    if terms is not None:
        told.append(("info", say("before.rules.noted_title"), say("before.rules.noted")))
    if line.check is not None:
        told.append(("eye", say("assessment.rules.after_title"), say("assessment.check.rules.after")))
        return told
    after = say(f"assessment.rules.after_{line.feedback.value}")
    if terms is not None and terms.feedback_from_ms and now is not None and terms.feedback_from_ms > _ms(now):
        later = say("before.rules.later", day=wording.moment(terms.feedback_from_ms, now, catalogue))
        after = f"{after} {later}"
    told.append(("eye", say("assessment.rules.after_title"), after))
    told.append(("repeat", say("assessment.rules.often_title"), _often(line, terms, catalogue)))
    dates = _dates(line, now, catalogue)
    if dates:
        told.append(("calendar", say("before.rules.dates_title"), dates))
    return told


def _time(line: AssessmentLine, terms: Terms | None, catalogue: Catalogue) -> str:
    extra = terms.candidate.extra_percent if terms is not None and not line.open_stream else 0
    if terms is None or not extra:
        return catalogue.say("assessment.rules.time")
    return catalogue.say("before.rules.extra", minutes=line.minutes, base=terms.minutes, percent=extra)


def _often(line: AssessmentLine, terms: Terms | None, catalogue: Catalogue) -> str:
    if terms is not None and terms.tried is not None:
        theirs = catalogue.say("assessment.rules.attempts", n=terms.tried) if terms.tried else ""
        return f"{theirs or catalogue.say('assessment.rules.often')} {catalogue.say('before.rules.trial')}"
    if not line.attempts:
        return catalogue.say("assessment.rules.often")
    said = catalogue.say("assessment.rules.attempts", n=line.attempts)
    if terms is None or terms.attempts_left is None or terms.attempts_left in (0, line.attempts):
        return said
    return f"{said} {catalogue.say('before.rules.left', n=terms.attempts_left)}"


def _dates(line: AssessmentLine, now: datetime | None, catalogue: Catalogue) -> str:
    if now is None:
        return ""
    moments = (("opens", line.opens_ms), ("due", line.due_ms), ("closes", line.closes_ms))
    return " ".join(
        catalogue.say(f"before.rules.{code}", day=wording.moment(ms, now, catalogue)) for code, ms in moments if ms
    )


def _ms(now: datetime) -> float:
    return now.timestamp() * 1_000
