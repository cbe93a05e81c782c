"""Owns `vejvis groups` and `vejvis assign`: the rules of the window, on the command line; knows no page."""

from __future__ import annotations

from trainer.catalogue import languages
from trainer.commands.job import Job
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.message import Refused
from trainer.desks.grouping import Grouping
from trainer.desks.subjects import meant
from trainer.faults import Exit
from trainer.house import House
from trainer.reports.table import shown


def groups(job: Job) -> Exit:
    """Carry out the action named."""
    options = job.options
    with job.opened() as house:
        desk = house.grouping
        if options.action == "list":
            return _list(job, desk)
        people = _people(house, options.person)
        if options.action == "add":
            return _add(job, desk, people)
        return _remove(job, desk, people)


def _list(job: Job, desk: Grouping) -> Exit:
    found = desk.groups()
    if not found:
        job.voice.say("cli.groups.none")
        return Exit.DONE
    say = job.voice.words.say
    rows = [[say("cli.groups.name"), say("cli.groups.people"), say("cli.groups.assigned")]]
    for group in found:
        lines = desk.assignments(group.id, job.voice.words.language)
        rows.append([group.name, str(group.members), str(len(lines))])
    job.voice.columns(rows)
    return Exit.DONE


def _add(job: Job, desk: Grouping, people: tuple[str, ...]) -> Exit:
    """Make the group, or put people into the one there is."""
    name = job.options.name
    try:
        group = desk.named(name)
    except Refused:
        made = desk.make(name, people)
        job.voice.say("cli.groups.made", group=shown(made.name), n=made.members)
        return Exit.DONE
    if not people:
        raise Refused("group.name-taken", name=shown(group.name))
    joined = desk.put_in(group.id, people)
    there = len(set(people)) - joined
    if joined:
        job.voice.say("cli.groups.put_in", group=shown(group.name), n=joined)
    if there:
        job.voice.say("cli.groups.already", group=shown(group.name), n=there)
    return Exit.DONE


def _remove(job: Job, desk: Grouping, people: tuple[str, ...]) -> Exit:
    """Take people out; without any, close the group."""
    group = desk.named(job.options.name)
    if people:
        left = desk.take_out(group.id, people)
        absent = len(set(people)) - left
        if left:
            job.voice.say("cli.groups.taken_out", group=shown(group.name), n=left)
        if absent:
            job.voice.say("cli.groups.absent", group=shown(group.name), n=absent)
    else:
        desk.close(group.id)
        job.voice.say("cli.groups.closed", group=shown(group.name))
    return Exit.DONE


def assign(job: Job) -> Exit:
    """Assign something to groups and people."""
    options = job.options
    with job.opened() as house:
        desk = house.grouping
        cohorts = tuple(desk.named(name).id for name in options.group)
        kind = Kind(options.kind)
        named = {language: desk.subjects(kind, language) for language in (job.voice.words.language, *languages())}
        subject = meant(kind, options.subject, *named.values())
        wish = AssignmentWish(
            kind=kind,
            subject=subject,
            cohorts=cohorts,
            people=_people(house, options.person),
            opens=options.opens,
            due=options.due,
            closes=options.closes,
            sees_answers=options.see_answers,
        )
        made = desk.assign(wish, "")
    job.voice.say("cli.assign.done", subject=shown(dict(named[job.voice.words.language])[subject]), n=made.to)
    if made.again:
        job.voice.say("cli.assign.again", n=made.again)
    if made.seen_on:
        job.voice.say("assign.seen_on", n=made.seen_on)
    if made.seen_no_more:
        job.voice.say("assign.seen_no_more", n=made.seen_no_more)
    return Exit.DONE


def _people(house: House, named: list[str]) -> tuple[str, ...]:
    """The ids of people by code or whole name. Raises Refused: people.unknown, people.ambiguous."""
    found = []
    for name in named:
        people = house.records.people.find(name)
        if not people:
            raise Refused("people.unknown")
        if len(people) > 1:
            codes = ", ".join(person.code for person in people)
            raise Refused("people.ambiguous", name=shown(people[0].name), codes=codes)
        found.append(people[0].id)
    return tuple(found)
