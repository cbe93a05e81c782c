"""The application started on a folder in this process, and closed whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.drivers.person import Person, focus_in
from trainer.app import Application, Options


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[Callable[[Path], tuple[Application, Person]]]:
    """Start the application on a folder; all are closed afterwards."""
    started: list[Application] = []

    def start(folder: Path) -> tuple[Application, Person]:
        application = Application(qapp, Options(folder))
        started.append(application)
        application.open()
        focus_in(application.window)
        return application, Person(application.window)

    yield start
    for application in started:
        application.window.hide()  # Closing asks what is to become of a draft, and a test that failed could not answer.
        application.close()
        application.window.deleteLater()
        application.deleteLater()
