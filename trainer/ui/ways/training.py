"""Owns the trainer's way from page to page: the places of the rail that only trainers have, and what lies behind them.

A page is shown by `ways.show(page, place, again)`, where `again` makes the same page anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.ui.ways import Ways, threshold
from trainer.ui.ways.places import PEOPLE

if TYPE_CHECKING:
    from trainer.ui.pages.cohort import Draft as CohortDraft


class Training(QObject):
    """Shows the pages of the trainer's desk."""

    def __init__(self, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways

    def places(self) -> dict[str, Callable[[], None]]:
        """Where the rail's places lead."""
        return {PEOPLE: self.show_people}

    def show_people(self, draft: CohortDraft | None = None) -> None:
        """The trainer's list, with what was looked for on the page before."""
        page = threshold.people(self._ways)
        self._ways.show(page, PEOPLE, lambda: self.show_people(page.draft()))
        page.show_people()
        if draft is not None:
            page.restore(draft)
