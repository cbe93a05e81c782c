"""Owns tables as an XLSX workbook: one sheet a table, typed cells, frozen header; knows no report.

Texts are written as texts, whatever they look like. Rows go through files of the writer's own: memory does not grow.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, assert_never

from trainer.reports.table import Cell, Kind, Row, Table, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold; what is more goes on in a further sheet."""
LONGEST_TEXT = 32_767
"""Characters (UTF-16 units) that a cell can hold; a longer text is cut and ends in an ellipsis."""
_KEPT, _SHORT = 10_000, 200
_WIDTHS = {Kind.TEXT: 22, Kind.WHOLE: 11, Kind.SHARE: 11, Kind.MOMENT: 19, Kind.YES_NO: 11}


class _Sheets:
    """The open workbook and the formats of its cells."""

    def __init__(self, book: Workbook, words: tuple[str, str]) -> None:
        self._book = book
        self._words = words
        self._header: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._text: Format = book.add_format({"num_format": "@"})
        self._formats: dict[Kind, Any] = {
            Kind.WHOLE: book.add_format({"num_format": "0"}),
            Kind.SHARE: book.add_format({"num_format": "0%"}),
            Kind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }

    def add(self, table: Table, most_rows: int) -> int:
        """Add a table, in as many sheets as it needs. Return how many rows it had."""
        rest = iter(table.rows)
        total, part = 0, 1
        while True:
            name = table.title if part == 1 else f"{table.title} {part}"
            total += self._fill(self._book.add_worksheet(name[:31]), table, islice(rest, most_rows))
            following = next(rest, None)
            if following is None:
                return total
            rest = chain([following], rest)
            part += 1

    def _fill(self, sheet: Worksheet, table: Table, rows: Iterator[Row]) -> int:
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS[column.kind], self._text if column.kind is Kind.TEXT else None)
            sheet.write_string(0, place, column.title, self._header)
        ways = tuple((place, self._way(sheet, column.kind)) for place, column in enumerate(table.columns))
        number = 0
        for number, row in enumerate(rows, 1):
            for (place, way), cell in zip(ways, row, strict=True):
                if cell is not None:
                    way(number, place, cell)
        sheet.autofilter(0, 0, number, len(ways) - 1)
        return number

    def _way(self, sheet: Worksheet, kind: Kind) -> Callable[[int, int, Any], object]:
        """How the cells of a column are written."""
        match kind:
            case Kind.TEXT:
                texts, form, plain = _Texts(), self._text, sheet.write_string

                def write_text(row: int, place: int, cell: Cell) -> None:
                    text = texts[cell]
                    if text.startswith("<r>") and text.endswith("</r>"):
                        # XlsxWriter would take this for rich text and put it into the file as it stands.
                        sheet.write_rich_string(row, place, text[0], form, text[1:], form)
                    else:
                        plain(row, place, text, form)

                return write_text
            case Kind.WHOLE | Kind.SHARE:
                number, of_kind = sheet.write_number, self._formats[kind]
                return lambda row, place, cell: number(row, place, cell, of_kind)
            case Kind.MOMENT:
                of_moments, moment = self._formats[kind], sheet.write_datetime
                # A cell of a workbook has no offset: it shows what the wall clock showed.
                return lambda row, place, cell: moment(row, place, cell.local().replace(tzinfo=None), of_moments)
            case Kind.YES_NO:
                # As a word: LibreOffice turns a true cell of a workbook into the formula =TRUE().
                words, text, word_form = self._words, sheet.write_string, self._text
                return lambda row, place, cell: text(row, place, words[bool(cell)], word_form)
            case _:  # pragma: no cover - the type checker proves that nothing is left
                assert_never(kind)


class _Texts(dict[Cell, str]):
    """Texts of one column as a cell can hold them. The same come again and again; what is kept has a limit."""

    def __missing__(self, cell: Cell) -> str:
        text = fitted(shown(str(cell)))
        if len(text) <= _SHORT:
            if len(self) >= _KEPT:
                self.clear()
            self[cell] = text
        return text


class _Paper:
    """The file as the writer has it. Once it is `put_down` nothing is written any more: a writer that came to nothing
    tries to end its file when it is collected, long after the file was taken away."""

    def __init__(self, file: IO[bytes], check: Callable[[], None]) -> None:
        self._file = file
        self._check = check
        self._down = False

    def put_down(self) -> None:
        self._down = True

    def write(self, data: bytes) -> int:
        if self._down:
            return len(data)
        self._check()
        return self._file.write(data)

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self._down else self._file.seek(place, whence)

    def tell(self) -> int:
        return 0 if self._down else self._file.tell()

    def flush(self) -> None:
        if not self._down:
            self._file.flush()


def fitted(text: str) -> str:
    """A text that a cell can hold."""
    if 2 * len(text) <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    cut = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore")
    return cut + "…"


def _go_on() -> None: ...


def write(
    tables: Iterable[Table],
    file: IO[bytes],
    *,
    yes: str,
    no: str,
    most_rows: int = MOST_ROWS,
    check: Callable[[], None] = _go_on,
) -> tuple[int, ...]:
    """Write tables as sheets and return how many rows each had. Raises OSError, and what `check` raises while it packs."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    # The writer's own files hold names: they go where they are removed whatever happens.
    with tempfile.TemporaryDirectory(prefix="vejvis-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        paper = _Paper(file, check)
        book = Workbook(paper, options)
        try:
            sheets = _Sheets(book, (no, yes))
            counts = tuple(sheets.add(table, most_rows) for table in tables)
            book.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        finally:
            paper.put_down()
            _let_go(book)
    return counts


def _let_go(book: Workbook) -> None:
    """Close what a workbook that came to nothing still holds open."""
    for sheet in book.worksheets():
        handle = getattr(sheet, "row_data_fh", None)
        if handle is not None and not handle.closed:
            try:
                handle.close()
            except OSError:
                continue  # What could not be flushed is already on its way as an error.
