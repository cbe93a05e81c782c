"""Owns whose single answers in practice a trainer may see: where a module is assigned so, while it is; writes nothing."""

from __future__ import annotations

from trainer.core.assignments import watched_since
from trainer.records import cohorts
from trainer.records.source import Source


def seen_answers(source: Source, now_ms: int, person: str = "") -> dict[str, dict[str, int]]:
    """Return by person the modules whose single answers may be seen now, and from when on (UTC ms): since they were told.

    New dates without a gap change nothing about what was told before. `person` asks for one alone.
    """
    seen: dict[str, dict[str, int]] = {}
    for (who, module), spans in cohorts.watches(source, person).items():
        since = watched_since(spans, now_ms)
        if since is not None:
            seen.setdefault(who, {})[module] = since
    return seen
