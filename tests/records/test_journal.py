"""One transaction an event: committed with what it showed and what it changes, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank import canonical
from question_bank.model import Case, Confidence, Lesson
from tests.builders import records as build
from tests.builders.files import flip
from tests.drivers.records import RecordsDriver, Round
from trainer.core import attempt, events, units
from trainer.core.events import (
    Answered,
    BrokenChain,
    ConfidenceGiven,
    Flagged,
    Paused,
    ProblemReported,
    Skipped,
    StepSeen,
    Submitted,
    TimedOut,
)
from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.records import place, schema
from trainer.records.journal import NotArchived
from trainer.records.people import Person


def code_of(fault: pytest.ExceptionInfo[Fault]) -> str:
    return fault.value.message.code


def tables(driver: RecordsDriver) -> dict[str, int]:
    return {name: driver.count(name) for name in ("event", "stream", "archive", "answer", "exposure")}


def test_what_is_returned_is_on_the_disk(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    event = round_.answer(0, "a")
    driver.reopen()
    stored = list(driver.records.journal.events(round_.stream))
    assert stored[-1] == event
    assert [each.seq for each in stored] == [0, 1, 2]
    state = attempt.replay(stored)
    assert state is not None
    assert state.units[0].steps[0].options == ("a",)


def test_an_event_that_cannot_follow_changes_nothing(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    before = tables(driver)
    with pytest.raises(BrokenChain):
        round_.press(0, "a")
    with pytest.raises(BrokenChain):
        round_.do(build.read_to(1))
    assert tables(driver) == before
    assert round_.see(0).seq == 1


def test_what_is_shown_must_be_archived(driver: RecordsDriver, sofie: Person) -> None:
    now = driver.clock.now()
    before = tables(driver)
    with pytest.raises(NotArchived):
        driver.records.journal.begin(sofie.id, "attempt", "m", build.practice(), now, "en")
    with pytest.raises(NotArchived):
        driver.records.journal.begin(sofie.id, "attempt", "m", build.assessment(), now, "en", build.ITEMS)
    assert tables(driver) == before
    round_ = driver.practise(sofie)
    with pytest.raises(NotArchived):
        round_.do(StepSeen(0, "0" * 64, ()))
    with pytest.raises(NotArchived):
        round_.do(Skipped(0, build.unit(build.item(99))))
    assert round_.see(0).seq == 1


def test_a_replacement_is_archived_with_the_skip(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.sit(sofie)
    round_.answer(0, "a")
    round_.answer(3, "b")
    other = build.item(99)
    driver.records.journal.append(round_.stream, Skipped(1, build.unit(other)), driver.clock.after(1), "en", [other])
    round_.items = (*round_.items[:2], other, *round_.items[2:])
    round_.answer(2, "a")
    round_.press(4, "c")
    rows = driver.records.store.execute("SELECT unit, item, options FROM answer ORDER BY unit")
    assert list(rows) == [(0, "indicators-1", "a"), (2, "indicators-99", "a"), (4, "indicators-4", "c")]
    assert driver.differences() == ()


@pytest.mark.parametrize(("kind", "body"), [("attempt", build.read_to(1)), ("lesson", build.practice())])
def test_a_stream_begins_with_what_it_is(driver: RecordsDriver, sofie: Person, kind: str, body: object) -> None:
    with pytest.raises(BrokenChain):
        driver.records.journal.begin(sofie.id, kind, "m", body, driver.clock.now(), "en", build.ITEMS)  # type: ignore[arg-type]


def test_a_lesson_holds_places_and_problems_alone(driver: RecordsDriver, sofie: Person) -> None:
    stream = driver.read_lesson(sofie, 2).stream
    with pytest.raises(BrokenChain):
        driver.records.journal.append(stream, Submitted(), driver.clock.now(), "en")
    driver.records.journal.append(stream, ProblemReported(0, "", "A typing error."), driver.clock.now(), "en")
    driver.reopen()
    assert driver.read_lesson(sofie, 4).seq == 2


def test_nobody_else_may_have_gone_on_meanwhile(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    last = round_.see(0)
    stray = events.following(last, round_.stream, driver.clock.now(), "en", Flagged(0, True))
    with driver.records.store.write() as db:
        db.execute(
            "INSERT INTO event (stream, seq, kind, body, digest) VALUES (?, ?, ?, ?, ?)",
            (stray.stream, stray.seq, stray.kind, stray.encoded(), stray.digest),
        )
    with pytest.raises(Fault) as fault:
        round_.see(1)
    assert code_of(fault) == "fault.stream-moved"
    assert round_.see(1).seq == 3


def test_a_problem_can_be_reported_after_the_end(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.sit(sofie)
    round_.hand_in()
    round_.do(ProblemReported(0, canonical.digest(round_.items[0]), "The key is wrong."))
    assert driver.differences() == ()
    with pytest.raises(BrokenChain):
        round_.see(0)


def test_a_stream_that_is_none_is_no_stream(driver: RecordsDriver) -> None:
    with pytest.raises(KeyError):
        driver.records.journal.stream("0" * 32)
    assert list(driver.records.journal.events("0" * 32)) == []
    assert driver.records.journal.last_alive("0" * 32) is None


def test_whose_a_stream_is(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    row = driver.records.journal.stream(round_.stream)
    assert (row.person, row.kind, row.mode, row.subject) == (sofie.id, "attempt", "practice", "indicators")


# Signs of life


def test_the_last_sign_of_life_is_a_beat_or_an_event(driver: RecordsDriver, sofie: Person) -> None:
    journal = driver.records.journal
    round_ = driver.practise(sofie)
    first = round_.see(0)
    assert journal.last_alive(round_.stream) == first.at
    beat = driver.clock.after(30_000)
    journal.alive(round_.stream, beat)
    driver.clock.set_wall(-7_200_000)
    assert journal.last_alive(round_.stream) == beat
    later = round_.see(1)
    assert journal.last_alive(round_.stream) == later.at
    journal.alive(round_.stream, driver.clock.after(1))
    driver.clock.reboot(60_000)
    event = round_.see(2)
    assert journal.last_alive(round_.stream) == event.at


# Many at once


def test_a_batch_is_kept_whole_or_not_at_all(driver: RecordsDriver, sofie: Person) -> None:
    with driver.records.journal.batch():
        round_ = driver.practise(sofie)
        round_.answer(0, "a")
    before = tables(driver)

    def break_off() -> None:
        with driver.records.journal.batch():
            round_.answer(1, "a")
            driver.practise(sofie)
            raise Refused("enough")

    with pytest.raises(Refused):
        break_off()
    assert tables(driver) == before
    assert round_.see(1).seq == 3
    assert driver.differences() == ()


# A case


def test_a_case_is_answered_scene_by_scene(driver: RecordsDriver, sofie: Person) -> None:
    case = build.case()
    unit = units.CaseUnit(case)
    form = build.practice((case,))
    now = driver.clock.now
    event = driver.records.journal.begin(sofie.id, "attempt", "indicators", form, now(), "en", (case, *case.scenes))
    for choices, choice in (((), "ask"), (("ask",), "leave")):
        scene = unit.place(choices).scene
        digest = canonical.digest(scene)
        order = tuple(option.id for option in scene.choices)
        journal = driver.records.journal
        journal.append(event.stream, StepSeen(0, digest, order), now(), "en")
        body = Answered(0, digest, (choice,), Confidence.CERTAIN, (order.index(choice),))
        journal.append(event.stream, body, now(), "en")
    driver.records.journal.append(event.stream, Submitted(), now(), "en")
    rows = driver.records.store.execute("SELECT item, kind, options, correct FROM answer ORDER BY seq")
    assert list(rows) == [("first", "case", "ask", 1), ("second", "case", "leave", 0)]
    assert driver.ask.objectives(sofie.id) == {}
    assert driver.differences() == ()


# The archive


def test_the_archive_gives_back_what_was_shown_as_what_it_was(driver: RecordsDriver, sofie: Person) -> None:
    driver.sit(sofie)
    archive = driver.records.archive
    item = build.ITEMS[0]
    assert archive.item(canonical.digest(item)) == item
    assert archive.blueprint(canonical.digest(build.blueprint())) == build.blueprint()
    with pytest.raises(KeyError):
        archive.item("0" * 64)
    with pytest.raises(KeyError):
        archive.get(canonical.digest(item), Case)
    with pytest.raises(KeyError):
        archive.get("0" * 64, Lesson)


def test_the_archive_remembers_without_end_of_memory(driver: RecordsDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.records.archive._REMEMBERED", 3)
    driver.practise(driver.learner())
    for item in (*build.ITEMS, *build.ITEMS):
        assert driver.records.archive.item(canonical.digest(item)) == item


# Bytes that changed


def test_a_changed_byte_in_an_event_is_told(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    round_.see(0)
    driver.close()
    flip(driver.folder / place.RECORDS, b'"seq":1', back=6)
    driver.reopen()
    with pytest.raises(Fault) as fault:
        list(driver.records.journal.events(round_.stream))
    assert code_of(fault) == "fault.damaged-stream"
    with pytest.raises(Fault) as fault:
        driver.records.journal.append(round_.stream, Paused(), driver.clock.now(), "en")
    assert code_of(fault) == "fault.damaged-stream"
    assert driver.practise(sofie).see(0).seq == 1


def test_a_changed_byte_in_the_archive_is_told(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie)
    driver.close()
    flip(driver.folder / place.RECORDS, b"Vignette 1")
    driver.reopen()
    with pytest.raises(Fault) as fault:
        driver.records.archive.item(canonical.digest(build.ITEMS[0]))
    assert code_of(fault) == "fault.damaged-archive"


def test_a_last_event_that_is_no_event_is_told(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    with driver.records.store.write() as db:
        db.execute("UPDATE event SET body = ?", (b"{}",))
    with pytest.raises(Fault) as fault:
        driver.records.journal.last_alive(round_.stream)
    assert code_of(fault) == "fault.damaged-stream"


@pytest.mark.parametrize(
    "change", ["DELETE FROM event WHERE seq = 1", "UPDATE event SET kind = 'Paused' WHERE seq = 1"]
)
def test_a_chain_with_a_missing_or_renamed_link_is_told(driver: RecordsDriver, sofie: Person, change: str) -> None:
    round_ = driver.practise(sofie)
    round_.answer(0, "a")
    with driver.records.store.write() as db:
        db.execute(change)
    with pytest.raises(Fault) as fault:
        list(driver.records.journal.events(round_.stream))
    assert code_of(fault) == "fault.damaged-stream"
    with pytest.raises(Fault) as fault:
        driver.records.projections.rebuild()
    assert code_of(fault) == "fault.damaged-stream"


def test_a_stream_without_events_is_told(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    driver.reopen()
    with driver.records.store.write() as db:
        db.execute("DELETE FROM event")
    again = Round(driver.records, driver.clock, round_.items, round_.stream)
    with pytest.raises(Fault) as fault:
        again.see(0)
    assert code_of(fault) == "fault.damaged-stream"


# Whatever happens: what is folded on the way is what the events give


steps = st.one_of(
    st.tuples(st.just("practise"), st.integers(0, 1)),
    st.tuples(st.just("sit"), st.integers(0, 1)),
    st.tuples(st.just("read"), st.integers(0, 1), st.integers(0, 10), st.booleans()),
    st.tuples(st.just("answer"), st.integers(0, 5), st.integers(0, 7), st.sampled_from("abcd"), st.booleans()),
    st.tuples(st.just("clear"), st.integers(0, 5), st.integers(0, 7)),
    st.tuples(st.just("sure"), st.integers(0, 5), st.integers(0, 7)),
    st.tuples(st.just("end"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("wall"), st.integers(-5_000_000_000, 5_000_000_000)),
    st.tuples(st.just("reopen")),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=st.lists(steps, min_size=1, max_size=25))
def test_whatever_happens_the_tables_say_what_the_events_say(
    plan: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    driver = RecordsDriver(tmp_path_factory.mktemp("any") / "data")
    try:
        people = [driver.learner("A"), driver.learner("B")]
        rounds = [driver.practise(people[0]), driver.sit(people[1])]
        for step in plan:
            try:
                live(driver, people, rounds, step)
            except BrokenChain:
                continue  # After the end, or never shown.
        assert driver.differences() == ()
        rows = {table: list(driver.records.store.execute(f"SELECT * FROM {table}")) for table in schema.FOLDED}
        driver.records.projections.rebuild()
        assert rows == {table: list(driver.records.store.execute(f"SELECT * FROM {table}")) for table in schema.FOLDED}
    finally:
        driver.close()


def live(driver: RecordsDriver, people: list[Person], rounds: list[Round], step: tuple[object, ...]) -> None:
    """Do one step of a plan."""

    def chosen(number: object) -> Round:
        found = rounds[int(str(number)) % len(rounds)]
        found._records = driver.records
        return found

    match step:
        case ("practise", int(who)):
            rounds.append(driver.practise(people[who]))
        case ("sit", int(who)):
            rounds.append(driver.sit(people[who]))
        case ("read", int(who), int(block), bool(done)):
            driver.read_lesson(people[who], block, done=done, lesson=f"lesson-{block % 2}")
        case ("answer", number, int(item), str(option), bool(sure)):
            round_ = chosen(number)
            round_.see(item)
            round_.press(item, option, confidence=Confidence.CERTAIN if sure else None)
        case ("clear", number, int(item)):
            round_ = chosen(number)
            round_.see(item)
            round_.press(item)
        case ("sure", number, int(item)):
            round_ = chosen(number)
            round_.see(item)
            round_.do(ConfidenceGiven(item, canonical.digest(round_.items[item]), Confidence.UNSURE))
        case ("end", number, bool(in_time)):
            chosen(number).do(Submitted() if in_time else TimedOut())
        case ("wall", int(by)):
            driver.clock.set_wall(by)
        case _:
            driver.reopen()
