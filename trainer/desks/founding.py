"""Owns the first start: where records will lie and whose profile is the first; knows no widget and no words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from question_bank.bank import BankFile
from question_bank.model import read
from trainer import places
from trainer.clock import Clock
from trainer.core.message import Refused
from trainer.core.requests import Access, Admitted, SetUp
from trainer.desks.entrance import admitted
from trainer.faults import Exit, Fault
from trainer.places import Places
from trainer.records import place, secret
from trainer.records.people import People, cleaned_name
from trainer.records.store import Store

NO_PERMISSION = frozenset({"fault.no-permission", "fault.read-only", "fault.gone"})


class Founding:
    """What the set-up page asks for. `founded` is the folder once there are records."""

    def __init__(self, where: Places, bank: BankFile, clock: Clock) -> None:
        self._places = where
        self._bank = bank
        self._clock = clock
        self.founded: Path | None = None

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""
        return tuple((role.id, read(role.title, language)) for role in self._bank.roles())

    def places(self) -> tuple[str, str]:
        """The folders for this account and for everybody on the computer; the second "" where a folder was given."""
        computer = self._places.computer
        return str(self._places.account), "" if computer is None else str(computer)

    def account_on_network(self) -> bool:
        """Say whether the account's folder lies on a network, where records must not lie."""
        return places.on_network(self._places.account)

    def hash_secret(self, text: str) -> str:
        """Slow and pure: call it off the GUI thread. Raises Refused for a PIN that is too short or too long."""
        return secret.hash_secret(text)

    def set_up(self, plan: SetUp) -> Admitted:
        """Create the records and the first profile, a trainer's in a unit. Nothing is left half done.

        Raises Fault or Refused. Codes beside those of store and people: fault.no-shared-folder where an administrator
        must make the folder first, setup.already where somebody was quicker.
        """
        cleaned_name(plan.name)
        computer = self._places.computer
        if plan.shared and computer is not None:
            folder, shared = computer, True
        else:
            folder, shared = self._places.account, places.open_to_all(self._places.account)
        before = [path for path in (folder / place.RECORDS, folder, *folder.parents) if path.exists()]
        try:
            store = Store.open(folder, create=True, shared=shared)
        except Fault as fault:
            _take_back(folder, before)
            if shared and fault.message.code in NO_PERMISSION:
                raise Fault("fault.no-shared-folder", Exit.ENVIRONMENT, path=str(folder)) from fault
            raise
        try:
            people = People(store)
            if people.everybody():
                raise Refused("setup.already")
            try:
                admission = self._first(people, plan)
            except BaseException:
                if folder / place.RECORDS not in before:
                    _forget(store)
                raise
        except BaseException:
            store.close()
            _take_back(folder, before)
            raise
        store.close()
        self.founded = folder
        return admission

    def _first(self, people: People, plan: SetUp) -> Admitted:
        access = Access.TRAINER if plan.unit else Access.LEARNER
        now = self._clock.now()
        person = people.add(plan.name, plan.work_role, access, now, plan.secret or None)
        people.note_success(person.id, now)
        return admitted(person)


def _forget(store: Store) -> None:
    """Remove records made a moment ago that hold nobody: while they are held, so that nobody else is in them."""
    if sys.platform == "win32":  # pragma: no cover - an open file cannot be removed there
        store.close()
    for name in (place.RECORDS, f"{place.RECORDS}-journal"):
        (store.folder / name).unlink(missing_ok=True)


def _take_back(folder: Path, before: Sequence[Path]) -> None:
    """Remove the folders that a set-up which came to nothing has made, as far as they are empty."""
    if folder / place.RECORDS in before or (folder / place.RECORDS).exists():
        return
    for made in (folder / place.TEMPORARY, folder / place.BACKUPS, folder, *folder.parents):
        if made in before:
            return
        try:
            made.rmdir()
        except FileNotFoundError:
            continue
        except OSError:
            return  # Somebody else has put something there meanwhile.
