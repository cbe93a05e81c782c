"""Owns where content and a built bank lie in a checkout or an installation; knows nothing of what they hold."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def content_folder() -> Path:
    """Return the folder of authored content in a checkout."""
    return HERE / "content"
