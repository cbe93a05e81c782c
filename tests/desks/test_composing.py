"""Composing a plan of an assessment: what it comes to, keeping it, who may begin it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from question_bank.model import Kind, Pool
from tests.builders.graded import LONG, plain_trainers_bank
from tests.desks.test_vaulting import noted, refusal
from tests.drivers.school import DAY_MS, School
from trainer.core.plan_views import PlanState
from trainer.core.plan_wishes import PlanWish, QuotaWish
from trainer.core.requests import Admitted
from trainer.core.windows import Bar
from trainer.desks.composing import Composing
from trainer.records.cohorts import Cohorts

SELF = Pool.SELF_CHECK


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer("Maja Lindholm", LONG)


@pytest.fixture
def desk(school: School) -> Composing:
    return school.house.composing


def opened_vault(school: School, maja: Admitted) -> None:
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.house.vaulting.open(maja.id, LONG)


def wish(*rows: QuotaWish, **changes: object) -> PlanWish:
    """A plan over the self-check pool."""
    plan = PlanWish(title="Autumn test", pool=SELF, quotas=rows or (QuotaWish("child", "4"),), minutes="20")
    return replace(plan, **changes)


def test_a_plan_is_composed_kept_and_changed(school: School, maja: Admitted, desk: Composing) -> None:
    before = {line.id for line in desk.lines("en")}
    opened = desk.new("en")
    assert [row.module for row in opened.wish.quotas] == ["indicators", "child", "interview", "referral"]
    assert set(desk.preview(opened.wish, "en").faults) == {"title", "quotas"}
    plan = desk.save(wish(), maja.id)
    (line,) = (line for line in desk.lines("en") if line.id not in before)
    assert (line.title, line.questions, line.state, line.composed) == ("Autumn test", 4, PlanState.OPEN, True)
    changed = desk.open(plan, "en").wish
    assert desk.save(changed, maja.id) == plan
    assert desk.open(plan, "en").wish.revision == 1, "what is the same makes no revision"
    desk.save(replace(changed, minutes="30", pass_mark="3"), maja.id)
    assert desk.open(plan, "en").wish.revision == 2
    assert refusal(lambda: desk.save(replace(changed, minutes="31"), maja.id)) == "plan.changed_meanwhile"
    assert [act for act, by, _ in noted(school) if by == maja.id] == ["planned", "planned"]


def test_a_revision_leaves_the_one_before_to_what_was_begun(school: School, maja: Admitted, desk: Composing) -> None:
    plan = desk.save(wish(), maja.id)
    archive = school.house.records.archive
    first = school.house.shelf.find(plan)
    assert first is not None
    desk.save(replace(desk.open(plan, "en").wish, title="Another title"), maja.id)
    from question_bank import canonical

    assert archive.blueprint(canonical.digest(first)) == first


def test_what_cannot_be_filled_says_which_and_may_be_kept(maja: Admitted, desk: Composing) -> None:
    short = wish(QuotaWish("child", "4"), QuotaWish("interview", "60"))
    preview = desk.preview(short, "en")
    assert (preview.filled, preview.short, preview.faults) == (False, (1,), {})
    warning = next(one for one in preview.warnings if one.code == "plan.warn.short")
    assert warning.values["wanted"] == 60
    plan = desk.save(short, maja.id)
    assert next(line for line in desk.lines("en") if line.id == plan).state is PlanState.SHORT


def test_the_preview_says_what_a_form_covers(school: School, maja: Admitted, desk: Composing) -> None:
    opened_vault(school, maja)
    source = desk.open("police-basic-training", "en")
    assert (source.source, source.wish.id) == ("Police basic training", "")
    preview = desk.preview(source.wish, "en")
    assert (preview.filled, preview.wanted, preview.found, preview.locked) == (True, 28, 28, False)
    assert preview.overlap.items == 0, "two forms share no question"
    assert preview.overlap.objectives == 28, "and ask the same"
    assert {line.module: line.asked for line in preview.coverage} == {
        "indicators": 7,
        "child": 6,
        "interview": 7,
        "referral": 8,
    }
    codes = [warning.code for warning in preview.warnings]
    assert "plan.warn.must_know" not in codes
    assert "plan.warn.dated" in codes
    assert "plan.warn.superseded" in codes
    assert sum(count for _, count in preview.kinds) == 28
    recall = replace(source.wish, quotas=(QuotaWish("indicators", "3", kinds=(Kind.RECALL,)),))
    assert desk.preview(recall, "en").short == (0,)


def test_a_locked_pool_is_said_and_the_plan_kept(school: School, maja: Admitted, desk: Composing) -> None:
    opened_vault(school, maja)
    copied = replace(desk.open("police-basic-training", "da").wish, title="Vores prøve")
    plan = desk.save(copied, maja.id)
    school.house.vaulting.close(maja.id)
    preview = desk.preview(desk.open(plan, "da").wish, "da")
    assert (preview.locked, preview.filled, preview.wanted) == (True, False, 28)
    assert [line.questions for line in preview.coverage] == [7, 6, 7, 8]
    assert next(line for line in desk.lines("en") if line.id == plan).state is PlanState.LOCKED
    assert all(one.questions is None for module in desk.modules(Pool.GRADED, "en") for one in module.objectives)


def test_what_was_seen_is_counted(school: School, maja: Admitted, desk: Composing) -> None:
    who = school.learner("Jonas Kvist", "patrol")
    school.sit(who, 3)
    desk.new("en")
    preview = desk.preview(wish(QuotaWish("referral", "5")), "en")
    assert preview.shown == 6
    warning = next(one for one in preview.warnings if one.code == "plan.warn.shown")
    assert (warning.values["n"], warning.values["people"]) == (6, 1)


def test_what_a_group_has_met_is_counted_apart(school: School, maja: Admitted, desk: Composing) -> None:
    cohorts = Cohorts(school.house.records.store)
    one, other = school.learner("Jonas Kvist", "patrol"), school.learner("Anna Holm", "patrol")
    third = school.learner("Bo Friis", "patrol")
    school.sit(one, 3)
    group = cohorts.make("Autumn", school.clock.now(), people=[one.id, third.id])
    empty = cohorts.make("Spring", school.clock.now(), people=[other.id])
    assert {found.name for found in desk.groups()} == {"Autumn", "Spring"}
    desk.new("en")
    asked = wish(QuotaWish("referral", "5"))
    everybody, met, unmet = (desk.preview(asked, "en", of) for of in ("", group.id, empty.id))
    assert (everybody.shown, everybody.group, everybody.people) == (6, "", 0)
    assert (met.shown, met.group, met.met, met.people) == (6, "Autumn", 1, 2)
    assert (unmet.shown, unmet.group, unmet.met, unmet.people) == (0, "Spring", 0, 1)
    warning = next(found for found in met.warnings if found.code == "plan.warn.shown_group")
    assert (warning.values["n"], warning.values["people"], warning.values["group"]) == (6, 1, "Autumn")
    assert "plan.warn.shown" not in [found.code for found in unmet.warnings]


def test_retired_and_brought_back(school: School, maja: Admitted, desk: Composing) -> None:
    plan = desk.save(wish(), maja.id)
    desk.retire(plan, maja.id)
    desk.retire(plan, maja.id)
    assert desk.lines("en")[-1].state is PlanState.RETIRED
    assert desk.open(plan, "en").retired
    assert school.house.shelf.find(plan) is None
    desk.bring_back(plan, maja.id)
    desk.bring_back(plan, maja.id)
    assert desk.lines("en")[0].id == plan
    assert refusal(lambda: desk.retire("plan-none", maja.id)) == "plan.unknown"
    assert refusal(lambda: desk.open("plan-none", "en")) == "plan.unknown"


def test_a_composed_plan_is_theirs_whom_it_is_assigned_to(school: School, maja: Admitted, desk: Composing) -> None:
    sofie, jonas = school.learner(), school.learner("Jonas Kvist")
    plan = desk.save(wish(QuotaWish("child", "6")), maja.id)
    assessing = school.house.assessing
    assert plan not in {line.id for line in assessing.lines(sofie.id, "en")}
    assert refusal(lambda: assessing.sit(sofie.id, plan, "en")) == "assessment.not-assigned"
    school.assign(plan, sofie, jonas)
    forms = []
    for who in (sofie, jonas):
        hand = assessing.sit(who.id, plan, "en")
        forms.append([unit.ref.objective for unit in hand.attempt.state.units])
    assert sorted(forms[0]) == sorted(forms[1]), "everybody is asked the same objectives"
    assert desk.lines("en")[0].running == 2
    assert desk.lines("en")[0].people == 2
    desk.retire(plan, maja.id)
    assert plan in {line.id for line in assessing.lines(sofie.id, "en")}, "what has begun goes on"


def test_dates_hold_it_shut(school: School, maja: Admitted, desk: Composing) -> None:
    sofie = school.learner()
    plan = desk.save(wish(opens="24-11-2026 09:00", closes="25-11-2026"), maja.id)
    school.assign(plan, sofie)
    assessing = school.house.assessing
    line = assessing.line(sofie.id, plan, "en")
    assert (line.bar, line.available) == (Bar.NOT_YET, False)
    assert desk.lines("en")[0].state is PlanState.NOT_YET
    assert refusal(lambda: assessing.sit(sofie.id, plan, "en")) == "assessment.not-open"
    school.clock.forward(DAY_MS)
    assert assessing.line(sofie.id, plan, "en").bar is Bar.NONE
    school.clock.forward(2 * DAY_MS)
    assert assessing.line(sofie.id, plan, "en").bar is Bar.CLOSED
    assert desk.lines("en")[0].state is PlanState.CLOSED
    assert refusal(lambda: assessing.sit(sofie.id, plan, "en")) == "assessment.closed"


def test_a_graded_plan_waits_for_its_questions(school: School, maja: Admitted, desk: Composing) -> None:
    sofie = school.learner()
    opened_vault(school, maja)
    plan = desk.save(replace(desk.open("police-basic-training", "en").wish, title="Ours"), maja.id)
    school.assign(plan, sofie)
    school.house.vaulting.close(maja.id)
    assert school.house.assessing.line(sofie.id, plan, "en").bar is Bar.LOCKED
    assert refusal(lambda: school.house.assessing.sit(sofie.id, plan, "en")) == "vault.shut"
    school.house.vaulting.open(maja.id, LONG)
    first = school.sit(sofie, 28, plan)
    second = school.sit(sofie, 0, plan)
    events = school.house.records.journal.events
    forms = [{unit.digest for unit in next(events(stream)).body.form} for stream in (first, second)]  # type: ignore[union-attr]
    assert not forms[0] & forms[1], "the next attempt asks other questions"
    assert refusal(lambda: school.house.assessing.sit(sofie.id, plan, "en")) == "assessment.used-up"


def test_cases_are_asked_beside_questions(school: School, maja: Admitted, desk: Composing) -> None:
    assert all(module.cases for module in desk.modules(SELF, "en"))
    sofie = school.learner()
    asked = wish(QuotaWish("child", "3"), QuotaWish("child", "1", cases=True), critical_choices=True)
    assert desk.preview(asked, "en").filled
    plan = desk.save(asked, maja.id)
    school.assign(plan, sofie)
    state = school.house.assessing.sit(sofie.id, plan, "en").attempt.state
    assert sorted(unit.ref.kind for unit in state.units) == ["case", "item", "item", "item"]
    assert desk.preview(wish(QuotaWish("child", "90", cases=True)), "en").short == (0,)


def test_faults_refuse_keeping(maja: Admitted, desk: Composing) -> None:
    assert refusal(lambda: desk.save(wish(title=" "), maja.id)) == "plan.fault.title_empty"
    assert refusal(lambda: desk.save(wish(pass_mark="9"), maja.id)) == "plan.fault.mark_high"
    assert refusal(lambda: desk.save(wish(opens="tomorrow"), maja.id)) == "plan.fault.moment"
