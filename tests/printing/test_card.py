"""A card on paper: every word on it whole, on as many pages as it takes, fonts in the file, black alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from tests.drivers.paper import words_on_paper
from trainer.catalogue import Catalogue
from trainer.core.cards import CardDocument, CardLine, CardPart, LocalNumber, Paper, Part, ReferenceCard
from trainer.faults import Fault
from trainer.printing import flow
from trainer.printing.card import SHEETS, CardSheets
from trainer.printing.flow import FINE, MM, Piece
from trainer.printing.flow import flow as flowed
from trainer.printing.pdf import card_pdf, write_pdf

LONG = "Menneskehandelsbekæmpelseskoordineringsgruppens " * 12
MARKUP = "<b>fed</b> &amp; \u202eabc\u202c <img src='file:///etc/hostname'>"


def line(number: int, text: str = "") -> CardLine:
    return CardLine(text or f"Statement {number} says who does what, and when.", "2022", "The report")


def card(lines: int = 6, own: int = 0, text: str = "", numbers: tuple[LocalNumber, ...] = ()) -> ReferenceCard:
    parts = [CardPart(part, tuple(line(n, text) for n in range(lines))) for part in Part if part is not Part.OWN]
    if own:
        parts.insert(0, CardPart(Part.OWN, tuple(line(n, text) for n in range(own))))
    return ReferenceCard(
        module="referral",
        title=text or "Referral routes",
        person=text or ("Sofie Bjerre" if own else ""),
        parts=tuple(parts),
        numbers=numbers,
        documents=(CardDocument("The report", text or "The whole title of the report", "2022"),),
        caution=text or "Procedures are taught as described for 2022. Check today's rules.",
        bank_version="2026.1",
        draft=True,
        printed_ms=1_795_420_800_000,
        offset_min=60,
    )


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", data))


@pytest.mark.parametrize(("paper", "box"), [(Paper.A5, b"420.000000 595.000000"), (Paper.A4, b"595.000000 842.000000")])
def test_a_pdf_has_its_size_its_pages_and_its_fonts(qapp: QApplication, paper: Paper, box: bytes) -> None:
    sheets = CardSheets(card(own=4), paper, Catalogue())
    data = card_pdf(sheets, paper, "Reference card: Referral routes")
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert pages(data) == sheets.pages
    assert box in data
    names = set(re.findall(rb"/FontName /\w+\+([\w-]+)", data))
    assert names >= {b"Inter-Regular", b"Inter-SemiBold", b"VejvisSerif-Medium"}
    assert len(re.findall(rb"/FontFile2", data)) == len(names)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("text", ["", LONG, MARKUP])
def test_whatever_the_text_nothing_stands_outside_its_column(qapp: QApplication, paper: Paper, text: str) -> None:
    sheets = CardSheets(card(own=5, text=text), paper, Catalogue())
    for one in sheets.placed():
        assert one.y + one.strip.height <= sheets._column_height(one.page) + 0.01
        assert one.column < SHEETS[paper].columns


def test_long_text_goes_on_overleaf_and_nothing_is_lost(qapp: QApplication) -> None:
    short = CardSheets(card(lines=2), Paper.A5, Catalogue())
    long = CardSheets(card(lines=30), Paper.A5, Catalogue())
    assert short.pages == 1
    assert long.pages > 3
    each = len(CardSheets(card(lines=1), Paper.A5, Catalogue()).placed())
    assert len(long.placed()) > len(short.placed()) > each


def test_a_text_longer_than_a_page_is_divided_between_its_lines(qapp: QApplication) -> None:
    face = flow.font("Inter", 400, 9)
    strips = flow.paragraph("word " * 3000, face, 12, 100 * MM)
    placed = flowed([Piece(strips)], lambda _page: 180 * MM, 1)
    assert len(placed) == len(strips)
    assert placed[-1].page >= 1
    assert all(one.y + one.strip.height <= 180 * MM for one in placed)


def test_a_heading_never_ends_a_column() -> None:
    body = Piece((flow.space(30),), gap=5 * FINE)
    heading = Piece((flow.space(10),), gap=5 * FINE, leads=True)
    placed = flowed([body, heading, body], lambda _page: 65 * FINE, 1)
    assert [one.page for one in placed] == [0, 1, 1]


def test_ruled_lines_stand_for_numbers_that_nobody_entered(qapp: QApplication) -> None:
    none = CardSheets(card(), Paper.A4, Catalogue())
    some = CardSheets(card(numbers=tuple(LocalNumber(f"N{n}", "33") for n in range(3))), Paper.A4, Catalogue())
    assert len(none.placed()) == len(some.placed())


@pytest.mark.parametrize("paper", list(Paper))
def test_every_word_and_figure_can_be_read_out_of_the_file(qapp: QApplication, tmp_path: Path, paper: Paper) -> None:
    spoken = "A (B) 1-2: AVATAR's office, 2011-2014, fi ff, Ærø, Łódź; 33 00 00 01"
    numbers = (LocalNumber("Duty officer", "33 00 00 01"),)
    made = card(lines=3, own=2, text=spoken, numbers=numbers)
    write_pdf(card_pdf(CardSheets(made, paper, Catalogue()), paper, "Card"), tmp_path / "card.pdf")
    read = words_on_paper(tmp_path / "card.pdf")
    assert "".join(read).count(spoken) >= 3 * 3 + 2
    assert "Duty officer: 33 00 00 01" in " ".join(read)
    assert f"Page 1 of {len(read)}" in read[0]
    assert "23 November 2026" in read[0]


def test_it_is_black_on_white(qapp: QApplication) -> None:
    picture = CardSheets(card(own=3), Paper.A5, Catalogue()).picture(0, 420)
    assert picture.pixelColor(1, 1) == QColor("white")
    colours = {QColor(picture.pixel(x, y)).saturation() for x in range(0, 420, 2) for y in range(0, 590, 2)}
    assert colours == {0}


def test_the_foot_stands_on_every_page(qapp: QApplication) -> None:
    sheets = CardSheets(card(lines=20), Paper.A5, Catalogue())

    def ink(image: QImage) -> int:
        return sum(image.pixelColor(x, y).lightness() < 128 for x in range(420) for y in range(520, 570))

    assert sheets.pages > 2
    assert all(ink(sheets.picture(page, 420)) > 100 for page in range(sheets.pages))


def test_the_words_name_it_the_bank_and_the_day(qapp: QApplication) -> None:
    sheets = CardSheets(card(own=1), Paper.A5, Catalogue())
    assert "Referral routes" in sheets.words()
    assert sheets._date() == "23 November 2026"
    assert CardSheets(replace(card(), offset_min=-600), Paper.A5, Catalogue("da"))._date().startswith("22. november")


def test_a_file_that_cannot_be_written_leaves_the_one_before(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "card.pdf"
    write_pdf(b"%PDF-before", target)
    with pytest.raises(Fault) as caught:
        write_pdf(b"%PDF-after", tmp_path / "none" / "card.pdf")
    assert caught.value.message.code == "fault.no-folder"
    target.chmod(0o444)
    write_pdf(b"%PDF-after", tmp_path / "other.pdf")
    assert target.read_bytes() == b"%PDF-before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.pdf", "other.pdf"]
