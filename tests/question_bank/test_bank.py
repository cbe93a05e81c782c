"""A built bank is opened, read and searched; a file that is none is named for what it is."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import canonical
from question_bank.authoring import load
from question_bank.bank import APPLICATION_ID, FORMAT, BankFault, BankFile, refuse_foreign
from question_bank.build import build_bank, write_bank
from question_bank.model import Kind, Pool
from question_bank.search import SearchStopped
from tests.builders.content import write_content
from tests.builders.large import large_bank


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a bank, 100% æøå #1?")
    build_bank([write_content(folder / "content")], folder / "the bank.bank")
    return folder / "the bank.bank"


def test_everything_comes_back_as_it_was_written(built: Path) -> None:
    wanted = load([built.parent / "content"]).bank
    with BankFile.open(built) as bank:
        assert bank.documents() == wanted.documents
        assert bank.facts() == wanted.facts
        assert bank.roles() == wanted.roles
        assert bank.modules() == wanted.modules
        assert bank.objectives() == wanted.objectives
        assert bank.lessons() == wanted.lessons
        assert bank.cases() == wanted.cases
        items = {item.id: item for item in wanted.items if item.pool is not Pool.GRADED}
        assert {row.id: bank.item(row.digest) for row in bank.index()} == items
        assert all(canonical.digest(items[row.id]) == row.digest for row in bank.index())
        scenes = {scene.id: canonical.digest(scene) for scene in wanted.cases[0].scenes}
        assert bank.scene_digests("night") == scenes


def test_single_units(built: Path) -> None:
    with BankFile.open(built) as bank:
        assert bank.fact("F1") is bank.fact("F1")
        assert bank.document("plan").precedence == 2
        assert bank.module("beta").order == 2
        assert bank.objective("second").module == "alpha"
        assert [objective.id for objective in bank.objectives("beta")] == ["third"]
        assert [lesson.id for lesson in bank.lessons("beta")] == ["lesson_2"]
        assert bank.lessons("beta") == bank.lessons("beta")
        assert bank.lesson("lesson_1").minutes == 5
        assert bank.item_by_id("AL_1").module == "alpha"
        case = bank.case_index()[0]
        assert (case.id, case.type, case.family, case.kind) == ("night", "case", "night", Kind.JUDGEMENT)
        assert bank.case(case.digest) == bank.case_by_id("night")
        assert bank.cases("beta") == ()
        assert bank.blueprint("trial").length == 2
        assert bank.find_blueprint("exam") is None
        assert bank.find_module("gamma") is None
        for look in (bank.fact, bank.lesson, bank.item, bank.case, bank.case_by_id, bank.module, bank.blueprint):
            with pytest.raises(KeyError):
                look("nothing")


def test_the_index_is_light_and_by_pool(built: Path) -> None:
    with BankFile.open(built) as bank:
        rows = bank.index([Pool.SELF_CHECK])
        assert [row.id for row in rows] == ["AL_3", "AL_7", "BE_2"]
        assert rows[0].type == "item"
        assert rows[0].as_of == ""
        assert bank.index([]) == ()


def test_what_a_bank_says_of_itself(built: Path) -> None:
    with BankFile.open(built) as bank:
        meta = bank.meta
        assert (meta.name, meta.version, meta.languages) == ("Tool library", "1.0", ("en",))
        assert (meta.draft, meta.graded, meta.left_out) == (True, False, 0)
        assert meta.counts["items"] == 7
        assert len(meta.digest) == 64


def test_search(built: Path) -> None:
    with BankFile.open(built) as bank:
        assert {hit.kind for hit in bank.search("card")} == {"lesson", "fact", "item"}
        hits = bank.search("workshop tes")
        assert "F3" in {hit.id for hit in hits}
        assert any("«" in hit.excerpt for hit in hits)
        assert bank.search("ladder") == ()  # self-check
        assert len(bank.search("card", limit=1)) == 1
        assert bank.search("card", "da") == bank.search("card", "en")
        assert bank.search("") == bank.search(" - *") == ()


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_may_be_searched_for(built: Path, text: str) -> None:
    with BankFile.open(built) as bank:
        bank.search(text)


def test_search_in_two_languages(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    (folder / "translations/da").mkdir(parents=True)
    (folder / "translations/da/a.toml").write_text('[F1]\nstatement = "Et kort er nok, også til en høvl."', "utf-8")
    build_bank([folder], tmp_path / "a.bank")
    with BankFile.open(tmp_path / "a.bank") as bank:
        assert [hit.id for hit in bank.search("høvl", "da")] == ["F1"]
        assert [hit.id for hit in bank.search("hovl", "da")] == ["F1"]  # typed without Danish letters
        assert [hit.id for hit in bank.search("ogsaa hovl", "da")] == ["F1"]
        assert bank.search("ogsa", "da") == bank.search("havl", "da") == ()
        assert bank.search("høvl", "en") == ()
        assert "F1" not in [hit.id for hit in bank.search("borrower needs", "da")]
        assert "F1" in [hit.id for hit in bank.search("borrower needs", "en")]
        assert "F3" in [hit.id for hit in bank.search("workshop", "da")]


def test_a_bank_may_be_read_from_several_threads(built: Path) -> None:
    with BankFile.open(built) as bank, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda at: bank.fact(f"F{at % 6 + 1}").id, range(200)))
    assert found == [f"F{at % 6 + 1}" for at in range(200)]


def test_a_bank_is_never_written_to(built: Path) -> None:
    before = built.read_bytes()
    built.chmod(0o444)
    with BankFile.open(built) as bank:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            bank._connection.execute("DELETE FROM items")
        bank.search("card")
    assert built.read_bytes() == before
    assert not [path for path in built.parent.iterdir() if path.name.endswith(("-wal", "-journal", "-shm"))]


def patched(built: Path, out: Path, at: int, data: bytes) -> Path:
    whole = bytearray(built.read_bytes())
    whole[at : at + len(data)] = data
    out.write_bytes(whole)
    return out


def test_a_file_that_is_no_bank_is_named_for_what_it_is(built: Path, tmp_path: Path) -> None:
    whole = built.read_bytes()
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    files = {
        "bank.missing": tmp_path / "absent",
        "bank.unreadable": tmp_path,
        "bank.empty": tmp_path / "empty",
        "bank.truncated": tmp_path / "cut",
        "bank.foreign": other,
        "bank.newer": patched(built, tmp_path / "newer", 60, (FORMAT + 1).to_bytes(4, "big")),
        "bank.older": patched(built, tmp_path / "older", 60, (FORMAT - 1).to_bytes(4, "big")),
        "bank.damaged": patched(built, tmp_path / "damaged", 4096, b"\xff" * 60_000),
    }
    files["bank.empty"].write_bytes(b"")
    files["bank.truncated"].write_bytes(whole[: len(whole) // 2])
    for code, path in files.items():
        with pytest.raises(BankFault) as fault:
            BankFile.open(path)
        assert fault.value.code == code, path
        assert fault.value.values["path"] == str(path)
        assert code in str(fault.value)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"SQLite", "bank.truncated"),
        (b"SQLite format 3\0" + b"\0" * 40, "bank.truncated"),
        (b"PK\3\4 a zip", "bank.foreign"),
        (b"SQLite format 3\0" + b"\0" * 84, "bank.foreign"),
    ],
)
def test_headers(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.bank"
    path.write_bytes(data)
    with pytest.raises(BankFault) as fault:
        refuse_foreign(path)
    assert fault.value.code == code


def test_the_header_says_whose_file_it_is(built: Path) -> None:
    head = built.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == FORMAT


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 40_000), data=st.binary(min_size=1, max_size=400))
def test_damage_is_a_fault_of_the_file_wherever_it_is(
    built: Path, tmp_path_factory: pytest.TempPathFactory, at: int, data: bytes
) -> None:
    path = patched(built, tmp_path_factory.mktemp("damage") / "x.bank", at, data)
    try:
        with BankFile.open(path) as bank:
            bank.facts()
            bank.search("card")
            for row in bank.index():
                bank.item(row.digest)
    except (BankFault, KeyError):
        pass


def test_only_the_items_named_are_found_among_items(built: Path) -> None:
    with BankFile.open(built) as bank:
        every = {hit.id for hit in bank.search("card", kind="item")}
        one = frozenset(sorted(every)[:1])
        assert len(every) > 1
        assert {hit.id for hit in bank.search("card", kind="item", ids=one)} == one
        assert bank.search("card", kind="item", ids=frozenset()) == ()
        assert {hit.id for hit in bank.search("card", ids=one)} > one
        assert {hit.id for hit in bank.search("card", kind="item", ids=[*one, "no such"])} == one


def test_a_word_said_twice_asks_for_nothing_more(built: Path) -> None:
    with BankFile.open(built) as bank:
        assert bank.search("card card " * 40 + "car") == bank.search("card car")
        assert bank.search("desk card desk") == bank.search("card desk")


def test_a_search_that_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    write_bank(large_bank(3_000, facts=20, lessons=10), tmp_path / "large.bank")
    with BankFile.open(tmp_path / "large.bank") as bank:
        assert bank.search("the", kind="item", stopped=lambda: False)
        with pytest.raises(SearchStopped):
            bank.search("the", kind="item", stopped=lambda: True)
        assert bank.search("the", kind="item")
