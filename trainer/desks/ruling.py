"""Owns the desk of rulings: what is disputed, what a ruling would change, putting one into force and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from question_bank import canonical
from question_bank.model import Item, read
from trainer.clock import Clock
from trainer.core import attempt, scoring, verdicts
from trainer.core.certificates import shown_code
from trainer.core.events import BrokenChain, ProblemReported
from trainer.core.message import Refused
from trainer.core.order import danish
from trainer.core.ruling_views import (
    DisputedQuestion,
    Outcome,
    Regrade,
    Regraded,
    Report,
    RuledOption,
    RuledQuestion,
    RulingLine,
    RulingWish,
)
from trainer.core.scoring import Ruling, RulingKind, Rulings
from trainer.records import audit, chains, regrading
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.certificates import of_stream
from trainer.records.endings import shown_in
from trainer.records.people import People
from trainer.records.queries import disputes
from trainer.records.regrading import Met, Regrading, Ruled
from trainer.records.rulings import in_force
from trainer.records.store import Store

LONGEST_REASON = 500


class RulingDesk:
    """What a trainer asks for who finds that a question was wrong. `by` is the trainer's id.

    A ruling is on one version of a question, and only for assessments: practice goes on as the bank has it. Events are
    not touched: whoever it concerns is marked anew. `preview`, `rule` and the like replay attempts: call them off the GUI
    thread.
    """

    def __init__(self, store: Store, archive: Archive, people: People, clock: Clock) -> None:
        self._store = store
        self._archive = archive
        self._people = people
        self._clock = clock
        self._regrading = Regrading(store, archive)

    def question(self, item: str, language: str) -> RuledQuestion:
        """A question by its digest, with what was chosen and said of it. Raises Refused("ruling.unknown"), Fault."""
        content = self._item(item)
        met = regrading.met(self._store, item)
        chosen = regrading.chosen(self._store, item, met)
        ruled = next((one for one in regrading.every(self._store) if _holds(one, item)), None)
        return RuledQuestion(
            item,
            content.id,
            read(content.vignette, language),
            read(content.stem, language),
            tuple(
                RuledOption(option.id, read(option.text, language), option.correct, chosen.get(option.id, 0))
                for option in content.options
            ),
            content.answers,
            sum(one.ended for one in met),
            tuple(replace(one, order=self._order(one, content)) for digest, one in self._reports() if digest == item),
            self._line(ruled, language) if ruled is not None else None,
        )

    def disputed(self, language: str) -> tuple[DisputedQuestion, ...]:
        """The questions that somebody reported after an assessment was over, the latest report first."""
        found: dict[str, list[Report]] = {}
        for item, report in self._reports():
            found.setdefault(item, []).append(report)
        rulings = in_force(self._store)
        return tuple(
            DisputedQuestion(
                item,
                self._archive.item(item).id,
                read(self._archive.item(item).stem, language),
                tuple(reports),
                rulings[item].kind if item in rulings else None,
            )
            for item, reports in found.items()
        )

    def rulings(self, language: str) -> tuple[RulingLine, ...]:
        """All rulings, also those withdrawn, the latest first."""
        return tuple(self._line(one, language) for one in regrading.every(self._store))

    def may_rule(self, digest: str) -> bool:
        """Say whether something that was shown is a question, of which can be decided; a scene of a case is none."""
        return self._is_item(digest)

    def preview(self, wish: RulingWish, language: str) -> Regrade:
        """What a ruling would change. Raises Refused as `rule`, Fault."""
        ruling = self._checked(wish)
        return self._regraded(ruling.item, {**in_force(self._store), ruling.item: ruling}, language)

    def preview_without(self, ruling: str, language: str) -> Regrade:
        """What withdrawing a ruling would change. Raises Refused("ruling.none"), Fault."""
        item = self._in_force(ruling).ruling.item
        rulings = {digest: one for digest, one in in_force(self._store).items() if digest != item}
        return self._regraded(item, rulings, language)

    def rule(self, wish: RulingWish, reason: str, by: str, language: str) -> Regrade:
        """Put a ruling into force, in place of one on the same question; return what it changed.

        Raises Refused: ruling.unknown, ruling.same where it changes nothing of what is in force, ruling.key for another
        number of options than the question asks for, ruling.reason-empty, ruling.reason-long; Fault; then nothing changed.
        """
        ruling, why = self._checked(wish), reason.strip()
        if not why:
            raise Refused("ruling.reason-empty")
        if len(why) > LONGEST_REASON:
            raise Refused("ruling.reason-long", limit=LONGEST_REASON)
        changes, now = self.preview(wish, language), self._clock.now()
        with self._store.write() as db:
            self._regrading.rule(db, ruling, why, by, now.utc_ms)
            audit.write(db, now, by, Act.RULED, "", **self._noted(ruling, changes))
        return changes

    def withdraw(self, ruling: str, by: str, language: str) -> Regrade:
        """Take a ruling back: it stays in the list with the date. Raises Refused("ruling.none"), Fault."""
        there, changes, now = self._in_force(ruling), self.preview_without(ruling, language), self._clock.now()
        with self._store.write() as db:
            self._regrading.withdraw(db, ruling, now.utc_ms)
            audit.write(db, now, by, Act.RULING_WITHDRAWN, "", **self._noted(there.ruling, changes))
        return changes

    def _noted(self, ruling: Ruling, changes: Regrade) -> dict[str, str | int]:
        return {
            "item": self._item(ruling.item).id,
            "kind": ruling.kind.value,
            "changed": len(changes.changed),
            "gained": changes.gains,
            "lost": changes.loses,
            "certificates": changes.certificates,
        }

    def _checked(self, wish: RulingWish) -> Ruling:
        item = self._item(wish.item)
        key = tuple(option.id for option in item.options if option.id in wish.key)
        ruling = Ruling(wish.item, wish.kind, key if wish.kind is RulingKind.KEY else ())
        if wish.kind is RulingKind.KEY and (len(key) != item.answers or len(set(wish.key)) != len(key)):
            raise Refused("ruling.key", answers=item.answers)
        there = in_force(self._store).get(wish.item)
        authored = wish.kind is RulingKind.KEY and frozenset(key) == item.key
        if ruling == there or (authored and there is None):
            raise Refused("ruling.same")
        return ruling

    def _item(self, digest: str) -> Item:
        try:
            return self._archive.item(digest)
        except KeyError:
            raise Refused("ruling.unknown") from None

    def _in_force(self, ruling: str) -> Ruled:
        for one in regrading.every(self._store):
            if one.id == ruling and one.withdrawn_ms is None:
                return one
        raise Refused("ruling.none")

    def _regraded(self, item: str, after: Rulings, language: str) -> Regrade:
        met, before = regrading.met(self._store, item), in_force(self._store)
        ended = [one for one in met if one.ended]
        changed = [line for one in ended if (line := self._moved(one, before, after, language)) is not None]
        changed.sort(key=lambda one: (not one.loses, not one.gains, danish(one.name), one.ended_ms))
        return Regrade(tuple(changed), len(ended), len(met) - len(ended))

    def _moved(self, met: Met, before: Rulings, after: Rulings, language: str) -> Regraded | None:
        """One attempt by the rulings before and after, None where it comes to the same."""
        try:
            state = attempt.replay(chains.read(self._store, met.stream))
        except BrokenChain as error:
            raise chains.damaged(met.stream) from error
        if state is None or state.ended is None:
            return None
        items, scenes = shown_in(state, self._archive)
        plan = self._archive.blueprint(state.blueprint)

        def outcome(rulings: Mapping[str, Ruling]) -> Outcome:
            score = scoring.score(state, items, rulings, scenes)
            judged = verdicts.verdict(state, plan, score, items, rulings, scenes)
            return Outcome(score.right, score.total, judged.mark, judged.standing)

        was, becomes = outcome(before), outcome(after)
        if was == becomes:
            return None
        who = self._people.get(met.person)
        certificates = tuple(shown_code(one.certificate.code) for one in of_stream(self._store, met.stream))
        at = state.ended
        return Regraded(
            who.id,
            who.code,
            who.name,
            met.stream,
            read(plan.title, language),
            at.utc_ms,
            at.offset_min,
            was,
            becomes,
            certificates,
        )

    def _reports(self) -> Iterator[tuple[str, Report]]:
        """What was reported of items after assessments were over, as (digest, report), the latest first."""
        for one in disputes.after_the_end(self._store):
            body = one.event.body
            if isinstance(body, ProblemReported) and self._is_item(body.step):
                at = one.event.at
                yield (
                    body.step,
                    Report(one.code, one.name, one.event.stream, body.text, at.utc_ms, at.offset_min),
                )

    def _order(self, report: Report, item: Item) -> tuple[str, ...]:
        """The options as they stood before who reported it; the authored order where it was never on their screen."""
        digest = canonical.digest(item)
        try:
            state = attempt.replay(chains.read(self._store, report.stream))
        except BrokenChain as error:
            raise chains.damaged(report.stream) from error
        steps = (step for unit in (state.units if state is not None else ()) for step in unit.steps)
        authored = tuple(option.id for option in item.options)
        return next((step.order for step in steps if step.digest == digest), authored)

    def _is_item(self, digest: str) -> bool:
        try:
            self._archive.item(digest)
        except KeyError:
            return False
        return True

    def _line(self, ruled: Ruled, language: str) -> RulingLine:
        item = self._item(ruled.ruling.item)
        return RulingLine(
            ruled.id,
            ruled.ruling.item,
            item.id,
            read(item.stem, language),
            ruled.ruling.kind,
            tuple(read(option.text, language) for option in item.options if option.id in ruled.ruling.key),
            ruled.reason,
            self._people.get(ruled.by).name if ruled.by else "",
            ruled.made_ms,
            ruled.withdrawn_ms or 0,
        )


def _holds(ruled: Ruled, item: str) -> bool:
    return ruled.ruling.item == item and ruled.withdrawn_ms is None
