"""Owns turning a verdict into what a person reads of it: titles, reasons, what a ruling changed; judges nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

from question_bank.bank import BankFile
from question_bank.model import Item, Scene, read
from trainer.core.attempt import AttemptState
from trainer.core.events import UnitKind
from trainer.core.result_views import CriticalLine, Judged, ShortModule
from trainer.core.scoring import RulingKind, Rulings, Score
from trainer.core.verdicts import CriticalHit, Verdict, mark_after
from trainer.desks import showing


def judged(
    bank: BankFile,
    verdict: Verdict,
    score: Score,
    state: AttemptState,
    items: Mapping[str, Item],
    scenes: Mapping[str, Scene],
    rulings: Rulings,
    keys: bool,
    language: str,
    marks: Mapping[str, int],
) -> Judged:
    """What is told of a verdict; with `keys` also what was chosen in a critical mistake and why it is one."""
    titles = {module.id: read(module.title, language) for module in bank.modules()}
    short = {one.id: read(one.short, language) for one in bank.objectives()}
    tallies = {tally.of: tally for tally in score.modules}
    planned: dict[str, int] = {}
    for unit in state.units:
        planned[unit.ref.module] = planned.get(unit.ref.module, 0) + 1
    modules = []
    for module in verdict.modules:
        tally = tallies.get(module)
        right, total = (tally.right, tally.total) if tally is not None else (0, 0)
        mark = mark_after(marks[module], total, planned.get(module, 0) - total)
        modules.append(ShortModule(titles.get(module, module), right, total, mark))
    asked = {unit.ref.digest for unit in state.units if unit.ref.kind == UnitKind.ITEM}
    ruled = sum(digest in asked and ruling.kind is not RulingKind.DROP for digest, ruling in rulings.items())
    spread = round(verdict.error)
    return Judged(
        verdict.standing,
        verdict.mark,
        verdict.near,
        max(0, score.right - spread),
        min(score.total, score.right + spread),
        tuple(modules),
        tuple(short.get(one, one) for one in verdict.objectives),
        tuple(
            _critical(bank, hit, state, items, scenes, language) if keys else CriticalLine(hit.unit + 1)
            for hit in verdict.critical
        ),
        score.dropped,
        ruled,
        state.policy.pass_mark,
        score.total + score.dropped,
    )


def _critical(
    bank: BankFile,
    hit: CriticalHit,
    state: AttemptState,
    items: Mapping[str, Item],
    scenes: Mapping[str, Scene],
    language: str,
) -> CriticalLine:
    if state.units[hit.unit].ref.kind == UnitKind.CASE:
        choice = scenes[hit.step].choice(hit.option)
        chosen, why, fact = choice.text, choice.consequence, choice.fact
    else:
        option = items[hit.step].option(hit.option)
        chosen, why, fact = option.text, option.feedback, option.fact
    views = showing.fact_views(bank, [fact], language)
    statement = views[0].statement if views else ""
    source = f"{views[0].document}, {views[0].as_of}" if views else ""
    return CriticalLine(hit.unit + 1, read(chosen, language), read(why, language), fact, statement, source)
