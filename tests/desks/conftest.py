"""What tests of desks begin with: a data folder, opened, in which nobody is yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.school import School


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    school.close()
