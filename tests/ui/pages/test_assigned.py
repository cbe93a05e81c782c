"""What learners see of what is assigned: on their home page, and before they practise where a trainer sees answers."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.person import Person
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.requests import Admitted
from trainer.ui.pages.assigned_parts import watched_words
from trainer.ui.pages.home import HomePage
from trainer.ui.pages.module import ModulePage
from trainer.ui.pages.practice import PracticePage
from trainer.ui.theme import Look


def home(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot) -> PageDriver[HomePage]:
    house = school.house
    return PageDriver(
        qtbot, HomePage(house.learning, house.assessing, who, look, words, school.clock.here, assigned=house.assigned)
    )


def test_the_home_page_shows_what_is_assigned_and_leads_there(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    ida, desk = school.learner("Ida"), school.house.grouping
    assert not home(school, ida, look, words, qtbot).sees("assigned")
    case, title = desk.subjects(Kind.CASE, "en")[0]
    desk.assign(AssignmentWish(Kind.MODULE, "referral", people=(ida.id,), due="30-11-2026"), "")
    desk.assign(AssignmentWish(Kind.CASE, case, people=(ida.id,), due="25-11-2026"), "")
    desk.assign(AssignmentWish(Kind.ASSESSMENT, "self-check-standard", people=(ida.id,)), "")
    school.practise(ida, "referral", 1)
    driver = home(school, ida, look, words, qtbot)
    said = driver.find("assigned-referral").accessibleName()
    assert "Module, Due 30 November, Begun" in said
    heard: list[str] = []
    for signal in (driver.page.module_wished, driver.page.case_wished, driver.page.assessment_wished):
        signal.connect(heard.append)
    Person(driver.page).chooses(title)
    for name in ("assigned-referral", "assigned-self-check-standard"):
        driver.click(name)
    assert heard == [case, "referral", "self-check-standard"]
    school.clock.forward(3 * DAY_MS)
    late = home(school, ida, look, words, qtbot).find(f"assigned-{case}").accessibleName()
    assert "Was due 25 November" in late


def test_who_is_watched_is_told_on_the_module_and_in_practice(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    ida, house = school.learner("Ida"), school.house
    wish = AssignmentWish(Kind.MODULE, "referral", people=(ida.id,), due="30-11-2026", sees_answers=True)
    house.grouping.assign(wish, "")
    until = house.assigned.watched_until(ida.id, "referral")
    said = watched_words(until, school.clock.here(), words)
    assert said == "Your trainer sees your single answers in this module until 30 November."
    assert watched_words(house.assigned.watched_until(ida.id, "child"), school.clock.here(), words) == ""
    assert house.assigned.watched_until(ida.id, "") == until
    module = PageDriver(qtbot, ModulePage(house.learning, ida, "referral", look, words, watched=said))
    assert module.text("watchedText") == said
    practice = PageDriver(
        qtbot, PracticePage(house.learning, ida, "referral", "", look, words, school.clock.here, watched=said)
    )
    assert practice.text("watchedText") == said


def test_an_assessment_that_is_locked_away_is_told_without_its_title(
    school: School, look: Look, words: Catalogue, qtbot: QtBot
) -> None:
    ida, house = school.learner("Ida"), school.house
    house.grouping.assign(AssignmentWish(Kind.ASSESSMENT, "self-check-standard", people=(ida.id,)), "")
    with house.records.store.write() as db:
        db.execute("UPDATE assignment SET subject = 'locked'")
    row = home(school, ida, look, words, qtbot).find("assigned-locked")
    assert not row.isEnabled()
    assert "A trainer opens it." in row.accessibleName()
