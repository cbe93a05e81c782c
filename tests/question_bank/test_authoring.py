"""Authored content is read whole: every fault is found, none stops the reading."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank import checks
from question_bank.authoring import LARGEST_FILE, Content, load
from question_bank.fields import tidy
from question_bank.model import read
from tests.builders.content import REMOVED, write_content


def problems(content: Content) -> list[str]:
    return [str(finding) for finding in content.findings]


def test_the_small_bank_is_valid(tmp_path: Path) -> None:
    content = load([write_content(tmp_path)])
    assert problems(content) == []
    assert checks.check(content) == ()
    assert [module.id for module in content.bank.modules] == ["alpha", "beta"]
    assert [objective.order for objective in content.bank.objectives] == [1, 2, 1]
    assert [len(item.key) for item in content.bank.items] == [1] * 11


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"AL_1": {"stemm": "?"}}, "AL_1: stemm: is not a field that is known here"),
        ({"AL_1": {"stem": REMOVED}}, "AL_1: stem: is missing"),
        ({"AL_1": {"stem": "  "}}, "AL_1: stem: is empty"),
        ({"AL_1": {"family": ""}}, "AL_1: family: is empty"),
        ({"AL_1": {"stem": 5}}, "AL_1: stem: should be a text, not a whole number"),
        ({"AL_1": {"level": True}}, "AL_1: level: should be a whole number, not true or false"),
        ({"AL_1": {"level": 9}}, "AL_1: level: is 9. Choose from 1 to 3."),
        ({"AL_1": {"kind": "riddle"}}, "kind: is “riddle”. Choose from recall, application, judgement."),
        ({"AL_1": {"facts": "F1"}}, "AL_1: facts: should be a list, not a text"),
        ({"AL_1": {"facts": []}}, "AL_1: facts: is empty"),
        ({"AL_1": {"facts": ["F1", "F1"]}}, "AL_1: facts: names something twice"),
        ({"AL_1": {"facts": [1]}}, "AL_1: facts: should be a list of texts"),
        ({"AL_1": {"option": ["a"]}}, "AL_1: option: entry 1 should be a table"),
        ({"AL_1": {"tags": "none"}}, "AL_1: tags: should be a table"),
        ({"AL_1": {"as_of": "about 2022"}}, "AL_1: as_of: is “about 2022”"),
        ({"AL_1": {"as_of": "2022-2011"}}, "AL_1: as_of: ends before it begins"),
        ({"AL_1": {"stem": "What\u202e now?"}}, "AL_1: stem: holds characters that cannot be seen"),
        ({"AL_1__a": {"correct": "yes"}}, "AL_1 option a: correct: should be true or false, not a text"),
        ({"AL_1__a": {"why": ""}}, "AL_1 option a: why: is not a field"),
        ({"F1": {"as_of": {"from": 2022}}}, "F1: to: is missing"),
        ({"F1__r1": {"lines": [[4, 3]]}}, "lines: should be a list of line ranges"),
        ({"F1__r1": {"sentences": [0]}}, "sentences: should be a list of different whole numbers from 1"),
        ({"lesson_1__4": {"rows": [["a"], ["b", "c"]]}}, "lesson_1 block 4: rows: has rows of different length"),
        ({"lesson_1__4": {"rows": ["a"]}}, "rows: should be a list of rows"),
        ({"lesson_1__6": {"items": ["a"]}}, "lesson_1 block 6: items: is not a field"),
        ({"night": {"extra": 1}}, "night: extra: is not a field"),
        ({"night__hall__a": {"rating": "nice"}}, "night scene hall choice a: rating: is “nice”"),
        ({"trial": {"pass_mark": -1}}, "trial: pass_mark: is -1"),
        ({"AL_2": {"id": "AL_1"}}, "id: AL_1 is taken in modules/alpha/items/first.toml"),
        ({"first": {"id": "AL_1"}}, "id: AL_1 is taken in modules/alpha/module.toml"),
        ({"bank": {"name": REMOVED}}, "bank.toml: name: is missing"),
        ({"bank": {"colour": "red"}}, "bank.toml: colour: is not a field"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, changes: dict[str, dict[str, object]], told: str) -> None:
    content = load([write_content(tmp_path, **changes)])
    assert any(told in problem for problem in problems(content)), problems(content)


def test_every_fault_is_collected_in_one_go(tmp_path: Path) -> None:
    changes = {
        "AL_1": {"stem": 1, "level": 8},
        "F1": {"kind": "x"},
        "lesson_1": {"minutes": "x"},
        "night": {"start": 3},
    }
    content = load([write_content(tmp_path, **changes)])
    assert len(content.findings) == 5
    assert content.faulty == {"AL_1", "F1", "lesson_1", "night"}
    assert len(content.bank.items) == 11


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"[[item]]\nid = \n", "is not TOML: Invalid value (at line 2"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"a = 1\nb = '\xe6'\n", "line 2: is not UTF-8"),
        (b"a = '\x00'", "holds NUL bytes"),
        (b"#" * (LARGEST_FILE + 1), "is larger than 2 MB"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "is nested too deeply"),
        (b"a = " + b"9" * 6000, "is not TOML"),
        (b"[item]\nid = 1", "item: should be a list, not a table"),
        (b"other = 1", "other: is not a field"),
    ],
)
def test_hostile_files_are_findings(tmp_path: Path, data: bytes, told: str) -> None:
    write_content(tmp_path)
    (tmp_path / "modules/alpha/items/odd.toml").write_bytes(data)
    content = load([tmp_path])
    assert len(content.findings) == 1
    assert told in problems(content)[0]
    assert "modules/alpha/items/odd.toml" in problems(content)[0]
    assert len(content.bank.items) == 11


@pytest.mark.parametrize("name", ["modules/alpha/lessons/x.toml", "modules/alpha/cases/x.toml", "blueprints/x.toml"])
def test_a_file_without_its_table_is_a_finding(tmp_path: Path, name: str) -> None:
    write_content(tmp_path)
    (tmp_path / name).write_text("odd = 1\n", "utf-8")
    told = problems(load([tmp_path]))
    assert any("has no [" in problem for problem in told)
    assert any("holds “odd”" in problem for problem in told)


def test_what_is_no_ordinary_file_is_a_finding(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "modules/alpha/items/folder.toml").mkdir()
    loop = tmp_path / "modules/alpha/items/loop.toml"
    loop.symlink_to(loop.name)
    os.mkfifo(tmp_path / "modules/alpha/items/pipe.toml")
    told = problems(load([tmp_path]))
    assert len(told) == 3
    assert all("is not an ordinary file" in problem or "cannot be read" in problem for problem in told)


def test_a_file_in_the_wrong_place_is_not_passed_over(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "modules/alpha/item").mkdir()
    (tmp_path / "modules/alpha/item/lost.toml").write_text("", "utf-8")
    assert problems(load([tmp_path])) == [
        "modules/alpha/item/lost.toml: lies where no content is read. Move it to its place. [format]"
    ]


def test_a_folder_that_is_none_is_a_finding(tmp_path: Path) -> None:
    told = problems(load([tmp_path / "absent"]))
    assert any("is not a folder that can be read" in problem for problem in told)
    assert any("names no bank" in problem for problem in told)


def test_later_folders_add(tmp_path: Path) -> None:
    base = write_content(tmp_path / "base")
    more = tmp_path / "more/modules/alpha/items"
    more.mkdir(parents=True)
    own = (
        (base / "modules/alpha/items/second.toml").read_text("utf-8").replace("AL_", "OWN_").replace("slips", "labels")
    )
    (more / "own.toml").write_text(own, "utf-8")
    content = load([base, tmp_path / "more"])
    assert problems(content) == []
    assert len(content.bank.items) == 14
    assert content.files["OWN_6"] == "more/modules/alpha/items/own.toml"
    again = load([base, base])
    assert all(finding.rule == "unique-id" for finding in again.findings)


def test_texts_are_tidied(tmp_path: Path) -> None:
    assert tidy("  one\n two\t three \r\n\r\n four ") == "one two three\n\nfour"
    assert tidy("e\u0301") == "\u00e9"
    content = load([write_content(tmp_path, AL_1={"stem": "What\nnow?\n"})])
    assert read(content.bank.items[0].stem, "en") == "What now?"


DANISH = """
["AL_1"]
stem = "Hvad gør du?"
["AL_1".option.a]
text = "Låner det ud"
[lesson_1.block.3]
items = ["En", "To"]
[lesson_1.block.4]
rows = [["Hvem", "Hvad"], ["Værksted", "Prøver"]]
[night.scene.hall.choice.a]
text = "Ser på kortet"
[night.scene.yard.variant.1]
text = "Han ventede."
[alpha]
title = "Udlån"
[rules]
trust = "Til at stole på."
"""


def test_translations_are_merged(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "translations/da").mkdir(parents=True)
    (tmp_path / "translations/da/all.toml").write_text(DANISH, "utf-8")
    content = load([tmp_path])
    assert problems(content) == []
    bank = content.bank
    assert bank.languages == ("en", "da")
    assert bank.items[0].stem["da"] == "Hvad gør du?"
    assert bank.items[0].option("a").text["da"] == "Låner det ud"
    assert bank.lessons[0].blocks[2].items[1] == {"en": "Then it comes back.", "da": "To"}
    assert bank.lessons[0].blocks[3].rows[1][0]["da"] == "Værksted"
    assert bank.cases[0].scene("hall").choice("a").text["da"] == "Ser på kortet"
    assert bank.cases[0].scene("yard").variants[0].text["da"] == "Han ventede."
    assert bank.modules[0].title["da"] == "Udlån"
    assert bank.documents[0].trust["da"] == "Til at stole på."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('["AL_99"]\nstem = "?"', "AL_99: stem: translates a text that does not exist"),
        ('["AL_1"]\nstamm = "?"', "AL_1: stamm: translates a text that does not exist"),
        ('["AL_1"]\nstem = 4', "AL_1: stem: should be a text"),
        ('[lesson_1.block.3]\nitems = ["En"]', "lesson_1 block 3: items: should be a list of 2 texts"),
        ('[lesson_1.block.4]\nrows = [["En"]]', "rows: should have the rows of the original"),
    ],
)
def test_a_translation_that_does_not_fit_is_a_finding(tmp_path: Path, text: str, told: str) -> None:
    write_content(tmp_path)
    (tmp_path / "translations/da").mkdir(parents=True)
    (tmp_path / "translations/da/all.toml").write_text(text, "utf-8")
    assert any(told in problem and "translations/da/all.toml" in problem for problem in problems(load([tmp_path])))


def test_a_text_translated_twice_is_a_finding(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "translations/da").mkdir(parents=True)
    for name in ("a.toml", "b.toml"):
        (tmp_path / "translations/da" / name).write_text('["AL_1"]\nstem = "Hvad?"', "utf-8")
    assert any("is translated in translations/da/a.toml as well" in problem for problem in problems(load([tmp_path])))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[review]]\nrevision = 1", "should name one item, one case or one lesson"),
        ('[[review]]\nitem = "AL_1"\nrevision = 1\ndate = "2026-01-01"\nby = "cat"\nverdict = "kept"', "by: is “cat”"),
    ],
)
def test_a_review_that_cannot_be_read_is_a_finding(tmp_path: Path, text: str, told: str) -> None:
    write_content(tmp_path)
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews/alpha.toml").write_text(text, "utf-8")
    assert any(told in problem for problem in problems(load([tmp_path])))


FIELDS = (
    *("id", "title", "stem", "option", "tags", "facts", "lines", "sentences", "as_of"),
    *("rows", "items", "block", "scene", "choice", "goto", "variant", "sets", "quota"),
)
ANYTHING = st.recursive(
    st.booleans()
    | st.integers(-10, 10)
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "en", "x"]), inner, max_size=2),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    unit=st.sampled_from(
        ["rules", "F1", "F1__r1", "AL_1", "AL_1__a", "lesson_1", "lesson_1__2", "night", "night__hall__a", "trial"]
    ),
    field=st.sampled_from(FIELDS),
    value=ANYTHING,
)
def test_no_value_anywhere_raises(tmp_path: Path, unit: str, field: str, value: object) -> None:
    folder = write_content(tmp_path / "any", **{unit: {field: value}})
    checks.check(load([folder]), releasing=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_no_bytes_raise(tmp_path: Path, data: bytes) -> None:
    folder = write_content(tmp_path / "any")
    (folder / "modules/alpha/items/odd.toml").write_bytes(data)
    load([folder])
