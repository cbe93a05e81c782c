"""Somebody is erased: no byte of any file of the folder names them, and everybody else is as they were."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_bank.model import Confidence
from tests.builders import first_version
from tests.builders import records as build
from tests.builders.files import flip, largest_file, mounted
from tests.drivers.doomed import Doomed
from tests.drivers.records import RecordsDriver
from trainer.core.events import ProblemReported, TimeGranted
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.desks.erasing import Erasing
from trainer.faults import Fault
from trainer.records import audit, doctor, erasure, place, soundness
from trainer.records.audit import Act
from trainer.records.merging import Merging
from trainer.records.people import Person
from trainer.records.restoring import restore
from trainer.records.vault import SEALED, Plate, Vault, new_key, wrapped

NAME, NUMBER = "Ægir Ångström-Øst", "K-77120"


class School:
    """A folder with a trainer, two learners who worked, groups, an assignment, a certificate, a log and backups."""

    def __init__(self, folder: Path) -> None:
        self.driver = RecordsDriver(folder)
        self.birgit = self.driver.learner("Birgit Holm", Access.TRAINER)
        self.jonas = self.driver.learner("Jonas Lund")
        self.gone = self.driver.records.people.add(
            NAME, "officer", Access.LEARNER, self.driver.clock.now(), number=NUMBER
        )
        for person in (self.jonas, self.gone):
            self.works(person)
        with self.store.write() as db:
            db.execute("INSERT INTO cohort VALUES ('g1', 'Spring', 1, NULL)")
            db.execute("INSERT INTO cohort_member VALUES ('g1', ?, 1)", (self.gone.id,))
            db.execute(
                "INSERT INTO assignment VALUES ('a1', NULL, ?, 'module', 'indicators', 0, 0, 0, 0, ?, 1, NULL)",
                (self.gone.id, self.birgit.id),
            )
            ((stream,),) = db.execute(
                "SELECT stream FROM attempt_score WHERE person = ? AND mode = 'assessment'", (self.gone.id,)
            ).fetchall()
            db.execute(
                "INSERT INTO certificate VALUES ('C-1', ?, ?, 1, 2, ?, 'd')", (self.gone.id, stream, NAME.encode())
            )
            now = self.driver.clock.now()
            audit.write(db, now, self.birgit.id, Act.GRANTED, self.gone.id, minutes=5)
            audit.write(db, now, self.birgit.id, Act.LOOKED_AT, self.gone.id, attempt=str(stream), question=2)
        self.driver.records.people.reset_secret(self.jonas.id, self.gone.id, self.driver.clock.now())
        self.driver.records.settings.set_of(self.gone.id, "theme", "dark")
        self.driver.records.settings.set_of(self.jonas.id, f"apart:{self.gone.id}", "1")
        self.ids = [
            self.gone.id,
            *(str(id_) for (id_,) in self.store.execute("SELECT id FROM stream WHERE person = ?", (self.gone.id,))),
        ]

    @property
    def store(self):  # type: ignore[no-untyped-def]
        return self.driver.records.store

    @property
    def desk(self) -> Erasing:
        return Erasing(self.driver.records, self.driver.clock)

    def works(self, person: Person) -> None:
        """Practise, report, read, sit, leave something open."""
        round_ = self.driver.practise(person)
        for number in range(12):
            round_.answer(number, "abcd"[number % 4], confidence=Confidence.CERTAIN)
        step = build.seen(0, round_.items[0]).step
        round_.do(ProblemReported(0, step, f"Odd, says {person.name}"))
        round_.hand_in()
        sat = self.driver.sit(person)
        for number in range(8):
            sat.answer(number, "a" if number % 3 else "b")
        sat.do(TimeGranted(60_000))
        sat.hand_in()
        self.driver.read_lesson(person, 3)
        self.driver.practise(person).answer(0, "a")

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything about Jonas."""
        queries = {
            "event": "SELECT event.* FROM event JOIN stream ON stream.id = stream WHERE person = ? ORDER BY place",
            "stream": "SELECT * FROM stream WHERE person = ? ORDER BY id",
            "answer": "SELECT * FROM answer WHERE person = ? ORDER BY stream, seq",
            "score": "SELECT * FROM attempt_score WHERE person = ?",
            "open": "SELECT * FROM open_stream WHERE person = ?",
        }
        return {name: list(self.store.execute(query, (self.jonas.id,))) for name, query in queries.items()}

    def found(self, *beside: Path) -> list[str]:
        """Every file that holds name, number, id of the profile or of a stream, in any encoding."""
        words = [NAME, NUMBER, *self.ids]
        wanted = [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        wanted += [bytes.fromhex(id_) for id_ in self.ids]
        files = [path for top in (self.driver.folder, *beside) for path in top.rglob("*") if path.is_file()]
        return [path.name for path in files if any(word in path.read_bytes() for word in wanted)]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "data")
    yield school
    school.driver.close()


def test_no_byte_is_left_and_everybody_else_is_as_they_were(school: School) -> None:
    school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
    school.driver.records.backups.make(school.driver.folder / place.BACKUPS / "before-version-2-0a0a0a0a.db")
    shutil.copyfile(
        school.driver.folder / place.BACKUPS / "before-version-2-0a0a0a0a.db",
        school.driver.folder / "records-before-restore-20260101T000000Z.db",
    )
    before = school.rows()
    assert len(school.found()) == 4
    look = school.desk.look(school.gone.id)
    assert (look.name, look.number, look.streams, look.open, look.certificates) == (NAME, NUMBER, 4, 1, 1)
    assert (look.assessments, look.memberships, look.assignments, len(look.copies)) == (1, 1, 1, 3)
    done = school.desk.erase([school.gone.id], school.birgit.id)
    assert (done.people, done.copies, done.rewritten, done.left, done.trouble) == (1, 3, 3, (), None)
    school.driver.close()  # a file is not to be read while the store has it
    assert school.found() == []
    school.driver.reopen()
    assert school.rows() == before
    assert school.driver.differences() == ()
    assert not school.desk.unfinished()
    (line,) = (entry for entry in audit.entries(school.store) if entry.act is Act.ERASED)
    assert (line.by, line.person, line.detail["streams"]) == (school.birgit.id, "", 4)
    school.driver.close()
    assert all(finding.sound for finding in doctor.examine(school.driver.folder))
    for copy in (school.driver.folder / place.BACKUPS).iterdir():
        assert soundness.proven(copy)


def test_what_is_left_says_how_often_and_not_who(school: School) -> None:
    school.works(school.gone)
    school.desk.erase([school.gone.id], "")
    rows = list(school.store.execute("SELECT mode, sum(answers), sum(correct) FROM anonymous_count GROUP BY mode"))
    # Two sittings of eight; of practice twelve questions once, however often they were answered.
    assert rows == [("assessment", 16, 10), ("practice", 12, 3)]
    assert [name for (name,) in school.store.execute("SELECT name FROM pragma_table_info('anonymous_count')")] == [
        "item",
        "mode",
        "options",
        "answers",
        "correct",
    ]


def test_somebody_erased_is_known_again_by_name_and_number_only(school: School) -> None:
    at = school.driver.clock.now().utc_ms
    assert school.desk.erased_on(NAME, NUMBER) is None
    school.desk.erase([school.gone.id], school.birgit.id)
    assert school.desk.erased_on(NAME.upper(), NUMBER.lower()) == at
    assert school.desk.erased_on("Ægir  Ångström-Øst", "") == at
    assert school.desk.erased_on("Another Name", NUMBER) == at
    assert school.desk.erased_on(NAME, "other number") is None
    assert school.desk.erased_on("Jonas Lund", "") is None


def test_the_last_trainer_and_oneself_are_refused(school: School) -> None:
    for people, by, code in (
        ([school.birgit.id], "", "people.last-trainer"),
        ([school.birgit.id], school.birgit.id, "erasure.own"),
        (["0" * 32], "", "people.unknown"),
        ([school.gone.id, "0" * 32], "", "people.unknown"),
    ):
        with pytest.raises(Refused) as refused:
            school.desk.erase(people, by)
        assert refused.value.message.code == code
    assert len(school.found()) == 1
    school.desk.erase([school.gone.id, school.jonas.id, school.birgit.id], "")  # all of them: nobody is left without
    assert school.driver.count("person") == 0


def test_whoever_was_merged_goes_along(school: School) -> None:
    twin = school.driver.learner("Ægir Ångström")
    school.works(twin)
    records = school.driver.records
    Merging(records.store, records.archive, records.journal).merge(
        school.gone.id, twin.id, school.birgit.id, school.driver.clock.now()
    )
    assert school.desk.look(school.gone.id).parts == 1
    school.desk.erase([school.gone.id], school.birgit.id)
    school.ids.append(twin.id)
    school.driver.close()
    assert school.found() == []


def test_texts_of_others_that_name_somebody_are_counted(school: School) -> None:
    round_ = school.driver.practise(school.jonas)
    round_.see(0)
    round_.do(ProblemReported(0, build.seen(0, round_.items[0]).step, f"{NAME} said so"))
    assert school.desk.look(school.gone.id).texts == 1


def test_a_trainer_leaves_the_sealed_file(school: School) -> None:
    vault, key = Vault(school.store), new_key()
    other = school.driver.learner("Other Trainer", Access.TRAINER)
    wraps = [wrapped(key, one.id, "a long password") for one in (school.birgit, other)]
    vault.seal(Plate("b", "1", "d", False, 1, 1, 1), b"content", key, wraps)
    assert school.desk.look(other.id).keeper
    school.ids = [other.id]
    assert SEALED in school.found()
    school.desk.erase([other.id], school.birgit.id)
    assert vault.keepers() == (school.birgit.id,)
    school.driver.close()
    for path in (vault.path, school.driver.folder / place.RECORDS):
        assert other.id.encode() not in path.read_bytes()


def test_a_second_place_that_is_away_is_told_and_done_later(school: School, tmp_path: Path) -> None:
    second, away = tmp_path / "usb", tmp_path / "away"
    second.mkdir()
    school.driver.records.backups.name_second_place(second)
    school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
    second.rename(away)
    done = school.desk.erase([school.gone.id], school.birgit.id)
    assert [(line.path, line.why and line.why.code) for line in done.left] == [(str(second), "erasure.left.away")]
    assert not done.whole
    assert school.desk.unfinished()
    away.rename(second)
    assert erasure.pending(school.store) == erasure.COPIES
    again = school.desk.finish()
    assert (again.rewritten, again.whole, school.desk.unfinished()) == (1, True, False)
    school.driver.close()
    assert school.found(second) == []


def test_copies_that_cannot_be_mended_are_listed_and_left_alone(school: School) -> None:
    school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
    folder = school.driver.folder / place.BACKUPS
    (good,) = folder.iterdir()
    sly, bad, other = (folder / f"records-2026010{n}T000000Z.db" for n in (1, 2, 3))
    for copy in (sly, bad, other):
        shutil.copyfile(good, copy)
    connection = sqlite3.connect(sly)
    connection.execute("CREATE TRIGGER sly AFTER DELETE ON person BEGIN DELETE FROM event; END")
    connection.close()
    bad.write_bytes(b"junk" * 100)
    flip(other, b"Jonas Lund")  # a name is no digest: it is still a records file, and is mended
    before = {copy: copy.read_bytes() for copy in (sly, bad)}
    done = school.desk.erase([school.gone.id], school.birgit.id)
    assert {line.path for line in done.left} == {str(sly), str(bad)}
    assert {line.why.code for line in done.left if line.why} == {"fault.foreign", "fault.not-a-database"}
    assert all(line.falls_ms > 0 for line in done.left)
    assert done.rewritten == 2
    assert {copy: copy.read_bytes() for copy in (sly, bad)} == before


def test_a_backup_of_version_1_is_rewritten_too(tmp_path: Path) -> None:
    folder = first_version.folder(tmp_path / "data")
    driver = RecordsDriver(folder)
    (sofie,) = driver.records.people.find("Sofie Krogh")
    (copy,) = (folder / place.BACKUPS).iterdir()
    assert b"Sofie Krogh" in copy.read_bytes()
    done = Erasing(driver.records, driver.clock).erase([sofie.id], "")
    driver.close()
    assert (done.rewritten, done.whole) == (1, True)
    for path in (copy, folder / place.RECORDS):
        assert b"Sofie Krogh" not in path.read_bytes()
        assert sofie.id.encode() not in path.read_bytes()
        assert "Jonas Østergaard".encode() in path.read_bytes()
    assert soundness.proven(copy)


def test_a_full_disk_erases_nobody_or_says_what_is_left(school: School, tmp_path: Path) -> None:
    school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
    before = school.rows()
    people = school.driver.count("person")
    with largest_file(4_096), pytest.raises(Fault):
        school.desk.erase([school.gone.id], school.birgit.id)
    assert school.driver.count("person") == people
    assert not school.desk.unfinished()
    size = (school.driver.folder / place.RECORDS).stat().st_size
    # Room for what the transaction changes, and none for a file written anew.
    with largest_file(round(size * 0.9)):
        try:
            done = school.desk.erase([school.gone.id], school.birgit.id)
        except Fault:
            done = None
    if done is not None:
        assert not done.whole
        assert school.desk.unfinished()
        assert school.desk.finish().whole
    else:
        school.desk.erase([school.gone.id], school.birgit.id)
    assert school.rows() == before
    school.driver.close()
    assert school.found() == []


def test_what_could_not_be_written_anew_is_gone_on_with(school: School) -> None:
    """The transaction is on the disk; the program ended before what comes after it."""
    school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
    erasure.erase(
        school.store, school.driver.records.journal, [school.gone.id], school.birgit.id, school.driver.clock.now()
    )
    school.driver.reopen()
    assert school.desk.unfinished()
    assert school.driver.count("person") == 2
    assert school.desk.finish().whole
    school.driver.close()
    assert school.found() == []


def test_a_disk_that_fills_up_under_the_backups(school: School, tmp_path: Path) -> None:
    """A second place without room is told; what it held is as it was."""
    second = tmp_path / "small"
    with mounted(second, "-t", "tmpfs", "-o", "size=1200k", "tmpfs") as small:
        if not small:
            pytest.skip("no file system can be mounted here")
        school.driver.records.backups.name_second_place(second)
        school.driver.records.backups.now(school.driver.clock.after(build.DAY_MS))
        (copy,) = second.iterdir()
        (second / "filler").write_bytes(b"x" * (1_200 * 1024 - copy.stat().st_size - 8_192))
        before = copy.read_bytes()
        done = school.desk.erase([school.gone.id], school.birgit.id)
        assert [(line.path, line.why and line.why.code) for line in done.left] == [(str(copy), "fault.disk-full")]
        assert copy.read_bytes() == before
        assert [path.name for path in second.iterdir() if path.name.endswith(".part")] == []
        (second / "filler").unlink()
        assert school.desk.finish().whole
        assert not any(word.encode() in copy.read_bytes() for word in (NAME, NUMBER, school.gone.id))


def test_a_restored_backup_does_not_bring_somebody_back(school: School, tmp_path: Path) -> None:
    usb = tmp_path / "usb.db"
    school.driver.records.backups.make(usb)
    school.desk.erase([school.gone.id], school.birgit.id)
    school.driver.close()
    done = restore(usb, school.driver.folder, school.driver.clock.after(build.DAY_MS).utc_ms)
    assert (done.people, done.erased) == (2, 1)
    assert school.found() == []
    school.driver.reopen()
    assert school.desk.erased_on(NAME, NUMBER) is not None
    assert school.driver.differences() == ()
    assert {person.name for person in school.driver.records.people.everybody()} == {"Birgit Holm", "Jonas Lund"}


def test_another_folders_backup_is_restored_as_it_is(school: School, tmp_path: Path) -> None:
    other = School(tmp_path / "other")
    other.desk.erase([other.jonas.id], "")
    other.driver.records.backups.make(tmp_path / "other.db")
    other.driver.close()
    school.desk.erase([school.gone.id], school.birgit.id)
    school.driver.close()
    done = restore(tmp_path / "other.db", school.driver.folder, build.START_MS)
    assert (done.people, done.erased) == (2, 0)
    school.driver.reopen()
    assert school.desk.erased_on("Jonas Lund", "") is not None


def test_the_log_may_name_a_retention(school: School) -> None:
    school.desk.erase([school.gone.id], school.birgit.id, act=Act.RETAINED)
    assert any(entry.act is Act.RETAINED for entry in audit.entries(school.store))
    assert replace(school.desk.finish(), people=1).whole


@pytest.mark.kills
def test_thirty_kills_in_the_middle_of_an_erasure(tmp_path: Path) -> None:
    """Either somebody is there as they were, or is gone; and what was left is gone on with."""
    template = School(tmp_path / "template")
    second = template.driver.records.people.add("Later Person", "officer", Access.LEARNER, template.driver.clock.now())
    template.works(second)
    for _day in range(2):
        template.driver.records.backups.now(template.driver.clock.after(build.DAY_MS))
    streams = [str(id_) for (id_,) in template.store.execute("SELECT id FROM stream WHERE person = ?", (second.id,))]
    before, source = template.rows(), template.driver.folder
    template.driver.close()
    wanted = [word.encode() for word in ("Later Person", second.id, *streams)]
    chance = random.Random()
    ends: Counter[str] = Counter()
    with Doomed() as doomed:
        for life in range(30):
            folder, said = tmp_path / f"data-{life}", tmp_path / f"said-{life}"
            shutil.copytree(source, folder)
            doomed.start("erase", folder, said, seed=life)
            doomed.wait_for(said, 1)
            doomed.live(chance.random() * 0.12)
            doomed.kill()
            template.driver = RecordsDriver(folder)
            try:
                assert template.rows() == before
                assert template.driver.differences() == ()
                there = any(one.id == second.id for one in template.driver.records.people.everybody())
                unfinished = template.desk.unfinished()
                ends["there" if there else "unfinished" if unfinished else "done"] += 1
                assert not (there and unfinished)
                if there:
                    assert template.desk.erase([second.id], "").whole
                elif unfinished:
                    assert template.desk.finish().whole
            finally:
                template.driver.close()
            for path in (one for one in folder.rglob("*") if one.is_file()):
                data = path.read_bytes()
                assert not any(word in data for word in wanted), path
            shutil.rmtree(folder)
    print(f"\n30 kills: {dict(ends)}")
    assert ends["there"] + ends["unfinished"] > 3
