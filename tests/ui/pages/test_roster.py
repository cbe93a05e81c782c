"""Bringing people in, by keyboard: what becomes of each row, decided, added, stopped, refused for what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.drivers.desks import MARKUP
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.core.roster import Stand
from trainer.ui.pages.roster import RosterPage
from trainer.ui.theme import Look

Driver = PageDriver[RosterPage]


class Trainer:
    """A trainer at the page, who names one file after the other."""

    def __init__(self, qtbot: QtBot, school: School, look: Look, words: Catalogue, folder: Path) -> None:
        self.school = school
        self.folder = folder
        self.path = ""
        self.who: Admitted = school.trainer()
        self._look, self._words, self._qtbot = look, words, qtbot

    def opens(self, **more: Any) -> Driver:
        asked = lambda *_about: self.path  # noqa: E731
        page = RosterPage(
            self.school.house.rostering,
            self.who.id,
            self._look,
            self._words,
            self.school.clock.here,
            source=asked,
            **more,
        )
        return PageDriver(self._qtbot, page)

    def file(self, text: str | bytes, name: str = "list.csv") -> None:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.path = str(path)

    def names(self) -> list[str]:
        return [one.name for one in self.school.house.records.people.everybody() if one.id != self.who.id]


@pytest.fixture
def trainer(qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path) -> Trainer:
    return Trainer(qtbot, school, look, words, tmp_path)


def chosen(driver: Driver) -> Driver:
    driver.tab_to("choose")
    driver.press("Enter")
    return driver


def previewed(driver: Driver) -> Driver:
    chosen(driver)
    driver.wait(lambda: driver.sees("rosterTable"))
    return driver


def test_a_list_comes_in_by_keyboard(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer;Hold;Bil\nÅse Bjørn;0012;3A;rød\nBo Ø;13;3A;\n;14;3A;\n")
    driver = previewed(trainer.opens())
    assert driver.text("summary") == "2 people are new."
    assert "1 row cannot be taken." in driver.text("summaryText")
    assert driver.focused == "bring"
    assert driver.page.bring.label == "Add 2 people"
    assert trainer.names() == []
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rosterDone"))
    assert driver.text("doneText") == "2 people were added. 1 group was made. 1 row was left out."
    assert sorted(trainer.names()) == ["Bo Ø", "Åse Bjørn"]
    assert driver.focused == "toPeople"
    assert driver.nameless() == []
    with driver.qtbot.waitSignal(driver.page.back_wished):
        driver.press("Enter")


def test_who_perhaps_is_here_is_asked_about(trainer: Trainer) -> None:
    trainer.school.learner("Åse Bjørn")
    trainer.file("Name,Number\nase bjorn,0012\nBo Ø,13\n")
    driver = previewed(trainer.opens())
    assert driver.page._filter == Stand.ASKED.value
    assert "What you do not decide is left out." in driver.text("summaryText")
    driver.tab_to("rosterTable")
    driver.press("Enter")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "Who is ase bjorn?" in dialog.accessibleName()
    driver.press("Space")
    driver.page.activateWindow()
    driver.wait(driver.page.isActiveWindow)
    driver.wait(lambda: driver.focused == "rosterTable")
    assert "1 row needs" not in driver.words()
    driver.tab_to("bring")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rosterDone"))
    assert "1 who was here was put into a group or given a number." in driver.text("doneText")
    people = {one.name: one.number for one in trainer.school.house.records.people.everybody()}
    assert people["Åse Bjørn"] == "0012"
    assert people["Bo Ø"] == "13"


def test_columns_without_known_headings_are_assigned(trainer: Trainer) -> None:
    trainer.file("Anna Holm;7\nBo Ø;8\n")
    driver = chosen(trainer.opens())
    driver.wait(lambda: driver.sees("assign"))
    driver.tab_to("look")
    driver.press("Enter")
    assert driver.sees("missing")
    assert driver.focused == "column-nameBox"
    driver.press("Down")
    driver.tab_to("column-numberBox")
    driver.press("Down", "Down")
    driver.tab_to("groupEdit")
    driver.write("3A")
    driver.tab_to("look")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rosterTable"))
    assert driver.text("summary") == "2 people are new."
    driver.tab_to("bring")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rosterDone"))
    assert trainer.names() == ["Anna Holm", "Bo Ø"]


def test_a_row_is_said_whole_and_mark_up_as_it_stands(trainer: Trainer) -> None:
    trainer.file(f'Name,Number,Role\n"{MARKUP}",1,{MARKUP}\n')
    driver = previewed(trainer.opens())
    driver.tab_to("rosterTable")
    driver.press("Enter")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert MARKUP in dialog.accessibleDescription()
    driver.press("Esc")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"%PDF-1.4 ...", "neither text with columns nor an Excel workbook"),
        (b"PK\x03\x04 and nothing", "is damaged"),
        ("Navn\nÅse\n".encode() + "Øse\n".encode("cp1252"), "see line 3"),
        (b'Name\n"Anna\n', "row that begins on line 2"),
    ],
)
def test_a_file_that_is_none_is_told_for_what_it_is(trainer: Trainer, data: bytes, said: str) -> None:
    trainer.file(data)
    driver = chosen(trainer.opens())
    driver.wait(lambda: driver.sees("rosterProblem"))
    assert said in driver.words()
    assert "Nothing was changed" in driver.words()
    assert driver.focused == "choose"
    assert trainer.names() == []


def test_the_same_list_twice_adds_nobody(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer;Hold\nÅse Bjørn;0012;3A\nBo Ø;13;3A\n")
    driver = previewed(trainer.opens())
    driver.press("Enter")
    driver.wait(lambda: driver.sees("rosterDone"))
    driver.click("more")
    driver.wait(lambda: driver.sees("rosterTable"))
    assert driver.text("summary") == "Nobody in this file is new."
    assert "2 are here already." in driver.text("summaryText")
    assert not driver.sees("bring")
    assert len(trainer.names()) == 2


def test_what_changed_meanwhile_is_said_and_looked_at_again(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer\nÅse Bjørn;0012\n")
    driver = previewed(trainer.opens())
    other = trainer.opens()
    previewed(other).press("Enter")
    other.wait(lambda: other.sees("rosterDone"))
    driver.click("bring")
    driver.wait(lambda: driver.sees("rosterProblem"))
    assert "Nothing was added" in driver.words()
    driver.click("action-again")
    driver.wait(lambda: driver.text("summary") == "Nobody in this file is new.")
    assert trainer.names() == ["Åse Bjørn"]


def test_a_page_made_anew_goes_on_where_it_was(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer\nÅse Bjørn;0012\n")
    driver = previewed(trainer.opens())
    again = trainer.opens(draft=driver.page.draft())
    assert again.text("summary") == "1 person is new."
    again.click("changeColumns")
    assert again.sees("assign")
    third = trainer.opens(draft=again.page.draft())
    assert third.sees("looked")


def test_stopping_changes_nothing(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer\n" + "".join(f"Person {n};{n}\n" for n in range(20_000)))
    driver = previewed(trainer.opens())
    driver.page.bring.click()
    driver.page.presenter.stop()
    driver.wait(lambda: driver.sees("rosterProblem"))
    assert "Stopped. Nothing was changed." in driver.words()
    assert trainer.names() == []
    assert driver.sees("bring")


def test_what_takes_longer_than_a_second_says_how_far_it_is_and_can_be_stopped(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer\n" + "".join(f"Åse Østergaard {n};{n}\n" for n in range(100_000)))
    driver = chosen(trainer.opens())
    driver.wait(lambda: driver.sees("runningCount"))
    assert driver.text("runningWords") == "Looking at the rows"
    assert driver.text("runningCount").endswith("rows")
    driver.tab_to("stop")
    driver.press("Space")
    driver.wait(lambda: driver.sees("rosterProblem"))
    assert "Stopped. Nothing was changed." in driver.words()
    assert not driver.sees("running")
    assert driver.focused == "choose"


def test_leaving_gives_up_what_is_under_way(trainer: Trainer) -> None:
    trainer.file("Navn;Nummer\n" + "".join(f"Person {n};{n}\n" for n in range(20_000)))
    driver = previewed(trainer.opens())
    driver.page.bring.click()
    assert driver.page.leave()
    driver.wait(lambda: not driver.page.presenter.busy)
    assert trainer.names() == []
