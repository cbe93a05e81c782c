"""Owns assessments sat under other rules, rulings put on them, and what a desk refuses; opens no window."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drivers.exam import desk, key_of
from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.core.scoring import RulingKind


def sat(school: School, who: Admitted, right: int, **rules: Any) -> str:
    """Sit the standard self-check under other rules."""
    return key_of(school, desk(school, **rules), who, right)


def refused(act: Any, *args: Any, **values: Any) -> str:
    """The code that something is refused with."""
    with pytest.raises(Refused) as problem:
        act(*args, **values)
    return problem.value.message.code


def rule(school: School, stream: str, kind: RulingKind, place: int = 0, key: str = "") -> str:
    """Put a ruling on a question of an attempt into force, without marking anybody anew. Return the item's digest."""
    unit = school.house.results.marked(stream).state.units[place]
    with school.house.records.store.write() as db:
        db.execute(
            "INSERT INTO ruling (id, item, kind, option_ids, reason, by_person, made_ms, withdrawn_ms)"
            " VALUES (?, ?, ?, ?, 'Wrong', NULL, 1, NULL)",
            (f"r{place}", unit.ref.digest, kind.value, key),
        )
    return unit.ref.digest
