"""What a trainer can see: each field that the trainer's desk gives, or a file holds, stands in a line of the page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from trainer.catalogue import Catalogue
from trainer.core.observed import PersonRecord
from trainer.core.views import Answers, ModuleShare, PersonScore, ProblemRow
from trainer.ui.pages.seen import PARTS, SeenPage
from trainer.ui.theme import Look

PERSON = {
    "id": "list_name", "code": "list_name", "name": "list_name", "work_role": "list_name", "synthetic": "list_name",
    "modules": "list_modules", "answers": "list_total", "right": "list_total", "lessons_done": "list_total",
    "attempts": "list_total", "last_assessment": "list_last", "last_right": "list_last", "last_total": "list_last",
    "last_passed": "list_last", "last_ended_ms": "list_last", "last_seen_ms": "list_seen",
    "number": "list_groups", "cohorts": "list_groups", "groups": "list_groups", "extra_percent": "list_groups",
    "joined": "list_seen", "has_secret": "not_pin", "weeks": "list_weeks", "standing": "list_standing",
    "next_assessment_ms": "list_standing",
}  # fmt: skip
MODULE = dict.fromkeys(("module", "share", "answers", "right", "lessons_done"), "list_modules")
RECORD = {
    "attempts": "person_attempts", "assigned": "list_standing", "watched": "person_watched", "cases": "list_total",
}  # fmt: skip
FILES = {Answers: "files_answers", ProblemRow: "files_problems"}


def lines() -> set[str]:
    return {f"{part}_{line}" for part, (_icon, names) in PARTS.items() for line in names}


def test_a_field_that_a_trainer_is_given_has_its_line() -> None:
    """Whoever adds a field to what a trainer gets says so here and on the page."""
    assert set(PERSON) == set(PersonScore.__struct_fields__)
    assert set(MODULE) == set(ModuleShare.__struct_fields__)
    assert set(RECORD) == set(PersonRecord.__struct_fields__)
    assert {*PERSON.values(), *MODULE.values(), *RECORD.values(), *FILES.values()} <= lines()


def test_what_a_file_holds_of_an_answer_is_what_the_page_says() -> None:
    assert {*Answers.__struct_fields__} == {
        "person", "code", "name", "stream", "mode", "subject", "unit", "item", "revision", "digest", "module",
        "objective", "kind", "options", "correct", "confidence", "answered_ms", "offset_min",
    }  # fmt: skip


def test_the_page_says_all_of_it(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = PageDriver(qtbot, SeenPage(look, words))
    for line in lines():
        assert words.say(f"person.seen_page.{line}") in driver.words()
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("back")
    assert driver.nameless() == []
