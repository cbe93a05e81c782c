"""Walks the real application in a language longer than any: on no screen is a word painted narrower than it needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.album.cases import Cases
from tests.album.desk import Desk
from tests.album.exam import Exam
from tests.album.examined import examine
from tests.album.learner import Learner
from tests.album.past import school_with_a_past
from tests.album.taught import teach
from tests.album.threshold import SignIn, Trouble
from tests.album.trainer import Trainer
from tests.drivers.person import focus_in
from tests.ui.stretched import cut, stretch, stretched
from trainer.app import Application, Options
from trainer.clock import Clock

SIZES = {"as designed": QSize(1280, 800), "smallest": QSize(960, 640)}


class Ruler(SignIn, Learner, Cases, Trainer, Desk, Exam, Trouble):
    """Goes the album's way and measures instead of taking pictures."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self.found: list[str] = []

    def measure(self) -> list[str]:
        """Walk everywhere. Return what has no room, with the screen it is on."""
        self.sign_in()
        self.learner(every=True)
        self.cases()
        self.everything_else(None)
        self.trainer(every=True)
        self.crash()
        return self.found

    def take(self, name: str) -> None:
        top = QApplication.activeModalWidget() or self.application.window
        self.found += [f"{name}: {what}" for what in cut(top)]


def test_stretching_keeps_what_is_filled_in() -> None:
    assert "3" in stretched("Passed, {right} of {total}").format(right=3, total=4)
    assert "{right}" in stretched("Passed, {right} of {total}")
    assert len(stretched("Choose your profile")) >= 1.35 * len("Choose your profile")


ALL = [("as designed", 1.0), ("smallest", 2.0)]


@pytest.mark.parametrize(("size", "scale"), ALL)
def test_every_word_has_room(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, scale: float
) -> None:
    clock = school_with_a_past(tmp_path / "records", whole=True)
    stretch(monkeypatch)
    with _opened(qapp, tmp_path / "records", clock, SIZES[size], scale) as ruler:
        assert ruler.measure() == []


@pytest.mark.parametrize(("size", "scale"), ALL)
def test_every_word_of_the_trainers_desk_has_room(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, scale: float
) -> None:
    clock = school_with_a_past(tmp_path / "records", whole=True)
    teach(tmp_path / "records", clock)
    stretch(monkeypatch)
    with _opened(qapp, tmp_path / "records", clock, SIZES[size], scale) as ruler:
        ruler.desk()
        assert ruler.found == [], "\n".join(ruler.found)


@pytest.mark.parametrize(("size", "scale"), ALL)
def test_every_word_around_an_assessment_has_room(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, scale: float
) -> None:
    clock = school_with_a_past(tmp_path / "records")
    examine(tmp_path / "records", clock)
    stretch(monkeypatch)
    with _opened(qapp, tmp_path / "records", clock, SIZES[size], scale) as ruler:
        ruler.exam()
        assert ruler.found == [], "\n".join(ruler.found)


@contextmanager
def _opened(qapp: QApplication, records: Path, clock: Clock, size: QSize, scale: float) -> Iterator[Ruler]:
    """The application on these records, in this size of window and text."""
    application = Application(qapp, Options(records), clock)
    application.open()
    application.window.resize(size)
    focus_in(application.window)
    application.look.set_text_scale(scale)
    house = application.house
    assert house is not None
    for profile in house.entrance.profiles("en"):
        kept = house.preferring.of(profile.id)
        house.preferring.keep(profile.id, type(kept)(theme="light", text_scale=scale, lock_minutes=0))
    try:
        yield Ruler(application)
    finally:
        application.window.may_close = lambda: True
        application.window.close()
        application.close()
        application.window.deleteLater()
        application.deleteLater()
