"""Owns what holds around units: feedback, revision, time, confidence; knows nothing of the inside of a unit."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from question_bank.model import Blueprint

REFRESHER = "refresher"
"""The subject of a round of practice over all modules."""


class Mode(StrEnum):
    """The two kinds of attempt."""

    PRACTICE = "practice"
    ASSESSMENT = "assessment"


class Interruptions(StrEnum):
    """Whether time goes on while the program is closed or paused (`count`, supervised) or stands still (`pause`)."""

    COUNT = "count"
    PAUSE = "pause"


class ConfidenceAsked(StrEnum):
    """Whether the learner says how sure they are.

    Required: practice checks no answer without it; in an assessment an answer without it is kept and scored, and counts
    as unanswered until it is handed in.
    """

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Feedback(StrEnum):
    """What is shown, and when: after each answer, or after the end nothing, the score, objectives too, or everything."""

    AT_ONCE = "at-once"
    NOTHING = "nothing"
    SCORE = "score"
    OBJECTIVES = "objectives"
    EVERYTHING = "everything"


class Policy(msgspec.Struct, frozen=True):
    """The rules of one attempt, stored with its first event so that a later bank cannot change them.

    `limit_ms` 0 means no limit; `pass_mark` counts right answers, 0 where none is set; `subject` is the id of the
    module, case or blueprint the attempt is about.
    """

    mode: Mode
    subject: str
    feedback: Feedback
    confidence: ConfidenceAsked
    interruptions: Interruptions
    limit_ms: int = 0
    pass_mark: int = 0

    @property
    def revisable(self) -> bool:
        """Say whether an answer may be changed: in an assessment until it is handed in, in practice never once checked."""
        return self.mode is Mode.ASSESSMENT


def practice(module: str) -> Policy:
    """Practice: no time, feedback at once, confidence asked, because it sets when the objective comes back."""
    return Policy(Mode.PRACTICE, module, Feedback.AT_ONCE, ConfidenceAsked.REQUIRED, Interruptions.PAUSE)


def case(case_id: str) -> Policy:
    """A case read alone: practice over a form of one case, no time, no confidence, since it sets no objective's return."""
    return Policy(Mode.PRACTICE, case_id, Feedback.AT_ONCE, ConfidenceAsked.OFF, Interruptions.PAUSE)


EXTRA_PERCENTS = (0, 25, 50, 100)
"""How much more time a person may have in assessments, in percent."""


def limit_ms(minutes: int, extra_percent: int = 0) -> int:
    """Milliseconds that somebody has for an assessment of so many minutes, 0 where there is no limit."""
    return minutes * 60_000 * (100 + extra_percent) // 100


def assessment(blueprint: Blueprint, extra_percent: int = 0) -> Policy:
    """The rules a blueprint sets for a person with so much more time. Raises ValueError where it names a word that is none."""
    return Policy(
        Mode.ASSESSMENT,
        blueprint.id,
        Feedback(blueprint.feedback),
        ConfidenceAsked(blueprint.confidence),
        Interruptions(blueprint.interruptions),
        limit_ms=limit_ms(blueprint.minutes, extra_percent),
        pass_mark=blueprint.pass_mark,
    )
