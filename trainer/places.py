"""Owns where records may lie on this computer, and which of the places is in use; knows nothing of what is in them.

Two arrangements: for this account alone, and for everybody on the computer. An administrator names a folder by
`--data-dir` or by `VEJVIS_DATA_DIR`; then there is no choice left to make.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from trainer.faults import Fault
from trainer.records import place

APPLICATION = "vejvis"
VARIABLE = "VEJVIS_DATA_DIR"

_COMPUTER_LINUX = ("/var/lib/vejvis", "/var/tmp/vejvis")
"""The first is an administrator's to make (`install -d -m 777`); the second, which outlives a restart, anybody's."""


class Places(msgspec.Struct, frozen=True):
    """The folder for this account (or the one that was named), and the one for everybody, None where one was named."""

    account: Path
    computer: Path | None

    def in_use(self) -> Path | None:
        """The folder that holds records, this account's own first; None before the set-up."""
        for folder in (self.account, self.computer):
            if folder is not None and holds_records(folder):
                return folder
        return None

    def folder(self) -> Path:
        """The folder in use; before the set-up the one a command means unless told otherwise."""
        return self.in_use() or self.account


def holds_records(folder: Path) -> bool:
    """Say whether a folder holds records, of whatever kind or condition. One that cannot be looked into holds none."""
    try:
        return os.path.lexists(folder / place.RECORDS)
    except OSError:  # pragma: no cover - lexists answers False for nearly all of them
        return False


def on_network(folder: Path, table: Callable[[], str] = place.mounts) -> bool:
    """Say whether a folder, there or not, lies on a network."""
    try:
        place.refuse_network(folder, table)
    except Fault:
        return True
    return False


def open_to_all(folder: Path) -> bool:
    """Say whether every account may write in a folder that is there."""
    return sys.platform != "win32" and folder.is_dir() and bool(folder.stat().st_mode & 0o002)


def find(given: Path | None = None, environment: Mapping[str, str] | None = None, system: str = sys.platform) -> Places:
    """The places of this computer. `given` is `--data-dir` and goes before the environment's VEJVIS_DATA_DIR."""
    environment = os.environ if environment is None else environment
    named = given or (Path(environment[VARIABLE]).expanduser() if environment.get(VARIABLE) else None)
    if named is not None:
        return Places(Path(os.path.abspath(named)), None)  # noqa: PTH100 - Path.resolve would follow links
    from platformdirs import user_data_path

    return Places(user_data_path(APPLICATION, appauthor=False), computer_folder(environment, system))


def computer_folder(
    environment: Mapping[str, str], system: str = sys.platform, linux: tuple[str, ...] = _COMPUTER_LINUX
) -> Path:
    """The local folder for everybody: the first that holds records, else the first that this account could write in.

    Where an account could write in none the first is named all the same: making it is an administrator's single line.
    """
    if system == "win32":
        return Path(environment.get("PROGRAMDATA") or r"C:\ProgramData") / "Vejvis"
    if system == "darwin":
        return Path("/Users/Shared/Vejvis")
    candidates = [Path(folder) for folder in linux]
    for candidate in candidates:
        if holds_records(candidate):
            return candidate
    for candidate in candidates:
        if os.access(candidate if candidate.is_dir() else candidate.parent, os.W_OK | os.X_OK):
            return candidate
    return candidates[0]
