"""`vejvis demo`: made-up people through the real engine, the same for the same seed, never among real ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.builders.scores import one_by_one
from tests.commands.conftest import LEARNERS, SEED
from tests.drivers.command import Shell
from trainer import cli
from trainer.commands import demo
from trainer.core.requests import Access
from trainer.core.timekeeping import Stamp
from trainer.core.views import PersonScore
from trainer.faults import Exit
from trainer.house import House


def people(folder: Path) -> list[PersonScore]:
    with House.open(folder) as house:
        return [replace(person, id="") for person in house.teaching.people()]


def answers(folder: Path) -> list[tuple[object, ...]]:
    from trainer.records.queries.teacher import answers as answers_of

    with House.open(folder) as house:
        rows = one_by_one(answers_of(house.records.store))
        return sorted((row.code, row.answered_ms, row.item, row.options, row.confidence) for row in rows)


def test_the_same_seed_gives_the_same_people_and_answers(peopled_folder: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    for folder, seed in ((again, SEED), (other, SEED + 1)):
        assert cli.main(["demo", "--learners", str(LEARNERS), "--seed", str(seed), "--data-dir", str(folder)]) == 0
    assert answers(again) == answers(peopled_folder)
    assert answers(other) != answers(peopled_folder)
    bare = [[replace(p, modules=(), cohorts=()) for p in people(folder)] for folder in (again, peopled_folder)]
    assert bare[0] == bare[1]


def test_everybody_is_marked_as_made_up_and_there_is_a_trainer(peopled_folder: Path) -> None:
    with House.open(peopled_folder) as house:
        everybody = house.records.people.everybody()
    assert all(person.synthetic for person in everybody)
    assert [person.access for person in everybody].count(Access.TRAINER) == 1
    assert len({person.name for person in everybody}) == LEARNERS + 1


def test_practice_lessons_and_assessments_over_weeks(peopled_folder: Path) -> None:
    made = people(peopled_folder)
    days = {at // demo.DAY_MS for _, at, *_ in answers(peopled_folder) if isinstance(at, int)}
    assert max(days) - min(days) > 14
    assert sum(person.lessons_done for person in made) > 0
    assert {person.last_passed for person in made} & {True, False}
    with House.open(peopled_folder) as house:
        assert max(person.last_seen_ms for person in made) < house.clock.now().utc_ms


def test_a_folder_with_a_real_person_is_refused_and_unchanged(shell: Shell) -> None:
    shell("profiles", "add", "Signe Toft")
    before = (shell.folder / "records.db").read_bytes()
    ended = shell("demo", "--learners", "1")
    assert ended.code == Exit.REFUSED
    assert "real people" in ended.err
    assert (shell.folder / "records.db").read_bytes() == before


def test_more_made_up_people_can_join(peopled: Shell) -> None:
    assert peopled("demo", "--learners", "1", "--seed", "9").code == Exit.DONE
    assert len(people(peopled.folder)) == LEARNERS + 1


def test_the_same_seed_once_more_makes_nobody_twice(peopled: Shell) -> None:
    before = answers(peopled.folder)
    assert peopled("demo", "--learners", str(LEARNERS), "--seed", str(SEED)).code == Exit.DONE
    assert len(people(peopled.folder)) == LEARNERS
    assert answers(peopled.folder) == before
    with House.open(peopled.folder) as house:
        assert [person.name for person in house.records.people.everybody()].count(demo.TRAINER_NAME) == 1
        assert sum(group.members for group in house.grouping.groups()) == LEARNERS


def test_two_groups_have_something_to_do(peopled_folder: Path) -> None:
    with House.open(peopled_folder) as house:
        groups = house.grouping.groups()
        lines = house.grouping.assignments("", "en")
    assert [group.name for group in groups] == ["Class 1", "Class 2"]
    assert {group.members for group in groups} == {LEARNERS // 2}
    assert len(lines) == 5
    assert all(line.open and line.dates.due_ms for line in lines)
    assert sum(line.sees_answers for line in lines) == 1


def test_there_are_names_for_everybody() -> None:
    import random

    names = demo._names(2_000, random.Random(1))
    assert len(set(names)) == len(names) == 2_000


@pytest.mark.parametrize("offset", [-600, 0, 345])
def test_the_day_begins_where_the_clock_on_the_wall_says(offset: int) -> None:
    midnight = demo._midnight(Stamp(1_764_000_000_000, offset, "boot", 0))
    assert (midnight + offset * 60_000) % demo.DAY_MS == 0
    assert 0 <= 1_764_000_000_000 - midnight < demo.DAY_MS
