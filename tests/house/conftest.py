"""What tests of the house begin with: an open one in an empty folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.core.requests import Access
from trainer.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House.open(tmp_path / "records", create=True) as house:
        house.records.people.add("Signe Toft", "patrol", Access.LEARNER, house.clock.now())
        yield house
