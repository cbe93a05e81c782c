"""Owns how commands find the content and print findings, figures and tables; knows no rule."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Iterable, Sequence
from pathlib import Path

from question_bank.checks.figures import Figure
from question_bank.findings import Finding
from question_bank.source import content_folder


def folders_of(options: argparse.Namespace) -> list[Path]:
    """Return the content folders asked for, or the checkout's. Raises OSError where one is none."""
    folder = content_folder()
    folders: list[Path] = options.content or ([folder] if folder else [])
    if not folders:
        raise FileNotFoundError(errno.ENOENT, "there is no authored content here; name a folder with --content")
    for folder in folders:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is not a folder", str(folder))
    return folders


def show_findings(findings: Iterable[Finding]) -> None:
    """Print one line a finding."""
    for finding in findings:
        print(finding)


def show_figures(title: str, found: Sequence[Figure]) -> None:
    """Print figures beside their bars."""
    print(f"\n{title}")
    rows = [(figure.name, figure.value, figure.bar, figure.verdict) for figure in found]
    show_table([("figure", "value", "bar", ""), *rows])


def show_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows as columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
