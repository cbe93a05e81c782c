"""The model behind the trainer's list, without a database: cells in words, order by the reader's language, finding."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trainer.catalogue import Catalogue
from trainer.core.views import ModuleShare, PersonScore
from trainer.ui.models.cohort import SORT_ROLE, CohortModel, CohortOrder, CohortRow

MARKUP = '<b>fed</b> <img src="file:///etc/passwd"> &amp;'
MODULES = (("indicators", "Signs"), ("child", "Child"))


def person(name: str, **changes: Any) -> PersonScore:
    blank = PersonScore(
        id=f"id-{name}", code="L-0001", name=name, work_role="patrol", synthetic=False, modules=(), answers=0, right=0,
        lessons_done=0, attempts=0, last_assessment="", last_right=None, last_total=None, last_passed=None,
        last_ended_ms=0, last_seen_ms=0,
    )  # fmt: skip
    return replace(blank, **changes)


def row(name: str, **changes: Any) -> CohortRow:
    return CohortRow(person(name, **changes), "Police patrol", "Never", "Friday")


PASSED = {"attempts": 1, "last_right": 10, "last_total": 12, "last_passed": True}
NOT_YET = {"attempts": 2, "last_right": 4, "last_total": 12, "last_passed": False}


@pytest.fixture
def model(words: Catalogue, qtbot: QtBot) -> CohortModel:
    holder = QWidget()
    qtbot.addWidget(holder)
    model = CohortModel(words, MODULES, holder)
    model.holder = holder  # type: ignore[attr-defined]  # keeps the model's parent
    return model


def column(model: CohortModel, id_: str) -> int:
    return next(place for place, one in enumerate(model.columns) if one.id == id_)


# The model, without a database


def test_cells_in_words(model: CohortModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    share = ModuleShare("child", 0.58, 12, 7, 1)
    model.show_people([row("Ida", modules=(share,), answers=12, right=7, **PASSED), row("Bo"), row("Ann", **NOT_YET)])
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles == ["Name", "Last assessment", "Practice", "Signs", "Child", "Last seen"]
    words = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
    assert words == [
        ["Ida", "Passed, 10 of 12, Friday", "7 of 12", "–", "58%", "Never"],
        ["Bo", "Not taken", "None yet", "–", "–", "Never"],
        ["Ann", "Not yet, 4 of 12, Friday", "None yet", "–", "–", "Never"],
    ]


def test_cells_as_a_screen_reader_says_them(model: CohortModel) -> None:
    model.show_people([row("Ida", modules=(ModuleShare("child", 0.58, 12, 7, 1),), **PASSED)])
    said = [model.index(0, c).data(Qt.ItemDataRole.AccessibleTextRole) for c in range(model.columnCount())]
    assert said == [
        "Ida, Police patrol",
        "Last assessment, Passed, 10 of 12, Friday",
        "Practice, None yet",
        "Signs, not started",
        "Child, 58%",
        "Last seen, Never",
    ]


def ordered(model: CohortModel, language: str, by: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> list[str]:
    proxy = CohortOrder(model, language, model)
    proxy.sort(column(model, by), order)
    return [str(proxy.index(place, 0).data()) for place in range(proxy.rowCount())]


def test_names_are_sorted_as_the_language_does(model: CohortModel) -> None:
    model.show_people([row(name) for name in ("Åse", "zoe", "Ørsted", "anna", "Ægir", "Bo")])
    assert ordered(model, "da", "name") == ["anna", "Bo", "zoe", "Ægir", "Ørsted", "Åse"]
    assert ordered(model, "en", "name")[0] != "Bo"


def test_figures_are_sorted_as_figures_and_ties_by_name(model: CohortModel) -> None:
    rows = [
        row("Cy", answers=10, right=9),
        row("Bo", answers=100, right=20),
        row("Al"),
        row("Di", answers=10, right=9),
    ]
    model.show_people(rows)
    assert ordered(model, "en", "practice") == ["Al", "Bo", "Cy", "Di"]
    model.show_people([row("Bo", **PASSED), row("Al", **NOT_YET), row("Cy")])
    assert ordered(model, "en", "assessment", Qt.SortOrder.DescendingOrder) == ["Bo", "Al", "Cy"]
    assert model.index(2, column(model, "assessment")).data(SORT_ROLE) == -1.0


def test_finding_by_name_code_or_role_capitals_aside(model: CohortModel) -> None:
    model.show_people([row("Søren Dahl"), CohortRow(person("Bo", code="L-0042"), "Nurse", "", "")])
    proxy = CohortOrder(model, "en", model)
    for text, names in (
        ("søren", ["Søren Dahl"]),
        ("NURSE", ["Bo"]),
        ("0042", ["Bo"]),
        ("x", []),
        ("", ["Søren Dahl", "Bo"]),
    ):
        proxy.find(text)
        assert [proxy.index(n, 0).data() for n in range(proxy.rowCount())] == names
