"""Guessers: a bank with a giveaway is caught, one without is not; chances are exact."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.__main__ import main
from question_bank.authoring import load
from question_bank.guessing.cues import cues
from question_bank.guessing.gates import WHOLE, Result, giveaways, judged, results
from question_bank.guessing.odds import UNIT, Guess, guess, holm, tail, wilson
from question_bank.guessing.questions import DECISIONS, Question, questions
from tests.builders.content import write_content

WORDS = (
    *("amber", "bolts", "carry", "drawer", "early", "fence", "garden", "hammer"),
    *("inside", "jigsaw", "kettle", "ladder", "market", "narrow", "orange", "paddle"),
)


def made(count: int, giveaway: float = 0.0, cue: str = " and a second thing, with a third") -> list[Question]:
    """Return questions of random words; in a share of them the key alone carries a cue."""
    dice = random.Random(4)
    found = []
    for number in range(count):
        key = dice.randrange(4)
        options = [" ".join(dice.sample(WORDS, 5)) for _ in range(4)]
        if dice.random() < giveaway:
            options[key] += cue
        keyed = tuple(place == key for place in range(4))
        part = DECISIONS if number % 2 else "practice"
        found.append(Question(f"Q{number}", part, f"G{number // 3}", " ".join(WORDS[:4]), tuple(options), keyed))
    return found


def of(found: tuple[Result, ...], guesser: str, part: str = WHOLE) -> Result:
    return next(result for result in found if (result.part, result.guesser) == (part, guesser))


def test_questions_without_a_giveaway_keep_every_bar_but_by_chance() -> None:
    found = judged(made(400), seed=1)
    assert all(result.gates for result in found)
    assert not [result for result in found if result.p < 0.05]


def test_a_giveaway_is_caught_by_cue_and_by_training() -> None:
    found = judged(made(400, giveaway=0.5), seed=1)
    for name in ("the longest", "the most detailed", "trained on the cues, linear", "trained on the cues, trees"):
        for part in (WHOLE, "practice", DECISIONS):
            assert not of(found, name, part).kept, (name, part)
            assert of(found, name, part).excess > 0.2
    assert not of(found, "the shortest").kept
    assert of(found, "always number 1").kept


def test_keys_chosen_against_the_guessers_are_a_finding_too() -> None:
    shunned = [
        Question(
            one.id,
            one.part,
            one.group,
            one.asked,
            (*one.options[:3], one.options[3] + " " * 9),
            (True, False, False, False),
        )
        for one in made(400)
    ]
    found = judged(shunned, seed=1)
    longest = of(found, "the longest")
    assert longest.excess < -0.06
    assert longest.p > 0.9
    assert not longest.kept


def test_a_small_bank_gates_nothing() -> None:
    found = judged(made(300, giveaway=1.0), seed=1)
    assert not any(result.gates for result in found)
    assert judged([], seed=1) == ()


def test_few_decisions_are_told_and_gate_nothing() -> None:
    every = [one for number, one in enumerate(made(700, giveaway=1.0)) if number % 2 == 0 or number < 100]
    found = judged(every, seed=1)
    assert of(found, "the longest").gates
    assert not of(found, "the longest", DECISIONS).gates


def test_the_same_seed_gives_the_same_figures() -> None:
    every = made(120, giveaway=0.2)
    assert judged(every, seed=3) == judged(every, seed=3)


@given(
    st.lists(
        st.tuples(st.integers(2, 6), st.integers(1, 2)).flatmap(
            lambda size: st.tuples(
                st.lists(st.integers(0, 2), min_size=size[0], max_size=size[0]), st.just(min(size[1], size[0] - 1))
            )
        ),
        min_size=1,
        max_size=3,
    )
)
def test_the_tail_is_the_share_of_all_keys_that_earn_as_much(asked: list[tuple[list[int], int]]) -> None:
    """Beside counting every possible key by hand."""
    ways = [[frozenset(key) for key in combinations(range(len(scores)), size)] for scores, size in asked]
    guesses = [
        guess([float(score) for score in scores], [place in own[0] for place in range(len(scores))])
        for (scores, _), own in zip(asked, ways, strict=True)
    ]
    total = sum(one.earned for one in guesses)
    earned: list[tuple[float, int]] = [(1.0, 0)]
    for (scores, _), own in zip(asked, ways, strict=True):
        best = {place for place, score in enumerate(scores) if score == max(scores)}
        earned = [
            (likely / len(own), so_far + len(best & key) * UNIT // len(best))
            for likely, so_far in earned
            for key in own
        ]
    expected = sum(likely for likely, sum_ in earned if sum_ >= total)
    assert tail(guesses) == pytest.approx(expected)


def test_ties_earn_their_expectation() -> None:
    assert guess([1, 1, 0], [True, False, False]) == Guess(3, 1, 2, 1)
    assert guess([1, 1, 0], [True, False, False]).earned == UNIT // 2
    assert guess([1, 1, 1, 1], [False, False, True, False]).earned == UNIT // 4


def test_figures_of_the_textbooks() -> None:
    low, high = wilson(0.5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@pytest.mark.parametrize(
    ("cue", "options"),
    [
        ("the longest", ("a longer option", "short")),
        ("the most hedged", ("It may help usually", "It does")),
        ("the most absolute", ("Never and only then", "Then")),
        ("the most detailed", ("Ring CMM, DIS and two others", "Ring somebody")),
        ("the gentlest", ("Support and help the person safely", "Close the file")),
        ("the most like the stem", ("The ladder behind the market", "Something orange")),
        ("the most like the others", ("narrow ladder", "narrow kettle", "amber")),
    ],
)
def test_each_cue_prefers_what_it_is_named_after(cue: str, options: tuple[str, ...]) -> None:
    question = Question("Q", "practice", "G", "A ladder at the market", options, (True,) * len(options))
    scores = next(one for one in cues() if one.name == cue).score(question)
    assert scores[0] == max(scores)
    assert scores[0] > scores[-1]


def test_the_bank_becomes_questions(tmp_path: Path) -> None:
    bank = load([write_content(tmp_path)]).bank
    found = questions(bank)
    assert {question.part for question in found} == {"practice", "self-check", "graded", DECISIONS}
    assert all(0 < question.chance < 1 for question in found)
    assert {result.part for result in results(bank)} == {WHOLE, "practice", "self-check", "graded", DECISIONS}
    assert len(giveaways(bank)) == len(found)


def test_guessers_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(write_content(tmp_path))
    assert main(["guessers", "--content", folder]) == 0
    printed = capsys.readouterr().out
    assert "whole bank" in printed
    assert "the gentlest" in printed
    assert "not gated at this size" in printed
    assert main(["guessers", "--each", "--content", folder]) == 0
    assert "AL_1: " in capsys.readouterr().out
    assert main(["stats", "--fairness", "--content", folder]) == 1
    assert "men and boys" in capsys.readouterr().out
