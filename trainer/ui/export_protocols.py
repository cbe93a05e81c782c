"""Owns what pages ask of the desk that writes files to take along, as protocols; the desk is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.core.assignments import Cohort
    from trainer.core.export_views import Preview
    from trainer.core.requests import Exported, ExportPlan
    from trainer.core.watching import Watch


class ExportingDesk(Protocol):
    """Files to take along. All but `groups` are slow: call them off the GUI thread."""

    def groups(self) -> tuple[Cohort, ...]:
        """Every group that figures can be asked of, the open ones first."""

    def preview(self, plan: ExportPlan, language: str) -> Preview:
        """The columns that a file can have and its first rows. Raises Refused, Fault."""

    def export(
        self, plan: ExportPlan, target: Path, language: str, *, by: str = "", watch: Watch | None = None
    ) -> Exported:
        """Write the file. Raises Refused, Fault, Stopped; an existing file is then unchanged."""
