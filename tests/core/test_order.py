"""The order of names: Danish, by the standard's own rules, whatever language the program speaks."""

from __future__ import annotations

import random
import unicodedata

import pytest
from PySide6.QtCore import QCollator, QLocale, Qt

from trainer.core.order import danish

IN_ORDER = (
    ["Anne Marie Holm", "Anne-Marie Juhl", "Annemarie Bo"],
    ["Eric", "Éric", "Erica"],
    ["Hold 2", "Hold 10", "Hold 10 B", "Hold A"],
    ["O'Brien", "Obrist"],
    ["Holm", "holm", "Holmå"],
    ["Öberg", "Østrup"],
    ["Łukasz", "Lund", "Lykke", "Mygind", "Müller", "Myrup"],
    ["Đặng", "Dao", "Thor", "Þór", "Tim"],
    ["Zoë", "Zoran", "Жанна"],
)


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_come_in_danish_order(names: list[str]) -> None:
    mixed = names[:]
    random.Random(1).shuffle(mixed)
    assert sorted(mixed, key=danish) == names


@pytest.mark.parametrize(
    ("first", "then"),
    [("Zeuthen", "Ærø"), ("Ærø", "Østergaard"), ("Østergaard", "Åby"), ("Zeuthen", "Aaby"), ("Åby", "Aaby"), ("Aaby", "Åbyhøj")],
)  # fmt: skip
def test_the_letters_after_z(first: str, then: str) -> None:
    assert danish(first) < danish(then)


def test_both_ways_of_writing_a_letter_are_one() -> None:
    assert danish(unicodedata.normalize("NFD", "Åse Ærø")) == danish("Åse Ærø")


def test_qt_has_the_same_order() -> None:
    """Qt's own Danish collation, another one's work, agrees on names as they are in a Danish unit."""
    first = (
        "Aage",
        "Åge",
        "Anders",
        "Ærinda",
        "Østen",
        "Zoe",
        "Søren",
        "Sara",
        "Günther",
        "Göran",
        "Gorm",
        "Mads",
        "Åse",
    )
    last = (
        "Holm",
        "Høgh",
        "Haar",
        "Hår",
        "Hansen",
        "Hæstrup",
        "Aagaard",
        "Zahle",
        "Müller",
        "Mygind",
        "Møller",
        "Mähl",
    )
    names = [f"{one} {other}" for one in first for other in last]
    collator = QCollator(QLocale("da"))
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    # Where "Åge" and "Aage" are all that differs, each has its own say.
    assert [danish(one)[0] for one in sorted(names, key=collator.sortKey)] == [
        danish(one)[0] for one in sorted(names, key=danish)
    ]
