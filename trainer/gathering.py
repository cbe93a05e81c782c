"""Owns when Python looks for garbage: not while the window starts, and then never in what the start made; knows no part of it.

Looking through what all stays costs the start a tenth of its work, and later the longest moments in which a window stands.
"""

from __future__ import annotations

import gc


def put_off() -> None:
    """Look for none until `take_up`."""
    gc.disable()


def take_up() -> None:
    """Look for it again, but not in what there is by now: it stays as long as the window does."""
    gc.freeze()
    gc.enable()
