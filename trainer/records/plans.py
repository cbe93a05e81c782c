"""Owns the plans composed here as rows, each revision of one in the archive; knows no pool and no person's attempts."""

from __future__ import annotations

import secrets

import msgspec
from msgspec.structs import replace

from question_bank import canonical
from question_bank.model import Blueprint
from trainer.core.message import Refused
from trainer.core.timekeeping import Stamp
from trainer.records import audit
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.store import Store

PREFIX = "plan-"
"""What the ids of plans composed here begin with: no bank's do."""

_COLUMNS = "SELECT digest, made_ms, changed_ms, coalesce(retired_ms, 0) FROM plan"


class KeptPlan(msgspec.Struct, frozen=True):
    """A plan as it stands here. `retired_ms` 0 while it is offered."""

    plan: Blueprint
    made_ms: int
    changed_ms: int
    retired_ms: int = 0


class Plans:
    """The plans of one data folder. Unknown ids raise Refused("plan.unknown")."""

    def __init__(self, store: Store, archive: Archive) -> None:
        self._store = store
        self._archive = archive

    def all(self) -> tuple[KeptPlan, ...]:
        """Every plan composed here, retired ones too, the one changed last first."""
        rows = self._store.execute(f"{_COLUMNS} ORDER BY changed_ms DESC, id")
        return tuple(KeptPlan(self._archive.blueprint(digest), *times) for digest, *times in rows)

    def find(self, plan: str) -> KeptPlan | None:
        """One of them, or None."""
        rows = self._store.execute(f"{_COLUMNS} WHERE id = ?", (plan,))
        return next((KeptPlan(self._archive.blueprint(digest), *times) for digest, *times in rows), None)

    def get(self, plan: str) -> KeptPlan:
        """One of them. Raises Refused."""
        found = self.find(plan)
        if found is None:
            raise Refused("plan.unknown")
        return found

    def save(self, plan: Blueprint, by: str, at: Stamp) -> Blueprint:
        """Keep a plan, a new one where it has no id; return it as it is kept. What is the same as before writes nothing.

        `plan.revision` is the one that it was changed from. Raises Refused("plan.changed_meanwhile"), Fault.
        """
        before = self.get(plan.id) if plan.id else None
        kept = replace(
            plan,
            id=plan.id or PREFIX + secrets.token_hex(8),
            revision=before.plan.revision + 1 if before else 1,
        )
        if before is not None:
            if plan.revision != before.plan.revision:
                raise Refused("plan.changed_meanwhile")
            if replace(kept, revision=before.plan.revision) == before.plan:
                return before.plan
        digest = canonical.digest(kept)
        with self._store.write() as db:
            self._archive.put(db, [kept])
            db.execute(
                "INSERT INTO plan (id, digest, revision, by_person, made_ms, changed_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
                " ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, revision = excluded.revision,"
                " by_person = excluded.by_person, changed_ms = excluded.changed_ms",
                (kept.id, digest, kept.revision, by or None, at.utc_ms),
            )
            audit.write(db, at, by, Act.PLANNED, plan=kept.id, revision=kept.revision)
        return kept

    def retire(self, plan: str, by: str, at: Stamp) -> None:
        """Offer it no more; what was begun goes on, and what was assigned stays to be read. Raises Refused, Fault."""
        if self.get(plan).retired_ms:
            return
        with self._store.write() as db:
            db.execute("UPDATE plan SET retired_ms = ? WHERE id = ?", (at.utc_ms, plan))
            audit.write(db, at, by, Act.PLANNED, plan=plan, retired=1)

    def bring_back(self, plan: str, by: str, at: Stamp) -> None:
        """Offer a retired one again. Raises Refused, Fault."""
        if not self.get(plan).retired_ms:
            return
        with self._store.write() as db:
            db.execute("UPDATE plan SET retired_ms = NULL WHERE id = ?", (plan,))
            audit.write(db, at, by, Act.PLANNED, plan=plan, retired=0)


def met_by(store: Store, cohort: str) -> dict[str, frozenset[str]]:
    """Who of a group had each item or scene on the screen, by digest; whoever was merged counts as the one they are now."""
    rows = store.execute(
        "SELECT exposure.digest, coalesce(person.merged_into, person.id) FROM exposure"
        " JOIN person ON person.id = exposure.person JOIN cohort_member AS member"
        " ON member.person = coalesce(person.merged_into, person.id) WHERE member.cohort = ?",
        (cohort,),
    )
    met: dict[str, set[str]] = {}
    for digest, person in rows:
        met.setdefault(str(digest), set()).add(str(person))
    return {digest: frozenset(people) for digest, people in met.items()}


def exposed(store: Store) -> dict[str, int]:
    """On how many people's screens each item or scene was, by digest."""
    rows = store.execute("SELECT digest, count(*) FROM exposure GROUP BY digest")
    return {str(digest): int(people) for digest, people in rows}
