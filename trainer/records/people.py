"""Owns people as rows: names, roles, kept PINs and the delay after wrong ones; hashes nothing and knows no training."""

from __future__ import annotations

import secrets
import unicodedata
from typing import TYPE_CHECKING

import msgspec

from trainer.core import timekeeping
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.requests import Access
from trainer.core.roster import folded
from trainer.core.timekeeping import Stamp
from trainer.records import audit
from trainer.records.source import Row
from trainer.records.store import Store

LONGEST_NAME = 200
FREE_FAILURES = 4
"""So many wrong PINs cost nothing; from the next on each costs a wait."""
FIRST_WAIT_MS = 30_000
LONGEST_WAIT_MS = 15 * 60_000

_JOINERS = "\u200c\u200d"
"""Format characters that belong to names in Persian and Indian scripts."""


class Person(msgspec.Struct, frozen=True):
    """A profile.

    `reset_ms` is set from a PIN's reset until the person has seen it; `reset_by` is the trainer's id, or None where the
    owner of the account did it (or that trainer is gone). `number` is the unit's own; `joined_ms` None: on a roster, has
    never signed in, and is no sign-in profile; `extra_percent` is more time in assessments.
    """

    id: str
    code: str
    name: str
    work_role: str
    access: Access
    has_secret: bool
    created_ms: int
    last_used_ms: int
    synthetic: bool
    reset_by: str | None
    reset_ms: int | None
    number: str = ""
    joined_ms: int | None = None
    extra_percent: int = 0


_COLUMNS = (
    "id, code, name, work_role, access, secret IS NOT NULL, created_ms, last_used_ms, synthetic, reset_by, reset_ms,"
    " number, joined_ms, extra_percent"
)

if TYPE_CHECKING:
    from sqlite_utils.db import Database


def cleaned_name(text: str) -> str:
    """Return a name as it is kept: NFC, without controls and bidirectional overrides, blanks single, trimmed.

    Markup stays: it is shown as the plain text it is. Raises Refused: people.name-empty, people.name-long.
    """
    if len(text) > 100 * LONGEST_NAME:
        # Nobody types this; what was pasted need not be normalised to be refused.
        raise Refused("people.name-long", length=len(text), limit=LONGEST_NAME)
    if text.isascii() and text.isprintable() and 0 < len(text) <= LONGEST_NAME and " ".join(text.split()) == text:
        return text
    composed = unicodedata.normalize("NFC", text)
    # Most names have nothing to be cleaned of, and a list has many.
    kept = [composed] if composed.isprintable() else []
    for character in () if kept else composed:
        category = unicodedata.category(character)
        if character in _JOINERS:
            kept.append(character)
        elif character.isspace() or category in ("Zs", "Zl", "Zp"):
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs", "Cn"):
            kept.append(character)
    name = " ".join("".join(kept).split())
    if not name.strip(_JOINERS + " "):
        raise Refused("people.name-empty")
    if len(name) > LONGEST_NAME:
        raise Refused("people.name-long", length=len(name), limit=LONGEST_NAME)
    return name


def wait_after(failures: int) -> int:
    """Return the wait (ms) after so many wrong PINs in a row: 30 s after the fifth, doubling up to 15 minutes."""
    over = failures - FREE_FAILURES
    return 0 if over <= 0 else min(FIRST_WAIT_MS * 2 ** min(over - 1, 20), LONGEST_WAIT_MS)


class People:
    """The people of one data folder. Unknown ids raise Refused("people.unknown")."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        name: str,
        work_role: str,
        access: Access,
        at: Stamp,
        secret: str | None = None,
        synthetic: bool = False,
        number: str = "",
        joined: bool = True,
    ) -> Person:
        """Add a person and return them. `secret` is a hash; not `joined` is who stands on a roster only.

        People of one name are told apart by their codes.

        Raises Refused as `cleaned_name`, Fault.
        """
        kept = cleaned_name(name)
        person = secrets.token_hex(16)
        with self._store.write() as db:
            db.execute(
                "INSERT INTO person (id, code, name, work_role, access, secret, created_ms, synthetic, number, joined_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    person,
                    next_code(db),
                    kept,
                    work_role,
                    access.value,
                    secret,
                    at.utc_ms,
                    synthetic,
                    number,
                    at.utc_ms if joined else None,
                ),
            )
        return self.get(person)

    def get(self, person: str) -> Person:
        """Return a person by id."""
        for row in self._store.execute(f"SELECT {_COLUMNS} FROM person WHERE id = ?", (person,)):
            return _person(row)
        raise Refused("people.unknown")

    def everybody(self) -> tuple[Person, ...]:
        """Return all people in the order of their codes, but those merged into another; whoever shows them sorts them."""
        rows = self._store.execute(
            f"SELECT {_COLUMNS} FROM person WHERE merged_into IS NULL ORDER BY length(code), code"
        )
        return tuple(_person(row) for row in rows)

    def find(self, text: str) -> tuple[Person, ...]:
        """Return the people whose code or whole name this is, capitals aside."""
        wanted = unicodedata.normalize("NFC", text).strip().casefold()
        return tuple(p for p in self.everybody() if wanted in (p.name.casefold(), p.code.casefold()))

    def on_list(self, text: str) -> tuple[Person, ...]:
        """Return who on a roster has never signed in and has this whole name, capitals and accents aside, number or code."""
        name, exact = folded(text), text.strip().casefold()
        if not name:
            return ()
        rows = self._store.execute(
            "SELECT id, name, number, code FROM person WHERE joined_ms IS NULL AND merged_into IS NULL"
            " ORDER BY length(code), code"
        )
        return tuple(
            self.get(id_)
            for id_, own, number, code in rows
            if exact in (number.casefold(), code.casefold()) or folded(own) == name
        )

    def anybody_listed(self) -> bool:
        """Say whether there is anybody on a roster who has never signed in."""
        return any(self._store.execute("SELECT 1 FROM person WHERE joined_ms IS NULL AND merged_into IS NULL LIMIT 1"))

    def groups_of(self, person: str) -> tuple[str, ...]:
        """Return the names of the groups that a person is in."""
        rows = self._store.execute(
            "SELECT name FROM cohort JOIN cohort_member ON cohort_member.cohort = cohort.id"
            " WHERE person = ? AND closed_ms IS NULL",
            (person,),
        )
        return tuple(sorted((str(name) for (name,) in rows), key=danish))

    def join(self, person: str, secret: str | None, at: Stamp) -> Person:
        """Make somebody of a roster a sign-in profile. Raises Refused("roster.joined") where they are one."""
        with self._store.write() as db:
            changed = db.execute(
                "UPDATE person SET joined_ms = ?, secret = ? WHERE id = ? AND joined_ms IS NULL AND merged_into IS NULL",
                (at.utc_ms, secret, person),
            ).rowcount
            if not changed:
                raise Refused("roster.joined")
        return self.get(person)

    def real(self) -> bool:
        """Say whether there is anybody who was not made up."""
        return any(self._store.execute("SELECT 1 FROM person WHERE NOT synthetic LIMIT 1"))

    def rename(self, person: str, name: str) -> Person:
        """Correct a name. Raises Refused as `cleaned_name`."""
        return self._changed(person, "name", cleaned_name(name))

    def set_work_role(self, person: str, work_role: str) -> Person:
        """Change what a person works as."""
        return self._changed(person, "work_role", work_role)

    def set_access(self, person: str, access: Access) -> Person:
        """Change what a person may do here.

        Raises Refused("people.last-trainer") where none would be left to give it back.
        """
        if access is Access.LEARNER and self.get(person).access is Access.TRAINER:
            others = self._store.execute("SELECT 1 FROM person WHERE access = 'trainer' AND id != ? LIMIT 1", (person,))
            if not any(others):
                raise Refused("people.last-trainer")
        return self._changed(person, "access", access.value)

    def used(self, person: str, at: Stamp) -> None:
        """Note that a person signed in."""
        self._changed(person, "last_used_ms", at.utc_ms)

    def secret(self, person: str) -> str | None:
        """Return the stored hash of a PIN, for `verify_secret` in a worker; None where there is no PIN."""
        for (stored,) in self._store.execute("SELECT secret FROM person WHERE id = ?", (person,)):
            return str(stored) if stored is not None else None
        raise Refused("people.unknown")

    def set_secret(self, person: str, secret: str | None) -> Person:
        """Keep a new hash, or none. Whoever asks has seen to it that the person may."""
        return self._changed(person, "secret", secret)

    def wait_ms(self, person: str, at: Stamp) -> int:
        """Return for how long no PIN is looked at, 0 where one may be tried.

        By the boot clock, so that setting the wall clock shortens nothing before a restart.
        """
        rows = self._store.execute(
            "SELECT failures, failed_utc_ms, failed_boot, failed_boot_ms FROM person WHERE id = ?", (person,)
        )
        for failures, utc_ms, boot, boot_ms in rows:
            failed = Stamp(utc_ms, 0, boot, boot_ms)
            return max(0, wait_after(failures) - timekeeping.between(failed, at)) if failures else 0
        raise Refused("people.unknown")

    def note_failure(self, person: str, at: Stamp) -> int:
        """Count a wrong PIN and return the wait it costs, in milliseconds."""
        with self._store.write() as db:
            db.execute(
                "UPDATE person SET failures = failures + 1, failed_utc_ms = ?, failed_boot = ?, failed_boot_ms = ?"
                " WHERE id = ?",
                (at.utc_ms, at.boot, at.boot_ms, person),
            )
        return self.wait_ms(person, at)

    def note_success(self, person: str, at: Stamp) -> None:
        """Forget wrong PINs and note that the person signed in."""
        with self._store.write() as db:
            db.execute("UPDATE person SET failures = 0, last_used_ms = ? WHERE id = ?", (at.utc_ms, person))

    def forget_failures(self, person: str) -> None:
        """Forget wrong PINs of somebody who proved to be themselves without signing in."""
        with self._store.write() as db:
            db.execute("UPDATE person SET failures = 0 WHERE id = ? AND failures", (person,))

    def reset_secret(self, person: str, by: str | None, at: Stamp) -> Person:
        """Take a forgotten PIN away; the next sign-in shows who did it and when. `by` None: the account's owner."""
        with self._store.write() as db:
            changed = db.execute(
                "UPDATE person SET secret = NULL, failures = 0, reset_by = ?, reset_ms = ? WHERE id = ?",
                (by, at.utc_ms, person),
            )
            if changed.rowcount:
                audit.write(db, at, by or "", audit.Act.PIN_RESET, person)
        return self.get(person)

    def reset_seen(self, person: str) -> None:
        """Note that a person has seen that their PIN was reset."""
        with self._store.write() as db:
            db.execute("UPDATE person SET reset_by = NULL, reset_ms = NULL WHERE id = ?", (person,))

    def _changed(self, person: str, column: str, value: str | int | None) -> Person:
        with self._store.write() as db:
            db.execute(f"UPDATE person SET {column} = ? WHERE id = ?", (value, person))
        return self.get(person)


def _person(row: Row) -> Person:
    id_, code, name, work_role, access, has_secret, created_ms, last_used_ms, synthetic, *more = row
    reset_by, reset_ms, number, joined_ms, extra_percent = more
    return Person(
        id_,
        code,
        name,
        work_role,
        Access(access),
        bool(has_secret),
        created_ms,
        last_used_ms,
        bool(synthetic),
        reset_by,
        reset_ms,
        number,
        joined_ms,
        extra_percent,
    )


def next_code(db: Database) -> str:
    """Count on from the last code ever given: one that was erased is not given again."""
    return take_codes(db, 1)[0]


def take_codes(db: Database, count: int) -> list[str]:
    """Count on by so many codes at once."""
    if not count:
        return []
    # All rows are fetched: a statement that could return more would keep the transaction from ending.
    ((last,),) = db.execute(
        "INSERT INTO setting (key, value) VALUES ('last-code', ?1)"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + ?1 AS TEXT) RETURNING value",
        (str(count),),
    ).fetchall()
    return [f"L-{number:04d}" for number in range(int(last) - count + 1, int(last) + 1)]
