"""Owns the one canonical encoding of values and their digests; knows nothing of what the values mean.

Canonical form: UTF-8 JSON, keys sorted, no white space, enums by value, NFC left to the author.
A digest is the SHA-256 of that form in lower-case hex. Items, scenes, blueprints, banks and events
are all named by such digests, so this encoding is frozen: a change is a new format version.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(value: object) -> bytes:
    """Return the canonical JSON of values, mappings, sequences and scalars."""
    return msgspec.json.encode(value, order="sorted")


def decode(data: bytes | str, kind: type[T]) -> T:
    """Read canonical JSON back into `kind`. Raises `msgspec.MsgspecError` where it does not fit."""
    return msgspec.json.decode(data, type=kind)


def convert(data: Any, kind: type[T]) -> T:
    """Fit plain mappings and lists (as TOML gives them) into `kind`. Raises `msgspec.ValidationError`."""
    return msgspec.convert(data, type=kind)


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical form, 64 hex characters."""
    return sha256(encode(value))


def sha256(data: bytes) -> str:
    """Return the SHA-256 of bytes in lower-case hex."""
    return hashlib.sha256(data).hexdigest()
