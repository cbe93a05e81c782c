"""Owns carrying out an export plan: which tables, in which format, to which file; knows where no row comes from."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from trainer.catalogue import Catalogue
from trainer.core.requests import Exported, ExportPlan, TableFormat, TableRows
from trainer.reports import delimited, objects, workbook
from trainer.reports.scores import REPORTS, SHEETS, Material
from trainer.reports.target import replacing

_REPORT = {TableRows.PERSON: "scores", TableRows.ANSWER: "answers", TableRows.PROBLEM: "problems"}


def needs_answers(plan: ExportPlan) -> bool:
    """Say whether the file will hold every answer, for which the rows should come from a snapshot."""
    return plan.rows is TableRows.ANSWER or (plan.format is TableFormat.XLSX and plan.rows is not TableRows.PROBLEM)


def write(plan: ExportPlan, material: Material, target: Path, words: Catalogue) -> Exported:
    """Write the file and return where it is and how many rows the table asked for has.

    A workbook has all tables as sheets. Raises Refused for signs that cannot be, Fault; a file that was there is then
    unchanged.
    """
    wanted = _REPORT[plan.rows]
    if plan.format is TableFormat.CSV:
        delimited.check_signs(plan.separator, plan.decimal)
    yes, no = words.say("table.yes"), words.say("table.no")
    with replacing(target) as file:
        match plan.format:
            case TableFormat.CSV:
                table = REPORTS[wanted](material, words, plan.codes)
                rows = delimited.write(table, file, separator=plan.separator, decimal=plan.decimal, yes=yes, no=no)
            case TableFormat.JSON:
                rows = objects.write(REPORTS[wanted](material, words, plan.codes), file)
            case TableFormat.XLSX:
                sheets = SHEETS if wanted in SHEETS else (wanted,)
                tables = (REPORTS[sheet](material, words, plan.codes) for sheet in sheets)
                rows = dict(zip(sheets, workbook.write(tables, file, yes=yes, no=no), strict=True))[wanted]
            case _:  # pragma: no cover - the type checker proves that nothing is left
                assert_never(plan.format)
    return Exported(str(target), rows)
