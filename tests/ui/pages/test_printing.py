"""Printing as it is done where there is a printer and where there is none: Qt's own dialog, by keyboard, on paper that is a file."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.builders.files import largest_file
from tests.drivers.pages import PageDriver
from tests.drivers.paper import words_on_paper
from tests.drivers.school import School
from tests.printing.test_card import card
from trainer.catalogue import Catalogue
from trainer.core.cards import LocalNumber, Paper
from trainer.printing.card import SHEETS, CardSheets, page_layout
from trainer.ui.pages.card import CardPage
from trainer.ui.pages.printing import SystemPrinting, paint
from trainer.ui.theme import Look

TITLE = "Reference card: Referral routes"

Answer = Callable[[QPrintDialog], None]


@pytest.fixture
def answering(qtbot: QtBot) -> Iterator[Callable[[Answer], list[str]]]:
    """Answer the system's dialog once it is open, and return what it was called."""
    timers: list[QTimer] = []

    def wait(answer: Answer) -> list[str]:
        seen: list[str] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QPrintDialog):
                timer.stop()
                seen.append(dialog.printer().docName())
                answer(dialog)

        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(look)
        timer.start()
        timers.append(timer)
        return seen

    yield wait
    for timer in timers:
        timer.stop()


def to_file(path: Path) -> Answer:
    """Write a file's name where the dialog asks for one, and press Return."""

    def answer(dialog: QPrintDialog) -> None:
        field = dialog.findChild(QLineEdit, "filename")
        assert field is not None
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, str(path))
        QTest.keyClick(field, Qt.Key.Key_Return)

    return answer


def sheets_of(paper: Paper) -> CardSheets:
    return CardSheets(card(lines=14, own=3, numbers=(LocalNumber("Duty officer", "33 00 00 01"),)), paper, Catalogue())


def sizes(path: Path) -> set[str]:
    return {line.split("[")[1].rstrip("]") for line in path.read_text("latin-1").splitlines() if "/MediaBox" in line}


@pytest.mark.skipif(
    bool(QPrinterInfo.availablePrinterNames()), reason="the dialog offers this computer's printers first"
)
@pytest.mark.parametrize("paper", list(Paper))
def test_the_systems_dialog_prints_the_whole_card_to_a_file(
    qtbot: QtBot, tmp_path: Path, answering: Callable[[Answer], list[str]], paper: Paper
) -> None:
    parent, sheets, target = QWidget(), sheets_of(paper), tmp_path / "printed.pdf"
    qtbot.addWidget(parent)
    asked = answering(to_file(target))
    assert SystemPrinting().print(parent, sheets, paper, TITLE) is True
    assert asked == [TITLE]
    pages = words_on_paper(target)
    assert len(pages) == sheets.pages
    assert pages[0].startswith("Reference card of Sofie Bjerre Referral routes What you got wrong last")
    assert "Duty officer: 33 00 00 01" in " ".join(pages)
    points = page_layout(paper).fullRectPoints()
    assert sizes(target) == {f"0 0 {points.width():.6f} {points.height():.6f}"}


def test_whoever_thinks_better_of_it_has_printed_nothing(
    qtbot: QtBot, tmp_path: Path, answering: Callable[[Answer], list[str]]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    asked = answering(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert SystemPrinting().print(parent, sheets_of(Paper.A5), Paper.A5, TITLE) is None
    assert asked == [TITLE]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_printer_is_painted_page_by_page_at_the_cards_size(qapp: QApplication, tmp_path: Path, paper: Paper) -> None:
    printer, sheets, target = QPrinter(QPrinter.PrinterMode.HighResolution), sheets_of(paper), tmp_path / "paper.pdf"
    printer.setOutputFileName(str(target))
    printer.setFullPage(True)
    printer.setPageLayout(page_layout(paper))
    assert paint(printer, sheets)
    pages = words_on_paper(target)
    assert len(pages) == sheets.pages
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    sheet = SHEETS[paper]
    ((_x, _y, wide, high),) = ((float(number) for number in size.split()) for size in sizes(target))
    assert (wide, high) == (
        pytest.approx(sheet.width / 25.4 * 72, abs=1),
        pytest.approx(sheet.height / 25.4 * 72, abs=1),
    )


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_take_it_is_told_of(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "none" / "paper.pdf"))
    assert not paint(printer, sheets_of(Paper.A5))


@pytest.mark.skipif(
    bool(QPrinterInfo.availablePrinterNames()), reason="the dialog offers this computer's printers first"
)
def test_a_disk_that_is_full_is_told_by_its_name_and_leaves_no_half_a_card(
    qtbot: QtBot,
    school: School,
    look: Look,
    words: Catalogue,
    tmp_path: Path,
    answering: Callable[[Answer], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = CardPage(school.house.carding, school.learner(), "referral", look, words)
    driver, target = PageDriver(qtbot, page), tmp_path / "printed.pdf"
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        answering(to_file(target))
        with largest_file(2_000):
            page._on_print_clicked()
    finally:
        signal.signal(signal.SIGXFSZ, before)
    assert "was not printed" in driver.words()
    assert not target.exists()
    answering(to_file(target))
    page._on_print_clicked()
    assert "sent to the printer" in driver.text("cardDone")
    assert words_on_paper(target)


def test_without_a_printer_the_page_says_so_and_offers_the_file(
    qtbot: QtBot, school: School, look: Look, words: Catalogue
) -> None:
    driver = PageDriver(qtbot, CardPage(school.house.carding, school.learner(), "referral", look, words))
    there = SystemPrinting().available()
    driver.wait(lambda: driver.sees("print") or driver.sees("noPrinter"))
    assert (driver.sees("print"), driver.sees("noPrinter")) == (there, not there)
    assert driver.sees("save")
    if not there:
        assert "can be printed on any other" in driver.text("noPrinter")
