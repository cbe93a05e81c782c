"""Owns making the pages of assessments for trainers: the list, the editor; shows none of them itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.ui.ways import Ways

if TYPE_CHECKING:
    from trainer.core.plan_views import OpenedPlan
    from trainer.ui.pages.plan import PlanPage
    from trainer.ui.pages.plans import PlansPage


def plans(ways: Ways) -> PlansPage:
    """Which assessments there are."""
    from trainer.ui.pages.plans import PlansPage

    return PlansPage(ways.desks.composing, ways.look, ways.catalogue, ways.now)


def plan(ways: Ways, opened: OpenedPlan, back: Callable[[], None]) -> PlanPage:
    """One assessment in the editor; `back` leads to the list."""
    from trainer.ui.pages.plan import PlanPage

    desks = ways.desks
    page = PlanPage(desks.composing, desks.vaulting, opened, ways.who, ways.look, ways.catalogue, ways.now)
    page.back_wished.connect(back)
    return page
