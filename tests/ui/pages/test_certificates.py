"""The page that checks certificates: by keyboard, field by field, what cannot be compared, who issues them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.paper import words_on_paper
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.certificates import Certificate, Claim, shown_code
from trainer.records import audit
from trainer.records.audit import Act
from trainer.ui.pages.certificate_panel import CertificateOffer
from trainer.ui.pages.certificates import CertificatesPage
from trainer.ui.theme import Look

Opened = Callable[..., PageDriver[CertificatesPage]]


@pytest.fixture
def made(school: School) -> Certificate:
    who = school.learner("Jonas Kvist", "patrol")
    return school.house.certifying.issue(who.id, school.sit(who, 11), "en")


@pytest.fixture
def opened(school: School, look: Look, words: Catalogue, qtbot: QtBot) -> Opened:
    def _opened(draft: Claim | None = None, language: str = "") -> PageDriver[CertificatesPage]:
        catalogue = Catalogue(language) if language else words
        return PageDriver(qtbot, CertificatesPage(school.house.certifying, look, catalogue, draft=draft), 1192, 800)

    return _opened


def test_a_code_is_typed_and_compared(opened: Opened, made: Certificate) -> None:
    driver = opened()
    driver.tab_to("codeEdit")
    driver.write(shown_code(made.code))
    driver.tab_to("nameEdit")
    driver.write("jonas kvist")
    driver.press("Enter")
    assert driver.text("findingTitle") == "It is genuine and holds."
    assert "Issued 23 November 2026. It holds without an end date." in driver.text("findingCode")
    assert driver.text("line-score") == "Certificate: 11 of 12. Records today: 11 of 12."
    assert driver.text("line-name").startswith("Typed: jonas kvist. Certificate: Jonas Kvist.")
    assert driver.text("line-date") == "Certificate: 23 November 2026. Records today: 23 November 2026."


def test_what_is_not_the_same_is_marked_with_a_word(opened: Opened, made: Certificate, school: School) -> None:
    driver = opened(Claim(made.code, "", "24-11-2026", "12"))
    driver.click("compare")
    assert driver.text("findingTitle") == "Something is not the same."
    assert driver.text("mark-date") == "Not the same"
    assert driver.text("mark-score") == "Not the same"
    assert driver.text("mark-name") == "The same"
    assert driver.page.claim() == Claim(made.code, "", "24-11-2026", "12")


def test_what_cannot_be_compared_is_said(opened: Opened, made: Certificate) -> None:
    driver = opened(Claim("ACDEF"))
    driver.click("compare")
    assert "is no code of a certificate" in driver.text("errorText")
    driver.page.fields["code"].edit.setText("AAAAAAAAAA")
    driver.click("compare")
    assert not driver.sees("checkProblem")
    assert driver.text("findingTitle") == "There is no record of this code here."
    assert not driver.sees("line-name")


def test_a_trainer_saves_one_of_somebody_else(
    school: School, look: Look, words: Catalogue, qtbot: QtBot, tmp_path: Path
) -> None:
    who, maja = school.learner("Jonas Kvist", "patrol"), school.trainer()
    stream = school.sit(who, 11)
    target = tmp_path / "certificate"
    around = QWidget()
    offer = CertificateOffer(
        school.house.certifying, who.id, stream, maja.id, look, words, around, chooser=lambda *_asked: str(target)
    )
    driver = PageDriver(qtbot, around, 720, 200)
    offer.resize(720, 200)
    driver.click("saveCertificate")
    driver.wait(lambda: driver.sees("certificateSaved"))
    (page,) = words_on_paper(target.with_suffix(".pdf"))
    assert "Jonas Kvist" in page
    (entry,) = [one for one in audit.entries(school.house.records.store) if one.act is Act.CERTIFIED]
    assert (entry.by, entry.person) == (maja.id, who.id)


def test_who_issues_them_is_named_here(opened: Opened, school: School) -> None:
    driver = opened()
    driver.tab_to("unitNameEdit")
    driver.write("The Police College")
    driver.press("Enter")
    assert driver.text("unitKept") == "Kept. New certificates carry it."
    assert school.house.certifying.unit() == "The Police College"
    assert opened().page.unit.edit.text() == "The Police College"


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
def test_nothing_is_cut(opened: Opened, made: Certificate, look: Look, width: int, height: int, scale: float) -> None:
    look.set_text_scale(scale)
    driver = opened(Claim(made.code, "Jonas Kvist", "23-11-2026", "11"), language="da")
    driver.page.resize(width, height)
    driver.click("compare")
    assert driver.text("findingTitle") == "Det er ægte og gælder."
    assert driver.page.area.widget().width() <= driver.page.area.viewport().width()
    assert driver.nameless() == []
