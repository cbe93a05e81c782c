"""Owns what the pages about one person, and about a group's ways through a case, ask of their desk, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.core.observed import CasePaths, PersonRecord
    from trainer.core.result_views import ResultView
    from trainer.core.room_views import Incident
    from trainer.core.views import QuestionView, Verdict


class ObservingDesk(Protocol):
    """What a trainer sees of one person. `by` is the id of the trainer; looks at single answers are logged."""

    def person(self, person: str, language: str) -> PersonRecord:
        """Assessments, what is assigned, single answers where the person was told that they are seen. Raises Fault."""

    def attempt(self, by: str, person: str, name: str, stream: str, language: str) -> ResultView:
        """An assessment as it was. Raises Refused, Fault."""

    def incidents(self, stream: str) -> tuple[Incident, ...]:
        """What was noted around an attempt."""

    def answer(self, by: str, person: str, stream: str, unit: int, language: str) -> tuple[QuestionView, Verdict]:
        """One answer in practice as it was. Raises Refused, Fault."""

    def cases(self, language: str) -> tuple[tuple[str, str], ...]:
        """Cases as (id, title), by module."""

    def groups(self) -> tuple[tuple[str, str], ...]:
        """Groups as (id, name)."""

    def case_paths(self, case: str, cohort: str, language: str) -> CasePaths:
        """What was chosen at each decision, by how many; "" is everybody. Call it off the GUI thread. Raises Fault."""
