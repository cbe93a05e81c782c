"""Takes the README's pictures from the real application: made-up people, a clock that is told, no screen.

`python -m tests.screenshots [FOLDER] [--all]`: the README's few into assets/pictures, or every screen in every look into FOLDER.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from tests.drivers.person import Person, focus_in
from tests.drivers.school import School, ToldClock
from trainer.app import Application, Options
from trainer.core.requests import Admitted

PICTURES = Path(__file__).resolve().parents[1] / "assets" / "pictures"
README = ("home", "practice", "feedback", "assessment", "people")
WINDOW = QSize(1280, 800)

NAMES = (
    ("Amalie Dahl", "patrol"),
    ("Birk Madsen", "patrol"),
    ("Emil Søndergaard", "patrol"),
    ("Ida Thorup", "patrol"),
    ("Karla Winther", "centre-staff"),
    ("Nadia Rahimi", "municipal-worker"),
    ("Oliver Brandt", "patrol"),
    ("Yusuf Demir", "shelter-worker"),
)


def school_with_a_past(folder: Path) -> ToldClock:
    """Fill a folder with people who have learned different amounts. Return the clock they lived by."""
    school = School(folder)
    trainer = school.trainer()
    sofie = school.learner()
    jonas = school.learner("Jonas Kvist", "patrol")
    lessons = [lesson.id for lesson in school.house.bank.lessons()]
    for number, (name, role) in enumerate(NAMES[:-2]):
        who = school.learner(name, role)
        for lesson in lessons[: number + 1]:
            school.read(who, lesson, 3, done=True)
        for module in ("indicators", "child", "interview", "referral")[: 1 + number % 4]:
            school.practise(who, module, right=2 + number % 2, wrong=1)
        if number % 2:
            school.sit(who, right=6 + number)
    for name, role in NAMES[-2:]:
        school.learner(name, role)
    for module, right in (("indicators", 3), ("child", 2), ("interview", 1)):
        school.practise(sofie, module, right=right, wrong=3 - right)
    for lesson in lessons[:3]:
        school.read(sofie, lesson, 3, done=True)
    school.read(sofie, lessons[3], 6)
    school.sit(jonas, right=10)
    assert trainer.name, "the trainer signs in with a PIN"
    school.close()
    return school.clock


class Album:
    """Goes through the application and takes a picture of each screen."""

    def __init__(self, application: Application, folder: Path, suffix: str, wanted: Callable[[str], bool]) -> None:
        self._application = application
        self._person = Person(application.window)
        self._folder = folder
        self._suffix = suffix
        self._wanted = wanted

    def take(self, name: str) -> None:
        """Take one picture, if it is wanted."""
        for _ in range(5):
            QApplication.processEvents()
        if self._wanted(name):
            self._folder.mkdir(parents=True, exist_ok=True)
            picture = self._application.window.grab()
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                place = self._application.window.rect().center() - dialog.rect().center()
                painter = QPainter(picture)
                dialog.render(painter, place)
                painter.end()
            picture.save(str(self._folder / f"{name}{self._suffix}.png"))

    def learner(self) -> None:
        """Sofie's way: sign-in, home, module, lesson, a question and its verdict, a self-check and its result."""
        person, router = self._person, self._application.router
        self.take("sign-in")
        router.enter(self._admitted("Sofie Bjerre"))
        self.take("home")
        router.show_module("referral")
        self.take("module")
        router.show_lesson("referral-1-two-authorities")
        self.take("lesson")
        router.show_practice("referral")
        person.press("C", "2")
        self.take("practice")
        person.press("Return")
        self.take("feedback")
        person.press("S")
        self.take("source")
        person.press("Escape")
        router.show_assessments()
        self.take("assessments")
        router.show_assessment("self-check-standard")
        self.take("rules")
        person.chooses("Start")
        for number in range(7):
            person.press("ABCD"[number % 4])
            if number in (2, 5):
                person.press("F")
            person.press("Alt+Right")
        person.press("B", "3")
        self.take("assessment")
        router.go("display")
        self.take("display")
        person.press("Escape")
        router.go("keys")
        self.take("keys")
        person.press("Escape")
        person.chooses("Review and submit")
        self.take("review")
        person.chooses("Hand in")
        self.take("result")

    def trainer(self) -> None:
        """Maja's way: the list, a person, the export."""
        router = self._application.router
        router.enter(self._admitted("Maja Lindholm"))
        self.take("people")
        self._person.press("Ctrl+E")
        self.take("export")
        self._person.press("Escape")

    def _admitted(self, name: str) -> Admitted:
        house = self._application.house
        assert house is not None
        person = next(p for p in house.entrance.profiles("en") if p.name == name)
        return house.entrance.admit(person.id)


def main(arguments: list[str]) -> int:
    """Take the pictures."""
    every = "--all" in arguments
    named = [argument for argument in arguments if not argument.startswith("--")]
    folder = Path(named[0]) if named else PICTURES
    app = QApplication(sys.argv[:1])
    looks = [("light", 1.0, WINDOW)]
    if every:
        looks += [
            ("dark", 1.0, WINDOW),
            ("highContrast", 1.0, WINDOW),
            ("light", 2.0, WINDOW),
            ("light", 1.0, QSize(960, 640)),
        ]
    for theme, scale, size in looks:
        suffix = "" if not every else f"-{theme}-{round(scale * 100)}-{size.width()}"
        with tempfile.TemporaryDirectory() as name:
            clock = school_with_a_past(Path(name) / "records")
            application = Application(app, Options(Path(name) / "records"), clock)
            application.open()
            application.window.resize(size)
            focus_in(application.window)
            application.look.set_theme(theme)
            application.look.set_text_scale(scale)
            house = application.house
            assert house is not None
            for profile in house.entrance.profiles("en"):
                kept = house.preferring.of(profile.id)
                house.preferring.keep(profile.id, type(kept)(theme=theme, text_scale=scale))
            album = Album(application, folder, suffix, lambda picture: every or picture in README)
            album.learner()
            album.trainer()
            application.window.close()
            application.close()
    print(f"The pictures are in {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
