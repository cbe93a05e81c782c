"""The class view's room: the text is as large as the question has room for, and what has none is said and reached by the keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from tests.ui.stretched import cut
from trainer.catalogue import Catalogue
from trainer.desks.classroom import ClassRound
from trainer.ui.components.buttons import Button
from trainer.ui.components.marks import Chip
from trainer.ui.components.options import OptionCard, OptionCheck
from trainer.ui.pages.class_view import SMALLEST, ClassViewPage
from trainer.ui.theme import Look

LARGEST = 1.5
Begun = Callable[..., PageDriver[ClassViewPage]]


@pytest.fixture
def begun(school: School, look: Look, qtbot: QtBot) -> Begun:
    def _begun(width: int, height: int, language: str = "en", module: str = "referral") -> PageDriver[ClassViewPage]:
        page = ClassViewPage(school.house.classroom.begin(module), look, Catalogue(language))
        page.size_wished.connect(look.set_text_scale)
        driver = PageDriver(qtbot, page, width, height)
        page.fit(LARGEST)
        driver.settle()
        return driver

    return _begun


def seen(driver: PageDriver[ClassViewPage], card: OptionCard | OptionCheck) -> bool:
    """Whether the whole of an option is on the screen."""
    port = driver.page.area.viewport()
    return port.rect().contains(QRect(card.mapTo(port, card.rect().topLeft()), card.size()))


def button(driver: PageDriver[ClassViewPage]) -> str:
    """What the button under the question says that the page keys do."""
    found = driver.find("on")
    assert isinstance(found, Button)
    return found.label


def hand_of(driver: PageDriver[ClassViewPage]) -> ClassRound:
    hand = driver.page.in_hand
    assert isinstance(hand, ClassRound)
    return hand


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1024, 768), (960, 640)])
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_option_is_seen_or_the_button_says_that_there_is_more(
    begun: Begun, look: Look, width: int, height: int, language: str
) -> None:
    driver = begun(width, height, language)
    hand, words = hand_of(driver), Catalogue(language)
    more: list[tuple[int, float, int]] = []
    for place in range(hand.length):
        assert look.text_scale >= SMALLEST
        cards = driver.page.question.options.cards
        found = all(seen(driver, card) for card in cards)
        assert button(driver) == words.say("class.reveal" if not driver.page.more_below else "class.more")
        assert found or driver.page.more_below, f"question {place + 1}"
        reached = {card.objectName() for card in cards if seen(driver, card)}
        while driver.page.more_below:
            more.append((place, look.text_scale, driver.page.area.verticalScrollBar().maximum()))
            driver.press("PageDown")
            assert not hand.revealed, "the page keys go through the question first"
            reached |= {card.objectName() for card in cards if seen(driver, card)}
        assert reached == {card.objectName() for card in cards}
        assert cut(driver.page) == []
        driver.press("Right", "Right")
    if (width, height) == (1920, 1080):
        assert look.text_scale == LARGEST
        assert not more
    if (width, height) == (1280, 800):
        assert len(more) <= 2, f"the projector's usual size has room for nearly all of them: {more}"


def go_down(driver: PageDriver[ClassViewPage], key: str = "PageDown") -> None:
    """Press a key of the remote until nothing lies below."""
    while driver.page.more_below:
        driver.press(key)


def test_the_keys_of_a_remote_go_down_before_they_reveal_and_up_before_they_go_back(begun: Begun, look: Look) -> None:
    driver = begun(960, 640)
    page, hand = driver.page, hand_of(driver)
    while not page.more_below:
        driver.press("Right", "Right")
    place = hand.place
    assert button(driver) == "More below"
    driver.click("on")
    assert not hand_of(driver).revealed
    go_down(driver)
    assert button(driver) == "Reveal the answer"
    driver.press("PageUp")
    assert hand.place == place, "back up first"
    go_down(driver)
    driver.press("PageDown")
    assert hand_of(driver).revealed
    assert page.area.verticalScrollBar().value() == 0, "the answer stands at the top"
    go_down(driver, "Space")
    driver.press("PageDown")
    assert hand.place == place + 1


def test_what_the_trainer_chooses_stays_and_a_larger_window_has_larger_text(begun: Begun, look: Look) -> None:
    driver = begun(960, 640)
    while look.text_scale > SMALLEST:
        driver.press("Right", "Right")
    driver.page.resize(1920, 1080)
    driver.qtbot.waitUntil(lambda: look.text_scale == LARGEST)
    driver.click("larger")
    assert look.text_scale == 2.0
    driver.press("Right", "Right")
    driver.page.resize(1024, 768)
    driver.settle()
    assert look.text_scale == 2.0, "the trainer said so"
    assert button(driver) == "More below"


def test_the_year_is_beside_the_button(begun: Begun) -> None:
    driver = begun(1280, 800)
    hand = hand_of(driver)
    years = 0
    for _ in range(hand.length):
        year = hand.question("en").as_of
        shown = [chip for chip in driver.page.footer_panel.findChildren(Chip) if chip.objectName() == "asOf"]
        assert [chip.isVisible() for chip in shown] == ([True] if year else [])
        years += bool(year)
        driver.press("Right", "Right")
    assert years
