"""A case in an assessment: its scenes in the place of a question, decisions that stay, one mark, nothing told of what was best."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from question_bank.model import Quota
from tests.drivers.exam import MINUTE_MS, STANDARD, Sitter, desk, disk_full
from tests.drivers.school import School
from trainer.core import attempt
from trainer.core.message import Refused
from trainer.core.units import CaseUnit
from trainer.desks.sitting import Sitting

WITH_CASE: dict[str, Any] = {
    "quotas": (Quota("indicators", 1), Quota("indicators", 1, cases=True), Quota("referral", 1)),
    "confidence": "required",
    "pass_mark": 2,
}
Sit = Callable[..., Sitter]


def case_place(hand: Any) -> int:
    return next(place for place in range(hand.length) if _is_case(hand, place))


def _is_case(hand: Any, place: int) -> bool:
    return bool(hand._opened.unit(place).ref.kind == "case")


def goes_to_case(sitter: Sitter) -> Any:
    hand = sitter.page.presenter._hand
    for _ in range(case_place(hand)):
        sitter.press("Alt+Right")
    assert sitter.page.question.case is not None
    # Where the window puts it when a case comes first.
    sitter.page.question.focus_question()
    return hand


def expert(hand: Any, place: int) -> tuple[str, ...]:
    path: tuple[str, ...] = hand._opened.case(hand._opened.unit(place).ref.digest).expert_path
    return path


def decides(sitter: Sitter, choice: str) -> None:
    """Choose by its number, and decide by Enter."""
    scene = sitter.page.presenter.scene()
    assert scene is not None
    number = next(one.number for one in scene.choices if one.id == choice)
    sitter.press(str(number), "Return")


def reads_well(sitter: Sitter) -> Any:
    hand = goes_to_case(sitter)
    for choice in expert(hand, hand.place):
        decides(sitter, choice)
    return hand


def test_its_scenes_come_one_after_another_and_it_is_one_mark(sit: Sit, school: School) -> None:
    sitter = sit(**WITH_CASE)
    hand = reads_well(sitter)
    scene = sitter.page.presenter.scene()
    assert scene is not None
    assert scene.ending
    assert sitter.reads("This case ends here, and what you decided is saved.")
    place = hand.place
    assert f"Question {place + 1}, answered, current" in sitter.cells()
    assert len(sitter.cells()) == 3
    sitter.chooses("Review and submit")
    sitter.chooses("Hand in")
    person = school.house.queries.owner(hand.attempt.stream)
    result = school.house.results.result(person, "", hand.attempt.stream, "en")
    assert (result.total, result.answered, result.right) == (3, 1, 1)


def test_nothing_is_told_of_what_was_best_and_no_confidence_is_asked(sit: Sit) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    decides(sitter, expert(hand, hand.place)[0])
    case = sitter.page.question.case
    assert case is not None
    assert not case.box.follows.isVisible()
    assert not case.box.unknown.isVisible()
    assert not case.box.on.isVisible()
    assert not sitter.reads("How sure are you?")
    sitter.press("Alt+Left")
    sitter.press("Alt+Right") if hand.place == 0 else None
    assert not sitter.page.question.case or hand.place == case_place(hand)


def test_a_question_beside_a_case_asks_how_sure_again(sit: Sit) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    sitter.press("Alt+Right" if hand.place == 0 else "Alt+Left")
    assert sitter.page.question.case is None
    assert sitter.reads("How sure are you?")
    assert sitter.page.question.options.isVisible()


def test_a_decision_stays_and_a_choice_before_it_is_no_decision(sit: Sit, school: School) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    sitter.press("1", "2")
    assert hand.scene().decided is False
    first = hand.scene().digest
    away = "Alt+Right" if hand.place == 0 else "Alt+Left"
    back = "Alt+Left" if hand.place == 0 else "Alt+Right"
    sitter.press(away, back)
    assert sitter.page.presenter.scene_choice == hand.scene().choices[1].id
    sitter.press("Return")
    assert hand.scene().digest != first
    with pytest.raises(Refused, match=r"refused\.option"):
        hand.choose((hand.scene().choices[0].id,) if hand.scene().choices else ("x",))


def test_enter_without_a_choice_says_so(sit: Sit) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    first = hand.scene().digest
    sitter.press("Return")
    case = sitter.page.question.case
    assert case is not None
    assert case.box.missing.isVisible()
    assert hand.scene().digest == first


def test_enter_at_the_end_goes_on_and_never_hands_in(sit: Sit) -> None:
    sitter = sit(**WITH_CASE)
    hand = reads_well(sitter)
    place = hand.place
    sitter.press("Return", "Return", "Return")
    assert hand.place == min(place + 3, hand.length - 1)
    assert not sitter.page.presenter.over


def test_a_decision_that_cannot_be_written_stays_chosen_and_is_tried_again(
    sit: Sit, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    first = hand.scene().digest
    with disk_full(school, monkeypatch):
        sitter.press("1", "Return")
        sitter.waits_for("Your answer is not saved yet")
        assert hand.scene().digest == first
        sitter.press("2")
        assert sitter.page.presenter.scene_choice == hand.scene().choices[0].id
    sitter.retry_due()
    sitter.waits(lambda: not sitter.page.presenter.waits, "written")
    assert hand.scene().digest != first


def test_between_a_decision_and_its_scene_nothing_is_lost(sit: Sit, school: School) -> None:
    """The program ended after the decision was written: the scene that it leads to comes when it is taken up."""
    rules = desk(school, **WITH_CASE)
    jonas = school.learner("Anna Holm")
    hand: Sitting = rules.sit(jonas.id, STANDARD, "en")
    place = case_place(hand)
    hand.go(place)
    scene = hand.scene()
    assert scene is not None
    unit = hand._opened.unit(place)
    choice = expert(hand, place)[0]
    from trainer.core.events import Answered

    hand._opened.do(Answered(place, scene.digest, (choice,), None, (unit.steps[-1].order.index(choice),)))
    again = rules.sit(jonas.id, STANDARD, "en")
    after = again.scene()
    assert after is not None
    assert after.digest != scene.digest
    assert not after.decided
    state = attempt.replay(school.house.records.journal.events(hand.attempt.stream))
    assert state is not None
    case = again._opened.case(state.units[place].ref.digest)
    assert CaseUnit(case).place((choice,)).scene.id in {one.id for one in case.scenes}


def test_time_ends_it_in_the_middle_of_a_case(sit: Sit, school: School) -> None:
    sitter = sit(**WITH_CASE)
    goes_to_case(sitter)
    sitter.press("1", "Return")
    school.clock.forward(25 * MINUTE_MS)
    sitter.second()
    assert sitter.page.over.isVisible()
    case = sitter.page.question.case
    assert case is not None
    assert not case.isEnabled()


def test_flags_and_the_review_know_a_case_as_one_question(sit: Sit) -> None:
    sitter = sit(**WITH_CASE)
    hand = goes_to_case(sitter)
    sitter.press("F")
    sitter.chooses("Review and submit")
    assert sitter.reads(f"Question {hand.place + 1}, Seen, no answer, Flagged")
    sitter.chooses("To the questions")
    assert sitter.page.question.case is not None
