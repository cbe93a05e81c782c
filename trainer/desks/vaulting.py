"""Owns the question bank for assessments: installing it from a file, opening it for a sitting, closing; knows no widget."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import structs

from question_bank.bank import BankFault, BankFile, BankMeta
from question_bank.model import Pool
from trainer.clock import Clock
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.requests import Access
from trainer.core.vault_views import Keeper, Offered, VaultCondition, VaultState
from trainer.desks.pools import Pools
from trainer.faults import Exit, Fault
from trainer.records import audit, secret, vault
from trainer.records.audit import Act
from trainer.records.people import People
from trainer.records.store import Store
from trainer.records.vault import Plate, Vault

_OF_FILE = {
    "bank.newer": "vault.file-newer",
    "bank.older": "vault.file-older",
    "bank.truncated": "vault.file-truncated",
    "bank.damaged": "vault.file-damaged",
    "bank.empty": "vault.file-empty",
}


class Vaulting:
    """What a trainer asks for about the graded questions. All that takes a password is slow: call it off the GUI thread.

    A trainer's password is the secret that they sign in with. Raises Refused where it is not that one (vault.wrong,
    people.wait after too many), where there is none (vault.no-password), or it is too short to seal with.
    """

    def __init__(self, store: Store, people: People, pools: Pools, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._pools = pools
        self._clock = clock
        self._vault = Vault(store)
        self._held: bytes | None = None

    def state(self) -> VaultState:
        """How it stands."""
        try:
            plate, able = self._vault.plate(), frozenset(self._vault.keepers())
        except Fault as fault:
            return VaultState(VaultCondition.UNREADABLE, trouble=fault.message)
        if plate is None:
            return VaultState(VaultCondition.NONE)
        condition = VaultCondition.LOCKED if self._pools.graded is None else VaultCondition.OPEN
        return VaultState(
            condition,
            plate.name,
            plate.version,
            plate.digest,
            plate.draft,
            plate.items,
            plate.blueprints,
            plate.installed_ms,
            tuple(Keeper(one.id, one.name, one.id in able) for one in self._trainers()),
        )

    @property
    def is_open(self) -> bool:
        """Say whether graded questions are offered now."""
        return self._pools.graded is not None

    def look_at(self, path: Path) -> Offered:
        """Say what a file is before it is installed. Reads all of it. Raises Refused, Fault as `install`."""
        with self._proven(vault.read_file(path), path) as bank:
            return self._offered(bank.meta, _graded_items(bank))

    def install(self, path: Path, trainer: str, password: str, *, replace: bool = False) -> Offered:
        """Seal a trainer's bank under a trainer's password; an open one is closed. A file of today stays what it was.

        A bank that is older than the one installed, or another one, asks for `replace`. Whoever could open the former
        one can open the new one as well, where `password` opens the former. Raises Refused: vault.learner,
        vault.no-items, vault.older, vault.other; Fault for a file that is no bank or cannot be read or written.
        Whatever was installed is then as it was.
        """
        self._prove(trainer, password)
        content = vault.read_file(path)
        with self._proven(content, path) as bank:
            offered = self._offered(bank.meta, _graded_items(bank))
            plans = tuple(plan for plan in bank.blueprints() if plan.pool is Pool.GRADED)
        if offered.instead and not replace:
            code = "vault.older" if offered.instead_name == offered.name else "vault.other"
            raise Refused(
                code,
                name=offered.name,
                version=offered.version,
                installed=offered.instead,
                installed_name=offered.instead_name,
            )
        plate = Plate(
            offered.name,
            offered.version,
            offered.digest,
            offered.draft,
            offered.items,
            offered.blueprints,
            self._clock.now().utc_ms,
            plans,
        )
        key, others = self._former(trainer, password)
        wraps = (*others, vault.wrapped(key, trainer, password))
        with self._noted(trainer, Act.BANK_INSTALLED, version=offered.version, digest=offered.digest[:12]):
            self._vault.seal(plate, content, key, wraps)
        self._held = None
        self._pools.close()
        return offered

    def open(self, trainer: str, password: str) -> None:
        """Offer graded questions from now on, until it is closed or the program ends.

        Raises Refused: vault.unset, vault.not-for-you, vault.earlier-password; Fault where the sealed file is damaged.
        """
        self._prove(trainer, password)
        key = self._key(trainer, password)
        bank = self._unsealed(key)
        try:
            with self._noted(trainer, Act.BANK_OPENED):
                pass
        except BaseException:
            bank.close()
            raise
        self._pools.open(bank)
        self._held = key

    def close(self, trainer: str) -> None:
        """Offer them no more. Sittings that have begun go on. Raises Fault where it cannot be noted; it is closed then."""
        self._held = None
        if self._pools.graded is not None:
            self._pools.close()
            with self._noted(trainer, Act.BANK_CLOSED):
                pass

    def admit(self, by: str, other: str, password: str) -> None:
        """While it is open, let another trainer open it from now on; `password` is the one they sign in with.

        Raises Refused("vault.shut") where it is closed, Fault as `install`.
        """
        key = self._held
        if key is None or self._pools.graded is None:
            raise Refused("vault.shut")
        self._prove(other, password)
        wrap = vault.wrapped(key, other, password)
        with self._noted(by, Act.BANK_SHARED, person=other):
            self._vault.admit(wrap)

    def choose_password(self, trainer: str, former: str, new: str) -> None:
        """Give a trainer a password that is long enough, in place of the one they sign in with ("" where they have none).

        What the former one opens, the new one opens from then on. Raises Refused, Fault; then the former one stays.
        """
        vault.check_password(new)
        person = self._people.get(trainer)
        if person.has_secret:
            self._prove(trainer, former, short=True)
        elif person.access is not Access.TRAINER:
            raise Refused("vault.not-trainer")
        key = self._vault.key(trainer, former) if person.has_secret else None
        hashed = secret.hash_secret(new)
        if key is None:
            self._people.set_secret(trainer, hashed)
            return
        wrap = vault.wrapped(key, trainer, new)
        # Under both for a moment: whatever happens in between, one of them opens it.
        self._vault.admit(wrap, beside=True)
        self._people.set_secret(trainer, hashed)
        self._vault.admit(wrap)

    def _trainers(self) -> list[Keeper]:
        found = (one for one in self._people.everybody() if one.access is Access.TRAINER)
        return [Keeper(one.id, one.name, False) for one in sorted(found, key=lambda one: danish(one.name))]

    def _prove(self, trainer: str, password: str, *, short: bool = False) -> None:
        """Raise Refused unless it is this trainer's password, long enough to seal with."""
        person = self._people.get(trainer)
        if person.access is not Access.TRAINER:
            raise Refused("vault.not-trainer")
        wait = self._people.wait_ms(trainer, self._clock.now())
        if wait:
            raise Refused("people.wait", seconds=math.ceil(wait / 1000))
        stored = self._people.secret(trainer)
        if stored is None:
            raise Refused("vault.no-password", shortest=vault.SHORTEST_PASSWORD)
        if not secret.verify_secret(stored, password):
            self._people.note_failure(trainer, self._clock.now())
            raise Refused("vault.wrong")
        if not short:
            vault.check_password(password)

    def _key(self, trainer: str, password: str) -> bytes:
        keepers = self._vault.keepers()
        if self._vault.plate() is None:
            raise Refused("vault.unset")
        if trainer not in keepers:
            raise Refused("vault.not-for-you")
        key = self._vault.key(trainer, password)
        if key is None:
            raise Refused("vault.earlier-password")
        return key

    def _former(self, trainer: str, password: str) -> tuple[bytes, tuple[vault.Wrap, ...]]:
        """The key to go on with and who else has it; a new one, for nobody else, where the former cannot be had."""
        try:
            key = self._vault.key(trainer, password)
            if key is not None:
                return key, self._vault.others(trainer)
        except Fault:
            pass  # What is there cannot be read. That is why it is replaced.
        return vault.new_key(), ()

    def _unsealed(self, key: bytes) -> BankFile:
        plate = self._vault.plate()
        try:
            bank = BankFile.from_bytes(self._vault.content(key), self._vault.path)
        except BankFault as fault:
            raise _said(fault, self._vault.path, sealed=True) from fault
        if plate is None or bank.meta.digest != plate.digest:
            bank.close()
            raise Fault("vault.damaged", Exit.REFUSED_FILE, path=str(self._vault.path))
        return bank

    def _proven(self, content: bytes, path: Path) -> BankFile:
        """What a file holds as a bank, all of it read. Raises Fault."""
        try:
            bank = BankFile.from_bytes(content, path)
            try:
                bank.prove()
            except BaseException:
                bank.close()
                raise
        except BankFault as fault:
            raise _said(fault, path, sealed=False) from fault
        return bank

    def _offered(self, meta: BankMeta, items: int) -> Offered:
        if not meta.graded:
            raise Refused("vault.learner", name=meta.name, version=meta.version)
        if not items:
            raise Refused("vault.no-items", name=meta.name, version=meta.version)
        offered = Offered(meta.name, meta.version, meta.digest, meta.draft, items, meta.counts["blueprints"])
        try:
            there = self._vault.plate()
        except Fault:
            there = None  # What is there cannot be read: anything is better.
        offered = structs.replace(offered, there=there is not None and there.digest == meta.digest)
        if there is None or (there.name == meta.name and _number(meta.version) >= _number(there.version)):
            return offered
        return structs.replace(offered, instead=there.version, instead_name=there.name)

    @contextmanager
    def _noted(self, by: str, act: Act, person: str = "", **detail: str | int) -> Iterator[None]:
        """Write a line of the log together with what is done: neither without the other."""
        with self._store.write() as db:
            audit.write(db, self._clock.now(), by, act, person, **detail)
            yield


def _graded_items(bank: BankFile) -> int:
    return len(bank.index((Pool.GRADED,)))


def _number(version: str) -> tuple[int, ...]:
    """The numbers in a version: 2026.10 comes after 2026.9."""
    return tuple(int(part) for part in re.findall(r"\d{1,9}", version))


def _said(fault: BankFault, path: Path, *, sealed: bool) -> Fault:
    """What is told of a file that is no bank; of the sealed one its own sentences."""
    if sealed and fault.code in ("bank.newer", "bank.older"):
        code = "vault.sealed-newer" if fault.code == "bank.newer" else "vault.sealed-older"
    elif sealed:
        code = "vault.damaged"
    else:
        code = _OF_FILE.get(fault.code, "vault.file-foreign")
    values = {key: value for key, value in fault.values.items() if isinstance(value, str | int) and key != "path"}
    return Fault(code, Exit.REFUSED_FILE, path=str(path), **values)
