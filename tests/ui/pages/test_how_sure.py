"""An assessment where one must say how sure one is: an answer without it is kept and scored, and counts as unanswered before."""

from __future__ import annotations

from collections.abc import Callable

from tests.drivers.exam import MINUTE_MS, STANDARD, Sitter, desk, hear
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.policies import ConfidenceAsked, Feedback
from trainer.ui.pages.plan_sections import RulesSection
from trainer.ui.pages.result_parts import ConfidenceCard
from trainer.ui.theme import Look

REQUIRED = {"confidence": "required", "feedback": "everything"}


def test_an_answer_is_kept_at_once_and_finished_once_it_is_said(sit: Callable[..., Sitter]) -> None:
    sitter = sit(**REQUIRED)
    sitter.press("B")
    assert sitter.chosen == "B"
    assert sitter.saved
    assert sitter.cells()[0] == "Question 1, answered, how sure not said, current"
    assert sitter.page.question.answered.text() == "0 answered"
    sitter.press("2")
    assert sitter.cells()[0] == "Question 1, answered, current"
    assert sitter.page.question.answered.text() == "1 answered"
    sitter.press("C")
    assert sitter.cells()[0] == "Question 1, answered, current"


def test_the_review_lists_what_is_not_said_and_lets_it_be_handed_in(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit(**REQUIRED)
    handed_in = hear(sitter.page.handed_in)
    sitter.press("B", "2", "Alt+Right", "C", "Alt+Right", "Alt+Right", "A")
    sitter.chooses("Review and submit")
    review = sitter.page.review
    assert [row.accessibleName() for row in review.rows.rows][:4] == [
        "Question 1, Answered",
        "Question 2, Answered, how sure not said",
        "Question 3, Seen, no answer",
        "Question 4, Answered, how sure not said",
    ]
    assert review.summary.text() == (
        "9 questions have no answer. They count as not right. "
        "2 questions have an answer, but you have not said how sure you are: they count as unanswered here. "
        "They are scored all the same."
    )
    assert review.open_title.text() == "Not finished"
    assert [cell.state.number for cell in review.unanswered.cells] == list(range(2, 13))
    sitter.chooses("Hand in")
    result = school.house.results.result(school.house.entrance.profiles("en")[0].id, "", handed_in[0], "en")
    assert (result.answered, result.unsure) == (3, 2)


def test_time_hands_in_and_scores_what_was_answered_without_it(sit: Callable[..., Sitter], school: School) -> None:
    sitter = sit(**REQUIRED)
    sitter.press("B", "3", "Alt+Right", "C")
    school.clock.forward(20 * MINUTE_MS)
    sitter.second()
    assert sitter.page.over.text.text() == "Everything you answered is saved and handed in: 2 of 12."
    stream = sitter.page.presenter._hand.attempt.stream
    result = school.house.results.result(school.house.entrance.profiles("en")[0].id, "", stream, "en")
    assert (result.answered, result.timed_out, result.unsure) == (2, True, 1)


def test_the_result_says_at_how_many_it_was_not_said(
    school: School, look: Look, words: Catalogue, qtbot: object
) -> None:
    jonas = school.learner("Jonas Kvist", "patrol")
    hand = desk(school, **REQUIRED).sit(jonas.id, STANDARD, "en")
    hand.choose((hand.question().options[0].id,))
    hand.submit()
    result = school.house.results.result(jonas.id, "", hand.attempt.stream, "en")
    assert Feedback(REQUIRED["feedback"]) is Feedback.EVERYTHING
    card = ConfidenceCard(result, look, words)
    shown = card.findChild(object, "unsure")
    assert shown.text() == "At 1 answer you did not say how sure you were. It was scored all the same."


def test_where_it_may_be_left_out_nothing_is_missing(sit: Callable[..., Sitter]) -> None:
    sitter = sit(confidence="optional")
    sitter.press("B")
    assert sitter.cells()[0] == "Question 1, answered, current"


def test_a_composer_offers_all_three(look: Look, words: Catalogue, school: School, qtbot: object) -> None:
    section = RulesSection(look, words, None)
    box = section.confidence.box
    assert [box.itemText(place) for place in range(box.count())] == [
        "Not asked",
        "Asked, may be left out",
        "Asked, must be said",
    ]
    wish = school.house.composing.new("en").wish
    section.show_wish(wish)
    section.confidence.show_choice("required")
    assert section.filled(wish).confidence is ConfidenceAsked.REQUIRED


def test_where_it_is_not_asked_the_result_says_nothing_of_it(school: School) -> None:
    jonas = school.learner("Jonas Kvist", "patrol")
    for confidence, lines in (("off", 0), ("optional", 3)):
        hand = desk(school, confidence=confidence, feedback="everything").sit(jonas.id, STANDARD, "en")
        hand.submit()
        result = school.house.results.result(jonas.id, "", hand.attempt.stream, "en")
        assert len(result.confidence) == lines
