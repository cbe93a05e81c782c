"""Owns the desk of branching cases: which there are, reading one, looking back on it; writes only through the journal."""

from __future__ import annotations

from msgspec.structs import replace

from question_bank import canonical
from question_bank.bank import BankFile
from question_bank.casegraph import CaseGraph
from question_bank.model import Case, read, speaks
from trainer.core import attempt, policies
from trainer.core.attempt import AttemptState, UnitState
from trainer.core.case_views import CaseLine, CaseShelf, DebriefView, Reading, SceneView, Since
from trainer.core.events import Answered, AttemptStarted, FormUnit, Skipped, Submitted, UnitKind
from trainer.core.message import Refused
from trainer.core.policies import Mode
from trainer.desks import looking_back
from trainer.desks.attempts import OpenAttempt
from trainer.desks.drawing import DrawingDesk, bank_ref
from trainer.records.archive import Shown

PLACE = 0
"""A case read alone is a form of one unit."""


class CaseReading:
    """A case in hand: a scene at a time, decided once, its consequence, the next."""

    def __init__(self, opened: OpenAttempt, bank: BankFile) -> None:
        self._opened = opened
        self._bank = bank
        if not opened.state.over:
            opened.show(PLACE)

    @property
    def attempt(self) -> OpenAttempt:
        """The attempt itself: pause, resume, beat."""
        return self._opened

    @property
    def title(self) -> str:
        """The case's title in the language shown."""
        return read(self._case.title, self._opened.language)

    @property
    def module_title(self) -> str:
        """Its module's title, "" where the bank of today has no such module."""
        module = self._bank.find_module(self._case.module)
        return read(module.title, self._opened.language) if module else ""

    @property
    def content_note(self) -> str:
        """What the case speaks of, "" where nothing needs saying."""
        return read(self._case.content_note, self._opened.language)

    @property
    def finished(self) -> bool:
        """Say whether the case is over: read to its end, left or passed over."""
        return self._opened.state.over

    def scene(self) -> SceneView:
        """The scene on the screen, with its consequence once it is decided."""
        view = looking_back.scene_view(self._bank, self._case, self._unit, self._opened.language)
        return replace(view, since=self._since())

    def decide(self, choice: str) -> SceneView:
        """Commit a decision, which stays. Return the scene with what follows. Raises Refused or Fault."""
        step = self._unit.steps[-1]
        places = (step.order.index(choice),) if choice in step.order else ()
        self._opened.do(Answered(PLACE, step.digest, (choice,), None, places))
        return self.scene()

    def forward(self) -> bool:
        """Go on to the next scene; from the ending hand the case in. Return whether there is a next scene."""
        step = self._unit.steps[-1]
        if step.order and not step.options:
            raise Refused("refused.order")
        if self._opened.go_on(PLACE):
            return True
        self._opened.do(Submitted())
        return False

    def end(self) -> None:
        """End the case early. What was decided is kept and counts for nothing."""
        self._opened.resume()
        self._opened.do(Submitted())

    def skip(self) -> None:
        """Pass the case over, without any loss."""
        self._opened.resume()
        self._opened.do(Skipped(PLACE))
        self._opened.do(Submitted())

    def _since(self) -> Since:
        ref = self._unit.ref
        if self._opened.state.bank.digest == self._bank.meta.digest:
            return Since.SAME
        today = next((row.digest for row in self._bank.case_index() if row.id == ref.id), "")
        if today == ref.digest:
            return Since.SAME
        return Since.CHANGED if today else Since.GONE

    @property
    def _unit(self) -> UnitState:
        return self._opened.unit(PLACE)

    @property
    def _case(self) -> Case:
        return self._opened.case(self._unit.ref.digest)


class Casework(DrawingDesk):
    """What a learner asks about cases. `person` is the id of who is signed in; texts come in `language`."""

    def shelves(self, person: str, language: str) -> tuple[CaseShelf, ...]:
        """The cases by module, modules without one left out; last what is open and no longer in the bank."""
        shelves = []
        for module in self._bank.modules():
            lines = self.lines(person, module.id, language)
            if lines:
                shelves.append(CaseShelf(module.id, read(module.title, language), lines))
        gone = tuple(self._line(person, case, language) for case in self._withdrawn(person))
        if gone:
            shelves.append(CaseShelf("", "", gone))
        return tuple(shelves)

    def lines(self, person: str, module_id: str, language: str) -> tuple[CaseLine, ...]:
        """The cases of one module."""
        return tuple(self._line(person, case, language) for case in self._bank.cases(module_id))

    def line(self, person: str, case_id: str, language: str) -> CaseLine:
        """One case before it begins. Raises Refused("case.unknown")."""
        open_stream = self._queries.open_stream(person, Mode.PRACTICE, case_id)
        case = self._open_case(open_stream) if open_stream else self._case(case_id)
        return self._line(person, case, language)

    def read(self, person: str, case_id: str, language: str) -> CaseReading:
        """Take up the case where it was left, or begin it. Raises Refused("case.unknown", "case.damaged") or Fault."""
        stream = self._queries.open_stream(person, Mode.PRACTICE, case_id)
        if stream:
            opened = OpenAttempt.reopened(self._journal, self._archive, self._clock, stream, language)
        else:
            opened = self._begun(person, self._case(case_id), language)
        return CaseReading(opened, self._bank)

    def skip(self, person: str, case_id: str, language: str) -> str:
        """Pass a case over, begun or not, for its equivalent, whose id is returned. Raises Refused("case.no_equivalent")."""
        stream = self._queries.open_stream(person, Mode.PRACTICE, case_id)
        case = self._open_case(stream) if stream else self._case(case_id)
        equivalent = self._equivalent(case)
        if equivalent is None:
            raise Refused("case.no_equivalent")
        self.read(person, case_id, language).skip()
        return equivalent.id

    def debrief(self, person: str, stream: str, language: str) -> DebriefView:
        """A case looked back on. Raises Refused("case.none", "case.unread")."""
        state = self._state(stream) if self._queries.owner(stream) == person else None
        if state is None or state.units[PLACE].ref.kind != UnitKind.CASE:
            raise Refused("case.none")
        unit = state.units[PLACE]
        if not state.over or not unit.answered:
            raise Refused("case.unread")
        case = self._archive.get(unit.ref.digest, Case)
        return looking_back.debrief_view(self._bank, case, unit, stream, language)

    def _begun(self, person: str, case: Case, language: str) -> OpenAttempt:
        if not CaseGraph(case).runs:
            raise Refused("case.damaged")
        digest = canonical.digest(case)
        form = (FormUnit(UnitKind.CASE, digest, case.id, case.module, case.objectives[0], case.id),)
        body = AttemptStarted(form, self._seeds(), policies.case(case.id), bank_ref(self._bank))
        # The scenes come along, each under its own digest: what is seen and answered later names them.
        shown: tuple[Shown, ...] = (case, *case.scenes)
        event = self._journal.begin(person, "attempt", case.id, body, self._clock.now(), language, shown)
        return OpenAttempt.begun(self._journal, self._archive, self._clock, event, language)

    def _line(self, person: str, case: Case, language: str) -> CaseLine:
        module = self._bank.find_module(case.module)
        reading, stream = self._standing(person, case.id)
        equivalent = self._equivalent(case)
        return CaseLine(
            case.id,
            case.module,
            read(module.title, language) if module else "",
            module.icon if module else "",
            module.accent if module else "",
            read(case.title, language),
            read(case.summary, language),
            next((read(role.title, language) for role in self._bank.roles() if role.id == case.role), case.role),
            case.minutes,
            read(case.content_note, language),
            reading,
            stream,
            equivalent.id if equivalent else "",
            read(equivalent.title, language) if equivalent else "",
            other_language=not speaks(case.title, language),
        )

    def _standing(self, person: str, case_id: str) -> tuple[Reading, str]:
        stream = self._queries.open_stream(person, Mode.PRACTICE, case_id)
        if stream:
            return Reading.OPEN, stream
        found = Reading.NOT_STARTED, ""
        for stream in self._queries.ended_streams(person, Mode.PRACTICE, case_id):
            state = self._state(stream)
            if state is None:
                continue
            unit = state.units[PLACE]
            if unit.answered:
                return Reading.READ, stream
            if found[0] is Reading.NOT_STARTED:
                found = Reading.SKIPPED if unit.skipped else Reading.LEFT, ""
        return found

    def _withdrawn(self, person: str) -> tuple[Case, ...]:
        """Cases that are open and that the bank of today has no more."""
        known = {row.id for row in self._bank.case_index()} | {module.id for module in self._bank.modules()}
        streams = [one.stream for one in self._queries.open_streams(person) if one.mode == Mode.PRACTICE]
        subjects = {stream: self._journal.stream(stream).subject for stream in streams}
        found = []
        for stream, subject in subjects.items():
            state = self._state(stream) if subject not in known else None
            if state is not None and state.units[PLACE].ref.kind == UnitKind.CASE:
                found.append(self._archive.get(state.units[PLACE].ref.digest, Case))
        return tuple(found)

    def _open_case(self, stream: str) -> Case:
        state = self._state(stream)
        if state is None:  # pragma: no cover - a stream that is open has its first event
            raise Refused("case.unknown")
        return self._archive.get(state.units[PLACE].ref.digest, Case)

    def _equivalent(self, case: Case) -> Case | None:
        try:
            return self._bank.case_by_id(case.equivalent) if case.equivalent else None
        except KeyError:
            return None

    def _case(self, case_id: str) -> Case:
        try:
            return self._bank.case_by_id(case_id)
        except KeyError:
            raise Refused("case.unknown") from None

    def _state(self, stream: str) -> AttemptState | None:
        return attempt.replay(self._journal.events(stream))
