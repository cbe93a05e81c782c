"""Owns when Python looks for garbage: not while the window starts or a command exports; knows nothing of either.

Looking through what all stays costs a tenth of the work of both.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def put_off() -> None:
    """Look for none until `take_up`."""
    gc.disable()


def take_up() -> None:
    """Look for it again, but not in what there is by now: it stays as long as the window does."""
    gc.freeze()
    gc.enable()


@contextmanager
def left() -> Iterator[None]:
    """Look for none meanwhile. For work whose rows come and go without a circle among them."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
