"""Owns the command line of the question bank: what is asked, what is printed, which exit code; knows no rule.

Exit codes: 0 nothing found, 1 something found, 2 the command cannot be carried out.
"""

from __future__ import annotations

import argparse
import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank import authoring, checks, drawing
from question_bank.authoring import Content
from question_bank.bank import BankFault, BankFile
from question_bank.build import BuildRefused, build_bank
from question_bank.casegraph import CaseGraph
from question_bank.checks.figures import Figure, fairness, figures
from question_bank.dump import authored, built
from question_bank.findings import Finding
from question_bank.provenance import verify
from question_bank.source import content_folder
from question_bank.stats import stats

if TYPE_CHECKING:
    from question_bank.guessing.gates import Result

GUESSING = ("guesser", "questions", "right", "chance", "95 % interval", "points above", "p (Holm)", "")
FAULTS = {
    "bank.missing": "There is no file at {path}.",
    "bank.unreadable": "{path} cannot be read: {reason}.",
    "bank.empty": "{path} is empty. Build it anew.",
    "bank.foreign": "{path} is not a question bank.",
    "bank.newer": "{path} was made by a newer version (format {format}; this one knows {known}). Update this program.",
    "bank.truncated": "{path} is cut short. Copy or build it anew.",
    "bank.damaged": "{path} is damaged: {reason}. Copy or build it anew.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except BankFault as fault:
        print(FAULTS[fault.code].format(**fault.values), file=sys.stderr)
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain once more while it ends.
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - stays open until the process ends
        return 0
    except OSError as fault:
        print(f"{fault.filename or 'A file'}: {fault.strerror or fault}.", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m question_bank", description="Check, build and show a question bank."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], told: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=told, description=told)
        added.set_defaults(run=run)
        added.add_argument(
            "--content", action="append", type=Path, metavar="DIR", help="a content folder; several add to one another"
        )
        return added

    check = command("check", _check, "Say what is wrong with the authored content.")
    check.add_argument("--release", action="store_true", help="also what was never reviewed and what is not covered")
    build = command("build", _build, "Write a bank file.")
    build.add_argument("--out", type=Path, required=True, metavar="FILE")
    build.add_argument("--with-graded", action="store_true", help="for trainers: with the graded questions")
    build.add_argument("--draft", action="store_true", help="in spite of findings, leaving out what cannot work")
    counts = command("stats", _stats, "Count what the authored content holds.")
    counts.add_argument("--fairness", action="store_true", help="whom the bank is about, beside the bars it keeps")
    guessing = command("guessers", _guessers, "Say what programs that know no fact would get right.")
    guessing.add_argument("--seed", type=int, help="of the trained ones; the same each time unless given")
    guessing.add_argument("--each", action="store_true", help="for each question, which guessers take its key")
    proof = command("verify", _verify, "Hold the facts against the documents.")
    proof.add_argument("--documents", type=Path, required=True, metavar="DIR", help="the folder with the documents")
    case = command("case", _case, "Say what is wrong with one case, and draw it.")
    case.add_argument("case", metavar="ID", help="the case's id")
    case.add_argument("--graph", type=Path, metavar="FILE", help="draw its scenes and choices as SVG")
    dump = command("dump", _dump, "Print everything as JSON.")
    dump.add_argument("--format", choices=["json"], default="json")
    dump.add_argument("--bank", type=Path, metavar="FILE", help="a built bank instead of the authored content")
    return parser


def _folders(options: argparse.Namespace) -> list[Path]:
    """Return the content folders asked for, or the checkout's. Raises OSError where one is none."""
    folder = content_folder()
    folders: list[Path] = options.content or ([folder] if folder else [])
    if not folders:
        raise FileNotFoundError(errno.ENOENT, "there is no authored content here; name a folder with --content")
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is not a folder", str(folder))
    return folders


def _check(options: argparse.Namespace) -> int:
    content = authoring.load(_folders(options))
    found = checks.check(content, releasing=options.release)
    _print_findings(found)
    _print_figures("The bank as a whole", figures(content.bank))
    print(_summary(content, found))
    return 1 if found else 0


def _build(options: argparse.Namespace) -> int:
    try:
        meta = build_bank(_folders(options), options.out, with_graded=options.with_graded, draft=options.draft)
    except BuildRefused as refused:
        _print_findings(refused.findings)
        print(
            f"Not built: {len(refused.findings)} findings. With --draft a draft is built of what can work.",
            file=sys.stderr,
        )
        return 1
    counts = ", ".join(f"{count} {name}" for name, count in meta.counts.items())
    print(f"{options.out}: {meta.name} {meta.version}{', a draft' if meta.draft else ''}: {counts}.")
    if meta.left_out:
        print(f"Left out, because they cannot work: {meta.left_out}.")
    print(f"digest {meta.digest}")
    return 0


def _stats(options: argparse.Namespace) -> int:
    content = authoring.load(_folders(options))
    if options.fairness:
        shares = fairness(content.bank)
        _print_figures("Whom the bank is about", shares)
        return 0 if all(share.kept for share in shares) else 1
    for table in stats(content.bank):
        print(f"\n{table.title}")
        _print_table([table.header, *table.rows])
    return 0


def _guessers(options: argparse.Namespace) -> int:
    # Brings a library for learning that no other command needs.
    from question_bank.guessing import gates

    content = authoring.load(_folders(options))
    seed = gates.SEED if options.seed is None else options.seed
    if options.each:
        for question, names in gates.giveaways(content.bank, seed):
            print(f"{question}: {', '.join(names) or 'none'}")
        return 0
    found = gates.results(content.bank, seed)
    for part in dict.fromkeys(result.part for result in found):
        print(f"\n{part}")
        _print_table([GUESSING, *(_guessed(result) for result in found if result.part == part)])
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


def _verify(options: argparse.Namespace) -> int:
    content = authoring.load(_folders(options))
    result = verify(content, options.documents)
    _print_findings(result.findings)
    print(
        f"{result.documents} of {len(content.bank.documents)} documents found; {result.facts} facts, "
        f"{result.passages} passages, {len(result.findings)} findings."
    )
    return 1 if result.findings else 0


def _dump(options: argparse.Namespace) -> int:
    if options.bank:
        with BankFile.open(options.bank) as bank:
            whole = built(bank)
        found: tuple[Finding, ...] = ()
    else:
        content = authoring.load(_folders(options))
        whole, found = authored(content.bank), content.findings
    json.dump(whole, sys.stdout, indent=1)
    print()
    for finding in found:
        print(finding, file=sys.stderr)
    return 1 if found else 0


def _case(options: argparse.Namespace) -> int:
    content = authoring.load(_folders(options))
    found = [finding for finding in checks.check(content) if finding.unit == options.case]
    case = next((case for case in content.bank.cases if case.id == options.case), None)
    if case is None:
        _print_findings(found or content.findings)
        print(
            f"There is no case {options.case}. Cases: {', '.join(sorted(c.id for c in content.bank.cases))}.",
            file=sys.stderr,
        )
        return 1
    graph = CaseGraph(case)
    if options.graph:
        options.graph.write_text(drawing.svg(case), "utf-8", newline="\n")
        print(f"{options.graph}: {len(graph.scenes)} scenes, {len(graph.edges)} choices.")
    _print_findings(found)
    print(f"{case.id}: {len(found)} findings.")
    return 1 if found else 0


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        print(finding)


def _print_figures(title: str, found: Sequence[Figure]) -> None:
    print(f"\n{title}")
    rows = [(figure.name, figure.value, figure.bar, figure.verdict) for figure in found]
    _print_table([("figure", "value", "bar", ""), *rows])


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _summary(content: Content, found: Sequence[Finding]) -> str:
    bank = content.bank
    return (
        f"\n{len(bank.facts)} facts, {len(bank.lessons)} lessons, {len(bank.items)} items, {len(bank.cases)} cases: "
        f"{len(found)} findings."
    )


if __name__ == "__main__":
    sys.exit(main())
