"""What pages, lists and exports ask, against what was done."""

from __future__ import annotations

import pytest

from question_bank import canonical
from question_bank.model import Confidence
from tests.builders import records as build
from tests.builders.scores import Answer, one_by_one
from tests.drivers.records import RecordsDriver
from trainer.core import progress
from trainer.core.events import Answered, ConfidenceGiven, LessonPlace, Submitted
from trainer.core.requests import Access
from trainer.core.views import ModuleShare
from trainer.records.people import Person
from trainer.records.queries.teacher import answers, people_scores

OBJECTIVES = {
    "indicators": [item.objective for item in build.ITEMS[:6]],
    "referral": [item.objective for item in build.ITEMS[6:]],
}


def test_a_new_learner_has_nothing(driver: RecordsDriver, sofie: Person) -> None:
    ask = driver.ask
    assert (ask.objectives(sofie.id), ask.exposure(sofie.id), ask.lessons(sofie.id)) == ({}, {}, {})
    assert (ask.open_streams(sofie.id), ask.scores(sofie.id)) == ((), ())
    assert ask.latest_open(sofie.id, "practice") is None
    assert ask.open_stream(sofie.id, "practice", "indicators") == ""
    assert ask.last_score(sofie.id, "self-check") is None
    assert ask.attempts(sofie.id, "self-check") == 0
    assert ask.owner("0" * 32) == ""


def test_practice_leaves_states_and_exposure(driver: RecordsDriver, sofie: Person) -> None:
    for _ in range(2):
        round_ = driver.practise(sofie)
        round_.answer(0, "a", confidence=Confidence.CERTAIN)
        round_.see(1)
        round_.see(0)
    states = driver.ask.objectives(sofie.id)
    first = build.ITEMS[0]
    assert set(states) == {first.objective}
    assert (states[first.objective].answers, states[first.objective].right) == (2, 2)
    assert states[first.objective].last_confidence is Confidence.CERTAIN
    assert driver.ask.exposure(sofie.id) == {canonical.digest(first): 2, canonical.digest(build.ITEMS[1]): 2}


def test_an_assessment_changes_no_objective(driver: RecordsDriver, sofie: Person) -> None:
    sitting = driver.sit(sofie)
    sitting.answer(0, "a")
    sitting.hand_in()
    assert driver.ask.objectives(sofie.id) == {}
    ((score,), practised) = driver.ask.scores(sofie.id), list(people_scores(driver.records.store, OBJECTIVES, 0))
    assert (score.right, score.total) == (1, 8)
    assert practised[0].answers == 0


def test_an_answer_can_be_emptied_and_its_confidence_given_later(driver: RecordsDriver, sofie: Person) -> None:
    sitting = driver.sit(sofie)
    sitting.answer(0, "a", confidence=None)
    sitting.do(ConfidenceGiven(0, canonical.digest(sitting.items[0]), Confidence.CERTAIN))
    (row,) = one_by_one(answers(driver.records.store))
    assert row.confidence == "certain"
    sitting.press(0)
    assert list(answers(driver.records.store)) == []
    assert driver.differences() == ()


def test_what_is_open_is_found_the_latest_first(driver: RecordsDriver, sofie: Person) -> None:
    practice, sitting = driver.practise(sofie), driver.sit(sofie)
    practice.answer(2, "a")
    ask = driver.ask
    assert [found.stream for found in ask.open_streams(sofie.id)] == [practice.stream, sitting.stream]
    assert ask.open_stream(sofie.id, "assessment", "self-check") == sitting.stream
    assert ask.all_open("assessment") == (sitting.stream,)
    assert ask.owner(sitting.stream) == sofie.id
    latest = ask.latest_open(sofie.id, "practice")
    assert latest is not None
    assert (latest.unit, latest.units, latest.answered, latest.left_ms) == (2, 12, 1, None)
    open_sitting = ask.latest_open(sofie.id, "assessment")
    assert open_sitting is not None
    assert open_sitting.left_ms == 600_000
    assert open_sitting.unit is None
    practice.hand_in()
    sitting.hand_in()
    assert ask.open_streams(sofie.id) == ()


def test_lessons_are_kept_at_place_and_furthest(driver: RecordsDriver, sofie: Person) -> None:
    driver.read_lesson(sofie, 7)
    driver.read_lesson(sofie, 3)
    record = driver.ask.lessons(sofie.id)["lesson-1"]
    assert (record.block, record.furthest, record.blocks, record.done) == (3, 7, 10, False)
    driver.read_lesson(sofie, 10, done=True)
    driver.read_lesson(sofie, 2)
    record = driver.ask.lessons(sofie.id)["lesson-1"]
    assert (record.block, record.done, record.at_ms) == (2, True, driver.clock.utc_ms)


def test_a_new_edition_of_a_lesson_begins_where_it_is_read(driver: RecordsDriver, sofie: Person) -> None:
    stream = driver.read_lesson(sofie, 7).stream
    body = LessonPlace("lesson-1", "e" * 64, "indicators", 1, 4, False)
    driver.records.journal.append(stream, body, driver.clock.now(), "en")
    record = driver.ask.lessons(sofie.id)["lesson-1"]
    assert (record.block, record.furthest, record.blocks) == (1, 1, 4)


@pytest.mark.parametrize(("right", "passed"), [(6, True), (5, False)])
def test_the_last_assessment_counts(driver: RecordsDriver, sofie: Person, right: int, passed: bool) -> None:
    driver.sit(sofie).run_out()
    sitting = driver.sit(sofie)
    for place in range(8):
        sitting.answer(place, "b")
        sitting.press(place, "a" if place < right else "c")
    sitting.hand_in()
    ask = driver.ask
    assert ask.attempts(sofie.id, "self-check") == 2
    last = ask.last_score(sofie.id, "self-check")
    assert last is not None
    assert (last.stream, last.right, last.total, last.answered) == (sitting.stream, right, 8, 8)
    assert (last.misses, last.false_alarms, last.passed, last.timed_out) == (0, 8 - right, passed, False)
    assert ask.scores(sofie.id)[1].timed_out
    (row,) = people_scores(driver.records.store, OBJECTIVES, driver.clock.utc_ms)
    assert (row.attempts, row.last_assessment, row.last_right, row.last_total) == (2, "self-check", right, 8)
    assert (row.last_passed, row.last_ended_ms) == (passed, driver.clock.utc_ms)


def test_without_a_mark_nothing_is_passed(driver: RecordsDriver, sofie: Person) -> None:
    plan = build.blueprint(pass_mark=0)
    body = build.assessment(build.ITEMS[:2], plan)
    event = driver.records.journal.begin(
        sofie.id, "attempt", plan.id, body, driver.clock.now(), "en", (*build.ITEMS[:2], plan)
    )
    driver.records.journal.append(event.stream, Submitted(), driver.clock.now(), "en")
    last = driver.ask.last_score(sofie.id, plan.id)
    assert last is not None
    assert last.passed is None
    (row,) = people_scores(driver.records.store, OBJECTIVES, 0)
    assert row.last_passed is None


# The trainer's list and the export


def cohort(driver: RecordsDriver) -> list[Person]:
    people = [driver.learner(name) for name in ("Ane", "Bo", "Cille")]
    for number, person in enumerate(people[:2]):
        for sure in (Confidence.CERTAIN, Confidence.CERTAIN, Confidence.FAIRLY_SURE):
            round_ = driver.practise(person)
            for place in range(12):
                right = (place + number) % 3
                round_.answer(place, "a" if right else "b", confidence=sure if place % 4 else Confidence.UNSURE)
            round_.hand_in()
            driver.clock.after(20 * build.DAY_MS)
    sitting = driver.sit(people[1])
    sitting.answer(0, "a")
    sitting.hand_in()
    driver.read_lesson(people[0], 10, done=True)
    driver.read_lesson(people[0], 10, done=True)
    return people


@pytest.mark.parametrize("days", [0, 5, 40, 4_000])
def test_the_list_says_of_mastery_what_the_engine_says(driver: RecordsDriver, days: int) -> None:
    people = cohort(driver)
    now = driver.clock.utc_ms + days * build.DAY_MS
    rows = list(people_scores(driver.records.store, OBJECTIVES, now))
    assert [row.name for row in rows] == ["Ane", "Bo", "Cille"]
    for person, row in zip(people, rows, strict=True):
        states = driver.ask.objectives(person.id)
        for share in row.modules:
            assert share.share == pytest.approx(progress.mastery(OBJECTIVES[share.module], states, now).share)
    assert {share.share for row in rows for share in row.modules} - {0.0}


def test_the_list_counts_what_was_done(driver: RecordsDriver) -> None:
    cohort(driver)
    ane, bo, cille = people_scores(driver.records.store, OBJECTIVES, driver.clock.utc_ms)
    assert (ane.answers, ane.right, ane.lessons_done, ane.attempts) == (36, 24, 1, 0)
    assert [(m.module, m.answers, m.lessons_done) for m in ane.modules] == [("indicators", 18, 1), ("referral", 18, 0)]
    assert (bo.attempts, bo.last_right, bo.last_total, bo.last_passed) == (1, 1, 8, False)
    assert (cille.answers, cille.last_seen_ms, cille.last_right) == (0, 0, None)
    assert cille.modules == (ModuleShare("indicators", 0.0, 0, 0, 0), ModuleShare("referral", 0.0, 0, 0, 0))


def test_a_renamed_objective_keeps_what_it_held(driver: RecordsDriver) -> None:
    cohort(driver)
    now = driver.clock.utc_ms
    (before, *_) = people_scores(driver.records.store, OBJECTIVES, now)
    *others, old = OBJECTIVES["indicators"]
    renamed = OBJECTIVES | {"indicators": ["new-name", *others]}
    (after, *_) = people_scores(driver.records.store, renamed, now, {old: "new-name"})
    assert after.modules == before.modules
    (lost, *_) = people_scores(driver.records.store, renamed, now)
    assert lost.modules != before.modules


def test_a_module_without_objectives_is_at_nothing(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie).answer(0, "a")
    (row,) = people_scores(driver.records.store, {"indicators": []}, 0)
    assert row.modules == (ModuleShare("indicators", 0.0, 1, 1, 0),)


def test_trainers_are_listed_once_they_learn(driver: RecordsDriver) -> None:
    mette = driver.learner("Mette", Access.TRAINER)
    assert list(people_scores(driver.records.store, OBJECTIVES, 0)) == []
    driver.practise(mette).see(0)
    assert [row.name for row in people_scores(driver.records.store, OBJECTIVES, 0)] == ["Mette"]


def test_every_answer_is_a_row_in_the_order_of_people_and_time(driver: RecordsDriver) -> None:
    cohort(driver)
    with driver.records.store.snapshot() as snapshot:
        rows = list(one_by_one(answers(snapshot)))
    assert rows == list(one_by_one(answers(driver.records.store)))
    assert [row.name for row in rows] == ["Ane"] * 36 + ["Bo"] * 37
    for name in ("Ane", "Bo"):
        times = [row.answered_ms for row in rows if row.name == name]
        assert times == sorted(times)
    assert sum(row.correct for row in rows if row.mode != "assessment") == 48


def test_an_answer_says_what_was_chosen_in_the_order_shown(driver: RecordsDriver, sofie: Person) -> None:
    item = build.item(1, answers=2)
    round_ = driver.sit(sofie, (item,))
    round_.see(0)
    body = Answered(0, canonical.digest(item), ("a", "c"), Confidence.UNSURE, (3, 1))
    event = driver.records.journal.append(round_.stream, body, driver.clock.now(), "en")
    (row,) = one_by_one(answers(driver.records.store))
    assert row == Answer(
        person=sofie.id,
        code="L-0001",
        name=sofie.name,
        stream=round_.stream,
        mode="assessment",
        subject="self-check",
        unit=0,
        item=item.id,
        revision=1,
        digest=canonical.digest(item),
        module="indicators",
        objective=item.objective,
        kind="application",
        options="c a",
        correct=False,
        confidence="unsure",
        answered_ms=event.at.utc_ms,
        offset_min=120,
    )


def test_what_is_held_is_summed_as_each_state_says(driver: RecordsDriver) -> None:
    """Objectives that moved to another module, got another id or are no more, held against a count by hand."""
    cohort(driver)
    now = driver.clock.utc_ms
    first, second, *rest = OBJECTIVES["indicators"]
    modules = {"indicators": [second, "new-name"], "referral": [first, *OBJECTIVES["referral"]]}
    replaced = {rest[0]: "new-name"} if rest else {}
    worth = {
        (person, objective): 1.0 if until > now else last / 2
        for person, objective, last, until in driver.records.store.execute(
            "SELECT person, objective, last_right, secure_until_ms FROM objective_state"
        )
    }
    for row in people_scores(driver.records.store, modules, now, replaced):
        for share in row.modules:
            former = {new: old for old, new in replaced.items()}
            held = [
                worth.get((row.id, one), worth.get((row.id, former.get(one, "")), 0.0)) for one in modules[share.module]
            ]
            assert share.share == sum(held) / len(held)
