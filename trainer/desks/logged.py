"""Owns what the lines of the log mean by their ids, as it is called now: groups, assessments, modules, cases; changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import read
from trainer.core import module_check
from trainer.core.privacy import LogLine, LogWish
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.queries import log, taken
from trainer.records.source import Source


class Logged:
    """The lines of the log with names for ids, in one language: Logged(source, bank, language)."""

    def __init__(self, source: Source, bank: BankFile, language: str) -> None:
        self._source = source
        self._bank = bank
        self._language = language

    def lines(self, wish: LogWish) -> Iterator[LogLine]:
        """Yield lines, the latest first."""
        for line in log.lines(self._source, wish):
            detail = dict(self._told(dict(line.detail)))
            if line.act == Act.GROUP_CLOSED and "group_closed" in detail:
                detail = {"group": detail["group_closed"]}
            yield replace(line, detail=tuple(detail.items()))

    def _told(self, detail: Mapping[str, str | int]) -> Iterator[tuple[str, str | int]]:
        for key, value in detail.items():
            if key == "kind" and "subject" in detail:
                yield self._titled(str(value), str(detail["subject"]))
            elif key == "kind":
                yield "ruling", value
            elif key in ("plan", "assessment"):
                yield self._titled("assessment", str(value))
            elif key == "group":
                yield self._group(str(value))
            elif key == "attempt":
                yield from self._attempt(str(value))
            elif key == "retired":
                yield "retired" if value else "brought_back", 1
            elif key != "subject":
                yield key, value

    def _titled(self, kind: str, subject: str) -> tuple[str, str]:
        titles = {"module": self._modules, "case": self._cases}.get(kind)
        found = (self._assessments if titles is None else titles).get(subject, "")
        return (kind, found) if found else (f"{kind}_gone", "")

    def _group(self, group: str) -> tuple[str, str]:
        if group not in self._groups:
            return "group_gone", ""
        name, closed = self._groups[group]
        return ("group_closed" if closed else "group"), name

    def _attempt(self, stream: str) -> Iterator[tuple[str, str]]:
        for mode, subject in self._source.execute("SELECT mode, subject FROM stream WHERE id = ?", (stream,)):
            titles = self._assessments if mode == "assessment" else self._modules
            if str(subject) in titles:
                yield f"looked_{'assessment' if mode == 'assessment' else 'practice'}", titles[str(subject)]

    @cached_property
    def _groups(self) -> dict[str, tuple[str, bool]]:
        rows = self._source.execute("SELECT id, name, closed_ms IS NOT NULL FROM cohort")
        return {str(id_): (str(name), bool(closed)) for id_, name, closed in rows}

    @cached_property
    def _modules(self) -> dict[str, str]:
        return {module.id: read(module.title, self._language) for module in self._bank.modules()}

    @cached_property
    def _cases(self) -> dict[str, str]:
        return {case.id: read(case.title, self._language) for case in self._bank.cases()}

    @cached_property
    def _assessments(self) -> dict[str, str]:
        """Of the bank and its modules' self-checks, composed here, once sat from a bank that is sealed now."""
        archive, language = Archive(self._source), self._language
        sat = {subject: read(archive.blueprint(digest).title, language) for subject, digest in taken.sat(self._source)}
        composed = {
            str(id_): read(archive.blueprint(str(digest)).title, language)
            for id_, digest in self._source.execute("SELECT id, digest FROM plan")
        }
        checks = {module_check.subject(module): title for module, title in self._modules.items()}
        return sat | composed | checks | {one.id: read(one.title, language) for one in self._bank.blueprints()}
