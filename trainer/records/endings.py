"""Owns what the end of an attempt writes: its score, its tallies, its verdict by the rulings in force; makes no event."""

from __future__ import annotations

from question_bank.model import Item, Scene
from trainer.core import scoring, verdicts
from trainer.core.attempt import AttemptState
from trainer.core.events import Event, UnitKind
from trainer.core.policies import Mode
from trainer.core.scoring import Rulings
from trainer.records.archive import Archive
from trainer.records.objectives import objective_of, practised
from trainer.records.rows import StreamRow, Tables
from trainer.records.rulings import in_force
from trainer.records.source import Source


def shown_in(state: AttemptState, archive: Archive) -> tuple[dict[str, Item], dict[str, Scene]]:
    """Return the items of a form and the scenes seen of its cases, by digest. Raises KeyError, Fault."""
    items: dict[str, Item] = {}
    scenes: dict[str, Scene] = {}
    for unit in state.units:
        if unit.skipped:
            continue
        if unit.ref.kind == UnitKind.ITEM:
            items[unit.ref.digest] = archive.item(unit.ref.digest)
        else:
            scenes |= {step.digest: archive.get(step.digest, Scene) for step in unit.steps}
    return items, scenes


class Endings:
    """Marks attempts that were handed in or timed out."""

    def __init__(self, archive: Archive, source: Source) -> None:
        self._archive = archive
        self._source = source

    def write(self, db: Tables, stream: StreamRow, event: Event, after: AttemptState) -> None:
        """Close the attempt's open row and write its score, and of an assessment its verdict."""
        items, scenes = shown_in(after, self._archive)
        assessed = stream.mode == Mode.ASSESSMENT
        rulings: Rulings = in_force(self._source) if assessed else {}
        score = scoring.score(after, items, rulings, scenes)
        blueprint = self._archive.blueprint(after.blueprint) if assessed else None
        judged = verdicts.verdict(after, blueprint, score, items, rulings, scenes) if blueprint is not None else None
        db.execute("DELETE FROM open_stream WHERE person = ? AND stream = ?", (stream.person, stream.id))
        db.execute(
            "INSERT INTO attempt_score (person, ended_ms, stream, mode, subject, blueprint, correct, total, answered,"
            " misses, false_alarms, pass_mark, timed_out, verdict, dropped, started_ms, offset_min, spent_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stream.person,
                event.at.utc_ms,
                stream.id,
                stream.mode,
                stream.subject,
                after.blueprint,
                score.right,
                score.total,
                score.answered,
                score.misses,
                score.false_alarms,
                judged.mark if judged is not None else after.policy.pass_mark,
                event.kind == "TimedOut",
                judged.standing.value if judged is not None else "",
                score.dropped,
                stream.started_ms,
                event.at.offset_min,
                after.spent.ms,
            ),
        )
        scales = (("module", score.modules), ("objective", score.objectives), ("confidence", score.confidence))
        for scale, tallies in scales:
            for place, tally in enumerate(tallies):
                db.execute(
                    "INSERT INTO attempt_tally (person, stream, scale, place, name, correct, total)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (stream.person, stream.id, scale, place, tally.of, tally.right, tally.total),
                )
        if blueprint is not None and judged is not None:
            if judged.passed and blueprint.opens:
                self._opened(db, stream, after, rulings, event.at.utc_ms)
            db.execute(
                "UPDATE person_summary SET attempts = attempts + 1, last_stream = ?, last_assessment = ?,"
                " last_right = ?, last_total = ?, last_passed = ?, last_ended_ms = ? WHERE person = ?",
                (stream.id, stream.subject, score.right, score.total, judged.passed, event.at.utc_ms, stream.person),
            )

    def _opened(self, db: Tables, stream: StreamRow, after: AttemptState, rulings: Rulings, at_ms: int) -> None:
        """Take what was right in a module's self-check that is passed as known, so that it comes back; no practice."""
        for unit in after.units:
            step = unit.steps[-1] if unit.steps else None
            ruling = rulings.get(unit.ref.digest)
            if step is not None and scoring.right(self._archive.item(unit.ref.digest), step.options, ruling):
                before = objective_of(db, stream.person, unit.ref.objective)
                practised(db, stream.person, before, unit.ref, True, step.confidence, at_ms, counted=False)
