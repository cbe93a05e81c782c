"""Owns the plain form of a bank for other programs: one mapping, texts in the base language; knows no file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec

from question_bank.bank import BankFile
from question_bank.model import BASE_LANGUAGE, AsOf, Bank

UNITS = ("documents", "facts", "modules", "objectives", "lessons", "items", "cases", "blueprints")


def authored(bank: Bank) -> dict[str, Any]:
    """Return authored content, all pools."""
    meta = {"name": bank.name, "version": bank.version, "languages": list(bank.languages), "from": "authored content"}
    return {"meta": meta, **{name: [plain(unit) for unit in getattr(bank, name)] for name in UNITS}}


def built(bank: BankFile) -> dict[str, Any]:
    """Return what a built bank holds."""
    units: Mapping[str, Any] = {
        "documents": bank.documents(),
        "facts": bank.facts(),
        "modules": bank.modules(),
        "objectives": bank.objectives(),
        "lessons": bank.lessons(),
        "items": [bank.item(row.digest) for row in bank.index()],
        "cases": bank.cases(),
        "blueprints": bank.blueprints(),
    }
    meta = {**plain(bank.meta, texts=False), "from": "built bank"}
    return {"meta": meta, **{name: [plain(unit) for unit in units[name]] for name in UNITS}}


def plain(value: Any, *, texts: bool = True) -> Any:
    """Return a value as JSON has it: texts in the base language, years as their label with first and last beside it."""
    if isinstance(value, msgspec.Struct):
        found: dict[str, Any] = {}
        for field in msgspec.structs.fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, AsOf):
                found |= {field.name: inner.label, f"{field.name}_years": [inner.start, inner.end]}
            else:
                found[field.name] = plain(inner, texts=texts)
        return found
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return value.get(BASE_LANGUAGE, "") if texts else dict(value)
    if isinstance(value, tuple | list):
        return [plain(inner, texts=texts) for inner in value]
    return value
