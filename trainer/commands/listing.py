"""Owns `vejvis list`: the ids, codes and names that other commands take, for people or as JSON; changes nothing."""

from __future__ import annotations

import json

from trainer.commands.job import Job
from trainer.core.assignments import Kind
from trainer.core.order import danish
from trainer.faults import Exit
from trainer.house import House
from trainer.records.cohorts import memberships

_KINDS = {"modules": Kind.MODULE, "cases": Kind.CASE, "assessments": Kind.ASSESSMENT}

_Row = dict[str, str | int | list[str]]


def run(job: Job) -> Exit:
    """Say what there is of a kind."""
    what: str = job.options.what
    with job.opened() as house:
        rows = _rows(house, what, job.voice.words.language)
    voice = job.voice
    if job.options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1), file=voice.out)
    elif not rows:
        voice.say(f"list.none.{what}")
    else:
        head = [voice.words.say(f"list.column.{name}") for name in rows[0]]
        voice.columns([head, *([_cell(value) for value in row.values()] for row in rows)])
    return Exit.DONE


def _rows(house: House, what: str, language: str) -> list[_Row]:
    if what == "groups":
        return [{"id": one.id, "name": one.name, "people": one.members} for one in house.grouping.groups()]
    if what == "people":
        everybody = sorted(house.records.people.everybody(), key=lambda one: danish(one.name))
        named = {one.id: one.name for one in house.grouping.groups()}
        inside = memberships(house.records.store)
        return [
            {
                "code": one.code,
                "name": one.name,
                "number": one.number,
                "groups": [named[group] for group in inside.get(one.id, ())],
            }
            for one in everybody
        ]
    return [{"id": id_, "title": title} for id_, title in house.grouping.subjects(_KINDS[what], language)]


def _cell(value: str | int | list[str]) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
