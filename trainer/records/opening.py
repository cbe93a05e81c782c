"""Owns putting the parts of one data folder's records together; knows no page and no subcommand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from trainer.records import place
from trainer.records.archive import Archive
from trainer.records.backup import Backups
from trainer.records.folding import Progress, Projections, silent
from trainer.records.journal import Journal
from trainer.records.people import People
from trainer.records.projections import Projector
from trainer.records.settings import Settings
from trainer.records.store import Store


class Records(msgspec.Struct, frozen=True):
    """The open records of one data folder, part by part."""

    store: Store
    archive: Archive
    journal: Journal
    projections: Projections
    people: People
    settings: Settings
    backups: Backups

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
    archive = Archive(store)
    projections = Projections(store, archive)
    try:
        projections.bring_up_to_date(progress)
    except BaseException:
        store.close()
        raise
    return Records(
        store,
        archive,
        Journal(store, archive, Projector(archive)),
        projections,
        People(store),
        Settings(store),
        Backups(store),
    )
