"""Owns the trainer's chapters: the list, finding, a person, a PIN taken away, the export and what comes of it, the card."""

from __future__ import annotations

from pathlib import Path

from tests.album.past import TRAINER
from tests.album.walk import Walk
from trainer.core.message import Message
from trainer.core.requests import Exported
from trainer.ui.pages.cohort import CohortPage


class Trainer(Walk):
    """What a trainer sees."""

    def trainer(self, *, every: bool = False) -> None:
        """Maja's way: the list, a person, the export."""
        self.enter(TRAINER)
        page = self._people_page()
        self.person.waits(lambda: page.model is not None, "the list")
        self.settle()
        self.take("people")
        if every:
            self._people()
        self.person.press("Ctrl+E")
        self.settle()
        self.take("export")
        self.person.press("Escape")
        if every:
            self._export()
            self.router.show_card()
            self.settle()
            self.take("card-trainer")

    def _people(self) -> None:
        page = self._people_page()
        self.take_list("people-sort", "sortBox")
        self.write("findEdit", "no such person")
        self.take("people-nothing")
        self.write("findEdit", "")
        model = page.model
        assert model is not None
        model.choose([0, 1])
        self.settle()
        self.take("people-chosen")
        page.acts.wish("reset")
        self.settle()
        self.take("person-reset")
        self.closes()
        model.clear_chosen()
        page.head.more.click()
        self.settle()
        self.take("people-more")
        self.closes()

    def _export(self) -> None:
        page = self._people_page()
        page.exports._on_exported(Exported(str(Path("/home/maja/Documents/vejvis-people-2026-11-23.csv")), 9))
        self.settle()
        self.take("exported")
        page.exports._on_not_exported(Message("fault.disk-full", {"path": "/home/maja/Documents/people.csv"}))
        self.settle()
        self.take("not-exported")

    def _people_page(self) -> CohortPage:
        page = self.router.page
        assert isinstance(page, CohortPage), page
        return page
