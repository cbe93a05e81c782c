"""Plans of assessments as they are written: every field read, every fault told, the graded one for trainers alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_bank import checks
from question_bank.authoring import Content, load
from question_bank.bank import BankFile
from question_bank.build import build_bank
from question_bank.model import CriticalError, Error, Kind, ModuleMark, Pool, Quota
from question_bank.source import HERE
from tests.builders.content import write_content

WHOLE = """
[blueprint]
id = "whole"
title = "Everything"
summary = "All that can be said of a plan"
pool = "graded"
minutes = 5
pass_mark = 1
interruptions = "count"
confidence = "off"
feedback = "score"
attempts = 1
revision = 2
essential = ["first"]
critical_choices = true
feedback_from = 2026-12-01T08:00:00+01:00
opens_at = 2026-11-30T08:00:00+01:00
due_at = 2026-11-30T12:00:00+01:00
closes_at = 2026-11-30T16:00:00+01:00
valid_months = 24

[[quota]]
module = "alpha"
count = 1
objectives = ["first"]
kinds = ["recall", "application", "judgement"]

[[quota]]
module = "alpha"
count = 1
cases = true

[[module_mark]]
module = "alpha"
right = 1

[[critical]]
objective = "first"
error = "miss"
"""


def content(folder: Path, text: str) -> Content:
    """The small bank with a plan of this text in it."""
    write_content(folder)
    (folder / "blueprints" / "whole.toml").write_text(text, "utf-8")
    return load([folder])


def test_every_field_is_read(tmp_path: Path) -> None:
    found = content(tmp_path, WHOLE)
    assert found.findings == ()
    plan = next(plan for plan in found.bank.blueprints if plan.id == "whole")
    assert plan.quotas == (Quota("alpha", 1, ("first",), tuple(Kind)), Quota("alpha", 1, cases=True))
    assert (plan.module_marks, plan.critical) == ((ModuleMark("alpha", 1),), (CriticalError("first", Error.MISS),))
    assert (plan.essential, plan.critical_choices, plan.valid_months, plan.opens) == (("first",), True, 24, "")
    hours = [(moment - plan.opens_ms) / 3_600_000 for moment in (plan.due_ms, plan.closes_ms, plan.feedback_from_ms)]
    assert hours == [4, 8, 24]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("2026-11-30T08:00:00+01:00", "2026-11-30T08:00:00", "opens_at: does not say how far its clock is from UTC"),
        ("2026-11-30T08:00:00+01:00", "2026-11-30", "opens_at: should be a date with its time, not a date"),
        ('kinds = ["recall", ', 'kinds = ["riddle", ', "kinds: holds “riddle”. Choose from recall, application"),
        ('error = "miss"', 'error = "none"', "error: is none. Choose miss or false-alarm."),
        ("right = 1", "right = 1\nleft = 1", "left: is not a field that is known here"),
        ("[[critical]]", "[[crucial]]", "holds “crucial”, which is not known here"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert before in WHOLE
    found = [str(finding) for finding in content(tmp_path, WHOLE.replace(before, after)).findings]
    assert len(found) == 1, found
    assert told in found[0]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("right = 1", "right = 3", "module_mark 1: wants 3 right of 2 questions in “alpha”"),
        ('essential = ["first"]', 'essential = ["third"]', "essential: “third” is never asked"),
        ('error = "miss"', 'error = "false-alarm"', "no question of “first” has a false-alarm among its options"),
        ("cases = true", "", "critical_choices: is set, and no case is asked"),
        ("count = 1\ncases", "count = 2\ncases", "quota 2: draws 2 cases where the module has 1"),
        ("2026-11-30T16", "2026-11-30T09", "opens_at: opens, is due and closes in another order"),
        ('module = "alpha"\ncount', 'module = "gamma"\ncount', "quota 1: names the module “gamma”, which is unknown"),
    ],
)
def test_what_cannot_work_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert before in WHOLE
    found = [str(finding) for finding in checks.unsound(content(tmp_path, WHOLE.replace(before, after, 1)))]
    assert any(told in finding for finding in found), found


def test_the_graded_plan_is_in_the_trainers_bank_only(tmp_path: Path) -> None:
    build_bank([HERE / "content"], tmp_path / "learner.bank", draft=True)
    build_bank([HERE / "content"], tmp_path / "trainer.bank", draft=True, with_graded=True)
    with BankFile.open(tmp_path / "learner.bank") as learner, BankFile.open(tmp_path / "trainer.bank") as trainer:
        assert learner.find_blueprint("police-basic-training") is None
        plan = trainer.blueprint("police-basic-training")
        assert plan.pool is Pool.GRADED
        must_know = {one.id for one in trainer.objectives() if one.must_know}
        assert {objective for quota in plan.quotas for objective in quota.objectives} == must_know
        variants = [row.objective for row in trainer.index((Pool.GRADED,))]
        assert all(variants.count(objective) >= 2 for objective in must_know), "two forms need share no question"
