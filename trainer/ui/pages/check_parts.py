"""Owns how the self-check of one module is offered and told: a card on the module's page, its rules, its result; counts nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.check_views import CheckResult, ModuleCheck
from trainer.core.views import AssessmentLine
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class CheckCard(Card):
    """The self-check beside the module's lessons. Signals: `check_wished(blueprint)`, `result_wished(stream)`."""

    check_wished = Signal(str)
    result_wished = Signal(str)

    def __init__(
        self,
        line: AssessmentLine,
        check: ModuleCheck,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, spacing=12, name="check", parent=parent)
        self._line = line
        say = catalogue.say
        passed = bool(check.passed_ms) and not line.available
        title = "card.passed_title" if passed else "card.title"
        self.add(Text(say(f"assessment.check.{title}"), look, "explain", weight=600, name="checkTitle", parent=self))
        for name, words in self._words(check, passed, catalogue):
            self.add(Text(words, look, "small", "ink2", name=name, parent=self))
        if line.open_stream or line.available:
            code = "continue" if line.open_stream else "take"
            go = Button(say(f"assessment.check.card.{code}"), look, wide=True, name="takeCheck", parent=self)
            go.clicked.connect(lambda: self.check_wished.emit(line.id))
            self.add(go)
        if line.last_stream:
            result = Button(
                say("assessment.list.result"), look, Rank.QUIET, flush=True, name="checkResult", parent=self
            )
            result.setAccessibleName(say("assessment.list.result_name", title=line.title))
            result.clicked.connect(lambda: self.result_wished.emit(line.last_stream))
            self.add(result)

    def _words(self, check: ModuleCheck, passed: bool, catalogue: Catalogue) -> list[tuple[str, str]]:
        say, line = catalogue.say, self._line
        if passed:
            return [("checkStands", say("assessment.check.card.passed"))]
        words: list[tuple[str, str]] = []
        if line.open_stream:
            words.append(("checkStands", say("assessment.check.card.open")))
        elif line.available:
            words.append(("checkOffer", say("assessment.check.card.offer", n=line.questions)))
            if check.asked < check.objectives:
                words.append(("checkCovers", covers(check, catalogue)))
        if line.last_right is not None and line.last_total is not None and not line.last_passed:
            last = say("assessment.check.card.not_passed", right=line.last_right, total=line.last_total)
            if check.again_ms:
                last = f"{last} {say('assessment.check.again')}"
            words.append(("checkLast", last))
        return words


def covers(check: ModuleCheck, catalogue: Catalogue) -> str:
    """How much of the module the self-check asks about."""
    if check.asked == check.objectives:
        return catalogue.say("assessment.check.covers_all", objectives=check.objectives)
    return catalogue.say("assessment.check.covers", asked=check.asked, objectives=check.objectives)


def rules(line: AssessmentLine, check: ModuleCheck, catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """What holds for the self-check of a module alone, as (icon, title, text)."""
    say = catalogue.say
    mark = say("assessment.check.rules.mark", mark=line.pass_mark, total=line.questions)
    if check.must:
        mark = f"{mark} {say('assessment.check.rules.must', n=check.must)}"
    skips = "skips_all" if check.skips == check.lessons else "skips"
    opens = say(f"assessment.check.rules.{skips}", n=check.skips, lessons=check.lessons)
    return [
        ("list-checks", say("assessment.check.rules.covers_title"), covers(check, catalogue)),
        ("circle-check", say("assessment.check.rules.mark_title"), mark),
        ("layers", say("assessment.check.rules.passed_title"), f"{opens} {say('assessment.check.rules.passed')}"),
        ("repeat", say("assessment.check.rules.not_passed_title"), say("assessment.check.rules.not_passed")),
    ]


class ObjectivesCard(Card):
    """Each objective that was asked, and how it went."""

    def __init__(self, check: CheckResult, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=14, margins=(24, 20, 24, 20), name="objectives", parent=parent)
        say = catalogue.say
        self.add(Text(say("assessment.check.result.objectives"), look, "subhead", name="objectivesTitle", parent=self))
        for line in check.objectives:
            row = Row(look, 16)
            if look.single_column:
                row.setDirection(Row.Direction.TopToBottom)
            row.addWidget(Text(line.title, look, "explain", weight=500, name=f"asked-{line.id}", parent=self), 1)
            code = "right" if line.right else "must_missed" if line.must else "missed"
            icon, tint = ("circle-check", "positive") if line.right else ("circle-dot", "caution")
            words = say(f"assessment.check.result.{code}")
            mark = IconText(
                words, icon, look, "small", "ink", tint=tint, wraps=False, name=f"mark-{line.id}", parent=self
            )
            row.addWidget(mark)
            self.add(row)
        self.body.addStretch(1)


def outcome(check: CheckResult, passed: bool, catalogue: Catalogue) -> list[str]:
    """What follows from the result."""
    say = catalogue.say
    if not passed:
        later = "again" if check.again_ms else "result.again_now"
        return [say("assessment.check.result.not_passed"), say(f"assessment.check.{later}")]
    skips = "skips_all" if check.skips == check.lessons else "skips"
    return [
        say(f"assessment.check.result.{skips}", n=check.skips, lessons=check.lessons),
        say("assessment.check.result.passed"),
    ]
