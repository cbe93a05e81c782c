"""The dialogs for files begin where a person keeps documents, whatever folder the program was started in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from trainer.ui import files


def folder_of(qtbot: QtBot, ask: Callable[[QWidget], object]) -> Path:
    """Ask, look where the dialog stands, and leave it without a choice."""
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            return
        timer.stop()
        seen.append(dialog.directory().absolutePath())
        dialog.reject()

    timer = QTimer(parent)
    timer.setInterval(10)
    timer.timeout.connect(look)
    timer.start()
    assert not ask(parent)
    return Path(seen[0])


ASKED: dict[str, Callable[[QWidget], object]] = {
    "to save": lambda parent: files.choose_target(parent, "Save", "people.csv", "CSV (*.csv)"),
    "to open": lambda parent: files.choose_source(parent, "Open"),
    "to open several": lambda parent: files.choose_sources(parent, "Open", "Text (*.txt)"),
}


@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("there", [True, False], ids=["documents", "no documents"])
def test_files_are_asked_for_in_the_documents_or_at_home(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: str, there: bool
) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    for folder in (home, elsewhere, *([home / "Papers"] if there else [])):
        folder.mkdir()
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_DOCUMENTS_DIR="$HOME/Papers"\n')
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.chdir(elsewhere)
    assert folder_of(qtbot, ASKED[ask]) == (home / "Papers" if there else home)
