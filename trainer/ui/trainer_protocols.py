"""Owns what the pages of groups and assignments ask of their desks, as protocols; the desks are given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.core.assignments import AssignedLine, AssignmentLine, AssignmentWish, Cohort, HandedOut, Kind
    from trainer.core.standing import Thresholds


class GroupingDesk(Protocol):
    """Groups, what is assigned, when somebody needs support. `by` is the id of the trainer who is signed in."""

    def groups(self) -> tuple[Cohort, ...]:
        """The open groups, in the order they were made."""

    def make(self, name: str, people: tuple[str, ...] = (), by: str = "") -> Cohort:
        """Make a group. Raises Refused for the name, Fault."""

    def rename(self, cohort: str, name: str, by: str = "") -> Cohort:
        """Give a group another name. Raises Refused for the name, Fault."""

    def close(self, cohort: str, by: str = "") -> None:
        """Close a group. Raises Refused, Fault."""

    def put_in(self, cohort: str, people: tuple[str, ...], by: str = "") -> int:
        """Put people into a group. Return how many were not in it. Raises Refused, Fault."""

    def take_out(self, cohort: str, people: tuple[str, ...], by: str = "") -> int:
        """Take people out of a group. Return how many were in it. Raises Fault."""

    def subjects(self, kind: Kind, language: str) -> tuple[tuple[str, str], ...]:
        """What can be assigned of a kind, as (id, title)."""

    def assign(self, wish: AssignmentWish, by: str) -> HandedOut:
        """Assign something. Return to how many, and what that changes for who had it before. Raises Refused, Fault."""

    def withdraw(self, assignment: str, by: str) -> None:
        """Take an assignment back. Raises Refused, Fault."""

    def assignments(self, cohort: str, language: str) -> tuple[AssignmentLine, ...]:
        """What is assigned to a group, or everything for "". Raises Fault."""

    def thresholds(self) -> Thresholds:
        """When somebody needs support."""

    def set_thresholds(self, wished: Thresholds) -> Thresholds:
        """Keep when somebody needs support. Raises Refused, Fault."""


class AssignedDesk(Protocol):
    """What a learner is told of what is assigned to them."""

    def lines(self, person: str, language: str) -> tuple[AssignedLine, ...]:
        """What is assigned at this moment, what is due first at first."""

    def watched_until(self, person: str, module: str) -> int:
        """Until when a trainer sees single answers of practice in a module, or in any for "" (UTC ms), 0 where nobody does."""
