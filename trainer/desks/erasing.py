"""Owns erasing people for good: what goes, what is left and where; knows no widget. All of it is slow."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from trainer.clock import Clock
from trainer.core.message import Message, Refused
from trainer.core.privacy import CopyLine, Erased, Erasure, Step, silent
from trainer.faults import Fault
from trainer.records import copies, erasure, marks
from trainer.records.audit import Act
from trainer.records.merging import parts_of
from trainer.records.opening import Records
from trainer.records.vault import Vault


class Erasing:
    """What a trainer, or the owner of the account, asks for who takes somebody out of the records."""

    def __init__(self, records: Records, clock: Clock) -> None:
        self._records = records
        self._store = records.store
        self._clock = clock

    def look(self, person: str) -> Erasure:
        """Say what erasing somebody takes away, before it is done. Raises Refused("people.unknown")."""
        holding = copies.holders(self._store, (person, *parts_of(self._store, person)))
        return replace(
            erasure.extent(self._store, person),
            copies=tuple(CopyLine(str(one.path), one.made_ms, one.falls_ms) for one in holding),
            keeper=person in self._keepers(),
        )

    def erase(self, people: Sequence[str], by: str, progress: Step = silent, act: Act = Act.ERASED) -> Erased:
        """Erase people from the records, then from every copy that can be reached. `by` "" is the account's owner.

        Raises Refused: people.unknown, people.last-trainer, erasure.own where `by` is among them; Fault: then nobody was
        erased. What comes after cannot fail as a whole: it is told in the result and can be gone on with by `finish`.
        """
        if by and by in people:
            raise Refused("erasure.own")
        erasure.erase(self._store, self._records.journal, people, by, self._clock.now(), act)
        return replace(self.finish(progress), people=len(people))

    def finish(self, progress: Step = silent) -> Erased:
        """Write the records anew without what was deleted, and take whoever was erased out of every copy."""
        trouble: Message | None = None
        try:
            if erasure.pending(self._store) == erasure.FILE:
                self._store.compact()
                self._leave_vault()
                erasure.written_anew(self._store)
        except Fault as fault:
            trouble = fault.message
        try:
            done = copies.cleanse(self._store, progress)
            if trouble is None and not done.left:
                erasure.finished(self._store)
        except Fault as fault:
            return Erased(0, 0, 0, (), trouble or fault.message)
        left = tuple(CopyLine(one.path, 0, one.falls_ms, one.why) for one in done.left)
        return Erased(0, done.copies, done.rewritten, left, trouble)

    def unfinished(self) -> bool:
        """Say whether bytes of somebody erased may still be in the folder."""
        return bool(erasure.pending(self._store))

    def copies(self) -> tuple[CopyLine, ...]:
        """The copies of the records that can be found, the latest first, and what cannot be looked at now."""
        there, left = copies.found(self._store)
        lines = [CopyLine(str(one.path), one.made_ms, one.falls_ms) for one in there]
        away = (CopyLine(one.path, 0, one.falls_ms, one.why) for one in left)
        return (*sorted(lines, key=lambda line: -line.made_ms), *away)

    def erased_on(self, name: str, number: str) -> int | None:
        """Say when somebody of this name and number was erased here (UTC ms), None where nobody was."""
        return marks.erased_on(self._store, name, number)

    def _keepers(self) -> tuple[str, ...]:
        try:
            return Vault(self._store).keepers()
        except Fault:
            return ()

    def _leave_vault(self) -> None:
        """Take profiles that are no more out of the sealed file of graded questions. Raises Fault."""
        vault = Vault(self._store)
        for keeper in vault.keepers():
            if not any(self._store.execute("SELECT 1 FROM person WHERE id = ?", (keeper,))):
                vault.forget(keeper)
