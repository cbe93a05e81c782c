"""The pages of stored records by keyboard: looked up, saved, put right, erased with the name typed, periods, the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP
from tests.drivers.pages import PageDriver
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.privacy import LogWish, Periods
from trainer.core.requests import Admitted
from trainer.ui.pages.audit_log import AuditLogPage
from trainer.ui.pages.erase_dialog import EraseDialog
from trainer.ui.pages.records import RecordsPage
from trainer.ui.pages.retention import RetentionPage
from trainer.ui.pages.stored import StoredPage
from trainer.ui.theme import Look

Answer = Callable[[str], list[str]]


def stored(
    qtbot: QtBot, school: School, who: Admitted, person: Admitted, look: Look, words: Catalogue, path: Path | str = ""
) -> PageDriver[StoredPage]:
    house = school.house
    erasing = house.erasing if who is not person else None
    page = StoredPage(
        house.privacy,
        erasing,
        who,
        (person.id, person.name),
        look,
        words,
        school.clock.here,
        chooser=lambda *_about: str(path),
    )
    driver = PageDriver(qtbot, page)
    driver.wait(lambda: driver.sees("what"))
    driver.settle()  # What is put into a layout is seen a moment later.
    return driver


def dialog() -> EraseDialog | None:
    found = QApplication.activeModalWidget()
    return found if isinstance(found, EraseDialog) else None


def ready() -> bool:
    """Whether the dialog is open and takes what is typed (a window is given the keys a moment after it is shown)."""
    asked = dialog()
    return asked is not None and asked.typed.edit.hasFocus()


def test_one_sees_saves_and_puts_right_what_is_ones_own(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    sofie = school.learner()
    school.practise(sofie, "referral", right=2)
    driver = stored(qtbot, school, sofie, sofie, look, words, tmp_path / "mine")
    said = driver.words()
    for line in ("What is stored about me", "1 round of practice", "2 answers", "No backup holds it yet."):
        assert line in said
    assert not driver.sees("erase")
    assert not driver.sees("number")
    driver.tab_to("save")
    driver.press("Space")
    driver.wait(lambda: driver.sees("storedDone"))
    assert (tmp_path / "mine.zip").is_file()
    assert driver.focused == "save"
    driver.tab_to("nameEdit")
    driver.page.name.edit.selectAll()
    driver.write("Sofie Lund")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("storedDone") and driver.text("storedDone") == "It is put right.")
    assert school.house.records.people.get(sofie.id).name == "Sofie Lund"
    assert driver.nameless() == []
    with qtbot.waitSignal(driver.page.seen_wished):
        driver.click("seen")


def test_what_cannot_be_put_right_or_saved_is_said(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    maja, sofie, jonas = school.trainer(), school.learner(), school.learner("Jonas Kvist")
    driver = stored(qtbot, school, maja, sofie, look, words, tmp_path / "none" / "x")
    driver.click("save")
    driver.wait(lambda: driver.sees("storedProblem"))
    assert "There is no folder" in driver.words()
    driver.page.number.show_text("K-1")
    driver.click("correct")
    driver.wait(lambda: driver.sees("storedDone"))
    other = stored(qtbot, school, maja, jonas, look, words)
    other.page.number.show_text("k-1")
    other.click("correct")
    other.wait(lambda: "is that of Sofie Bjerre (L-0002)" in other.words())
    assert not other.sees("storedProblem")
    assert other.focused == "numberEdit"
    other.tab_to("nameEdit")
    other.page.name.edit.selectAll()
    other.write(" ")
    other.press("Enter")
    other.wait(lambda: bool(other.page.name.edit.property("wrong")))
    assert other.focused == "nameEdit"
    assert other.page.name.edit.accessibleDescription() == "Type a name. Nothing was changed."
    other.write("Jonas K")
    assert not other.page.name.edit.property("wrong")
    other.page.number.show_text("K-2")
    other.press("Enter")
    other.wait(lambda: other.sees("storedDone"))
    assert other.focused == "nameEdit"


def test_somebody_is_erased_only_with_their_name_typed(
    qtbot: QtBot, school: School, look: Look, words: Catalogue
) -> None:
    maja, sofie = school.trainer(), school.learner()
    school.sit(sofie, right=3)
    driver = stored(qtbot, school, maja, sofie, look, words)
    driver.tab_to("erase")
    driver.press("Space")
    driver.wait(ready)
    asked = dialog()
    assert asked is not None
    driver.press("Enter")
    assert asked.isVisible()
    driver.press("Esc")
    driver.wait(lambda: dialog() is None)
    assert school.house.records.people.get(sofie.id).name == "Sofie Bjerre"
    driver.click("erase")
    driver.wait(ready)
    driver.write("sofie bjerre")
    with qtbot.waitSignal(driver.page.erased) as erased:
        driver.press("Enter")
    name, done = erased.args or []
    assert (name, done.whole) == ("Sofie Bjerre", True)
    assert [one.name for one in school.house.records.people.everybody()] == ["Maja Lindholm"]


def test_strange_names_stand_as_they_are(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja, strange = school.trainer(), school.learner(MARKUP)
    driver = stored(qtbot, school, maja, strange, look, words)
    assert MARKUP[:40] in driver.words()
    driver.click("erase")
    driver.wait(ready)
    asked = dialog()
    assert asked is not None
    assert f"Type {MARKUP} to confirm" in asked.typed.label.text()
    asked.reject()


def records(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> PageDriver[RecordsPage]:
    house = school.house
    page = RecordsPage(house.privacy, house.erasing, look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    driver.wait(lambda: driver.sees("copies"))
    return driver


def test_people_are_found_and_backups_told(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    school.trainer()
    jonas = school.learner("Jonas Østergaard")
    for number in range(9):
        school.learner(f"Learner {number}")
    school.house.backups.now(school.clock.now())
    driver = records(qtbot, school, look, words)
    assert "Falls away by" in driver.words()
    driver.tab_to("findEdit")
    driver.write("oster")
    driver.settle()
    driver.press("Enter")
    assert driver.focused == "person-0"
    with qtbot.waitSignal(driver.page.person_wished) as wished:
        driver.press("Space")
    assert wished.args == [jonas.id, "Jonas Østergaard"]
    driver.page.finder.show_text("learner")
    driver.settle()
    assert driver.text("foundNote") == "And 1 more. Type more of the name."
    driver.page.finder.show_text("nobody")
    driver.settle()
    assert driver.text("foundNote") == "Nobody by that name."
    assert driver.nameless() == []


def test_what_an_erasure_left_is_told_and_finished(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    maja, sofie = school.trainer(), school.learner()
    second = tmp_path / "usb"
    second.mkdir()
    school.house.backups.name_second_place(second)
    school.house.backups.now(school.clock.now())
    second.rename(tmp_path / "away")
    done = school.house.erasing.erase([sofie.id], maja.id)
    driver = records(qtbot, school, look, words)
    driver.page.show_erased("Sofie Bjerre", done)
    assert str(second) in driver.words()
    assert driver.sees("unfinished")
    (tmp_path / "away").rename(second)
    driver.click("action-finish")
    driver.wait(lambda: not driver.sees("unfinished"))
    assert driver.text("recordsDone") == "Nothing of anybody erased is left in the places that can be reached."
    assert not driver.sees("left")


def test_periods_are_kept_looked_at_and_carried_out(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, answer_dialog: Answer
) -> None:
    maja, sofie = school.trainer(), school.learner()
    school.clock.forward(200 * DAY_MS)
    page = RetentionPage(school.house.retaining, maja.id, look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    driver.click("look")
    driver.wait(lambda: driver.sees("over"))
    assert "No period is set." in driver.words()
    assert not driver.sees("go")
    page.choices["inactive"].show_choice("6")
    driver.click("keep")
    driver.wait(lambda: driver.sees("retentionDone"))
    assert school.house.retaining.periods() == Periods(inactive=6)
    assert not driver.sees("over")
    driver.tab_to("look")
    driver.press("Space")
    driver.wait(lambda: driver.sees("go"))
    assert "Sofie Bjerre (L-0002), last active 23 November 2026" in driver.words()
    said = answer_dialog("stay")
    driver.click("go")
    driver.wait(lambda: bool(said) and QApplication.activeModalWidget() is None)
    assert school.house.records.people.get(sofie.id)
    answer_dialog("act")
    driver.click("go")
    driver.wait(lambda: driver.sees("retentionDone"))
    assert "Removed: 1 people" in driver.text("retentionDone")
    assert len(school.house.records.people.everybody()) == 1
    assert driver.nameless() == []


def test_what_has_changed_since_it_was_looked_at_stays(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, answer_dialog: Answer
) -> None:
    maja = school.trainer()
    school.learner()
    school.clock.forward(200 * DAY_MS)
    school.house.retaining.keep(Periods(inactive=3), maja.id)
    page = RetentionPage(school.house.retaining, maja.id, look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    driver.click("look")
    driver.wait(lambda: driver.sees("go"))
    school.learner("Another")
    school.clock.forward(200 * DAY_MS)
    answer_dialog("act")
    driver.click("go")
    driver.wait(lambda: driver.sees("retentionProblem"))
    assert "no longer what you looked at" in driver.words()
    assert len(school.house.records.people.everybody()) == 3


def test_the_log_by_act_and_day_and_as_a_file(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    maja, sofie, jonas = school.trainer(), school.learner(), school.learner("Jonas Kvist")
    house = school.house
    house.teaching.reset_secret(sofie.id, maja.id)
    house.teaching.reset_secret(jonas.id, "")
    house.erasing.erase([sofie.id], maja.id)
    page = AuditLogPage(
        house.privacy, maja.id, look, words, school.clock.here, chooser=lambda *_about: str(tmp_path / "log")
    )
    driver = PageDriver(qtbot, page)
    driver.wait(lambda: driver.sees("logLines"))
    said = driver.words()
    assert "PIN taken away · about somebody erased since" in said
    assert "PIN taken away · about Jonas Kvist" in said
    assert "by Maja Lindholm · 1 person" in said
    assert "23 November, 09:00 · at the command line" in said
    assert driver.text("logCount") == "3 lines"
    page.act.show_choice("erased")
    driver.click("show")
    driver.wait(lambda: driver.text("logCount") == "1 line")
    page.since.show_text("yesterday")
    driver.click("show")
    assert "“yesterday” is not a day. Nothing was changed. Type it as 30-11-2026." in driver.words()
    driver.wait(lambda: driver.focused == "sinceEdit")
    page.since.edit.selectAll()
    driver.write("2026-11-24")
    driver.press("Enter")
    driver.wait(lambda: driver.text("logCount") == "No line like that.")
    assert driver.focused == "sinceEdit"
    assert page.since.text() == "24-11-2026"
    page.since.show_text("2026-11-23")
    page.until.show_text("23-11-2026")
    driver.click("saveLog")
    driver.wait(lambda: driver.sees("logDone"))
    assert (tmp_path / "log.csv").read_text("utf-8-sig").count("\n") == 2
    assert len(house.privacy.log(LogWish())) == 4
    assert driver.nameless() == []


def test_many_lines_come_fifty_at_a_time(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja, sofie = school.trainer(), school.learner()
    for _time in range(60):
        school.house.teaching.reset_secret(sofie.id, maja.id)
    page = AuditLogPage(school.house.privacy, maja.id, look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    driver.wait(lambda: driver.sees("more"))
    assert driver.text("logCount") == "50 lines"
    driver.tab_to("more")
    driver.press("Space")
    driver.wait(lambda: driver.text("logCount") == "60 lines")
    assert not driver.sees("more")
