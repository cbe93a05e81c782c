"""Owns how a long call tells how far it is and hears that it is to stop; knows no thread and no window."""

from __future__ import annotations


class Stopped(Exception):
    """A call was given up because somebody wished so; what it had begun is taken back."""


class Watch:
    """Shared by a call and whoever waits for it. Whole numbers and one flag, each written by one side alone.

    Attributes: `done` and `total` steps, `total` 0 while nobody knows; `stopped` once it is to stop.
    """

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stopped = False

    def stop(self) -> None:
        """Have the call end at its next step."""
        self.stopped = True

    def tell(self, done: int, total: int) -> None:
        """Say how far the call is. Raises Stopped where it is to stop."""
        self.done, self.total = done, total
        self.check()

    def check(self) -> None:
        """Raises Stopped where the call is to stop."""
        if self.stopped:
            raise Stopped
