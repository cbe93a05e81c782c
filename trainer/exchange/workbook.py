"""Owns reading the first sheet of an XLSX workbook as text: which parts of the archive, within which caps; unpacks nothing to disk
and evaluates nothing.

The XML goes through expat itself, without a tree: a document type is refused where it begins, so that no entity can be
declared; depth, tokens, cells and bytes are counted as they come.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from trainer.core.roster import LONGEST_FIELD
from trainer.exchange.sheet import DEPTH, MOST_CELLS, MOST_TEXTS, RATIO, UNPACKED, WIDEST, Record, refused

_BLOCK = 64 * 1024
_LONGEST_TOKEN = 1024 * 1024
_MOST_CHARACTERS = 20_000_000
_MOST_PARTS = 2_000
_LONGEST_DIRECTORY = 512 * 1024
_NAMES = re.compile(
    r"xl/(workbook\.xml|_rels/workbook\.xml\.rels|sharedStrings\.xml|worksheets/[A-Za-z0-9_. -]{1,80}\.xml)"
)
_SHOWN_FORMULA = 80
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_CELL = re.compile(r"([A-Za-z]{1,3})[0-9]{1,7}")
_END = b"PK\x05\x06"
_WIDE_END = b"PK\x06\x07"
_ENCRYPTED = 1


class Workbook:
    """The first sheet of a workbook."""

    kind = "xlsx"
    encoding = ""
    separator = ""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises Fault: roster.damaged, roster.foreign, roster.unpacked, roster.protected."""
        self._path = path
        self._size = len(data)
        self._left = min(UNPACKED, RATIO * max(len(data), _BLOCK))
        _look_over(data, path)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, struct.error) as error:
            raise refused("damaged", path) from error
        self._names = {one.filename: one for one in self._archive.infolist() if _NAMES.fullmatch(one.filename)}
        if "xl/workbook.xml" not in self._names:
            raise refused("foreign", path)
        self._sheet = self._first_sheet()
        self._texts: list[str] | None = None

    def records(self) -> Iterator[Record]:
        """Yield each row that is not blank, as texts. Raises Fault as opening does, roster.rows, roster.wide."""
        left = self._left
        if self._texts is None:
            self._texts = self._shared()
        rows = _Rows(self._texts, self._path)
        for _ in self._parsed(self._sheet, rows):
            yield from rows.ready()
        # Reading once more may take as much again.
        self._left = left

    def _first_sheet(self) -> str:
        """The name of the part that holds the first sheet."""
        book = _Book(self._path)
        for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            for _ in self._parsed(part, book) if part in self._names else ():
                pass
        target = book.targets.get(book.first or "", "")
        name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if name not in self._names or not name.startswith("xl/worksheets/"):
            name = "xl/worksheets/sheet1.xml"
        if name not in self._names:
            raise refused("damaged", self._path)
        return name

    def _shared(self) -> list[str]:
        """The texts that cells name by their number."""
        if "xl/sharedStrings.xml" not in self._names:
            return []
        shared = _Shared(self._path)
        for _ in self._parsed("xl/sharedStrings.xml", shared):
            pass
        return shared.texts

    def _parsed(self, name: str, reader: _Reader) -> Iterator[None]:
        """Read one part and tell the reader what is in it; yields after each block. Raises Fault."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = reader.begins
        parser.EndElementHandler = reader.ends
        parser.CharacterDataHandler = reader.text
        # What declares entities can grow, or name other files.
        parser.StartDoctypeDeclHandler = reader.declares
        parser.EntityDeclHandler = reader.declares
        fed = 0
        try:
            with self._archive.open(self._names[name]) as part:
                while block := part.read(_BLOCK):
                    fed += len(block)
                    self._left -= len(block)
                    if self._left < 0:
                        raise refused("unpacked", self._path)
                    parser.Parse(block, False)
                    if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                        raise refused("damaged", self._path)
                    yield
            parser.Parse(b"", True)
            yield
        except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise refused("damaged", self._path) from error
        except (RuntimeError, NotImplementedError) as error:
            raise refused("protected", self._path) from error


class _Reader:
    """Is told what is in a part, by expat itself: no call more than is needed, there are a million of them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._depth = 0

    def begins(self, name: str, given: dict[str, str]) -> None:  # noqa: ARG002 - as expat calls it
        """An element begins. Raises Fault where they lie too deep."""
        self._depth += 1
        if self._depth > DEPTH:
            raise refused("damaged", self._path)

    def ends(self, name: str) -> None:  # noqa: ARG002 - as expat calls it
        """An element ends."""
        self._depth -= 1

    def text(self, text: str) -> None:
        """There is text."""

    def declares(self, *_about: object) -> None:
        """There is a document type. Raises Fault."""
        raise refused("damaged", self._path)


class _Book(_Reader):
    """Finds which part the first sheet is, and where parts lie."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.first: str | None = None
        self.targets: dict[str, str] = {}

    def begins(self, name: str, given: dict[str, str]) -> None:
        super().begins(name, given)
        name = name.rpartition(":")[2]
        if name == "sheet" and self.first is None:
            self.first = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
        elif name == "Relationship" and len(self.targets) < _MOST_PARTS:
            self.targets[given.get("Id", "")] = given.get("Target", "")


class _Shared(_Reader):
    """Collects the shared texts of a workbook; how they are written, and how they are pronounced, is left."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._inside = False
        self._spoken = 0
        self._characters = 0
        self._long = 0

    def begins(self, name: str, given: dict[str, str]) -> None:
        super().begins(name, given)
        name = name.rpartition(":")[2]
        if name == "si":
            self._parts, self._long = [], 0
        elif name == "rPh":
            self._spoken += 1
        elif name == "t":
            self._inside = not self._spoken

    def ends(self, name: str) -> None:
        self._depth -= 1
        name = name.rpartition(":")[2]
        if name == "si":
            self.texts.append("".join(self._parts))
            if len(self.texts) > MOST_TEXTS:
                raise refused("cells", self._path)
        elif name == "rPh":
            self._spoken -= 1
        elif name == "t":
            self._inside = False

    def text(self, text: str) -> None:
        if self._inside and self._long <= LONGEST_FIELD:
            # One character too many is kept, so that it is seen to be too long.
            self._parts.append(text[: LONGEST_FIELD + 1 - self._long])
            self._long += len(text)
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                raise refused("unpacked", self._path)


class _Rows(_Reader):
    """Collects the rows of a sheet."""

    def __init__(self, texts: list[str], path: str) -> None:
        super().__init__(path)
        self._texts = texts
        self._done: list[Record] = []
        self._cells: dict[int, str] = {}
        self._formulas: dict[int, str] = {}
        self._line = 0
        self._place = -1
        self._kind = ""
        self._parts: list[str] = []
        self._long = 0
        self._inside = False
        self._formula = False
        self._written = ""
        self._writing = False
        self._count = 0
        # The same few columns come in every row.
        self._places: dict[str, int] = {}

    def ready(self) -> list[Record]:
        """The rows that are whole, once."""
        done, self._done = self._done, []
        return done

    def begins(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise refused("damaged", self._path)
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._count += 1
            told = given.get("r", "")
            letters = told.rstrip("0123456789")
            known = self._places.get(letters)
            if known is None or not 0 < len(told) - len(letters) < 8:
                known = _column(told, self._place + 1)
                if known < WIDEST and _LETTERS.fullmatch(letters):
                    self._places[letters] = _column(f"{letters}1", known)
            self._place = known
            self._kind = given.get("t", "")
            self._parts, self._long, self._formula, self._written = [], 0, False, ""
        elif name in ("v", "t"):
            self._inside = True
        elif name == "f":
            self._formula = self._writing = True
        elif name == "row":
            # A blank row costs as much as some cells.
            self._count += 2
            told = given.get("r", "")
            self._line = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else self._line + 1
            self._cells, self._formulas, self._place = {}, {}, -1
        elif name != "is":
            self._count += 1
        if self._count > MOST_CELLS:
            raise refused("cells", self._path)

    def ends(self, name: str) -> None:
        self._depth -= 1
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self._inside = False
        elif name == "f":
            self._writing = False
        elif name == "c":
            self._keep()
        elif name == "row" and any(cell and not cell.isspace() for cell in self._cells.values()):
            wide = max(self._cells) + 1
            cells = [self._cells.get(place, "") for place in range(wide)]
            self._done.append(Record(self._line, cells, self._formulas))

    def text(self, text: str) -> None:
        if self._inside and self._long <= LONGEST_FIELD:
            self._parts.append(text[: LONGEST_FIELD + 1 - self._long])
            self._long += len(text)
        elif self._writing and len(self._written) < _SHOWN_FORMULA:
            self._written += text[:_SHOWN_FORMULA]

    def _keep(self) -> None:
        if self._place >= WIDEST:
            return
        value = "".join(self._parts)
        if self._kind == "s":
            place = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else -1
            if not 0 <= place < len(self._texts):
                raise refused("damaged", self._path)
            value = self._texts[place]
        elif self._kind in ("", "n"):
            value = _whole(value)
        if self._formula and self._kind != "str":
            # Cells that share one formula hold it once: the others show what it gives.
            self._formulas[self._place] = f"={self._written}" if self._written else value or "="
            value = value or "="
        elif self._kind == "e":
            self._formulas[self._place] = value
        if value:
            self._cells[self._place] = value


def _look_over(data: bytes, path: str) -> None:
    """Look at the archive's end before its list is read: a long list is a bomb of its own. Raises Fault."""
    end = data.rfind(_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22:
        raise refused("damaged", path)
    parts, size = struct.unpack_from("<HI", data, end + 10)
    if parts > _MOST_PARTS or size > _LONGEST_DIRECTORY or data[max(0, end - 20) : end].startswith(_WIDE_END):
        raise refused("unpacked", path)


def _column(reference: str, otherwise: int) -> int:
    """The place of a cell from its reference, "C7" is 2."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return otherwise
    place = 0
    for letter in found[1].upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def column_letters(place: int) -> str:
    """The letters of a column, 0 is "A", 27 is "AB"."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def _whole(value: str) -> str:
    """A number as it is read: a number of somebody is no fraction."""
    if value.isdigit() or not value:
        return value
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value
