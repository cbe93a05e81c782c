"""Owns what a page or a command is told of the question bank for assessments; knows neither file nor key."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from trainer.core.message import Message


class VaultCondition(StrEnum):
    """Whether a bank is installed and open. `UNREADABLE`: there is a file that cannot be used."""

    NONE = "none"
    LOCKED = "locked"
    OPEN = "open"
    UNREADABLE = "unreadable"


class Keeper(msgspec.Struct, frozen=True):
    """A trainer here; `may_open` where the bank was sealed for them."""

    id: str
    name: str
    may_open: bool


class VaultState(msgspec.Struct, frozen=True):
    """How the question bank for assessments stands. What it says of itself is empty where there is none to be read."""

    condition: VaultCondition
    name: str = ""
    version: str = ""
    digest: str = ""
    draft: bool = False
    items: int = 0
    blueprints: int = 0
    installed_ms: int = 0
    keepers: tuple[Keeper, ...] = ()
    trouble: Message | None = None

    def may_open(self, person: str) -> bool:
        """Say whether it was sealed for this trainer."""
        return any(keeper.id == person and keeper.may_open for keeper in self.keepers)


class Offered(msgspec.Struct, frozen=True):
    """A file that may be installed. `instead` and `instead_name` say what it would replace that asks for a word, "" for nothing.

    `there` says that just this file is installed.
    """

    name: str
    version: str
    digest: str
    draft: bool
    items: int
    blueprints: int
    instead: str = ""
    instead_name: str = ""
    there: bool = False
