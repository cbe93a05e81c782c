"""The command line: what it prints, with which exit code, in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from question_bank.__main__ import main
from tests.builders.content import write_content, write_documents


@pytest.fixture
def content(tmp_path: Path) -> str:
    return str(write_content(tmp_path / "content"))


def test_check_of_sound_content(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--content", content]) == 0
    printed = capsys.readouterr().out
    assert "11 items, 1 cases: 0 findings." in printed
    assert "not gated at this size" in printed


def test_check_of_broken_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content", AL_1={"stem": 3})
    assert main(["check", "--content", str(folder)]) == 1
    assert "modules/alpha/items/first.toml: AL_1: stem: should be a text" in capsys.readouterr().out


def test_check_before_a_release(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--release", "--content", content]) == 1
    assert "has never been reviewed" in capsys.readouterr().out


def test_build_and_dump(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.bank"
    assert main(["build", "--out", str(out), "--content", content]) == 0
    assert "Tool library 1.0, a draft" in capsys.readouterr().out
    assert main(["dump", "--format", "json", "--bank", str(out)]) == 0
    of_file = json.loads(capsys.readouterr().out)
    assert main(["dump", "--content", content]) == 0
    of_folder = json.loads(capsys.readouterr().out)
    assert list(of_file) == list(of_folder)
    assert list(of_file) == [
        "meta",
        "documents",
        "facts",
        "modules",
        "objectives",
        "lessons",
        "items",
        "cases",
        "blueprints",
    ]
    assert (len(of_file["items"]), len(of_folder["items"])) == (7, 11)
    assert of_file["items"][0] == of_folder["items"][0]
    assert of_file["meta"]["counts"]["items"] == 7


def test_a_dump_has_plain_texts(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["dump", "--content", content])
    dump = json.loads(capsys.readouterr().out)
    item = dump["items"][0]
    assert item["stem"] == "What do you do?"
    assert (item["pool"], item["kind"], item["as_of"]) == ("practice", "application", None)
    assert item["tags"]["outcome"] == "unclear"
    assert set(item["options"][0]) >= {"id", "text", "correct", "feedback", "fact"}
    scene = dump["cases"][0]["scenes"][0]
    assert set(scene["choices"][0]) >= {"id", "text", "rating", "error", "fact", "consequence", "goto"}
    assert dump["facts"][0]["as_of"] == "2022"
    assert dump["facts"][0]["as_of_years"] == [2022, 2022]


def test_a_dump_of_broken_content_says_so_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content", AL_1={"stem": 3})
    assert main(["dump", "--content", str(folder)]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["items"]
    assert "AL_1" in printed.err


def test_a_build_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content", AL_2={"facts": ["F99"]})
    out = tmp_path / "a.bank"
    assert main(["build", "--out", str(out), "--content", str(folder)]) == 1
    assert "Not built" in capsys.readouterr().err
    assert not out.exists()
    assert main(["build", "--draft", "--out", str(out), "--content", str(folder)]) == 0
    assert "Left out, because they cannot work: 1." in capsys.readouterr().out


def test_stats(content: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--content", content]) == 0
    printed = capsys.readouterr().out
    for title in ("Totals", "Modules", "Objectives", "Kind", "Pool", "Tag: sex", "Core facts", "Objectives with a gap"):
        assert f"\n{title}\n" in printed
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    assert "all 4 3 (75%) 3 (75%)" in lines
    assert "alpha 2 1 3 2 3 1" in lines
    assert "first yes 1 2 1 2 1" in lines


def test_stats_name_the_gaps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_content(tmp_path / "content", BE_1=None, BE_2=None, BE_3=None, lesson_2={"objectives": []})
    main(["stats", "--content", str(folder)])
    assert "third no lesson no item" in " ".join(capsys.readouterr().out.split())


def test_verify(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = write_documents(tmp_path / "documents")
    assert main(["verify", "--documents", str(documents), "--content", content]) == 0
    assert "2 of 2 documents found; 6 facts, 4 passages, 0 findings." in capsys.readouterr().out
    (documents / "plan.txt").unlink()
    assert main(["verify", "--documents", str(documents), "--content", content]) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--content", "{tmp}/absent"], "is not a folder"),
        (["verify", "--documents", "{tmp}/absent", "--content", "{content}"], "is not a folder with documents"),
        (["dump", "--bank", "{tmp}/absent"], "There is no file at"),
        (["dump", "--bank", "{tmp}"], "cannot be read"),
        (["dump", "--bank", "{content}/bank.toml"], "is not a question bank"),
        (["build", "--out", "{content}/bank.toml/x", "--content", "{content}"], "bank.toml"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main([argument.format(tmp=tmp_path, content=content) for argument in arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


def test_without_content_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("question_bank.commands.output.content_folder", lambda: None)
    assert main(["check"]) == 2
    assert "no authored content" in capsys.readouterr().err
