"""The tables of somebody's file as they are read: moments where they were, seconds, Mondays; nothing else is touched."""

from __future__ import annotations

from datetime import UTC

from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.desks.readable import Readable
from trainer.records import held

NOON_MS = 1_794_398_400_000  # 2026-11-11 12:00 UTC


def test_moments_are_local_and_none_is_empty() -> None:
    own = Readable(("code", "at_ms", "offset_min", "ms", "opens_ms"), Catalogue("en"), UTC)
    assert list(own.cells(("L-0001", NOON_MS, 60, 90_400, 0))) == ["L-0001", "2026-11-11 13:00:00", 60, "90", ""]
    assert own.headings[1:4] == ("When (local time)", "Local time ahead of UTC (minutes)", "Seconds")
    weeks = Readable(("week", "made_ms"), Catalogue("da"), UTC)
    assert list(weeks.cells((0, None))) == ["1969-12-29", None]
    assert list(weeks.cells((2967, NOON_MS))) == ["2026-11-09", "2026-11-11 12:00:00"]


def test_every_column_of_every_table_has_its_heading(school: School) -> None:
    for language in ("en", "da"):
        for names, _rows in held.tables(school.house.records.store, "").values():
            headings = Readable(names, Catalogue(language), None).headings
            assert not [one for one in headings if one.endswith("_ms")]
