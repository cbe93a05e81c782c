"""Owns what pages ask of the desk of plans of assessments, as a protocol; the desk itself is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from question_bank.model import Pool
    from trainer.core.assignments import Cohort
    from trainer.core.plan_views import ModuleChoice, OpenedPlan, PlanLine, PlanPreview
    from trainer.core.plan_wishes import PlanWish


class ComposingDesk(Protocol):
    """Plans of assessments. `by` is the id of the trainer."""

    def lines(self, language: str) -> tuple[PlanLine, ...]:
        """Every plan: those composed here, those that come with a bank, retired ones last."""

    def new(self, language: str) -> OpenedPlan:
        """A plan with nothing in it yet."""

    def open(self, plan: str, language: str) -> OpenedPlan:
        """A plan to change; one of a bank as a copy. Raises Refused."""

    def modules(self, pool: Pool, language: str) -> tuple[ModuleChoice, ...]:
        """What a plan over a pool may ask."""

    def groups(self) -> tuple[Cohort, ...]:
        """The groups that may have met its questions. Raises Fault."""

    def preview(self, wish: PlanWish, language: str, group: str = "") -> PlanPreview:
        """What a wish comes to, for everybody or a group by its id. Reads the pool: call it off the GUI thread."""

    def save(self, wish: PlanWish, by: str) -> str:
        """Keep a plan and return its id. Raises Refused, Fault."""

    def retire(self, plan: str, by: str) -> None:
        """Offer a plan no more. Raises Refused, Fault."""

    def bring_back(self, plan: str, by: str) -> None:
        """Offer a retired plan again. Raises Refused, Fault."""
