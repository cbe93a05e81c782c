"""Owns an assessment in hand: what is asked, chosen, flagged, handed in; writes only through its attempt, draws no form."""

from __future__ import annotations

from msgspec.structs import replace

from question_bank.bank import BankFile
from question_bank.model import Blueprint, Confidence, read, speaks
from trainer.core import policies
from trainer.core.attempt import Status, UnitState
from trainer.core.case_views import SceneView
from trainer.core.events import Answered, ConfidenceGiven, Submitted, UnitKind
from trainer.core.message import Refused
from trainer.core.views import CellView, QuestionView
from trainer.desks import looking_back, showing
from trainer.desks.attempts import OpenAttempt


class Sitting:
    """An assessment in hand. A choice is committed when it is made; answers may change until it is handed in.

    In a case a decision is committed when it is made and stays; the next scene follows at once. What comes of a decision,
    and why, is not told.
    """

    def __init__(self, opened: OpenAttempt, blueprint: Blueprint, bank: BankFile) -> None:
        self._opened = opened
        self._blueprint = blueprint
        self._bank = bank
        if not opened.state.over and opened.state.status is not Status.STOPPED:
            self.go(self.place)

    @property
    def attempt(self) -> OpenAttempt:
        """The attempt itself: beat, report, saved_at."""
        return self._opened

    @property
    def title(self) -> str:
        """The assessment's title in the language shown."""
        return read(self._blueprint.title, self._opened.language)

    @property
    def module(self) -> str:
        """The module that it is the self-check of, "" for a general one."""
        return self._blueprint.opens

    @property
    def pass_mark(self) -> int:
        """Right answers needed, 0 where no mark is set."""
        return self._opened.state.policy.pass_mark

    @property
    def place(self) -> int:
        """The unit on the screen, from 0."""
        return self._opened.state.current or 0

    @property
    def length(self) -> int:
        """How many questions the form has."""
        return len(self._opened.state.units)

    @property
    def asks_confidence(self) -> bool:
        """Say whether the blueprint asks how sure the learner is."""
        return self._opened.state.policy.confidence is not policies.ConfidenceAsked.OFF

    @property
    def requires_confidence(self) -> bool:
        """Say whether a question counts as answered only once the learner has said how sure they are."""
        return self._opened.state.policy.confidence is policies.ConfidenceAsked.REQUIRED

    @property
    def time_stands_still(self) -> bool:
        """Say whether time stands still while it is closed, so that it may be paused."""
        return self._opened.state.policy.interruptions is policies.Interruptions.PAUSE

    @property
    def over(self) -> bool:
        """Say whether it was handed in or timed out."""
        return self._opened.state.over

    @property
    def timed_out(self) -> bool:
        """Say whether time ended it."""
        return self._opened.state.status is Status.TIMED_OUT

    @property
    def stopped(self) -> bool:
        """Say whether a trainer stopped the room."""
        return self._opened.state.status is Status.STOPPED

    def question(self) -> QuestionView:
        """The question on the screen; no key, no explanation. Of a case its title: what is asked is in its scene."""
        unit = self._opened.unit(self.place)
        if unit.ref.kind == UnitKind.CASE:
            case = self._opened.case(unit.ref.digest)
            language = self._opened.language
            return QuestionView(
                unit=self.place,
                number=self.place + 1,
                total=self.length,
                digest=unit.ref.digest,
                id=case.id,
                vignette="",
                stem=read(case.title, language),
                options=(),
                answers=1,
                as_of="",
                content_note=read(case.content_note, language),
                confidence=None,
                flagged=unit.flagged,
                other_language=not speaks(case.title, language),
            )
        item = self._opened.item(unit.ref.digest)
        return showing.question_view(item, unit, self.place, self.length, self._opened.language, marked=False)

    def scene(self) -> SceneView | None:
        """The scene on the screen where a case is, None at a question."""
        unit = self._opened.unit(self.place)
        if unit.ref.kind != UnitKind.CASE or not unit.steps:
            return None
        case = self._opened.case(unit.ref.digest)
        view = looking_back.scene_view(self._bank, case, unit, self._opened.language)
        return replace(view, consequence="", facts=(), unknown="")

    def decide(self, choice: str) -> None:
        """Commit a decision in the scene on the screen and show what it leads to. Asked again, only what is left is done."""
        step = self._opened.unit(self.place).steps[-1]
        if not step.options:
            places = (step.order.index(choice),) if choice in step.order else ()
            self._opened.do(Answered(self.place, step.digest, (choice,), None, places))
        self._opened.go_on(self.place)

    def cells(self) -> tuple[CellView, ...]:
        """The navigator."""
        state = self._opened.state
        cells = showing.cells(state.units, self.place)
        return tuple(
            replace(cell, answered=False, unsure=True) if self._unfinished(unit) else cell
            for cell, unit in zip(cells, state.units, strict=True)
        )

    def answered(self) -> int:
        """How many questions have an answer; where one must say how sure one is, with that. Once it is over all answers count."""
        return sum(cell.answered for cell in self.cells())

    def unanswered(self) -> tuple[int, ...]:
        """Numbers (from 1) of the questions that are not answered."""
        return tuple(cell.number for cell in self.cells() if not cell.answered)

    def _unfinished(self, unit: UnitState) -> bool:
        return not self.over and self._opened.state.lacks_confidence(unit)

    def flagged(self) -> tuple[int, ...]:
        """Numbers (from 1) of the questions flagged."""
        return tuple(n for n, unit in enumerate(self._opened.state.units, 1) if unit.flagged)

    def left_ms(self) -> int | None:
        """Milliseconds left, None where there is no limit."""
        return self._opened.left_ms()

    def settle(self) -> bool:
        """Hand in if time is over. Return whether it is over."""
        return self._opened.settle()

    def go(self, place: int) -> None:
        """Show another question, or a case where it was left. Raises Refused where there is none."""
        self._opened.show(place)
        unit = self._opened.unit(place)
        if unit.ref.kind == UnitKind.CASE and unit.steps and unit.steps[-1].options:
            # The program ended between a decision and the scene that it leads to.
            self._opened.go_on(place)

    def choose(self, options: tuple[str, ...]) -> None:
        """Commit a choice for the question on the screen; an empty one takes the answer back."""
        unit = self._opened.unit(self.place)
        if unit.ref.kind == UnitKind.CASE:
            raise Refused("refused.option")
        item = self._opened.item(unit.ref.digest)
        step = unit.steps[0]
        if step.options == options:
            return
        places = tuple(step.order.index(option) for option in options if option in step.order)
        self._opened.do(Answered(self.place, unit.ref.digest, options, step.confidence, places), item.answers)

    def say_confidence(self, confidence: Confidence) -> None:
        """Commit how sure the learner is of the question on the screen."""
        unit = self._opened.unit(self.place)
        if unit.ref.kind != UnitKind.CASE and unit.steps and unit.steps[0].confidence is not confidence:
            self._opened.do(ConfidenceGiven(self.place, unit.ref.digest, confidence))

    def flag(self) -> None:
        """Flag the question on the screen, or take the flag off."""
        self._opened.flag(self.place, not self._opened.unit(self.place).flagged)

    def submit(self) -> None:
        """Hand in. A second call changes nothing."""
        if not self._opened.settle():
            self._opened.do(Submitted())
