"""Owns what pages ask of the desk that writes files to take along, as protocols; the desk is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.core.assignments import Cohort
    from trainer.core.export_views import Preview
    from trainer.core.report_views import Report
    from trainer.core.requests import Exported, ExportPlan, ReportWish
    from trainer.core.watching import Watch


class ReportingDesk(Protocol):
    """Reports on a course and on one person. All of it is slow: call it off the GUI thread."""

    def report(self, wish: ReportWish, language: str) -> Report:
        """The figures wished for. Raises Refused, Fault."""

    def encoded(self, report: Report) -> bytes:
        """The same figures for programs."""

    def write(self, wish: ReportWish, report: Report, data: bytes, target: Path, by: str = "") -> Exported:
        """Put a finished report into a file. Raises Fault; a file that was there is then unchanged."""


class ExportingDesk(Protocol):
    """Files to take along. All but `groups` are slow: call them off the GUI thread."""

    @property
    def reports(self) -> ReportingDesk:
        """The desk of reports."""

    def groups(self) -> tuple[Cohort, ...]:
        """Every group that figures can be asked of, the open ones first."""

    def preview(self, plan: ExportPlan, language: str) -> Preview:
        """The columns that a file can have and its first rows. Raises Refused, Fault."""

    def export(
        self, plan: ExportPlan, target: Path, language: str, *, by: str = "", watch: Watch | None = None
    ) -> Exported:
        """Write the file. Raises Refused, Fault, Stopped; an existing file is then unchanged."""
