"""Whether an assessment is passed, and how sure that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank import canonical
from question_bank.model import Blueprint, CriticalError, Error, ModuleMark
from tests.builders import records as build
from tests.drivers.attempt import AttemptDriver
from trainer.core import scoring, verdicts
from trainer.core.events import Answered, StepSeen
from trainer.core.scoring import Ruling, RulingKind, Rulings
from trainer.core.verdicts import Standing, Verdict

ITEMS = (*build.ITEMS[:4], *build.ITEMS[6:10])
BY_DIGEST = {canonical.digest(item): item for item in ITEMS}
SCENES = {canonical.digest(scene): scene for scene in build.case().scenes}


def judged(plan: Blueprint, answers: str, rulings: Rulings = scoring.NO_RULINGS) -> Verdict:
    """Sit a plan over eight items, answering in order with these options, "-" for none, and judge it."""
    driver = AttemptDriver(build.assessment(ITEMS, plan), ITEMS)
    for place, option in enumerate(answers):
        driver.see(place)
        if option != "-":
            driver.press(place, option)
    driver.hand_in()
    score = scoring.score(driver.state, BY_DIGEST, rulings)
    return verdicts.verdict(driver.state, plan, score, BY_DIGEST, rulings)


@pytest.mark.parametrize(
    ("right", "standing", "near"),
    [
        (8, Standing.PASSED, False),
        (7, Standing.PASSED, True),
        (6, Standing.PASSED, True),
        (5, Standing.BORDERLINE, True),
        (4, Standing.NOT_YET, False),
        (0, Standing.NOT_YET, False),
    ],
)
def test_the_mark_and_what_is_near_it(right: int, standing: Standing, near: bool) -> None:
    verdict = judged(build.blueprint(), "a" * right + "d" * (8 - right))
    assert (verdict.standing, verdict.near, verdict.mark) == (standing, near, 6)
    assert verdict.passed is (standing is Standing.PASSED)


def test_without_any_condition_nothing_is_passed_or_not() -> None:
    verdict = judged(build.blueprint(pass_mark=0), "aaaaaaaa")
    assert (verdict.standing, verdict.passed, verdict.near) == (Standing.NONE, None, False)


def test_the_standard_error_by_hand() -> None:
    assert verdicts.standard_error(27, 40) == pytest.approx((27 * 13 / 39) ** 0.5)
    assert verdicts.standard_error(1, 1) == 0.0


def test_a_module_has_a_mark_of_its_own() -> None:
    plan = build.blueprint(module_marks=(ModuleMark("indicators", 3), ModuleMark("referral", 3)))
    verdict = judged(plan, "aaaaaadd")
    assert (verdict.standing, verdict.modules) == (Standing.NOT_YET, ("referral",))
    assert judged(plan, "aaaaaaad").standing is Standing.PASSED
    assert judged(build.blueprint(module_marks=(ModuleMark("child", 1),)), "aaaaaaaa").modules == ("child",)
    only = judged(build.blueprint(pass_mark=0, module_marks=(ModuleMark("indicators", 1),)), "addddddd")
    assert (only.standing, only.near) == (Standing.PASSED, False)


def test_a_must_pass_objective_that_is_missed_fails() -> None:
    plan = build.blueprint(essential=("indicators-objective-2", "referral-objective-1"))
    verdict = judged(plan, "adaaaaaa")
    assert (verdict.standing, verdict.objectives) == (Standing.NOT_YET, ("indicators-objective-2",))


def test_a_critical_error_fails_on_its_own_and_is_named() -> None:
    plan = build.blueprint(critical=(CriticalError("indicators-objective-1", Error.MISS),))
    verdict = judged(plan, "baaaaaaa")
    assert verdict.standing is Standing.NOT_YET
    assert [(hit.unit, hit.option) for hit in verdict.critical] == [(0, "b")]
    assert judged(plan, "caaaaaaa").standing is Standing.PASSED
    assert judged(plan, "abaaaaaa").standing is Standing.PASSED


@pytest.mark.parametrize(
    ("kind", "key", "fails"),
    [
        (RulingKind.ALL, (), False),
        (RulingKind.DROP, (), False),
        (RulingKind.KEY, ("b",), False),
        (RulingKind.KEY, ("c",), True),
    ],
)
def test_what_a_ruling_accepts_is_no_critical_error(kind: RulingKind, key: tuple[str, ...], fails: bool) -> None:
    plan = build.blueprint(critical=(CriticalError("indicators-objective-1", Error.MISS),))
    digest = canonical.digest(ITEMS[0])
    verdict = judged(plan, "baaaaaaa", {digest: Ruling(digest, kind, key)})
    assert bool(verdict.critical) is fails


def test_a_critical_choice_in_a_case_fails_where_the_plan_says_so() -> None:
    for wanted in (True, False):
        plan = build.blueprint(pass_mark=0, critical_choices=wanted, module_marks=(ModuleMark("indicators", 0),))
        driver = AttemptDriver(build.assessment((build.case(),), plan), ())
        for name, option in (("first", "ask"), ("second", "leave"), ("lost", "")):
            digest, scene = next((d, s) for d, s in SCENES.items() if s.id == name)
            order = tuple(choice.id for choice in scene.choices)
            driver.do(StepSeen(0, digest, order))
            if option:
                driver.do(Answered(0, digest, (option,), None, (order.index(option),)))
        driver.hand_in()
        score = scoring.score(driver.state, {}, scenes=SCENES)
        verdict = verdicts.verdict(driver.state, plan, score, {}, scenes=SCENES)
        assert [hit.option for hit in verdict.critical] == (["leave"] if wanted else [])
        assert verdict.standing is (Standing.NOT_YET if wanted else Standing.PASSED)


def test_a_dropped_item_lowers_the_mark_by_its_share() -> None:
    digest = canonical.digest(ITEMS[7])
    drop = {digest: Ruling(digest, RulingKind.DROP)}
    plan = build.blueprint(module_marks=(ModuleMark("referral", 4),))
    verdict = judged(plan, "adaaaaad", drop)
    assert (verdict.mark, verdict.modules, verdict.standing) == (5, (), Standing.PASSED)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_mark_after_drops_is_never_harder(mark: int, total: int, dropped: int) -> None:
    mark = min(mark, total + dropped)
    after = verdicts.mark_after(mark, total, dropped)
    assert 0 <= after <= total
    assert after * (total + dropped) <= mark * total
    assert verdicts.mark_after(mark, total, 0) == mark


@given(st.integers(1, 60), st.data())
def test_one_question_dropped_takes_nobodys_pass(total: int, data: st.DataObject) -> None:
    mark = data.draw(st.integers(1, total))
    right = data.draw(st.integers(mark, total))
    had_it = data.draw(st.booleans()) or right == total
    assert right - had_it >= verdicts.mark_after(mark, total - 1, 1)


def test_the_mark_of_the_example_in_words() -> None:
    assert verdicts.mark_after(5, 7, 1) == 4
