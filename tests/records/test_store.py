"""The one connection: what it promises of transactions, copies and faults."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from tests.builders.files import largest_file, mounted
from tests.drivers.records import RecordsDriver, Round
from trainer.faults import Exit, Fault
from trainer.records import place, release, schema, soundness
from trainer.records.declared import ImplicitTable
from trainer.records.opening import open_records
from trainer.records.people import Person
from trainer.records.release import RELEASE
from trainer.records.store import Cancelled, NestedWrite, Store


def code_of(fault: pytest.ExceptionInfo[Fault]) -> str:
    return fault.value.message.code


def pragma(store: Store, name: str) -> object:
    ((value,),) = store.execute(f"PRAGMA {name}")
    return value


def test_the_connection_is_the_one_that_was_measured(driver: RecordsDriver) -> None:
    store = driver.records.store
    wanted = {"journal_mode": "truncate", "synchronous": 2, "locking_mode": "exclusive", "foreign_keys": 1}
    wanted |= {"secure_delete": 1, "trusted_schema": 0, "busy_timeout": 0}
    assert {name: pragma(store, name) for name in wanted} == wanted


def test_the_schema_of_every_version_is_frozen(driver: RecordsDriver) -> None:
    assert release.schema_digest(driver.records.store) == RELEASE.schemas[2]
    assert RELEASE.schemas == {
        1: "b70b72ae436148ab456129321dec96eca2cb8d35c3c82b18f2eb76279a4cba45",
        2: "c9ce2082f7a741a12ed35f54dcc8002b7c1e451c44ec854f39454c76e2470ec5",
    }
    assert (pragma(driver.records.store, "user_version"), RELEASE.version, RELEASE.oldest) == (2, 2, 1)


def test_every_table_is_strict(driver: RecordsDriver) -> None:
    rows = driver.records.store.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    tables = {str(name): bool(strict) for name, strict in rows}
    assert not [name for name, strict in tables.items() if not strict and not name.startswith("sqlite_")]
    assert set(schema.FOLDED) < set(tables)


def test_without_leave_to_create_nothing_is_created(tmp_path: Path) -> None:
    with pytest.raises(Fault) as fault:
        open_records(tmp_path / "none", create=False)
    assert code_of(fault) == "fault.no-records"
    assert not (tmp_path / "none").exists()


def test_a_second_opening_in_the_same_process_is_told(driver: RecordsDriver) -> None:
    with pytest.raises(Fault) as fault:
        Store.open(driver.folder)
    assert code_of(fault) == "fault.in-use"
    assert fault.value.exit_code is Exit.IN_USE
    driver.learner()


def test_another_program_s_lock_is_told(driver: RecordsDriver) -> None:
    driver.close()
    other = sqlite3.connect(driver.folder / place.RECORDS, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Fault) as fault:
        Store.open(driver.folder)
    assert code_of(fault) == "fault.in-use"
    other.close()
    Store.open(driver.folder).close()


def test_a_write_that_fails_leaves_nothing(driver: RecordsDriver) -> None:
    store = driver.records.store

    def fail() -> None:
        with store.write() as db:
            db.execute("INSERT INTO setting VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert driver.records.settings.get("a") == ""
    assert not store.writing


def test_a_write_inside_a_write_is_a_mistake(driver: RecordsDriver) -> None:
    store = driver.records.store

    def nest() -> None:
        with store.write() as db:
            db.execute("INSERT INTO setting VALUES ('a', 'b')")
            with store.write():
                pass

    with pytest.raises(NestedWrite):
        nest()
    assert driver.records.settings.get("a") == ""


def test_no_row_makes_a_table(driver: RecordsDriver) -> None:
    with pytest.raises(ImplicitTable), driver.records.store.write() as db:
        db["misspelt"].insert({"a": 1})  # type: ignore[union-attr]  # a table by its name
    with driver.records.store.write() as db:
        db["setting"].insert({"key": "a", "value": "b"})  # type: ignore[union-attr]
    assert driver.records.settings.get("a") == "b"


def test_a_mistake_in_sql_is_no_fault_of_the_disk(driver: RecordsDriver) -> None:
    with pytest.raises(sqlite3.OperationalError):
        driver.records.store.execute("SELECT nothing FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), driver.records.store.write() as db:
        db.execute("INSERT INTO setting VALUES ('a', NULL)")


def test_closing_twice_does_nothing(driver: RecordsDriver) -> None:
    driver.close()
    driver.close()
    Store.open(driver.folder).close()


# The folder goes away


def test_a_folder_moved_away_is_told_and_the_answer_can_be_saved_once_it_is_back(
    driver: RecordsDriver, sofie: Person, tmp_path: Path
) -> None:
    round_ = driver.practise(sofie)
    round_.see(0)
    driver.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(Fault) as fault:
        round_.press(0, "a")
    assert code_of(fault) == "fault.gone"
    (tmp_path / "elsewhere").rename(driver.folder)
    event = round_.press(0, "a")
    assert event.seq == 2
    driver.reopen()
    assert len(list(driver.records.journal.events(round_.stream))) == 3


def test_a_file_put_in_the_place_of_ours_is_told(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    path = driver.folder / place.RECORDS
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(Fault) as fault:
        round_.see(0)
    assert code_of(fault) == "fault.gone"


def test_a_folder_that_goes_away_during_the_commit_is_not_acknowledged(driver: RecordsDriver) -> None:

    def lose() -> None:
        with driver.records.store.write() as db:
            db.execute("INSERT INTO setting VALUES ('a', 'b')")
            (driver.folder / place.RECORDS).unlink()

    with pytest.raises(Fault) as fault:
        lose()
    assert code_of(fault) == "fault.gone"


def test_what_was_answered_can_still_be_rescued_from_a_deleted_file(
    driver: RecordsDriver, sofie: Person, tmp_path: Path
) -> None:
    driver.practise(sofie).answer(0, "a")
    (driver.folder / place.RECORDS).unlink()
    assert soundness.proven(driver.records.backups.make(tmp_path / "rescued.db"))


# The disk is full


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def answer_all(round_: Round) -> None:
    """Answer one question after another."""
    for number in range(1, 12):
        round_.answer(number, "b")


def test_no_room_at_save_loses_nothing_and_a_retry_works(driver: RecordsDriver, sofie: Person) -> None:
    round_ = driver.practise(sofie)
    round_.answer(0, "a")
    size = (driver.folder / place.RECORDS).stat().st_size
    with largest_file(size // 2), pytest.raises(Fault) as fault:
        answer_all(round_)
    assert code_of(fault) == "fault.disk-error"
    kept = len(list(driver.records.journal.events(round_.stream)))
    driver.reopen()
    assert len(list(driver.records.journal.events(round_.stream))) == kept
    assert driver.differences() == ()
    fresh = Round(driver.records, driver.clock, round_.items, round_.stream)
    fresh.answer(11, "a")


def test_a_full_disk_at_save_and_at_backup(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=600k", "none") as small:
        if not small:
            pytest.skip("mounting a small disk needs root")
        driver = RecordsDriver(disk / "data")
        sofie = driver.learner()
        round_ = driver.practise(sofie)
        round_.see(0)
        filler = disk / "filler"
        with pytest.raises(OSError, match="space"):
            fill(filler)
        with pytest.raises(Fault) as fault:
            answer_all(round_)
        assert code_of(fault) == "fault.disk-full"
        kept = [event.digest for event in driver.records.journal.events(round_.stream)]
        with pytest.raises(Fault) as fault:
            driver.records.backups.make(disk / "backup.db")
        assert code_of(fault) == "fault.disk-full"
        assert not list(disk.glob("*backup*"))
        with pytest.raises(Fault) as fault, driver.records.store.snapshot():
            pass
        assert code_of(fault) == "fault.disk-full"
        filler.unlink()
        round_.answer(11, "a")
        driver.reopen()
        assert [event.digest for event in driver.records.journal.events(round_.stream)][: len(kept)] == kept
        assert driver.differences() == ()
        driver.close()


def test_a_full_disk_at_the_first_start(tmp_path: Path) -> None:
    with largest_file(10_000), pytest.raises(Fault) as fault:
        Store.open(tmp_path / "data")
    assert code_of(fault) == "fault.disk-error"
    assert not list((tmp_path / "data").rglob("*.db"))
    Store.open(tmp_path / "data").close()


# The disk cannot be written


def test_a_read_only_disk_is_told_at_the_start(driver: RecordsDriver, tmp_path: Path) -> None:
    driver.close()
    with mounted(tmp_path / "view", "--bind", "-o", "ro", str(driver.folder)) as done:
        if not done:
            pytest.skip("mounting needs root")
        with pytest.raises(Fault) as fault:
            Store.open(tmp_path / "view")
        assert code_of(fault) == "fault.read-only"
        with pytest.raises(Fault) as fault:
            Store.open(tmp_path / "view" / "new")
        assert code_of(fault) == "fault.read-only"


def test_a_backup_to_a_read_only_disk_is_told(driver: RecordsDriver, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with mounted(tmp_path / "view", "--bind", "-o", "ro", str(tmp_path / "source")) as done:
        if not done:
            pytest.skip("mounting needs root")
        with pytest.raises(Fault) as fault:
            driver.records.backups.make(tmp_path / "view" / "x.db")
        assert code_of(fault) == "fault.read-only"


# Copies


def test_a_snapshot_is_private_and_gone_afterwards(driver: RecordsDriver, sofie: Person) -> None:
    with driver.records.store.snapshot() as snapshot:
        (path,) = (driver.folder / place.TEMPORARY).iterdir()
        assert path.stat().st_mode & 0o777 == 0o600
        driver.learner("Later")
        assert [name for (name,) in snapshot.execute("SELECT name FROM person")] == [sofie.name]
    assert not list((driver.folder / place.TEMPORARY).iterdir())


def test_a_copy_inside_a_write_is_a_mistake(driver: RecordsDriver) -> None:
    with driver.records.store.write(), pytest.raises(NestedWrite), driver.records.store.snapshot():
        pass


def test_answers_are_saved_between_the_steps_of_a_copy(driver: RecordsDriver, sofie: Person, tmp_path: Path) -> None:
    store = driver.records.store
    with store.write() as db:
        for number in range(300):
            db.execute("INSERT INTO archive VALUES (?, 'item', ?)", (f"{number:064}", b"x" * 3_000))
    steps: list[int] = []
    saved: list[int] = []
    give_way = store._give_way

    def counted(*progress: int) -> None:
        steps.append(progress[1])
        if len(steps) == 2:
            writer = threading.Thread(target=lambda: saved.append(driver.practise(sofie).see(0).seq))
            writer.start()
            while not saved:
                give_way(*progress)
            writer.join()
        give_way(*progress)

    store._give_way = counted  # type: ignore[method-assign]  # to know between which steps the answer fell
    copy = tmp_path / "copy.db"
    store.copy(copy, pages=8)
    assert saved == [1]
    assert len(steps) > 20
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    connection.close()


def test_closing_ends_a_copy(driver: RecordsDriver, tmp_path: Path) -> None:
    driver.records.store._closing.set()
    with pytest.raises(Cancelled):
        driver.records.store.copy(tmp_path / "copy.db", pages=1)
    assert not (tmp_path / "copy.db").exists()
    driver.records.store._closing.clear()


def test_leftovers_of_a_killed_program_are_removed_and_nothing_else(driver: RecordsDriver) -> None:
    driver.close()
    folder = driver.folder / place.TEMPORARY
    for name in ("snapshot-1.db", "copy-2.db", "new-3.db", "export.part"):
        (folder / name).write_text("left")
    driver.reopen()
    assert [path.name for path in folder.iterdir()] == ["export.part"]
