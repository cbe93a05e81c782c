"""Owns `vejvis export`; knows no file format and no figure."""

from __future__ import annotations

from contextlib import nullcontext

from trainer import gathering
from trainer.commands import parsing
from trainer.commands.job import Job
from trainer.core import days
from trainer.core.message import Refused
from trainer.core.requests import ExportPlan, ReportFormat, ReportWish, TableFormat, TableRows
from trainer.core.scope import Scope
from trainer.faults import Exit
from trainer.house import House

_ROWS = {"answers": TableRows.ANSWER, "attempts": TableRows.ATTEMPT, "problems": TableRows.PROBLEM}


def run(job: Job) -> Exit:
    """Write figures, answers, assessments or what was reported as wrong with questions to a file."""
    options = job.options
    with job.opened() as house:
        scope = _scope(job, house)
        if options.what == "report" or options.format == parsing.PDF:
            return _report(job, house, scope)
        if options.person:
            raise Refused("choices.person-is-report")
        separator = "\t" if options.separator == "tab" else options.separator
        columns = tuple(filter(None, (name.strip() for name in options.columns.split(","))))
        rows = _ROWS.get(options.what) or TableRows(options.rows)
        format_ = TableFormat(options.format)
        plan = ExportPlan(format_, rows, options.codes, separator, options.decimal, scope, columns)
        target, language = job.path(options.out), job.voice.words.language
        # Beside a window other work goes on, whose garbage is to be found.
        with gathering.left() if job.house is None else nullcontext():
            exported = house.exporting.export(plan, target, language, alone=job.house is None)
    job.voice.say("cli.exported", n=exported.rows, path=exported.path)
    return Exit.DONE


def _report(job: Job, house: House, scope: Scope) -> Exit:
    options, words = job.options, job.voice.words
    if options.what not in ("report", "scores"):
        raise Refused("choices.pdf-is-report")
    if options.format not in set(ReportFormat):
        raise Refused("choices.report-is-paper")
    wish = ReportWish(ReportFormat(options.format), options.names, scope, options.person)
    report = house.exporting.reports.report(wish, words.language)
    if wish.format is ReportFormat.JSON:
        data = house.exporting.reports.encoded(report)
    else:
        if job.press is None:
            raise RuntimeError("nobody brought a press")
        data = job.press(report, words)
    written = house.exporting.reports.write(wish, report, data, job.path(options.out))
    job.voice.say("cli.reported", path=written.path)
    return Exit.DONE


def _scope(job: Job, house: House) -> Scope:
    """Of whom and of which days, as they were typed. Raises Refused for a day or a group that is none."""
    since, until = (_day(text) for text in (job.options.since, job.options.until))
    group = house.exporting.group(job.options.group) if job.options.group else ""
    return Scope(group, since, until)


def _day(text: str) -> str:
    try:
        day = days.typed(text)
    except Refused as refused:
        raise Refused("choices.day", day=text[:40]) from refused
    return day.isoformat() if day else ""
