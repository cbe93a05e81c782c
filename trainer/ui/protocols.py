"""Owns what pages ask of their desks, as protocols; the desks themselves are given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Only the words of annotations: a start needs few of these modules.
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from trainer.core.cards import LocalNumber, LocalNumbers, ReferenceCard
    from trainer.core.case_views import CaseLine, CaseShelf, DebriefView
    from trainer.core.finds import Finds
    from trainer.core.reflection import ProgressView
    from trainer.core.requests import Admitted, Listed, Moved, Preferences, ProfileCard, SetUp
    from trainer.core.scope import Scope
    from trainer.core.sources import DocumentPage, FactPage, Quotes, SourceFile
    from trainer.core.views import (
        AssessmentLine,
        HomeView,
        LessonView,
        ModuleView,
        PersonScore,
        QuestionView,
        Verdict,
    )
    from trainer.ui.attempt_protocols import CaseHand, PracticeHand, SittingHand
    from trainer.ui.class_protocols import ClassroomDesk, TrialDesks
    from trainer.ui.export_protocols import ExportingDesk
    from trainer.ui.observing_protocols import ObservingDesk
    from trainer.ui.plan_protocols import ComposingDesk
    from trainer.ui.privacy_protocols import ErasingDesk, PrivacyDesk, RetainingDesk
    from trainer.ui.result_protocols import CertifyingDesk, ResultsDesk
    from trainer.ui.room_protocols import PreparingDesk, RoomDesk
    from trainer.ui.roster_protocols import RosteringDesk
    from trainer.ui.ruling_protocols import RulingsDesk
    from trainer.ui.trainer_protocols import AssignedDesk, GroupingDesk
    from trainer.ui.vault_protocols import VaultingDesk


class SetUpDesk(Protocol):
    """The first start, before there are records."""

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""

    def places(self) -> tuple[str, str]:
        """The folders for this account alone and for everybody on the computer; the second "" where a folder was given."""

    def account_on_network(self) -> bool:
        """Say whether the account's folder lies on a network, where records must not lie."""

    def hash_secret(self, text: str) -> str:
        """Slow (Argon2id): call it off the GUI thread. Raises Refused for a PIN that is too short or too long."""

    def set_up(self, plan: SetUp) -> Admitted:
        """Create the records and the first profile, a trainer's in a unit. Raises Fault or Refused; nothing is left half done."""


class EntranceDesk(Protocol):
    """Choosing a profile and signing in."""

    def profiles(self, language: str) -> tuple[ProfileCard, ...]:
        """Everybody who can sign in here, last used first."""

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        """Work roles as (id, title)."""

    def bank_line(self) -> tuple[str, int, int]:
        """The bank's version, its number of questions, its number of documents."""

    def stored_secret(self, person: str) -> str:
        """What a PIN is checked against, "" for none. Raises Refused("people.wait", seconds=...) after too many wrong ones."""

    def verify(self, stored: str, text: str) -> bool:
        """Slow (Argon2id) and pure: call it off the GUI thread."""

    def hash_secret(self, text: str) -> str:
        """Slow (Argon2id) and pure: call it off the GUI thread. Raises Refused for a PIN that is too short or too long."""

    def admit(self, person: str) -> Admitted:
        """Note the sign-in."""

    def turn_away(self, person: str) -> int:
        """Note a wrong PIN. Return how many seconds to wait before the next try, 0 for none."""

    def add(self, name: str, work_role: str, secret: str) -> str:
        """Add a learner's profile (`secret` as hashed, "" for none) and return its id. Raises Refused for the name."""

    def choose_secret(self, person: str, secret: str) -> None:
        """Set a new PIN (hashed, "" for none) after a reset."""

    def anybody_listed(self) -> bool:
        """Say whether there is anybody on a roster who has never signed in."""

    def on_list(self, text: str, language: str) -> tuple[Listed, ...]:
        """Who on a roster this is, by whole name, number or code, and has never signed in."""

    def join(self, person: str, secret: str) -> None:
        """Make somebody of a roster a profile with a PIN (hashed, "" for none). Raises Refused, Fault."""


class LearningDesk(Protocol):
    """Home, modules, lessons, practice."""

    def home(self, person: str, name: str, assessment: AssessmentLine | None, language: str) -> HomeView: ...
    def module(self, person: str, module_id: str, language: str) -> ModuleView: ...
    def lesson(self, person: str, lesson_id: str, language: str) -> LessonView: ...
    def keep_place(self, person: str, lesson_id: str, block: int, done: bool, language: str) -> None: ...
    def practise(self, person: str, module_id: str, language: str, objective: str = "") -> PracticeHand: ...


class ReflectingDesk(Protocol):
    """The learner's own progress."""

    def progress(self, person: str, language: str) -> ProgressView: ...


class AssessingDesk(Protocol):
    """Assessments: which there are, sitting one."""

    def lines(self, person: str, language: str) -> tuple[AssessmentLine, ...]: ...
    def line(self, person: str, blueprint_id: str, language: str) -> AssessmentLine: ...
    def sit(self, person: str, blueprint_id: str, language: str) -> SittingHand: ...
    def module_check(self, person: str, module_id: str, language: str) -> AssessmentLine | None: ...


class CaseworkDesk(Protocol):
    """Branching cases: which there are, reading one, looking back on it."""

    def shelves(self, person: str, language: str) -> tuple[CaseShelf, ...]: ...
    def lines(self, person: str, module_id: str, language: str) -> tuple[CaseLine, ...]: ...
    def line(self, person: str, case_id: str, language: str) -> CaseLine: ...
    def read(self, person: str, case_id: str, language: str) -> CaseHand: ...
    def skip(self, person: str, case_id: str, language: str) -> str: ...
    def debrief(self, person: str, stream: str, language: str) -> DebriefView: ...


class TeachingDesk(Protocol):
    """The trainer's desk."""

    def people(self, scope: Scope = ...) -> tuple[PersonScore, ...]:
        """Every learner of a scope; what the export of the same scope writes."""

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, short title), in order."""

    def role_title(self, role: str, language: str) -> str:
        """The title of a work role, the id itself where the bank has none."""

    def reset_secret(self, person: str, by: str) -> None:
        """Take away a forgotten PIN; the person is told at the next sign-in."""


class SourcingDesk(Protocol):
    """Where facts stand. `quotes`, `files` and `look_at` read files: call them off the GUI thread."""

    def fact(self, person: str, fact_id: str, language: str) -> FactPage:
        """One fact with all that is known of where it stands. Raises Refused."""

    def document(self, person: str, document_id: str, language: str) -> DocumentPage:
        """One document with its facts by module. Raises Refused."""

    def quotes(self, person: str, fact_id: str) -> Quotes:
        """The passages behind a fact in their own words, from the person's file."""

    def files(self, person: str, language: str) -> tuple[SourceFile, ...]:
        """Every document, and how the person's file of it stands now."""

    def look_at(self, paths: Iterable[Path], language: str) -> tuple[SourceFile, ...]:
        """Say what files are, before any is kept."""

    def attach(self, person: str, files: Iterable[SourceFile]) -> None:
        """Keep where files of documents lie. Raises Fault."""

    def detach(self, person: str, document_id: str) -> None:
        """Forget where a person's file of a document lies. Raises Fault."""


class CardingDesk(Protocol):
    """Reference cards."""

    def modules(self, language: str) -> tuple[tuple[str, str], ...]:
        """Modules as (id, title), in order."""

    def card(self, person: str, name: str, module_id: str, personal: bool, language: str) -> ReferenceCard:
        """One module's card, with the person's own misses on top where it is `personal`. Raises Refused, Fault."""

    def numbers(self, person: str) -> LocalNumbers:
        """The numbers entered for everybody, and the person's own."""

    def keep_numbers(self, person: str, numbers: tuple[LocalNumber, ...]) -> LocalNumbers:
        """Keep a person's numbers: a trainer's are for everybody. Raises Refused, Fault."""


class SearchingDesk(Protocol):
    """Looking for something."""

    def search(self, person: str, text: str, language: str, stopped: Callable[[], bool] | None = None) -> Finds:
        """Lessons, facts and questions met. Runs in a worker thread.

        Raises SearchGivenUp soon after `stopped` says yes, Refused while an assessment runs, Fault.
        """

    def question(self, person: str, item_id: str, language: str) -> tuple[QuestionView, Verdict]:
        """A question as last answered, with key and explanations. Raises Refused, Fault."""


class MovingDesk(Protocol):
    """Taking one's progress to another computer. Both read and write files: call them off the GUI thread."""

    def take(self, person: str, target: Path) -> Moved:
        """Write a person's whole progress. Raises Fault; a file that was there is then unchanged."""

    def bring(self, person: str, path: Path, *, knowingly: bool = False) -> Moved:
        """Put the progress of a file into a profile: all of it or nothing. Raises Refused, Fault.

        Refused("moving.erased-here"): unless `knowingly`, where whose progress it is was erased here.
        """


class PreferringDesk(Protocol):
    """How each person wants the application."""

    def of(self, person: str) -> Preferences:
        """A person's preferences; those of the sign-in page for ""."""

    def keep(self, person: str, preferences: Preferences) -> None:
        """Keep them. Raises Fault."""


class Desks(Protocol):
    """All desks of an open house, for the router to hand out; one is put together when it is first asked for."""

    @property
    def entrance(self) -> EntranceDesk: ...
    @property
    def learning(self) -> LearningDesk: ...
    @property
    def assessing(self) -> AssessingDesk: ...
    @property
    def results(self) -> ResultsDesk: ...
    @property
    def certifying(self) -> CertifyingDesk: ...
    @property
    def room(self) -> RoomDesk: ...
    @property
    def preparing(self) -> PreparingDesk: ...
    @property
    def casework(self) -> CaseworkDesk: ...
    @property
    def observing(self) -> ObservingDesk: ...
    @property
    def classroom(self) -> ClassroomDesk: ...
    def begin_trial(self, trainer: str, name: str, plan: str = "") -> TrialDesks:
        """Begin records of their own for a trainer who tries things, or an assessment, as a learner. Raises Refused, Fault."""

    @property
    def reflecting(self) -> ReflectingDesk: ...
    @property
    def teaching(self) -> TeachingDesk: ...
    @property
    def exporting(self) -> ExportingDesk: ...
    @property
    def privacy(self) -> PrivacyDesk: ...
    @property
    def erasing(self) -> ErasingDesk: ...
    @property
    def retaining(self) -> RetainingDesk: ...
    @property
    def grouping(self) -> GroupingDesk: ...
    @property
    def assigned(self) -> AssignedDesk: ...
    @property
    def vaulting(self) -> VaultingDesk: ...
    @property
    def composing(self) -> ComposingDesk: ...
    @property
    def ruling(self) -> RulingsDesk: ...
    @property
    def carding(self) -> CardingDesk: ...
    @property
    def searching(self) -> SearchingDesk: ...
    @property
    def moving(self) -> MovingDesk: ...
    @property
    def rostering(self) -> RosteringDesk: ...
    @property
    def preferring(self) -> PreferringDesk: ...
    @property
    def sourcing(self) -> SourcingDesk: ...
