"""Owns `vejvis roster import`: saying what becomes of each row of a list, and bringing it in; knows no page."""

from __future__ import annotations

from pathlib import Path

from trainer.clock import day_here
from trainer.commands.job import Job, Voice
from trainer.core.message import Message
from trainer.core.roster import Brought, Judged, Preview, Stand
from trainer.faults import Exit
from trainer.reports.table import shown

_SHOWN = 20
"""So many rows of a kind are said one by one."""


def run(job: Job) -> Exit:
    """Bring a list in, or only say what would come of it. A row that needs a decision is left out."""
    options = job.options
    path: Path = job.path(options.file)
    with job.opened() as house:
        hand = house.rostering.open(path)
        preview = hand.preview(hand.found.columns, hand.found.headed, options.group)
        _say_preview(job.voice, preview, hand.found.encoding == "cp1252")
        if options.dry_run:
            job.voice.say("roster.cli.dry")
            return Exit.DONE
        _say_brought(job.voice, hand.bring(preview, {}, ""))
    return Exit.DONE


def _say_preview(voice: Voice, preview: Preview, guessed: bool) -> None:
    taken, asked = preview.count(Stand.TAKEN), preview.count(Stand.ASKED)
    if guessed:
        voice.warn("roster.cli.guessed")
    voice.say("roster.shown.summary", n=taken) if taken else voice.say("roster.shown.summary_none")
    for name, n in (("here", preview.count(Stand.HERE)), ("joining", preview.joining())):
        if n:
            voice.say(f"roster.shown.{name}", n=n)
    for stand in (Stand.ASKED, Stand.NOT_TAKEN):
        rows = [one for one in preview.rows if one.stand is stand]
        if rows:
            voice.say(f"roster.shown.{stand.value}", n=len(rows))
        for one in rows[:_SHOWN]:
            voice.say("roster.cli.row", line=one.row.line, name=shown(one.row.name), stand=_why(voice, one))
        if len(rows) > _SHOWN:
            voice.say("roster.cli.more", n=len(rows) - _SHOWN)
    noted = [one for one in preview.rows if one.row.note is not None and one.stand is Stand.TAKEN]
    for one in noted[:_SHOWN]:
        note = shown(voice.words.tell(one.row.note or Message("")))
        voice.say("roster.cli.row", line=one.row.line, name=shown(one.row.name), stand=note)
    if asked:
        voice.say("roster.cli.asked_left")


def _why(voice: Voice, judged: Judged) -> str:
    if judged.erased_ms:
        day = day_here(judged.erased_ms)
        return voice.words.say("roster.asked.erased_day", day=day)
    codes = ", ".join(one.code for one in judged.people)
    why = shown(voice.words.tell(judged.why or Message("roster.row.nameless")))
    return f"{why} ({codes})" if codes else why


def _say_brought(voice: Voice, brought: Brought) -> None:
    told = [
        (name, n) for name, n in (("added", brought.added), ("joined", brought.joined), ("groups", brought.groups)) if n
    ]
    for name, n in told:
        voice.say(f"roster.done.{name}", n=n)
    if not told:
        voice.say("roster.done.nothing" if not brought.left else "roster.cli.nothing")
    if brought.left:
        voice.say("roster.done.left", n=brought.left)
