"""Walks the real application in a language longer than any: on no screen is a word painted narrower than it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.drivers.person import Person, focus_in
from tests.screenshots import Album, school_with_a_past
from tests.ui.stretched import cut, stretch, stretched
from trainer.app import Application, Options
from trainer.catalogue import Catalogue

SIZES = {"as designed": QSize(1280, 800), "smallest": QSize(960, 640)}


class Stretched(Person):
    """Somebody who knows every sentence in the long language."""

    def goes_to(self, words: str) -> None:
        super().goes_to(stretched(words) if words in ENGLISH else words)


def _sentences() -> set[str]:
    found = Catalogue().sentences().values()
    return {text for sentence in found for text in (sentence.values() if isinstance(sentence, dict) else [sentence])}


ENGLISH = _sentences()


class Ruler(Album):
    """Goes the album's way and measures instead of taking pictures."""

    def measure(self, application: Application) -> list[str]:
        """Walk everywhere. Return what has no room, with the screen it is on."""
        self.application = application
        self._person = Stretched(application.window)
        self.found: list[str] = []
        router = application.router
        self.learner()
        for name, show in {
            "cases": router.show_cases,
            "case": lambda: router.show_case("referral-case-laundry"),
            "progress": router.show_progress,
            "search": lambda: router.go("search"),
            "card": lambda: router.show_card("referral"),
        }.items():
            show()
            self.take(name)
        self.trainer()
        return self.found

    def take(self, name: str) -> None:
        top = QApplication.activeModalWidget() or self.application.window
        self.found += [f"{name}: {what}" for what in cut(top)]


def test_stretching_keeps_what_is_filled_in() -> None:
    assert "3" in stretched("Passed, {right} of {total}").format(right=3, total=4)
    assert "{right}" in stretched("Passed, {right} of {total}")
    assert len(stretched("Choose your profile")) >= 1.35 * len("Choose your profile")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_room(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, scale: float
) -> None:
    clock = school_with_a_past(tmp_path / "records")
    stretch(monkeypatch)
    application = Application(qapp, Options(tmp_path / "records"), clock)
    application.open()
    application.window.resize(SIZES[size])
    focus_in(application.window)
    application.look.set_text_scale(scale)
    house = application.house
    assert house is not None
    for profile in house.entrance.profiles("en"):
        kept = house.preferring.of(profile.id)
        house.preferring.keep(profile.id, type(kept)(theme="light", text_scale=scale))
    try:
        assert Ruler(application, tmp_path, "", lambda _name: False).measure(application) == []
    finally:
        application.window.may_close = lambda: True
        application.window.close()
        application.close()
        application.window.deleteLater()
        application.deleteLater()
