"""Owns what layers below the window say: a code and its values, never words; knows no language."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

Value = str | int | float


class Message(msgspec.Struct, frozen=True):
    """A sentence to be said in whatever language is shown: its code in the catalogue and the values it names."""

    code: str
    values: Mapping[str, Value] = msgspec.field(default_factory=dict)


class Refused(Exception):
    """A wish that the rules do not grant (time is up, no such option, no right to it). Nothing was changed."""

    def __init__(self, code: str, **values: Value) -> None:
        super().__init__(code)
        self.message = Message(code, values)
