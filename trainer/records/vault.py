"""Owns the sealed file of a data folder: the graded bank under a random key, the key under each trainer's password; knows no bank.

The file is one line of canonical JSON and, after it, one box of PyNaCl's SecretBox. The key is random; for every trainer who
may open it, it lies in a box of its own under a key that Argon2id makes of their password. Nothing of it is ever written in plain.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec.structs import replace

from question_bank import canonical
from question_bank.model import Blueprint
from trainer import faults
from trainer.core.message import Refused
from trainer.faults import Exit, Fault
from trainer.records import place
from trainer.records.secret import LONGEST, typed
from trainer.records.store import Store

SEALED = "graded.bank.sealed"
FORMAT = "vejvis-sealed-bank"
VERSION = 1
SHORTEST_PASSWORD = 8
LARGEST = 512 * 1024 * 1024
"""Bytes of a bank that can be sealed: it is held in memory while it is open."""

_LONGEST_HEADER = 1024 * 1024
_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_STEPS = 64
_BOX_OVERHEAD = 40


class Plate(msgspec.Struct, frozen=True):
    """What the file says of the bank in it, readable by anybody: its plans too, which name and rule, and ask nothing."""

    name: str
    version: str
    digest: str
    draft: bool
    items: int
    blueprints: int
    installed_ms: int
    plans: tuple[Blueprint, ...] = ()


class Wrap(msgspec.Struct, frozen=True):
    """The key for one trainer, by the id of their profile: `ops` and `mem` are Argon2id's costs."""

    person: str
    salt: bytes
    ops: int
    mem: int
    box: bytes


class _Header(msgspec.Struct, frozen=True):
    format: str
    version: int
    plate: Plate
    size: int
    wraps: tuple[Wrap, ...]


class _Said(msgspec.Struct, frozen=True):
    """What is looked at first, whatever else a newer version has."""

    format: str = ""
    version: int = 0


def check_password(text: str) -> None:
    """Raise Refused for a password that is too short to seal with, or too long.

    Codes: vault.password-short, people.secret-long.
    """
    if len(text) < SHORTEST_PASSWORD:
        raise Refused("vault.password-short", shortest=SHORTEST_PASSWORD)
    if len(text) > LONGEST:
        raise Refused("people.secret-long", limit=LONGEST)


def new_key() -> bytes:
    """Make a key that nobody can foresee."""
    from nacl import secret, utils

    return utils.random(secret.SecretBox.KEY_SIZE)


def wrapped(key: bytes, person: str, password: str) -> Wrap:
    """Put the key under a trainer's password. Slow on purpose. Raises Refused as `check_password`."""
    check_password(password)
    from nacl import pwhash, secret, utils

    kind = pwhash.argon2id
    salt, ops, mem = utils.random(kind.SALTBYTES), kind.OPSLIMIT_INTERACTIVE, kind.MEMLIMIT_INTERACTIVE
    made = kind.kdf(secret.SecretBox.KEY_SIZE, typed(password), salt, opslimit=ops, memlimit=mem)
    return Wrap(person, salt, ops, mem, bytes(secret.SecretBox(made).encrypt(key)))


def unwrapped(wrap: Wrap, password: str) -> bytes | None:
    """Return the key, or None where the password is another one. Slow on purpose."""
    if wrap.mem > _MOST_MEMORY or wrap.ops > _MOST_STEPS:
        return None  # Nobody made this with the program: it would hold the computer up for minutes.
    from nacl import exceptions, pwhash, secret

    try:
        kind = pwhash.argon2id
        made = kind.kdf(secret.SecretBox.KEY_SIZE, typed(password), wrap.salt, opslimit=wrap.ops, memlimit=wrap.mem)
        return secret.SecretBox(made).decrypt(wrap.box)
    except (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError, RuntimeError):
        return None


class Vault:
    """The sealed file of one data folder. Every change replaces it whole, in one step; what cannot be written leaves it as it was."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.path = store.folder / SEALED
        self._read_as: tuple[int, ...] = ()
        self._plans: tuple[Blueprint, ...] = ()

    def plans(self) -> tuple[Blueprint, ...]:
        """Return the plans of the bank in it, whether it is open or not; none where there is no bank, or none to be read.

        They are looked up often: the file is read anew only where it is another one.
        """
        try:
            there = self.path.stat()
            read_as = (there.st_ino, there.st_mtime_ns, there.st_size)
            if read_as != self._read_as:
                plate = self.plate()
                self._read_as, self._plans = read_as, plate.plans if plate is not None else ()
        except (OSError, Fault):
            self._read_as, self._plans = (), ()
        return self._plans

    def plate(self) -> Plate | None:
        """Return what is installed, None for nothing. Raises Fault: vault.damaged, vault.newer, what the system says."""
        header = self._header()
        return header.plate if header is not None else None

    def keepers(self) -> tuple[str, ...]:
        """Return the ids of the trainers whose passwords open it. Raises as `plate`."""
        header = self._header()
        return tuple(wrap.person for wrap in header.wraps) if header is not None else ()

    def key(self, person: str, password: str) -> bytes | None:
        """Return the key by a trainer's password, None where it is not under that one. Slow. Raises as `plate`."""
        header = self._header()
        wraps = header.wraps if header is not None else ()
        keys = (unwrapped(wrap, password) for wrap in wraps if wrap.person == person)
        return next((key for key in keys if key is not None), None)

    def content(self, key: bytes) -> bytes:
        """Return what the sealed bank's file held. Raises Fault("vault.damaged") where it is not as it was sealed."""
        from nacl import exceptions, secret

        _header, box = self._read()
        try:
            return secret.SecretBox(key).decrypt(box)
        except (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError) as error:
            raise self._damaged() from error

    def seal(self, plate: Plate, content: bytes, key: bytes, wraps: Iterable[Wrap]) -> None:
        """Write a bank, in place of the one that was there. Raises Fault; then that one is as it was."""
        from nacl import secret

        box = bytes(secret.SecretBox(key).encrypt(content))
        self._write(_Header(FORMAT, VERSION, plate, len(box), tuple(wraps)), box)

    def others(self, person: str) -> tuple[Wrap, ...]:
        """Return the boxed keys of everybody but one. Raises as `plate`."""
        header = self._header()
        return tuple(wrap for wrap in header.wraps if wrap.person != person) if header is not None else ()

    def admit(self, wrap: Wrap, *, beside: bool = False) -> None:
        """Let a trainer open it, in place of (or `beside`) what opened it for them before. Raises Fault as `plate` and `seal`."""
        header, box = self._read()
        kept = (one for one in header.wraps if beside or one.person != wrap.person)
        self._write(replace(header, wraps=(*kept, wrap)), box)

    def forget(self, person: str) -> bool:
        """Take one person's id and box out of the file. Return whether they were in it. Raises Fault as `plate` and `seal`."""
        if person not in self.keepers():
            return False
        header, box = self._read()
        self._write(replace(header, wraps=tuple(one for one in header.wraps if one.person != person)), box)
        return True

    def _header(self) -> _Header | None:
        try:
            with self.path.open("rb") as file:
                there = os.fstat(file.fileno())
                first = file.readline(_LONGEST_HEADER + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise faults.from_os(error, self.path) from error
        header = self._decoded(first)
        if not stat.S_ISREG(there.st_mode) or there.st_size != len(first) + header.size:
            raise self._damaged()
        return header

    def _read(self) -> tuple[_Header, bytes]:
        header = self._header()
        if header is None:
            raise Refused("vault.unset")
        try:
            with self.path.open("rb") as file:
                file.readline(_LONGEST_HEADER + 1)
                return header, file.read(header.size)
        except OSError as error:
            raise faults.from_os(error, self.path) from error

    def _decoded(self, line: bytes) -> _Header:
        try:
            said = canonical.decode(line, _Said)
            if said.format == FORMAT and said.version > VERSION:
                raise Fault("vault.newer", Exit.REFUSED_FILE, path=str(self.path), version=said.version, known=VERSION)
            header = canonical.decode(line, _Header)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise self._damaged() from error
        if header.format != FORMAT or not _BOX_OVERHEAD <= header.size <= LARGEST + _BOX_OVERHEAD:
            raise self._damaged()
        return header

    def _write(self, header: _Header, box: bytes) -> None:
        new = self._store.temporary("new-")
        try:
            descriptor = place.new_file(new, self._store.shared)
            with os.fdopen(descriptor, "wb") as file:
                file.write(canonical.encode(header) + b"\n")
                file.write(box)
            place.replace(new, self.path)
        except OSError as error:
            raise faults.from_os(error, self.path) from error
        finally:
            place.discard(new)

    def _damaged(self) -> Fault:
        return Fault("vault.damaged", Exit.REFUSED_FILE, path=str(self.path))


def read_file(path: Path) -> bytes:
    """Return what a file holds that may be a bank. Raises Fault: vault.too-large, fault.not-a-file, what the system says of it."""
    try:
        there = path.stat()
        if not stat.S_ISREG(there.st_mode) and not stat.S_ISDIR(there.st_mode):
            # A pipe would be waited for, and a device never ends.
            raise Fault("fault.not-a-file", Exit.REFUSED_FILE, path=str(path))
        if there.st_size > LARGEST:
            raise Fault("vault.too-large", Exit.REFUSED_FILE, path=str(path), limit=LARGEST // 1024**2)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Fault("fault.no-file", path=str(path)) from error
    except OSError as error:
        raise faults.from_os(error, path) from error
