"""Owns the command line of the question bank: what is asked, what is printed, which exit code; knows no rule.

Exit codes: 0 nothing found, 1 something found, 2 the command cannot be carried out.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from question_bank.bank import BankFault
from question_bank.commands import reading, reviews, writing
from question_bank.reviewing import Pass

FAULTS = {
    "bank.missing": "There is no file at {path}.",
    "bank.unreadable": "{path} cannot be read: {reason}.",
    "bank.empty": "{path} is empty. Build it anew.",
    "bank.foreign": "{path} is not a question bank.",
    "bank.newer": "{path} was made by a newer version (format {format}; this one knows {known}). Update this program.",
    "bank.older": "{path} was made by an older version (format {format}; this one reads {known}). Build it anew.",
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

    check = command("check", reading.check, "Say what is wrong with the authored content.")
    check.add_argument("--release", action="store_true", help="also what was never reviewed and what is not covered")
    build = command("build", writing.build, "Write a bank file.")
    build.add_argument("--out", type=Path, required=True, metavar="FILE")
    build.add_argument("--with-graded", action="store_true", help="for trainers: with the graded questions")
    build.add_argument("--draft", action="store_true", help="in spite of findings, leaving out what cannot work")
    counts = command("stats", reading.count, "Count what the authored content holds.")
    counts.add_argument("--fairness", action="store_true", help="whom the bank is about, beside the bars it keeps")
    guessing = command("guessers", reading.guess, "Say what programs that know no fact would get right.")
    guessing.add_argument("--seed", type=int, help="of the trained ones; the same each time unless given")
    guessing.add_argument("--each", action="store_true", help="for each question, which guessers take its key")
    proof = command("verify", reading.prove, "Hold the facts against the documents.")
    proof.add_argument("--documents", type=Path, required=True, metavar="DIR", help="the folder with the documents")
    case = command("case", reading.show_case, "Say what is wrong with one case, and draw it.")
    case.add_argument("case", metavar="ID", help="the case's id")
    case.add_argument("--graph", type=Path, metavar="FILE", help="draw its scenes and choices as SVG")
    dump = command("dump", writing.show_dump, "Print everything as JSON.")
    dump.add_argument("--format", choices=["json"], default="json")
    dump.add_argument("--bank", type=Path, metavar="FILE", help="a built bank instead of the authored content")
    paper = command("print", writing.print_module, "Write a module on paper for its reviewers.")
    paper.add_argument("--module", required=True, metavar="MODULE")
    paper.add_argument("--out", type=Path, required=True, metavar="FILE", help="ending in .pdf or .html")
    review = command("review", reviews.review, "Print questions for a reader, or record what readers found.")
    review.add_argument("ids", nargs="*", metavar="ID", help="items and cases; all of them unless named")
    review.add_argument("--module", metavar="MODULE", help="only of this module")
    review.add_argument("--sheet", choices=[shown.value for shown in Pass], help="what the reader may see")
    review.add_argument(
        "--record", type=Path, metavar="FILE", help="TOML with a [[review]] for each unit that was read"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
