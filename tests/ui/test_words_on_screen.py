"""Words on screen: shown literally, wrapped at any width, never cut."""

from __future__ import annotations

import pytest
from conftest import name, role
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QLabel

from trainer.ui.components.buttons import Button, IconButton
from trainer.ui.components.marks import Chip, IconText, KeyHints
from trainer.ui.components.option_face import OptionText
from trainer.ui.components.options import OptionCard
from trainer.ui.components.rows import ListRow, RowText
from trainer.ui.components.source import SourceRow
from trainer.ui.components.text import Narrative, Text, unmarked
from trainer.ui.painting import paragraph, shown
from trainer.ui.theme import Look

LONG = "Menneskehandelsbekæmpelseskoordineringsgruppens udrejsefristforlængelsesansøgning"
MARKUP = '<b>fed</b> <img src="file:///etc/passwd"> &amp; **stjerner**'


def test_controls_and_direction_marks_are_not_shown() -> None:
    assert shown("a\x00b\x1bc\x9fd") == "abcd"
    assert shown("abc\u202egnp.exe\u202c") == "abcgnp.exe"
    assert shown("x\u2066y\u2069\u200f") == "xy"
    assert shown("one\r\ntwo\u2028three\x85four\tfive") == "one\ntwo\nthree\nfour five"
    assert shown("Øzgür Çelik, Łódź") == "Øzgür Çelik, Łódź"


@pytest.mark.parametrize("make", [Text, Narrative, lambda text, look: IconText(text, "info", look)])
def test_mark_up_is_shown_literally(look: Look, show, make) -> None:
    text = show(make(MARKUP, look))
    assert text.textFormat() == Qt.TextFormat.PlainText
    assert text.text() == MARKUP
    assert name(text) == MARKUP
    assert role(text) == QAccessible.Role.StaticText


def test_mark_up_is_shown_literally_in_controls(look: Look, words, show) -> None:
    card = show(OptionCard(OptionText("a", "A", MARKUP), look, words))
    assert name(card) == "A. " + unmarked(MARKUP), "asterisks alone are the authors' own, and are not read out"
    button = show(Button(MARKUP, look))
    assert name(button) == MARKUP
    assert button.label == MARKUP
    row = show(ListRow(RowText(MARKUP), look))
    assert name(row) == MARKUP
    chip = show(Chip(MARKUP, look))
    assert chip.textFormat() == Qt.TextFormat.PlainText
    icon = show(IconButton("<b>Back</b>", "arrow-left", look))
    assert "<" not in icon.toolTip()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [120, 320, 720])
def test_long_words_are_broken_before_they_are_cut(look: Look, width: int, scale: float) -> None:
    look.set_text_scale(scale)
    for style in ("body", "heading", "narrative"):
        laid = paragraph(look, f"{LONG} og {LONG.lower()}", style, width)
        assert laid.width <= width
        assert laid.height % look.line(style) == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [200, 480, 720])
def test_text_gets_the_height_it_needs(look: Look, show, width: int, scale: float) -> None:
    look.set_text_scale(scale)
    text = show(Text(f"{LONG} {LONG}", look), width, 10)
    needed = text.heightForWidth(width)
    assert needed == paragraph(look, text.text(), "body", width).height
    assert text.minimumSizeHint().height() <= needed


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [280, 520, 1000])
@pytest.mark.parametrize("kind", ["option", "source", "row"])
def test_painted_rows_draw_nothing_outside_themselves(
    look: Look, words, show, kind: str, width: int, scale: float
) -> None:
    """A row one line higher shows the same ink: nothing was cut at its lower edge."""
    look.set_text_scale(scale)
    text = f"Spørg {LONG} og vent på svar, {LONG.lower()}"
    widget = {
        "option": lambda: OptionCard(OptionText("a", "A", text), look, words),
        "source": lambda: SourceRow(text, "2022", look, words),
        "row": lambda: ListRow(RowText(text, note="8 min", status="Gennemført", status_icon="check"), look),
    }[kind]()
    show(widget, width, 10)
    height = widget.heightForWidth(width)
    widget.resize(width, height)
    exact = _ink_rows(widget.grab().toImage(), look)
    widget.resize(width, height + 40)
    roomy = _ink_rows(widget.grab().toImage(), look)
    assert exact == roomy > 0


def _ink_rows(image: QImage, look: Look) -> int:
    """How many pixel rows hold the ink of words."""
    ink = look.colour("ink")
    columns = range(image.width())
    return sum(
        any(image.pixelColor(x, y) == ink for x in columns if 60 < x < image.width() - 12)
        for y in range(image.height())
    )


def test_key_hints_are_read_as_one_sentence(look: Look, show) -> None:
    hints = show(KeyHints([(("A", "D"), "choose"), (("Enter",), "check")], look))
    assert isinstance(hints, QLabel)
    assert name(hints) == "A–D choose, Enter check"
    assert hints.heightForWidth(100) > hints.heightForWidth(700)
