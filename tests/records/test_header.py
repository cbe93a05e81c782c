"""Files that are no records are told by their first bytes, and left as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.files import REFUSED
from tests.drivers.records import RecordsDriver
from trainer.catalogue import Catalogue
from trainer.faults import Exit, Fault
from trainer.records import header, place
from trainer.records.store import Store


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_no_records_is_told_and_left_as_it_was(kind: str, tmp_path: Path) -> None:
    code, write = REFUSED[kind]
    path = tmp_path / place.RECORDS
    write(path)
    before = path.read_bytes()
    with pytest.raises(Fault) as fault:
        Store.open(tmp_path)
    assert fault.value.message.code == code
    assert fault.value.exit_code is Exit.REFUSED_FILE
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [place.RECORDS]
    assert str(path) in Catalogue().tell(fault.value.message)


def test_the_faults_are_six_and_each_has_its_sentence() -> None:
    codes = {code for code, _ in REFUSED.values()}
    assert len(codes) == 6
    assert codes <= Catalogue().codes()


def test_a_sound_file_is_read(driver: RecordsDriver) -> None:
    driver.close()
    found = header.judged_file(driver.folder / place.RECORDS, oldest=1, newest=2)
    assert (found.version, found.application) == (2, header.APPLICATION_ID)
    assert found.pages * found.page_size == (driver.folder / place.RECORDS).stat().st_size


def test_a_file_being_recovered_may_be_shorter_than_its_header_says(driver: RecordsDriver) -> None:
    driver.close()
    data = (driver.folder / place.RECORDS).read_bytes()
    half, size = data[: header.LENGTH], len(data) // 2
    with pytest.raises(Fault):
        header.judged(half, size, Path("x"), oldest=1, newest=2)
    header.judged(half, size, Path("x"), oldest=1, newest=2, recovering=True)


def test_a_page_count_that_an_old_sqlite_left_open_is_not_believed(driver: RecordsDriver) -> None:
    driver.close()
    data = bytearray((driver.folder / place.RECORDS).read_bytes()[: header.LENGTH])
    data[92:96] = b"\x00\x00\x00\x00"
    assert header.parsed(bytes(data)).pages == 0


def test_the_largest_page_is_written_as_one(driver: RecordsDriver) -> None:
    driver.close()
    data = bytearray((driver.folder / place.RECORDS).read_bytes()[: header.LENGTH])
    data[16:18] = b"\x00\x01"
    assert header.parsed(bytes(data)).page_size == 65_536
    data[16:18] = b"\x00\x07"
    with pytest.raises(ValueError, match="page size"):
        header.parsed(bytes(data))


def test_a_folder_in_the_file_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / place.RECORDS).mkdir()
    with pytest.raises(Fault) as fault:
        Store.open(tmp_path)
    assert fault.value.message.code == "fault.is-folder"
