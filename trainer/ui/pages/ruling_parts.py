"""Owns how a question to be ruled on, and what a ruling changes, are put into words and rows; knows no desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.ruling_views import Outcome, Regrade, Regraded, Report, RuledOption, RuledQuestion, RulingLine
from trainer.core.verdicts import Standing
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Narrative, Text, unmarked
from trainer.ui.pages.wording import clipped, date
from trainer.ui.theme import Look

MOST_LINES = 100
LETTERS = "ABCDEFGHIJ"
_STANDINGS = {
    Standing.NONE: "none",
    Standing.PASSED: "passed",
    Standing.BORDERLINE: "borderline",
    Standing.NOT_YET: "not_yet",
}
Now = Callable[[], datetime]


def day(utc_ms: int, now: Now, words: Catalogue) -> str:
    """Return "12 November"."""
    return date(utc_ms, now(), words)


def made(line: RulingLine, now: Now, words: Catalogue) -> str:
    """Who decided it when, and whether it is still in force."""
    when = day(line.made_ms, now, words)
    code = "ruling.made_by" if line.by else "ruling.made_nobody"
    by = words.say(code, date=when, name=clipped(line.by)) if line.by else words.say(code, date=when)
    if line.withdrawn_ms:
        return f"{by}. {words.say('ruling.withdrawn', date=day(line.withdrawn_ms, now, words))}"
    return by


def kind_of(line: RulingLine, words: Catalogue) -> str:
    """What was decided: "Another key: Say what you saw"."""
    kind = words.say(f"ruling.kinds.{line.kind.value}")
    return f"{kind}: {'; '.join(clipped(unmarked(text)) for text in line.key)}" if line.key else kind


def reporters(question: RuledQuestion) -> dict[str, Report]:
    """One report of each who made any, by the attempt."""
    return {report.stream: report for report in question.reports}


def option_words(question: RuledQuestion, option: RuledOption, words: Catalogue) -> str:
    """An option by its text, with the letter it had for the one person who reported the question."""
    text, reported = unmarked(option.text), tuple(reporters(question).values())
    if len(reported) != 1 or option.id not in reported[0].order:
        return text
    letter = LETTERS[reported[0].order.index(option.id)]
    return words.say("ruling.option_for", text=text, letter=letter, name=clipped(reported[0].name))


class QuestionCard(Card):
    """The question as authored, with how often each option was chosen."""

    def __init__(self, question: RuledQuestion, look: Look, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=8, name="ruledQuestion", parent=parent)
        if question.vignette:
            self.add(Narrative(question.vignette, look, "body", marked=True, name="ruledVignette", parent=self))
            self.body.gap(4)
        self.add(Text(question.stem, look, "bodyStrong", marked=True, name="ruledStem", parent=self))
        for option in question.options:
            code = "ruling.right_option" if option.right else "ruling.other_option"
            told = words.say(code, text=option_words(question, option, words))
            icon, tint = ("circle-check", "positive") if option.right else ("circle", "ink3")
            line = IconText(told, icon, look, "body", "ink", tint=tint, name=f"ruled-{option.id}", parent=self)
            row = Row(look, 16)
            row.addWidget(line, 1)
            count = words.say("ruling.chosen", n=option.chosen)
            row.addWidget(Text(count, look, "small", "ink2", wraps=False, name="chosen", parent=self))
            self.add(row)
        attempts = words.say("ruling.attempts", n=question.attempts)
        self.add(Text(attempts, look, "small", "ink2", name="ruledAttempts", parent=self))


class ReportsCard(Card):
    """What people said is wrong with it."""

    def __init__(
        self, question: RuledQuestion, look: Look, words: Catalogue, now: Now, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, spacing=8, name="ruledReports", parent=parent)
        self.add(Text(words.say("ruling.reports_title"), look, "subhead", parent=self))
        for report in question.reports[:MOST_LINES]:
            told = words.say(
                "ruling.report", name=clipped(report.name), date=day(report.at_ms, now, words), text=report.text
            )
            self.add(Text(told, look, "explain", "ink2", name="ruledReport", parent=self))
            if len(reporters(question)) > 1 and report.order:
                saw = words.say("ruling.saw", name=clipped(report.name), options=_in_order(question, report))
                self.add(Text(saw, look, "small", "ink2", name="ruledSaw", parent=self))


def _in_order(question: RuledQuestion, report: Report) -> str:
    """The options as one person saw them: "A: Ask her; B: Wait"."""
    texts = {option.id: clipped(unmarked(option.text)).rstrip(".") for option in question.options}
    return "; ".join(
        f"{letter}: {texts[one]}" for letter, one in zip(LETTERS, report.order, strict=False) if one in texts
    )


class ChangesCard(Card):
    """What a ruling changes, by name. Signal: `agreed()`."""

    agreed = Signal()

    def __init__(
        self,
        changes: Regrade,
        act: str,
        look: Look,
        words: Catalogue,
        now: Now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, spacing=10, name="changes", parent=parent)
        self._words = words
        self._now = now
        self.add(Text(words.say("ruling.changes_title"), look, "subhead", name="changesTitle", parent=self))
        self.summary = self._summed_up(changes)
        self.add(Text(self.summary, look, "body", "ink", name="changesSum", parent=self))
        lines = Column(look, 10)
        for one in changes.changed[:MOST_LINES]:
            icon, tint = ("circle-check", "positive") if one.gains else ("circle-minus", "caution")
            if not one.gains and not one.loses:
                icon, tint = "circle-dot", "ink2"
            line = IconText(self._line(one), icon, look, "explain", "ink", tint=tint, name="change", parent=self)
            lines.addWidget(line)
        self.body.addLayout(lines)
        more = len(changes.changed) - MOST_LINES
        if more > 0:
            self.add(Text(words.say("ruling.more", n=more), look, "small", "ink2", parent=self))
        self.act = Button(act, look, Rank.PRIMARY, name="agree", parent=self)
        self.act.setVisible(bool(act))
        self.act.clicked.connect(self.agreed)
        self.body.gap(4)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)

    def _summed_up(self, changes: Regrade) -> str:
        say = self._words.say
        if not changes.changed:
            told = [say("ruling.nothing_changes")]
        else:
            told = [say("ruling.changed", n=len(changes.changed))]
            counts = (("gains", changes.gains), ("loses", changes.loses), ("certificates", changes.certificates))
            told += [say(f"ruling.{what}", n=n) for what, n in counts if n]
        if changes.lowers:
            told.append(say("ruling.lowers"))
        if changes.running:
            told.append(say("ruling.running", n=changes.running))
        return " ".join(told)

    def _line(self, one: Regraded) -> str:
        say = self._words.say
        told = say(
            "ruling.line",
            name=clipped(one.name),
            number=one.code,
            title=clipped(one.title),
            date=day(one.ended_ms, self._now, self._words),
            before=self._outcome(one.before),
            after=self._outcome(one.after),
        )
        if one.certificates:
            told += " " + say("ruling.certificate", codes=", ".join(one.certificates))
        return told

    def _outcome(self, outcome: Outcome) -> str:
        standing = self._words.say(f"ruling.standings.{_STANDINGS[outcome.standing]}")
        of = {"right": outcome.right, "total": outcome.total}
        if not outcome.mark:
            return self._words.say("ruling.outcome_no_mark", **of, standing=standing)
        return self._words.say("ruling.outcome", **of, standing=standing, mark=outcome.mark)
