"""Owns what pages ask of the desk of graded questions, as a protocol; the desk itself is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.core.vault_views import Offered, VaultState


class VaultingDesk(Protocol):
    """The question bank for assessments. All but `state`, `is_open` and `close` is slow: call it off the GUI thread."""

    def state(self) -> VaultState:
        """How it stands."""

    @property
    def is_open(self) -> bool:
        """Say whether graded questions are offered now."""

    def look_at(self, path: Path) -> Offered:
        """Say what a file is before it is installed. Raises Refused, Fault."""

    def install(self, path: Path, trainer: str, password: str, *, replace: bool = False) -> Offered:
        """Seal a bank under a trainer's password. Raises Refused, Fault; what was installed is then as it was."""

    def open(self, trainer: str, password: str) -> None:
        """Offer graded questions until it is closed or the program ends. Raises Refused, Fault."""

    def close(self, trainer: str) -> None:
        """Offer them no more. Raises Fault where it cannot be noted; it is closed then."""

    def admit(self, by: str, other: str, password: str) -> None:
        """While it is open, let another trainer open it as well, by their own password. Raises Refused, Fault."""

    def choose_password(self, trainer: str, former: str, new: str) -> None:
        """Give a trainer a longer password to sign in with. Raises Refused, Fault; then the former one stays."""
