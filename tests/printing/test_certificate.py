"""A certificate on paper, read back as a stranger would: one page, all fields, the code, what it does not prove."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from tests.drivers.paper import words_on_paper
from trainer.catalogue import Catalogue
from trainer.core.certificates import Certificate, Printed, expires
from trainer.core.events import BankRef
from trainer.printing.certificate import CertificateSheet, certificate_pdf

HANDED_IN = 1_795_423_260_000
PRINTED = Printed(
    "Jonas Kvist", "L-0002", {"en": "Police basic training, final", "da": "Politiets grunduddannelse, afslutning"},
    "f" * 64, BankRef("Vejvis", "2026.11", "b" * 64), 34, 40, 30, HANDED_IN, 60, expires(HANDED_IN, 60, 24),
    "The Police College",
)  # fmt: skip
MADE = Certificate("ACDEFHJKM9", HANDED_IN, PRINTED)


def read(tmp_path: Path, certificate: Certificate, language: str = "en") -> list[str]:
    target = tmp_path / "certificate.pdf"
    target.write_bytes(certificate_pdf(CertificateSheet(certificate, Catalogue(language))))
    return words_on_paper(target)


def test_everything_stands_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    (page,) = read(tmp_path, MADE)
    for words in (
        "The Police College", "Certificate", "Jonas Kvist", "has passed the assessment", "Police basic training, final",
        "23 November 2026", "34 of 40 right (pass mark 30)", "until 23 November 2028", "L-0002", "ffffffffffff",
        "Vejvis 2026.11, bbbbbbbbbbbb", "Code ACDEF-HJKM9", "vejvis certificate check", "no proof of identity",
        "from version 2026.11 of the question bank",
    ):  # fmt: skip
        assert words in page, page


def test_in_danish(qapp: QApplication, tmp_path: Path) -> None:
    (page,) = read(tmp_path, MADE, "da")
    for words in (
        "Bevis",
        "har bestået prøven",
        "Politiets grunduddannelse, afslutning",
        "34 af 40 rigtige",
        "Kode ACDEF",
    ):
        assert words in page, page
    assert "Certificate" not in page


def test_without_end_mark_or_unit(qapp: QApplication, tmp_path: Path) -> None:
    (page,) = read(tmp_path, replace(MADE, printed=replace(PRINTED, expires_ms=0, mark=0, unit="")))
    assert "without an end date" in page
    assert "pass mark" not in page


@pytest.mark.parametrize(
    "name", ["Anne-Sofie Ægidius Øster-Ångström " * 6, "<b>Jonas</b> \u202eKvist", "Łukasz Żółć Şahin Őry"]
)
def test_any_name_stands_on_it_whole_and_plain(qapp: QApplication, tmp_path: Path, name: str) -> None:
    (page,) = read(tmp_path, replace(MADE, printed=replace(PRINTED, name=name.strip())))
    assert " ".join(name.replace("\u202e", "").split()) in page
    assert "Code ACDEF-HJKM9" in page
