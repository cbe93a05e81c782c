"""The card's page: chosen, filled in, saved and printed by keyboard; what goes wrong is said and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.desks import full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.cards import LocalNumber, Paper
from trainer.core.requests import Admitted
from trainer.printing.card import CardSheets
from trainer.ui.pages.card import CardPage
from trainer.ui.theme import Look


class FakePrinting:
    """A printer that takes what it is given, or not."""

    def __init__(self, there: bool = True, takes: bool | None = True) -> None:
        self.there, self.takes = there, takes
        self.printed: list[tuple[int, Paper, str]] = []

    def available(self) -> bool:
        return self.there

    def print(self, parent: QWidget, sheets: CardSheets, paper: Paper, title: str) -> bool | None:
        self.printed.append((sheets.pages, paper, title))
        return self.takes


class Cards:
    """Opens the page for somebody of a real school."""

    def __init__(self, qtbot: QtBot, school: School, look: Look, words: Catalogue, target: Path) -> None:
        self.qtbot, self.school, self.look, self.words, self.target = qtbot, school, look, words, target
        self.asked: list[str] = []

    def open(
        self, who: Admitted, module: str = "referral", printing: FakePrinting | None = None
    ) -> PageDriver[CardPage]:
        def chooser(_parent: QWidget, _title: str, suggested: str, _pattern: str) -> str:
            self.asked.append(suggested)
            return str(self.target)

        page = CardPage(
            self.school.house.carding, who, module, self.look, self.words, chooser=chooser,
            printing=printing or FakePrinting(),
        )  # fmt: skip
        return PageDriver(self.qtbot, page)


@pytest.fixture
def cards(qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path) -> Cards:
    return Cards(qtbot, school, look, words, tmp_path / "card")


def test_it_is_saved_as_a_pdf_under_a_name_without_names(cards: Cards, school: School) -> None:
    driver = cards.open(school.learner())
    driver.tab_to("save")
    driver.press("Space")
    driver.wait(lambda: driver.sees("cardDone"))
    assert cards.asked == ["vejvis-card-referral-a5.pdf"]
    assert cards.target.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
    assert "card.pdf" in driver.text("cardDone")


def test_paper_module_and_own_misses_change_the_card(cards: Cards, school: School) -> None:
    who = school.learner()
    school.practise(who, "referral", right=0, wrong=3)
    driver = cards.open(who)
    presenter = driver.page.presenter
    assert presenter.card is not None
    assert presenter.card.person == ""
    driver.tab_to("personal")
    driver.press("Space")
    assert presenter.card.person == who.name
    driver.tab_to("sizeChoiceBox")
    driver.press("Down")
    assert presenter.paper is Paper.A4
    driver.tab_to("moduleChoiceBox")
    driver.press("Up")
    assert presenter.card.module == "interview"
    assert "Nothing here is waiting" in driver.page.personal.accessibleDescription()


def test_numbers_are_kept_and_stand_on_the_card(cards: Cards, school: School) -> None:
    who = school.learner()
    driver = cards.open(who)
    driver.tab_to("label1Edit")
    driver.write("Duty officer")
    driver.tab_to("number1Edit")
    driver.write("33 00 00 01")
    driver.press("Enter")
    assert driver.sees("kept")
    assert school.house.carding.numbers(who.id).own == (LocalNumber("Duty officer", "33 00 00 01"),)
    assert driver.page.presenter.card is not None
    assert driver.page.presenter.card.numbers == (LocalNumber("Duty officer", "33 00 00 01"),)
    assert not cards.open(who).sees("kept")


def test_what_was_written_is_kept_on_leaving_and_on_saving(cards: Cards, school: School) -> None:
    who = school.learner()
    driver = cards.open(who)
    driver.tab_to("label2Edit")
    driver.write("Night")
    assert driver.page.leave()
    assert school.house.carding.numbers(who.id).own == (LocalNumber("Night", ""),)
    for _ in range(5):
        driver.click("more")
    assert not driver.sees("more")
    assert driver.focused == "label8Edit"


def test_a_trainer_writes_for_everybody(cards: Cards, school: School) -> None:
    maja, who = school.trainer(), school.learner()
    driver = cards.open(maja, "")
    assert not driver.sees("personal")
    assert not driver.sees("back")
    driver.tab_to("label1Edit")
    driver.write("Duty officer")
    driver.click("keep")
    other = cards.open(who)
    assert "Duty officer" in other.words()


def test_numbers_that_cannot_be_kept_stay_on_the_screen(
    cards: Cards, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = cards.open(school.learner())
    driver.tab_to("label1Edit")
    driver.write("Duty officer")

    def full(*_args: object) -> None:
        raise full_disk()

    monkeypatch.setattr(school.house.records.settings, "set_of", full)
    assert not driver.page.leave()
    assert "disk is full" in driver.words()
    assert driver.page.numbers.numbers()[0].label == "Duty officer"


def test_a_card_that_cannot_be_saved_says_so_and_asks_again(cards: Cards, school: School, tmp_path: Path) -> None:
    cards.target = tmp_path / "none" / "card.pdf"
    driver = cards.open(school.learner())
    driver.click("save")
    driver.wait(lambda: driver.sees("cardProblem"))
    assert "There is no folder" in driver.words()
    cards.target = tmp_path / "card.pdf"
    driver.click("action-another")
    driver.wait(lambda: driver.sees("cardDone"))
    assert not driver.sees("cardProblem")
    assert cards.target.is_file()


def test_it_is_printed_where_there_is_a_printer(cards: Cards, school: School) -> None:
    printing = FakePrinting()
    driver = cards.open(school.learner(), printing=printing)
    driver.wait(lambda: driver.sees("print"))
    driver.click("print")
    assert printing.printed[0][1:] == (Paper.A5, "Reference card: Referral routes")
    assert "sent to the printer" in driver.text("cardDone")
    printing.takes = False
    driver.click("print")
    assert "was not printed" in driver.words()
    assert not cards.open(school.learner("Jonas"), printing=FakePrinting(there=False)).sees("print")


def test_a_module_that_is_gone_is_said(cards: Cards, school: School) -> None:
    driver = cards.open(school.learner(), "gone")
    assert "not in the question bank" in driver.words()
    assert not driver.page.save_button.isEnabled()


def test_everything_has_a_name(cards: Cards, school: School) -> None:
    assert cards.open(school.learner()).nameless() == []
