"""Reviewing: sheets show what a pass may see, verdicts go into the log whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from question_bank import checks
from question_bank.__main__ import main
from question_bank.authoring import load
from question_bank.reviewing import Pass, answers, mark, sheet
from tests.builders.content import write_content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


def test_each_pass_sees_more(folder: Path) -> None:
    bank = load([folder]).bank
    blind, informed, arguing = ("\n".join(sheet(bank, shown, ["AL_1", "night"])) for shown in Pass)
    item = next(item for item in bank.items if item.id == "AL_1")
    statements = {fact.id: fact.statement["en"] for fact in bank.facts}
    assert item.stem["en"] in blind
    assert all(option.text["en"] in blind for option in item.options)
    assert "KEY" not in blind
    assert not any(statement in blind for statement in statements.values())
    assert all(statements[name] in informed for name in item.facts)
    assert "KEY" not in informed
    assert item.options[0].feedback["en"] not in informed
    assert "KEY" in arguing
    assert item.options[0].feedback["en"] in arguing
    assert "expert path" in arguing
    assert "AL_2" not in arguing


def test_a_mark_names_what_was_read(folder: Path) -> None:
    item = load([folder]).bank.items[0]
    option = item.options[0]
    other = replace(option, text={"en": "Something else"})
    assert mark(item) == mark(replace(item, revision=7, equivalent="AL_9"))
    assert mark(item) == mark(replace(item, stem={**item.stem, "da": "Hvad nu?"}))
    assert mark(item) != mark(replace(item, options=(other, *item.options[1:])))
    assert mark(item) != mark(replace(item, options=(replace(option, correct=not option.correct), *item.options[1:])))


def test_verdicts_are_recorded(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bank = load([folder]).bank
    item = next(item for item in bank.items if item.id == "AL_1")
    case = bank.cases[0]
    verdicts = tmp_path / "verdicts.toml"
    verdicts.write_text(
        f'[[review]]\nitem = "AL_1"\nblind = ["b"]\ninformed = {list(answers(item))}\nargument = "fails"\n'
        'verdict = "kept"\nnote = "He said \\"both\\"."\n'
        f'[[review]]\ncase = "{case.id}"\ninformed = {list(answers(case))}\nargument = "fails"\n'
        'verdict = "changed"\n'
        '[[review]]\nlesson = "lesson_1"\nby = "practitioner"\ndate = "2027-02-03"\nverdict = "kept"\n',
        "utf-8",
    )
    assert main(["review", "--record", str(verdicts), "--content", str(folder)]) == 0
    assert "alpha.toml" in capsys.readouterr().out
    content = load([folder])
    assert checks.check(content) == ()
    reviews = {review.id: review for review in content.reviews}
    assert reviews["AL_1"].read == mark(item)
    assert reviews["AL_1"].note == 'He said "both".'
    assert (reviews["lesson_1"].by, reviews["lesson_1"].date) == ("practitioner", "2027-02-03")
    told = {finding.unit for finding in checks.unreviewed(content)}
    assert not told & {"AL_1", case.id, "lesson_1"}
    assert "AL_2" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[review]]\nitem = "AL_99"\nverdict = "kept"', "should name one item, one case or one lesson"),
        ('[[review]]\nitem = "AL_1"\nverdict = "fine"', "should have the verdict"),
        ('[[review]]\nitem = "AL_1"\nverdict = "kept"\nmood = 3', "a field that is not known: mood"),
        ("review = [3]", "is no table"),
        ("review = {", "is not UTF-8 text in TOML"),
    ],
)
def test_verdicts_are_recorded_all_or_none(
    folder: Path, tmp_path: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = tmp_path / "verdicts.toml"
    sound = '[[review]]\nitem = "AL_2"\nverdict = "kept"\n' if text.startswith("[[") else ""
    verdicts.write_text(sound + text, "utf-8")
    assert main(["review", "--record", str(verdicts), "--content", str(folder)]) == 1
    printed = capsys.readouterr().err
    assert "Nothing was written." in printed
    assert told in printed
    assert not (folder / "reviews").exists()


def test_a_sheet_by_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--sheet", "informed", "--module", "alpha", "--content", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert "=== AL_1" in printed
    assert "=== BE_1" not in printed
    assert main(["review", "AL_77", "--content", str(folder)]) == 1
    assert "There is no item and no case AL_77." in capsys.readouterr().err
