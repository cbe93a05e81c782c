"""No character of a name or a title is lost on paper: it is drawn, or stands as its number, and the paper says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from tests.drivers.paper import words_on_paper
from tests.printing.test_certificate import MADE, PRINTED
from trainer.catalogue import Catalogue
from trainer.core.report_views import CourseReport, Made, PersonLine, PersonReport, Report
from trainer.core.standing import Status
from trainer.printing import flow, glyphs
from trainer.printing.certificate import CertificateSheet, certificate_pdf
from trainer.printing.report import report_pdf

NOWHERE = "\U00050000"
"""A character that no font has, now or later: its plane is not assigned."""
ABOUT = Made(1_795_423_260_000, 60, "2026.11", False, "Hold " + NOWHERE, "", "")
NAMED = PersonLine("L-0001", "Åse " + NOWHERE, Status.NOT_STARTED, 0, 0, None, None, None)
COURSE = CourseReport(ABOUT, 2, 0, {}, 0, 0, (), (), (), (NAMED,))
PERSON = PersonReport(ABOUT, "L-0001", "Åse " + NOWHERE, "Patrol", (), Status.NOT_STARTED, 0, 0, 0, (), (), (), ())


def on_paper(folder: Path, report: Report, language: str = "en") -> str:
    target = folder / "report.pdf"
    target.write_bytes(report_pdf(report, Catalogue(language)))
    return " ".join(words_on_paper(target))


@pytest.mark.parametrize(("family", "weight"), [("Inter", 400), ("Vejvis Serif", 500)])
def test_letters_stay_and_what_no_font_has_stands_as_its_number(qapp: QApplication, family: str, weight: int) -> None:
    face = flow.font(family, weight, 12)
    for name in ("Søren Åkjær", "Nguye\u0302\u0303n", "Ștefan", "a\u200db", ""):
        assert glyphs.drawn(name, face) == name
    assert glyphs.drawn(f"Åse {NOWHERE}!", face) == "Åse [U+50000]!"
    assert glyphs.drawn("\U0001f469\u200d\U0001f467", face) in (
        "\U0001f469\u200d\U0001f467",
        "[U+1F469 U+200D U+1F467]",
    ), "a picture of two is one character, drawn or named whole"


def test_a_certificate_names_what_it_cannot_draw(qapp: QApplication, tmp_path: Path) -> None:
    printed = replace(PRINTED, name="Åse " + NOWHERE, title={"en": f"Final {NOWHERE}", "da": "Prøve"})
    target = tmp_path / "certificate.pdf"
    target.write_bytes(certificate_pdf(CertificateSheet(replace(MADE, printed=printed), Catalogue("en"))))
    (page,) = words_on_paper(target)
    assert "Åse [U+50000]" in page
    assert "Final [U+50000]" in page
    assert "stands as its number in Unicode" in page
    target.write_bytes(certificate_pdf(CertificateSheet(MADE, Catalogue("en"))))
    assert "Unicode" not in words_on_paper(target)[0]


@pytest.mark.parametrize("report", [COURSE, PERSON], ids=["course", "person"])
def test_reports_name_what_they_cannot_draw(qapp: QApplication, tmp_path: Path, report: Report) -> None:
    said = on_paper(tmp_path, report)
    assert "Åse [U+50000]" in said
    assert "stands as its number in Unicode" in said
    assert "\ufffd" not in said


@pytest.mark.parametrize(
    ("language", "report", "words"),
    [
        ("en", COURSE, "made-up people"),
        ("da", COURSE, "opdigtede personer"),
        ("en", PERSON, "this person is made up"),
        ("da", PERSON, "denne person er opdigtet"),
    ],
)
def test_a_report_on_made_up_people_says_so_in_front_and_on_each_page(
    qapp: QApplication, tmp_path: Path, report: Report, language: str, words: str
) -> None:
    people = report.people if isinstance(report, CourseReport) else 1
    target = tmp_path / "report.pdf"
    told: Report = replace(report, about=replace(ABOUT, made_up=people))
    target.write_bytes(report_pdf(told, Catalogue(language)))
    pages = words_on_paper(target)
    assert all(words in page for page in pages)
    assert pages[0].count(words) == 2
    assert words not in on_paper(tmp_path, report, language)


def test_a_certificate_of_somebody_made_up_says_so(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "certificate.pdf"
    made = replace(MADE, printed=replace(PRINTED, made_up=True))
    target.write_bytes(certificate_pdf(CertificateSheet(made, Catalogue("en"))))
    (page,) = words_on_paper(target)
    assert "this person is made up" in page
    target.write_bytes(certificate_pdf(CertificateSheet(MADE, Catalogue("en"))))
    assert "made up" not in words_on_paper(target)[0]


def test_a_course_of_both_says_how_many(qapp: QApplication, tmp_path: Path) -> None:
    said = on_paper(tmp_path, replace(COURSE, about=replace(ABOUT, made_up=1)))
    assert "Of the people this is about, 1 were made up" in said
