"""The progress page: every line leads where it says, by keyboard; every bar has words; strange texts stand as they are."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QProgressBar
from pytestqt.qtbot import QtBot

from question_bank.model import Confidence
from tests.drivers.desks import MARKUP, WHO, FakeReflecting, full_disk
from tests.drivers.pages import PageDriver
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.calibration import Judgement, Sureness
from trainer.core.reflection import Knowing, ProgressView, Retention
from trainer.ui.pages.home import HomePage
from trainer.ui.pages.module import ModulePage
from trainer.ui.pages.progress import ProgressPage
from trainer.ui.theme import Look

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))


def opened(
    qtbot: QtBot, look: Look, words: Catalogue, desk: FakeReflecting | None = None, **size: int
) -> PageDriver[ProgressPage]:
    return PageDriver(qtbot, ProgressPage(desk or FakeReflecting(), WHO, look, words, lambda: NOW), **size)


@pytest.mark.parametrize(
    ("control", "signal", "told"),
    [
        ("misjudged-o1", "practice_wished", ["m", "o1"]),
        ("past-0", "result_wished", ["id-assessment"]),
        ("past-1", "module_wished", ["id-practice"]),
        ("past-2", "lesson_wished", ["id-lesson"]),
        ("past-3", "home_wished", []),
        ("past-4", "case_wished", ["id-case"]),
    ],
)
def test_every_line_leads_somewhere(
    qtbot: QtBot, look: Look, words: Catalogue, control: str, signal: str, told: list[str]
) -> None:
    driver = opened(qtbot, look, words)
    driver.tab_to(control)
    with qtbot.waitSignal(getattr(driver.page, signal)) as emitted:
        driver.press("Enter")
    assert emitted.args == told


def test_a_module_unfolds_into_its_objectives(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, look, words)
    assert not driver.sees("held-o1")
    driver.tab_to("unfold-m")
    driver.press("Enter")
    assert driver.focused == "unfold-m"
    names = [driver.find(f"held-o{n}").accessibleName() for n in range(4)]
    assert [name.rpartition(", ")[2] for name in names] == ["Not started", "Practise again", "Building", "Secure"]
    assert "Comes back today" in names[1]
    assert driver.find("unfold-m").accessibleName() == "Hide the objectives of Words"
    driver.tab_to("held-o1")
    with qtbot.waitSignal(driver.page.practice_wished) as wished:
        driver.press("Enter")
    assert wished.args == ["m", "o1"]
    look.set_text_scale(2.0)
    driver.settle()
    assert driver.sees("held-o1"), "what was unfolded stays so when the page is drawn anew"
    driver.click("unfold-m")
    assert not driver.sees("held-o1")


def test_bars_are_said_in_words_too(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, look, words)
    assert not driver.nameless()
    for bar in driver.page.findChildren(QProgressBar):
        assert bar.accessibleName()
    assert driver.text("sure-certain") == "6 of 10, 60%"
    assert driver.find("sureBar-certain").accessibleName() == "Certain, 6 of 10, 60%, should be about 95%"
    assert driver.text("earlier-certain") == "The 4 weeks before: 6 of 10, 60%"
    assert driver.text("weekTitle-0") == "Last 7 days"
    assert driver.text("weekValue-0") == "No review"
    assert driver.text("weekValue-3") == "3 of 3"
    assert "0.31" in driver.text("brier")
    assert driver.text("retentionShare") == "100%"


def test_the_history_shows_more_on_wish(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = opened(qtbot, look, words)
    assert not driver.sees("past-8")
    driver.tab_to("moreHistory")
    driver.press("Enter")
    assert driver.sees("past-8")
    assert driver.focused == "past-8"
    assert not driver.sees("moreHistory")


def test_nothing_yet_says_what_comes(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    none = tuple(Sureness(of, 0, 0) for of in Confidence)
    knowing = Knowing(none, none, Judgement.TOO_FEW, 0.0, 0)
    driver = opened(qtbot, look, words, FakeReflecting(view=ProgressView((), Retention(0, 0, ()), knowing, (), ())))
    assert driver.text("emptyTitle") == "Nothing to show yet"
    with qtbot.waitSignal(driver.page.home_wished):
        driver.click("emptyAction")


def test_each_part_can_be_empty(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    view = FakeReflecting().view
    none = tuple(Sureness(of, 0, 0) for of in Confidence)
    view = ProgressView(view.modules, Retention(0, 0, ()), Knowing(none, none, Judgement.TOO_FEW, 0.0, 0), (), ())
    driver = opened(qtbot, look, words, FakeReflecting(view=view))
    for name in ("noRetention", "noKnowing", "noMisjudged"):
        assert driver.sees(name)


def test_it_says_why_it_cannot_be_shown_and_tries_again(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    desk = FakeReflecting()
    desk.problem = full_disk()
    driver = opened(qtbot, look, words, desk)
    assert driver.text("errorTitle") == "Your progress cannot be shown"
    desk.problem = None
    driver.click("action-again")
    assert driver.sees("retention")


@pytest.mark.parametrize(("width", "scale"), [(872, 1.0), (1192, 1.0), (960, 2.0)])
def test_markup_stays_words_and_nothing_is_wider_than_the_window(
    qtbot: QtBot, look: Look, words: Catalogue, width: int, scale: float
) -> None:
    look.set_text_scale(scale)
    driver = opened(qtbot, look, words, FakeReflecting(MARKUP), width=width, height=640)
    driver.click("unfold-m")
    assert MARKUP in driver.words()
    assert driver.find("content").width() <= driver.page.area.viewport().width()


def test_home_module_and_progress_show_the_same_figures(
    qtbot: QtBot, look: Look, words: Catalogue, school: School
) -> None:
    house, who = school.house, school.learner()
    for _ in range(3):
        school.practise(who, "referral", 6, 2)
        school.clock.forward(9 * DAY_MS)
    home = PageDriver(qtbot, HomePage(house.learning, house.assessing, who, look, words, school.clock.here))
    module = PageDriver(qtbot, ModulePage(house.learning, who, "referral", look, words))
    progress = PageDriver(qtbot, ProgressPage(house.reflecting, who, look, words, school.clock.here))
    (card,) = (one for one in house.learning.home(who.id, who.name, None, "en").modules if one.id == "referral")
    held = f"{card.mastery.secure} of {card.mastery.total} objectives"
    assert card.mastery.secure
    assert held in home.find("open-referral").accessibleName()
    assert held in module.words()
    assert held in progress.text("standing-referral")
    assert f"{card.due} to review today" in progress.text("standing-referral")
    percent = f"{round(card.mastery.share * 100)}%"
    for driver in (home, module, progress):
        rings = [bar.text() for bar in driver.page.findChildren(QProgressBar) if bar.objectName() == "ring"]
        assert percent in rings


def test_a_case_read_leads_to_the_case_and_counts_nothing(
    qtbot: QtBot, school: School, look: Look, words: Catalogue
) -> None:
    who, case = school.learner(), school.house.bank.cases()[0]
    hand = school.house.casework.read(who.id, case.id, "en")
    for choice in case.expert_path:
        hand.decide(choice)
        hand.forward()
    hand.forward()
    page = ProgressPage(school.house.reflecting, who, look, words, school.clock.here)
    driver = PageDriver(qtbot, page)
    said = driver.find("past-0").accessibleName()
    assert case.title["en"] in said
    assert "0 of 0" not in said
    assert "0/0" not in said
    with qtbot.waitSignal(page.case_wished) as wished:
        driver.click("past-0")
    assert wished.args == [case.id]


def test_another_look_leaves_one_where_one_reads(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    """The page is made anew for it, and neither jumps to its top nor loses the focus."""
    driver = opened(qtbot, look, words, height=500)
    driver.tab_to("past-0")
    bar = driver.page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    assert before
    look.set_theme("dark")
    driver.wait(lambda: bar.value() == before)
    assert driver.focused == "past-0"
