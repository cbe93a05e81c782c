"""Owns what the pages of rosters and duplicates ask of their desk, as protocols; the desk itself is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from trainer.core.roster import Brought, Duplicate, Merged, Part, Preview, Progress, RosterFound


class RosterHand(Protocol):
    """A roster in hand. Its methods are slow: call them off the GUI thread; what `progress` raises ends them."""

    @property
    def found(self) -> RosterFound:
        """What the file is."""

    def preview(self, columns: Mapping[Part, int], headed: bool, group: str, progress: Progress) -> Preview:
        """Say how every row stands; `group` is for rows that name none. Raises Refused, Fault."""

    def bring(self, preview: Preview, choices: Mapping[int, str], by: str, progress: Progress) -> Brought:
        """Write what the preview promises, all or nothing. Raises Refused("roster.changed"), Fault."""


class RosteringDesk(Protocol):
    """Bringing people in, and making two records of one person one."""

    def open(self, path: Path) -> RosterHand:
        """Read a roster file. Slow. Raises Fault."""

    def groups(self) -> tuple[str, ...]:
        """The names of the groups that there are."""

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""

    def duplicates(self) -> tuple[Duplicate, ...]:
        """Pairs who may be one person; who stays comes first."""

    def merge(self, kept: str, gone: str, by: str) -> str:
        """Make one person part of another and return the merge's id. Raises Refused, Fault."""

    def keep_apart(self, first: str, second: str) -> None:
        """Keep that two are different people. Raises Fault."""

    def merged(self) -> tuple[Merged, ...]:
        """Who was made part of whom, the latest first."""

    def undo(self, merge: str, by: str) -> None:
        """Take a merge back. Raises Refused, Fault."""
