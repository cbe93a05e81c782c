"""Owns an importer of rosters in a process of its own: every file of a folder looked at, timed, small ones brought in.

Run as a program with the folder of files and a data folder; says a line of JSON for each file, and one with the peak of
memory at the end. The process may not have more than 600 MB of address space, so that a bomb ends it instead of the machine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.core.roster import Part, Stand, named
from trainer.faults import Fault
from trainer.house import House

MOST = 600 * 1024 * 1024
BROUGHT = 2_000


def peak() -> int:
    """The most memory this process has had in hand, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no VmHWM")


def run(folder: Path, data: Path) -> None:
    """Look at each file, bring in what is small, and say what came of it."""
    with House.open(data, create=True) as house:
        by = house.records.people.add("Maja", "trainer", Access.TRAINER, house.clock.now()).id
        resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
        for path in sorted(folder.iterdir()):
            began = time.process_time()
            outcome = ""
            try:
                hand = house.rostering.open(path)
                found = hand.found
                columns = found.columns if named(found.columns) else {Part.NAME: 0}
                preview = hand.preview(columns, found.headed)
                outcome = " ".join(f"{stand.value}={preview.count(stand)}" for stand in Stand)
                took = time.process_time() - began
                if len(preview.rows) <= BROUGHT:
                    hand.bring(preview, {}, by)
            except (Fault, Refused) as refused:
                outcome, took = refused.message.code, time.process_time() - began
            except MemoryError:
                outcome, took = "MemoryError", time.process_time() - began
            except Exception as error:
                outcome, took = f"crash: {error!r}", time.process_time() - began
            print(
                json.dumps({"file": path.name, "outcome": outcome, "took": round(took, 3), "peak": peak()}), flush=True
            )


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
