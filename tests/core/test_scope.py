"""Of whom and of which days: local days, both counted, open at either end; days that are none refused."""

from __future__ import annotations

import pytest

from trainer.core.message import Refused
from trainer.core.scope import DAY_MS, EVERYTHING, Scope
from trainer.core.watching import Stopped, Watch


def test_both_days_are_counted() -> None:
    since, until = Scope(since="1970-01-03", until="1970-01-04").bounds()
    assert (since, until) == (2 * DAY_MS, 4 * DAY_MS)
    assert Scope(since="1970-01-03", until="1970-01-03").bounds()[1] == 3 * DAY_MS


def test_open_ends() -> None:
    assert not EVERYTHING.dated
    assert EVERYTHING.bounds()[0] == 0
    assert EVERYTHING.bounds()[1] > 7_000_000 * 1_000_000
    assert Scope(since="2026-01-01").dated
    assert Scope(until="2026-01-01").dated


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "<b>", "9" * 400])
def test_days_that_are_none(day: str) -> None:
    with pytest.raises(Refused, match=r"choices\.day") as refused:
        Scope(since=day).bounds()
    assert len(str(refused.value.message.values["day"])) <= 40


def test_days_that_end_before_they_begin() -> None:
    with pytest.raises(Refused, match=r"choices\.turned"):
        Scope(since="2026-01-02", until="2026-01-01").bounds()


def test_a_call_hears_at_its_next_step_that_it_is_to_stop() -> None:
    watch = Watch()
    watch.tell(3, 9)
    assert (watch.done, watch.total) == (3, 9)
    watch.stop()
    with pytest.raises(Stopped):
        watch.tell(4, 9)
