"""Owns the commands that look at authored content and write nothing but a drawing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from question_bank import authoring, checks, drawing
from question_bank.authoring import Content
from question_bank.casegraph import CaseGraph
from question_bank.checks.figures import fairness, figures, pool_figures
from question_bank.commands.output import folders_of, show_figures, show_findings, show_table
from question_bank.findings import Finding
from question_bank.provenance import verify
from question_bank.stats import stats

if TYPE_CHECKING:
    from question_bank.guessing.gates import Result

GUESSING = ("guesser", "questions", "right", "chance", "95 % interval", "points above", "p (Holm)", "")


def check(options: argparse.Namespace) -> int:
    """Print every finding and figure."""
    content = authoring.load(folders_of(options))
    found = checks.check(content, releasing=options.release)
    show_findings(found)
    show_figures("The bank as a whole", figures(content.bank))
    for pool, of_pool in pool_figures(content.bank).items():
        show_figures(f"Pool {pool}", of_pool)
    print(_summary(content, found))
    return 1 if found else 0


def count(options: argparse.Namespace) -> int:
    """Print the counts, or whom the bank is about."""
    content = authoring.load(folders_of(options))
    if options.fairness:
        shares = fairness(content.bank)
        show_figures("Whom the bank is about", shares)
        return 0 if all(share.kept for share in shares) else 1
    for table in stats(content.bank):
        print(f"\n{table.title}")
        show_table([table.header, *table.rows])
    return 0


def guess(options: argparse.Namespace) -> int:
    """Print what each guesser gets right; fail where a bar is broken."""
    # Brings a library for learning that no other command needs.
    from question_bank.guessing import gates

    content = authoring.load(folders_of(options))
    seed = gates.SEED if options.seed is None else options.seed
    if options.each:
        for question, names in gates.giveaways(content.bank, seed):
            print(f"{question}: {', '.join(names) or 'none'}")
        return 0
    found = gates.results(content.bank, seed)
    for part in dict.fromkeys(result.part for result in found):
        print(f"\n{part}")
        show_table([GUESSING, *(_guessed(result) for result in found if result.part == part)])
    broken = [result for result in found if result.gates and not result.kept]
    print(f"\n{len(content.bank.items)} items, {len(content.bank.cases)} cases: {len(broken)} bars broken.")
    return 1 if broken else 0


def _guessed(result: Result) -> tuple[str, ...]:
    low, high = result.interval
    verdict = ("kept" if result.kept else "NOT KEPT") if result.gates else "not gated at this size"
    return (
        result.guesser,
        str(result.count),
        f"{result.accuracy:.1%}",
        f"{result.chance:.1%}",
        f"{low:.1%} to {high:.1%}",
        f"{result.excess * 100:+.1f}",
        f"{result.p:.3f}",
        verdict,
    )


def prove(options: argparse.Namespace) -> int:
    """Hold the ledger against the documents."""
    content = authoring.load(folders_of(options))
    result = verify(content, options.documents)
    show_findings(result.findings)
    print(
        f"{result.documents} of {len(content.bank.documents)} documents found; {result.facts} facts, "
        f"{result.passages} passages, {len(result.findings)} findings."
    )
    return 1 if result.findings else 0


def show_case(options: argparse.Namespace) -> int:
    """Print the findings of one case and draw it."""
    content = authoring.load(folders_of(options))
    found = [finding for finding in checks.check(content) if finding.unit == options.case]
    case = next((case for case in content.bank.cases if case.id == options.case), None)
    if case is None:
        show_findings(found or content.findings)
        print(
            f"There is no case {options.case}. Cases: {', '.join(sorted(c.id for c in content.bank.cases))}.",
            file=sys.stderr,
        )
        return 1
    graph = CaseGraph(case)
    if options.graph:
        options.graph.write_text(drawing.svg(case), "utf-8", newline="\n")
        print(f"{options.graph}: {len(graph.scenes)} scenes, {len(graph.edges)} choices.")
    show_findings(found)
    print(f"{case.id}: {len(found)} findings.")
    return 1 if found else 0


def _summary(content: Content, found: Sequence[Finding]) -> str:
    bank = content.bank
    return (
        f"\n{len(bank.facts)} facts, {len(bank.lessons)} lessons, {len(bank.items)} items, {len(bank.cases)} cases: "
        f"{len(found)} findings."
    )
