"""Owns making the pages around the trainer's list: people, assigning, what is assigned, when somebody needs support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.ui.ways import Ways

if TYPE_CHECKING:
    from trainer.ui.pages.cohort import CohortPage


def people(ways: Ways) -> CohortPage:
    """The trainer's list."""
    from trainer.ui.pages.cohort import CohortPage

    desks = ways.desks
    return CohortPage(
        desks.teaching,
        desks.exporting,
        desks.grouping,
        desks.room,
        ways.who.id,
        ways.look,
        ways.catalogue,
        now=ways.now,
    )
