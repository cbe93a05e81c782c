"""What a shell sees of `vejvis`: exit codes, streams, no Qt, no traceback. Real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.drivers.command import ROOT, process
from trainer import cli
from trainer.display import has_display
from trainer.faults import Exit

NO_DISPLAY = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_one_sentence_and_3(tmp_path: Path) -> None:
    ended = process("--data-dir", str(tmp_path), environment=NO_DISPLAY)
    assert (ended.code, ended.out) == (Exit.NO_DISPLAY, "")
    assert len(ended.err.strip().splitlines()) == 1
    assert "display" in ended.err
    assert "--help" in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("environment", "system", "display"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":63"}, "linux", False),
        ({"DISPLAY": "no such display"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-63"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_a_window_can_be_shown(environment: dict[str, str], system: str, display: bool) -> None:
    """A variable alone shows nothing: somebody must answer behind it."""
    assert has_display(environment, system) is display


def test_help_shows_every_exit_code() -> None:
    ended = process("--help")
    assert ended.code == Exit.DONE
    for code in Exit:
        assert f"  {code.value:<3} " in ended.out
    for command in ("export", "profiles", "backup", "restore", "doctor", "demo"):
        assert f"    {command} " in ended.out


def test_the_readme_has_the_same_table_of_exit_codes() -> None:
    from trainer.catalogue import Catalogue

    readme = (ROOT / "README.md").read_text("utf-8")
    words = Catalogue()
    for code in Exit:
        said = words.say(f"cli.exit.{code.name.lower()}")
        sentence = said.replace("(doctor, certificate check)", "(`doctor`, `certificate check`)")
        assert f"| {code.value} | {sentence} |" in readme


def test_version() -> None:
    ended = process("--version")
    assert ended.code == Exit.DONE
    assert ended.out.startswith("Vejvis ")


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["export"],
        ["export", "scores"],
        ["export", "scores", "--format", "doc", "--out", "x"],
        ["export", "scores", "--format", "csv", "--out", "x", "--separator", "x"],
        ["profiles"],
        ["demo", "--learners", "0"],
        ["demo", "--learners", "many"],
        ["--language", "xx"],
    ],
)
def test_what_is_not_understood_ends_with_2(
    argv: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--data-dir", str(tmp_path), *argv]) == Exit.USAGE
    assert "usage: vejvis" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_no_subcommand_loads_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from trainer import cli\n"
        "for argv in (['demo', '--learners', '1'], ['doctor'], ['export', 'scores', '--format', 'xlsx', '--out', 'a.xlsx'],"
        " ['profiles', 'list'], ['backup', 'b.db'], ['restore', 'b.db']):\n"
        f"    assert cli.main([*argv, '--data-dir', {str(tmp_path / 'records')!r}]) == 0, argv\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd=tmp_path, env=environment, timeout=120)


def test_heavy_parts_are_loaded_only_by_who_needs_them() -> None:
    code = (
        "import sys, trainer.cli, trainer.house\n"
        "heavy = ('xlsxwriter', 'fsrs', 'nacl', 'question_bank.build', 'question_bank.authoring', 'trainer.reports')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], check=True, env=environment, capture_output=True, timeout=60)
    assert done.stdout.decode().strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
@pytest.mark.parametrize("argv", [["--help"], ["profiles", "list"]])
def test_a_reader_that_has_seen_enough_is_no_trouble(argv: list[str], peopled_folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "VEJVIS_DATA_DIR": str(peopled_folder)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "trainer", *argv],
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_mistake_in_the_program_ends_with_70_and_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import tempfile

    from trainer.commands import safekeeping

    def breaks(_: object) -> Exit:
        raise ZeroDivisionError

    monkeypatch.setattr(safekeeping, "examine", breaks)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert cli.main(["doctor", "--data-dir", str(tmp_path / "records")]) == Exit.CRASH
    (report,) = tmp_path.glob("vejvis-crash-*.txt")
    assert str(report) in capsys.readouterr().err


def test_ctrl_c_says_that_it_stopped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from trainer.commands import safekeeping

    def interrupted(_: object) -> Exit:
        raise KeyboardInterrupt

    monkeypatch.setattr(safekeeping, "examine", interrupted)
    assert cli.main(["doctor"]) == cli.STOPPED
    assert capsys.readouterr().err == "Stopped.\n"


def test_the_folder_can_be_named_before_or_behind_the_command_or_in_the_environment(tmp_path: Path) -> None:
    folder = str(tmp_path / "records")
    for ended in (
        process("--data-dir", folder, "doctor"),
        process("doctor", "--data-dir", folder),
        process("doctor", environment={"VEJVIS_DATA_DIR": folder}),
        process("doctor", "--data-dir", "records", cwd=tmp_path),
    ):
        assert ended.code == Exit.DONE
        assert f"Records: {folder}" in ended.out
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_without_letters_shows_question_marks(tmp_path: Path) -> None:
    folder = str(tmp_path / "records")
    assert process("profiles", "add", "Łukasz Ørsted", "--data-dir", folder).code == Exit.DONE
    ended = process("profiles", "list", "--data-dir", folder, environment={"PYTHONIOENCODING": "latin-1:strict"})
    assert ended.code == Exit.DONE
