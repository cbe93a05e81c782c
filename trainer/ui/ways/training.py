"""Owns the trainer's way from page to page: the places of the rail that only trainers have, and what lies behind them.

A page is shown by `ways.show(page, place, again)`, where `again` makes the same page anew in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject

from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.faults import Fault
from trainer.ui.roster_protocols import RosteringDesk
from trainer.ui.ways import Ways, plans
from trainer.ui.ways.groups import GroupWays
from trainer.ui.ways.places import BACK, CERTIFICATES, CLASS, PEOPLE, PLANS, ROOM
from trainer.ui.ways.privacy import PrivacyWays
from trainer.ui.work import Work

if TYPE_CHECKING:
    from trainer.core.certificates import Claim
    from trainer.core.requests import Admitted
    from trainer.core.views import PersonScore
    from trainer.ui.class_protocols import ClassHand, TrialDesks
    from trainer.ui.pages.cohort import CohortPage
    from trainer.ui.pages.cohort import Draft as CohortDraft
    from trainer.ui.pages.export_choices import Choices as ExportChoices
    from trainer.ui.pages.person import Opened, PersonPage
    from trainer.ui.pages.plan import Draft as PlanDraft
    from trainer.ui.pages.ruling import Draft as RulingDraft
    from trainer.ui.presenters.roster import Draft as RosterDraft
    from trainer.ui.protocols import Desks

CLASS_SCALE = 1.5
"""Text at most so large before a class, unless the trainer's own is larger: a page shows it as large as it has room."""


def doubles(desk: RosteringDesk, words: Catalogue) -> str:
    """What the way to duplicates is called: how many there are, or that some were merged; "" for neither."""
    found = len(desk.duplicates())
    if found:
        return words.say("merge.duplicates", n=found)
    return words.say("merge.merged_title") if desk.merged() else ""


class Training(QObject):
    """Shows the pages of the trainer's desk."""

    def __init__(self, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways
        self.home: Desks | None = None
        """The trainer's own desks while something is tried as a learner, else None."""
        self._trainer: Admitted | None = None
        self._trial: TrialDesks | None = None
        self._back: Callable[[], None] = self.show_class
        self.privacy = PrivacyWays(ways, self.show_people, self)
        self.groups = GroupWays(ways, self.show_people, self)

    def places(self) -> dict[str, Callable[[], None]]:
        """Where the rail's places lead."""
        return {
            PEOPLE: self.show_people,
            PLANS: self.show_plans,
            ROOM: self.show_room,
            CLASS: self.show_class,
            CERTIFICATES: self.show_certificates,
            BACK: self.end_trial,
        }

    @property
    def line(self) -> str:
        """What a trainer is told under every page: that graded questions are open to be drawn. "" for nothing."""
        ways = self._ways
        if self.home is not None:
            return ways.catalogue.say("trial.line")
        if ways.who.access is not Access.TRAINER or not ways.desks.vaulting.is_open:
            return ""
        return ways.catalogue.say("vault.open_line")

    def show_people(self, draft: CohortDraft | None = None) -> None:
        """The trainer's list, with what was looked for on the page before."""
        page = self.groups.people()
        page.add_wished.connect(self.show_roster)
        page.duplicates_wished.connect(self.show_duplicates)
        page.person_wished.connect(lambda person: self.show_person(person))
        page.choices_wished.connect(lambda codes: self.show_export_choices(codes, page.exports.scope.group))
        self._look_for_doubles(page)
        self._ways.show(page, PEOPLE, lambda: self.show_people(page.draft()))
        page.show_people()
        if draft is not None:
            page.restore(draft)

    def show_export_choices(self, codes: bool = True, group: str = "", before: ExportChoices | None = None) -> None:
        """More choices for an export, or those of the page before it."""
        from trainer.ui.pages.export_choices import Choices, ExportChoicesPage

        ways = self._ways
        choices = before or Choices(codes=codes, group=group)
        page = ExportChoicesPage(ways.desks.exporting, ways.who.id, ways.look, ways.catalogue, ways.now, choices)
        page.back_wished.connect(self.show_people)
        ways.show(page, PEOPLE, lambda: self.show_export_choices(before=page.choices()))

    def show_roster(self, draft: RosterDraft | None = None) -> None:
        """Bringing people in, with the list that was in hand on the page before."""
        from trainer.ui.pages.roster import RosterPage

        ways = self._ways
        page = RosterPage(ways.desks.rostering, ways.who.id, ways.look, ways.catalogue, ways.now, draft=draft)
        page.back_wished.connect(self.show_people)
        ways.show(page, PEOPLE, lambda: self.show_roster(page.draft()))

    def show_duplicates(self) -> None:
        """Who may be here twice, and who was merged."""
        from trainer.ui.pages.duplicates import DuplicatesPage

        ways = self._ways
        page = DuplicatesPage(ways.desks.rostering, ways.who.id, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(self.show_people)
        ways.show(page, PEOPLE, self.show_duplicates)

    def _look_for_doubles(self, page: CohortPage) -> None:
        """Offer the way to duplicates once it is known whether there are any: among many people that takes a while."""
        desk, words = self._ways.desks.rostering, self._ways.catalogue

        def not_found(error: Exception) -> None:
            # The page says by itself that the records cannot be read.
            if not isinstance(error, Refused | Fault):
                raise error

        Work(page).start(lambda: doubles(desk, words), page.show_duplicates, not_found)

    def show_certificates(self, draft: Claim | None = None) -> None:
        """Checking certificates, with what was typed on the page before."""
        from trainer.ui.pages.certificates import CertificatesPage

        ways = self._ways
        page = CertificatesPage(ways.desks.certifying, ways.look, ways.catalogue, draft=draft)
        ways.show(page, CERTIFICATES, lambda: self.show_certificates(page.claim()))

    def show_plans(self) -> None:
        """Which assessments there are."""
        page = plans.plans(self._ways)
        page.new_wished.connect(self.show_plan)
        page.plan_wished.connect(self.show_plan)
        page.bank_wished.connect(self.show_vault)
        page.disputes_wished.connect(lambda: self.show_disputes())
        self._ways.show(page, PLANS, self.show_plans)
        page.show_plans()

    def show_plan(self, plan: str = "", draft: PlanDraft | None = None) -> None:
        """One assessment in the editor, a new one where none is named, with what was typed on the page before."""
        ways = self._ways
        desk = ways.desks.composing
        try:
            opened = desk.open(plan, ways.catalogue.language) if plan else desk.new(ways.catalogue.language)
        except (Fault, Refused) as problem:
            ways.tell(problem.message)
            return
        page = plans.plan(ways, opened, self.show_plans)
        page.bank_changed.connect(lambda: ways.show_line(self.line))
        page.trial_wished.connect(self.begin_trial)
        ways.show(page, PLANS, lambda: self.show_plan(page.plan, page.draft()))
        if draft is not None:
            page.restore(draft)

    def show_vault(self) -> None:
        """The question bank for assessments."""
        from trainer.ui.pages.vault import VaultPage

        ways = self._ways
        page = VaultPage(ways.desks.vaulting, ways.who, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(self.show_plans)
        page.changed.connect(lambda: ways.show_line(self.line))
        page.disputes_wished.connect(lambda: self.show_disputes(self.show_vault))
        ways.show(page, PLANS, self.show_vault)

    def show_disputes(self, back: Callable[[], None] | None = None) -> None:
        """Disputed questions, and rulings; `back` leads to where one came from, the assessments unless given."""
        from trainer.ui.pages.disputes import DisputesPage

        ways = self._ways
        page = DisputesPage(ways.desks.ruling, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(back or self.places()[PLANS])
        page.question_wished.connect(lambda item: self.show_ruling(item, lambda: self.show_disputes(back)))
        ways.show(page, PLANS, lambda: self.show_disputes(back))

    def show_ruling(self, item: str, back: Callable[[], None] | None = None, draft: RulingDraft | None = None) -> None:
        """One question, by its digest, to be ruled on; `back` leads to where it was met, the disputes unless given."""
        from trainer.ui.pages.ruling import RulingPage

        ways = self._ways
        page = RulingPage(ways.desks.ruling, ways.who, item, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(back or (lambda: self.show_disputes()))
        ways.show(page, PLANS, lambda: self.show_ruling(item, back, page.draft()))
        if draft is not None:
            page.restore(draft)

    def show_room(self) -> None:
        """Who sits an assessment, and what a trainer can do about it."""
        from trainer.ui.pages.room import RoomPage

        ways = self._ways
        page = RoomPage(ways.desks.room, ways.who.id, ways.look, ways.catalogue, ways.desks.vaulting)
        page.bank_opened.connect(lambda: ways.show_line(self.line))
        ways.show(page, ROOM, self.show_room)
        page.show_room()

    def show_person(self, person: PersonScore, opened: Opened | None = None) -> None:
        """What a trainer sees of one person, with what was `opened` of them on the page before."""
        from trainer.ui.pages.person import PersonPage

        ways = self._ways
        modules = ways.desks.teaching.modules(ways.catalogue.language)
        desks = ways.desks
        page = PersonPage(
            desks.observing,
            ways.who.id,
            person,
            modules,
            ways.look,
            ways.catalogue,
            ways.now,
            rulable=desks.ruling.may_rule,
            certifying=desks.certifying,
            exporting=desks.exporting,
        )
        page.back_wished.connect(self.show_people)
        page.ruling_wished.connect(lambda item: self._rule_from(page, item))
        page.stored_wished.connect(
            lambda: self.privacy.show_person(person.id, person.name, lambda: self._again(person))
        )
        ways.show(page, PEOPLE, lambda: self.show_person(person, page.opened()))
        page.show_record()
        if opened is not None:
            page.restore(opened)

    def _rule_from(self, page: PersonPage, item: str) -> None:
        """A ruling on a question met in somebody's answers, and back to these answers."""
        person, opened = page.person, page.opened()
        self.show_ruling(item, lambda: self.show_person(person, opened))

    def _again(self, person: PersonScore) -> None:
        """The person once more, by the name that they have now."""
        here = (one.name for one in self._ways.desks.privacy.people() if one.id == person.id)
        self.show_person(replace(person, name=next(here, person.name)))

    def show_case_paths(self) -> None:
        """What a group chose in a case."""
        from trainer.ui.pages.case_paths import CasePathsPage

        ways = self._ways
        page = CasePathsPage(ways.desks.observing, ways.look, ways.catalogue)
        page.back_wished.connect(self.show_class)
        ways.show(page, CLASS, self.show_case_paths)

    def show_class(self) -> None:
        """What can be shown to a class."""
        from trainer.ui.pages.class_rooms import ClassRoomsPage

        ways = self._ways
        page = ClassRoomsPage(ways.desks.classroom, ways.look, ways.catalogue)
        page.module_wished.connect(lambda module: self.show_class_view(ways.desks.classroom.begin(module)))
        page.paths_wished.connect(self.show_case_paths)
        page.trial_wished.connect(lambda: self.begin_trial())
        ways.show(page, CLASS)

    def show_class_view(self, hand: ClassHand) -> None:
        """Questions before a class, in large text, which is the trainer's own again afterwards."""
        from trainer.ui.pages.class_view import ClassViewPage

        ways = self._ways
        page = ClassViewPage(hand, ways.look, ways.catalogue)
        page.left.connect(self.show_class)
        page.gone.connect(lambda: ways.manner.take(ways.who.id))
        page.size_wished.connect(ways.look.set_text_scale)
        ways.show_bare(page, "classView", lambda: self.show_class_view(hand))
        page.fit(max(ways.look.text_scale, CLASS_SCALE))

    def begin_trial(self, plan: str = "") -> None:
        """Be a learner for a while, in records of its own of which nothing is kept: before an assessment where one is named."""
        ways = self._ways
        home, trainer = ways.desks, ways.who
        try:
            trial = home.begin_trial(trainer.id, ways.catalogue.say("trial.name"), plan)
        except (Fault, Refused) as problem:
            ways.tell(problem.message)
            return
        self.home, self._trainer, self._trial = home, trainer, trial
        self._back = (lambda: self.show_plan(plan)) if plan else self.show_class
        if not ways.lend(trial, trial.learner):
            self.end()
        elif trial.plan:
            ways.show_assessment(trial.plan)

    def end_trial(self) -> None:
        """Be the trainer again."""
        home, trainer = self.home, self._trainer
        if home is None or trainer is None:
            return
        self.home = None
        if not self._ways.lend(home, trainer):
            self.home = home
            return
        self.end()
        self._back()

    def end(self) -> Desks | None:
        """Let what was tried go. Return the trainer's own desks, None where nothing was being tried."""
        home, trial = self.home, self._trial
        self.home, self._trainer, self._trial = None, None, None
        if trial is not None:
            trial.close()
        return home

    def close(self) -> None:
        """The window closes: so does what was being tried."""
        self.end()
