"""Owns what is shown of plans of assessments: the list, what can be asked, what a plan being composed comes to; knows no words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from question_bank.model import Kind, Pool
from trainer.core.composing import Overlap
from trainer.core.message import Message
from trainer.core.plan_wishes import PlanWish


class PlanState(StrEnum):
    """How a plan stands: whether it could be sat now."""

    OPEN = "open"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    LOCKED = "locked"
    SHORT = "short"
    RETIRED = "retired"


class PlanLine(msgspec.Struct, frozen=True):
    """A plan in the trainer's list. `composed` here, else it comes with a bank; `groups` and `people` it is assigned to.

    `handed_in` and `running` count attempts by anybody. `everybody` may sit it without its being assigned.
    """

    id: str
    title: str
    composed: bool
    everybody: bool
    pool: Pool
    questions: int
    minutes: int
    pass_mark: int
    state: PlanState
    opens_ms: int = 0
    due_ms: int = 0
    closes_ms: int = 0
    groups: int = 0
    people: int = 0
    handed_in: int = 0
    running: int = 0


class ObjectiveChoice(msgspec.Struct, frozen=True):
    """An objective that a plan may ask. `questions` in the pool, None while that is locked away."""

    id: str
    title: str
    must_know: bool
    questions: int | None


class ModuleChoice(msgspec.Struct, frozen=True):
    """A module that a plan may ask, with its objectives. `cases` counts its cases."""

    id: str
    title: str
    short: str
    accent: str
    objectives: tuple[ObjectiveChoice, ...]
    cases: int


class OpenedPlan(msgspec.Struct, frozen=True):
    """A plan in the editor: `plan` is the id that it was asked for by, "" for a new one.

    `source` names the plan of a bank that this is a copy of, "" where it is none; `handed_in` counts attempts under any
    revision of it.
    """

    wish: PlanWish
    plan: str = ""
    source: str = ""
    retired: bool = False
    handed_in: int = 0


class CoverageLine(msgspec.Struct, frozen=True):
    """What a form asks of one module: `asked` of its `objectives`, in `questions`."""

    module: str
    title: str
    accent: str
    questions: int
    asked: int
    objectives: int
    not_asked: tuple[str, ...]


class PlanPreview(msgspec.Struct, frozen=True):
    """What a wish comes to. `locked`: its questions are locked away, so that only what was typed is known.

    `faults` by field; `filled` where a form can be drawn; `possible` questions, of which `shown` were on somebody's screen.
    Where it is about one `group`, by its name, that means somebody of its `people`, of whom `met` have met any of them.
    """

    wanted: int
    found: int
    filled: bool
    locked: bool
    coverage: tuple[CoverageLine, ...]
    kinds: tuple[tuple[Kind, int], ...]
    possible: int
    shown: int
    overlap: Overlap
    warnings: tuple[Message, ...]
    faults: Mapping[str, Message]
    short: tuple[int, ...] = ()
    group: str = ""
    people: int = 0
    met: int = 0
