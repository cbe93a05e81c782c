"""A bank is built whole or not at all, the same bytes from the same content, without a graded question for learners."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from question_bank import source
from question_bank.bank import BankFile
from question_bank.build import BuildRefused, build_bank
from question_bank.model import Pool
from tests.builders.content import write_content
from tests.builders.reviews import write_reviews


def build(tmp_path: Path, name: str = "a.bank", **options: Any) -> Path:
    out = tmp_path / name
    build_bank([write_content(tmp_path / "content", **options.pop("changes", {}))], out, **options)
    return out


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = build(tmp_path), build(tmp_path / "elsewhere", "b.bank")
    assert one.read_bytes() == other.read_bytes()
    changed = build(tmp_path / "third", changes={"AL_1": {"level": 2}})
    assert one.read_bytes() != changed.read_bytes()


def test_the_digest_is_over_content_not_over_its_files(tmp_path: Path) -> None:
    one = build_bank([write_content(tmp_path / "one")], tmp_path / "one.bank")
    folder = write_content(tmp_path / "two")
    items = folder / "modules/alpha/items"
    (items / "first.toml").rename(items / "zz.toml")
    (folder / "bank.toml").write_text("# a remark\n" + (folder / "bank.toml").read_text("utf-8"), "utf-8")
    assert build_bank([folder], tmp_path / "two.bank") == one


def test_a_learners_bank_has_nothing_graded(tmp_path: Path) -> None:
    graded_only = "He points at a spade"
    learner, trainer = build(tmp_path), build(tmp_path, "trainer.bank", with_graded=True)
    assert graded_only.encode() not in learner.read_bytes()
    assert graded_only.encode() in trainer.read_bytes()
    with BankFile.open(learner) as bank:
        assert {row.pool for row in bank.index()} == {Pool.PRACTICE, Pool.SELF_CHECK}
        assert [blueprint.id for blueprint in bank.blueprints()] == ["trial"]
        assert not bank.meta.graded
    with BankFile.open(trainer) as bank:
        assert {row.pool for row in bank.index()} == set(Pool)
        assert [blueprint.id for blueprint in bank.blueprints()] == ["exam", "trial"]
        assert bank.meta.graded
        assert not [hit for hit in bank.search("spade") if hit.kind == "item"]


def test_tables_are_strict_and_references_hold(tmp_path: Path) -> None:
    with closing(sqlite3.connect(build(tmp_path))) as connection:
        tables = connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        )
        loose = {name for name, strict in tables if not strict and not name.startswith(("sqlite_", "search"))}
        assert loose == set()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert len(connection.execute("PRAGMA foreign_key_list(items)").fetchall()) == 2


def test_content_with_findings_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    out = build(tmp_path)
    before = out.read_bytes()
    with pytest.raises(BuildRefused) as refused:
        build(tmp_path, changes={"AL_1": {"stem": "What **now**?"}})
    assert refused.value.findings[0].where == "AL_1"
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.bank"]


def test_a_failure_while_writing_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = build(tmp_path)
    before = out.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("question_bank.build._fill", full)
    with pytest.raises(OSError, match="No space"):
        build(tmp_path)
    assert out.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.bank"]


def test_a_draft_leaves_out_what_cannot_work_and_what_named_it(tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        "F3": {"kind": "riddle"},
        "AL_1": {"stem": "What **now**?"},
        "AL_2": {"facts": ["F99"]},
        "night": {"start": "attic"},
    }
    out = build(tmp_path, changes=changes, draft=True)
    with BankFile.open(out) as bank:
        assert bank.find_fact("F3") is None
        ids = [row.id for row in bank.index()]
        assert "AL_1" in ids
        assert not {"AL_2", "BE_1"} & set(ids)
        assert bank.cases() == ()
        assert bank.find_lesson("lesson_2") is None
        assert bank.meta.draft
        assert bank.meta.left_out > 5


def test_a_bank_is_a_draft_until_everything_is_reviewed(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    assert build_bank([folder], tmp_path / "a.bank").draft
    write_reviews(folder)
    assert not build_bank([folder], tmp_path / "a.bank").draft


def test_a_bank_in_a_checkout_is_built_when_it_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_content(tmp_path / "content")
    out = tmp_path / "deep/learner.bank"
    assert source.ensure_bank(out, [folder]) == out
    built: list[Path] = []
    real = build_bank
    monkeypatch.setattr("question_bank.build.build_bank", lambda *a, **k: (built.append(out), real(*a, **k))[1])
    source.ensure_bank(out, [folder])
    assert built == []
    write_content(folder, AL_1={"level": 3})
    source.ensure_bank(out, [folder])
    assert len(built) == 1
    out.unlink()
    source.ensure_bank(out, [folder])
    assert len(built) == 2
    source.ensure_bank(out, [folder], with_graded=True)
    assert len(built) == 3


def test_where_there_is_no_content_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "HERE", tmp_path)
    assert source.content_folder() is None
    assert source.packaged_bank() is None
    with pytest.raises(FileNotFoundError):
        source.ensure_bank(tmp_path / "a.bank")
    (tmp_path / "built").mkdir()
    (tmp_path / "built/learner.bank").write_bytes(b"x")
    assert source.packaged_bank() == tmp_path / "built/learner.bank"
