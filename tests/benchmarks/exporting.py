"""Measures exports of a million answers beside the sqlite3 shell and XlsxWriter, each in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.figures import Figure, quantile, ratio_of_pairs
from tests.builders.many import peopled

PEOPLE, ANSWERS = 1_000, 1_000
TIMES = 3
CSV_AIM, XLSX_AIM = 3.0, 1.3
SELECT = (
    "SELECT code, name, stream, mode, subject, unit + 1, item, revision, step, module, objective, kind, options, correct,"
    " confidence, answered_ms FROM (SELECT id, code, name FROM person WHERE access = 'learner'"
    " AND (:cohort = '' OR id IN (SELECT person FROM cohort_member JOIN cohort ON cohort.id = cohort WHERE name = :cohort))"
    " ORDER BY length(code), code) AS who CROSS JOIN answer ON answer.person = who.id"
)
COLUMNS = "code,name,attempt,mode,subject,number,item,revision,digest,module,objective,kind,options,correct,confidence,answered"
ROOT = Path(__file__).resolve().parents[2]

PLAIN_CSV = """
import csv, sqlite3, sys
from tests.benchmarks.exporting import SELECT
with open(sys.argv[2], "w", encoding="utf-8", newline="") as file:
    csv.writer(file).writerows(sqlite3.connect(sys.argv[1]).execute(SELECT, {"cohort": ""}))
"""
PLAIN_XLSX = """
import datetime, sqlite3, sys, xlsxwriter
from tests.benchmarks.exporting import SELECT
book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
sheet = book.add_worksheet()
text, whole = book.add_format({"num_format": "@"}), book.add_format({"num_format": "0"})
moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
say, count, date = sheet.write_string, sheet.write_number, sheet.write_datetime
for number, row in enumerate(sqlite3.connect(sys.argv[1]).execute(SELECT, {"cohort": "Hundred"}), 1):
    for place, cell in enumerate(row[:13]):
        if place in (5, 7):
            count(number, place, cell, whole)
        else:
            say(number, place, cell, text)
    say(number, 13, "yes" if row[13] else "no", text)
    if row[14]:
        say(number, 14, row[14], text)
    date(number, 15, datetime.datetime.utcfromtimestamp(row[15] // 1000), moment)
book.close()
"""


TIMED = """
import json, os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(process.pid, 0)
if status:
    sys.exit(1)
print(json.dumps([time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that has ended: wall clock and processor seconds, the most memory it had in MB."""

    seconds: float
    cpu: float
    memory: float


def measure() -> list[Figure]:
    """Make the records, and let ours and the floor write the same rows in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peopled(folder / "data", PEOPLE, ANSWERS)
        records = folder / "data" / "records.db"
        target = folder / "out"
        shell = shutil.which("sqlite3")
        if shell is not None:
            # The shell takes no values: the empty one stands in the text.
            floor = [shell, "-csv", str(records), f".output {target}", SELECT.replace(":cohort", "''")]
        else:
            floor = [sys.executable, "-c", PLAIN_CSV, str(records), str(target)]
        ours = [
            sys.executable,
            "-m",
            "trainer",
            "export",
            "answers",
            "--data-dir",
            str(folder / "data"),
            "--out",
            str(target),
        ]
        csv_pairs = _pairs([*ours, "--format", "csv"], floor)
        group = ["--group", "Hundred", "--columns", COLUMNS]
        bare = [sys.executable, "-W", "ignore", "-c", PLAIN_XLSX, str(records), str(target)]
        xlsx_pairs = _pairs([*ours, "--format", "xlsx", *group], bare)
        million, some = f"{PEOPLE * ANSWERS:,}", f"{100 * ANSWERS:,}"
        by = "sqlite3 shell" if shell is not None else "Python's csv"
        return [
            *_figures(f"{million} answers to CSV, {by}", csv_pairs, CSV_AIM),
            *_figures(f"{some} rows to XLSX, XlsxWriter", xlsx_pairs, XLSX_AIM),
        ]


def _pairs(ours: Sequence[str], floor: Sequence[str]) -> list[tuple[Ran, Ran]]:
    return [(run(ours), run(floor)) for _ in range(TIMES)]


def run(command: Sequence[str]) -> Ran:
    """Run a command to its end. Raises CalledProcessError."""
    # From a small process: what a large one has counts as its children's memory as well.
    # As installed: with the compiled modules that the first run writes.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(
        [sys.executable, "-S", "-c", TIMED, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return Ran(*json.loads(done.stdout.splitlines()[-1]))


def _figures(name: str, pairs: list[tuple[Ran, Ran]], aim: float) -> list[Figure]:
    """By processor time, which another program at work does not change; the clock's and the memory beside it."""
    ours, floor = [one for one, _ in pairs], [one for _, one in pairs]
    cpu = ratio_of_pairs([one.cpu for one in ours], [one.cpu for one in floor])
    middle = [quantile([one.cpu for one in runs], 0.5) for runs in (ours, floor)]
    clock = ratio_of_pairs([one.seconds for one in ours], [one.seconds for one in floor])
    seconds = [quantile([one.seconds for one in runs], 0.5) for runs in (ours, floor)]
    memory = [max(one.memory for one in runs) for runs in (ours, floor)]
    return [
        Figure(name, f"{middle[0]:.1f} s", f"{middle[1]:.1f} s", f"{cpu:.2f}", f"<= {aim}", cpu <= aim),
        Figure("  by the clock", f"{seconds[0]:.1f} s", f"{seconds[1]:.1f} s", f"{clock:.2f}", "", None),
        Figure(
            "  memory at most", f"{memory[0]:.0f} MB", f"{memory[1]:.0f} MB", f"{memory[0] / memory[1]:.1f}", "", None
        ),
    ]
