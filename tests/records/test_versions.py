"""Files of other versions and other hands: brought up to date or refused, and never changed by a start that fails."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from question_bank import canonical
from tests.builders import records as build
from tests.builders.files import largest_file
from tests.builders.releases import next_release
from tests.drivers.records import RecordsDriver
from trainer.faults import Fault
from trainer.records import place, soundness
from trainer.records.people import Person
from trainer.records.store import Store


def code_of(fault: pytest.ExceptionInfo[Fault]) -> str:
    return fault.value.message.code


def pragma(store: Store, name: str) -> object:
    ((value,),) = store.execute(f"PRAGMA {name}")
    return value


def test_an_older_file_is_backed_up_and_brought_up_to_date(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie).answer(0, "a")
    events = list(driver.records.store.execute("SELECT * FROM event"))
    driver.close()
    store = Store.open(driver.folder, release=next_release())
    assert pragma(store, "user_version") == 3
    assert list(store.execute("SELECT * FROM event")) == events
    store.close()
    (copy,) = (driver.folder / place.BACKUPS).iterdir()
    assert soundness.proven(copy)
    with pytest.raises(Fault) as fault:
        Store.open(driver.folder)
    assert code_of(fault) == "fault.newer"


def test_a_migration_that_fails_stays_pending_and_changes_nothing(driver: RecordsDriver) -> None:
    driver.close()
    with pytest.raises(RuntimeError, match="mistake"):
        Store.open(driver.folder, release=next_release(fails=True))
    driver.reopen()
    assert pragma(driver.records.store, "user_version") == 2
    driver.close()
    Store.open(driver.folder, release=next_release()).close()


def test_a_migration_without_room_changes_nothing(driver: RecordsDriver) -> None:
    driver.close()
    size = (driver.folder / place.RECORDS).stat().st_size
    with largest_file(size // 2), pytest.raises(Fault) as fault:
        Store.open(driver.folder, release=next_release())
    assert code_of(fault) == "fault.disk-error"
    driver.reopen()


def test_a_file_that_another_program_gave_a_trigger_is_refused(driver: RecordsDriver) -> None:
    driver.close()
    other = sqlite3.connect(driver.folder / place.RECORDS)
    other.execute("CREATE TRIGGER sly AFTER INSERT ON event BEGIN DELETE FROM event; END")
    other.close()
    with pytest.raises(Fault) as fault:
        Store.open(driver.folder)
    assert code_of(fault) == "fault.foreign"


def test_a_damaged_file_is_told(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie).answer(0, "a")
    driver.close()
    path = driver.folder / place.RECORDS
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(bytes(data))
    with pytest.raises(Fault) as fault:
        Store.open(driver.folder)
    assert code_of(fault) == "fault.damaged"
    assert path.read_bytes() == bytes(data)


def test_two_first_starts_at_once_make_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    opened: list[Store] = []
    told: list[str] = []
    barrier = threading.Barrier(4)

    def start() -> None:
        barrier.wait()
        try:
            opened.append(Store.open(folder))
        except Fault as fault:
            told.append(fault.message.code)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 1
    assert told == ["fault.in-use"] * 3
    opened[0].close()


def test_an_archived_digest_is_that_of_its_content(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie)
    for digest, data in driver.records.store.execute("SELECT digest, json FROM archive"):
        assert canonical.sha256(data) == digest
    assert driver.count("archive") == len(build.ITEMS)
