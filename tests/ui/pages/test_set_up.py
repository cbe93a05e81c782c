"""The first start: two or three steps, back without loss, each arrangement, everything that may refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.desks import full_disk
from tests.drivers.pages import PageDriver
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Access, Admitted, SetUp
from trainer.faults import Fault
from trainer.house import founding, open_bank
from trainer.places import Places
from trainer.ui.pages.set_up import SetUpPage
from trainer.ui.theme import Look

Driver = PageDriver[SetUpPage]


class FakeSetUp:
    """A desk that notes the plan."""

    def __init__(self, shared: str = "/var/lib/vejvis", network: bool = False) -> None:
        self.shared = shared
        self.network = network
        self.plan: SetUp | None = None
        self.problem: Fault | Refused | None = None

    def roles(self, language: str) -> tuple[tuple[str, str], ...]:
        return (("asylum", "Asylum officer"), ("patrol", "Police trainee"))

    def places(self) -> tuple[str, str]:
        return "/home/sofie/vejvis", self.shared

    def account_on_network(self) -> bool:
        return self.network

    def hash_secret(self, text: str) -> str:
        if len(text) < 4:
            raise Refused("people.secret-short", pin=4, password=6)
        return f"hashed {text}"

    def set_up(self, plan: SetUp) -> Admitted:
        if self.problem is not None:
            raise self.problem
        self.plan = plan
        return Admitted("p", plan.name, "SB", Access.TRAINER if plan.unit else Access.LEARNER)


@pytest.fixture
def desk() -> FakeSetUp:
    return FakeSetUp()


@pytest.fixture
def opened(qtbot: QtBot, look: Look, words: Catalogue) -> Any:
    return lambda desk, **size: PageDriver(qtbot, SetUpPage(desk, look, words), **size)


def test_only_me_takes_two_steps_by_keyboard(opened: Any, desk: FakeSetUp) -> None:
    driver = opened(desk)
    assert driver.focused == "me"
    driver.press("Enter")
    assert driver.text("step") == "Step 2 of 2"
    assert driver.text("folder") == "Folder: /home/sofie/vejvis"
    assert driver.focused == "nameEdit"
    driver.write("Sofie Bjerre")
    driver.tab_to("start")
    with driver.qtbot.waitSignal(driver.page.set_up_done) as done:
        driver.press("Enter")
    assert done.args[0].name == "Sofie Bjerre"
    assert desk.plan == SetUp(False, False, "Sofie Bjerre", "asylum", "")


def test_a_unit_chooses_where_and_must_have_a_pin(opened: Any, desk: FakeSetUp) -> None:
    driver = opened(desk)
    driver.press("Tab", "Enter")
    assert driver.text("step") == "Step 2 of 3"
    driver.tab_to("everybody")
    driver.press("Enter")
    assert driver.text("step") == "Step 3 of 3"
    assert driver.text("folder") == "Folder: /var/lib/vejvis"
    driver.write("Maja")
    driver.click("start")
    assert "Choose a PIN or a password." in driver.words()
    driver.write("4711")
    driver.press("Enter")
    driver.write("4711")
    with driver.qtbot.waitSignal(driver.page.set_up_done):
        driver.press("Enter")
    assert desk.plan == SetUp(True, True, "Maja", "asylum", "hashed 4711")


def test_going_back_loses_nothing(opened: Any, desk: FakeSetUp) -> None:
    driver = opened(desk)
    driver.click("unit")
    driver.click("account")
    driver.write("Maja")
    driver.page.person.secret.first.show_text("4711")
    driver.click("back")
    assert driver.page.account.chosen
    driver.click("back")
    assert driver.page.unit.chosen
    driver.click("unit")
    driver.click("account")
    assert driver.page.person.values()[0] == "Maja"
    assert driver.page.person.values()[2] == "4711"
    assert not driver.page.presenter.shared


def test_a_folder_that_was_given_is_only_told(opened: Any) -> None:
    desk = FakeSetUp(shared="")
    driver = opened(desk)
    driver.click("unit")
    assert driver.text("step") == "Step 2 of 2"
    assert driver.text("folder") == "Folder: /home/sofie/vejvis"
    driver.click("back")
    driver.click("me")
    assert driver.text("step") == "Step 2 of 2"


@pytest.mark.parametrize("who", ["me", "unit"])
def test_a_home_on_a_network_is_said_and_the_local_folder_proposed(opened: Any, who: str) -> None:
    desk = FakeSetUp(network=True)
    driver = opened(desk)
    driver.click(who)
    assert "lies on a network" in driver.words()
    assert not driver.page.account.isEnabled()
    assert driver.focused == "everybody"
    driver.press("Enter")
    assert driver.text("folder") == "Folder: /var/lib/vejvis"


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (full_disk(), "The disk is full"),
        (Fault("fault.no-shared-folder", path="/var/lib/vejvis"), "Ask whoever looks after the computer"),
        (Refused("setup.already"), "Somebody set Vejvis up here a moment ago."),
    ],
)
def test_what_goes_wrong_is_told_and_what_was_written_stays(
    opened: Any, desk: FakeSetUp, problem: Fault | Refused, said: str
) -> None:
    desk.problem = problem
    driver = opened(desk)
    driver.click("me")
    driver.write("Sofie")
    driver.click("start")
    assert said in driver.text("errorText")
    assert driver.page.person.values()[0] == "Sofie"
    desk.problem = None
    with driver.qtbot.waitSignal(driver.page.set_up_done):
        driver.click("start")


def test_refusals_stand_at_their_field(opened: Any, desk: FakeSetUp) -> None:
    driver = opened(desk)
    driver.click("me")
    driver.click("start")
    assert "Write your name" in driver.words()
    driver.write("Sofie")
    driver.page.person.secret.first.show_text("1")
    driver.page.person.secret.again.show_text("1")
    driver.click("start")
    driver.wait(lambda: "Choose a PIN of at least 4 digits" in driver.words())
    desk.problem = Refused("people.name-long", length=10_000, limit=200)
    driver.page.person.secret.clear()
    driver.click("start")
    assert "That name has 10000 characters" in driver.words()


def test_the_real_desk_makes_the_records_and_its_person(opened: Any, tmp_path: Path) -> None:
    with open_bank() as bank:
        desk = founding(Places(tmp_path / "data", None), bank)
        driver = opened(desk)
        driver.click("me")
        driver.write("<b>Sofie</b>")
        driver.page.person.secret.first.show_text("1357")
        driver.page.person.secret.again.show_text("1357")
        with driver.qtbot.waitSignal(driver.page.set_up_done) as done:
            driver.click("start")
        assert done.args[0].name == "<b>Sofie</b>"
        assert desk.founded == tmp_path / "data"


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (960, 640, 1.0), (960, 640, 2.0)])
def test_every_step_fits_and_is_named(
    opened: Any, look: Look, desk: FakeSetUp, width: int, height: int, scale: float
) -> None:
    look.set_text_scale(scale)
    driver = opened(desk, width=width, height=height)
    for step in ("unit", "everybody", ""):
        assert not driver.nameless()
        assert driver.page.area.widget().width() <= driver.page.area.viewport().width()
        if step:
            driver.tab_to(step)
            driver.press("Enter")
