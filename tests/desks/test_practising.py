"""Rounds of practice: what is missed comes once more, what is due comes first, and no clock or kill loses any of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from question_bank.build import build_bank
from question_bank.model import Confidence, Pool
from tests.builders.content import write_content
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.events import Answered
from trainer.core.message import Refused
from trainer.core.policies import REFRESHER
from trainer.core.requests import Admitted
from trainer.desks.practising import Practice
from trainer.records import folding
from trainer.records.snapshot import Snapshot
from trainer.ui.pages import wording


@pytest.fixture
def variants(tmp_path: Path) -> Iterator[School]:
    """A school whose bank asks one objective in fourteen ways: more than a round has room for."""
    changes = {
        f"AL_2{number:02}": {"like": "AL_1", "vignette": f"Visitor number {number} shows a card and asks for a drill."}
        for number in range(12)
    }
    build_bank([write_content(tmp_path / "content", **changes)], tmp_path / "tools.bank", draft=True)
    school = School(tmp_path / "tools", tmp_path / "tools.bank")
    yield school
    school.close()


def answer(school: School, hand: Practice, well: bool, sure: Confidence = Confidence.FAIRLY_SURE) -> None:
    """Answer the question on the screen."""
    item = hand.attempt.item(hand.question().digest)
    keyed = tuple(option.id for option in item.options if option.id in item.key)
    other = tuple(option.id for option in item.options if option.id not in item.key)
    school.clock.forward(20_000)
    hand.check(keyed if well else other[: item.answers], sure)


def finish(school: School, hand: Practice, *wells: bool) -> list[str]:
    """Answer the round to its end, right where nothing else is said; return the ids of what was asked."""
    asked: list[str] = []
    while True:
        asked.append(hand.question().id)
        answer(school, hand, wells[len(asked) - 1] if len(asked) <= len(wells) else True)
        if not hand.forward():
            return asked


def differences(school: School, tmp_path: Path) -> tuple[folding.Difference, ...]:
    copy = tmp_path / "copy.db"
    school.house.records.store.copy(copy)
    snapshot = Snapshot(copy)
    try:
        return folding.compare(snapshot, tmp_path / "scratch.db")
    finally:
        snapshot.close()
        copy.unlink()
        (tmp_path / "scratch.db").unlink()


def objective_of(school: School, item: str) -> str:
    return next(row.objective for row in school.house.bank.index((Pool.PRACTICE,)) if row.id == item)


def test_what_is_missed_comes_once_more_as_another_question(variants: School, tmp_path: Path) -> None:
    who = variants.learner()
    hand = variants.house.learning.practise(who.id, "alpha", "en", "first")
    assert hand.question().total == 10
    answer(variants, hand, False)
    verdict = hand.verdict()
    assert verdict is not None
    assert (verdict.again, verdict.repeat) == (True, False)
    assert "once more" in wording.verdict(verdict, variants.clock.here(), Catalogue())[1]
    assert hand.question().total == 11
    missed = hand.question().id
    hand.forward()
    asked = finish(variants, hand, False, *[True] * 8, False)
    assert len(asked) == 10, "once a round, and what is missed the second time comes no third time"
    assert len({missed, *asked}) == 11
    assert objective_of(variants, asked[-1]) == "first"
    assert hand.tally() == (8, 10)
    assert differences(variants, tmp_path) == ()


def test_the_second_time_changes_neither_memory_nor_mastery(variants: School, tmp_path: Path) -> None:
    who = variants.learner()
    learning, queries = variants.house.learning, variants.house.queries
    hand = learning.practise(who.id, "alpha", "en", "first")
    answer(variants, hand, False)
    for _ in range(9):
        hand.forward()
        answer(variants, hand, True)
    before, page = queries.objectives(who.id), learning.module(who.id, "alpha", "en")
    progress = variants.house.reflecting.progress(who.id, "en")
    assert hand.forward()
    assert hand.question().repeat
    answer(variants, hand, False, Confidence.CERTAIN)
    verdict = hand.verdict()
    assert verdict is not None
    assert (verdict.repeat, verdict.again) == (True, False)
    assert verdict.returns_ms == before["first"].memory.due_ms
    assert queries.objectives(who.id) == before
    assert learning.module(who.id, "alpha", "en") == page
    assert not hand.forward()
    after = variants.house.reflecting.progress(who.id, "en")
    assert replace(after, history=()) == replace(progress, history=())
    (score,) = queries.scores(who.id)
    assert (score.right, score.total, score.answered) == (9, 10, 10)
    assert differences(variants, tmp_path) == ()


def test_a_round_that_was_left_goes_on_with_what_comes_once_more(variants: School, tmp_path: Path) -> None:
    who = variants.learner()
    hand = variants.house.learning.practise(who.id, "alpha", "en", "first")
    answer(variants, hand, False)
    # Not a word is said to the round: the program is gone.
    again = variants.house.learning.practise(who.id, "alpha", "en")
    assert again.attempt.stream == hand.attempt.stream
    assert again.question().total == 11
    verdict = again.verdict()
    assert verdict is not None
    assert verdict.again
    again.forward()
    assert len(finish(variants, again)) == 10
    assert differences(variants, tmp_path) == ()


def test_without_another_variant_nothing_comes_again(variants: School) -> None:
    who = variants.learner()
    hand = variants.house.learning.practise(who.id, "beta", "en")
    answer(variants, hand, False)
    verdict = hand.verdict()
    assert verdict is not None
    assert not verdict.again
    assert not hand.forward()


def test_the_rules_let_nothing_else_come_again(school: School) -> None:
    who = school.learner()
    hand = school.house.learning.practise(who.id, "indicators", "en")
    state = hand.attempt.state
    other = next(unit.ref for unit in state.units if unit.ref.objective != state.units[0].ref.objective)
    step = state.units[0].steps[0]
    for again in (other, state.units[0].ref, replace(state.units[0].ref, kind="case", digest="0" * 64)):
        with pytest.raises(Refused):
            hand.attempt.do(Answered(0, step.digest, step.order[:1], Confidence.UNSURE, (0,), again))


def test_a_refresher_asks_what_is_due_over_all_modules(school: School) -> None:
    who = school.learner()
    with pytest.raises(Refused):
        school.house.learning.practise(who.id, REFRESHER, "en")
    for module in ("indicators", "referral", "child"):
        school.practise(who, module, right=3, wrong=1)
    school.clock.forward(DAY_MS)
    learning = school.house.learning
    due = {
        line.id
        for module in school.house.bank.modules()
        for line in learning.module(who.id, module.id, "en").objectives
        if line.due
    }
    assert len(due) == 3 == learning.home(who.id, who.name, None, "en").due
    hand = learning.practise(who.id, REFRESHER, "en")
    assert hand.question().total == 3
    assert hand.module_title
    asked = finish(school, hand)
    assert {objective_of(school, item) for item in asked} == due
    assert learning.home(who.id, who.name, None, "en").due == 0


def test_a_refresher_with_nothing_due_asks_the_weakest(school: School) -> None:
    who = school.learner()
    hand = school.house.learning.practise(who.id, "indicators", "en")
    wells = [True] * (hand.question().total - 2) + [False, True]
    asked = finish(school, hand, *wells)
    learning = school.house.learning
    assert learning.home(who.id, who.name, None, "en").due == 0
    round_ = learning.practise(who.id, REFRESHER, "en")
    assert round_.question().total == 6
    assert objective_of(school, round_.question().id) == objective_of(school, asked[len(wells) - 2])
    left = learning.home(who.id, who.name, None, "en").left_off
    assert left is not None
    assert (left.module, left.title) == (REFRESHER, "")
    assert learning.practise(who.id, REFRESHER, "en").attempt.stream == round_.attempt.stream


@pytest.mark.parametrize("jump", [-400 * DAY_MS, -3 * 3_600_000, 2_000 * DAY_MS])
def test_a_clock_moved_between_sessions_loses_nothing(school: School, tmp_path: Path, jump: int) -> None:
    who = school.learner()
    learning = school.house.learning
    finish(school, learning.practise(who.id, "indicators", "en"), True, False)
    answers = sum(state.answers for state in school.house.queries.objectives(who.id).values())
    school.clock.stamp = replace(school.clock.stamp, utc_ms=school.clock.stamp.utc_ms + jump, boot="next", boot_ms=5)
    finish(school, learning.practise(who.id, "indicators", "en"), False, True)
    back = school.clock.stamp
    if jump > 0:
        # Somebody sets it right again.
        school.clock.stamp = replace(back, utc_ms=back.utc_ms - jump, boot="third", boot_ms=5)
        finish(school, learning.practise(who.id, "indicators", "en"))
    now = school.clock.now()
    states = school.house.queries.objectives(who.id)
    assert sum(state.answers for state in states.values()) > answers
    for line in school.house.reflecting.progress(who.id, "en").modules[0].objectives:
        assert line.returns_ms <= now.utc_ms + 90 * DAY_MS
    school.house.learning.home(who.id, who.name, None, "en")
    assert differences(school, tmp_path) == ()


def test_three_weeks_of_a_learner(school: School, tmp_path: Path) -> None:
    """Ten minutes a day but at weekends: what is due is asked, comes back later each time, and every figure agrees."""
    who = school.learner()
    learning = school.house.learning
    for day in range(21):
        if day % 7 < 5:
            home = learning.home(who.id, who.name, None, "en")
            if home.due:
                finish(school, learning.practise(who.id, REFRESHER, "en"), day % 3 != 0)
            finish(school, learning.practise(who.id, ("indicators", "referral", "child")[day % 3], "en"), day % 4 != 0)
        agree(school, who)
        school.clock.forward(DAY_MS)
    view = school.house.reflecting.progress(who.id, "en")
    assert view.retention.total
    assert view.retention.right <= view.retention.total
    assert sum(week.total for week in view.retention.weeks) == view.retention.total
    assert any(module.mastery.secure for module in view.modules)
    now = school.clock.now()
    for state in school.house.queries.objectives(who.id).values():
        assert DAY_MS <= state.memory.due_ms - state.memory.last_ms <= 90 * DAY_MS
        assert state.memory.last_ms <= now.utc_ms
    assert differences(school, tmp_path) == ()


def agree(school: School, who: Admitted) -> None:
    """Home, module pages and progress say the same."""
    home = school.house.learning.home(who.id, who.name, None, "en")
    held = {module.id: module for module in school.house.reflecting.progress(who.id, "en").modules}
    for card in home.modules:
        page = school.house.learning.module(who.id, card.id, "en")
        assert card.mastery == page.mastery == held[card.id].mastery
        assert card.due == page.due == held[card.id].due
        assert [(o.id, o.state, o.due) for o in page.objectives] == [
            (o.id, o.state, o.due) for o in held[card.id].objectives
        ]
    assert home.due == sum(module.due for module in held.values())


def test_a_round_goes_on_as_it_was_drawn_whatever_becomes_of_the_bank(tmp_path: Path) -> None:
    """Changed, gone, moved to another key: what was shown is asked, scored by itself, and kept."""

    def open_with(name: str, **changes: Mapping[str, Any] | None) -> School:
        build_bank([write_content(tmp_path / name, **changes)], tmp_path / f"{name}.bank", draft=True)
        return School(tmp_path / "data", tmp_path / f"{name}.bank")

    school = open_with("old")
    who = school.learner()
    hand = school.house.learning.practise(who.id, "alpha", "en")
    before, total = hand.question(), hand.question().total
    assert not before.former
    item = hand.attempt.item(before.digest)
    keyed, other = next(iter(item.key)), next(option.id for option in item.options if option.id not in item.key)
    school.close()

    anew = {f"{item.id}__{keyed}": {"correct": False}, f"{item.id}__{other}": {"correct": True}}
    school = open_with("changed", **anew, **{item.id: {"stem": "Asked anew?"}})
    hand = school.house.learning.practise(who.id, "alpha", "en")
    assert hand.question() == replace(before, former=True)
    school.close()

    school = open_with("gone", AL_1=None, AL_2=None, AL_6=None)
    hand = school.house.learning.practise(who.id, "alpha", "en")
    assert hand.question() == replace(before, former=True)
    assert school.house.learning.home(who.id, who.name, None, "en").left_off is not None
    answer(school, hand, True)
    verdict = hand.verdict()
    assert verdict is not None
    assert verdict.right
    assert hand.forward()
    assert len(finish(school, hand)) == total - 1
    assert hand.tally() == (total, total)
    school.house.reflecting.progress(who.id, "en")
    assert differences(school, tmp_path) == ()
    school.close()

    school = open_with("new", AL_1={"stem": "Asked anew?"})
    assert not school.house.learning.practise(who.id, "alpha", "en").question().former
    school.close()
