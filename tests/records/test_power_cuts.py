"""Power that goes at any moment: what was acknowledged is there, whatever the disk had not written yet."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.drivers import powercut
from tests.drivers.records import RecordsDriver
from trainer.records import place, soundness

CUTS = int(os.environ.get("VEJVIS_CUTS", "100"))
EVENTS = 80


@pytest.mark.judge
def test_power_cut_at_random_moments(tmp_path: Path) -> None:
    if not powercut.available():
        pytest.skip("strace is not here")
    folder, said, trace = tmp_path / "data", tmp_path / "said", tmp_path / "trace"
    driver = RecordsDriver(folder)
    driver.learner()
    driver.close()
    start = {str(path): path.read_bytes() for path in folder.iterdir() if path.is_file()}
    powercut.record(folder, said, EVENTS, trace)
    history = powercut.calls(trace, folder, said)
    assert sum(call.kind == "told" for call in history) == EVENTS
    whole = {str(path): path.read_bytes() for path in folder.iterdir() if path.is_file()}
    replayed, _ = powercut.cut(history, len(history), start, random.Random(1), hope=1)
    assert replayed[str(folder / place.RECORDS)] == whole[str(folder / place.RECORDS)]
    chance = random.Random(20)
    acknowledged = beyond = 0
    for number in range(CUTS):
        moment = chance.randrange(len(history) + 1)
        files, told = powercut.cut(history, moment, start, chance, hope=(0, 1, 0.5, 0.9)[number % 4])
        after = tmp_path / f"cut-{number}"
        after.mkdir()
        for path, data in files.items():
            (after / Path(path).name).write_bytes(data)
        driver = RecordsDriver(after)
        try:
            store = driver.records.store
            kept = {
                f"{stream} {seq} {digest}"
                for stream, seq, digest in store.execute("SELECT stream, seq, digest FROM event")
            }
            assert set(told) <= kept
            assert not list(soundness.unsound(store))
            assert driver.differences() == ()
        finally:
            driver.close()
        acknowledged, beyond = acknowledged + len(told), beyond + len(kept) - len(told)
    print(f"\n{CUTS} cuts over {len(history)} calls, {acknowledged} acknowledged events, 0 lost, {beyond} kept beyond")
    # The model has teeth: the same session without what it forced to the disk would have lost nearly all.
    careless = [call for call in history if call.kind != "sync"]
    files, told = powercut.cut(careless, len(careless), start, chance, hope=0)
    assert len(told) == EVENTS
    assert files[str(folder / place.RECORDS)] == start[str(folder / place.RECORDS)]
