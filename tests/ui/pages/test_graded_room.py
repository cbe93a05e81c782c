"""The pages of graded questions and of rulings, in a language longer than any and in large text: every word has its room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.builders.graded import LONG, plain_trainers_bank
from tests.drivers.pages import PageDriver
from tests.drivers.school import School
from tests.ui.stretched import cut, stretch, unspoken
from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.core.ruling_views import RulingWish
from trainer.core.scoring import RulingKind
from trainer.ui.pages import vault_dialog
from trainer.ui.pages.disputes import DisputesPage
from trainer.ui.pages.ruling import RulingPage
from trainer.ui.pages.vault import VaultPage
from trainer.ui.theme import Look

PLAN = "self-check-standard"
SIZES = [(1.0, 1192, 800), (2.0, 960, 560)]


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    stretch(monkeypatch)
    return Catalogue()


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer("Maja Lindholm-Kirkegaard", LONG)


@pytest.fixture(params=SIZES, ids=["as designed", "smallest"])
def sized(request: pytest.FixtureRequest, look: Look) -> Iterator[tuple[int, int]]:
    scale, width, height = request.param
    look.set_text_scale(scale)
    yield width, height
    look.set_text_scale(1.0)


def roomy(part: QWidget) -> None:
    assert cut(part) == []
    assert unspoken(part) == []


def test_the_bank(
    qtbot: QtBot, school: School, maja: Admitted, look: Look, long_words: Catalogue, sized: tuple[int, int]
) -> None:
    school.trainer("Bo", LONG)
    desk = school.house.vaulting
    source = lambda *_about: str(plain_trainers_bank())  # noqa: E731
    page = VaultPage(desk, maja, look, long_words, school.clock.here, source=source)
    driver = PageDriver(qtbot, page, *sized)
    roomy(page)
    driver.click("vault-install")
    driver.wait(lambda: driver.sees("stepForm"))
    roomy(page)
    driver.write(LONG)
    driver.press("Enter")
    driver.wait(lambda: driver.sees("vaultDone"))
    roomy(page)
    dialog = vault_dialog.OpenBankDialog(desk, desk.state().keepers, look, long_words, page)
    dialog.open()
    driver.settle()
    roomy(dialog)
    dialog.reject()
    desk.open(maja.id, LONG)
    page.panel.show_state()
    driver.settle()
    roomy(page)
    driver.click("vault-admit")
    roomy(page)


def test_rulings(
    qtbot: QtBot, school: School, maja: Admitted, look: Look, long_words: Catalogue, sized: tuple[int, int]
) -> None:
    plan = school.house.bank.find_blueprint(PLAN)
    assert plan is not None
    sofie = school.learner()
    stream = school.sit(sofie, plan.pass_mark - 1)
    school.house.results.dispute(sofie.id, stream, plan.pass_mark + 1, "Two are right. " * 12, "en")
    started = next(school.house.records.journal.events(stream)).body
    item = str(started.form[plan.pass_mark].digest)  # type: ignore[union-attr]
    desk = school.house.ruling
    page = RulingPage(desk, maja, item, look, long_words, school.clock.here)
    driver = PageDriver(qtbot, page, *sized)
    page.kind.show_choice(RulingKind.KEY.value)
    page.kind.choice_made.emit(RulingKind.KEY.value)
    driver.settle()
    roomy(page)
    desk.rule(RulingWish(item, RulingKind.ALL), "Both are right by the report. " * 8, maja.id, "en")
    page = RulingPage(desk, maja, item, look, long_words, school.clock.here)
    driver = PageDriver(qtbot, page, *sized)
    page.withdraw.click()
    driver.wait(lambda: driver.sees("changes"))
    roomy(page)
    listed = DisputesPage(desk, look, long_words, school.clock.here)
    PageDriver(qtbot, listed, *sized)
    roomy(listed)
