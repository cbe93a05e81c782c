"""The trainer's desk: the list, titles, forgotten PINs, exports in a worker thread."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from question_bank.model import Confidence
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.requests import Access, ExportPlan, TableFormat, TableRows
from trainer.faults import Fault
from trainer.house import House
from trainer.records.secret import hash_secret


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House.open(tmp_path / "records", create=True) as house:
        yield house


def add(house: House, name: str, access: Access = Access.LEARNER) -> str:
    return house.records.people.add(name, "patrol", access, house.clock.now(), hash_secret("4711")).id


def practise(house: House, person: str, answers: int) -> int:
    """Answer some questions with the first option shown. Return how many were right."""
    right = 0
    for _ in range(answers):
        practice = house.learning.practise(person, house.bank.modules()[0].id, "en")
        question = practice.question()
        chosen = tuple(option.id for option in question.options[: question.answers])
        right += practice.check(chosen, Confidence.UNSURE).right
        practice.forward()
    return right


def let_be_seen(house: House, person: str) -> None:
    """Assign the module that is practised so that single answers are seen."""
    module = house.bank.modules()[0].id
    due = datetime.now(UTC).date() + timedelta(days=3)
    wish = AssignmentWish(Kind.MODULE, module, people=(person,), due=due.isoformat(), sees_answers=True)
    house.grouping.assign(wish, "")


def test_learners_are_listed_with_what_they_did(house: House) -> None:
    person = add(house, "Signe Toft")
    add(house, "Maja Holm", Access.TRAINER)
    right = practise(house, person, 3)
    (score,) = house.teaching.people()
    assert (score.name, score.answers, score.right) == ("Signe Toft", 3, right)
    assert [module.module for module in score.modules] == [module for module, _ in house.teaching.modules("en")]


def test_titles(house: House) -> None:
    assert house.teaching.role_title("patrol", "en") == "Police trainee"
    assert house.teaching.role_title("gone", "en") == "gone"


def test_a_forgotten_pin_is_taken_away_by_the_trainer(house: House) -> None:
    person, trainer = add(house, "Signe Toft"), add(house, "Maja Holm", Access.TRAINER)
    house.teaching.reset_secret(person, trainer)
    cards = {card.id: card for card in house.entrance.profiles("en")}
    assert cards[person].must_choose_secret
    assert not cards[trainer].must_choose_secret


@pytest.mark.parametrize("format_", TableFormat)
def test_an_export_beside_somebody_who_answers(house: House, tmp_path: Path, format_: TableFormat) -> None:
    person = add(house, "Signe Toft")
    let_be_seen(house, person)
    practise(house, person, 2)
    target = tmp_path / f"a.{format_}"
    plan = ExportPlan(format_, TableRows.ANSWER, codes=False)
    with ThreadPoolExecutor(1) as beside:
        export = beside.submit(house.exporting.export, plan, target, "en")
        practise(house, person, 2)
        assert export.result().rows in (2, 3, 4)
    assert not list((house.folder / "tmp").iterdir())
    assert house.teaching.people()[0].answers == 4


def test_the_sheets_of_a_workbook_agree_with_each_other(house: House, tmp_path: Path) -> None:
    for name in ("Signe Toft", "Emil Dahl"):
        person = add(house, name)
        let_be_seen(house, person)
        practise(house, person, 3)
    house.exporting.export(ExportPlan(TableFormat.XLSX, TableRows.PERSON, codes=True), tmp_path / "a.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    heads = [cell.value for cell in book["Scores"][1]]
    column = heads.index("Practice answers") + 1
    total = sum(book["Scores"].cell(row, column).value for row in range(2, book["Scores"].max_row + 1))
    assert total == book["Answers"].max_row - 1 == 6


@pytest.mark.parametrize("name", ["records.db", "backups/kept.db", "anything.csv"])
def test_an_export_never_replaces_the_records(house: House, tmp_path: Path, name: str) -> None:
    """A target in the data folder is refused by whatever name leads there, and the records are as they were."""
    add(house, "Sofie")
    target = house.folder / name
    target.parent.mkdir(exist_ok=True)
    link = tmp_path / "link"
    link.symlink_to(target)
    before = (house.folder / "records.db").read_bytes()
    for way in (target, link, house.folder / ".." / house.folder.name / name):
        with pytest.raises(Fault, match="own-folder"):
            house.exporting.export(ExportPlan(TableFormat.CSV, TableRows.PERSON, True), way, "en")
    assert (house.folder / "records.db").read_bytes() == before


def test_a_hard_link_to_the_records_is_the_records(house: House, tmp_path: Path) -> None:
    other = tmp_path / "scores.csv"
    other.hardlink_to(house.folder / "records.db")
    with pytest.raises(Fault, match="own-folder"):
        house.exporting.export(ExportPlan(TableFormat.CSV, TableRows.PERSON, True), other, "en")


def test_a_report_of_a_problem_reaches_the_trainer(house: House, tmp_path: Path) -> None:
    """What a learner says is wrong with a question is in the export, with the question it is about."""
    practice = house.learning.practise(add(house, "Sofie"), "referral", "en")
    practice.attempt.report(0, "The second option is =also right")
    target = tmp_path / "problems.csv"
    done = house.exporting.export(ExportPlan(TableFormat.CSV, TableRows.PROBLEM, False), target, "en")
    assert done.rows == 1
    header, row = target.read_text("utf-8-sig").splitlines()
    assert header.startswith("Code;Name;Item;Revision;")
    assert "Sofie" in row
    assert practice.question().id in row
    assert "also right" in row
