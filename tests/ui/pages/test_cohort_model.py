"""The trainer's list as a table: words, what a screen reader says, order by the reader's language, finding, choosing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from tests.builders.scores import person as learner
from trainer.catalogue import Catalogue
from trainer.core.standing import PersonStanding, Reason, Status, Week
from trainer.core.views import ModuleShare, PersonScore
from trainer.ui.models.cohort import CohortModel

MODULES = (("indicators", "Signs"), ("child", "Child"))
NOW = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=1)))
NOW_MS = round(NOW.astimezone(UTC).timestamp() * 1000)
DAY_MS = 86_400_000
NOTHING = PersonStanding(Status.NOT_STARTED, Reason.NOT_BEGUN)


def person(name: str, **changes: Any) -> PersonScore:
    blank = replace(
        learner(),
        id=name,
        code="L-0001",
        name=name,
        modules=(),
        answers=0,
        right=0,
        attempts=0,
        last_right=None,
        last_total=None,
        last_passed=None,
        last_ended_ms=0,
        last_seen_ms=0,
        standing=NOTHING,
        weeks=(Week(),) * 8,
    )
    return replace(blank, **changes)


@pytest.fixture
def model(words: Catalogue, qtbot: QtBot) -> CohortModel:
    holder = QObject()
    model = CohortModel(words, MODULES, holder)
    model.keeper = holder  # type: ignore[attr-defined]  # PySide collects it otherwise
    return model


def show(model: CohortModel, *people: PersonScore) -> None:
    model.show_people(people, {"patrol": "Police trainee"}, NOW)


def column(model: CohortModel, id_: str) -> int:
    return next(place for place, one in enumerate(model.columns) if one.id == id_)


def cell(model: CohortModel, id_: str, row: int = 0) -> str:
    return str(model.index(row, column(model, id_)).data())


def said(model: CohortModel, id_: str) -> str:
    return str(model.index(0, column(model, id_)).data(Qt.ItemDataRole.AccessibleTextRole))


def names(model: CohortModel) -> list[str]:
    return [cell(model, "name", row) for row in range(model.rowCount())]


BUSY = {
    "answers": 9,
    "right": 7,
    "modules": (ModuleShare("indicators", 0.625, 8, 6, 1),),
    "weeks": ((Week(),) * 6 + (Week(4, 3), Week(4, 4))),
    "attempts": 1,
    "last_right": 9,
    "last_total": 12,
    "last_ended_ms": NOW_MS - DAY_MS,
    "last_seen_ms": NOW_MS,
    "groups": ("Class 3",),
    "standing": PersonStanding(Status.NEEDS_SUPPORT, Reason.CERTAIN_WRONG, 6),
}


def test_cells_in_words(model: CohortModel) -> None:
    show(model, person("Ida", **BUSY))
    assert [cell(model, one.id) for one in model.columns] == [
        "Ida",
        "Needs support, Certain but wrong, 6 times",
        "88%",
        "63%",
        "–",
        "9 of 12, Yesterday",
        "Today",
    ]
    show(model, person("Bo"))
    assert [cell(model, one.id) for one in model.columns] == [
        "Bo",
        "Not started, Has done nothing yet",
        "No practice yet",
        "–",
        "–",
        "Not assigned",
        "Never",
    ]


def test_cells_as_a_screen_reader_says_them(model: CohortModel) -> None:
    show(model, person("Ida", **BUSY))
    assert said(model, "name") == "Ida, Class 3, Police trainee"
    assert said(model, "module:indicators") == "Signs, 63%"
    assert said(model, "module:child") == "Child, not started"
    assert said(model, "practice") == (
        "Practice, 8 weeks, 88% right; by week, the last one being this: –, –, –, –, –, –, 3 of 4, 4 of 4"
    )
    assert said(model, "assessment") == "Assessment, 9 of 12, Yesterday"


@pytest.mark.parametrize(
    ("reason", "number", "at_ms", "wanted"),
    [
        (Reason.PASSED, 0, NOW_MS - 11 * DAY_MS, "12 November"),
        (Reason.ASSESSMENT_DUE, 0, NOW_MS + 7 * DAY_MS, "Assessment 30 November"),
        (Reason.DUE, 0, NOW_MS + 7 * DAY_MS, "Due 30 November"),
        (Reason.OVERDUE, 0, NOW_MS - 7 * DAY_MS, "Not done, was due 16 November"),
        (Reason.IDLE, 21, 0, "No practice for 21 days"),
        (Reason.LOW_SHARE, 41, 0, "41% right in 8 weeks"),
        (Reason.NOT_PASSED, 0, NOW_MS, "Not passed: Today"),
        (Reason.NOT_JOINED, 0, NOW_MS, "On the list, not signed in yet"),
        (Reason.PRACTISED, 0, NOW_MS, "Last practice: Today"),
        (Reason.BEGUN, 0, NOW_MS, "Begun, last here: Today"),
    ],
)
def test_reasons_in_words(model: CohortModel, reason: Reason, number: int, at_ms: int, wanted: str) -> None:
    assert model.words.reason(None) == model.words.status(None) == ""
    show(model, person("Ida"))
    assert model.words.reason(PersonStanding(Status.ON_TRACK, reason, number, at_ms)) == wanted


def test_an_assessment_to_come(model: CohortModel) -> None:
    show(model, person("Ida", next_assessment_ms=NOW_MS + 7 * DAY_MS))
    assert cell(model, "assessment") == "Assigned, 30 November"
    show(model, person("Ida", next_assessment_ms=-1, answers=5))
    assert cell(model, "assessment") == "Assigned"
    assert cell(model, "practice") == "None in 8 weeks"


@pytest.mark.parametrize("language", ["da", "en"])
def test_names_are_sorted_in_danish_order_whatever_the_language(language: str, qtbot: QtBot) -> None:
    everybody = ("Zeynep", "Åse", "ask", "Ærlig", "Ørn", "bo 10", "Bo 2", "Aase")
    holder = QObject()
    model = CohortModel(Catalogue(language), MODULES, holder)
    model.show_people([person(name) for name in everybody], {}, NOW)
    found = names(model)
    assert found == ["ask", "Bo 2", "bo 10", "Zeynep", "Ærlig", "Ørn", "Åse", "Aase"]
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert names(model) == found[::-1]


def test_figures_are_sorted_as_figures_and_ties_by_name(model: CohortModel) -> None:
    def weeks(right: int) -> dict[str, Any]:
        return {"weeks": (Week(100, right),)}

    show(model, person("D"), person("C", **weeks(9)), person("B", **weeks(100)), person("A", **weeks(9)))
    model.sort(column(model, "practice"), Qt.SortOrder.DescendingOrder)
    assert names(model) == ["B", "A", "C", "D"]
    model.sort(column(model, "practice"))
    assert names(model) == ["D", "A", "C", "B"]


def test_who_needs_support_comes_first(model: CohortModel) -> None:
    standing = {name: PersonStanding(status, Reason.PRACTISED) for name, status in zip("ABCD", Status, strict=True)}
    show(model, *(person(name, standing=one) for name, one in standing.items()), person("E", standing=None))
    model.sort(column(model, "status"))
    assert names(model) == ["E", "C", "D", "B", "A"]
    for id_ in ("assessment", "seen", "module:child"):
        model.sort(column(model, id_))
        assert names(model) == ["A", "B", "C", "D", "E"]


def test_finding_by_name_code_number_group_or_role_capitals_aside(model: CohortModel) -> None:
    show(
        model,
        person("Søren Dahl", groups=("Class 3",)),
        person("Bo", code="L-0042", work_role="nurse"),
        person("Ida", number="4711", synthetic=True),
    )
    for text, wanted in (
        ("SØREN", ["Søren Dahl"]),
        ("0042", ["Bo"]),
        ("471", ["Ida"]),
        ("class", ["Søren Dahl"]),
        ("nurse", ["Bo"]),
        ("made up", ["Ida"]),
        (" ", ["Bo", "Ida", "Søren Dahl"]),
        ("nobody", []),
    ):
        model.find(text)
        assert names(model) == wanted, text


def test_groups_and_statuses_narrow_the_list(model: CohortModel) -> None:
    passed = PersonStanding(Status.PASSED, Reason.PASSED)
    show(
        model,
        person("Ida", cohorts=("3",), groups=("Class 3",), standing=passed),
        person("Bo", cohorts=("3",), groups=("Class 3",)),
        person("Cille"),
    )
    assert (model.total(), model.counts()[Status.NOT_STARTED]) == (3, 2)
    model.show_group("3")
    assert (model.total(), model.counts()[Status.NOT_STARTED]) == (2, 1)
    model.show_status(Status.PASSED)
    assert names(model) == ["Ida"]
    model.show_status(None)
    model.show_group("")
    assert names(model) == ["Bo", "Cille", "Ida"]


def test_who_is_chosen_stays_chosen_whatever_is_shown(model: CohortModel) -> None:
    show(model, person("Ida"), person("Bo"), person("Cille"))
    model.choose([0, 2])
    model.toggle(0)
    assert [one.name for one in model.chosen_people()] == ["Ida"]
    model.find("bo")
    model.toggle(0)
    assert [one.name for one in model.chosen_people()] == ["Bo", "Ida"]
    state = model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert Qt.CheckState(state) is Qt.CheckState.Checked
    assert model.index(0, 1).data(Qt.ItemDataRole.CheckStateRole) is None
    show(model, person("Ida"))
    assert model.chosen == {"Ida"}
    model.clear_chosen()
    assert model.chosen_people() == ()
    assert (model.person("Ida"), model.person("Bo")) == (person("Ida"), None)


def test_ten_thousand_people_are_sorted_at_once(model: CohortModel) -> None:
    show(model, *(person(f"Learner {number}") for number in range(10_000)))
    assert names(model)[:3] == ["Learner 0", "Learner 1", "Learner 2"]
    assert model.place_of("Learner 9999") == 9_999
