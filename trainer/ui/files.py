"""Owns asking for files by the system's dialogs: they begin in the person's documents, never where the program happens to run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Chooser = Callable[[QWidget, str, str, str], str]
"""Asks for a file: parent, title, suggested name, pattern; "" for none."""


def documents() -> Path:
    """The person's folder of documents, their home where there is none."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return folder if folder.is_absolute() and folder.is_dir() else Path.home()


def choose_target(parent: QWidget, title: str, suggested: str, pattern: str) -> str:
    """Ask where to save; `suggested` is a name without a folder."""
    return QFileDialog.getSaveFileName(parent, title, str(documents() / suggested), pattern)[0]


def choose_source(parent: QWidget, title: str, _suggested: str = "", pattern: str = "") -> str:
    """Ask which file to open."""
    return QFileDialog.getOpenFileName(parent, title, str(documents()), pattern)[0]


def choose_sources(parent: QWidget, title: str, pattern: str) -> list[str]:
    """Ask which files to open."""
    return QFileDialog.getOpenFileNames(parent, title, str(documents()), pattern)[0]
