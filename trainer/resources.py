"""Owns where shipped files lie, in a checkout and in an installed wheel; knows nothing of what is in them."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


class MissingAsset(Exception):
    """A file that ships with the application is not there: the installation is damaged."""


def asset(*parts: str) -> Path:
    """Return the path of a shipped file. Raises MissingAsset if it is not there."""
    for root in (_HERE / "assets", _HERE.parent / "assets"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise MissingAsset("/".join(parts))
