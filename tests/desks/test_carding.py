"""Reference cards: which facts come first, whose misses, whose numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.school import DAY_MS, School
from trainer.core.cards import LONGEST_ENTRY, MOST_NUMBERS, LocalNumber, Part
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.desks.carding import Carding


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    school.close()


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
