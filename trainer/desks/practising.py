"""Owns rounds of practice: drawing one, checking its answers, bringing back once what was missed; knows no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from question_bank.bank import BankFile, UnitRow
from question_bank.model import Confidence, Item, Pool, read
from trainer.core import policies, progress, scoring, selection
from trainer.core.attempt import AttemptState, may_repeat
from trainer.core.events import Answered, AttemptStarted, Submitted
from trainer.core.message import Refused
from trainer.core.policies import Mode
from trainer.core.progress import ObjectiveState
from trainer.core.views import QuestionView, Verdict
from trainer.desks import showing
from trainer.desks.attempts import OpenAttempt
from trainer.desks.drawing import DrawingDesk, bank_ref, form_of

ROUND_LENGTH = 10
"""Questions in one round of practice: about ten minutes."""
REFRESHER_LENGTH = 6
"""Questions in a refresher: about five minutes."""

States = Callable[[str], Mapping[str, ObjectiveState]]
"""The states of a person's objectives, by today's ids."""


class Practice:
    """A round of practice in hand: one question at a time, checked, explained, next.

    `returns` says when an objective comes back, `another` draws what may come once more for a unit that was missed.
    """

    def __init__(
        self,
        opened: OpenAttempt,
        bank: BankFile,
        returns: Callable[[str], int],
        another: Callable[[AttemptState, int], UnitRow | None],
    ) -> None:
        self._opened = opened
        self._bank = bank
        self._returns = returns
        self._another = another
        if not opened.state.over:
            opened.show(self._place())

    def _place(self) -> int:
        """The unit on the screen; the first one before anything was shown."""
        return self._opened.state.current or 0

    @property
    def attempt(self) -> OpenAttempt:
        """The attempt itself: pause, resume, report, beat."""
        return self._opened

    @property
    def module(self) -> str:
        """The id of the module practised, or `policies.REFRESHER`."""
        return self._opened.state.policy.subject

    @property
    def module_title(self) -> str:
        """The title of the module of the question on the screen, in the language shown."""
        module = self._bank.find_module(self._opened.unit(self._place()).ref.module)
        return read(module.title, self._opened.language) if module is not None else ""

    @property
    def finished(self) -> bool:
        """Say whether the round is over."""
        return self._opened.state.over

    def question(self) -> QuestionView:
        """The question on the screen, with key and explanations once it is checked."""
        place = self._place()
        unit = self._opened.unit(place)
        item = self._opened.item(unit.ref.digest)
        total = len(self._opened.state.units)
        view = showing.question_view(item, unit, place, total, self._opened.language, marked=unit.answered)
        return replace(view, former=self._former(item.id, unit.ref.digest))

    def _former(self, item: str, digest: str) -> bool:
        """Whether the bank is another one than the round was drawn from, and has the question otherwise or no more."""
        if self._opened.state.bank.digest == self._bank.meta.digest:
            return False
        return all(row.digest != digest for row in self._bank.index((Pool.PRACTICE,)) if row.id == item)

    def verdict(self) -> Verdict | None:
        """What follows the answer, None before it is checked."""
        unit = self._opened.unit(self._place())
        if not unit.answered:
            return None
        item = self._opened.item(unit.ref.digest)
        returns = self._returns(unit.ref.objective)
        verdict = showing.verdict(self._bank, item, unit, self._opened.language, returns)
        missed = not verdict.right and not unit.repeat
        follows = any(
            other.repeat and not other.answered and other.ref.objective == unit.ref.objective
            for other in self._opened.state.units
        )
        return replace(verdict, again=missed and follows)

    def check(self, options: tuple[str, ...], confidence: Confidence | None) -> Verdict:
        """Commit the answer and return what follows; what it missed comes once more at the end of the round.

        Raises Refused or Fault; then nothing has changed.
        """
        place = self._place()
        unit = self._opened.unit(place)
        item = self._opened.item(unit.ref.digest)
        order = unit.steps[0].order
        places = tuple(order.index(option) for option in options if option in order)
        missed = len(options) == item.answers and not scoring.right(item, options)
        again = self._another(self._opened.state, place) if missed else None
        shown: tuple[Item, ...] = (self._bank.item(again.digest),) if again is not None else ()
        unit_again = form_of((again,))[0] if again is not None else None
        self._opened.do(Answered(place, unit.ref.digest, options, confidence, places, unit_again), item.answers, shown)
        verdict = self.verdict()
        if verdict is None:  # pragma: no cover - a committed answer has a verdict
            raise Refused("refused.order")
        return verdict

    def forward(self) -> bool:
        """Go to the next question; at the end close the round. Return whether there is a next one."""
        place = self._place()
        if not self._opened.unit(place).answered:
            raise Refused("refused.order")
        if place + 1 < len(self._opened.state.units):
            self._opened.show(place + 1)
            return True
        self._opened.do(Submitted())
        return False

    def tally(self) -> tuple[int, int]:
        """Right answers and answers so far in this round, without those to what came once more."""
        right = given = 0
        for unit in self._opened.state.units:
            if unit.answered and not unit.repeat:
                given += 1
                right += scoring.right(self._opened.item(unit.ref.digest), unit.steps[0].options)
        return right, given


class Practising(DrawingDesk):
    """Draws rounds of practice and takes them up again."""

    def round(self, person: str, subject: str, language: str, objective: str, states: States) -> Practice:
        """Take up the open round about `subject` (a module or `policies.REFRESHER`), or draw a new one.

        Raises Refused("practice.empty").
        """
        stream = self._queries.open_stream(person, Mode.PRACTICE, subject)
        if stream and not objective:
            opened = OpenAttempt.reopened(self._journal, self._archive, self._clock, stream, language)
        else:
            opened = self._drawn(person, subject, objective, language, states)

        def returns(met: str) -> int:
            state = states(person).get(met)
            return progress.returns_ms(state, self._clock.now().utc_ms) if state else 0

        return Practice(opened, self._bank, returns, lambda state, place: self._another(person, state, place))

    def _drawn(self, person: str, subject: str, objective: str, language: str, states: States) -> OpenAttempt:
        seed, exposure, now = self._seeds(), self._queries.exposure(person), self._clock.now()
        rows = self._bank.index((Pool.PRACTICE,))
        if subject == policies.REFRESHER:
            drawn = selection.draw_refresher(
                rows, states(person), exposure, seed, REFRESHER_LENGTH, now.utc_ms, now.offset_min
            )
        else:
            wanted = [row for row in rows if row.module == subject and (not objective or row.objective == objective)]
            drawn = selection.draw_practice(wanted, states(person), exposure, seed, ROUND_LENGTH)
        body = AttemptStarted(form_of(drawn), seed, policies.practice(subject), bank_ref(self._bank))
        shown = tuple(self._bank.item(row.digest) for row in drawn)
        event = self._journal.begin(person, "attempt", subject, body, now, language, shown)
        return OpenAttempt.begun(self._journal, self._archive, self._clock, event, language)

    def _another(self, person: str, state: AttemptState, place: int) -> UnitRow | None:
        """What may come once more for a unit that was missed, as the present bank has it."""
        objective = state.units[place].ref.objective
        form = {unit.ref.digest for unit in state.units}
        ids = {unit.ref.id for unit in state.units}
        rows = [row for row in self._bank.index((Pool.PRACTICE,)) if row.id not in ids]
        row = selection.another_variant(rows, form, objective, self._queries.exposure(person), state.seed)
        return row if row is not None and may_repeat(state, place, form_of((row,))[0]) else None
