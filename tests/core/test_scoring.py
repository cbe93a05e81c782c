"""What a form's answers add up to."""

from __future__ import annotations

from question_bank import canonical
from question_bank.model import Confidence
from tests.builders import records as build
from tests.drivers.attempt import AttemptDriver
from trainer.core import scoring
from trainer.core.events import Answered, StepSeen
from trainer.core.scoring import Ruling, RulingKind, Score, Tally

ITEMS = (*build.ITEMS[:3], *build.ITEMS[6:9])
BY_DIGEST = {canonical.digest(item): item for item in ITEMS}


def sitting() -> AttemptDriver:
    return AttemptDriver(build.assessment((*ITEMS, build.case())), ITEMS)


def marks(driver: AttemptDriver) -> Score:
    return scoring.score(driver.state, BY_DIGEST)


def test_right_is_exactly_the_key() -> None:
    two = build.item(1, options=tuple(build.item(1).options), answers=1)
    assert scoring.right(two, ["a"])
    assert not scoring.right(two, ["a", "b"])
    assert not scoring.right(two, [])


def test_errors_are_misses_and_false_alarms() -> None:
    item = build.item(1)
    assert scoring.errors(item, ["b"]) == (True, False)
    assert scoring.errors(item, ["c"]) == (False, True)
    assert scoring.errors(item, ["b", "c"]) == (True, True)
    assert scoring.errors(item, ["a", "d"]) == (False, False)


def test_a_mistake_is_called_absent_only_where_half_was_answered() -> None:
    assert scoring.answered_enough(6, 12)
    assert not scoring.answered_enough(5, 12)
    assert not scoring.answered_enough(0, 0)


def test_what_was_not_answered_is_not_right() -> None:
    score = marks(sitting())
    assert (score.right, score.total, score.answered) == (0, 7, 0)
    assert score.modules == (Tally("indicators", 0, 4), Tally("referral", 0, 3))
    assert score.confidence == ()


def test_marks_by_module_objective_and_confidence() -> None:
    driver = sitting()
    for place, (option, sure) in enumerate(
        [("a", Confidence.CERTAIN), ("b", Confidence.CERTAIN), ("c", Confidence.UNSURE), ("a", None)]
    ):
        driver.see(place)
        driver.press(place, option, confidence=sure)
    driver.see(4)
    score = marks(driver)
    assert (score.right, score.total, score.answered, score.misses, score.false_alarms) == (2, 7, 4, 1, 1)
    assert score.modules == (Tally("indicators", 1, 4), Tally("referral", 1, 3))
    assert score.objectives[0] == Tally("indicators-objective-1", 1, 2)
    assert score.confidence == (Tally("unsure", 0, 1), Tally("certain", 1, 2))


def test_a_skipped_question_leaves_the_total() -> None:
    driver = sitting()
    driver.see(0)
    driver.skip(0)
    assert marks(driver).total == 6


def test_a_ruling_changes_the_mark_and_nothing_else() -> None:
    driver = sitting()
    driver.see(0)
    driver.press(0, "b")
    digest = canonical.digest(ITEMS[0])
    assert marks(driver).right == 0

    def ruled(kind: RulingKind, *key: str) -> Score:
        return scoring.score(driver.state, BY_DIGEST, {digest: Ruling(digest, kind, key)})

    assert ruled(RulingKind.KEY, "b").right == 1
    assert ruled(RulingKind.KEY, "c").right == 0
    assert (ruled(RulingKind.ALL).right, ruled(RulingKind.ALL).misses) == (1, 0)
    dropped = ruled(RulingKind.DROP)
    assert (dropped.right, dropped.total, dropped.dropped, dropped.answered) == (0, 6, 1, 0)
    assert not scoring.right(ITEMS[0], [], Ruling(digest, RulingKind.ALL))


def test_a_case_of_an_assessment_is_one_mark() -> None:
    driver = sitting()
    last = len(driver.state.units) - 1
    scenes = {canonical.digest(scene): scene for scene in build.case().scenes}
    chosen = {"first": ("ask",), "second": ("refer",), "end": ()}
    for name, options in chosen.items():
        digest, scene = next((d, s) for d, s in scenes.items() if s.id == name)
        order = tuple(choice.id for choice in scene.choices)
        driver.do(StepSeen(last, digest, order))
        assert scoring.score(driver.state, BY_DIGEST, scenes=scenes).right == 0 or name == "end"
        for option in options:
            driver.do(Answered(last, digest, (option,), None, (order.index(option),)))
    score = scoring.score(driver.state, BY_DIGEST, scenes=scenes)
    assert (score.right, score.answered) == (1, 1)
