"""The trainer's assessments: the list in words, the editor by keyboard, what it comes to, keeping, leaving, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from question_bank.model import Pool
from tests.builders.graded import LONG, plain_trainers_bank
from tests.drivers.exam import hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from trainer.catalogue import Catalogue
from trainer.core.plan_wishes import QuotaWish
from trainer.core.requests import Admitted
from trainer.faults import Fault
from trainer.records.cohorts import Cohorts
from trainer.records.plans import Plans
from trainer.ui.components.dialog import Dialog
from trainer.ui.pages.plan import PlanPage
from trainer.ui.pages.plans import PlansPage
from trainer.ui.theme import Look

Opened = Callable[..., PageDriver[PlanPage]]


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer("Maja Lindholm", LONG)


@pytest.fixture
def graded(school: School, maja: Admitted) -> None:
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.house.vaulting.open(maja.id, LONG)


@pytest.fixture
def editor(school: School, maja: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Iterator[Opened]:
    """Open the editor on a plan, a new one where none is named; what it still asks at the end is waited for."""
    opened_here: list[PageDriver[PlanPage]] = []

    def _editor(plan: str = "") -> PageDriver[PlanPage]:
        house = school.house
        desk = house.composing
        opened = desk.open(plan, "en") if plan else desk.new("en")
        page = PlanPage(desk, house.vaulting, opened, maja, look, words, school.clock.here)
        driver = PageDriver(qtbot, page, 1192, 800)
        driver.wait(lambda: driver.sees("panelNothing") or driver.sees("panelState"))
        opened_here.append(driver)
        return driver

    yield _editor
    for presenter in (driver.page.presenter for driver in opened_here if isValid(driver.page)):
        qtbot.waitUntil(lambda presenter=presenter: not (isValid(presenter) and presenter.busy))  # type: ignore[misc]


@pytest.fixture
def listed(school: School, maja: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> PageDriver[PlansPage]:
    page = PlansPage(school.house.composing, look, words, school.clock.here)
    page.show_plans()
    return PageDriver(qtbot, page, 1192, 800)


def composed(school: School, maja: Admitted, **changes: object) -> str:
    desk = school.house.composing
    wish = replace(desk.new("en").wish, title="Autumn test", pool=Pool.SELF_CHECK, quotas=(QuotaWish("child", "4"),))
    return desk.save(replace(wish, **changes), maja.id)


def row(driver: PageDriver[PlansPage], plan: str) -> str:
    return driver.find(f"plan-{plan}").accessibleName()


def answer(driver: PageDriver[PlanPage], what: str) -> None:
    """Answer the question that the next step opens: "act" or "stay"."""
    timer = QTimer(driver.page)
    timer.setInterval(5)

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            timer.stop()
            dialog.accept() if what == "act" else dialog.reject()

    timer.timeout.connect(press)
    timer.start()


def test_the_list_says_what_is_there(school: School, maja: Admitted, listed: PageDriver[PlansPage]) -> None:
    assert listed.sees("noPlans")
    assert row(listed, "self-check-standard") == (
        "Standard self-check, 12 questions, 20 minutes, pass mark 9. Open to everybody, Can be sat"
    )
    plan = composed(school, maja, opens="30-11-2026 09:00")
    short = composed(school, maja, title="Too long", quotas=(QuotaWish("child", "90"),), minutes="")
    locked = composed(school, maja, title="Graded", pool=Pool.GRADED)
    gone = composed(school, maja, title="Old one")
    school.assign(plan, school.learner())
    school.house.composing.retire(gone, maja.id)
    listed.page.show_plans()
    listed.settle()
    assert row(listed, plan) == "Autumn test, 4 questions, 45 minutes. 1 person, Opens 30 November, 09:00"
    assert row(listed, short) == "Too long, 90 questions, no time limit. Not assigned, Too few questions"
    assert row(listed, locked).endswith("Questions locked away")
    assert row(listed, gone).endswith("Retired")
    assert not listed.sees("noPlans")
    assert listed.nameless() == []


def test_what_was_shown_is_told_of_everybody_or_of_a_group(school: School, maja: Admitted, editor: Opened) -> None:
    jonas = school.learner("Jonas Kvist", "patrol")
    school.sit(jonas, 3)
    plan = composed(school, maja, quotas=(QuotaWish("referral", "5"),))
    driver = editor(plan)
    assert "6 of the" in driver.text("panelSeen")
    assert not driver.sees("seenBy"), "there are no groups"
    Cohorts(school.house.records.store).make("Autumn", school.clock.now(), people=[jonas.id])
    Cohorts(school.house.records.store).make("Spring", school.clock.now(), people=[school.learner("Anna").id])
    driver = editor(plan)
    box = driver.page.panel.group.box
    assert [box.itemText(place) for place in range(box.count())] == ["Everybody here", "Autumn", "Spring"]
    box.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press("Down")
    driver.wait(lambda: "somebody in Autumn: 1 of 1 have met any of them." in driver.text("panelSeen"))
    driver.press("Down")
    driver.wait(lambda: "was on the screen of anybody in Spring." in driver.text("panelSeen"))
    assert box.hasFocus()
    assert driver.nameless() == []


def test_the_list_leads_on_by_keyboard(listed: PageDriver[PlansPage], qtbot: QtBot) -> None:
    page = listed.page
    for name, signal in (("newPlan", page.new_wished), ("plans-bank", page.bank_wished)):
        with qtbot.waitSignal(signal):
            listed.tab_to(name)
            listed.press("Space")
    with qtbot.waitSignal(page.plan_wished) as wished:
        listed.tab_to("plan-self-check-standard")
        listed.press("Space")
    assert wished.args == ["self-check-standard"]


def test_a_plan_is_composed_by_keyboard(school: School, maja: Admitted, editor: Opened) -> None:
    driver = editor()
    assert driver.sees("vaultPanel"), "graded questions are locked away: the way to open them is here"
    driver.tab_to("planTitleEdit")
    driver.write("Spring <b>test</b>")
    pool = driver.tab_to("askedPoolBox")
    assert isinstance(pool, QComboBox)
    driver.press("Down")
    driver.wait(lambda: not driver.sees("vaultPanel"))
    for count in ("3", "", "", "2"):
        driver.tab_to("askedCountEdit")
        driver.write(count)
        driver.press("Tab")
    driver.wait(lambda: driver.sees("panelQuestions"))
    assert driver.text("panelQuestions") == "5 questions in all"
    assert driver.text("panelState") == "A form can be drawn"
    driver.tab_to("passMarkEdit")
    driver.write("4")
    driver.tab_to("dueEdit")
    driver.write("30-11-2026 12:00")
    driver.tab_to("savePlan")
    assert driver.text("planState") == "Not saved yet"
    driver.press("Space")
    driver.wait(lambda: driver.text("planState") == "Saved")
    (line,) = (line for line in school.house.composing.lines("en") if line.composed)
    assert (line.title, line.questions, line.pass_mark) == ("Spring <b>test</b>", 5, 4)
    kept = school.house.shelf.find(line.id)
    assert kept is not None
    assert [(quota.module, quota.count) for quota in kept.quotas] == [("indicators", 3), ("referral", 2)]
    assert driver.page.leave()
    assert driver.nameless() == []


def test_a_copy_of_a_plan_of_the_bank(school: School, maja: Admitted, graded: None, editor: Opened) -> None:
    driver = editor("police-basic-training")
    assert "stays as it is" in driver.text("planNoteText")
    driver.wait(lambda: driver.sees("panelForms"))
    assert driver.text("panelForms") == "Two forms share no question and ask the same objectives."
    assert driver.text("panelKinds") == "Recall 2, application 16, judgement 10"
    assert driver.sees("warning-dated")
    assert driver.find("covered-child").accessibleName() == "Child identification: 6 of 12 objectives asked"
    assert driver.page.leave(), "nothing was typed"
    driver.click("savePlan")
    driver.wait(lambda: driver.text("planState") == "Saved")
    assert not driver.sees("planNote")
    kept = school.house.composing.lines("en")[0]
    assert (kept.title, kept.questions, kept.composed) == ("Police basic training, copy", 28, True)


def test_rows_objectives_and_mistakes(school: School, maja: Admitted, graded: None, editor: Opened) -> None:
    driver = editor("police-basic-training")
    driver.tab_to("askedObjectivesOpen")
    driver.press("Space")
    driver.tab_to("pick-indicators-three-elements")
    driver.press("Space")
    assert driver.page.asked.rows[0].objectives.button.label == "6 objectives"
    driver.wait(lambda: driver.sees("warning-short"))
    assert driver.text("panelState") == "A form cannot be drawn"
    driver.page.asked.rows[0].remove.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press("Space")
    assert [row.wish().module for row in driver.page.asked.rows] == ["child", "interview", "referral"]
    assert driver.focused == "askedRemove", "the focus stays among the rows"
    driver.wait(lambda: driver.text("panelQuestions") == "21 questions in all")
    assert set(driver.page.passing.marks) == {"child", "interview", "referral"}
    driver.tab_to("askedAdd")
    driver.press("Space")
    assert driver.focused == "askedModuleBox"
    driver.tab_to("criticalAdd")
    driver.press("Space")
    assert driver.focused == "criticalObjectiveBox"
    driver.tab_to("criticalRemove")
    driver.press("Space")
    assert driver.page.draft().critical == ()


def test_objectives_are_named_with_their_module(editor: Opened) -> None:
    driver = editor("self-check-standard")
    driver.tab_to("essentialOpen")
    driver.press("Space")
    picks = [driver.find(f"pick-{one}").accessibleName() for one, _, _ in driver.page.passing.offered()]
    previewed = hear(driver.page.presenter.previewed)
    driver.page.passing.add_critical.setFocus(Qt.FocusReason.TabFocusReason)
    driver.press("Space")
    box = driver.find("criticalObjectiveBox")
    assert isinstance(box, QComboBox)
    titles = [box.itemText(place) for place in range(box.count())]
    assert titles == picks
    assert len(titles) > 40
    assert len(set(titles)) == len(titles), "two modules have objectives of the same name"
    assert all(": " in title for title in titles)
    driver.wait(lambda: bool(previewed))


def test_what_is_wrong_stands_at_its_field(school: School, maja: Admitted, editor: Opened) -> None:
    driver = editor()
    page = driver.page
    assert page.name.title.note.text() == "", "nothing is told of what is only begun"
    driver.click("savePlan")
    assert driver.sees("planProblem")
    driver.wait(lambda: page.name.title.note.text() == "Give the assessment a title.")
    assert driver.text("askedFault") == "Ask at least one question."
    page.dates.due.show_text("some day")
    page.rules.minutes.show_text("ten")
    driver.wait(lambda: "cannot be read as a day" in page.dates.due.note.text())
    assert page.rules.minutes.note.text() == "Write a whole number up to 600, or leave it empty."
    page.dates.due.show_text("1-12-2026")
    driver.wait(lambda: page.dates.due.note.text() == "")


def test_what_was_typed_is_asked_about_on_leaving(school: School, maja: Admitted, editor: Opened) -> None:
    driver = editor(composed(school, maja))
    driver.page.name.title.show_text("Another")
    answer(driver, "stay")
    assert not driver.page.leave()
    answer(driver, "act")
    assert driver.page.leave()
    assert driver.page.draft().title == "Another"


def test_a_disk_that_is_full_loses_nothing(
    school: School, maja: Admitted, editor: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = editor(composed(school, maja))
    driver.page.name.title.show_text("Another")

    def full(*_args: object) -> None:
        raise Fault("fault.disk-full", path="records.db")

    with monkeypatch.context() as patch:
        patch.setattr(Plans, "save", full)
        driver.click("savePlan")
    assert driver.sees("planProblem")
    assert driver.page.presenter.changed
    driver.click("savePlan")
    driver.wait(lambda: driver.text("planState") == "Saved")
    assert not driver.sees("planProblem")


def test_retired_and_brought_back(school: School, maja: Admitted, editor: Opened, qtbot: QtBot) -> None:
    plan = composed(school, maja)
    driver = editor(plan)
    answer(driver, "stay")
    driver.click("retire")
    assert not school.house.composing.open(plan, "en").retired
    answer(driver, "act")
    with qtbot.waitSignal(driver.page.back_wished):
        driver.click("retire")
    again = editor(plan)
    assert "retired" in again.text("planNoteText")
    with qtbot.waitSignal(again.page.back_wished):
        again.click("retire")
    assert not school.house.composing.open(plan, "en").retired


def test_a_page_in_another_language_goes_on(
    school: School, maja: Admitted, graded: None, look: Look, qtbot: QtBot, editor: Opened
) -> None:
    driver = editor("police-basic-training")
    driver.page.name.title.show_text("Halfway")
    draft = driver.page.draft()
    assert driver.page.in_hand == draft
    desk = school.house.composing
    page = PlanPage(
        desk, school.house.vaulting, desk.open(driver.page.plan, "da"), maja, look, Catalogue("da"), school.clock.here
    )
    page.restore(draft)
    again = PageDriver(qtbot, page, 1192, 800)
    again.wait(lambda: again.sees("panelState"))
    assert again.text("panelState") == "Prøven kan trækkes"
    assert page.draft() == draft
    assert page.name.title.text() == "Halfway"
    assert page.presenter.changed


@pytest.mark.parametrize(("scale", "width"), [(1.0, 1192), (2.0, 960)])
def test_nothing_is_wider_than_the_page(look: Look, graded: None, editor: Opened, scale: float, width: int) -> None:
    look.set_text_scale(scale)
    driver = editor("police-basic-training")
    driver.page.resize(width, 700)
    driver.settle()
    content = driver.page.area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= driver.page.area.viewport().width()
    driver.page.area.verticalScrollBar().setValue(600)
    driver.settle()
    if driver.page.two_columns:
        side = driver.page.side_panel
        assert side.y() + side.height() <= driver.page.main_panel.y() + driver.page.main_panel.height()
