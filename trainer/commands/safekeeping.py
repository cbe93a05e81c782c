"""Owns `vejvis backup`, `vejvis restore` and `vejvis doctor`; knows not how any of them is done."""

from __future__ import annotations

import platform
import sqlite3
from pathlib import Path

from trainer import crash, house
from trainer.clock import SystemClock
from trainer.commands.job import Job
from trainer.core.message import Message, Value
from trainer.faults import Exit, Fault
from trainer.places import VARIABLE
from trainer.records import doctor, sealed_check
from trainer.records.backup import Backups
from trainer.records.finding import Finding
from trainer.records.restoring import restore as restored


def backup(job: Job) -> Exit:
    """Write a proven copy of the records."""
    target = job.path(job.options.file)
    if not target.parent.is_dir():
        raise Fault("fault.no-folder", path=str(target.parent))
    if target.exists() and not target.is_file() and not target.is_dir():
        raise Fault("fault.not-a-file", path=str(target))
    with job.records() as records:
        made = Backups(records.store).make(target)
    job.voice.say("cli.backup.made", path=str(made))
    return Exit.DONE


def restore(job: Job) -> Exit:
    """Make a backup the records of the folder; the former ones are kept beside."""
    file = job.path(job.options.file)
    if not file.exists():
        raise Fault("fault.no-file", path=str(file))
    done = restored(file, job.folder, SystemClock().now().utc_ms)
    people, events = job.counted("people", done.people), job.counted("events", done.events)
    job.voice.say("cli.restore.done", folder=str(job.folder), people=people, events=events)
    if done.erased:
        job.voice.say("cli.restore.erased", n=done.erased)
    if done.aside is not None:
        job.voice.say("cli.restore.aside", path=str(done.aside))
    return Exit.DONE


def examine(job: Job) -> Exit:
    """Look everything over and say what was found."""
    voice = job.voice
    voice.say(
        "cli.doctor.versions",
        vejvis=crash.version(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        system=f"{platform.system()} {platform.release()}",
    )
    _folders(job)
    findings = (_bank(job), *_records(job))
    for finding in findings:
        sentence = voice.words.tell(finding.message)
        voice.say("cli.doctor.sound" if finding.sound else "cli.doctor.unsound", sentence=sentence)
    bad = sum(not finding.sound for finding in findings)
    voice.say("cli.doctor.verdict", n=bad) if bad else voice.say("cli.doctor.well")
    return Exit.UNSOUND if bad else Exit.DONE


def _folders(job: Job) -> None:
    voice, where = job.voice, job.where
    voice.say("cli.doctor.folder", path=str(job.folder))
    if where.computer is None:
        voice.say("cli.doctor.named", variable=VARIABLE)
    else:
        voice.say("cli.doctor.places", account=str(where.account), computer=str(where.computer))


def _bank(job: Job) -> Finding:
    try:
        bank = job.house.bank if job.house else house.open_bank()
    except Fault as fault:
        return Finding(fault.message, False)
    meta = bank.meta
    values: dict[str, Value] = {
        "name": meta.name,
        "version": meta.version,
        "digest": meta.digest[:12],
        "items": meta.counts["items"],
    }
    if job.house is None:
        bank.close()
    return Finding(Message("cli.doctor.bank", values), True)


def _records(job: Job) -> tuple[Finding, ...]:
    if job.house is None:
        return doctor.examine(job.folder)
    store = job.house.records.store
    scratch: Path = store.temporary("copy-")
    try:
        with store.snapshot() as snapshot:
            found = (*doctor.permissions(job.folder, store.shared), *doctor.look(snapshot, scratch))
        return (*found, *sealed_check.look(store))
    finally:
        scratch.unlink(missing_ok=True)
