"""Records of version 1 are brought to today's, whenever the program is ended meanwhile, and so are backups of then."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank import canonical
from tests.builders import first_version
from tests.builders.files import largest_file
from tests.drivers.doomed import Doomed
from tests.drivers.records import RecordsDriver
from trainer.clock import SystemClock
from trainer.core.events import Resumed, Submitted
from trainer.core.requests import Access
from trainer.desks.moving import Moving
from trainer.faults import Fault
from trainer.records import doctor, place, schema, soundness
from trainer.records.opening import open_records
from trainer.records.release import RELEASE
from trainer.records.restoring import restore
from trainer.records.store import Store

Rows = list[tuple[object, ...]]

KEPT = (
    "SELECT place, stream, seq, kind, body, digest FROM event ORDER BY place",
    "SELECT id, person, kind, mode, subject, started_ms FROM stream ORDER BY id",
    "SELECT digest, kind, json FROM archive ORDER BY digest",
    "SELECT id, code, name, work_role, access, secret, created_ms, reset_by, reset_ms FROM person ORDER BY id",
    "SELECT key, value FROM setting ORDER BY key",
    "SELECT person, key, value FROM person_setting ORDER BY person, key",
    "SELECT stream, utc_ms, offset_min, boot, boot_ms FROM heartbeat ORDER BY stream",
)
"""What only exists in the file, by the columns that version 1 had."""

COUNTED = (
    "SELECT person, stream, seq, mode, item, options, correct, confidence, answered_ms FROM answer ORDER BY 1, 2, 3",
    "SELECT person, stream, correct, total, answered, misses, false_alarms, pass_mark, timed_out, spent_ms"
    " FROM attempt_score ORDER BY 1, 2",
    "SELECT person, objective, answers, correct, due_ms FROM objective_state ORDER BY 1, 2",
    "SELECT person, answers, correct, lessons_done, attempts, last_right, last_total FROM person_summary ORDER BY 1",
    "SELECT person, stream, status, answered FROM open_stream ORDER BY 1, 2",
)
"""Figures that people have seen: the same before and after."""


def rows_of(path: Path, queries: tuple[str, ...]) -> list[Rows]:
    """Look into a file that nobody has open."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return [connection.execute(query).fetchall() for query in queries]
    finally:
        connection.close()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder of version 1."""
    return first_version.folder(tmp_path / "data")


def test_everything_is_there_as_it_was(old: Path) -> None:
    before, counted = rows_of(old / place.RECORDS, KEPT), rows_of(old / place.RECORDS, COUNTED)
    assert [len(before[0]), len(before[1]), len(before[2])] == [
        first_version.EVENTS,
        first_version.STREAMS,
        first_version.ARCHIVED,
    ]
    open_records(old, create=False).close()
    assert rows_of(old / place.RECORDS, KEPT) == before
    assert rows_of(old / place.RECORDS, COUNTED) == counted
    assert rows_of(old / place.RECORDS, ("PRAGMA user_version",)) == [[(RELEASE.version,)]]
    for data, digest in ((row[4], row[5]) for row in before[0]):
        assert canonical.sha256(data) == digest  # type: ignore[arg-type]  # a blob


def test_what_version_2_asks_for_is_folded_from_what_happened_before(old: Path) -> None:
    driver = RecordsDriver(old)
    try:
        assert driver.differences() == ()
        assert driver.count("practice_week") > 0
        kinds = {kind for (kind,) in driver.records.store.execute("SELECT kind FROM incident")}
        assert kinds == {"interrupted", "clock", "granted"}
        verdicts = {verdict for (verdict,) in driver.records.store.execute("SELECT verdict FROM attempt_score")}
        assert verdicts - {""}
        everybody = driver.records.people.everybody()
        assert all(person.joined_ms == person.created_ms for person in everybody)
        assert [person.number for person in everybody] == ["", "", "", ""]
    finally:
        driver.close()
    assert all(finding.sound for finding in doctor.examine(old))


def test_a_backup_of_before_is_kept_once_and_is_what_there_was(old: Path) -> None:
    before = rows_of(old / place.RECORDS, (*KEPT, *COUNTED))
    for _start in range(2):
        open_records(old, create=False).close()
    (copy,) = (old / place.BACKUPS).iterdir()
    assert copy.name.startswith("before-version-2-")
    assert soundness.proven(copy)
    assert rows_of(copy, (*KEPT, *COUNTED)) == before


def test_work_goes_on_where_it_was(old: Path) -> None:
    driver = RecordsDriver(old)
    driver.clock.utc_ms += 365 * 86_400_000
    try:
        (paused,) = (
            stream
            for (stream,) in driver.records.store.execute("SELECT stream FROM open_stream WHERE mode = 'practice'")
        )
        events = list(driver.records.journal.events(str(paused)))
        driver.records.journal.append(str(paused), Resumed(), driver.clock.now(), "en")
        driver.records.journal.append(str(paused), Submitted(), driver.clock.now(), "en")
        assert len(list(driver.records.journal.events(str(paused)))) == len(events) + 2
        assert driver.differences() == ()
    finally:
        driver.close()


def test_progress_of_before_is_taken_to_another_computer(old: Path, tmp_path: Path) -> None:
    driver, other = RecordsDriver(old), RecordsDriver(tmp_path / "other")
    try:
        (sofie,) = driver.records.people.find("Sofie Krogh")
        there = other.records.people.add("Sofie Krogh", "officer", Access.LEARNER, other.clock.now())
        here = (driver.records, other.records)
        taking, bringing = (Moving(one.store, one.archive, one.journal, one.people, SystemClock()) for one in here)
        taken = taking.take(sofie.id, tmp_path / "progress.jsonl")
        brought = bringing.bring(there.id, tmp_path / "progress.jsonl")
        assert (brought.streams, brought.events) == (taken.streams, taken.events)
        assert other.differences() == ()
    finally:
        driver.close()
        other.close()


def test_without_room_nothing_is_changed_and_the_next_start_does_it(old: Path) -> None:
    before = (old / place.RECORDS).read_bytes()
    with largest_file(len(before) // 2), pytest.raises(Fault) as fault:
        open_records(old, create=False)
    assert fault.value.message.code in ("fault.disk-full", "fault.disk-error")
    assert rows_of(old / place.RECORDS, ("PRAGMA user_version",)) == [[(1,)]]
    open_records(old, create=False).close()
    assert all(finding.sound for finding in doctor.examine(old))


def test_a_backup_of_version_1_is_restored_and_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    backup = tmp_path / "old.db"
    backup.write_bytes(first_version.records())
    before = rows_of(backup, KEPT)
    driver = RecordsDriver(tmp_path / "new")
    driver.learner("Somebody Else")
    driver.close()
    done = restore(backup, tmp_path / "new", SystemClock().now().utc_ms)
    assert (done.people, done.events) == (4, first_version.EVENTS)
    open_records(tmp_path / "new", create=False).close()
    assert rows_of(tmp_path / "new" / place.RECORDS, KEPT[:3]) == before[:3]
    assert all(finding.sound for finding in doctor.examine(tmp_path / "new"))


@pytest.fixture(scope="module")
def doomed() -> Iterator[Doomed]:
    with Doomed() as doomed:
        yield doomed


@pytest.mark.kills
def test_fifty_kills_in_the_middle_of_it(doomed: Doomed, tmp_path: Path) -> None:
    """Wherever the program dies, the next start has everything: backup, tables, and what is folded into them."""
    template = first_version.folder(tmp_path / "template")
    before, counted = rows_of(template / place.RECORDS, KEPT), rows_of(template / place.RECORDS, COUNTED)
    chance = random.Random()
    seen: Counter[tuple[int, bool]] = Counter()
    for life in range(50):
        folder, said = tmp_path / f"data-{life}", tmp_path / f"said-{life}"
        shutil.copytree(template, folder)
        doomed.start("migrate-first", folder, said, seed=life)
        doomed.live(chance.random() * 0.25)
        doomed.kill()
        store = Store.open(folder, create=False, migrate=False)
        ((version,),) = store.execute("PRAGMA user_version")
        seen[(int(str(version)), schema.folded_by(store))] += 1
        store.close()
        records = open_records(folder, create=False)
        try:
            assert schema.folded_by(records.store)
            assert not list(soundness.unsound(records.store))
            copies = list((folder / place.BACKUPS).iterdir())
            assert copies
            assert all(soundness.proven(copy) for copy in copies)
            assert all(rows_of(copy, KEPT) == before for copy in copies)
            assert not list((folder / place.TEMPORARY).iterdir())
        finally:
            records.close()
        assert rows_of(folder / place.RECORDS, KEPT) == before
        assert rows_of(folder / place.RECORDS, COUNTED) == counted
        shutil.rmtree(folder)
    print(f"\n50 kills, by (version, folded by today's rules): {dict(seen)}")
    assert seen.total() - seen[(RELEASE.version, True)] > 5
