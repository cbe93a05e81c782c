"""A window that is open and does nothing until it is killed."""

from __future__ import annotations

from typing import Any

from tests.drivers.person import Person
from trainer.app import Application


def stay(person: Person, application: Application) -> dict[str, Any]:
    """Wait at the sign-in."""
    person.waits_for("Choose your profile")
    return {"open": application.house is not None, "killed": True}
