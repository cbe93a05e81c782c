"""Owns the entrance: profiles, signing in, forgotten PINs; knows no widget."""

from __future__ import annotations

import itertools
import math
import shlex
import unicodedata
from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.clock import Clock
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.requests import Access, Admitted, Listed, ProfileCard
from trainer.core.roster import folded
from trainer.core.timekeeping import set_back
from trainer.records import secret as secrets
from trainer.records.people import People, Person


def initials(name: str) -> str:
    """The first letters, with the accents on them, of the first and last word that begins with one; "" where none does."""
    found = [letter for letter in map(_first_letter, unicodedata.normalize("NFC", name).split()) if letter]
    return "".join(found[:1] + found[1:][-1:]).upper()


def _first_letter(word: str) -> str:
    if not word[0].isalpha():
        return ""
    marks = itertools.takewhile(unicodedata.combining, word[1:])
    return word[0] + "".join(marks)


class Entrance:
    """What the sign-in page asks for."""

    def __init__(self, people: People, bank: BankFile, clock: Clock, folder: Path = Path()) -> None:
        self._people = people
        self._bank = bank
        self._clock = clock
        self._folder = folder

    def profiles(self, language: str) -> tuple[ProfileCard, ...]:
        """Everybody who can sign in here, last used first."""
        titles = dict(self.roles(language))
        joined = [p for p in self._people.everybody() if p.joined_ms is not None]
        everybody = sorted(joined, key=lambda p: (-p.last_used_ms, danish(p.name)))
        names = Counter(folded(p.name) for p in joined)
        return tuple(
            ProfileCard(
                p.id,
                p.code,
                p.name,
                initials(p.name),
                titles.get(p.work_role, p.work_role),
                p.access,
                p.has_secret,
                p.reset_ms is not None and not p.has_secret,
                p.last_used_ms,
                p.synthetic,
                self._reset_command(p.code),
                p.number,
                names[folded(p.name)] > 1,
            )
            for p in everybody
        )

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""
        return tuple((role.id, read(role.title, language)) for role in self._bank.roles())

    def bank_line(self) -> tuple[str, int, int]:
        """The bank's version, its number of questions, its number of documents."""
        return self._bank.meta.version, len(self._bank.index()), len(self._bank.documents())

    def _reset_command(self, code: str) -> str:
        """What the owner of this account types to take a forgotten PIN away."""
        return f"vejvis profiles reset-pin {code} --data-dir {shlex.quote(str(self._folder))}"

    def stored_secret(self, person: str) -> str:
        """What a PIN is checked against, "" for none. Raises Refused("people.wait", seconds=...)."""
        wait = self._people.wait_ms(person, self._clock.now())
        if wait:
            raise Refused("people.wait", seconds=math.ceil(wait / 1000))
        return self._people.secret(person) or ""

    def verify(self, stored: str, text: str) -> bool:
        """Slow and pure: call it off the GUI thread."""
        return secrets.verify_secret(stored, text)

    def hash_secret(self, text: str) -> str:
        """Slow and pure: call it off the GUI thread. Raises Refused for a PIN that is too short or too long."""
        return secrets.hash_secret(text)

    def admit(self, person: str) -> Admitted:
        """Note the sign-in."""
        found, now = self._people.get(person), self._clock.now()
        self._people.note_success(person, now)
        ahead = found.last_used_ms if set_back(found.last_used_ms, now.utc_ms) else 0
        return replace(self._admitted(found), ahead_ms=ahead)

    def turn_away(self, person: str) -> int:
        """Note a wrong PIN. Return how many seconds to wait before the next try."""
        return math.ceil(self._people.note_failure(person, self._clock.now()) / 1000)

    def add(self, name: str, work_role: str, secret: str) -> str:
        """Add a learner's profile and return its id."""
        now = self._clock.now()
        return self._people.add(name, work_role, Access.LEARNER, now, secret or None).id

    def choose_secret(self, person: str, secret: str) -> None:
        """Set a new PIN after a reset, which the person has now seen."""
        self._people.set_secret(person, secret or None)
        self._people.reset_seen(person)

    def anybody_listed(self) -> bool:
        """Say whether there is anybody on a roster who has never signed in."""
        return self._people.anybody_listed()

    def on_list(self, text: str, language: str) -> tuple[Listed, ...]:
        """Who on a roster this is, by whole name, number or code, and has never signed in."""
        titles = dict(self.roles(language))
        return tuple(
            Listed(
                p.id,
                p.code,
                p.name,
                initials(p.name),
                titles.get(p.work_role, p.work_role),
                self._people.groups_of(p.id),
                p.number,
            )
            for p in self._people.on_list(text)
        )

    def join(self, person: str, secret: str) -> None:
        """Make somebody of a roster a profile with a PIN, or without one."""
        self._people.join(person, secret or None, self._clock.now())

    def _admitted(self, person: Person) -> Admitted:
        return admitted(person, self._people.get(person.reset_by).name if person.reset_by is not None else "")


def admitted(person: Person, reset_by: str = "") -> Admitted:
    """Who a sign-in lets in; `reset_by` is the name of the trainer who took a PIN away."""
    return Admitted(person.id, person.name, initials(person.name), person.access, reset_by, person.reset_ms or 0)
