"""Owns finding what is meant by an id or a title that somebody typed; knows no storage and assigns nothing."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.core.assignments import Kind
from trainer.core.message import Refused
from trainer.core.roster import folded

_MOST = 5
LISTS = {Kind.MODULE: "modules", Kind.CASE: "cases", Kind.ASSESSMENT: "assessments"}
"""What `vejvis list` calls them."""


def meant(kind: Kind, typed: str, *titled: Sequence[tuple[str, str]]) -> str:
    """Return the id of what is called so: an id, or a whole title in any of the languages, capitals and accents aside.

    `titled` are the (id, title) of everything there is, one sequence for each language. Raises Refused: list.subject.unknown,
    list.subject.close, list.subject.ambiguous; the last two say which ones it can be.
    """
    everything = {id_: title for titles in reversed(titled) for id_, title in titles}
    if typed in everything:
        return typed
    wanted = folded(typed)
    named = {id_ for titles in titled for id_, title in titles if wanted and folded(title) == wanted}
    if len(named) == 1:
        return named.pop()
    near = named or {
        id_
        for titles in titled
        for id_, title in titles
        if wanted and (wanted in folded(title) or wanted in folded(id_))
    }
    told = ", ".join(f"{id_} ({title})" for id_, title in everything.items() if id_ in near)
    if named or 0 < len(near) <= _MOST:
        raise Refused("list.subject.ambiguous" if named else "list.subject.close", subject=typed[:80], candidates=told)
    raise Refused("list.subject.unknown", subject=typed[:80], list=LISTS[kind])
