"""A data folder in use, and the people in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.records import RecordsDriver
from trainer.records.people import Person


@pytest.fixture
def driver(tmp_path: Path) -> Iterator[RecordsDriver]:
    """An open data folder."""
    driver = RecordsDriver(tmp_path / "data")
    yield driver
    driver.close()


@pytest.fixture
def sofie(driver: RecordsDriver) -> Person:
    """A learner."""
    return driver.learner()
