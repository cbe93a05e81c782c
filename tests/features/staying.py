"""A window that is open and does nothing until it is killed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.drivers.person import Person
from trainer.app import Application
from trainer.neighbour import socket_path


def stay(person: Person, application: Application) -> dict[str, Any]:
    """Wait at the sign-in, once the window can be asked."""
    person.waits_for("Choose your profile")
    house = application.house
    assert house is not None
    person.waits(lambda: Path(socket_path(house.folder)).exists(), "the window listens")
    return {"open": application.house is not None, "killed": True}
