"""Owns what every subcommand is given: its options, a voice, the folder; knows no subcommand."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import msgspec

from trainer.catalogue import Catalogue
from trainer.core.message import Value
from trainer.core.report_views import Report
from trainer.faults import Fault
from trainer.house import House, open_bank
from trainer.places import Places
from trainer.records.opening import Records, open_records
from trainer.reports.table import shown


class Voice(msgspec.Struct, frozen=True):
    """Says sentences of the catalogue, to whoever reads the command's output."""

    words: Catalogue
    out: TextIO
    err: TextIO

    def say(self, code: str, **values: Value) -> None:
        """Say a sentence."""
        print(self.words.say(code, **values), file=self.out)

    def warn(self, code: str, **values: Value) -> None:
        """Say a sentence where warnings go."""
        print(self.words.say(code, **values), file=self.err)

    def columns(self, rows: Sequence[Sequence[str]]) -> None:
        """Say rows in columns, as wide as they need. Texts from data come out without control characters."""
        clean = [[shown(cell) for cell in row] for row in rows]
        widths = [max(len(row[place]) for row in clean) for place in range(len(clean[0]))]
        for row in clean:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            print(line.rstrip(), file=self.out)


Press = Callable[[Report, Catalogue], bytes]
"""Draws a report as PDF: whoever carries a command out brings it, as commands know no Qt."""


class Job(msgspec.Struct, frozen=True):
    """One subcommand to be carried out. `house` is given where a window has the folder open and serves the command."""

    options: Namespace
    voice: Voice
    where: Places
    cwd: Path
    house: House | None = None
    press: Press | None = None

    @property
    def folder(self) -> Path:
        """The data folder meant."""
        return self.house.folder if self.house else self.where.folder()

    def counted(self, what: str, n: int) -> str:
        """How many of something, in words: "1 answer"."""
        return self.voice.words.say(f"cli.count.{what}", n=n)

    def path(self, text: str) -> Path:
        """A path from the command line, seen from where the command was typed. Raises Fault for what no file can be named."""
        try:
            nameless = b"\0" in os.fsencode(text)
        except UnicodeEncodeError:
            nameless = True
        if nameless:
            raise Fault("fault.bad-name", path=shown(text))
        return Path(os.path.abspath(self.cwd / text))  # noqa: PTH100 - Path.resolve would follow links

    @contextmanager
    def opened(self, *, create: bool = False, shared: bool = False) -> Iterator[House]:
        """Lend the house. Raises Fault."""
        if self.house is not None:
            yield self.house
            return
        bank = open_bank()
        with House.open(
            self.folder, bank=bank, language=self.voice.words.language, create=create, shared=shared
        ) as house:
            yield house

    @contextmanager
    def records(self, *, create: bool = False, shared: bool = False) -> Iterator[Records]:
        """Lend the records alone, which is quicker. Raises Fault."""
        if self.house is not None:
            yield self.house.records
            return
        records = open_records(self.folder, create=create, shared=shared)
        try:
            yield records
        finally:
            records.close()
