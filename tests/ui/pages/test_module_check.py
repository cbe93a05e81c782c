"""The self-check of a module on its pages: offered, explained, told; by keyboard, in large text and small windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from tests.drivers.checks import objectives_asked, take
from tests.drivers.desks import MARKUP
from tests.drivers.exam import hear
from tests.drivers.pages import PageDriver
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core import module_check
from trainer.core.check_views import AskedObjective, CheckResult, ModuleCheck
from trainer.core.requests import Admitted
from trainer.core.views import AssessmentLine
from trainer.ui.pages import check_parts
from trainer.ui.pages.assessment_start import AssessmentStartPage
from trainer.ui.pages.check_parts import CheckCard, ObjectivesCard
from trainer.ui.pages.module import ModulePage
from trainer.ui.pages.result import ResultPage
from trainer.ui.theme import Look

MODULE = "child"
CHECK = module_check.subject(MODULE)
Opened = Callable[[], PageDriver[ModulePage]]


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner()


@pytest.fixture
def module(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> Opened:
    """Open the module's page."""
    house = school.house

    def _open() -> PageDriver[ModulePage]:
        page = ModulePage(house.learning, who, MODULE, look, words, assessing=house.assessing)
        return PageDriver(qtbot, page)

    return _open


@pytest.fixture
def result(
    school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> Callable[..., PageDriver[ResultPage]]:
    """Take the self-check, and open its result."""

    def _open(*missed: str) -> PageDriver[ResultPage]:
        stream = take(school, who, MODULE, missed)
        page = ResultPage(school.house.results, who.id, who.name, stream, look, words)
        driver = PageDriver(qtbot, page)
        page.show_result()
        driver.settle()
        return driver

    return _open


def test_who_knows_it_already_is_offered_the_self_check(module: Opened) -> None:
    driver = module()
    assert driver.text("checkTitle") == "Know this already?"
    assert "If you pass, you can skip the lessons." in driver.text("checkOffer")
    wished = hear(driver.page.check_wished)
    driver.tab_to("takeCheck")
    driver.press("Space")
    assert wished == [CHECK]
    assert driver.find("go").isVisible(), "the one filled button stays the lesson's"


def test_one_that_was_begun_goes_on(module: Opened, school: School, who: Admitted) -> None:
    take(school, who, MODULE, submit=False)
    driver = module()
    assert driver.text("checkStands") == "You have started the self-check. You go on where you stopped."
    wished = hear(driver.page.check_wished)
    driver.click("takeCheck")
    assert wished == [CHECK]


def test_not_passed_it_says_from_when_it_may_be_taken_again(module: Opened, school: School, who: Admitted) -> None:
    stream = take(school, who, MODULE, objectives_asked(school, MODULE)[:1])
    driver = module()
    assert driver.text("checkLast").endswith("You can take it again from tomorrow.")
    assert not driver.sees("takeCheck")
    wished = hear(driver.page.result_wished)
    driver.click("checkResult")
    assert wished == [stream]
    school.clock.forward(DAY_MS)
    driver = module()
    assert driver.sees("takeCheck")
    assert driver.text("checkLast").startswith("Not passed yet")


def test_passed_it_stands_where_the_lessons_are_skipped(module: Opened, school: School, who: Admitted) -> None:
    take(school, who, MODULE)
    driver = module()
    assert driver.text("checkTitle") == "Self-check passed"
    assert not driver.sees("takeCheck")
    assert "skipped by self-check" in driver.words()
    skipped = [line for line in school.house.learning.module(who.id, MODULE, "en").lessons if line.skipped]
    for line in skipped:
        assert "Skipped" in driver.find(f"lesson-{line.id}").accessibleName()
    opened = hear(driver.page.lesson_wished)
    driver.click(f"lesson-{skipped[0].id}")
    assert opened == [skipped[0].id], "it can still be read"


def test_whoever_has_read_everything_is_not_offered_it(module: Opened, school: School, who: Admitted) -> None:
    for lesson in school.house.bank.lessons(MODULE):
        school.read(who, lesson.id, 0, done=True)
    assert not module().sees("check")


def rules(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> PageDriver[AssessmentStartPage]:
    page = AssessmentStartPage(school.house.assessing, who.id, CHECK, look, words, module=MODULE)
    driver = PageDriver(qtbot, page)
    page.show_rules()
    driver.settle()
    return driver


def test_its_rules_say_what_passing_opens_and_that_nothing_is_lost(
    school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    driver = rules(school, who, look, words, qtbot)
    said = driver.words()
    assert "If you pass" in said
    assert "Nothing changes and nothing is lost." in said
    assert "must be known" in said
    assert "as often as you like" not in said
    assert driver.focused == "start"
    begun = hear(driver.page.sitting_begun)
    driver.press("Space")
    assert begun[0].module == MODULE
    driver = rules(school, who, look, words, qtbot)
    assert driver.text("summary").startswith("You have started this one.")


def test_its_rules_say_why_it_cannot_be_taken_now(
    school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    take(school, who, MODULE, objectives_asked(school, MODULE))
    driver = rules(school, who, look, words, qtbot)
    assert "from tomorrow you can take it again" in driver.text("summary")
    assert not driver.sees("start")
    school.clock.forward(DAY_MS)
    take(school, who, MODULE)
    driver = rules(school, who, look, words, qtbot)
    assert driver.text("summary").startswith("You have passed this self-check.")


def test_the_result_of_one_that_is_passed(result: Callable[..., PageDriver[ResultPage]], school: School) -> None:
    driver = result()
    assert driver.text("verdict") == "You passed, Sofie."
    assert "lessons count as skipped" in driver.text("detail")
    asked = objectives_asked(school, MODULE)
    assert [driver.text(f"mark-{one}") for one in asked] == ["Right"] * len(asked)
    assert not driver.sees("modules")
    wished = hear(driver.page.module_wished)
    assert driver.focused == "toModule"
    driver.press("Space")
    driver.click("back")
    assert wished == [MODULE, MODULE]


def test_the_result_of_one_with_a_must_missed(result: Callable[..., PageDriver[ResultPage]], school: School) -> None:
    must = objectives_asked(school, MODULE)[0]
    driver = result(must)
    assert driver.text(f"mark-{must}") == "Not right, must be known"
    assert driver.text("verdict").startswith("Not passed yet.")
    assert "Nothing is lost" in driver.text("detail")
    wished = hear(driver.page.lesson_wished)
    taught = next(one for one in school.house.bank.lessons(MODULE) if must in one.objectives)
    driver.click(f"lesson-{taught.id}")
    assert wished == [(taught.id, -1)]


PLAIN = ModuleCheck(MODULE, "Child", asked=4, objectives=12, must=1, skips=2, lessons=3)
LINE = AssessmentLine("x", "Self-check", "", 4, 0, 4, available=True, check=PLAIN)


def test_what_the_pool_does_not_cover_is_said(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = PageDriver(qtbot, CheckCard(LINE, PLAIN, look, words))
    assert driver.text("checkCovers").startswith("It asks about 4 of the 12 objectives.")
    told = {title: text for _, title, text in check_parts.rules(LINE, PLAIN, words)}
    assert told["If you pass"].startswith("2 of 3 lessons count as skipped")
    assert told["To pass"] == "4 of 4 right. One of the objectives must be known: it has to be right."
    no_must = check_parts.rules(LINE, replace(PLAIN, must=0), words)
    assert no_must[1][2] == "4 of 4 right."
    outcome = check_parts.outcome(CheckResult(MODULE, "Child", (), 2, 3, 0), True, words)
    assert outcome[0] == "2 of 3 lessons count as skipped."
    assert check_parts.outcome(CheckResult(MODULE, "Child", (), 2, 3, 0), False, words)[1].endswith(
        "when you are ready."
    )


def test_strange_titles_are_shown_as_they_stand(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    asked = AskedObjective("one", MARKUP, right=False, must=False)
    driver = PageDriver(qtbot, ObjectivesCard(CheckResult(MODULE, MARKUP, (asked,), 1, 1, 0), look, words))
    assert MARKUP in driver.words()
    assert driver.text("mark-one") == "Not right"


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
def test_nothing_is_cut_in_a_small_window_or_with_large_text(
    result: Callable[..., PageDriver[ResultPage]],
    module: Opened,
    school: School,
    look: Look,
    width: int,
    height: int,
    scale: float,
) -> None:
    look.set_text_scale(scale)
    for driver in (result(*objectives_asked(school, MODULE)), module()):
        driver.page.resize(width, height)
        driver.settle()
        area = driver.page.summary.area if isinstance(driver.page, ResultPage) else driver.page.area
        assert area.horizontalScrollBar().maximum() == 0
