"""Owns the way around the trainer's list: people, assigning, what is assigned, when somebody needs support."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.ui.ways import Ways
from trainer.ui.ways.places import PEOPLE

if TYPE_CHECKING:
    from trainer.core.views import PersonScore
    from trainer.ui.pages.cohort import CohortPage, Draft


class GroupWays(QObject):
    """Makes the list and follows it: GroupWays(ways, back, parent), where `back` shows the list again."""

    def __init__(self, ways: Ways, back: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways
        self._back = back
        self._kept: tuple[str, Draft] | None = None

    def people(self) -> CohortPage:
        """The list, with the group and what was looked for when it was last left by the same trainer."""
        from trainer.ui.pages.cohort import CohortPage

        ways, desks = self._ways, self._ways.desks
        page = CohortPage(
            desks.teaching,
            desks.exporting,
            desks.grouping,
            desks.room,
            ways.who.id,
            ways.look,
            ways.catalogue,
            now=ways.now,
        )
        # Reading begins with which people these are: there is no other title.
        page.setFocusProxy(page.head.group)
        if self._kept is not None and self._kept[0] == ways.who.id:
            page.restore(self._kept[1])
        # Before whatever else follows these: the page is gone afterwards.
        page.person_wished.connect(lambda _person: self._keep(page))
        page.add_wished.connect(lambda: self._keep(page))
        page.duplicates_wished.connect(lambda: self._keep(page))
        page.choices_wished.connect(lambda _codes: self._keep(page))
        page.assign_wished.connect(lambda people: self._assign_from(page, people))
        page.assignments_wished.connect(lambda group: self._assignments_from(page, group))
        page.limits_wished.connect(lambda: self._limits_from(page))
        return page

    def _keep(self, page: CohortPage) -> None:
        self._kept = self._ways.who.id, page.draft()

    def _assign_from(self, page: CohortPage, people: tuple[str, ...]) -> None:
        self._keep(page)
        model, group = page.model, page.group
        found = () if model is None else tuple(one for one in model.chosen_people() if one.id in people)
        self.show_assign(found, group.id if group is not None else "")

    def _assignments_from(self, page: CohortPage, group: str) -> None:
        self._keep(page)
        self.show_assignments(group)

    def _limits_from(self, page: CohortPage) -> None:
        self._keep(page)
        self.show_limits()

    def show_assign(
        self, people: tuple[PersonScore, ...] = (), group: str = "", back: Callable[[], None] | None = None
    ) -> None:
        """Assigning something to people, or to a group; `back` leads to where one came from, the list unless given."""
        from trainer.ui.pages.assign import AssignPage

        ways = self._ways
        page = AssignPage(ways.desks.grouping, ways.who.id, people, group, ways.look, ways.catalogue)
        page.back_wished.connect(back or self._back)
        page.assigned.connect(self.show_assignments)
        ways.show(page, PEOPLE, lambda: self.show_assign(people, group, back))

    def show_assignments(self, group: str = "", said: str = "") -> None:
        """What is assigned to a group, or everything; `said` is what has just been done."""
        from trainer.ui.pages.assignments import AssignmentsPage

        ways = self._ways
        desk = ways.desks.grouping
        found = next((one for one in desk.groups() if one.id == group), None)
        page = AssignmentsPage(desk, ways.who.id, found, ways.look, ways.catalogue, ways.now, said)
        page.back_wished.connect(self._back)
        page.assign_wished.connect(lambda: self.show_assign((), group, lambda: self.show_assignments(group)))
        ways.show(page, PEOPLE, lambda: self.show_assignments(group))
        page.show_lines()

    def show_limits(self) -> None:
        """When somebody needs support."""
        from trainer.ui.pages.limits import LimitsPage

        ways = self._ways
        page = LimitsPage(ways.desks.grouping, ways.look, ways.catalogue)
        page.back_wished.connect(self._back)
        ways.show(page, PEOPLE, self.show_limits)
