"""Owns whose single answers in practice a trainer may see: where a module is assigned so, while it is; writes nothing."""

from __future__ import annotations

from trainer.core.assignments import Kind
from trainer.records import cohorts
from trainer.records.source import Source


def seen_answers(source: Source, now_ms: int) -> dict[str, dict[str, int]]:
    """Return by person the modules whose single answers may be seen now, and from when on (UTC ms): since they were told."""
    groups = cohorts.memberships(source)
    members: dict[str, list[str]] = {}
    for person, of in groups.items():
        for cohort in of:
            members.setdefault(cohort, []).append(person)
    seen: dict[str, dict[str, int]] = {}
    for one in cohorts.in_force(source):
        if one.kind is not Kind.MODULE or not one.watched_until(now_ms):
            continue
        since = max(one.dates.opens_ms, one.made_ms)
        for person in [one.person] if one.person else members.get(one.cohort, []):
            modules = seen.setdefault(person, {})
            modules[one.subject] = min(since, modules.get(one.subject, since))
    return seen
