"""A bank read from memory is what the file was: the same content, the same refusals, as little to be changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from question_bank.bank import BankFault, BankFile
from question_bank.build import build_bank
from tests.builders.content import write_content


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trainer")
    build_bank([write_content(folder / "content")], folder / "trainer.bank", with_graded=True)
    return folder / "trainer.bank"


def test_all_of_it_is_there_once_the_file_is_gone(built: Path, tmp_path: Path) -> None:
    data = built.read_bytes()
    with BankFile.open(built) as file, BankFile.from_bytes(data, tmp_path / "gone.bank") as memory:
        assert memory.meta == file.meta
        assert memory.index() == file.index()
        assert [memory.item(row.digest) for row in memory.index()] == [file.item(row.digest) for row in file.index()]
        assert memory.blueprints() == file.blueprints()
        assert memory.cases() == file.cases()
        ids = {row.id for row in file.index()}
        assert memory.search("card", ids=ids) == file.search("card", ids=ids) != ()
        memory.prove()
        file.prove()


def test_nothing_can_be_written_into_it(built: Path) -> None:
    with BankFile.from_bytes(built.read_bytes(), built) as bank, pytest.raises(BankFault):
        bank._rows("DELETE FROM items")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: b"", "bank.empty"),
        (lambda data: b"A letter to the library.", "bank.foreign"),
        (lambda data: data[:60], "bank.truncated"),
        (lambda data: data[: len(data) // 2], "bank.truncated"),
        (lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:], "bank.newer"),
        (lambda data: data[:60] + (1).to_bytes(4, "big") + data[64:], "bank.older"),
        (lambda data: data[:68] + bytes(4) + data[72:], "bank.foreign"),
        (lambda data: data[:100] + bytes(len(data) - 100), "bank.damaged"),
    ],
    ids=["empty", "letter", "header cut", "cut", "newer", "older", "foreign", "zeros"],
)
def test_what_is_none_is_refused_as_a_file_would_be(
    spoil: Callable[[bytes], bytes], code: str, built: Path, tmp_path: Path
) -> None:
    data = spoil(built.read_bytes())
    (tmp_path / "spoilt.bank").write_bytes(data)
    with pytest.raises(BankFault) as from_file:
        BankFile.open(tmp_path / "spoilt.bank").prove()
    with pytest.raises(BankFault) as from_memory:
        BankFile.from_bytes(data, tmp_path / "spoilt.bank").prove()
    assert from_memory.value.code == from_file.value.code == code
    assert from_memory.value.values.keys() == from_file.value.values.keys()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE items SET data = replace(data, 'AL_4', 'AL_X') WHERE id = 'AL_4'",
        "UPDATE items SET pool = 'practice' WHERE id = 'AL_4'",
        "UPDATE facts SET data = replace(data, 'a', 'o') WHERE id = 'F1'",
        "DELETE FROM blueprints",
        "UPDATE items SET data = 'no json' WHERE id = 'AL_4'",
    ],
)
def test_a_change_of_content_is_found(change: str, built: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.bank"
    path.write_bytes(built.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    with BankFile.open(path) as bank, pytest.raises(BankFault) as fault:
        bank.prove()
    assert fault.value.code == "bank.damaged"
