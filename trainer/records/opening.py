"""Owns putting the parts of one data folder's records together, each when it is first asked for; knows no page."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.records import place, schema
from trainer.records.archive import Archive
from trainer.records.people import People
from trainer.records.settings import Settings
from trainer.records.store import Store

if TYPE_CHECKING:
    from trainer.records.backup import Backups
    from trainer.records.folding import Projections
    from trainer.records.journal import Journal
    from trainer.records.queries.learner import LearnerQueries

Progress = Callable[[int, int], None]
"""Called with events done and events in all."""


def silent(done: int, total: int) -> None:
    """Tell nobody."""


class Records:
    """The open records of one data folder, part by part.

    The first window needs people and settings alone; what answers need is loaded with the first of them.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.archive = Archive(store)
        self.people = People(store)
        self.settings = Settings(store)

    @cached_property
    def projections(self) -> Projections:
        """The folded tables as a whole: folded anew, compared."""
        from trainer.records.folding import Projections

        return Projections(self.store, self.archive)

    @cached_property
    def journal(self) -> Journal:
        """The streams of everybody."""
        from trainer.records.journal import Journal
        from trainer.records.projections import Projector

        return Journal(self.store, self.archive, Projector(self.archive, self.store))

    @cached_property
    def queries(self) -> LearnerQueries:
        """What one learner's pages ask."""
        from trainer.records.queries.learner import LearnerQueries

        return LearnerQueries(self.store)

    @cached_property
    def backups(self) -> Backups:
        """Copies of the whole."""
        from trainer.records.backup import Backups

        return Backups(self.store)

    def close(self) -> None:
        """Let the folder go."""
        self.store.close()


def open_records(
    folder: Path,
    *,
    create: bool = True,
    shared: bool = False,
    progress: Progress = silent,
    mounts: Callable[[], str] = place.mounts,
) -> Records:
    """Open a data folder's records and bring what is folded from them up to date. Raises Fault as `Store.open` does."""
    store = Store.open(folder, create=create, shared=shared, mounts=mounts)
    records = Records(store)
    try:
        if not schema.folded_by(store):
            records.projections.rebuild(progress)
    except BaseException:
        store.close()
        raise
    return records
