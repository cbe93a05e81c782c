"""Searching: lessons at the block, facts, questions met and no others; any text; closed while an assessment runs."""

from __future__ import annotations

import pytest

from question_bank.model import Pool, read
from question_bank.search import search_spellings, search_terms
from tests.drivers.school import School
from trainer.core.finds import Find, FindKind
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.desks.searching import MOST, Searching


@pytest.fixture
def sofie(school: School) -> Admitted:
    return school.learner()


@pytest.fixture
def desk(school: School) -> Searching:
    return school.house.searching


def found(desk: Searching, who: Admitted, text: str, kind: FindKind) -> tuple[Find, ...]:
    groups = desk.search(who.id, text, "en").groups
    return next((group.finds for group in groups if group.kind is kind), ())


def test_a_lesson_is_found_at_the_block_that_has_the_words(school: School, desk: Searching, sofie: Admitted) -> None:
    finds = found(desk, sofie, "reflection period", FindKind.LESSON)
    assert finds
    for find in finds:
        block = school.house.bank.lesson(find.id).blocks[find.block]
        assert "reflection" in str(block).casefold()
        assert find.note
        assert not set("«»*") & set(find.title + find.excerpt)


def test_a_fact_is_found_with_its_year_and_document(desk: Searching, sofie: Admitted) -> None:
    finds = found(desk, sofie, "formally identif", FindKind.FACT)
    assert finds
    assert all(find.year and find.note for find in finds)
    assert any("CMM" in find.title for find in finds)


@pytest.mark.parametrize("typed", ["262 a", "262A", "section 262 a", "262 a section"])
def test_a_section_is_found_with_and_without_its_space(desk: Searching, sofie: Admitted, typed: str) -> None:
    meant = found(desk, sofie, typed.replace(" a", "a"), FindKind.FACT)
    assert meant
    assert found(desk, sofie, typed, FindKind.FACT) == meant
    assert any(find.block > 0 for find in found(desk, sofie, typed, FindKind.LESSON))


def test_danish_letters_may_be_typed_without_them_and_stay_right(
    school: School, desk: Searching, sofie: Admitted
) -> None:
    lesson, word = next(
        (lesson.id, word)
        for lesson in school.house.bank.lessons()
        for word in search_terms(read(lesson.title, "da"))
        if "ø" in word
    )
    for typed in (word, word.replace("ø", "o"), word.replace("ø", "oe").upper()):
        assert lesson in [find.id for find in desk.search(sofie.id, typed, "da").groups[0].finds]
    assert search_spellings("Tonder gaar år gade") == (("tonder", "tønder"), ("gaar", "går"), ("år",), ("gade",))


def test_only_questions_met_in_practice_are_found(school: School, desk: Searching, sofie: Admitted) -> None:
    words = [school.house.bank.item(row.digest).stem["en"] for row in school.house.bank.index((Pool.PRACTICE,))]
    assert all(found(desk, sofie, text, FindKind.QUESTION) == () for text in words[:20])
    school.practise(sofie, "referral", right=2, wrong=2)
    met = school.house.carding._met.items(sofie.id)
    assert len(met) == 4
    seen = {find.id for text in words for find in found(desk, sofie, text[:190], FindKind.QUESTION)}
    assert seen == met
    other = school.learner("Jonas Kvist", "patrol")
    assert all(found(desk, other, text, FindKind.QUESTION) == () for text in words)


def test_a_question_met_opens_with_the_last_answer_and_why(school: School, desk: Searching, sofie: Admitted) -> None:
    school.practise(sofie, "referral", right=1, wrong=1)
    for item in school.house.carding._met.items(sofie.id):
        question, verdict = desk.question(sofie.id, item, "en")
        chosen = {option.id for option in question.options if option.chosen}
        keyed = {option.id for option in question.options if option.correct}
        assert verdict.right is (chosen == keyed)
        assert chosen
        assert all(option.explanation for option in question.options)
        assert verdict.facts


def test_a_question_not_met_stays_closed(school: School, desk: Searching, sofie: Admitted) -> None:
    row = school.house.bank.index((Pool.PRACTICE,))[0]
    for item in (row.id, "no such thing"):
        with pytest.raises(Refused) as caught:
            desk.question(sofie.id, item, "en")
        assert caught.value.message.code == "search.unmet"


def test_it_is_closed_while_an_assessment_runs_and_open_while_it_stands_still(
    school: School, desk: Searching, sofie: Admitted
) -> None:
    school.practise(sofie, "referral", right=1)
    (item,) = school.house.carding._met.items(sofie.id)
    hand = school.house.assessing.sit(sofie.id, "self-check-standard", "en")
    for ask in (lambda: desk.search(sofie.id, "debt", "en"), lambda: desk.question(sofie.id, item, "en")):
        with pytest.raises(Refused) as caught:
            ask()
        assert caught.value.message.code == "search.closed"
    hand.attempt.pause()
    assert desk.search(sofie.id, "debt", "en").total
    hand.attempt.resume()
    hand.submit()
    assert desk.search(sofie.id, "debt", "en").total


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "'",
        '"',
        "-",
        "* -",
        "NEAR(",
        "child's",
        "de-bt OR",
        "ø",
        "\x00",
        "a" * 5000,
        "o" * 200,
        "xoo yoo zoo o",
        "1 a 2 b 3 c",
        " ".join(f"o{n}oo" for n in range(50)),
    ],
)
def test_any_text_may_be_looked_for(desk: Searching, sofie: Admitted, text: str) -> None:
    assert desk.search(sofie.id, text, "en").text == text


def test_apostrophes_and_hyphens_only_part_words(desk: Searching, sofie: Admitted) -> None:
    plain = desk.search(sofie.id, "child s", "en").groups
    assert desk.search(sofie.id, "child's", "en").groups == plain
    assert desk.search(sofie.id, "asylum-seekers", "en").groups == desk.search(sofie.id, "asylum seekers", "en").groups


def test_so_many_and_no_more_are_shown(desk: Searching, sofie: Admitted) -> None:
    finds = desk.search(sofie.id, "th", "en")
    for group in finds.groups:
        assert len(group.finds) <= MOST[group.kind]
    assert any(group.more for group in finds.groups)
