"""Owns `vejvis certificate check`: says what the records know of a code, field by field; compares nothing itself."""

from __future__ import annotations

from trainer.commands.job import Job
from trainer.core.certificates import Checked, Claim, Finding, shown_code
from trainer.core.message import Refused
from trainer.faults import Exit


def run(job: Job) -> Exit:
    """Hold what is printed against the records. A code without a record is refused, as people and things are."""
    options, voice = job.options, job.voice
    claim = Claim(options.number, options.name, options.date, options.score)
    with job.opened() as house:
        found = house.certifying.check(claim, voice.words.language)
    if found.finding is Finding.NO_RECORD:
        raise Refused("certificate.none", number=shown_code(found.code))
    for code in found.sentences:
        voice.say(code)
    voice.columns(list(_rows(found, job)))
    return Exit.DONE if found.finding is Finding.HOLDS else Exit.UNSOUND


def _rows(found: Checked, job: Job) -> list[list[str]]:
    say = job.voice.words.say
    rows = [
        [say(f"certificate.check.{head}") for head in ("column_field", "typed", "issued", "today", "column_agrees")]
    ]
    for line in found.lines:
        same = say("certificate.check.agrees" if line.agrees else "certificate.check.differs")
        rows.append([say(f"certificate.field.{line.field.value}"), line.typed or "-", line.issued, line.today, same])
    return rows
