"""The trainer's page: found and sorted by the reader's language, walked by keys, a PIN reset after a question, exports."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.exam import desk, key_of
from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted, Exported, ExportPlan, TableFormat, TableRows
from trainer.core.standing import Status
from trainer.core.views import PersonScore
from trainer.faults import Fault
from trainer.ui.components.dialog import Dialog
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.person_panel import PersonPanel
from trainer.ui.theme import Look

MARKUP = '<b>fed</b> <img src="file:///etc/passwd"> &amp;'
MODULES = (("indicators", "Signs"), ("child", "Child"))


# The page, with the real desk


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def taught(school: School) -> list[Admitted]:
    """Three learners: one passed and practised, one has a PIN, one is called like mark-up."""
    ida, bo, odd = school.learner("Ida Thorup", "patrol"), school.learner("Bo Dahl", pin="1357"), school.learner(MARKUP)
    school.practise(ida, "referral", 3, 1)
    key_of(school, desk(school), ida, 11)
    return [ida, bo, odd]


Opened = Callable[..., PageDriver[CohortPage]]


@pytest.fixture
def opened(school: School, maja: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Opened:
    """Open the page; `chosen` is the file that the person picks each time it is asked for."""

    def _opened(chosen: Path | None = None, teaching: Any = None, exporting: Any = None) -> PageDriver[CohortPage]:
        asked: list[tuple[str, str]] = []

        def choose(_parent: QWidget, _title: str, suggested: str, pattern: str) -> str:
            asked.append((suggested, pattern))
            return str(chosen) if chosen is not None else ""

        house = school.house
        page = CohortPage(
            teaching or house.teaching,
            exporting or house.exporting,
            house.grouping,
            house.room,
            maja.id,
            look,
            words,
            chooser=choose,
            now=school.clock.here,
        )
        page.asked = asked  # type: ignore[attr-defined]  # what the file dialog was asked
        page.show_people()
        driver = PageDriver(qtbot, page, 1192, 800)
        driver.wait(lambda: page.model is not None)
        return driver

    return _opened


def names(driver: PageDriver[CohortPage]) -> list[str]:
    model = driver.page.model
    assert model is not None
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def dialog(driver: PageDriver[CohortPage], name: str) -> Dialog:
    found = driver.page.findChild(Dialog, name)
    assert found is not None
    return found


def test_everybody_is_there_in_order(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    assert names(driver) == [MARKUP, "Bo Dahl", "Ida Thorup"]
    assert driver.text("count") == "3 people, sorted by name"
    model = driver.page.model
    assert model is not None
    ida = model.row(2)
    assert (ida.answers, ida.right) == (4, 3)
    assert model.index(2, 1).data() == "Passed, Today"
    assert model.index(2, 2).data() == "75%"
    assert driver.page.chips.chips[Status.PASSED].accessibleName() == "Passed, 1"


def test_the_table_is_a_real_table(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    assert driver.page.table is not None
    table = QAccessible.queryAccessibleInterface(driver.page.table)
    assert table is not None
    assert table.role() == QAccessible.Role.Table
    cells = [table.child(place) for place in range(table.childCount())]
    said = [cell.text(QAccessible.Text.Name) for cell in cells if cell is not None]
    assert "Ida Thorup, Police trainee" in said
    assert "Assessment" in said
    assert driver.nameless() == []


def test_finding_somebody_by_keyboard(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    somebody = Person(driver.page)
    somebody.press("Ctrl+F")
    driver.write("thor")
    assert names(driver) == ["Ida Thorup"]
    assert driver.text("count") == "1 of 3 people, sorted by name"
    driver.press("Enter")
    assert driver.focused == "cohortTable"
    driver.press("Enter")
    panel = driver.page.findChild(PersonPanel)
    assert panel is not None
    assert panel.title.text() == "Ida Thorup"


def test_nobody_found_offers_everybody(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.finder.show_text("nobody at all")
    assert "Nobody here matches" in driver.words()
    Person(driver.page).chooses("Show everybody")
    assert len(names(driver)) == 3


def test_an_empty_house_says_what_happens_next(opened: Opened) -> None:
    driver = opened()
    assert "Nobody is here yet" in driver.words()
    assert not driver.sees("cohortTable")


def test_sorting_by_the_choice(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.sort.choice_made.emit("practice")
    assert names(driver)[0] == "Ida Thorup"
    assert driver.page.sort.chosen() == "practice"


def test_one_person_with_all_there_is(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.open_person(taught[0].id)
    panel = driver.page.findChild(PersonPanel)
    assert panel is not None
    words = [label.text() for label in panel.findChildren(type(panel.title))]
    assert "Practice, 3 of 4 right" in words
    assert "Last assessment, 11 of 12, Today" in words


def test_names_are_shown_literally(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.open_person(taught[2].id)
    panel = driver.page.findChild(PersonPanel)
    assert panel is not None
    assert panel.title.text() == MARKUP
    assert panel.title.textFormat() == Qt.TextFormat.PlainText


def test_a_pin_is_reset_only_after_the_question(opened: Opened, taught: list[Admitted], school: School) -> None:
    driver = opened()
    entrance, bo = school.house.entrance, taught[1]

    def has_secret() -> bool:
        return next(card for card in entrance.profiles("en") if card.id == bo.id).has_secret

    driver.page.open_person(bo.id)
    dialog(driver, "personPanel").act.click()
    driver.settle()
    question = dialog(driver, "resetQuestion")
    assert question.title.text() == "Reset the PIN of Bo Dahl?"
    assert "The old PIN stops working at once." in question.text.text()
    assert question.stay is not None
    question.stay.click()
    driver.settle()
    assert has_secret()
    assert driver.page.model is not None
    driver.page.acts.ask_reset([one for one in driver.page.model._people if one.id == bo.id])
    next(one for one in driver.page.findChildren(Dialog, "resetQuestion") if one.isVisible()).act.click()
    driver.settle()
    assert not has_secret()
    assert driver.text("doneTitle") == "The PIN is reset"
    told = school.house.entrance.admit(bo.id)
    assert told.reset_by == "Maja Lindholm"


class FailingDesk:
    """A desk whose writes and lists fail for a while; else the real one."""

    def __init__(self, real: Any, fault: Fault) -> None:
        self._real = real
        self._fault = fault
        self.failing = True
        self.threads: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def people(self) -> tuple[PersonScore, ...]:
        return tuple(self._real.people())

    def reset_secret(self, person_id: str, by: str) -> None:
        if self.failing:
            raise self._fault
        self._real.reset_secret(person_id, by)

    def export(self, plan: ExportPlan, target: Path, language: str, **told: Any) -> Exported:
        self.threads.append(threading.get_ident())
        if self.failing:
            raise self._fault
        exported: Exported = self._real.export(plan, target, language, **told)
        return exported


def test_a_reset_that_fails_is_said(opened: Opened, taught: list[Admitted], school: School) -> None:
    driver = opened(teaching=FailingDesk(school.house.teaching, Fault("fault.disk-full", path="records.db")))
    assert driver.page.model is not None
    driver.page.presenter.reset_secrets([driver.page.model.row(1)])
    assert driver.text("errorTitle") == "The PIN was not reset"
    assert "The disk is full (records.db)" in driver.text("errorText")


# Exports


def export(driver: PageDriver[CohortPage], kind: int) -> None:
    Person(driver.page).press("Ctrl+E")
    assert driver.focused == "export-xlsx"
    driver.press(*["Down"] * kind)
    driver.press("Enter")


def test_exporting_by_keyboard(opened: Opened, taught: list[Admitted], tmp_path: Path) -> None:
    target = tmp_path / "scores.csv"
    driver = opened(target)
    export(driver, 1)
    driver.wait(lambda: driver.sees("exportDone"))
    assert driver.text("doneText") == f"3 rows in {target}"
    assert driver.page.asked == [("vejvis-scores-2026-11-23.csv", "CSV (*.csv)")]  # type: ignore[attr-defined]
    lines = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(lines) == 4
    assert "Ida Thorup" not in target.read_text("utf-8-sig")


def test_names_by_choice(opened: Opened, taught: list[Admitted], tmp_path: Path) -> None:
    target = tmp_path / "scores"
    driver = opened(target)
    driver.page.open_export()
    panel = driver.page.panel
    panel.codes.setChecked(False)
    assert panel.codes.accessibleDescription() == "Off. The file has names in it"
    panel.kinds[1].click()
    driver.wait(lambda: driver.sees("exportDone"))
    assert "Ida Thorup" in (tmp_path / "scores.csv").read_text("utf-8-sig")


def test_more_choices_are_a_way_on(opened: Opened, taught: list[Admitted], qtbot: QtBot) -> None:
    driver = opened()
    driver.page.open_export()
    with qtbot.waitSignal(driver.page.choices_wished) as wished:
        driver.press("Up", "Enter")
    assert wished.args == [True]
    assert not driver.sees("exportPanel")


@pytest.mark.parametrize(
    ("kind", "plan"),
    [
        (0, ExportPlan(TableFormat.XLSX, TableRows.PERSON, codes=True)),
        (1, ExportPlan(TableFormat.CSV, TableRows.PERSON, codes=True)),
        (2, ExportPlan(TableFormat.CSV, TableRows.ANSWER, codes=True)),
    ],
)
def test_each_kind_is_its_plan(opened: Opened, kind: int, plan: ExportPlan) -> None:
    assert opened().page.panel.plan(kind) == plan


def test_no_file_chosen_writes_nothing(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    export(driver, 0)
    assert driver.page.exports.presenter.last is None
    assert not driver.sees("exportDone")


def test_escape_and_the_button_close_the_panel(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    driver.page.open_export()
    assert driver.sees("exportPanel")
    driver.press("Esc")
    assert not driver.sees("exportPanel")
    assert driver.focused == "export"
    driver.page.open_export()
    driver.page.open_export()
    assert not driver.sees("exportPanel")
    driver.page.open_export()
    QTest.mouseClick(driver.find("behindPanel"), Qt.MouseButton.LeftButton, pos=QPoint(40, 400))
    assert not driver.sees("exportPanel")
    assert not driver.page.findChild(PersonPanel)


@pytest.mark.parametrize("code", ["fault.open-elsewhere", "fault.no-permission", "fault.disk-full"])
def test_an_export_that_fails_can_be_tried_again_or_elsewhere(
    opened: Opened, taught: list[Admitted], school: School, tmp_path: Path, code: str
) -> None:
    failing = FailingDesk(school.house.exporting, Fault(code, path="scores.csv"))
    target = tmp_path / "scores.csv"
    target.write_text("what was there before", "utf-8")
    driver = opened(target, exporting=failing)
    export(driver, 1)
    driver.wait(lambda: driver.sees("exportError"))
    assert driver.text("errorTitle") == "The export was not written"
    assert "The scores are safe on this computer." in driver.text("errorText")
    assert target.read_text("utf-8") == "what was there before"
    driver.click("action-again")
    driver.wait(lambda: driver.sees("exportError") and driver.page.export.isEnabled())
    failing.failing = False
    driver.click("action-another")
    driver.wait(lambda: driver.sees("exportDone"))
    assert len(driver.page.asked) == 2  # type: ignore[attr-defined]
    assert target.read_text("utf-8-sig") != "what was there before"
    assert threading.get_ident() not in failing.threads


def test_the_button_says_that_it_works(opened: Opened, taught: list[Admitted], school: School, tmp_path: Path) -> None:
    held, let_go = threading.Event(), threading.Event()

    class Slow(FailingDesk):
        def export(self, plan: ExportPlan, target: Path, language: str, **told: Any) -> Exported:
            held.set()
            assert let_go.wait(10)
            return super().export(plan, target, language, **told)

    slow = Slow(school.house.exporting, Fault("fault.other"))
    slow.failing = False
    driver = opened(tmp_path / "a.xlsx", exporting=slow)
    export(driver, 0)
    driver.wait(held.is_set)
    assert driver.page.export.label == "Writing the file"
    assert not driver.page.export.isEnabled()
    let_go.set()
    driver.wait(lambda: driver.sees("exportDone"))
    assert driver.page.export.isEnabled()
    assert driver.page.export.label == "Export"


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
def test_the_table_fits_small_windows_and_large_text(
    opened: Opened, taught: list[Admitted], look: Look, width: int, height: int, scale: float
) -> None:
    look.set_text_scale(scale)
    driver = opened()
    driver.page.resize(width, height)
    driver.settle()
    table = driver.page.table
    assert table is not None
    assert sum(table.columnWidth(n) for n in range(8) if not table.isColumnHidden(n)) == table.viewport().width()
    driver.page.open_export()
    driver.settle()
    assert driver.page.rect().contains(driver.page.panel.geometry())
    assert (driver.page.width(), driver.page.height()) == (width, height)


def test_one_person_fits_a_small_window_with_large_text(
    opened: Opened, taught: list[Admitted], look: Look, qtbot: QtBot
) -> None:
    look.set_text_scale(2.0)
    driver = opened()
    driver.page.resize(960, 540)
    driver.settle()
    driver.page.open_person(taught[0].id)
    driver.settle()
    panel = driver.page.findChild(PersonPanel)
    assert panel is not None
    assert panel.height() <= 540
    assert panel.act.isVisible()
    assert panel.stay is not None
    panel.stay.setFocus()
    bar = panel.findChild(QScrollArea, "dialogScroll").verticalScrollBar()  # type: ignore[union-attr]
    driver.press("PageDown")
    assert bar.value() > 0


def test_a_small_window_shows_people_as_lines(opened: Opened, taught: list[Admitted]) -> None:
    driver = opened()
    table = driver.page.table
    assert table is not None
    assert not table.isColumnHidden(1)
    driver.page.resize(872, 640)
    driver.settle()
    assert table.isColumnHidden(1)
    assert table.columnWidth(0) == table.viewport().width()
    said = QAccessible.queryAccessibleInterface(table)
    assert said is not None


def test_groups_by_keyboard(opened: Opened, taught: list[Admitted], school: School) -> None:
    """Two people are chosen, put into a new group, shown by it; one is taken out; it is renamed and closed."""
    driver, grouping = opened(), school.house.grouping
    somebody = Person(driver.page)
    somebody.press("Ctrl+F")
    driver.write("a")
    driver.press("Enter")
    driver.page.finder.show_text("")
    somebody.press("Ctrl+A")
    assert driver.text("chosenCount") == "3 chosen"
    somebody.chooses("Add to group")
    somebody.waits_for("New group")
    somebody.chooses("New group")
    somebody.waits_for("Name of the group")
    somebody.press("Return")
    somebody.waits_for("A group needs a name.")
    somebody.types("Class 3")
    somebody.press("Return")
    driver.wait(lambda: driver.page.group is not None and not driver.page.presenter._work.busy)
    assert driver.text("doneText") == "Class 3 has 3 people."
    assert [group.members for group in grouping.groups()] == [3]
    somebody.chooses("Clear")
    driver.page.table.setFocus()  # type: ignore[union-attr]
    somebody.press("Space")
    somebody.chooses("Take out of group")
    driver.wait(lambda: len(names(driver)) == 2)
    somebody.chooses("More")
    somebody.chooses("Rename this group")
    somebody.types("Class 4")
    somebody.press("Return")
    driver.wait(lambda: driver.page.head.group.accessibleName() == "Group: Class 4")
    somebody.chooses("More")
    somebody.chooses("Close this group")
    somebody.chooses("Close the group")
    driver.wait(lambda: driver.page.group is None)
    assert grouping.groups() == ()


def test_more_time_and_statuses(opened: Opened, taught: list[Admitted], school: School) -> None:
    driver = opened()
    driver.page.chips.chips[Status.NOT_STARTED].click()
    assert names(driver) == [MARKUP, "Bo Dahl"]
    assert driver.text("count") == "2 of 3 people, sorted by name"
    driver.page.table.setFocus()  # type: ignore[union-attr]
    somebody = Person(driver.page)
    somebody.press("Space", "Down", "Shift+Space")
    somebody.chooses("More time")
    somebody.waits_for("Time in assessments")
    somebody.press("Down", "Down")
    somebody.chooses("Set the time")
    driver.wait(lambda: driver.sees("cohortDone"))
    assert driver.text("doneText") == "2 people have 50% more time in assessments begun from now on."
    driver.wait(lambda: not driver.page.presenter._work.busy)
    extra = {one.name: one.extra_percent for one in school.house.teaching.people()}
    assert extra == {MARKUP: 50, "Bo Dahl": 50, "Ida Thorup": 0}
