"""Draws the learner's pages from real content, to be held beside the design: python -m tests.ui.pages.portraits FOLDER [WORD ...]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.house import founding
from trainer.places import Places
from trainer.ui.components.rail import Place, Rail, Shell
from trainer.ui.pages.home import HomePage
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.pages.module import ModulePage
from trainer.ui.pages.practice import PracticePage
from trainer.ui.pages.set_up import SetUpPage
from trainer.ui.pages.sign_in import SignInPage
from trainer.ui.theme import Look

SIZES = {"": (1280, 800), "-small": (960, 640)}
Maker = Callable[[Look, Catalogue], QWidget]


class Studio:
    """The school with a past, and every page as somebody would see it."""

    def __init__(self, folder: Path) -> None:
        self.school = School(folder)
        self.who = self._past()

    def _past(self) -> Admitted:
        school = self.school
        school.trainer()
        school.learner("Jonas Kvist", "patrol", "2468")
        who = school.learner(pin="1357")
        school.read(who, "referral-1-two-authorities", 9, done=True)
        for _ in range(3):
            school.practise(who, "indicators", 4, 1)
            school.practise(who, "referral", 6, 2)
            school.clock.forward(9 * DAY_MS)
        school.practise(who, "child", 2, 1)
        school.clock.forward(DAY_MS)
        school.read(who, "referral-2-help-without-conditions", 6)
        return who

    def pages(self) -> dict[str, Maker]:
        """Each page by its name."""
        house, who = self.school.house, self.who
        return {
            "home": lambda look, say: HomePage(house.learning, house.assessing, who, look, say, self.school.clock.here),
            "sign_in": self._sign_in,
            "add": self._adding,
            "set_up": self._set_up,
            "set_up-where": lambda look, say: self._set_up(look, say, "unit"),
            "set_up-you": lambda look, say: self._set_up(look, say, "unit", "everybody"),
            "practice": self._practice,
            "practice-chosen": self._chosen,
            "practice-answered": self._answered,
            "practice-paused": self._paused,
            "practice-ended": self._ended,
            "reset": self._reset,
            "lesson": self._lesson("referral-1-two-authorities"),
            "lesson-middle": self._lesson("referral-2-help-without-conditions"),
            "module": lambda look, say: ModulePage(house.learning, who, "referral", look, say),
        }

    def _sign_in(self, look: Look, say: Catalogue) -> SignInPage:
        return SignInPage(self.school.house.entrance, look, say, self.school.clock.here)

    def _adding(self, look: Look, say: Catalogue) -> SignInPage:
        page = self._sign_in(look, say)
        page.list.add_wished.emit()
        return page

    def _set_up(self, look: Look, say: Catalogue, *choices: str) -> SetUpPage:
        where = Places(Path("/home/sofie/.local/share/vejvis"), Path("/var/lib/vejvis"))
        page = SetUpPage(founding(where, self.school.house.bank, self.school.clock), look, say)
        for choice in choices:
            getattr(page, choice).click()
        return page

    def _lesson(self, lesson: str) -> Maker:
        return lambda look, say: LessonPage(self.school.house.learning, self.who, lesson, look, say)

    def _practice(self, look: Look, say: Catalogue) -> PracticePage:
        school = self.school
        return PracticePage(school.house.learning, self.who, "referral", "", look, say, school.clock.here)

    def _chosen(self, look: Look, say: Catalogue) -> PracticePage:
        page = self._practice(look, say)
        page.options.choose(2)
        page.ask.confidence.choose(1)
        return page

    def _answered(self, look: Look, say: Catalogue) -> PracticePage:
        who, learning = self.school.learner(f"Somebody {self.school.clock.stamp.utc_ms}"), self.school.house.learning
        page = PracticePage(learning, who, "referral", "", look, say, self.school.clock.here)
        page.options.choose(2)
        page.ask.confidence.choose(1)
        page.ask.check.click()
        return page

    def _ended(self, look: Look, say: Catalogue) -> PracticePage:
        page = self._answered(look, say)
        page.presenter.forward()
        while page.end.isHidden():
            page.options.choose(0)
            page.ask.confidence.choose(2)
            page.ask.check.click()
            page.answer.next.click()
        return page

    def _reset(self, look: Look, say: Catalogue) -> SignInPage:
        school = self.school
        jonas = next(p for p in school.house.records.people.everybody() if p.name == "Jonas Kvist")
        school.house.records.people.reset_secret(jonas.id, None, school.clock.now())
        page = self._sign_in(look, say)
        row = next(row for row in page.list.rows if row.profile.id == jonas.id)
        row.head.click()
        return page

    def _paused(self, look: Look, say: Catalogue) -> PracticePage:
        page = self._practice(look, say)
        page.presenter.pause()
        return page


BARE = ("sign_in", "set_up", "add", "reset")


def framed(page: QWidget, look: Look) -> QWidget:
    """The page beside the rail."""
    places = [
        Place("home", "house", "Home"),
        Place("modules", "layers", "Modules"),
        Place("assess", "clipboard-check", "Assess"),
    ]
    rail = Rail(
        places, look, foot=[Place("display", "sliders-horizontal", "Display")], person="Sofie Bjerre", initials="SB"
    )
    rail.show_here("home" if page.objectName() == "home" else "modules")
    shell = Shell(rail, look)
    shell.show_page(page)
    return shell


def draw(folder: Path, words: list[str]) -> Iterator[Path]:
    """Write every page whose name has one of the words, in every look."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as home:
        studio = Studio(Path(home) / "data")
        for name, make in studio.pages().items():
            if words and not any(word in name for word in words):
                continue
            for theme, scale, size in (
                ("light", 1.0, ""), ("dark", 1.0, ""), ("light", 1.0, "-small"), ("light", 2.0, "-small"),
            ):  # fmt: skip
                look = Look(theme, scale)
                look.apply(app)
                page = make(look, Catalogue())
                window = page if name.split("-")[0] in BARE else framed(page, look)
                window.resize(*SIZES[size])
                window.show()
                for _ in range(5):
                    app.processEvents()
                path = folder / f"{name}-{theme}-{round(scale * 100)}{size}.png"
                window.grab().save(str(path))
                yield path
                window.close()
                window.deleteLater()
                app.processEvents()
        studio.school.close()


if __name__ == "__main__":
    for drawn in draw(Path(sys.argv[1]), sys.argv[2:]):
        print(drawn)
