"""Owns looking the sealed question bank over by its header, without a password: whole, for whom, what a broken change left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer.core.message import Message
from trainer.core.requests import Access
from trainer.faults import Fault
from trainer.records import place
from trainer.records.finding import Finding
from trainer.records.people import People
from trainer.records.store import Store
from trainer.records.vault import Vault


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Look for what installations left that were cut short. Before the records are opened: opening clears it away."""
    begun = []
    for path in (folder / place.TEMPORARY).glob("new-*"):
        try:
            with path.open("rb") as file:
                # A file of records begins as SQLite's do; one that is still empty is nobody's.
                if file.read(1) == b"{":
                    begun.append(path)
        except OSError:
            continue
    return tuple(begun)


def look(store: Store, left: tuple[Path, ...] = ()) -> Iterator[Finding]:
    """Say whether a question bank for assessments is installed, which one, whether its file is whole, and for whom.

    `left` are the `leftovers` from before the records were opened.
    """
    cleared = sum(not path.exists() for path in left)
    if cleared:
        yield Finding(Message("doctor.sealed-begun", {"n": cleared}), True)
    vault = Vault(store)
    try:
        plate, keepers = vault.plate(), vault.keepers()
    except Fault as fault:
        yield Finding(fault.message, False)
        return
    if plate is None:
        yield Finding(Message("doctor.sealed-none"), True)
        return
    yield Finding(Message("doctor.sealed", {"name": plate.name, "version": plate.version, "items": plate.items}), True)
    trainers = {one.id for one in People(store).everybody() if one.access is Access.TRAINER}
    able = len(trainers.intersection(keepers))
    yield Finding(Message("doctor.sealed-for", {"n": able}) if able else Message("doctor.sealed-nobody"), bool(able))
    gone = len(set(keepers) - trainers)
    if gone:
        yield Finding(Message("doctor.sealed-gone", {"n": gone}), True)
    twice = sum(keepers.count(one) > 1 for one in set(keepers))
    if twice:
        yield Finding(Message("doctor.sealed-twice", {"n": twice}), True)
