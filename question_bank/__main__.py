"""Owns the command line of the question bank: what is asked, what is printed, which exit code; knows no rule."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from question_bank import authoring, checks
from question_bank.source import content_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="question_bank")
    sub = parser.add_subparsers(dest="command", required=True)
    check = sub.add_parser("check")
    check.add_argument("--release", action="store_true")
    check.add_argument("--content", action="append", type=Path)
    options = parser.parse_args(arguments)
    folder = content_folder()
    content = authoring.load(options.content or ([folder] if folder else []))
    found = checks.check(content, releasing=options.release)
    for finding in found:
        print(finding)
    print(f"{len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
