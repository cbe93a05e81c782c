"""Owns the word lists that checks go by, read from `lexicon.toml`; knows no check."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec


class Care(msgspec.Struct, frozen=True):
    """Words of one kind that a bank does without, what to write instead, and the names that may hold them."""

    kind: str
    words: tuple[str, ...]
    advice: str
    apart: tuple[str, ...] = ()


class Fairness(msgspec.Struct, frozen=True):
    """A share the bank keeps: of the units whose `tag` is not in `leave_out`, those in `values`, `low` to `high`."""

    name: str
    tag: str
    values: tuple[str, ...]
    leave_out: tuple[str, ...]
    low: float
    high: float


class Lexicon(msgspec.Struct, frozen=True):
    """Tags allowed, care words, words of attribution, absolutes, hedges and gentle words, names that reading ease leaves out."""

    tags: Mapping[str, tuple[str, ...]]
    care: tuple[Care, ...]
    attribution: tuple[str, ...]
    absolutes: tuple[str, ...]
    hedges: tuple[str, ...]
    gentle: tuple[str, ...]
    names: tuple[str, ...]
    common: frozenset[str]
    fairness: tuple[Fairness, ...]
    broken: frozenset[tuple[str, str]]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that lies beside this module."""
    data = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))
    return Lexicon(
        tags={name: tuple(values) for name, values in data["tags"].items()},
        care=tuple(
            Care(kind, tuple(entry["words"]), entry["advice"], tuple(entry.get("apart", ())))
            for kind, entry in data["care"].items()
        ),
        attribution=tuple(data["attribution"]["words"]),
        absolutes=tuple(data["certainty"]["absolutes"]),
        hedges=tuple(data["certainty"]["hedges"]),
        gentle=tuple(data["certainty"]["gentle"]),
        names=tuple(data["reading"]["names"]),
        common=frozenset(data["reading"]["common"]),
        fairness=tuple(
            Fairness(
                name,
                entry["tag"],
                tuple(entry["values"]),
                tuple(entry["leave_out"]),
                entry.get("low", 0.0),
                entry.get("high", 1.0),
            )
            for name, entry in data["fairness"].items()
        ),
        broken=frozenset((last, first) for last, first in data["extraction"]["broken"]),
    )
