"""Owns what a certificate says, its code and how it is held against the records; knows no paper and no storage.

A code is nine letters drawn at random and one that checks them. The 23 letters and figures look like no other; as 23 is a
prime, the check letter finds every single wrong one and every two that were exchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import msgspec

from question_bank.model import BASE_LANGUAGE, Words, read
from trainer.core import days
from trainer.core.events import BankRef
from trainer.core.message import Refused

LETTERS = "ACDEFHJKMNPQRTUVWXY3479"
LENGTH = 10
_MISREAD = str.maketrans({"-": "", " ": "", "\u2013": "", "\u2011": ""})


class Printed(msgspec.Struct, frozen=True):
    """What a certificate says, as it was issued: free of language, for it can be printed in any.

    `form` is the digest of the questions' digests in order; `handed_in_ms` and the offset say when the assessment was
    handed in, `expires_ms` until when it holds (0: without end); `unit` is who issued it, "" where no setting says so;
    `made_up` says that the person is a demonstration's.
    """

    name: str
    person: str
    title: Words
    form: str
    bank: BankRef
    right: int
    total: int
    mark: int
    handed_in_ms: int
    offset_min: int
    expires_ms: int
    unit: str = ""
    made_up: bool = False


class Certificate(msgspec.Struct, frozen=True):
    """A certificate that was issued, with its code."""

    code: str
    issued_ms: int
    printed: Printed


class Field(StrEnum):
    """What can be compared."""

    NAME = "name"
    TITLE = "title"
    DATE = "date"
    SCORE = "score"
    MARK = "mark"
    FORM = "form"
    BANK = "bank"


class Claim(msgspec.Struct, frozen=True):
    """What somebody reads off a certificate: the code and, where they typed it, name, day and score ("34 of 40" or 34)."""

    code: str
    name: str = ""
    date: str = ""
    score: str = ""


class Line(msgspec.Struct, frozen=True):
    """One field: what was typed off the paper ("" for not typed), what was issued, what the records say today.

    Days as 2026-11-23, scores as 34/40. `agrees` where all that there is says the same.
    """

    field: Field
    typed: str
    issued: str
    today: str
    agrees: bool


class Finding(StrEnum):
    """What a check comes to. Only the first says that all is well."""

    HOLDS = "holds"
    EXPIRED = "expired"
    RULED = "ruled"
    DIFFERS = "differs"
    NO_RECORD = "no-record"


class Checked(msgspec.Struct, frozen=True):
    """What the records say of a code. `passed`: whether the assessment counts as passed today."""

    code: str
    finding: Finding
    lines: tuple[Line, ...] = ()
    title: Words = msgspec.field(default_factory=dict)
    issued_ms: int = 0
    expires_ms: int = 0
    offset_min: int = 0
    passed: bool = False

    @property
    def sentences(self) -> tuple[str, str]:
        """The codes of what is said of it: first what it comes to, then what that means."""
        first = f"certificate.finding.{self.finding.value}"
        unmade = self.finding is Finding.RULED and not self.passed
        return first, f"{first}_detail{'_not' if unmade else ''}"


def new_code(pick: Callable[[int], int]) -> str:
    """Make a code; `pick(n)` draws a number below n."""
    drawn = [pick(len(LETTERS)) for _ in range(LENGTH - 1)]
    return "".join(LETTERS[place] for place in drawn) + LETTERS[_check(drawn)]


def shown_code(code: str) -> str:
    """A code as it is printed: "ACDEF-HJKM9"."""
    return f"{code[:5]}-{code[5:]}"


def typed_code(text: str) -> str:
    """The code that somebody typed, capitals, blanks and hyphens aside. Raises Refused("certificate.code")."""
    code = text.translate(_MISREAD).upper()
    if len(code) != LENGTH or any(letter not in LETTERS for letter in code):
        raise Refused("certificate.code", number=text.strip()[:40])
    places = [LETTERS.index(letter) for letter in code]
    if _check(places[:-1]) != places[-1]:
        raise Refused("certificate.code", number=text.strip()[:40])
    return code


def _check(places: list[int]) -> int:
    weighted = sum(weight * place for weight, place in enumerate(places, 1))
    # The last letter weighs ten: with it the whole comes to nothing modulo 23.
    return (-weighted * pow(LENGTH, -1, len(LETTERS))) % len(LETTERS)


def expires(handed_in_ms: int, offset_min: int, months: int) -> int:
    """The last moment of the day so many months after an assessment (UTC ms), 0 where it holds without end.

    Where the month has no such day it is the month's last.
    """
    if not months:
        return 0
    day = days.of(handed_in_ms, offset_min)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return days.ends(date(year, month + 1, min(day.day, _last(year, month + 1))), lambda _ms: offset_min)


def _last(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def compared(claim: Claim, issued: Printed, today: Printed, language: str = BASE_LANGUAGE) -> tuple[Line, ...]:
    """Hold what was typed and what was issued against what the records say today, field by field."""
    when = days.of(issued.handed_in_ms, issued.offset_min).isoformat()
    now = days.of(today.handed_in_ms, today.offset_min).isoformat()
    typed_day = days.typed(claim.date) if claim.date.strip() else None
    return (
        _line(Field.NAME, " ".join(claim.name.split()), issued.name, today.name, fold=True),
        _line(Field.TITLE, "", read(issued.title, language), read(today.title, language)),
        _line(Field.DATE, typed_day.isoformat() if typed_day else "", when, now),
        _line(Field.SCORE, _score(claim.score, issued), _of(issued), _of(today)),
        _line(Field.MARK, "", _marked(issued), _marked(today)),
        _line(Field.FORM, "", issued.form[:12], today.form[:12]),
        _line(Field.BANK, "", _bank(issued.bank), _bank(today.bank)),
    )


def finding(lines: tuple[Line, ...], issued: Printed, *, passed: bool, ruled: bool, now_ms: int) -> Finding:
    """What a comparison comes to, the worst first."""
    changed = {Field.SCORE, Field.MARK}
    if any(line.typed and not _same(line.typed, line.issued) for line in lines):
        return Finding.DIFFERS
    if not passed or (ruled and any(line.field in changed and line.issued != line.today for line in lines)):
        return Finding.RULED
    if any(not line.agrees for line in lines):
        return Finding.DIFFERS
    return Finding.EXPIRED if issued.expires_ms and now_ms > issued.expires_ms else Finding.HOLDS


def _line(field: Field, typed: str, issued: str, today: str, fold: bool = False) -> Line:
    agrees = issued == today and (not typed or (_same(typed, issued) if fold else typed == issued))
    return Line(field, typed, issued, today, agrees)


def _same(typed: str, issued: str) -> bool:
    return typed.casefold() == " ".join(issued.split()).casefold()


def _of(printed: Printed) -> str:
    return f"{printed.right}/{printed.total}"


def _marked(printed: Printed) -> str:
    """The pass mark as it is compared, of as many as count."""
    return f"{printed.mark}/{printed.total}"


def _score(typed: str, issued: Printed) -> str:
    """A score as it is compared: "34 of 40", "34/40", "34 af 40"; 34 alone is of as many as were asked."""
    numbers = [int(part) for part in _numbers(typed)]
    if not typed.strip():
        return ""
    if len(numbers) not in (1, 2):
        raise Refused("certificate.score", text=typed.strip()[:40])
    return f"{numbers[0]}/{numbers[1] if len(numbers) == 2 else issued.total}"


def _numbers(text: str) -> list[str]:
    return "".join(sign if sign.isascii() and sign.isdigit() else " " for sign in text[:40]).split()


def _bank(bank: BankRef) -> str:
    return f"{bank.name} {bank.version} {bank.digest[:12]}"
