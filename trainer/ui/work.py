"""Owns running one slow, pure call beside the window and bringing its end back to it; knows nothing of what is called."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer

T = TypeVar("T")

_LOOK_EVERY_MS = 15

Ending = Callable[[], None]


class Work(QObject):
    """One slow call at a time, in a thread of the pool, for whoever is its parent.

    The thread touches no QObject: it leaves its result in a queue that a timer of the GUI thread looks into. Where the page is gone
    by then, so are its work and the timer, and nobody hears of the result.
    """

    def __init__(self, parent: QObject, pool: QThreadPool | None = None) -> None:
        super().__init__(parent)
        self._pool = pool or QThreadPool.globalInstance()
        self._ended: SimpleQueue[Ending] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def busy(self) -> bool:
        """Whether a call is under way."""
        return self._ended is not None

    def start(self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Run `call` beside the window; then call `done` with its result or `failed` with its exception, in this thread.

        Raises RuntimeError while another call is under way.
        """
        if self.busy:
            raise RuntimeError("one call at a time")
        ended: SimpleQueue[Ending] = SimpleQueue()

        def run() -> None:
            try:
                result = call()
            except Exception as error:
                # Held by a name of its own: the except clause's goes away at its end.
                problem = error
                ended.put(lambda: failed(problem))
            else:
                ended.put(lambda: done(result))

        self._ended = ended
        self._timer.start()
        self._pool.start(run)

    def _on_timeout(self) -> None:
        if self._ended is None:
            return
        try:
            ending = self._ended.get_nowait()
        except Empty:
            return
        self._ended = None
        self._timer.stop()
        ending()
