"""More choices of an export: the first rows are those of the file, days that are none said at once, the key after a question."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.requests import Admitted, TableRows
from trainer.records import audit
from trainer.ui.components.dialog import Dialog
from trainer.ui.pages.export_choices import REPORT, Choices, ExportChoicesPage
from trainer.ui.theme import Look

Opened = Callable[..., PageDriver[ExportChoicesPage]]


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def taught(school: School) -> list[Admitted]:
    """Two learners, one of them in a group, who answer on two days."""
    ida, bo = school.learner("Ida Thorup", "patrol"), school.learner("Bo Dahl")
    for module in ("referral", "child"):
        # Single answers leave the computer only where people were told.
        told = AssignmentWish(Kind.MODULE, module, people=(ida.id, bo.id), due="2026-12-24", sees_answers=True)
        school.house.grouping.assign(told, "")
    school.practise(ida, "referral", 3, 1)
    school.clock.forward(2 * 86_400_000)
    school.practise(ida, "child", 2)
    school.practise(bo, "child", 1, 1)
    school.house.grouping.make("Hold 1", (ida.id,))
    return [ida, bo]


@pytest.fixture
def opened(school: School, maja: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Opened:
    """Open the page; `chosen` is the file that the person picks."""

    def _opened(chosen: Path | None = None, choices: Choices = Choices()) -> PageDriver[ExportChoicesPage]:  # noqa: B008
        def choose(_parent: QWidget, _title: str, _suggested: str, _pattern: str) -> str:
            return str(chosen) if chosen is not None else ""

        page = ExportChoicesPage(
            school.house.exporting, maja.id, look, words, school.clock.here, choices, chooser=choose
        )
        driver = PageDriver(qtbot, page, 1192, 800)
        driver.wait(lambda: page.table.columnCount() > 0 or not page.part.isVisible())
        return driver

    return _opened


def preview(driver: PageDriver[ExportChoicesPage]) -> list[list[str]]:
    table = driver.page.table
    rows = [[table.item(row, column) for column in range(table.columnCount())] for row in range(table.rowCount())]
    return [[cell.text() if cell is not None else "" for cell in row] for row in rows]


def pick(driver: PageDriver[ExportChoicesPage], name: str, option: str) -> None:
    choice = getattr(driver.page, name)
    choice.show_choice(option)
    choice.choice_made.emit(option)
    driver.wait(lambda: not driver.page.presenter._work.busy)


def test_the_first_rows_are_those_of_the_file(opened: Opened, taught: list[Admitted], tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    driver = opened(target, Choices(format="csv", what="answer"))
    driver.click("column-digest")
    driver.click("column-attempt")
    shown = preview(driver)
    assert driver.text("previewNote") == "The first 5 rows; there are more."
    driver.click("write")
    driver.wait(lambda: driver.sees("exportDone"))
    lines = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert "Digest" not in lines[0]
    assert lines[1:6] == shown
    assert len(lines) == 1 + 8


@pytest.mark.parametrize(
    ("since", "until", "answers"), [("25-11-2026", "", 4), ("", "2026-11-23", 4), ("1.1.2026", "", 8)]
)
def test_days(opened: Opened, taught: list[Admitted], tmp_path: Path, since: str, until: str, answers: int) -> None:
    target = tmp_path / "a.csv"
    driver = opened(target, Choices(format="csv", what="answer", since=since, until=until))
    assert len(preview(driver)) == min(5, answers)
    driver.click("write")
    driver.wait(lambda: driver.sees("exportDone"))
    assert driver.text("doneText") == f"{answers} rows in {target}"


def test_a_day_that_is_none_is_said_under_it(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.until.show_text("tomorrow")
    driver.wait(lambda: not driver.page.write.isEnabled())
    assert "“tomorrow” is no day" in driver.words()
    driver.page.until.show_text("")
    driver.wait(lambda: driver.page.write.isEnabled())
    assert "is no day" not in driver.words()


def test_a_group_is_taken_from_the_page_before(opened: Opened, taught: list[Admitted], school: School) -> None:
    (group,) = school.house.exporting.groups()
    driver = opened(choices=Choices(group=group.id))
    assert driver.page.group.box.currentText() == "Hold 1"
    assert len(preview(driver)) == 1
    assert driver.text("previewNote") == "This is the only row."
    pick(driver, "group", "")
    assert len(preview(driver)) == 2


def test_codes_until_names_are_asked_for(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    assert "Ida Thorup" not in str(preview(driver))
    driver.click("codes")
    driver.wait(lambda: "Ida Thorup" in str(preview(driver)))


def test_without_a_column_there_is_nothing_to_write(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened(choices=Choices(what="problem"))
    for button in driver.page.columns._buttons:
        button.setChecked(False)
    assert not driver.page.write.isEnabled()
    assert driver.text("previewNote").startswith("No column is chosen")


def test_the_key_is_written_after_a_question_and_noted(
    opened: Opened, taught: list[Admitted], school: School, tmp_path: Path
) -> None:
    target = tmp_path / "key.csv"
    driver = opened(target, Choices(what=TableRows.KEY.value, format="csv"))
    for answer in ("stay", "act"):
        driver.click("write")
        question = next(one for one in driver.page.findChildren(Dialog, "keyQuestion") if one.isVisible())
        getattr(question, answer).click()
        driver.settle()
        if answer == "stay":
            assert not target.exists()
    driver.wait(lambda: driver.sees("exportDone"))
    assert "Ida Thorup" in target.read_text("utf-8-sig")
    entry = next(audit.entries(school.house.records.store))
    assert (entry.detail["what"], entry.detail["names"]) == ("key", 1)


def test_a_report_has_no_columns(opened: Opened, taught: list[Admitted], tmp_path: Path) -> None:
    target = tmp_path / "r.pdf"
    driver = opened(target, Choices(what=REPORT, format="pdf"))
    assert not driver.sees("previewTable")
    driver.click("write")
    driver.wait(lambda: driver.sees("exportDone"))
    assert target.read_bytes().startswith(b"%PDF-")


def test_choices_are_taken_up_by_a_page_made_anew(opened: Opened, taught: list[Admitted]) -> None:
    given = Choices("attempt", "json", "", "1-11-2026", "", False, "tab", "point", frozenset({"form"}))
    driver = opened(choices=given)
    assert driver.page.choices() == given
    assert driver.nameless() == []


@pytest.mark.parametrize(("width", "scale"), [(872, 1.0), (960, 2.0)])
def test_it_fits_small_windows_and_large_text(
    opened: Opened, taught: list[Admitted], look: Look, width: int, scale: float
) -> None:
    look.set_text_scale(scale)
    driver = opened()
    driver.page.resize(width, 640)
    driver.settle()
    content = driver.page.area.widget()
    assert content is not None
    assert content.width() <= driver.page.width()
    assert driver.page.columns.height() >= driver.page.columns.heightForWidth(driver.page.columns.width())
