"""Backups: made whole, proven, kept for a while, put back; never from a damaged store."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import records as build
from tests.builders.files import REFUSED, flip, largest_file
from tests.drivers.records import RecordsDriver
from trainer.core.message import Message
from trainer.faults import Exit, Fault
from trainer.records import backup, place, soundness
from trainer.records.backup import BackupFile, Backups, to_keep
from trainer.records.opening import open_records
from trainer.records.people import Person
from trainer.records.restoring import restore
from trainer.records.store import NestedWrite, Store


def code_of(fault: pytest.ExceptionInfo[Fault]) -> str:
    return fault.value.message.code


def content(folder: Path) -> dict[str, list[object]]:
    """Everything that is in the records of a folder that nobody has open."""
    store = Store.open(folder, create=False)
    try:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: list(store.execute(f"SELECT * FROM {table}")) for table in tables}
    finally:
        store.close()


@pytest.fixture
def used(driver: RecordsDriver, sofie: Person) -> RecordsDriver:
    """A folder in which somebody has worked."""
    for place_ in range(4):
        driver.practise(sofie).answer(place_, "a")
    driver.sit(sofie).hand_in()
    return driver


# Making


def test_a_backup_is_the_records(used: RecordsDriver, tmp_path: Path) -> None:
    target = tmp_path / "usb" / "vejvis.db"
    target.parent.mkdir()
    assert used.records.backups.make(target) == target
    assert soundness.proven(target)
    assert [path.name for path in target.parent.iterdir()] == ["vejvis.db"]
    assert target.stat().st_mode & 0o777 == 0o600
    used.close()
    before = content(used.folder)
    restore(target, tmp_path / "new", build.START_MS)
    assert content(tmp_path / "new") == before


def test_a_backup_replaces_an_older_one_only_when_it_is_whole(used: RecordsDriver, tmp_path: Path) -> None:
    target = tmp_path / "vejvis.db"
    target.write_text("the older one")
    with largest_file(20_000), pytest.raises(Fault) as fault:
        used.records.backups.make(target)
    assert code_of(fault) == "fault.disk-error"
    assert target.read_text() == "the older one"
    assert not list(tmp_path.glob(".*"))
    used.records.backups.make(target)
    assert soundness.proven(target)


def test_what_a_killed_backup_left_is_cleared_away(used: RecordsDriver, tmp_path: Path) -> None:
    (tmp_path / ".vejvis.db.00000000.part").write_text("half")
    (tmp_path / ".other.part").write_text("not ours")
    used.records.backups.make(tmp_path / "vejvis.db")
    folder = used.folder / place.BACKUPS
    folder.mkdir()
    (folder / ".records-x.db.00000000.part").write_text("half")
    used.records.backups.now(used.clock.now())
    assert not list(folder.glob(".*"))
    assert [path.name for path in tmp_path.glob(".*")] == [".other.part"]


def test_the_records_are_no_target_nor_is_a_folder(used: RecordsDriver, tmp_path: Path) -> None:
    for target, code in (
        (used.folder / place.RECORDS, "fault.backup-onto-records"),
        (used.folder / "tmp" / ".." / place.RECORDS, "fault.backup-onto-records"),
        (tmp_path, "fault.is-folder"),
        (tmp_path / "none" / "x.db", "fault.gone"),
    ):
        with pytest.raises(Fault) as fault:
            used.records.backups.make(target)
        assert code_of(fault) == code
    used.practise(used.records.people.everybody()[0])  # as usable as before


def test_no_backup_inside_a_write(used: RecordsDriver, tmp_path: Path) -> None:
    with used.records.store.write(), pytest.raises(NestedWrite):
        used.records.backups.make(tmp_path / "x.db")


@pytest.mark.parametrize("found", [b'"seq":1', b"Vignette 1"])
def test_never_from_a_damaged_store(used: RecordsDriver, tmp_path: Path, found: bytes) -> None:
    used.close()
    flip(used.folder / place.RECORDS, found, back=len(found) - 1)
    used.reopen()
    with pytest.raises(Fault) as fault:
        used.records.backups.make(tmp_path / "x.db")
    assert code_of(fault) == "fault.damaged-store"
    assert fault.value.exit_code is Exit.UNSOUND
    with pytest.raises(Fault):
        used.records.backups.daily(used.clock.now(), assessing=False)
    assert not list(tmp_path.glob("*x.db*"))
    assert used.records.backups.kept() == ()


def test_a_copy_that_cannot_be_read_back_is_told(
    used: RecordsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Store.copy

    def bad_medium(store: Store, target: Path, pages: int = 64, named: Path | None = None) -> None:
        copy(store, target, pages, named)
        flip(target, b'"seq":1', back=6)

    monkeypatch.setattr(Store, "copy", bad_medium)
    with pytest.raises(Fault) as fault:
        used.records.backups.make(tmp_path / "x.db")
    assert code_of(fault) == "fault.damaged-copy"
    assert not list(tmp_path.glob("*x.db*"))


# Once a day


def test_once_per_day_of_use_and_never_in_an_assessment(used: RecordsDriver) -> None:
    backups, clock = used.records.backups, used.clock
    assert backups.due(clock.now())
    assert backups.daily(clock.now(), assessing=True) is None
    made = backups.daily(clock.now(), assessing=False)
    assert made is not None
    assert made.path.name == "records-20251009T085334Z.db"
    assert (made.second, made.problem) == (None, None)
    assert backups.daily(clock.after(3_600_000), assessing=False) is None
    clock.set_wall(-7_200_000)
    assert backups.daily(clock.now(), assessing=False) is None
    clock.after(build.DAY_MS)
    assert backups.daily(clock.now(), assessing=False) is not None
    assert len(backups.kept()) == 2
    assert backups.kept()[0].utc_ms > backups.kept()[1].utc_ms


def test_the_day_is_the_local_one(used: RecordsDriver) -> None:
    clock = used.clock
    clock.utc_ms += build.DAY_MS - clock.utc_ms % build.DAY_MS - 10_800_000
    used.records.backups.daily(clock.now(), assessing=False)
    assert not used.records.backups.due(clock.after(3_500_000))
    assert used.records.backups.due(clock.after(200_000))


def test_a_second_place_gets_every_backup(used: RecordsDriver, tmp_path: Path) -> None:
    backups = used.records.backups
    assert backups.second_place is None
    with pytest.raises(Fault) as fault:
        backups.name_second_place(tmp_path / "none")
    assert code_of(fault) == "fault.gone"
    (tmp_path / "file").write_text("")
    with pytest.raises(Fault) as fault:
        backups.name_second_place(tmp_path / "file")
    assert code_of(fault) == "fault.not-a-folder"
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.name_second_place(stick)
    used.reopen()
    backups = used.records.backups
    assert backups.second_place == stick
    made = backups.now(used.clock.now())
    assert made.second == stick / made.path.name
    assert made.second.read_bytes() == made.path.read_bytes()
    made.second.unlink()
    stick.rmdir()
    missing = backups.now(used.clock.after(1_000))
    assert missing.second is None
    assert missing.problem == Message("fault.gone", {"path": str(stick / missing.path.name)})
    assert missing.path.exists()
    backups.name_second_place(None)
    assert backups.second_place is None


def every(days: float, count: int) -> tuple[BackupFile, ...]:
    """Backups as many days apart, the latest first."""
    step = round(days * build.DAY_MS)
    return tuple(BackupFile(Path(f"{n}"), build.START_MS - n * step, 1_000) for n in range(count))


def kept(backups: tuple[BackupFile, ...], limit: int = 10**9) -> list[int]:
    return sorted(int(path.name) for path in to_keep(backups, 0, limit))


def test_twelve_days_ten_weeks_and_nine_months_are_kept() -> None:
    # From a Thursday, the 9th of October: days ago, the Sundays before and the last days of months.
    weeks = [18, 25, 32, 39, 46, 53, 60]
    months = [70, 101, 131, 162, 192, 223]
    assert kept(every(1, 400)) == [*range(12), *weeks, *months]
    assert kept(every(0.01, 40)) == [0, 38]
    assert kept(every(1, 5)) == [0, 1, 2, 3, 4]


def test_the_size_limit_takes_the_oldest_and_never_the_latest() -> None:
    assert kept(every(1, 400), limit=5_000) == [0, 1, 2, 3, 4]
    assert kept(every(1, 400), limit=1) == [0]


@given(st.lists(st.integers(0, 500 * build.DAY_MS), max_size=60, unique=True), st.integers(0, 50_000))
def test_thinning_out_twice_takes_nothing_more(ages: list[int], limit: int) -> None:
    backups = tuple(BackupFile(Path(f"{age}"), build.START_MS - age, 1_000) for age in sorted(ages))
    keep = to_keep(backups, 60, limit)
    assert to_keep(tuple(b for b in backups if b.path in keep), 60, limit) == keep
    assert len(keep) <= backup.DAYS + backup.WEEKS + backup.MONTHS
    assert not backups or backups[0].path in keep


def test_what_need_not_be_kept_is_removed(used: RecordsDriver) -> None:
    backups = Backups(used.records.store, limit_bytes=1)
    for _ in range(3):
        used.clock.after(build.DAY_MS)
        backups.now(used.clock.now())
    assert [found.path.name for found in backups.kept()] == ["records-20251012T085334Z.db"]


# Putting back


def made(used: RecordsDriver, tmp_path: Path) -> Path:
    """A backup from before, of a folder that has gone on since and is closed now."""
    target = used.records.backups.make(tmp_path / "before.db")
    used.learner("Added later")
    used.close()
    return target


def test_a_backup_is_put_back_and_the_former_records_are_kept(used: RecordsDriver, tmp_path: Path) -> None:
    target = made(used, tmp_path)
    later = content(used.folder)
    done = restore(target, used.folder, build.START_MS)
    assert done.aside == used.folder / "records-before-restore-20251009T085320Z.db"
    assert (done.people, done.events) == (1, 14)
    used.reopen()
    assert [person.name for person in used.records.people.everybody()] == ["Sofie Krogh"]
    assert used.differences() == ()
    used.practise(used.records.people.everybody()[0]).answer(5, "a")
    used.close()
    restore(done.aside, used.folder, build.START_MS + 5_000)
    assert content(used.folder) == later


def test_a_folder_in_use_is_left_alone(used: RecordsDriver, tmp_path: Path) -> None:
    target = used.records.backups.make(tmp_path / "before.db")
    with pytest.raises(Fault) as fault:
        restore(target, used.folder, build.START_MS)
    assert code_of(fault) == "fault.in-use"
    used.practise(used.records.people.everybody()[0]).see(0)
    assert not list(used.folder.glob("records-before*"))


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_records_is_not_put_back(used: RecordsDriver, tmp_path: Path, kind: str) -> None:
    used.close()
    before = content(used.folder)
    code, write = REFUSED[kind]
    write(tmp_path / "bad.db")
    data = (tmp_path / "bad.db").read_bytes()
    with pytest.raises(Fault) as fault:
        restore(tmp_path / "bad.db", used.folder, build.START_MS)
    assert code_of(fault) == code
    assert (tmp_path / "bad.db").read_bytes() == data
    assert content(used.folder) == before


@pytest.mark.parametrize(
    "sly",
    [
        "CREATE TRIGGER sly AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW sly AS SELECT * FROM person",
        "CREATE TABLE sly (a)",
        "CREATE TRIGGER sly AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM event; END",
        "DROP INDEX stream_person",
    ],
)
def test_a_file_with_more_or_less_than_ours_is_not_adopted(used: RecordsDriver, tmp_path: Path, sly: str) -> None:
    target = made(used, tmp_path)
    connection = sqlite3.connect(target)
    connection.execute(sly)
    connection.close()
    with pytest.raises(Fault) as fault:
        restore(target, used.folder, build.START_MS)
    assert code_of(fault) == "fault.foreign"


def test_a_damaged_backup_is_not_put_back(used: RecordsDriver, tmp_path: Path) -> None:
    target = made(used, tmp_path)
    flip(target, b'"seq":1', back=6)
    with pytest.raises(Fault) as fault:
        restore(target, used.folder, build.START_MS)
    assert code_of(fault) == "fault.damaged"
    data = bytearray(target.read_bytes())
    data[100:4096] = b"\xff" * 3996
    target.write_bytes(bytes(data))
    with pytest.raises(Fault) as fault:
        restore(target, used.folder, build.START_MS)
    assert code_of(fault) == "fault.damaged"


def test_neither_the_records_themselves_nor_a_missing_file(used: RecordsDriver, tmp_path: Path) -> None:
    used.close()
    for file, code in ((used.folder / place.RECORDS, "fault.backup-onto-records"), (tmp_path / "none", "fault.gone")):
        with pytest.raises(Fault) as fault:
            restore(file, used.folder, build.START_MS)
        assert code_of(fault) == code


def test_no_room_for_the_restored_file_leaves_the_former(used: RecordsDriver, tmp_path: Path) -> None:
    target = made(used, tmp_path)
    before = content(used.folder)
    with largest_file(20_000), pytest.raises(Fault) as fault:
        restore(target, used.folder, build.START_MS)
    assert code_of(fault) == "fault.disk-error"
    assert content(used.folder) == before
    assert not list((used.folder / place.TEMPORARY).iterdir())


def test_damaged_records_are_put_aside_with_their_journal(used: RecordsDriver, tmp_path: Path) -> None:
    target = made(used, tmp_path)
    (used.folder / place.RECORDS).write_bytes(b"ruined" * 1_000)
    (used.folder / f"{place.RECORDS}-journal").write_bytes(b"a journal of who knows what" * 100)
    done = restore(target, used.folder, build.START_MS)
    assert done.aside is not None
    assert done.aside.read_bytes() == b"ruined" * 1_000
    assert done.aside.with_name(done.aside.name + "-journal").stat().st_size == 2_700
    used.reopen()
    assert used.differences() == ()


def test_a_restored_file_follows_the_folder_s_arrangement(used: RecordsDriver, tmp_path: Path) -> None:
    target = made(used, tmp_path)
    shared = tmp_path / "shared"
    open_records(shared, shared=True).close()
    restore(target, shared, build.START_MS)
    records = open_records(shared)
    assert records.store.shared
    records.close()
    assert (shared / place.RECORDS).stat().st_mode & 0o777 == 0o666


def test_without_hard_links_the_former_records_are_copied(
    used: RecordsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = made(used, tmp_path)
    before = (used.folder / place.RECORDS).read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    done = restore(target, used.folder, build.START_MS)
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert restore(target, tmp_path / "fresh", build.START_MS).aside is None
    open_records(tmp_path / "first").close()
