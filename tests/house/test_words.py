"""Every code that a layer below the window says has its words, with exactly the values that the words name."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drivers.command import ROOT
from trainer.catalogue import Catalogue

SAID = {"Fault", "Refused", "Message", "say", "warn", "refused"}
WORDS = Catalogue()


def said() -> Iterator[tuple[str, str]]:
    """Codes as literals where something is said, with the place in the source."""
    for path in sorted((ROOT / "trainer").rglob("*.py")):
        if "ui" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                code = node.args[0].value
                if name in SAID and isinstance(code, str) and "." in code:
                    yield code, f"{path.relative_to(ROOT)}:{node.lineno}"


def bank_faults() -> set[str]:
    """Codes of a bank that cannot be opened."""
    tree = ast.parse((ROOT / "question_bank" / "bank.py").read_text("utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("bank.")
        and " " not in node.value
    }


def test_every_code_has_words() -> None:
    known = WORDS.codes()
    assert [f"{place} {code}" for code, place in said() if code not in known] == []


def test_every_fault_of_a_bank_has_words() -> None:
    assert bank_faults() - WORDS.codes() == set()


def test_every_fault_of_the_system_has_words() -> None:
    from trainer import faults

    codes = {*faults._BY_ERRNO.values(), *faults._BY_SQLITE.values()}
    assert codes - WORDS.codes() == set()


@pytest.mark.parametrize("area", ["cli", "table"])
def test_sentences_name_only_values_that_can_be_filled_in(area: str) -> None:
    for code, sentence in Catalogue().sentences().items():
        if code.startswith(f"{area}."):
            for text in sentence.values() if isinstance(sentence, dict) else [sentence]:
                assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text)), (
                    code
                )


def test_nothing_in_the_areas_of_the_command_line_is_never_said() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(ROOT / "trainer").rglob("*.py"))
    for code in WORDS.codes():
        if code.startswith(("cli.", "table.")) and not code.startswith(("cli.help.", "cli.exit.", "table.column.")):
            assert code in source or code.rpartition(".")[2] in source, code
