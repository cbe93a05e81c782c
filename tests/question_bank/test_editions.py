"""Files are told apart by what stands in them: the very edition, another one, none, damaged, too large; two made-up documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank import passages
from question_bank.authoring import load
from question_bank.editions import LARGEST, Editions
from question_bank.model import Edition
from tests.builders.content import PLAN_TEXT, RULES_TEXT, sha, write_content, write_documents


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    bank = load([write_content(tmp_path_factory.mktemp("content"))]).bank
    return Editions(bank.documents, bank.facts)


def written(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_the_very_edition_is_known_by_its_bytes_whatever_its_name(editions: Editions, tmp_path: Path) -> None:
    path = write_documents(tmp_path) / "rules.txt"
    looked = editions.look_at(path.rename(tmp_path / "0001_download (3).bin"))
    assert (looked.edition, looked.document, looked.sha256) == (Edition.RECOGNISED, "rules", sha(RULES_TEXT))
    assert looked.passages == len(looked.texts) == 3
    assert looked.texts[sha(RULES_TEXT.split("\n")[3])].startswith("The workshop, and nobody else")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A new title\n\n" + RULES_TEXT.replace("Critics", "Friends"), 2),
        (RULES_TEXT.replace("\n", "\r\n"), 3),
        ("\ufeff" + RULES_TEXT, 3),
        (RULES_TEXT.replace(" and ", "\nand "), 3),
        (RULES_TEXT.replace("Anyone", "Nobody").replace("Critics", "Friends"), 1),
    ],
    ids=["moved and changed", "line ends", "byte order mark", "set anew", "one left"],
)
def test_another_edition_is_known_by_its_passages(editions: Editions, tmp_path: Path, text: str, found: int) -> None:
    looked = editions.look_at(written(tmp_path / "rules.txt", text))
    assert (looked.edition, looked.document) == (Edition.OTHER, "rules")
    assert (len(looked.texts), looked.passages) == (found, 3)
    assert all(passages.digest(text) == key for key, text in looked.texts.items())


@pytest.mark.parametrize(
    ("data", "edition"),
    [
        (b"%PDF\xff\xfe\0", Edition.DAMAGED),
        (b"Anyone \xff may", Edition.DAMAGED),
        (RULES_TEXT.encode("utf-16"), Edition.DAMAGED),
        (RULES_TEXT.encode()[:40] + b"\0" * 400, Edition.DAMAGED),
        (b"", Edition.UNKNOWN),
        (b"A letter to the editor.\n", Edition.UNKNOWN),
    ],
    ids=["binary", "not UTF-8", "UTF-16", "zeros after a crash", "empty", "another text"],
)
def test_what_is_no_document_is_named_for_what_it_is(
    editions: Editions, tmp_path: Path, data: bytes, edition: Edition
) -> None:
    looked = editions.look_at(written(tmp_path / "file", data))
    assert (looked.edition, looked.document, dict(looked.texts)) == (edition, "", {})


def test_a_document_that_lost_all_its_passages_is_damaged(editions: Editions, tmp_path: Path) -> None:
    looked = editions.look_at(written(tmp_path / "rules.txt", "Nothing of it.\n"), "rules")
    assert (looked.edition, looked.document) == (Edition.DAMAGED, "rules")


def test_a_huge_file_is_refused_before_it_is_read(editions: Editions, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    path.chmod(0)  # Reading it would fail.
    assert editions.look_at(path).edition is Edition.TOO_LARGE
    with path.open("wb") if os.access(path, os.W_OK) else pytest.raises(PermissionError):
        pass


def test_the_largest_file_that_is_read_ends_the_search(editions: Editions, tmp_path: Path) -> None:
    text = "some words on a line of a very long text\n" * (LARGEST // 41)
    assert editions.look_at(written(tmp_path / "long.txt", text)).edition is Edition.UNKNOWN


def test_what_is_not_there_or_no_file(editions: Editions, tmp_path: Path) -> None:
    assert editions.look_at(tmp_path / "absent.txt", "plan").edition is Edition.MOVED
    assert editions.look_at(tmp_path).edition is Edition.DAMAGED
    os.mkfifo(tmp_path / "pipe")
    assert editions.look_at(tmp_path / "pipe").edition is Edition.DAMAGED
    assert editions.look_at(Path("nul\0")).edition in (Edition.UNREADABLE, Edition.MOVED)


LINES = st.lists(
    st.sampled_from(["", "one co-", "operation", "Two words.", "\u2022 a point", "2007-", "2010", "imple-", "mentation", " x\ty "]),
    min_size=1, max_size=12,
)  # fmt: skip


@given(LINES, st.data())
def test_many_passages_are_found_as_each_alone(lines: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, len(lines) - 1))
    text = passages.normalise(lines[first : last + 1])
    wanted = passages.digest(text)
    alone = passages.look_for(lines, wanted)
    assert passages.find_all(lines, [wanted, sha("absent")]) == ({wanted: text} if alone else {})


def test_a_search_ends_with_its_effort() -> None:
    lines = PLAN_TEXT.split("\n")
    wanted = passages.digest(passages.at(lines, [(3, 6)]))
    assert wanted in passages.find_all(lines, [wanted])
    assert passages.find_all(lines, [wanted], effort=20) == {}
    assert passages.find_all(lines, [wanted], reach=2) == {}
