"""Owns what a PIN or password must be and how it is kept: Argon2id by PyNaCl; stores nothing and knows no person.

Pure functions that take a moment on purpose: call them in a worker thread.
"""

from __future__ import annotations

import unicodedata

from trainer.core.message import Refused

SHORTEST_PIN = 4
SHORTEST_PASSWORD = 6
LONGEST = 200


def check_secret(text: str) -> None:
    """Raise Refused where a PIN has fewer than 4 digits or a password fewer than 6 characters.

    Codes: people.secret-short, people.secret-long.
    """
    if len(text) > LONGEST:
        raise Refused("people.secret-long", limit=LONGEST)
    shortest = SHORTEST_PIN if text.isdecimal() else SHORTEST_PASSWORD
    if len(text) < shortest:
        raise Refused("people.secret-short", pin=SHORTEST_PIN, password=SHORTEST_PASSWORD)


def typed(text: str) -> bytes:
    """Return the bytes of a password, the same on every keyboard."""
    # The same password typed on two keyboards can come composed and decomposed.
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def hash_secret(text: str) -> str:
    """Return what may be stored of a PIN or password. Raises Refused as `check_secret`."""
    check_secret(text)
    from nacl import pwhash

    return pwhash.argon2id.str(
        typed(text), opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE, memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE
    ).decode("ascii")


def verify_secret(stored: str, text: str) -> bool:
    """Say whether `text` is the PIN or password behind what was stored. A stored value that is none fits nothing."""
    from nacl import exceptions, pwhash

    try:
        return bool(pwhash.argon2id.verify(stored.encode("ascii", "replace"), typed(text)))
    except (exceptions.InvalidkeyError, exceptions.ValueError):
        return False
