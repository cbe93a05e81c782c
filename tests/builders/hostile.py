"""Owns three hundred files that mean no good, or were only unlucky, for whoever reads rosters; knows no reader."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

COUNT = 300

_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="x" Target="{target}"/></Relationships>'
)
_HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>Number</t></is></c></row>'
TEXTS = (
    "Åse Bjørn",
    "Łukasz",
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "\u202egnp.exe",
    "<b>x</b>",
    "O'Neil",
    "",
    " ",
    "'; --",
)


def workbook(
    sheet: str | bytes,
    shared: str | bytes = "",
    target: str = "worksheets/sheet1.xml",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """Make a workbook around the XML of a sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(target=target))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if shared:
            archive.writestr("xl/sharedStrings.xml", shared)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return file.getvalue()


def sheet(rows: str) -> str:
    """Make the XML of a sheet around its rows."""
    return f'<?xml version="1.0"?><worksheet><sheetData>{_HEAD}{rows}</sheetData></worksheet>'


def row(number: int, *cells: str) -> str:
    """Make one row of finished cells."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(text: str, place: str = "A2") -> str:
    """Make a cell that holds its own text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


GOOD = workbook(sheet(row(2, cell("Anna Holm"), cell("7", "B2")) + row(3, cell("Bo Ø", "A3"), cell("8", "B3"))))
GOOD_TEXT = "Name;Number;Group\nÅse Bjørn;0012;3A\nBo Ø;13;3A\n".encode()


def _made() -> Iterator[tuple[str, bytes]]:
    """Files with one thing wrong, each of its own kind."""
    entities = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};&a{n - 1};&a{n - 1};">' for n in range(1, 25))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><worksheet>&a24;</worksheet>'
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>&f;</worksheet>'
    yield "laughs.xlsx", workbook(bomb)
    yield "outside.xlsx", workbook(outside)
    yield "parameter.xlsx", workbook('<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x">%p;]><worksheet/>')
    yield "laughs-utf-16.xlsx", workbook(bomb.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"))
    yield "deep.xlsx", workbook("<a>" * 200_000)
    yield "deep-rows.xlsx", workbook(sheet("<row>" * 5_000))
    yield "zeros.xlsx", workbook(sheet("") + "\n" * 90_000_000)
    yield "bomb.xlsx", workbook(b"<worksheet><sheetData>" + b" " * 110_000_000)
    yield "attribute.xlsx", workbook(b'<worksheet a="' + b"x" * 60_000_000 + b'"/>')
    yield "comment.xlsx", workbook(b"<worksheet><!--" + b"x" * 60_000_000 + b"--></worksheet>")
    yield "text.xlsx", workbook(sheet(row(2, cell("x" * 30_000_000))))
    yield "cells.xlsx", workbook(sheet('<row r="2">' + "<c/>" * 3_000_000 + "</row>"))
    yield "rows.xlsx", workbook(sheet("<row/>" * 3_000_000))
    yield "wide.xlsx", workbook(sheet(row(2, cell("x", "XFD2"), cell("x", "ZZZ2"), cell("Anna"))))
    yield "unknown.xlsx", workbook(b"<worksheet>" + b"<x/>" * 3_000_000 + b"</worksheet>")
    yield "shared.xlsx", workbook(sheet(""), b"<sst>" + b"<si><t>ab</t></si>" * 4_000_000 + b"</sst>")
    yield "shared-none.xlsx", workbook(sheet(row(2, '<c r="A2" t="s"><v>9</v></c>')))
    yield "shared-minus.xlsx", workbook(sheet(row(2, '<c r="A2" t="s"><v>-1</v></c>')))
    yield "shared-huge.xlsx", workbook(sheet(row(2, f'<c r="A2" t="s"><v>{"9" * 5_000}</v></c>')))
    yield "number-huge.xlsx", workbook(sheet(row(2, f'<c r="A2"><v>{"9" * 500_000}</v></c>')))
    yield (
        "number-odd.xlsx",
        workbook(sheet(row(2, *(f"<c><v>{v}</v></c>" for v in ("1e999", "nan", "inf", "-0", "1_0"))))),
    )
    yield "formula.xlsx", workbook(sheet(row(2, '<c r="A2"><f>1+1</f><v>2</v></c>')))
    yield "formula-text.xlsx", workbook(sheet(row(2, '<c r="A2" t="str"><f>A1</f><v>Anna</v></c>')))
    yield "error.xlsx", workbook(sheet(row(2, '<c r="A2" t="e"><v>#REF!</v></c>')))
    yield (
        "row-numbers.xlsx",
        workbook(sheet('<row r="-5"/><row r="99999999999999"/><row r="x"/>' + row(2, cell("Anna")))),
    )
    yield "no-sheet.xlsx", workbook(sheet(""), target="worksheets/none.xml")
    for number, target in enumerate(
        ("../../etc/passwd", "/etc/passwd", "http://127.0.0.1/x", "..\\..\\x", "worksheets/../../../x")
    ):
        yield f"target-{number}.xlsx", workbook(sheet(row(2, cell("Anna"))), target=target)
    for number, name in enumerate(
        ("../../../tmp/out.txt", "/tmp/out.txt", "xl/../../out", "C:\\out.txt", "xl/worksheets/../../../out")
    ):
        yield f"slip-{number}.xlsx", workbook(sheet(row(2, cell("Anna"))), more={name: b"out"})
    yield "many-parts.xlsx", workbook(sheet(""), more={f"x/{n}": b"" for n in range(60_000)})
    yield "text-only.zip", _zip({"list.csv": GOOD_TEXT})
    yield "empty.zip", b"PK\x05\x06" + bytes(18)
    yield "document.ods", _zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})
    yield "password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000)
    yield "encrypted.xlsx", _flagged(GOOD)
    yield "method.xlsx", _zip_method(zipfile.ZIP_LZMA)
    yield "bzip2.xlsx", _zip_method(zipfile.ZIP_BZIP2)
    yield "size-lies.xlsx", _lying(GOOD)
    yield "crc.xlsx", _wrong_check(GOOD)
    yield "prefix.xlsx", b"PK\x03\x04" + bytes(1000) + GOOD
    yield "comment-long.xlsx", GOOD[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000
    yield "script.xlsx", workbook(sheet(row(2, cell("&lt;script&gt;"))), more={"xl/vbaProject.bin": b"x" * 1000})
    yield from _texts()


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "nothing.csv", b""
    yield "blank.csv", b"\n" * 5_000_000
    yield "spaces.csv", b" " * 20_000_000
    yield "zeros.csv", bytes(1_000_000)
    yield "zero-inside.csv", b"Name\nAn\x00na\n"
    yield "picture.csv", b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(100_000)
    yield "one-line.csv", b"Name;Number\n" + b"a" * 19_000_000
    yield "one-line-wide.csv", b"Name;Number\n" + b"ab;" * 6_500_000
    yield "head-wide.csv", b"ab;" * 6_500_000
    yield "short-rows.csv", b"Name\n" + b"a\n" * 9_900_000
    yield "quotes.csv", b"Name\n" + b'"' * 19_000_000
    yield "quote-open.csv", b'Name\n"' + b"a\n" * 9_000_000
    yield "quote-cells.csv", b"Name\n" + b'"a\n",' * 3_900_000
    yield "quote-late.csv", b"Name\n" + b'Anna "x"\n"Bo" Holm\n'
    yield "returns.csv", b"Name\r" + b"a\r" * 1_500_000
    yield "mixed.csv", "Navn\nÅse\n".encode() + "Øse\n".encode("cp1252")
    yield "mixed-long.csv", b"Navn\n" + ("Åse\n".encode() + "Øse\n".encode("cp1252")) * 900_000
    yield "undefined.csv", b"Name\nA\x81\x8d\x8f\x90\x9d\n"
    yield "utf-16-cut.csv", "Name\nÅse\n".encode("utf-16")[:-1]
    yield "utf-16-surrogate.csv", b"\xff\xfeN\x00a\x00m\x00e\x00\n\x00\x00\xd8\n\x00"
    yield "utf-16-zero.csv", "Name\nA\x00a\n".encode("utf-16")
    yield "utf-32.csv", "Name\nÅse\n".encode("utf-32")
    yield "wide-letters.csv", b"Name\n" + ("\U0001f600" * 40 + "\n").encode() * 90_000
    yield "combining.csv", b"Name\n" + ("a" + "\u0301" * 15_000 + "\n").encode() * 300
    yield "override.csv", "Name\n\u202e\u2066Anna\u2069\n\u200b\u200b\n".encode()
    yield "controls.csv", b"Name\nA\x01\x02\x1b[31mnna\n"
    yield "formulas.csv", b"Name\n=1+1\n=cmd|' /C calc'!A0\n+1\n-1\n@x\n=\"ok\"\n"
    yield "sep.csv", b"sep=;\nName;Number\nAnna;1\n"
    yield "sep-odd.csv", b'sep="\nName\nAnna\n'
    yield "sep-newline.csv", b"sep=\n\nName\nAnna\n"
    yield "too-many.csv", b"Name;Number\n" + b"".join(b"P%d;%d\n" % (n, n) for n in range(100_001))
    yield "long-name.csv", b"Name\n" + b"a" * 25_000 + b"\n"
    yield "same.csv", b"Name;Number\n" + b"Anna;1\n" * 50_000
    yield "page.csv", b"<!DOCTYPE html><html>"
    yield "folded.csv", "Name\n\u0301\n\u200d\n".encode()
    yield "too-large.csv", b"Name\n" + b"Anna\n" * 4_300_000


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _zip_method(method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/worksheets/sheet1.xml", sheet(row(2, cell("Anna"))))
    return file.getvalue()


def _flagged(data: bytes) -> bytes:
    """Say of every part that it is encrypted."""
    changed = bytearray(data)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 8] |= 1
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def _lying(data: bytes) -> bytes:
    """Say of every part that it is one byte long."""
    changed = bytearray(data)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", changed, place + 24, 1)
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def _wrong_check(data: bytes) -> bytes:
    changed = bytearray(data)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", changed, place + 16, zlib.crc32(b"other"))
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def _spoilt(seed: int) -> tuple[str, bytes]:
    """A good file with something changed at random: bytes, a cut, a piece twice, or text made of odd pieces."""
    chance = random.Random(seed)
    if chance.random() < 0.35:
        separator = chance.choice([";", ",", "\t", "|", ""])
        lines = [
            separator.join(chance.choice(TEXTS) for _ in range(chance.randrange(1, 6)))
            for _ in range(chance.randrange(60))
        ]
        text = chance.choice(["Name;Number\n", "Navn,Hold\n", "", "\ufeffName|No\n"]) + "\n".join(lines)
        return f"pieces-{seed}.csv", text.encode(chance.choice(["utf-8", "utf-16", "utf-8-sig"]))
    kind, data = chance.choice([("xlsx", GOOD), ("csv", GOOD_TEXT)])
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    if chance.random() < 0.3:
        del changed[chance.randrange(len(changed)) :]
    if chance.random() < 0.3:
        changed += data[chance.randrange(len(data)) :]
    return f"spoilt-{seed}.{kind}", bytes(changed)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and what is in it, one at a time: some are large."""
    made = 0
    for name, data in _made():
        made += 1
        yield name, data
    for seed in range(COUNT - made):
        yield _spoilt(seed)
