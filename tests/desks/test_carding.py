"""Reference cards: which facts come first, whose misses, whose numbers."""

from __future__ import annotations

import pytest

from question_bank.model import Pool, Rating, Scene
from tests.drivers.school import DAY_MS, School
from trainer.core.cards import LONGEST_ENTRY, MOST_NUMBERS, LocalNumber, Part
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.desks.carding import Carding


@pytest.fixture
def sofie(school: School) -> Admitted:
    return school.learner()


@pytest.fixture
def desk(school: School) -> Carding:
    return school.house.carding


def statements(school: School, kind: str) -> set[str]:
    return {fact.statement["en"] for fact in school.house.bank.facts() if fact.kind == kind}


def test_every_module_has_a_card_with_route_decisions_and_facts(school: School, desk: Carding, sofie: Admitted) -> None:
    for module, title in desk.modules("en"):
        card = desk.card(sofie.id, sofie.name, module, False, "en")
        assert card.title == title
        assert [part.part for part in card.parts] == [Part.ROUTE, Part.DECIDES, Part.FACTS]
        assert {line.statement for line in card.parts[0].lines} <= statements(school, "duty")
        assert {line.statement for line in card.parts[1].lines} <= statements(school, "authority")
        assert all(line.year and line.document for part in card.parts for line in part.lines)
        assert {line.document for part in card.parts for line in part.lines} == {one.short for one in card.documents}
        assert card.person == ""
        assert "2022" in card.caution
        assert card.bank_version == school.house.bank.meta.version


def test_only_core_facts_stand_on_it(school: School, desk: Carding, sofie: Admitted) -> None:
    core = {fact.statement["en"] for fact in school.house.bank.facts() if fact.core}
    for module, _title in desk.modules("en"):
        card = desk.card(sofie.id, sofie.name, module, False, "en")
        assert {line.statement for part in card.parts for line in part.lines} <= core


def test_own_misses_come_first_and_once(school: School, desk: Carding, sofie: Admitted) -> None:
    school.practise(sofie, "referral", right=0, wrong=3)
    card = desk.card(sofie.id, sofie.name, "referral", True, "en")
    own = card.parts[0]
    assert (card.person, own.part) == ("Sofie Bjerre", Part.OWN)
    assert own.lines
    every = [line.statement for part in card.parts for line in part.lines]
    assert len(every) == len(set(every))
    other = desk.card(sofie.id, sofie.name, "child", True, "en")
    assert [part.part for part in other.parts] == [Part.ROUTE, Part.DECIDES, Part.FACTS]


def test_what_one_must_know_stands_on_it(school: School, desk: Carding, sofie: Admitted) -> None:
    card = desk.card(sofie.id, sofie.name, "indicators", False, "en")
    said = " ".join(line.statement for part in card.parts for line in part.lines)
    assert "three parts: an act, a means and the purpose" in said
    assert "consent to the intended exploitation is irrelevant" in said


def test_a_part_is_not_filled_with_what_one_need_not_know(school: School, desk: Carding, sofie: Admitted) -> None:
    bank = school.house.bank
    for module, _title in desk.modules("en"):
        must = {one.id for one in bank.objectives(module) if one.must_know}
        rows = [row for row in bank.index((Pool.PRACTICE,)) if row.objective in must]
        asked = {bank.fact(fact).statement["en"] for row in rows for fact in bank.item(row.digest).facts}
        for part in desk.card(sofie.id, sofie.name, module, False, "en").parts:
            others = [line for line in part.lines if line.statement not in asked]
            assert not others or len(part.lines) <= 3, (module, others)


def read_case(school: School, who: Admitted, well: bool, scenes: int = 100) -> list[str]:
    """Read a case with the best or the worst choices, or its first scenes. Return what would have been best."""
    hand = school.house.casework.read(who.id, "indicators-case-borrowed-journey", "en")
    best = []
    while hand.scene().choices and len(best) < scenes:
        scene = school.house.records.archive.get(hand.scene().digest, Scene)
        ranked = sorted(scene.choices, key=lambda one: tuple(Rating).index(one.rating))
        best.append(ranked[0].fact)
        school.clock.forward(30_000)
        hand.decide(ranked[0 if well else -1].id)
        hand.forward()
    if hand.scene().choices:
        hand.end()
    else:
        hand.forward()
    return best


def own(school: School, who: Admitted) -> list[str]:
    card = school.house.carding.card(who.id, who.name, "indicators", True, "en")
    return [line.statement for part in card.parts if part.part is Part.OWN for line in part.lines]


def test_misses_in_cases_come_on_top_until_the_case_is_read_better(school: School, sofie: Admitted) -> None:
    school.practise(sofie, "indicators", right=0, wrong=1)
    before = own(school, sofie)
    best = read_case(school, sofie, well=False)
    statements_of = [school.house.bank.fact(fact).statement["en"] for fact in dict.fromkeys(reversed(best))]
    assert own(school, sofie) == [*statements_of, *(one for one in before if one not in statements_of)][:5]
    better = [school.house.bank.fact(fact).statement["en"] for fact in read_case(school, sofie, well=True)]
    after = own(school, sofie)
    # What stays are scenes that the better way does not come by.
    assert len(better) > 1
    assert after != [*statements_of, *(one for one in before if one not in statements_of)][:5]


def test_a_case_left_or_read_well_brings_nothing_to_the_card(school: School, sofie: Admitted) -> None:
    read_case(school, sofie, well=False, scenes=1)
    assert own(school, sofie) == []
    read_case(school, sofie, well=True)
    assert own(school, sofie) == []


def test_what_was_put_right_since_is_no_longer_a_miss(school: School, desk: Carding, sofie: Admitted) -> None:
    met = school.house.carding._met
    school.practise(sofie, "referral", right=0, wrong=2)
    missed = met.missed(sofie.id, "referral")
    assert len(missed) == 2
    assert met.missed(sofie.id) == missed
    assert met.missed(sofie.id, "child") == ()
    assert set(met.met(sofie.id, {missed[0].item, "other"})) == {missed[0].item}
    for _ in range(12):
        school.practise(sofie, "referral", right=10)
    assert met.missed(sofie.id, "referral") == ()


def test_what_was_missed_when_it_came_back_is_a_miss_as_well(school: School, desk: Carding, sofie: Admitted) -> None:
    school.practise(sofie, "referral", right=10)
    school.clock.forward(90 * DAY_MS)
    school.practise(sofie, "referral", right=0, wrong=2)
    missed = school.house.carding._met.missed(sofie.id, "referral")
    assert len(missed) == 2
    assert desk.card(sofie.id, sofie.name, "referral", True, "en").parts[0].part is Part.OWN
    assert {one.item for one in missed} <= school.house.carding._met.items(sofie.id)


@pytest.mark.parametrize("days", [-1, -400])
def test_the_latest_miss_comes_first_though_the_clock_was_set_back(
    school: School, desk: Carding, sofie: Admitted, days: int
) -> None:
    school.practise(sofie, "referral", right=0, wrong=1)
    (first,) = school.house.carding._met.missed(sofie.id, "referral")
    school.clock.forward(days * DAY_MS)
    school.practise(sofie, "referral", right=0, wrong=1)
    later, before = school.house.carding._met.missed(sofie.id, "referral")
    assert before == first
    assert later.at_ms < first.at_ms


def test_an_assessments_misses_stay_off_the_card(school: School, desk: Carding, sofie: Admitted) -> None:
    school.sit(sofie, right=0)
    for module, _title in desk.modules("en"):
        card = desk.card(sofie.id, sofie.name, module, True, "en")
        assert all(part.part is not Part.OWN for part in card.parts)


def test_an_unknown_module_is_refused(desk: Carding, sofie: Admitted) -> None:
    with pytest.raises(Refused) as caught:
        desk.card(sofie.id, sofie.name, "none", False, "en")
    assert caught.value.message.code == "module.unknown"


def test_a_trainers_numbers_are_everybodys_and_a_learners_their_own(
    school: School, desk: Carding, sofie: Admitted
) -> None:
    maja, jonas = school.trainer(), school.learner("Jonas Kvist", "patrol")
    desk.keep_numbers(maja.id, (LocalNumber("Duty officer", "33 00 00 01"),))
    kept = desk.keep_numbers(
        sofie.id,
        (LocalNumber("  My\u202e team\tleader ", "33 00 00 02"), LocalNumber("", " "), LocalNumber("Night", "")),
    )
    assert kept.own == (LocalNumber("My team leader", "33 00 00 02"), LocalNumber("Night", ""))
    assert kept.everybody == (LocalNumber("Duty officer", "33 00 00 01"),)
    assert desk.numbers(jonas.id).own == ()
    card = desk.card(sofie.id, sofie.name, "referral", False, "en")
    assert [one.label for one in card.numbers] == ["Duty officer", "My team leader", "Night"]


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (tuple(LocalNumber(f"n{n}", "1") for n in range(MOST_NUMBERS + 1)), "card.too-many"),
        ((LocalNumber("x" * (LONGEST_ENTRY + 1), ""),), "card.too-long"),
        ((LocalNumber("", "1" * (LONGEST_ENTRY + 1)),), "card.too-long"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    desk: Carding, sofie: Admitted, numbers: tuple[LocalNumber, ...], code: str
) -> None:
    desk.keep_numbers(sofie.id, (LocalNumber("Kept", "1"),))
    with pytest.raises(Refused) as caught:
        desk.keep_numbers(sofie.id, numbers)
    assert caught.value.message.code == code
    assert desk.numbers(sofie.id).own == (LocalNumber("Kept", "1"),)


def test_numbers_of_another_version_read_as_none(school: School, desk: Carding, sofie: Admitted) -> None:
    school.house.records.settings.set_of(sofie.id, "card.numbers", '{"v": 2}')
    assert desk.numbers(sofie.id).own == ()
