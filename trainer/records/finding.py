"""Owns what a look at a data folder says of one thing; looks at nothing itself."""

from __future__ import annotations

import msgspec

from trainer.core.message import Message


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at: what is to be said of it, and whether it is as it should be."""

    message: Message
    sound: bool
