"""When an objective comes back, when it is secure, and what a module's mastery is."""

from __future__ import annotations

import pytest
from fsrs import Card, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from question_bank.model import Confidence
from tests.builders.records import DAY_MS, START_MS
from trainer.core import progress, spacing
from trainer.core.progress import ObjectiveState, Standing
from trainer.core.spacing import Memory


def practised(*answers: tuple[bool, Confidence | None], every_days: int = 30) -> ObjectiveState:
    state: ObjectiveState | None = None
    for number, (right, sure) in enumerate(answers):
        state = progress.after(state, "o", "m", right, sure, START_MS + number * every_days * DAY_MS)
    assert state is not None
    return state


def test_counts_answers_and_keeps_the_last() -> None:
    state = practised((True, Confidence.CERTAIN), (False, Confidence.UNSURE))
    assert (state.answers, state.right, state.last_right) == (2, 1, False)
    assert state.last_confidence is Confidence.UNSURE
    assert state.memory.last_ms == START_MS + 30 * DAY_MS


def test_the_surer_the_later_it_comes_back() -> None:
    at = START_MS
    wrong = spacing.reviewed(None, False, Confidence.CERTAIN, at)
    unsure, fairly, certain = (spacing.reviewed(None, True, sure, at) for sure in Confidence)
    silent = spacing.reviewed(None, True, None, at)
    assert wrong.due_ms == at + DAY_MS
    assert wrong.stability < unsure.stability < fairly.stability < certain.stability
    assert silent == fairly


def test_nothing_stays_away_longer_than_ninety_days() -> None:
    state = practised(*[(True, Confidence.CERTAIN)] * 12)
    assert state.memory.due_ms - state.memory.last_ms == 90 * DAY_MS


def test_a_clock_set_back_counts_as_no_time_and_is_believed_from_then_on() -> None:
    first = spacing.reviewed(None, True, Confidence.CERTAIN, START_MS)
    here = START_MS - 400 * DAY_MS
    again = spacing.reviewed(first, True, Confidence.CERTAIN, here)
    same = spacing.reviewed(first, True, Confidence.CERTAIN, START_MS)
    assert again.last_ms == here
    assert (again.stability, again.due_ms - here) == (same.stability, same.due_ms - START_MS)
    assert spacing.retrievability(first, START_MS - DAY_MS) == 1.0


@given(st.floats(0.001, 36_500), st.integers(0, 3_000 * DAY_MS))
def test_the_curve_is_that_of_fsrs(stability: float, later_ms: int) -> None:
    memory = Memory(stability, 5.0, START_MS, START_MS + DAY_MS)
    scheduler = Scheduler(enable_fuzzing=False)
    card = Card(
        card_id=1,
        state=State.Review,
        stability=stability,
        difficulty=5.0,
        due=spacing._moment(memory.due_ms),
        last_review=spacing._moment(memory.last_ms),
    )
    theirs = scheduler.get_card_retrievability(card, spacing._moment(START_MS + later_ms))
    assert spacing.retrievability(memory, START_MS + later_ms) == pytest.approx(theirs, rel=1e-12)


@given(st.floats(0.001, 36_500), st.floats(0.5, 0.99))
def test_held_until_is_the_first_moment_below_the_chance(stability: float, chance: float) -> None:
    memory = Memory(stability, 5.0, START_MS, START_MS)
    until = spacing.held_until_ms(memory, chance)
    assert spacing.retrievability(memory, until) < chance
    assert spacing.retrievability(memory, until - 1) >= chance


def test_secure_needs_a_right_sure_lasting_answer() -> None:
    held = practised((True, Confidence.CERTAIN), (True, Confidence.CERTAIN))
    now = held.memory.last_ms
    assert progress.secure(held, now)
    assert progress.secure(held, held.memory.last_ms + 60 * DAY_MS)
    assert not progress.secure(held, held.memory.last_ms + 4_000 * DAY_MS)
    assert not progress.secure(practised((True, Confidence.CERTAIN), (False, Confidence.CERTAIN)), now)
    assert not progress.secure(practised((True, Confidence.CERTAIN), (True, Confidence.UNSURE)), now)
    assert not progress.secure(practised((True, Confidence.FAIRLY_SURE)), START_MS)


def test_an_objective_is_secure_through_the_day_it_falls_due() -> None:
    held = practised((True, Confidence.CERTAIN), (True, Confidence.CERTAIN))
    due_day = held.memory.last_ms + round(held.memory.stability) * DAY_MS
    assert progress.secure(held, due_day)


def test_due_goes_by_the_local_day() -> None:
    late_evening = 23 * 3_600_000 - START_MS % DAY_MS + START_MS
    state = progress.after(None, "o", "m", False, None, late_evening)
    assert not progress.due(state, late_evening, 0)
    assert progress.due(state, late_evening + 2 * 3_600_000, 0)
    # Two hours east it is already tomorrow when the answer is given, so it comes back the day after that.
    assert not progress.due(state, late_evening + 2 * 3_600_000, 120)


def test_what_was_answered_while_the_clock_stood_ahead_comes_back_now() -> None:
    ahead = progress.after(None, "o", "m", True, Confidence.CERTAIN, START_MS + 2_000 * DAY_MS)
    assert progress.due(ahead, START_MS, 60)
    assert progress.returns_ms(ahead, START_MS) == START_MS
    mended = progress.after(ahead, "o", "m", True, Confidence.CERTAIN, START_MS)
    assert START_MS < mended.memory.due_ms <= START_MS + 90 * DAY_MS
    assert not progress.due(mended, START_MS, 60)


@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from([None, *Confidence]), st.integers(-800 * DAY_MS, 800 * DAY_MS)),
        min_size=1,
        max_size=25,
    )
)
def test_whatever_the_clock_does_intervals_stay_between_a_day_and_ninety(
    answers: list[tuple[bool, Confidence | None, int]],
) -> None:
    state: ObjectiveState | None = None
    now = START_MS
    for right, sure, moved in answers:
        now += moved
        state = progress.after(state, "o", "m", right, sure, now)
        assert DAY_MS <= state.memory.due_ms - now <= 90 * DAY_MS
        assert state.memory.last_ms == now
        assert not progress.due(state, now, 60)
        assert progress.due(state, now + 90 * DAY_MS, 60)
        assert progress.returns_ms(state, now - 3_000 * DAY_MS) <= now


def test_mastery_counts_secure_ones_whole_and_right_ones_half() -> None:
    held = practised((True, Confidence.CERTAIN), (True, Confidence.CERTAIN))
    once = practised((True, Confidence.FAIRLY_SURE))
    wrong = practised((False, None))
    now = held.memory.last_ms
    found = progress.mastery("abcd", {"a": held, "b": once, "c": wrong}, now)
    assert (found.secure, found.met, found.total) == (1, 3, 4)
    assert found.share == pytest.approx(1.5 / 4)
    assert found.standing is Standing.STARTED
    assert progress.mastery("ab", {"a": held, "b": once}, now).standing is Standing.SECURE
    assert progress.mastery("ab", {"a": held}, now).standing is Standing.BUILDING
    assert progress.mastery("ab", {}, now).standing is Standing.NOT_STARTED
    assert progress.mastery("", {}, now).share == 0.0
