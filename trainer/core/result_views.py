"""Owns the frozen rows that screens show of an assessment's verdict and of what came of it; knows not where they come from."""

from __future__ import annotations

import msgspec

from trainer.core.calibration import Judgement
from trainer.core.check_views import CheckResult
from trainer.core.verdicts import Standing
from trainer.core.views import QuestionView, Verdict


class ShortModule(msgspec.Struct, frozen=True):
    """A module that did not reach the mark of its own."""

    title: str
    right: int
    total: int
    mark: int


class CriticalLine(msgspec.Struct, frozen=True):
    """A mistake that failed the assessment on its own: question number, what was chosen, why it is wrong, the fact behind it.

    `chosen`, `why` and the fact are "" where the rules show no answers.
    """

    number: int
    chosen: str = ""
    why: str = ""
    fact: str = ""
    statement: str = ""
    source: str = ""


class Judged(msgspec.Struct, frozen=True):
    """What an assessment came to, and why, in the reader's language.

    `low` and `high`: what might be scored with other questions (one standard error), where that is near the mark. `dropped`
    questions count no more by a ruling, `ruled` ones are marked by another key or accept every answer; before any was
    dropped the mark was `mark_before` of `total_before`.
    """

    standing: Standing
    mark: int
    near: bool
    low: int
    high: int
    modules: tuple[ShortModule, ...] = ()
    objectives: tuple[str, ...] = ()
    critical: tuple[CriticalLine, ...] = ()
    dropped: int = 0
    ruled: int = 0
    mark_before: int = 0
    total_before: int = 0

    @property
    def besides(self) -> bool:
        """Whether something other than the mark for the whole stands in the way."""
        return bool(self.modules or self.objectives or self.critical)


class Calibrated(msgspec.Struct, frozen=True):
    """How sure somebody said to be, and how often they were right, in percent of so many answers."""

    judgement: Judgement
    stated: int
    right: int
    total: int


class Revisit(msgspec.Struct, frozen=True):
    """A lesson to read next: it teaches what so many answers and cases missed, `certain` of them given with certainty.

    `block` is where it teaches what was missed first; -1, the place it was left at, until it was read to its end.
    """

    id: str
    title: str
    minutes: int
    done: bool
    answers: int
    certain: int
    block: int
    cases: int = 0


class Reread(msgspec.Struct, frozen=True):
    """A case that was not read well, to be read in training."""

    id: str
    title: str
    minutes: int


class Disputed(msgspec.Struct, frozen=True):
    """What somebody said is wrong with a question, by its number, and when (UTC ms)."""

    number: int
    text: str
    at_ms: int
    offset_min: int


class PastAttempt(msgspec.Struct, frozen=True):
    """One's own assessment that was handed in. `right` is None where its rules show no score, or not before `from_ms`.

    `from_offset_min` is the clock's offset then, which may be another one than when it was handed in.
    """

    stream: str
    title: str
    ended_ms: int
    offset_min: int
    standing: Standing
    right: int | None
    total: int
    from_ms: int = 0
    from_offset_min: int = 0
    timed_out: bool = False


class TallyLine(msgspec.Struct, frozen=True):
    """Right of total for a module, an objective or a confidence on a result, and how many are asked for (0: no mark).

    `title` is in the reader's language.
    """

    of: str
    title: str
    icon: str
    accent: str
    right: int
    total: int
    mark: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1, 0 where nothing was asked."""
        return self.right / self.total if self.total else 0.0


class ResultView(msgspec.Struct, frozen=True):
    """An assessment handed in. What its rules do not show is empty; `passed` is None where nothing could be passed.

    `scored` says whether the score is shown at all, `from_ms` when it will be (UTC), 0 for now or never; `keys`, whether the
    questions tell what was right. `module` is the one that it was the self-check of, and `check` what that adds;
    `again`, whether it may be taken once more; `length` is how many questions the form had, dropped ones among them;
    `unsure` counts answers without how sure the person was, where that was to be said; `begins` holds, where no questions
    are shown, what each one begins with, "" for one that was never on the screen.
    """

    stream: str
    name: str
    title: str
    right: int
    total: int
    answered: int
    pass_mark: int
    passed: bool | None
    timed_out: bool
    ended_ms: int
    offset_min: int
    modules: tuple[TallyLine, ...]
    confidence: tuple[TallyLine, ...]
    misses: int
    false_alarms: int
    weakest_module: str
    review: tuple[Revisit, ...]
    questions: tuple[tuple[QuestionView, Verdict | None], ...]
    scored: bool = True
    check: CheckResult | None = None
    module: str = ""
    objectives: tuple[TallyLine, ...] = ()
    judged: Judged | None = None
    calibrated: Calibrated | None = None
    keys: bool = True
    from_ms: int = 0
    from_offset_min: int = 0
    disputes: tuple[Disputed, ...] = ()
    certifiable: bool = False
    again: bool = False
    length: int = 0
    unsure: int = 0
    cases: tuple[Reread, ...] = ()
    begins: tuple[str, ...] = ()
