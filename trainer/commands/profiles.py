"""Owns `vejvis profiles`: listing, adding, taking away a forgotten PIN; knows no page."""

from __future__ import annotations

from trainer import places
from trainer.clock import SystemClock, day_here
from trainer.commands.job import Job
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.requests import Access
from trainer.faults import Exit
from trainer.house import open_bank
from trainer.records.people import Person, cleaned_name
from trainer.reports.table import shown


def run(job: Job) -> Exit:
    """Carry out the action named."""
    match job.options.action:
        case "list":
            return _list(job)
        case "add":
            return _add(job)
        case _:
            return _reset(job)


def _list(job: Job) -> Exit:
    say = job.voice.words.say
    with job.records() as records:
        people = sorted(records.people.everybody(), key=lambda one: danish(one.name))
    if not people:
        job.voice.say("cli.profiles.none")
        return Exit.DONE
    rows = [[say(f"cli.profiles.{head}") for head in ("code", "name", "access", "role", "pin", "last_used")]]
    for person in people:
        rows.append(
            [
                person.code,
                person.name + (f" ({say('cli.profiles.made_up')})" if person.synthetic else ""),
                say(f"cli.profiles.{person.access.value}"),
                person.work_role,
                say("table.yes" if person.has_secret else "table.no"),
                _day(person.last_used_ms),
            ]
        )
    job.voice.columns(rows)
    return Exit.DONE


def _day(utc_ms: int) -> str:
    return day_here(utc_ms) if utc_ms else ""


def _add(job: Job) -> Exit:
    options = job.options
    cleaned_name(options.name)
    if options.role:
        with open_bank() as bank:
            roles = [role.id for role in bank.roles()]
        if options.role not in roles:
            raise Refused("cli.profiles.no-role", role=options.role, roles=", ".join(roles))
    new = job.where.in_use() is None
    access = Access.TRAINER if options.trainer else Access.LEARNER
    with job.records(create=True, shared=places.open_to_all(job.folder)) as records:
        person = records.people.add(options.name, options.role, access, SystemClock().now())
    if new:
        job.voice.say("cli.profiles.created", path=str(job.folder))
    job.voice.say("cli.profiles.added", name=shown(person.name), number=person.code)
    return Exit.DONE


def _reset(job: Job) -> Exit:
    with job.records() as records:
        person = _one(records.people.find(job.options.name))
        records.people.reset_secret(person.id, None, SystemClock().now())
    job.voice.say("cli.profiles.reset", name=shown(person.name), number=person.code)
    return Exit.DONE


def _one(found: tuple[Person, ...]) -> Person:
    if not found:
        raise Refused("people.unknown")
    if len(found) > 1:
        raise Refused("people.ambiguous", name=shown(found[0].name), codes=", ".join(person.code for person in found))
    return found[0]
