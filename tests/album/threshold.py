"""Owns the chapters before somebody is in: the first start, signing in, PINs, and what stands in the way of the records."""

from __future__ import annotations

from pathlib import Path

from tests.album.past import FORGETFUL, LEARNER
from tests.album.walk import Walk
from trainer.ui.components.dialog import tell_crash
from trainer.ui.components.rows import ListRow
from trainer.ui.pages.sign_in import SignInPage

REPORT = """Traceback (most recent call last):
  File "trainer/ui/pages/practice.py", line 200, in _on_intended
    self.presenter.check()
ValueError: a made-up mistake, for the picture
"""


class SignIn(Walk):
    """The sign-in page of a school."""

    def sign_in(self) -> None:
        """The list, a PIN wrong and forgotten, waiting, a profile added, a PIN chosen anew."""
        self.router.show_sign_in()
        self._chooses(LEARNER)
        self.take("sign-in-pin")
        self.person.types("0000")
        self.person.press("Return")
        self.until(lambda: not self.person.reads("…") and self.sees("note"), "a word on the PIN")
        self.take("sign-in-wrong")
        self.click("forgot")
        self.take("sign-in-forgotten")
        self._sign_in_page().show_turned_away(30)
        self.settle()
        self.take("sign-in-wait")
        self.take_list("sign-in-themes", "themeBox")
        self.click("addProfile")
        self.take("add-profile")
        self.click("keep")
        self.take("add-profile-refused")
        self.take_list("add-profile-roles", "roleBox")
        self.click("cancel")
        self._chooses(FORGETFUL)
        if not self.sees("setSecret"):
            self.click("signIn")
        self.until(lambda: self.sees("setSecret"), "the place for a new PIN")
        self.take("pin-anew")

    def _sign_in_page(self) -> SignInPage:
        page = self.router.page
        assert isinstance(page, SignInPage), page
        return page

    def _chooses(self, name: str) -> None:
        row = next(row for row in self._sign_in_page().list.rows if row.profile.name == name)
        row.head.click()
        self.settle()


class FirstStart(Walk):
    """The set-up, in a folder without records."""

    def first_start(self) -> None:
        """Its three steps, in a unit, with nothing filled in."""
        self.take("set-up-who")
        self.click("unit")
        if self.sees("everybody"):
            self.take("set-up-where")
            self.click("everybody")
        self.take("set-up-you")
        self.click("start")
        self.take("set-up-refused")


class Trouble(Walk):
    """What is shown where the records cannot be opened, and where the program itself is wrong."""

    def trouble(self, name: str) -> None:
        """What is in the way; the question before a backup is restored, where there is one."""
        self.take(f"trouble-{name}")
        backups = [row for row in self.all("*") if isinstance(row, ListRow)]
        if backups:
            backups[0].click()
            self.settle()
            self.take(f"trouble-{name}-restore")
            self.closes()

    def crash(self) -> None:
        """The message about a mistake in the program."""
        application = self.application
        report = Path("/home/sofie/.local/share/vejvis/crash-20261123.txt")
        tell_crash(application.look, application.catalogue, REPORT * 3, report, application.window)
        self.settle()
        self.take("crash")
        self.closes()
