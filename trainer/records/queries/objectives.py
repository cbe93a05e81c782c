"""Owns how often each objective was practised and how well, by everybody of a scope or by one person; writes nothing."""

from __future__ import annotations

import msgspec

from trainer.core.scope import Scope
from trainer.records.queries.period import LOCAL_ANSWERED
from trainer.records.source import Source

_COUNTED = f"""
SELECT objective, person, count(*), sum(correct) FROM answer
WHERE mode IN ('practice', 'review') AND kind <> 'case' AND {LOCAL_ANSWERED} >= ?1 AND {LOCAL_ANSWERED} < ?2
    AND person IN (SELECT id FROM person WHERE merged_into IS NULL)
    AND (?3 = '' OR person IN (SELECT person FROM cohort_member WHERE cohort = ?3)) AND (?4 = '' OR person = ?4)
GROUP BY objective, person
"""


class Practised(msgspec.Struct, frozen=True):
    """Rated practice of one objective: who, how many answers, how many right."""

    people: frozenset[str]
    answers: int
    right: int

    def joined(self, other: Practised) -> Practised:
        """Both together."""
        return Practised(self.people | other.people, self.answers + other.answers, self.right + other.right)


def practised(source: Source, scope: Scope, person: str = "") -> dict[str, Practised]:
    """Return the practice of each objective, by the id it had when it was practised. Raises Refused for days that are none."""
    found: dict[str, Practised] = {}
    for objective, who, answers, right in source.execute(_COUNTED, (*scope.bounds(), scope.group, person)):
        own = Practised(frozenset((who,)), answers, right)
        found[objective] = found[objective].joined(own) if objective in found else own
    return found
