"""One's own progress in a file: whole there and back, and whatever is wrong with the file, nothing of it is brought in."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank import canonical
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.exchange import progress
from trainer.faults import Fault
from trainer.house import House
from trainer.records import folding

CODES = {"moving.foreign", "moving.newer", "moving.truncated", "moving.altered", "moving.too-large"}


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "old")
    yield school
    school.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[School]:
    school = School(tmp_path / "new")
    yield school
    school.close()


@pytest.fixture
def sofie(school: School) -> Admitted:
    who = school.learner()
    other = school.learner("Jonas Kvist", "patrol")
    school.read(who, school.house.bank.lessons()[0].id, 4)
    school.practise(who, "referral", right=3, wrong=2)
    school.practise(other, "child", right=2)
    school.sit(who, right=7)
    school.read(who, school.house.bank.lessons()[0].id, 6, done=True)
    return who


@pytest.fixture
def file(school: School, sofie: Admitted, tmp_path: Path) -> Path:
    target = tmp_path / "mine.vejvis-progress"
    moved = school.house.moving.take(sofie.id, target)
    assert moved.streams == 3
    return target


FOLDED = (
    "answer",
    "attempt_score",
    "attempt_tally",
    "objective_state",
    "exposure",
    "lesson_place",
    "person_summary",
    "open_stream",
)


def known(house: House, person: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything folded for a person, without the person's id."""
    held = {}
    for table in FOLDED:
        columns = [name for (name,) in house.records.store.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        named = ", ".join(name for name in columns if name != "person")
        rows = house.records.store.execute(f"SELECT {named} FROM {table} WHERE person = ?", (person,))
        held[table] = sorted(rows, key=repr)
    return held


def counts(house: House) -> list[int]:
    tables = ("stream", "event", "archive", *FOLDED)
    return [next(iter(house.records.store.execute(f"SELECT count(*) FROM {table}")))[0] for table in tables]


def bring(new: School, who: Admitted, path: Path) -> str:
    """Try, and return the code of what was in the way; then nothing has changed."""
    before = counts(new.house)
    try:
        new.house.moving.bring(who.id, path)
    except (Fault, Refused) as problem:
        assert counts(new.house) == before
        Catalogue().tell(problem.message)
        return problem.message.code
    return ""


def test_there_and_back_is_the_same(school: School, new: School, sofie: Admitted, file: Path, tmp_path: Path) -> None:
    there = new.learner("  sofie   bjerre ")
    moved = new.house.moving.bring(there.id, file)
    assert moved.streams == 3
    assert known(new.house, there.id) == known(school.house, sofie.id)
    with new.house.records.store.snapshot() as snapshot:
        from trainer.records.folding import compare

        assert compare(snapshot, tmp_path / "scratch.db") == ()
    again = tmp_path / "again.vejvis-progress"
    new.house.moving.take(there.id, again)
    assert progress.read(again).events == progress.read(file).events
    new.practise(there, "referral", right=1)


def test_an_open_round_goes_on_at_the_new_computer(school: School, new: School, tmp_path: Path) -> None:
    who = school.learner("Ida Thorup")
    hand = school.house.learning.practise(who.id, "referral", "en")
    question = hand.question()
    target = tmp_path / "ida"
    school.house.moving.take(who.id, target)
    there = new.learner("Ida Thorup")
    new.house.moving.bring(there.id, target)
    assert new.house.learning.practise(there.id, "referral", "en").question().digest == question.digest


def test_nothing_of_anybody_else_is_in_it(school: School, file: Path) -> None:
    text = file.read_bytes()
    assert b"Jonas" not in text
    others = {sid for (sid,) in school.house.records.store.execute("SELECT id FROM stream")}
    mine = {stream.id for stream in progress.read(file).streams}
    assert all(other.encode() not in text for other in others - mine)


def test_twice_into_the_same_profile_is_told_and_changes_nothing(new: School, file: Path) -> None:
    there = new.learner()
    assert bring(new, there, file) == ""
    before, events = counts(new.house), told(new.house)
    moved = new.house.moving.bring(there.id, file)
    assert (moved.streams, moved.events, moved.here, moved.apart) == (0, 0, 3, 0)
    assert (counts(new.house), told(new.house)) == (before, events)


def told(house: House) -> list[tuple[object, ...]]:
    """Every event in the order of the records."""
    return list(house.records.store.execute("SELECT place, stream, seq, digest FROM event ORDER BY place"))


def sound(house: House, scratch: Path) -> None:
    """What is folded is what the events give."""
    scratch.unlink(missing_ok=True)
    with house.records.store.snapshot() as snapshot:
        assert folding.compare(snapshot, scratch) == ()


def took(school: School, who: Admitted, path: Path) -> Path:
    school.house.moving.take(who.id, path)
    return path


def test_a_later_file_of_the_same_person_brings_what_is_new(
    school: School, new: School, sofie: Admitted, file: Path, tmp_path: Path
) -> None:
    there = new.learner()
    new.house.moving.bring(there.id, file)
    school.clock.forward(DAY_MS)
    school.practise(sofie, "referral", right=2, wrong=1)
    school.read(sofie, school.house.bank.lessons()[1].id, 2)
    later = took(school, sofie, tmp_path / "later")
    moved = new.house.moving.bring(there.id, later)
    assert (moved.streams, moved.here, moved.apart) == (2, 2, 0), "the round went on, a lesson is new"
    assert known(new.house, there.id) == known(school.house, sofie.id)
    sound(new.house, tmp_path / "scratch.db")
    assert new.house.moving.bring(there.id, file).here == 3, "an earlier file again: nothing of it is new"
    assert known(new.house, there.id) == known(school.house, sofie.id)
    new.practise(there, "referral", right=1)


def test_a_week_on_the_new_computer_and_back_in_any_order_gives_the_same(
    school: School, new: School, sofie: Admitted, file: Path, tmp_path: Path
) -> None:
    there = new.learner()
    new.house.moving.bring(there.id, file)
    new.clock.forward(DAY_MS)
    new.sit(there, right=3)
    new.practise(there, "child", right=2, wrong=1)
    school.clock.forward(2 * DAY_MS)
    school.practise(sofie, "child", right=1, wrong=2)
    school.clock.forward(DAY_MS)
    school.sit(sofie, right=9)
    old, newer = took(school, sofie, tmp_path / "a"), took(new, there, tmp_path / "b")
    new.house.moving.bring(there.id, old)
    school.house.moving.bring(sofie.id, newer)
    both = known(school.house, sofie.id)
    assert known(new.house, there.id) == both
    files = [file, old, newer, file, newer, old]
    chance = random.Random(5)
    for number in range(4):
        third = School(tmp_path / f"third-{number}")
        try:
            who = third.learner()
            chance.shuffle(files)
            for path in files:
                third.house.moving.bring(who.id, path)
            assert known(third.house, who.id) == both
            sound(third.house, tmp_path / "scratch.db")
        finally:
            third.close()
    for side in (school, new):
        sound(side.house, tmp_path / "scratch.db")


def test_a_round_that_went_on_at_both_computers_stays_and_is_told(
    school: School, new: School, sofie: Admitted, file: Path, tmp_path: Path
) -> None:
    there = new.learner()
    new.house.moving.bring(there.id, file)
    school.clock.forward(DAY_MS)
    school.practise(sofie, "referral", right=1)
    new.practise(there, "referral", right=2)
    before = known(new.house, there.id)
    moved = new.house.moving.bring(there.id, took(school, sofie, tmp_path / "later"))
    assert (moved.streams, moved.here, moved.apart) == (0, 2, 1)
    assert known(new.house, there.id) == before


def test_the_same_id_with_something_else_in_it_is_refused_as_a_whole(
    school: School, new: School, file: Path, tmp_path: Path
) -> None:
    there = new.learner()
    new.house.moving.bring(there.id, file)

    def other(lines: list[dict[str, dict[str, object]]]) -> None:
        next(line for line in lines if "stream" in line)["stream"]["subject"] = "other"

    assert bring(new, there, rewritten(file, other, tmp_path / "bad")) == "moving.not-whole"


def test_into_another_profile_of_the_same_name_is_refused(new: School, file: Path) -> None:
    assert bring(new, new.learner(), file) == ""
    assert bring(new, new.learner("Sofie Bjerre"), file) == "moving.already-here"


def test_another_persons_is_refused_by_name(new: School, file: Path) -> None:
    assert bring(new, new.learner("Jonas Kvist"), file) == "moving.other-person"


def test_a_flipped_bit_anywhere_brings_nothing(new: School, file: Path, tmp_path: Path) -> None:
    there, data = new.learner(), file.read_bytes()
    chance = random.Random(7)
    ends = [*range(60), *range(len(data) - 90, len(data))]
    for place in [*ends, *(chance.randrange(len(data)) for _ in range(120))]:
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        bad = tmp_path / "bad"
        bad.write_bytes(flipped)
        assert bring(new, there, bad) in CODES, place
    assert bring(new, there, file) == ""


def test_a_cut_file_brings_nothing(new: School, file: Path, tmp_path: Path) -> None:
    there, data = new.learner(), file.read_bytes()
    chance = random.Random(8)
    lines = data.splitlines(keepends=True)
    for cut in [0, 1, 20, len(lines[0]), len(data) - 1, *(chance.randrange(len(data)) for _ in range(40))]:
        bad = tmp_path / "bad"
        bad.write_bytes(data[:cut])
        assert bring(new, there, bad) in {"moving.empty", "moving.truncated", "moving.foreign", "moving.altered"}, cut
    bad.write_bytes(b"".join(lines[:-1]))
    assert bring(new, there, bad) == "moving.truncated"
    bad.write_bytes(data + lines[1])
    assert bring(new, there, bad) == "moving.altered"


def rewritten(file: Path, change: object, target: Path) -> Path:
    """The file with lines changed and a right digest at its end, as somebody who knows the form would."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()][:-1]
    change(lines)  # type: ignore[operator]
    body = b"".join(canonical.encode(line) + b"\n" for line in lines)
    target.write_bytes(body + canonical.encode({"end": canonical.sha256(body)}) + b"\n")
    return target


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[0]["header"].update(version=2, more="x"), "moving.newer"),
        (lambda lines: lines[0]["header"].update(format="something"), "moving.foreign"),
        (lambda lines: lines[0]["header"].update(events=3), "moving.altered"),
        (lambda lines: lines.pop(), "moving.altered"),
        (lambda lines: lines.append(lines[-1]), "moving.altered"),
        (lambda lines: next(x for x in lines if "event" in x)["event"].update(digest="0" * 64), "moving.altered"),
        (lambda lines: next(x for x in lines if "stream" in x)["stream"].update(kind="other"), "moving.not-whole"),
        (lambda lines: next(x for x in lines if "content" in x)["content"].update(kind="lesson"), "moving.not-whole"),
        (lambda lines: next(x for x in lines if "content" in x)["content"].update(kind="none"), "moving.not-whole"),
    ],
)
def test_a_file_that_somebody_wrote_anew_is_looked_through(
    new: School, file: Path, tmp_path: Path, change: object, code: str
) -> None:
    there = new.learner()
    assert bring(new, there, rewritten(file, change, tmp_path / "bad")) == code


def test_content_that_an_event_names_must_be_there(new: School, file: Path, tmp_path: Path) -> None:
    def without(lines: list[dict[str, dict[str, object]]]) -> None:
        at = next(place for place, line in enumerate(lines) if "content" in line)
        del lines[at]
        lines[0]["header"]["contents"] = int(str(lines[0]["header"]["contents"])) - 1

    assert bring(new, new.learner(), rewritten(file, without, tmp_path / "bad")) == "moving.not-whole"


@pytest.mark.parametrize(
    "data", [b"\n", b"\x00" * 4000, b"{}\n", b"[1]\n", b'{"header": 1}\n', b"SQLite format 3\x00", b"x" * 3_000_000]
)
def test_what_is_no_such_file_is_said(new: School, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    assert bring(new, new.learner(), path) in {"moving.foreign", "moving.altered"}


def test_a_file_that_is_not_there_or_a_folder_is_said(new: School, tmp_path: Path) -> None:
    there = new.learner()
    assert bring(new, there, tmp_path / "none") == "fault.gone"
    assert bring(new, there, tmp_path) == "fault.is-folder"


def test_nothing_half_a_gigabyte_and_a_pipe_are_refused_before_they_are_read(new: School, tmp_path: Path) -> None:
    there, huge, pipe = new.learner(), tmp_path / "huge", tmp_path / "pipe"
    huge.touch()
    os.truncate(huge, 500_000_000)
    assert bring(new, there, huge) == "moving.too-large"
    (tmp_path / "empty").touch()
    assert bring(new, there, tmp_path / "empty") == "moving.empty"
    os.mkfifo(pipe)
    assert bring(new, there, pipe) == "moving.foreign"


def test_too_much_is_refused_before_it_is_read(
    new: School, school: School, sofie: Admitted, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LARGEST", 500)
    monkeypatch.setattr(progress, "LONGEST_LINE", 200)
    assert bring(new, new.learner(), file) == "moving.too-large"
    before = file.read_bytes()
    with pytest.raises(Fault):
        school.house.moving.take(sofie.id, file)
    assert file.read_bytes() == before


def test_the_records_themselves_are_not_written_over(school: School, sofie: Admitted) -> None:
    with pytest.raises(Fault) as caught:
        school.house.moving.take(sofie.id, school.house.folder / "records.db")
    assert caught.value.message.code == "fault.own-folder"


def test_a_full_disk_in_the_middle_leaves_nothing(new: School, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = new.learner()
    apply, left = new.house.moving._receiving._projector.apply, [10]

    def failing(*arguments: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise Fault("fault.disk-full", path="/data")
        apply(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(new.house.moving._receiving._projector, "apply", failing)
    assert bring(new, there, file) == "fault.disk-full"
    monkeypatch.undo()
    assert bring(new, there, file) == ""


def test_progress_of_somebody_erased_is_brought_in_only_knowingly(school: School, sofie: Admitted, file: Path) -> None:
    house = school.house
    house.erasing.erase([sofie.id], "")
    again = school.learner()
    with pytest.raises(Refused) as refused:
        house.moving.bring(again.id, file)
    assert refused.value.message.code == "moving.erased-here"
    assert refused.value.message.values["day"] == "2026-11-23"
    assert house.moving.bring(again.id, file, knowingly=True).streams == 3
