"""Owns the chapters of the trainer's desk: people chosen, groups, assigning, a list brought in, doubles, a person, class, exports."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from tests.album.past import TRAINER
from tests.album.taught import BIG_GROUP, CASE, GROUP, LONG_NAME, VACANT, WATCHED, rosters
from tests.album.walk import Walk
from trainer.core.requests import Exported
from trainer.core.roster import Stand
from trainer.core.standing import Status
from trainer.core.views import PersonScore
from trainer.ui.components.rows import ListRow
from trainer.ui.pages.assign import AssignPage
from trainer.ui.pages.cohort import CohortPage
from trainer.ui.pages.export_choices import ExportChoicesPage
from trainer.ui.pages.person import PersonPage
from trainer.ui.pages.roster import RosterPage
from trainer.ui.ways.places import BACK, CLASS

P = TypeVar("P", bound=QWidget)


class Desk(Walk):
    """What a trainer does with people."""

    def desk(self) -> None:
        """Maja's day: groups, those chosen, assigning, bringing in, doubles, a person, the class, files."""
        self.enter(TRAINER)
        self._desk_listed()
        self._desk_groups()
        self._desk_chosen()
        self._desk_limits()
        self._desk_assigning()
        self._desk_roster()
        self._desk_doubles()
        self._desk_one_person()
        self._desk_class()
        self._desk_trial()
        self._desk_exports()
        self._desk_seen()

    # The list

    def _desk_listed(self) -> CohortPage:
        self.router.training.show_people()
        page = self.router.page
        assert isinstance(page, CohortPage), page
        self.until(lambda: page.model is not None and bool(page.acts.duplicates), "the list")
        page.show_group("")
        self.settle()
        return page

    def _desk_group(self, page: CohortPage, name: str) -> None:
        page.show_group(next(one.id for one in page.groups if one.name == name))
        self.settle()

    def _desk_groups(self) -> None:
        page = self._desk_listed()
        self.take("desk-people")
        self._desk_dialog("desk-groups", "group")
        self._desk_dialog("desk-more", "more")
        for name, picture in ((GROUP, "group"), (BIG_GROUP, "big-group"), (VACANT, "vacant-group")):
            self._desk_group(page, name)
            self.take(f"desk-{picture}")
            if name != VACANT:
                self._desk_dialog(f"desk-{picture}-more", "more")
        group = next(one for one in page.groups if one.name == BIG_GROUP)
        page.acts.ask_rename(group)
        self._desk_over("desk-rename", close=False)
        self.person.press("Ctrl+A", "Delete", "Return")
        self._desk_over("desk-rename-refused")
        page.acts.ask_close(group)
        self._desk_over("desk-close-group")
        page.acts.ask_new(())
        self._desk_over("desk-new-group")
        page.show_group("")
        page.chips.show_chosen(Status.NEEDS_SUPPORT)
        self.settle()
        self.take("desk-filtered")

    def _desk_chosen(self) -> None:
        page = self._desk_listed()
        self._desk_group(page, GROUP)
        model = page.model
        assert model is not None
        model.choose([0, 1, 2])
        self.settle()
        self.take("desk-chosen")
        for wish in ("put_in", "extra", "reset"):
            page.acts.wish(wish)
            self._desk_over(f"desk-do-{wish}")
        page.acts.wish("menu")
        self._desk_over("desk-do-menu")
        before = model.total()
        page.acts.wish("take_out")
        self.until(lambda: page.outcome.isVisible() and model.total() < before, "what came of it")
        self.take("desk-taken-out")
        page.acts.wish("clear")

    def _desk_limits(self) -> None:
        self.router.training.groups.show_limits()
        self.settle()
        self.take("limits")
        self.write("idleEdit", "many")
        self.click("keep")
        self.take("limits-refused")
        self.write("idleEdit", "14")
        self.click("keep")
        self.take("limits-kept")
        self.take_foot("limits-foot")

    # Assigning

    def _desk_assigning(self) -> None:
        groups = self.router.training.groups
        groups.show_assignments()
        self.settle()
        self.take("assignments")
        self.take_foot("assignments-foot")
        self.click("withdraw")
        self.take("assignment-withdraw")
        self.closes()
        desk = self.house.grouping
        groups.show_assignments(next(one.id for one in desk.groups() if one.name == VACANT))
        self.settle()
        self.take("assignments-none")
        groups.show_assign()
        self.settle()
        page = self._desk_page(AssignPage)
        self.take("assign")
        page.days["opens"].show_text("2026-13-40")
        page._on_go()
        self.settle()
        self.take("assign-refused")
        self.take_foot("assign-foot")
        people = self._desk_people()
        groups.show_assign(tuple(people[:5]))
        self.settle()
        self.take("assign-people")
        page = self._desk_page(AssignPage)
        page._on_go()
        self.settle()
        self.take("assigned")

    # Bringing people in

    def _desk_roster(self) -> None:
        known, unknown, broken = rosters(self.house.folder)
        page = self._desk_bring()
        self.take("roster")
        page.presenter.open(broken, "")
        self.until(lambda: not page.presenter.busy, "the refusal")
        assert page.problem.isVisible()
        self.take("roster-refused")
        page = self._desk_bring()
        page.presenter.open(unknown, "")
        self.until(lambda: page.assign.isVisible(), "the columns")
        self.take("roster-columns")
        self.take_foot("roster-columns-foot")
        page.assign.look_at.click()
        self.settle()
        self.take_foot("roster-columns-missing")
        page = self._desk_bring()
        page.presenter.open(known, "")
        self.until(lambda: page.looked.isVisible(), "the rows")
        self.take("roster-asked")
        page._on_filter_chosen("all")
        self.settle()
        self.take("roster-rows")
        preview = page.presenter.draft.preview
        assert preview is not None
        for stand in (Stand.ASKED, Stand.NOT_TAKEN, Stand.TAKEN):
            rows = [row for row in preview.rows if row.stand is stand]
            assert rows, stand
            page.open_row(rows[-1])
            self._desk_over(f"roster-row-{stand.value}")
        page.show_columns()
        self.settle()
        self.take("roster-columns-known")
        page.presenter.look(page.assign.columns(), True, "")
        self.until(lambda: page.looked.isVisible(), "the rows")
        page.bring.click()
        self.until(lambda: page.done.isVisible(), "what came of it")
        self.take("roster-done")

    def _desk_bring(self) -> RosterPage:
        self.router.training.show_roster()
        self.settle()
        return self._desk_page(RosterPage)

    def _desk_doubles(self) -> None:
        self.router.training.show_duplicates()
        self.until(lambda: self.sees("pair-0"), "a pair")
        self.take("duplicates")
        self.take_foot("duplicates-foot")
        self.click("pair-0")
        self.take("duplicates-compare")
        self.take_foot("duplicates-compare-foot")
        self.click("merge")
        self.until(lambda: self.sees("mergeDone"), "merged")
        self.take("duplicates-merged")
        self.click("undo-0")
        self.until(lambda: self.sees("mergeDone"), "undone")
        self.take("duplicates-undone")

    # A person

    def _desk_people(self) -> list[PersonScore]:
        return list(self.house.teaching.people())

    def _desk_one_person(self) -> None:
        for name, picture in ((WATCHED, "watched"), (LONG_NAME, "long-name"), ("Oliver Brandt", "new")):
            person = next(one for one in self._desk_people() if one.name == name)
            self.router.training.show_person(person)
            page = self._desk_page(PersonPage)
            self.settle()
            self.take(f"person-{picture}")
            self.take_foot(f"person-{picture}-foot")
            if name != WATCHED:
                continue
            page.exports._on_exported(Exported("/home/maja/Documents/vejvis-person-2026-11-23.pdf", 1))
            self.settle()
            self.take("person-report")
            page.exports.clear()
            rows = [row for row in self.all("*") if isinstance(row, ListRow)]
            attempt = next(row for row in rows if row.objectName().startswith("attempt-"))
            attempt.click()
            self.settle()
            self.take("person-attempt")
            self.take_foot("person-attempt-foot")
            page._on_back()
            self.settle()
            given = next(row for row in rows if row.objectName().startswith("given-"))
            given.click()
            self.settle()
            self.take("person-answer")
            page._on_back()

    # The class

    def _desk_class(self) -> None:
        self.router.go(CLASS)
        self.settle()
        self.take("class")
        self.take_foot("class-foot")
        self.click("paths")
        cases, groups = (box for box in self.all("box") if isinstance(box, QComboBox))
        self._desk_pick(cases, cases.findData(CASE))
        self.until(lambda: self.sees("scene-1"), "the scenes")
        self.take("case-paths")
        self.take_foot("case-paths-foot")
        self._desk_pick(groups, groups.findText(VACANT))
        self.until(lambda: not self.sees("scene-1"), "too few")
        self.take("case-paths-few")
        self.router.go(CLASS)
        self.click("class-indicators")
        self.take("class-question")
        self.click("cover")
        self.take("class-covered")
        self.click("cover")
        self._desk_reveal()
        self.take("class-revealed")
        self.take_foot("class-facts")
        self.person.press("Escape")
        self.settle()

    def _desk_reveal(self) -> None:
        """Press on until the answer is shown: where a question has no room, the page turns first."""
        for _ in range(8):
            if self.sees("verdict"):
                break
            self.click("on")

    def _desk_trial(self) -> None:
        self.router.go(CLASS)
        self.click("trial")
        self.take("trial-home")
        self.router.show_practice("indicators")
        self.settle()
        self.take("trial-practice")
        self.router.go(BACK)
        self.settle()
        self.take("trial-over")

    # Files

    def _desk_exports(self) -> None:
        self.router.training.show_export_choices()
        self.settle()
        page = self._desk_page(ExportChoicesPage)
        self.until(lambda: page._preview is not None, "the first rows")
        for place in (*range(1, page.what.box.count()), 0):
            self._desk_pick(page.what.box, place)
            self.until(lambda: not page.presenter._work.busy, "the first rows")
            self.take(f"export-choices-{page.what.chosen()}")
        self.take_foot("export-choices-foot")
        page.since.show_text("31.31.2026")
        page.refresh()
        self.settle()
        self.take("export-choices-refused")

    def _desk_pick(self, box: QComboBox, place: int) -> None:
        box.setCurrentIndex(place)
        box.activated.emit(place)
        self.settle()

    def _desk_seen(self) -> None:
        """What the one whose answers are seen is told."""
        self.enter(WATCHED)
        self.take("seen-home")
        self.router.show_module("referral")
        self.settle()
        self.take("seen-module")
        self.router.training.privacy._show_seen()
        self.settle()
        self.take("seen")
        self.take_foot("seen-foot")

    # What lies over a page

    def _desk_dialog(self, name: str, opener: str) -> None:
        self.click(opener)
        self._desk_over(name)

    def _desk_over(self, name: str, *, close: bool = True) -> None:
        self.settle()
        assert isinstance(QApplication.activeModalWidget(), QDialog), name
        self.take(name)
        if close:
            self.closes()

    def _desk_page(self, kind: type[P]) -> P:
        page = self.router.page
        assert isinstance(page, kind), page
        return page
