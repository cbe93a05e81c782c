"""The page of the question bank for assessments, by keyboard: installed, opened, closed, refused, shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders.graded import LONG, REFUSED, plain_trainers_bank, trainers_bank
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.pages import vault_dialog
from trainer.ui.pages.assessments import AssessmentsPage
from trainer.ui.pages.vault import VaultPage
from trainer.ui.theme import Look

Driver = PageDriver[VaultPage]


def opened(
    qtbot: QtBot, school: School, who: Admitted, look: Look, words: Catalogue, path: Path | str = ""
) -> PageDriver[VaultPage]:
    source = lambda *_about: str(path or plain_trainers_bank())  # noqa: E731
    page = VaultPage(school.house.vaulting, who, look, words, school.clock.here, source=source)
    return PageDriver(qtbot, page)


def typed(driver: Driver, field: str, text: str) -> None:
    """Type into the field that has the focus, which must be this one."""
    driver.wait(lambda: driver.page.focusWidget() is not None)
    parent = driver.page.focusWidget().parentWidget() if driver.page.focusWidget() else None
    assert parent is not None
    assert parent.objectName() == field
    driver.write(text)


def test_from_a_pin_to_an_open_bank_and_back(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja = school.trainer("Maja <b>Lindholm</b>", "4711")
    driver = opened(qtbot, school, maja, look, words)
    assert "No question bank is installed" in driver.text("vaultState")
    driver.tab_to("vault-install")
    driver.press("Space")
    driver.wait(lambda: driver.sees("stepForm"))
    assert driver.text("stepTitle") == "Install Vejvis 2026.1"
    typed(driver, "vaultPassword", "4711")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultNew"))
    typed(driver, "vaultNew", LONG)
    driver.press("Tab")
    typed(driver, "vaultRepeat", LONG + "x")
    driver.press("Enter")
    assert "The two are not the same" in driver.words()
    typed(driver, "vaultRepeat", LONG)
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    assert "Your password is changed" in driver.text("vaultDone")
    assert "is installed" in driver.text("vaultDone")
    assert driver.text("vaultState") == "Installed and closed"
    assert "74 questions" in driver.text("vaultWhat")
    assert driver.text("vaultOpeners") == "Can be opened by Maja <b>Lindholm</b>"
    assert driver.focused == "vault-open_it"
    driver.press("Space")
    typed(driver, "vaultPassword", "not that one")
    driver.press("Enter")
    driver.wait(lambda: "That is not the password" in driver.words())
    typed(driver, "vaultPassword", LONG)
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    assert "Open until you close it" in driver.text("vaultState")
    assert school.house.vaulting.is_open
    assert driver.focused == "vault-close_it"
    with qtbot.waitSignal(driver.page.changed):
        driver.press("Space")
    assert driver.text("vaultState") == "Installed and closed"
    assert driver.text("vaultDone") == "The question bank is closed."
    assert driver.focused == "vault-open_it"
    assert driver.nameless() == []


def test_esc_gives_up_and_gives_the_keyboard_back(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, school, school.trainer("Maja", LONG), look, words)
    driver.click("vault-install")
    driver.wait(lambda: driver.sees("stepForm"))
    assert not driver.sees("vault-install")
    driver.press("Esc")
    assert not driver.sees("stepForm")
    assert driver.focused == "vault-install"
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("a letter", "is not a question bank"),
        ("nothing", "is empty"),
        ("newer", "was made for a newer Vejvis (layout 99"),
        ("older layout", "was made for an older Vejvis (layout 1"),
        ("cut", "is cut short"),
        ("altered", "is not as it was made"),
        ("a learner's", "is a bank for learners"),
        ("no questions", "has no questions for assessments"),
    ],
)
def test_what_is_no_bank_is_told(
    kind: str, said: str, qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    REFUSED[kind][1](tmp_path / "given.bank")
    driver = opened(qtbot, school, school.trainer("Maja", LONG), look, words, tmp_path / "given.bank")
    driver.tab_to("vault-install")
    driver.press("Space")
    driver.wait(lambda: driver.sees("vaultProblem"))
    assert driver.text("errorTitle") == "Nothing was installed"
    assert said in driver.words()
    assert driver.focused == "vault-install"


def test_an_older_bank_is_asked_about(
    qtbot: QtBot, school: School, look: Look, words: Catalogue, tmp_path: Path
) -> None:
    maja = school.trainer("Maja", LONG)
    school.house.vaulting.install(trainers_bank(tmp_path / "new.bank", version="2027.1"), maja.id, LONG)
    driver = opened(qtbot, school, maja, look, words)
    driver.click("vault-install")
    driver.wait(lambda: driver.sees("stepForm"))
    assert "Installed is 2027.1, which is newer" in driver.text("stepText")
    driver.click("stepStay")
    assert not driver.sees("stepForm")
    driver.click("vault-install")
    driver.wait(lambda: driver.sees("stepForm"))
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultPassword"))
    typed(driver, "vaultPassword", LONG)
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    assert "2026.1" in driver.text("vaultWhat")


def test_another_trainer_is_let_in_by_their_own_password(
    qtbot: QtBot, school: School, look: Look, words: Catalogue
) -> None:
    maja = school.trainer("Maja", LONG)
    school.trainer("Ann", "another long password")
    school.trainer("Bo", "a third long password")
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.house.vaulting.open(maja.id, LONG)
    driver = opened(qtbot, school, maja, look, words)
    driver.tab_to("vault-admit")
    driver.press("Space")
    assert driver.focused == "vaultOtherBox"
    driver.press("Down")
    assert "The password of Bo" in driver.words()
    driver.press("Tab")
    typed(driver, "vaultOtherPassword", "a third long password")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    assert driver.text("vaultDone") == "Bo can open it as well."
    assert driver.text("vaultOpeners") == "Can be opened by Bo, Maja"


def test_the_same_file_is_told_as_what_is_installed(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja = school.trainer("Maja", LONG)
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    driver = opened(qtbot, school, maja, look, words)
    driver.click("vault-install")
    driver.wait(lambda: driver.sees("stepForm"))
    assert driver.text("stepText").startswith("This is the file that is installed")
    typed(driver, "vaultPassword", LONG)
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    assert driver.text("vaultState") == "Installed and closed"


def test_whom_it_was_not_installed_for(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja = school.trainer("Maja", LONG)
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    driver = opened(qtbot, school, school.trainer("Bo", LONG + "!"), look, words)
    assert not driver.sees("vault-open_it")
    assert driver.find("vault-install").accessibleName() == "Install the file again"
    sealed = school.house.folder / "graded.bank.sealed"
    sealed.write_bytes(sealed.read_bytes()[:-5])
    driver = opened(qtbot, school, maja, look, words)
    assert "What is installed cannot be used" in driver.text("vaultState")
    assert "Install the file again" in driver.text("vaultAbout")


def test_opened_while_a_trainee_is_signed_in(qtbot: QtBot, school: School, look: Look, words: Catalogue) -> None:
    maja = school.trainer("Maja", LONG)
    sofie = school.learner()
    school.assign("exam-basic", sofie)
    desk = school.house.vaulting

    def offered() -> PageDriver[AssessmentsPage]:
        page = AssessmentsPage(school.house.assessing, sofie.id, look, words)
        vault_dialog.offer(page, desk, look, words, page.show_list)
        driver = PageDriver(qtbot, page)
        page.show_list()
        driver.settle()
        return driver

    assert not offered().sees("openHere"), "nothing is installed"
    desk.install(plain_trainers_bank(), maja.id, LONG)
    driver = offered()
    assert "Basic exam" in driver.words()
    assert "Its questions are locked away." in driver.words()
    driver.tab_to("openHere")
    driver.press("Space")
    dialog = driver.page.findChild(vault_dialog.OpenBankDialog)
    assert dialog is not None
    driver.wait(dialog.isActiveWindow)
    for password in ("not that one", LONG):
        dialog.password.show_text(password)
        driver.press("Enter")
        driver.wait(lambda: not dialog.presenter.busy)
        if password != LONG:
            assert "That is not the password" in dialog.password.note.text()
    driver.wait(lambda: "Its questions are locked away." not in driver.words())
    assert not driver.sees("openHere")
    assert not offered().sees("openHere"), "it is open"
