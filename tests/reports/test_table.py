"""Texts from data as they may be shown, and moments as they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.reports.table import Moment, here, isos, shown


def test_ordinary_names_stay() -> None:
    for name in ("Åse Kjær", "José María", "Łukasz Yılmaz", "محمد علي", "王小明", "Zoë 👩‍🎓", "می‌خواهم"):
        assert shown(name) == name


@pytest.mark.parametrize(
    ("text", "clean"),
    [("a\x00b", "ab"), ("a\tb", "a b"), ("a\nb", "a b"), ("\u202eabc\u202c", "abc"), ("a\u2028b", "a b")],
)
def test_controls_and_overrides_go(text: str, clean: str) -> None:
    assert shown(text) == clean


@given(st.text())
def test_nothing_that_controls_is_left(text: str) -> None:
    left = shown(text)
    assert not {unicodedata.category(c) for c in left if c not in "\u200c\u200d"} & {"Cc", "Cf", "Cs"}
    assert shown(left) == left


def test_a_moment_keeps_its_offset() -> None:
    assert Moment(1_764_000_000_999, -210).iso() == "2025-11-24T12:30:00-03:30"
    assert Moment(1_764_000_000_999, -210).local().hour == 12


@given(
    st.lists(
        st.none() | st.builds(Moment, st.integers(-70_000, 1_764_000_120_000), st.sampled_from((-210, 0, 60, 120)))
    )
)
def test_a_column_of_moments_says_each_of_them(cells: list[Moment | None]) -> None:
    assert isos([*cells, *cells[::-1]]) == [cell.iso() if cell else "" for cell in [*cells, *cells[::-1]]]


def test_never_is_no_moment() -> None:
    assert here(0) is None
    moment = here(1_764_000_000_000)
    assert moment is not None
    assert moment.local().timestamp() == 1_764_000_000
