"""Owns a roster between page and desk, beside the window: opened, looked at, decided, brought in, given up; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from trainer.core.message import Message, Refused
from trainer.core.roster import (
    ANOTHER,
    SKIP,
    Brought,
    GivenUp,
    Judged,
    Part,
    Preview,
    Progress,
    Stand,
    named,
)
from trainer.faults import Fault
from trainer.ui.roster_protocols import RosterHand, RosteringDesk
from trainer.ui.work import Work

_TOLD_EVERY_MS = 100


class Draft(msgspec.Struct, frozen=True):
    """A roster in hand, to be gone on with on a page made anew."""

    hand: RosterHand | None = None
    columns: dict[Part, int] = msgspec.field(default_factory=dict)
    headed: bool = True
    group: str = ""
    preview: Preview | None = None
    choices: dict[int, str] = msgspec.field(default_factory=dict)


class Counts(msgspec.Struct, frozen=True):
    """How the rows stand with what was decided: to be added, to be brought up to date, still to be decided.

    `stands` are the rows by how they stood when they were looked at.
    """

    adds: int = 0
    joins: int = 0
    undecided: int = 0
    stands: dict[Stand, int] = msgspec.field(default_factory=dict)


class _Told:
    """What a worker tells of its way, and whether it is still waited for. Plain values: both threads may look."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.stopped = False

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self.stopped:
            raise GivenUp


class RosterPresenter(QObject):
    """A roster. `by` is the id of who is signed in.

    Signals: `begun(str)` ("reading", "judging", "adding"), `progressed(done, total)`, `ended()`, `columns_wished()` where the
    headings are not known, `previewed(Preview)`, `decided()`, `brought(Brought)`, `not_read(Message)`, `not_brought(Message)`,
    `given_up()`.
    """

    begun = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    columns_wished = Signal()
    previewed = Signal(object)
    decided = Signal()
    brought = Signal(object)
    not_read = Signal(object)
    not_brought = Signal(object)
    given_up = Signal()

    def __init__(self, desk: RosteringDesk, by: str, parent: QObject, draft: Draft | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by
        self.draft = draft or Draft()
        self._work = Work(self)
        self._told = _Told()
        self._looked = Counts()
        self._asked: tuple[Judged, ...] = ()
        self._count()
        self._timer = QTimer(self)
        self._timer.setInterval(_TOLD_EVERY_MS)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._work.busy

    def open(self, path: Path, group: str) -> None:
        """Read a file, then look at its rows where its headings are known."""
        desk = self._desk

        def opened(hand: RosterHand) -> None:
            found = hand.found
            self.draft = Draft(hand, dict(found.columns), found.headed, group)
            if named(found.columns):
                self.look(found.columns, found.headed, group)
            else:
                self.columns_wished.emit()

        self._start("reading", lambda _told: desk.open(path), opened, self.not_read.emit)

    def look(self, columns: dict[Part, int], headed: bool, group: str) -> None:
        """Look at every row with these columns."""
        hand = self.draft.hand
        if hand is None or self.busy:
            return
        self.draft = Draft(hand, dict(columns), headed, group)

        def looked(preview: Preview) -> None:
            self.draft = msgspec.structs.replace(self.draft, preview=preview)
            self._count()
            self.previewed.emit(preview)

        self._start("judging", lambda told: hand.preview(columns, headed, group, told), looked, self.not_read.emit)

    def look_again(self) -> None:
        """Look at the same file once more."""
        self.look(self.draft.columns, self.draft.headed, self.draft.group)

    def decide(self, line: int, choice: str) -> None:
        """Decide about a row that is asked about; "" takes the decision back."""
        if choice:
            self.draft.choices[line] = choice
        else:
            self.draft.choices.pop(line, None)
        self.decided.emit()

    def choice(self, row: Judged) -> str:
        """What was decided about a row, "" for nothing yet."""
        return self.draft.choices.get(row.row.line, "") if row.stand is Stand.ASKED else ""

    def counts(self) -> Counts:
        """How many rows do what, as it is decided now."""
        looked = self._looked
        made = [self.choice(row) for row in self._asked]
        same = sum(choice not in ("", ANOTHER, SKIP) for choice in made)
        adds, joins = looked.adds + made.count(ANOTHER), looked.joins + same
        return Counts(adds, joins, made.count(""), looked.stands)

    def _count(self) -> None:
        """Count what no decision changes once: there may be 100,000 rows."""
        preview = self.draft.preview or Preview(())
        stands = {stand: preview.count(stand) for stand in Stand}
        self._asked = tuple(row for row in preview.rows if row.stand is Stand.ASKED)
        self._looked = Counts(stands[Stand.TAKEN], preview.joining(), 0, stands)

    def bring(self) -> None:
        """Write what the preview promises."""
        hand, preview, by = self.draft.hand, self.draft.preview, self._by
        if hand is None or preview is None or self.busy:
            return
        choices = dict(self.draft.choices)

        def done(brought: Brought) -> None:
            self.draft = Draft()
            self.brought.emit(brought)

        self._start("adding", lambda told: hand.bring(preview, choices, by, told), done, self.not_brought.emit)

    def stop(self) -> None:
        """Give up what is under way; nothing of it is kept."""
        self._told.stopped = True

    def _start(
        self,
        what: str,
        call: Callable[[Progress], object],
        done: Callable[..., None],
        failed: Callable[[Message], None],
    ) -> None:
        if self._work.busy:
            return
        told = self._told = _Told()

        def ended(result: object) -> None:
            self._end()
            if told.stopped and what != "adding":
                self.given_up.emit()
            else:
                done(result)

        def not_done(error: Exception) -> None:
            self._end()
            if isinstance(error, GivenUp):
                self.given_up.emit()
            elif isinstance(error, Refused | Fault):
                failed(error.message)
            else:
                raise error

        self.begun.emit(what)
        self._timer.start()
        self._work.start(lambda: call(told), ended, not_done)

    def _end(self) -> None:
        self._timer.stop()
        self.ended.emit()

    def _on_timeout(self) -> None:
        self.progressed.emit(self._told.done, self._told.total)
