"""The initials of whatever name: whole letters with their accents, and none where no word begins with one."""

from __future__ import annotations

import pytest

from trainer.desks.entrance import initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sofie Bjerre", "SB"),
        ("Åse", "Å"),
        ("anna maria østergård", "AØ"),
        ("A\u030ase E\u0301lan", "ÅÉ"),
        ("N\u0323\u0308ova Li", "Ṇ\u0308L"),
        ("<b>Maja</b> Lindholm", "L"),
        ("<b>fed</b>", ""),
        ("\U0001f600 Bo \U0001f469\u200d\U0001f467", "B"),
        ("\U0001f600", ""),
        ("12 34", ""),
        ("李 小龍", "李小"),
        ("", ""),
    ],
)
def test_initials_are_letters(name: str, expected: str) -> None:
    assert initials(name) == expected
