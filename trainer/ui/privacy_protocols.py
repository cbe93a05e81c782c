"""Owns what the pages about stored records ask of their desks, as protocols; the desks themselves are given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from trainer.core.privacy import (
        CopyLine,
        Correction,
        Erased,
        Erasure,
        LogLine,
        LogWish,
        Overdue,
        Periods,
        Retained,
        Somebody,
        Stored,
    )


class PrivacyDesk(Protocol):
    """What is stored about somebody, and the log. `stored`, `save`, `correct` and `save_log` are slow."""

    def people(self) -> tuple[Somebody, ...]:
        """Everybody who is here."""

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""

    def stored(self, person: str) -> Stored:
        """Say what is stored about somebody, also in backups. Raises Refused."""

    def save(self, person: str, by: str, target: Path, language: str = "en") -> str:
        """Write it to a file, for a trainer without what only the person sees, and return its path.

        Raises Refused, Fault; a file that was there is then unchanged.
        """

    def correct(self, person: str, by: str, correction: Correction) -> Stored:
        """Put name, number or work role right. Raises Refused, Fault."""

    def log(self, wish: LogWish, language: str = "en") -> tuple[LogLine, ...]:
        """Lines of the log, the latest first."""

    def acts(self) -> tuple[str, ...]:
        """The acts that there are lines of."""

    def save_log(self, by: str, wish: LogWish, say: Callable[..., str], target: Path, language: str = "en") -> int:
        """Write lines of the log as CSV and return how many. Raises Refused, Fault."""


class ErasingDesk(Protocol):
    """Erasing people for good. All of it is slow."""

    def look(self, person: str) -> Erasure:
        """Say what erasing somebody takes away. Raises Refused."""

    def erase(self, people: Sequence[str], by: str) -> Erased:
        """Erase people from records and copies. Raises Refused, Fault: then nobody was erased."""

    def finish(self) -> Erased:
        """Go on with what an erasure left."""

    def unfinished(self) -> bool:
        """Say whether bytes of somebody erased may still be in the folder."""

    def copies(self) -> tuple[CopyLine, ...]:
        """The copies of the records that can be found, the latest first."""


class RetainingDesk(Protocol):
    """For how long what is kept. Looking and taking away are slow."""

    def periods(self) -> Periods:
        """The periods."""

    def keep(self, wished: Periods, by: str) -> None:
        """Keep other periods. Raises Refused, Fault."""

    def look(self) -> Overdue:
        """Say what they would take away now."""

    def carry_out(self, seen: Overdue, by: str) -> Retained:
        """Take away what was looked at. Raises Refused where that has changed, Fault."""
