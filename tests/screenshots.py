"""Takes pictures of the real application: made-up people, a clock that is told, no screen.

`python -m tests.screenshots [FOLDER]` takes the README's few into assets/pictures or FOLDER. With `--all` every screen is taken
into FOLDER, in both languages, three sizes and three themes, named NUMBER-SCREEN-LANGUAGE-SIZE-THEME, and whatever words have no
room are listed. `--language da`, `--size 200`, `--theme dark` and `--chapter sign-in` take less (each may be given again).
`--documents FOLDER` names files of the source documents, so that passages are shown.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from question_bank.bank import BankFile
from tests.album.cases import Cases
from tests.album.desk import Desk
from tests.album.exam import Exam
from tests.album.examined import examine
from tests.album.learner import Learner
from tests.album.past import school_with_a_past
from tests.album.taught import teach
from tests.album.threshold import FirstStart, SignIn, Trouble
from tests.album.trainer import Trainer
from tests.builders.files import REFUSED
from tests.drivers.person import focus_in
from tests.drivers.school import School, ToldClock
from tests.ui.stretched import cut
from trainer import house
from trainer.app import Application, Options
from trainer.clock import Clock
from trainer.records.place import RECORDS

PICTURES = Path(__file__).resolve().parents[1] / "assets" / "pictures"
README = ("home", "practice", "feedback", "assessment", "people")
SIZES = {"100": (1.0, QSize(1280, 800)), "200": (2.0, QSize(1280, 800)), "small": (1.0, QSize(960, 640))}
LANGUAGES = ("en", "da")
THEMES = ("light", "dark", "highContrast")


class Album(SignIn, FirstStart, Trouble, Learner, Cases, Trainer, Desk, Exam):
    """Goes through the application and takes a picture of each screen, in each of some themes."""

    def __init__(
        self, application: Application, folder: Path, wanted: Callable[[str], bool], name: str, themes: tuple[str, ...]
    ) -> None:
        super().__init__(application)
        self._folder, self._wanted, self._name, self._themes = folder, wanted, name, themes
        self._measures = "{theme}" in name
        self.no_room: list[str] = []

    def take(self, name: str) -> None:
        """Take one screen, if it is wanted."""
        self.settle()
        if not self._wanted(name):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        look = self.application.look
        stood = look.theme
        for theme in self._themes:
            look.set_theme(theme)
            self.settle()
            path = self._folder / f"{self._name.format(name=name, theme=theme)}.png"
            self._picture().save(str(path))
        look.set_theme(stood)
        self.settle()
        if self._measures:
            top = QApplication.activeModalWidget() or self.application.window
            self.no_room += [f"{self._name.format(name=name, theme='')}: {what}" for what in cut(top)]

    def _picture(self) -> QPixmap:
        window = self.application.window
        picture = window.grab()
        painter = QPainter(picture)
        for over in [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]:
            over.render(painter, window.rect().center() - over.rect().center())
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.render(painter, _place_of(popup, window))
        painter.end()
        return picture


def _screen(home: Path) -> Path:
    """Describe a screen with room for the window and its lists: Qt's own has none for 1280 pixels."""
    path = home / "screen.json"
    screen = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1200, "dpi": 96}
    path.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return path


def _place_of(popup: QWidget, window: QWidget) -> QPoint:
    """Where a list lies over the window, as far as it lies inside."""
    place = popup.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
    return QPoint(max(0, min(place.x(), window.width() - popup.width())), place.y())


def _short(album: Album) -> None:
    album.learner()
    album.trainer()


SCHOOL: dict[str, Callable[..., None]] = {
    "sign-in": lambda album, documents: album.sign_in(),
    "learner": lambda album, documents: album.learner(every=True),
    "cases": lambda album, documents: album.cases(),
    "rest": lambda album, documents: album.everything_else(documents),
    "trainer": lambda album, documents: album.trainer(every=True),
    "desk": lambda album, documents: album.desk(),
    "exam": lambda album, documents: album.exam(),
    "crash": lambda album, documents: album.crash(),
}
"""What is gone through in a school with a past."""


class Studio:
    """Takes albums: one application after the other, each on records of its own."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.no_room: list[str] = []

    def album(
        self,
        records: Path,
        clock: Clock,
        chapter: Callable[[Album], None],
        *,
        language: str = "en",
        size: str = "100",
        themes: tuple[str, ...] = ("light",),
        name: str = "{name}",
        wanted: Callable[[str], bool] = lambda _name: True,
        banks: Callable[[], BankFile] = house.open_bank,
    ) -> None:
        """Open the application on records and go through a chapter."""
        scale, window = SIZES[size]
        application = Application(self._app, Options(records, language), clock, banks)
        application.look.set_theme(themes[0])
        application.look.set_text_scale(scale)
        application.open()
        application.window.resize(window)
        focus_in(application.window)
        if application.house is not None:
            for person in ["", *(profile.id for profile in application.house.entrance.profiles("en"))]:
                kept = application.house.preferring.of(person)
                wishes = replace(kept, theme=themes[0], text_scale=scale, language=language, lock_minutes=0)
                application.house.preferring.keep(person, wishes)
            application.router.manner.take("")
        album = Album(application, self._folder, wanted, name, themes)
        try:
            chapter(album)
        finally:
            self.no_room += album.no_room
            application.window.may_close = lambda: True
            application.window.close()
            application.close()
            application.window.deleteLater()
            application.deleteLater()
            self._app.processEvents()


def _every(studio: Studio, home: Path, wishes: argparse.Namespace) -> None:
    """Every screen, in every language, size and theme that is wished for."""
    past = home / "past"
    clock = school_with_a_past(past, whole=True)
    themes = tuple(wishes.theme or THEMES)
    for language in wishes.language or LANGUAGES:
        for size in wishes.size or SIZES:
            for number, chapter in enumerate(("set-up", *SCHOOL, "trouble")):
                if wishes.chapter and chapter not in wishes.chapter:
                    continue
                print(f"{chapter}, {language}, {size}", file=sys.stderr, flush=True)
                records = home / f"{chapter}-{language}-{size}"
                told = ToldClock(clock.stamp)
                look: dict[str, Any] = {"language": language, "size": size, "themes": themes}
                name = f"{number}-{{name}}-{language}-{size}-{{theme}}"
                if chapter == "set-up":
                    studio.album(records, told, Album.first_start, name=name, **look)
                elif chapter == "trouble":
                    _trouble(studio, records, told, name, look)
                else:
                    shutil.copytree(past, records)
                    if chapter == "desk":
                        teach(records, told)
                    if chapter == "exam":
                        examine(records, told)
                    studio.album(records, told, partial(SCHOOL[chapter], documents=wishes.documents), name=name, **look)


def _trouble(studio: Studio, records: Path, clock: Clock, name: str, look: dict[str, Any]) -> None:
    """Records that another window has open, records of a newer Vejvis, a bank of a newer one."""
    with School(records).house as holder:
        holder.backups.daily(clock.now(), True)
        studio.album(records, clock, lambda album: album.trouble("locked"), name=name, **look)
    newer = records.with_name(f"{records.name}-newer")
    newer.mkdir()
    REFUSED["newer"][1](newer / RECORDS)
    studio.album(newer, clock, lambda album: album.trouble("newer"), name=name, **look)
    bank = newer / "newer.bank"
    shutil.copyfile(house.bank_file(), bank)
    with bank.open("r+b") as file:
        file.seek(60)
        file.write((9).to_bytes(4, "big"))
    studio.album(
        records, clock, lambda album: album.trouble("bank"), name=name, banks=lambda: house.open_bank(bank), **look
    )


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", nargs="?", type=Path, default=PICTURES)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--size", action="append", choices=tuple(SIZES))
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--chapter", action="append", choices=("set-up", *SCHOOL, "trouble"))
    parser.add_argument("--documents", type=Path)
    wishes = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        app = QApplication([sys.argv[0], "-platform", f"offscreen:configfile={_screen(home)}"])
        studio = Studio(app, wishes.folder)
        if wishes.all:
            _every(studio, home, wishes)
        else:
            clock = school_with_a_past(home / "records")
            studio.album(home / "records", clock, _short, wanted=lambda picture: picture in README)
    print(f"The pictures are in {wishes.folder}.")
    if studio.no_room:
        print("No room:", *studio.no_room, sep="\n")
    return 1 if studio.no_room else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
