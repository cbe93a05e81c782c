"""A folder looked over: what is sound, what is not, and nothing changed by looking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.files import REFUSED, flip, largest_file
from tests.drivers.records import RecordsDriver
from trainer.catalogue import Catalogue
from trainer.faults import Exit, Fault
from trainer.records import doctor, place
from trainer.records.doctor import Finding
from trainer.records.opening import open_records
from trainer.records.people import Person


@pytest.fixture
def used(driver: RecordsDriver, sofie: Person) -> RecordsDriver:
    """A closed folder in which somebody has worked."""
    driver.practise(sofie).answer(0, "a")
    driver.sit(sofie).hand_in()
    driver.read_lesson(sofie, 3)
    driver.close()
    return driver


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unsound(findings: tuple[Finding, ...]) -> list[str]:
    words = Catalogue()
    assert all(words.tell(finding.message) for finding in findings)
    return [finding.message.code for finding in findings if not finding.sound]


def change(driver: RecordsDriver, *statements: str) -> None:
    """Change rows behind everybody's back."""
    driver.reopen()
    with driver.records.store.write() as db:
        for statement in statements:
            db.execute(statement)
    driver.close()


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_folder_is_sound_and_nothing_is_created(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "data"
    if made:
        folder.mkdir()
    (finding,) = doctor.examine(folder)
    assert finding.sound
    assert finding.message.code == "doctor.empty"
    assert folder.exists() is made
    assert not made or not list(folder.iterdir())


def test_a_sound_folder_is_sound_and_unchanged(used: RecordsDriver) -> None:
    before = files(used.folder)
    told: list[tuple[int, int]] = []
    findings = doctor.examine(used.folder, lambda done, total: told.append((done, total)))
    assert unsound(findings) == []
    assert {finding.message.code for finding in findings} == {
        "doctor.permissions-ok", "doctor.version", "doctor.people", "doctor.integrity-ok", "doctor.chains-ok",
        "doctor.archive-ok", "doctor.folded-ok", "doctor.backups", "doctor.sealed-none",
    }  # fmt: skip
    assert told[-1] == (6, 6)
    assert files(used.folder) == before


def test_a_folder_in_use_is_told(driver: RecordsDriver) -> None:
    with pytest.raises(Fault) as fault:
        doctor.examine(driver.folder)
    assert fault.value.exit_code is Exit.IN_USE


def test_the_window_looks_at_a_snapshot(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie).answer(0, "a")
    with driver.records.store.snapshot() as snapshot:
        scratch = driver.records.store.temporary("copy-")
        assert unsound(doctor.look(snapshot, scratch)) == []


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_no_records_is_a_finding(kind: str, tmp_path: Path) -> None:
    code, write = REFUSED[kind]
    write(tmp_path / place.RECORDS)
    assert unsound(doctor.examine(tmp_path)) == [code]


def test_a_changed_event_is_found(used: RecordsDriver) -> None:
    flip(used.folder / place.RECORDS, b'"seq":1', back=6)
    assert unsound(doctor.examine(used.folder)) == ["doctor.chain"]


def test_what_was_shown_and_changed_is_found(used: RecordsDriver) -> None:
    flip(used.folder / place.RECORDS, b"Vignette 1")
    assert unsound(doctor.examine(used.folder)) == ["doctor.archive"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM event WHERE seq = 0",
        "DELETE FROM event WHERE stream = (SELECT id FROM stream WHERE kind = 'lesson')",
        "UPDATE event SET seq = seq + 10 WHERE kind = 'LessonPlace'",
    ],
)
def test_a_missing_event_is_found(used: RecordsDriver, statement: str) -> None:
    change(used, statement)
    assert set(unsound(doctor.examine(used.folder))) == {"doctor.chain"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET correct = 0",
        "DELETE FROM objective_state",
        "UPDATE person_summary SET answers = 99",
        "INSERT INTO exposure SELECT person, 'x', 1, 1 FROM stream LIMIT 1",
        "DELETE FROM attempt_score",
        "UPDATE lesson_place SET lesson = 'other'",
    ],
)
def test_a_folded_row_that_does_not_follow_is_found(used: RecordsDriver, statement: str) -> None:
    change(used, statement)
    assert unsound(doctor.examine(used.folder)) == ["doctor.folded"]
    used.reopen()
    used.records.projections.rebuild()
    used.close()
    assert unsound(doctor.examine(used.folder)) == []


def test_a_reference_to_nobody_is_found(used: RecordsDriver) -> None:
    used.reopen()
    used.records.store.execute("PRAGMA foreign_keys = OFF")
    with used.records.store.write() as db:
        db.execute("INSERT INTO person_setting VALUES ('nobody', 'a', 'b')")
    used.close()
    assert unsound(doctor.examine(used.folder)) == ["doctor.reference"]


def test_a_broken_page_is_found(used: RecordsDriver) -> None:
    change(used, "CREATE TABLE padding (x)", "DROP TABLE padding")
    path = used.folder / place.RECORDS
    data = bytearray(path.read_bytes())
    place_ = data.rindex(b"indicators-objective-1")
    page = place_ - place_ % 4096
    data[page : page + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    assert unsound(doctor.examine(used.folder))


def test_older_rules_are_told_and_folded_anew_at_the_next_start(used: RecordsDriver) -> None:
    change(used, "UPDATE projection_stamp SET fold = 0", "DELETE FROM answer")
    findings = doctor.examine(used.folder)
    assert unsound(findings) == []
    assert "doctor.fold-old" in {finding.message.code for finding in findings}
    told: list[tuple[int, int]] = []
    open_records(used.folder, progress=lambda done, total: told.append((done, total))).close()
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    assert unsound(doctor.examine(used.folder)) == []


def test_folding_anew_over_damaged_events_is_told_and_lets_go_of_the_folder(used: RecordsDriver) -> None:
    change(used, "UPDATE projection_stamp SET fold = 0")
    flip(used.folder / place.RECORDS, b'"seq":1', back=6)
    for _ in range(2):
        with pytest.raises(Fault) as fault:
            open_records(used.folder)
        assert fault.value.message.code == "fault.damaged-stream"


def test_an_event_whose_content_was_lost_is_found(used: RecordsDriver) -> None:
    change(used, "DELETE FROM archive")
    assert unsound(doctor.examine(used.folder)) == ["fault.damaged-stream"]


def test_no_room_to_compare_is_told(used: RecordsDriver) -> None:
    with largest_file(20_000):
        assert unsound(doctor.examine(used.folder)) == ["fault.disk-error"]


def test_doors_wider_than_chosen_are_found(used: RecordsDriver) -> None:
    used.folder.chmod(0o755)
    (used.folder / place.RECORDS).chmod(0o644)
    assert unsound(doctor.examine(used.folder)) == ["doctor.permissions", "doctor.permissions"]


def test_a_file_in_the_folder_s_place_is_no_sound_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    (finding,) = doctor.examine(tmp_path / "data")
    assert not finding.sound
    assert finding.message.code == "fault.not-a-folder"
