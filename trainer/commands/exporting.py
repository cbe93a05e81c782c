"""Owns `vejvis export`; knows no file format."""

from __future__ import annotations

from trainer.commands.job import Job
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.faults import Exit


def run(job: Job) -> Exit:
    """Write the scores, or what was reported as wrong with questions, to a file."""
    options = job.options
    separator = "\t" if options.separator == "tab" else options.separator
    rows = TableRows.PROBLEM if options.what == "problems" else TableRows(options.rows)
    plan = ExportPlan(TableFormat(options.format), rows, options.codes, separator, options.decimal)
    with job.opened() as house:
        exported = house.exporting.export(plan, job.path(options.out), job.voice.words.language)
    job.voice.say("cli.exported", n=exported.rows, path=exported.path)
    return Exit.DONE
