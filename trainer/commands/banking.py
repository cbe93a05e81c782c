"""Owns `vejvis bank`: installing the question bank for assessments and saying how it stands; knows neither file nor key."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from trainer.clock import day_here
from trainer.commands.job import Job
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.core.vault_views import VaultCondition
from trainer.faults import Exit
from trainer.house import House
from trainer.reports.table import shown


def run(job: Job) -> Exit:
    """Carry out the action named."""
    return _install(job) if job.options.action == "install" else _status(job)


def _install(job: Job) -> Exit:
    options, say = job.options, job.voice.say
    path: Path = job.path(options.file)
    with job.opened() as house:
        trainer = _trainer(house, options.trainer)
        desk = house.vaulting
        desk.look_at(path)  # What is no bank is told before anybody types a password.
        done = desk.install(path, trainer, _password(job), replace=options.replace)
        say("cli.bank.installed", name=shown(done.name), version=shown(done.version), items=done.items)
        if done.draft:
            say("cli.bank.draft")
        say("cli.bank.digest", digest=done.digest)
    return Exit.DONE


def _status(job: Job) -> Exit:
    say = job.voice.say
    with job.opened() as house:
        state = house.vaulting.state()
    if state.trouble is not None:
        print(job.voice.words.tell(state.trouble), file=job.voice.out)
        return Exit.UNSOUND
    if state.condition is VaultCondition.NONE:
        say("cli.bank.none")
        return Exit.DONE
    say("cli.bank.there", name=shown(state.name), version=shown(state.version), items=state.items)
    if state.draft:
        say("cli.bank.draft")
    day = day_here(state.installed_ms)
    say("cli.bank.since", day=day)
    say("cli.bank.digest", digest=state.digest)
    able = [shown(keeper.name) for keeper in state.keepers if keeper.may_open]
    say("cli.bank.openers", names=", ".join(able)) if able else say("cli.bank.nobody")
    if job.house is not None:
        say("cli.bank.open" if state.condition is VaultCondition.OPEN else "cli.bank.closed")
    return Exit.DONE


def _trainer(house: House, text: str) -> str:
    found = [one for one in house.records.people.find(text) if one.access is Access.TRAINER]
    if not found:
        raise Refused("cli.bank.no-trainer", name=shown(text))
    if len(found) > 1:
        raise Refused("people.ambiguous", name=shown(found[0].name), codes=", ".join(one.code for one in found))
    return found[0].id


def _password(job: Job) -> str:
    """Ask for it without showing it; what is piped in is read as one line."""
    if sys.stdin.isatty():  # pragma: no cover - a test has no terminal
        return getpass.getpass(job.voice.words.say("cli.bank.password") + " ")
    return sys.stdin.readline().rstrip("\r\n")
