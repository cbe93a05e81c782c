"""Owns `vejvis erase` and `vejvis retention`: said first, done only where told to; knows not how any of it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable

from trainer.clock import day_here
from trainer.commands.job import Job
from trainer.core.message import Refused
from trainer.core.privacy import CopyLine, Erased, Erasure, Periods
from trainer.faults import Exit
from trainer.records.people import Person
from trainer.reports.table import shown


def erase(job: Job) -> Exit:
    """Erase one person, or finish an erasure that was begun."""
    options, voice = job.options, job.voice
    if options.finish == bool(options.code) or (options.finish and options.dry_run):
        print(voice.words.say("cli.erase.which"), file=voice.err)
        return Exit.USAGE
    with job.opened() as house:
        if options.finish:
            return _told(job, house.erasing.finish(_progress(job)), "")
        person = _one(house.records.people.find(options.code))
        erasure = house.erasing.look(person)
        _say(job, erasure)
        if options.dry_run:
            voice.say("cli.erase.dry")
            return Exit.DONE
        if not options.yes:
            voice.say("cli.erase.not_told")
            return Exit.REFUSED
        return _told(job, house.erasing.erase([person], "", _progress(job)), erasure.name)


def retention(job: Job) -> Exit:
    """Set periods, look at what is over them, take it away."""
    options, voice = job.options, job.voice
    with job.opened() as house:
        desk = house.retaining
        kept = desk.periods()
        wished = Periods(
            kept.inactive if options.inactive is None else options.inactive,
            kept.attempts if options.attempts is None else options.attempts,
            kept.log if options.log is None else options.log,
        )
        if wished != kept and not options.dry_run:
            desk.keep(wished, "")
        voice.say("cli.retention.periods", inactive=wished.inactive, attempts=wished.attempts, log=wished.log)
        over = desk.look(wished)
        for due in over.people:
            voice.say("cli.retention.person", own=due.code, name=shown(due.name), day=_day(due.last_ms))
        voice.say("cli.retention.over", **_counted(job, len(over.people), over.attempts, over.log))
        if over.kept_by_certificate:
            voice.say("cli.retention.certificates", n=over.kept_by_certificate)
        if over.nothing or options.dry_run:
            voice.say("cli.retention.dry")
            return Exit.DONE
        if not options.yes:
            voice.say("cli.erase.not_told")
            return Exit.REFUSED
        done = desk.carry_out(over, "", _progress(job))
        voice.say("cli.retention.done", **_counted(job, done.people, done.attempts, done.log))
        return _told(job, done.erased, "") if done.people or not done.erased.whole else Exit.DONE


def _one(people: tuple[Person, ...]) -> str:
    if not people:
        raise Refused("people.unknown")
    if len(people) > 1:
        raise Refused("people.ambiguous", name=shown(people[0].name), codes=", ".join(one.code for one in people))
    return people[0].id


def _counted(job: Job, people: int, attempts: int, lines: int) -> dict[str, str]:
    return {
        "people": job.counted("people", people),
        "attempts": job.counted("attempts", attempts),
        "lines": job.counted("lines", lines),
    }


def _say(job: Job, one: Erasure) -> None:
    voice = job.voice
    voice.say(
        "cli.erase.goes",
        name=shown(one.name),
        own=one.code,
        answers=job.counted("answers", one.answers),
        assessments=job.counted("assessments", one.assessments),
        certificates=job.counted("certificates", one.certificates),
        copies=len(one.copies),
    )
    if one.open:
        voice.say("cli.erase.open", n=one.open)
    if one.texts:
        voice.say("privacy.erase.texts", n=one.texts)
    if one.keeper:
        voice.say("privacy.erase.keeper")
    voice.say("privacy.erase.elsewhere")


def _told(job: Job, done: Erased, name: str) -> Exit:
    voice = job.voice
    if name:
        voice.say("privacy.erase.done" if done.whole else "privacy.erase.done_rest", name=shown(name))
    elif done.whole:
        voice.say("privacy.left.finished")
    if done.trouble is not None:
        voice.warn("privacy.left.trouble", why=voice.words.tell(done.trouble))
    for line in done.left:
        print(_left(job, line), file=voice.err)
    if done.whole:
        return Exit.DONE
    voice.warn("cli.erase.finish")
    return Exit.ENVIRONMENT


def _left(job: Job, line: CopyLine) -> str:
    say = job.voice.words.say
    why = job.voice.words.tell(line.why) if line.why is not None else ""
    until = say("privacy.left.until", day=_day(line.falls_ms)) if line.falls_ms else say("privacy.left.stays")
    return f"{say('privacy.left.place', path=line.path, why=why)} {until}"


def _day(utc_ms: int) -> str:
    return day_here(utc_ms)


def _progress(job: Job) -> Callable[[int, int], None]:
    """Say how far the backups are, where somebody looks on."""
    looked_at = job.voice.out is sys.stdout and sys.stdout.isatty()

    def tell(done: int, total: int) -> None:
        if looked_at and total:
            job.voice.say("privacy.erase.working_copies", done=done, total=total)

    return tell
