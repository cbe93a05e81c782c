"""Processes that die at any moment: nothing acknowledged is lost, nothing stays locked."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.releases import next_release
from tests.drivers.doomed import Doomed
from tests.drivers.records import RecordsDriver
from trainer.core import attempt
from trainer.faults import Exit, Fault
from trainer.records import soundness
from trainer.records.opening import open_records
from trainer.records.store import Store

KILLS = int(os.environ.get("VEJVIS_KILLS", "200"))
LIVES = 20
"""How often one folder is killed before a new one: what there is to check grows with each life."""

pytestmark = pytest.mark.kills


@pytest.fixture(scope="module")
def doomed() -> Iterator[Doomed]:
    with Doomed() as doomed:
        yield doomed


def acknowledged(path: Path) -> list[tuple[str, int, str]]:
    """What the dead process had been told was saved. Its last line may have been cut by its death."""
    lines = path.read_text().split("\n")[:-1] if path.exists() else []
    failed = [line for line in lines if line.startswith("failed")]
    assert not failed, failed
    return [(stream, int(seq), digest) for stream, seq, digest in (line.split(" ") for line in lines)]


def check(folder: Path, told: list[tuple[str, int, str]]) -> None:
    """Open the folder as the next start does: everything told is there, whole, and folded as the events say."""
    began = time.monotonic()
    driver = RecordsDriver(folder)
    assert time.monotonic() - began < 1
    try:
        store = driver.records.store
        kept = {(stream, seq): digest for stream, seq, digest in store.execute("SELECT stream, seq, digest FROM event")}
        lost = [line for line in told if kept.get(line[:2]) != line[2]]
        assert not lost
        assert not list(soundness.unsound(store))
        assert driver.differences() == ()
        for (stream,) in store.execute("SELECT stream FROM open_stream"):
            state = attempt.replay(driver.records.journal.events(stream))
            assert state is not None
            assert not state.over
            # The same question is on the screen again: the last one that was acknowledged as seen, or one after it.
            answers = sum(unit.answered for unit in state.units)
            ((answered,),) = store.execute("SELECT count(*) FROM answer WHERE stream = ?", (stream,))
            assert answered == answers
    finally:
        driver.close()


def first_life(folder: Path) -> None:
    """A folder with one learner."""
    driver = RecordsDriver(folder)
    driver.learner()
    driver.close()


def test_kill_at_random_moments(doomed: Doomed, tmp_path: Path) -> None:
    chance = random.Random()
    told = 0
    folder, said = tmp_path, tmp_path
    for life in range(KILLS):
        if not life % LIVES:
            shutil.rmtree(folder, ignore_errors=True) if life else None
            folder, said = tmp_path / f"data-{life}", tmp_path / f"said-{life}"
            first_life(folder)
        doomed.start("answer", folder, said, seed=life)
        # A tenth die while they open the folder, the others anywhere in what follows.
        if chance.random() > 0.1:
            doomed.wait_for(said, len(acknowledged(said)) + 1)
        doomed.live(chance.random() * 0.05)
        doomed.kill()
        lines = acknowledged(said)
        check(folder, lines)
        told += len(lines) if (life + 1) % LIVES == 0 or life + 1 == KILLS else 0
    print(f"\n{KILLS} kills, {told} acknowledged events, 0 lost")
    assert told > KILLS


def test_a_folder_in_use_is_told_within_a_second_and_free_after_a_kill(doomed: Doomed, tmp_path: Path) -> None:
    folder, said = tmp_path / "data", tmp_path / "said"
    first_life(folder)
    doomed.start("answer", folder, said, seed=1)
    doomed.wait_for(said, 1)
    began = time.monotonic()
    with pytest.raises(Fault) as fault:
        open_records(folder)
    assert time.monotonic() - began < 1
    assert fault.value.message.code == "fault.in-use"
    assert fault.value.exit_code is Exit.IN_USE
    doomed.kill()
    check(folder, acknowledged(said))


def test_reading_the_live_file_lets_nobody_in(doomed: Doomed, tmp_path: Path) -> None:
    folder, said = tmp_path / "data", tmp_path / "said"
    first_life(folder)
    doomed.start("read-own", folder, said, seed=2)
    for step in range(1, 41):
        doomed.wait_for(said, step * 5)
        with pytest.raises(Fault) as fault:
            Store.open(folder)
        assert fault.value.message.code == "fault.in-use"
    doomed.kill()
    lines = acknowledged(said)
    assert len(lines) >= 200
    check(folder, lines)


def test_fifty_kills_in_the_middle_of_a_migration(doomed: Doomed, tmp_path: Path) -> None:
    template = tmp_path / "template"
    driver = RecordsDriver(template)
    person = driver.learner()
    with driver.records.journal.batch():
        for _ in range(40):
            round_ = driver.practise(person)
            for place in range(12):
                round_.answer(place, "a")
    before = list(driver.records.store.execute("SELECT place, stream, seq, digest FROM event ORDER BY place"))
    driver.close()
    chance = random.Random()
    finished = pending = 0
    for life in range(50):
        folder, said = tmp_path / f"data-{life}", tmp_path / f"said-{life}"
        shutil.copytree(template, folder)
        doomed.start("migrate", folder, said, seed=life)
        doomed.live(chance.random() * 0.1)
        doomed.kill()
        store = Store.open(folder, release=next_release(), migrate=False)
        ((version,),) = store.execute("PRAGMA user_version")
        finished, pending = finished + (version == 2), pending + (version == 1)
        store.close()
        store = Store.open(folder, release=next_release())
        assert not list(soundness.unsound(store))
        assert list(store.execute("SELECT place, stream, seq, digest FROM event ORDER BY place")) == before
        assert list(store.execute("SELECT count(*) FROM echo")) == [(len(before),)]
        assert all(soundness.proven(copy) for copy in (folder / "backups").iterdir())
        store.close()
        shutil.rmtree(folder)
    print(f"\n50 kills: {finished} had finished, {pending} were pending and recovered")
