"""Owns carrying out an export plan: which tables, in which format, to which file; knows where no row comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import assert_never

from msgspec.structs import replace

from trainer.catalogue import Catalogue
from trainer.core.export_views import Preview, PreviewColumn
from trainer.core.requests import Exported, ExportPlan, TableFormat, TableRows
from trainer.core.watching import Watch
from trainer.reports import delimited, objects, workbook
from trainer.reports.scores import REPORTS, SHEETS, Material
from trainer.reports.table import Batch, Row, Table, chosen
from trainer.reports.target import replacing

_REPORT = {
    TableRows.PERSON: "scores",
    TableRows.ANSWER: "answers",
    TableRows.PROBLEM: "problems",
    TableRows.ATTEMPT: "attempts",
    TableRows.KEY: "key",
}
_EVERY = 500
"""Rows between two looks at whether to go on."""


def sheets(plan: ExportPlan) -> tuple[str, ...]:
    """The reports in the file: of a workbook whose columns nobody chose all that belong together."""
    wanted = _REPORT[plan.rows]
    if plan.format is TableFormat.XLSX and wanted in SHEETS and not plan.columns:
        return SHEETS
    return (wanted,)


def needs_answers(plan: ExportPlan) -> bool:
    """Say whether the file will hold every answer, for which the rows should come from a snapshot."""
    return "answers" in sheets(plan)


def needs_people(plan: ExportPlan) -> bool:
    """Say whether the file will hold everybody's figures."""
    return not {"scores", "modules"}.isdisjoint(sheets(plan))


def rows_beside(plan: ExportPlan, material: Material) -> int:
    """How many rows of other tables the file holds beside its answers."""
    return len(material.people) * (1 + len(material.modules)) if len(sheets(plan)) > 1 else 0


def _nothing(_rows: int) -> None: ...


def write(
    plan: ExportPlan,
    material: Material,
    target: Path,
    words: Catalogue,
    watch: Watch | None = None,
    noted: Callable[[int], None] = _nothing,
) -> Exported:
    """Write the file and return where it is and how many rows the table asked for has.

    A workbook has all tables as sheets. `noted` is called with that number before the file comes into its place: where
    it raises, nothing was exported. Raises Refused for signs and columns that cannot be, Stopped where `watch` says so,
    Fault; a file that was there is then unchanged.
    """
    if plan.format is TableFormat.CSV:
        delimited.check_signs(plan.separator, plan.decimal)
    yes, no = words.say("table.yes"), words.say("table.no")
    told = _Told(watch or Watch())
    tables = tuple(told.of(_table(name, plan, material, words)) for name in sheets(plan))
    with replacing(target) as file:
        match plan.format:
            case TableFormat.CSV:
                (table,) = tables
                rows = delimited.write(table, file, separator=plan.separator, decimal=plan.decimal, yes=yes, no=no)
            case TableFormat.JSON:
                (table,) = tables
                rows = objects.write(table, file)
            case TableFormat.XLSX:
                counts = workbook.write(tables, file, yes=yes, no=no, check=told.check)
                rows = dict(zip(sheets(plan), counts, strict=True))[_REPORT[plan.rows]]
            case _:  # pragma: no cover - the type checker proves that nothing is left
                assert_never(plan.format)
        told.check()
        noted(rows)
    return Exported(str(target), rows)


def preview(plan: ExportPlan, material: Material, words: Catalogue, rows: int) -> Preview:
    """The columns that the file can have and its first rows. Raises Refused for signs that cannot be."""
    if plan.format is TableFormat.CSV:
        delimited.check_signs(plan.separator, plan.decimal)
    table = _table(_REPORT[plan.rows], replace(plan, columns=()), material, words)
    decimal = plan.decimal if plan.format is TableFormat.CSV else "."
    first = replace(table, rows=islice(table.rows, rows + 1), batches=None)
    yes, no = words.say("table.yes"), words.say("table.no")
    said = [row for chunk in delimited.said(first, str, decimal=decimal, yes=yes, no=no) for row in chunk]
    shown = tuple(said[:rows])
    return Preview(tuple(PreviewColumn(one.id, one.title) for one in table.columns), shown, len(said) > rows)


def _table(name: str, plan: ExportPlan, material: Material, words: Catalogue) -> Table:
    return chosen(REPORTS[name](material, words, plan.codes), plan.columns)


class _Told:
    """Counts the rows of all tables of a file, for whoever waits for it."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._done = 0

    def check(self) -> None:
        self._watch.check()

    def of(self, table: Table) -> Table:
        batches = table.batches
        counted = None if batches is None else lambda: self._batches(batches())
        return replace(table, rows=self._rows(table.rows), batches=counted)

    def _rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        at = iter(rows)
        while chunk := tuple(islice(at, _EVERY)):
            yield from chunk
            self._tell(len(chunk))

    def _batches(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        for batch in batches:
            yield batch
            self._tell(len(batch[0]))

    def _tell(self, rows: int) -> None:
        self._done += rows
        self._watch.tell(self._done, self._watch.total)
