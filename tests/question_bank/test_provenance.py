"""Facts stand where the ledger says, sentence by sentence, and the bank copies nothing: on two made-up documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from question_bank import passages
from question_bank.authoring import load
from question_bank.provenance import Verified, verify
from tests.builders.content import PLAN_TEXT, RULES_TEXT, sha, write_content, write_documents

ELSEWHERE = {"id": "r9", "place": "Rules, paragraph 9", "lines": [[3, 3]], "digest": sha("Nothing like it.")}


def verified(tmp_path: Path, **changes: Any) -> Verified:
    return verify(load([write_content(tmp_path / "content", **changes)]), write_documents(tmp_path / "documents"))


def told(result: Verified) -> list[str]:
    return [str(finding) for finding in result.findings]


def test_the_small_bank_is_verified(tmp_path: Path) -> None:
    result = verified(tmp_path)
    assert told(result) == []
    assert (result.documents, result.facts, result.passages) == (2, 6, 4)


def test_documents_are_found_by_digest_whatever_their_name(tmp_path: Path) -> None:
    content = load([write_content(tmp_path / "content")])
    folder = write_documents(tmp_path / "documents")
    (folder / "rules.txt").rename(folder / "0001_download (3).txt")
    (folder / "readme.bin").write_bytes(b"\0\1")
    (folder / "inner").mkdir()
    assert told(verify(content, folder)) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"F3__r2": {"digest": sha("Nothing like it.")}}, "F3: passage r2: is not in the document"),
        ({"F3__r2": {"lines": [[5, 5]]}}, "F3: passage r2: stands on the lines 4 to 4, not on those recorded"),
        ({"F3__r2": {"sentences": [2]}}, "F3: passage r2: names sentence 2 of 1"),
        ({"F1": {"corroborated_by": ["p1#s05"]}}, "F1: corroborated_by: p1#s05 names a sentence past the last of 2"),
        (
            {"F2": {"statement": "In 2022 a tool is lent for 15 days."}},
            "F2: statement: says 15, which its passages do not",
        ),
        ({"F2": {"statement": "In 2022 a tool is lent for fifteen days."}}, "F2: statement: says 15"),
        ({"F2": {"statement": "In 1999 a tool is lent."}}, "F2: statement: says 1999"),
        (
            {"F2": {"statement": "Of a loan the desk keeps a record of every loan and of each return."}},
            "F2: statement: shares",
        ),
        ({"F3": {"note": "A tool that came back broken and says whether it can."}}, "F3: note: shares"),
        ({"F3": {"derived": "A tool that came back broken and says whether it can."}}, "F3: derived: shares"),
        ({"F4__r3": {"place": "Critics wrote that the desk sends people away too"}}, "F4: passage r3: shares"),
        ({"rules": {"passage": [ELSEWHERE]}}, "rules: passage r9: is not in the document"),
        (
            {"AL_1": {"vignette": "Does the desk keep a record of every loan and of each return?"}},
            "AL_1: vignette: shares",
        ),
        (
            {"AL_1__a": {"feedback": "Anyone with a card may borrow one tool. The desk is open."}},
            "AL_1 option a: feedback: shares",
        ),
        ({"lesson_1__6": {"text": "Critics wrote that the desk sends people away!"}}, "lesson_1 block 6: text: shares"),
        (
            {"night__hall": {"text": "Borrowers rose to 40 in a year, and the co-operation went on."}},
            "night scene hall: text",
        ),
    ],
)
def test_a_fact_that_does_not_hold_is_told(tmp_path: Path, changes: dict[str, Any], problem: str) -> None:
    assert any(problem in line for line in told(verified(tmp_path, **changes))), told(verified(tmp_path, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"F2": {"statement": "In 2022 a tool is lent for fourteen days."}},
        {"F2": {"statement": "In 2022 a tool is lent for 2 weeks.", "derived": "14 days are 2 weeks"}},
        {"AL_1": {"vignette": "He says that anyone with a card may borrow a drill."}},
        {
            "rules": {"title": "Anyone with a card may borrow one tool"},
            "AL_1": {"vignette": "Anyone with a card may borrow one tool."},
        },
    ],
    ids=["number words", "derived", "seven words", "a title"],
)
def test_what_is_allowed_is_not_a_finding(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert told(verified(tmp_path, **changes)) == []


def test_another_edition_is_named_and_its_passages_looked_for(tmp_path: Path) -> None:
    content = load([write_content(tmp_path / "content")])
    folder = write_documents(tmp_path / "documents")
    moved = "A new line at the top\n\n" + RULES_TEXT.replace("Critics", "Friends")
    (folder / "rules.txt").write_text(moved, "utf-8")
    assert told(verify(content, folder)) == [
        "documents.toml: rules: sha256: is another edition: rules.txt has another digest. "
        "Its passages are looked for all the same. [verify]",
        "facts/rules.toml: F4: passage r3: is not in the document. Read the passage again and mend the fact. [verify]",
    ]


def test_a_document_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    content = load([write_content(tmp_path / "content")])
    folder = write_documents(tmp_path / "documents")
    (folder / "rules.txt").unlink()
    (folder / "plan.txt").write_bytes(b"%PDF\xff\xfe\0")
    result = verify(content, folder)
    assert result.documents == 0
    assert any("rules: file: is not in the folder" in line and "Put rules.txt there" in line for line in told(result))
    assert any("plan: file: plan.txt is no UTF-8 text" in line for line in told(result))


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        verify(load([write_content(tmp_path / "content")]), tmp_path / "absent")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["one", "two"], "one two"),
        (["imple-", "mentation"], "implementation"),
        (["the co-", "operation"], "the co-operation"),
        (["2007-", "2010"], "2007-2010"),
        (["Palermo-", "Protocol"], "Palermo- Protocol"),
        (["\u2022 a point"], "a point"),
        (["a\u00a0b\tc\ufffdd"], "a b c d"),
        (["soft\u00adly"], "softly"),
        (["the reinte", "gration, then"], "the reintegration, then"),
        (["  much   space  ", "", " more"], "much space more"),
    ],
)
def test_normalising(lines: list[str], text: str) -> None:
    assert passages.normalise(lines) == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("See e.g. Copenhagen. Then go.", 2),
        ("He said \u201cno.\u201d Then he left.", 2),
        ("A footnote.4 Then more.", 2),
        ("1. First point", 1),
        ("a small letter. after it", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(passages.sentences(text)) == count


def test_a_passage_is_found_where_it_stands_now() -> None:
    lines = ("\n\n" + PLAN_TEXT).split("\n")
    wanted = passages.digest(passages.at(PLAN_TEXT.split("\n"), [(3, 6)]))
    assert passages.look_for(lines, wanted) == (5, 8)
    assert passages.look_for(lines, sha("absent")) is None
