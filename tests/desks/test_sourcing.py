"""From a fact to where it stands: what replaced it, what disagrees, and a person's own files; on a made-up bank and its documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank.bank import BankFile
from question_bank.build import build_bank
from question_bank.model import Edition, GradedUse
from tests.builders.content import RULES_TEXT, write_content, write_documents
from tests.drivers.school import ToldClock
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.desks.sourcing import Sourcing
from trainer.house import House


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    content = write_content(folder / "content", F3={"conflicts_with": ["F4"]}, F4={"conflicts_with": ["F3"]})
    build_bank([content], folder / "tools.bank")
    return folder / "tools.bank"


@pytest.fixture
def house(bank: Path, tmp_path: Path) -> Iterator[House]:
    with House.open(tmp_path / "data", bank=BankFile.open(bank), clock=ToldClock(), create=True) as house:
        yield house


@pytest.fixture
def desk(house: House) -> Sourcing:
    return house.sourcing


@pytest.fixture
def person(house: House) -> str:
    return house.records.people.add("Sofie", "desk", Access.LEARNER, house.clock.now()).id


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "documents")


def attach(desk: Sourcing, person: str, path: Path) -> None:
    desk.attach(person, desk.look_at([path], "en"))


def states(desk: Sourcing, person: str) -> dict[str, Edition | None]:
    return {file.document: file.edition for file in desk.files(person, "en")}


def test_a_fact_says_what_took_its_place_and_whose_place_it_took(desk: Sourcing, person: str) -> None:
    old, new = desk.fact(person, "F6", "en"), desk.fact(person, "F2", "en")
    assert (old.fact.superseded, [fact.id for fact in old.newer]) == (True, ["F2"])
    assert ([fact.id for fact in new.replaced], new.newer) == (["F6"], ())
    assert (new.use, new.fact.as_of, new.document) == (GradedUse.DATED, "2022", "rules")
    assert new.places == ("Rules, paragraph 3",)
    assert [lesson.id for lesson in new.lessons] == ["lesson_1", "lesson_2"]
    assert not new.attached


def test_facts_that_disagree_name_each_other_both_ways(desk: Sourcing, person: str) -> None:
    assert [fact.id for fact in desk.fact(person, "F4", "en").disagree] == ["F3"]
    assert [fact.id for fact in desk.fact(person, "F3", "en").disagree] == ["F4"]


def test_other_places_that_say_the_same_are_named(desk: Sourcing, person: str) -> None:
    assert desk.fact(person, "F1", "en").also == (("The plan of 2011", "Rules, paragraph 3"),)


def test_a_document_lists_its_facts_by_module(desk: Sourcing, person: str) -> None:
    page = desk.document(person, "rules", "en")
    assert (page.title, page.kind, page.trust, page.total) == (
        "The rules of 2022",
        "Paper",
        "Reliable for its year.",
        4,
    )
    assert [(one.title, len(one.facts)) for one in page.modules] == [("Lending", 4), ("Repairs", 4)]


def test_what_the_bank_does_not_have_is_refused(desk: Sourcing, person: str) -> None:
    for ask, code in ((desk.fact, "source.unknown"), (desk.document, "source.no-document")):
        with pytest.raises(Refused) as refused:
            ask(person, "absent", "en")
        assert refused.value.message.code == code


def test_with_the_document_the_passage_says_its_own_words(desk: Sourcing, person: str, documents: Path) -> None:
    assert desk.quotes(person, "F3").edition is None
    attach(desk, person, documents / "rules.txt")
    told = desk.quotes(person, "F3")
    assert (told.edition, told.path) == (Edition.RECOGNISED, str(documents / "rules.txt"))
    assert [(one.place, one.text) for one in told.quotes] == [("Rules, paragraph 4", RULES_TEXT.split("\n")[3])]
    assert desk.fact(person, "F3", "en").attached
    assert states(desk, person) == {"rules": Edition.RECOGNISED, "plan": None}


def test_another_edition_says_what_it_has(desk: Sourcing, person: str, documents: Path) -> None:
    (documents / "rules.txt").write_text("New\n" + RULES_TEXT.replace("Critics", "Friends"), "utf-8")
    attach(desk, person, documents / "rules.txt")
    file = desk.files(person, "en")[0]
    assert (file.edition, file.found, file.passages) == (Edition.OTHER, 2, 3)
    assert desk.quotes(person, "F3").quotes[0].text
    assert desk.quotes(person, "F4").quotes[0].text == ""


def test_files_are_kept_for_one_person_and_over_a_restart(
    bank: Path, house: House, desk: Sourcing, person: str, documents: Path
) -> None:
    other = house.records.people.add("Jonas", "desk", Access.LEARNER, house.clock.now()).id
    attach(desk, person, documents / "plan.txt")
    house.close()
    with House.open(house.folder, bank=BankFile.open(bank), clock=ToldClock()) as again:
        assert states(again.sourcing, person)["plan"] is Edition.RECOGNISED
        assert states(again.sourcing, other)["plan"] is None
        again.sourcing.detach(person, "plan")
        assert states(again.sourcing, person)["plan"] is None


def test_a_file_that_goes_changes_or_grows_is_told_and_nothing_is_lost(
    desk: Sourcing, person: str, documents: Path
) -> None:
    path = documents / "rules.txt"
    attach(desk, person, path)
    kept = path.read_bytes()
    path.unlink()
    assert states(desk, person)["rules"] is Edition.MOVED
    assert desk.quotes(person, "F3").edition is Edition.MOVED
    path.write_bytes(kept[:30] + b"\0\0" + kept[32:])
    assert desk.quotes(person, "F3").edition is Edition.DAMAGED
    os.truncate(path, 200_000_000)
    assert desk.quotes(person, "F3").edition is Edition.TOO_LARGE
    path.write_bytes(kept)
    assert states(desk, person)["rules"] is Edition.RECOGNISED
    assert desk.quotes(person, "F3").quotes[0].text


def test_what_is_no_document_is_not_kept(desk: Sourcing, person: str, documents: Path) -> None:
    (documents / "rules.txt").write_bytes(b"\x89PNG\0")
    (documents / "letter.txt").write_text("Dear all", "utf-8")
    names = ("rules.txt", "letter.txt", "absent.txt")
    looked = desk.look_at([documents / name for name in names], "en")
    assert [one.edition for one in looked] == [Edition.DAMAGED, Edition.UNKNOWN, Edition.MOVED]
    desk.attach(person, looked)
    assert set(states(desk, person).values()) == {None}


def test_the_very_edition_is_not_replaced_by_another(desk: Sourcing, person: str, documents: Path) -> None:
    other = documents / "newer.txt"
    other.write_text(RULES_TEXT + "More.\n", "utf-8")
    attach(desk, person, documents / "rules.txt")
    attach(desk, person, other)
    assert states(desk, person)["rules"] is Edition.RECOGNISED
    (documents / "rules.txt").unlink()
    attach(desk, person, other)
    assert states(desk, person)["rules"] is Edition.OTHER


def test_of_two_other_editions_the_one_with_more_passages_stays(desk: Sourcing, person: str, documents: Path) -> None:
    full, half = documents / "full.txt", documents / "half.txt"
    full.write_text("New\n" + RULES_TEXT.replace("Critics", "Friends"), "utf-8")
    half.write_text("New\n" + RULES_TEXT.replace("Critics", "Friends").replace("nobody else", "somebody"), "utf-8")

    def kept() -> tuple[str, int]:
        file = desk.files(person, "en")[0]
        return Path(file.path).name, file.found

    attach(desk, person, half)
    assert kept() == ("half.txt", 1)
    attach(desk, person, full)
    assert kept() == ("full.txt", 2)
    attach(desk, person, half)
    assert kept() == ("full.txt", 2)
    desk.detach(person, "rules")
    desk.attach(person, desk.look_at([full, half], "en"))
    assert kept() == ("full.txt", 2), "both chosen at once"
    full.unlink()
    attach(desk, person, half)
    assert kept() == ("half.txt", 1)


def test_a_name_that_is_no_text_is_refused(desk: Sourcing, documents: Path) -> None:
    strange = documents / os.fsdecode(b"\xff.txt")
    strange.write_text(RULES_TEXT, "utf-8")
    assert desk.look_at([strange], "en")[0].edition is Edition.UNREADABLE


def test_settings_of_another_version_are_begun_anew(house: House, desk: Sourcing, person: str) -> None:
    house.records.settings.set_of(person, "documents", '{"old": 1}')
    assert set(states(desk, person).values()) == {None}
