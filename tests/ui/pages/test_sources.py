"""The source panel lies over a page: facts, documents and the person's files of them, by keyboard alone; nothing under it is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from question_bank.bank import BankFile
from question_bank.build import build_bank
from tests.builders.content import RULES_TEXT, sha, write_content
from tests.drivers.desks import WHO, FakeLearning, FakePractice, fact, full_disk, question
from tests.drivers.pages import PageDriver
from tests.drivers.school import School, ToldClock
from trainer.catalogue import Catalogue
from trainer.core.requests import Access, Preferences
from trainer.house import House
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.pages.case import CasePage
from trainer.ui.pages.display import DisplayDialog
from trainer.ui.pages.lesson import LessonPage
from trainer.ui.pages.module import ModulePage
from trainer.ui.pages.practice import PracticePage
from trainer.ui.pages.source_panel import SourcePanel
from trainer.ui.sources import Sources
from trainer.ui.theme import Look

STRANGE = "The <b>workshop</b> \u202eand\x07 nobody else, tests a tool. It <img src='file:///etc/hostname'> says so."
TEXT = RULES_TEXT.replace(RULES_TEXT.split("\n")[3], STRANGE)
LEFT = "Alt+Left"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    changes = {
        "rules": {"sha256": sha(TEXT)},
        "F3__r2": {"digest": sha(STRANGE)},
        "F3": {"conflicts_with": ["F4"]},
        "F4": {"conflicts_with": ["F3"]},
    }
    build_bank([write_content(folder / "content", **changes)], folder / "tools.bank")
    return folder / "tools.bank"


@pytest.fixture
def house(bank: Path, tmp_path: Path) -> Iterator[House]:
    with House.open(tmp_path / "data", bank=BankFile.open(bank), clock=ToldClock(), create=True) as house:
        yield house


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.txt"
    path.write_text(TEXT, "utf-8", newline="\n")
    return path


class Reader:
    """Somebody with the panel open over an empty page."""

    def __init__(self, qtbot: QtBot, look: Look, house: House, words: Catalogue) -> None:
        self.person = house.records.people.add("Sofie", "desk", Access.LEARNER, house.clock.now()).id
        self.desk = house.sourcing
        self.chosen: list[str] = []
        self.under = QWidget()
        qtbot.addWidget(self.under)
        self.under.resize(1280, 800)
        self.under.show()
        self.panel = SourcePanel(self.desk, self.person, look, words, self.under, chooser=lambda *_: self.chosen)
        self._qtbot = qtbot

    def opens(self, show: Callable[[SourcePanel], None]) -> PageDriver[SourcePanel]:
        show(self.panel)
        self.panel.open()
        return PageDriver(self._qtbot, self.panel, self.panel.width(), self.panel.height())

    def attach(self, *paths: Path) -> None:
        self.desk.attach(self.person, self.desk.look_at(paths, "en"))


@pytest.fixture
def reader(qtbot: QtBot, look: Look, house: House, words: Catalogue) -> Reader:
    return Reader(qtbot, look, house, words)


def labels(driver: PageDriver[SourcePanel], name: str) -> list[str]:
    return [label.text() for label in driver.page.findChildren(QLabel, name) if label.isVisible()]


def test_a_fact_says_where_it_stands_and_how_to_use_it(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_fact("F6"))
    assert driver.text("statement") == "In 2011 a tool was lent for 7 days."
    assert driver.text("asOf") == "As of 2011"
    assert driver.text("newer") == "Newer source exists"
    assert driver.text("use") == "Say the year: it was so then and may have changed."
    assert driver.find("toDocument").accessibleName() == "The plan of 2011, Rules, paragraph 3"
    assert driver.sees("passageWithout")
    assert driver.focused == "sourceTitle"
    assert driver.nameless() == []


def test_the_way_to_the_newer_fact_and_back_goes_by_keyboard(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_fact("F6"))
    driver.tab_to("fact-F2")
    driver.press("Enter")
    assert driver.text("statement") == "In 2022 a tool is lent for 14 days."
    assert driver.focused == "sourceTitle"
    QTest.keySequence(driver.page, LEFT)
    driver.settle()
    assert driver.text("statement").startswith("In 2011")
    assert driver.focused == "fact-F2"
    driver.press("Esc")
    assert not driver.page.isVisible()


def test_what_disagrees_stands_beside_it_with_both_years(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_fact("F3"))
    this, other = driver.find("thisSide"), driver.find("other-F4")
    assert this.geometry().right() < other.geometry().left()
    assert "Critics find the desk too strict." in other.accessibleName()
    assert "As of 2022" in other.accessibleName()
    driver.tab_to("other-F4")
    driver.press("Enter")
    assert driver.text("statement") == "Critics find the desk too strict."


def test_a_document_says_what_it_is_and_its_facts_by_module(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_document("rules", "beta"))
    assert driver.text("sourceTitle") == "The rules of 2022"
    assert [driver.text(name) for name in ("kind", "describes", "trust")] == ["Paper", "2022", "Reliable for its year."]
    box = driver.find("module-beta")
    assert [row.objectName() for row in box.findChildren(QWidget) if row.objectName().startswith("fact-")] == [
        f"fact-F{number}" for number in range(1, 5)
    ]
    assert driver.find("unfold-alpha").accessibleName() == "Show Lending"
    driver.tab_to("unfold-alpha")
    driver.press("Space")
    assert driver.find("unfold-alpha").accessibleName() == "Hide Lending"


def test_a_lesson_that_teaches_it_closes_the_panel(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_fact("F1"))
    with driver.qtbot.waitSignal(driver.page.lesson_wished) as wished:
        driver.tab_to("lesson-lesson_1")
        driver.press("Enter")
    assert wished.args == ["lesson_1"]
    assert not driver.page.isVisible()


def test_files_are_chosen_recognised_and_their_words_shown_literally(reader: Reader, rules: Path) -> None:
    reader.chosen = [str(rules)]
    driver = reader.opens(lambda panel: panel.show_fact("F3"))
    driver.tab_to("toFiles")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("files"))
    assert labels(driver, "fileState") == ["No file yet", "No file yet"]
    driver.tab_to("addFiles")
    driver.press("Space")
    driver.wait(lambda: "Recognised, every passage can be shown" in labels(driver, "fileState"))
    assert labels(driver, "outcome") == ["rules.txt: this is The rules of 2022."]
    assert labels(driver, "filePath") == [str(rules)]
    driver.tab_to("sourceBack")
    driver.press("Enter")
    driver.wait(lambda: driver.sees("quote"))
    assert driver.text("quote") == "\u201cThe <b>workshop</b> and nobody else, tests a tool.\u201d"
    assert driver.text("quotePlace") == "The rules of 2022, Rules, paragraph 4"
    driver.tab_to("wholePassage")
    driver.press("Space")
    assert driver.text("quote").endswith("It <img src='file:///etc/hostname'> says so.\u201d")
    assert driver.text("quoteFile") == f"Quoted from your file {rules}"
    assert driver.nameless() == []


def test_a_file_is_forgotten_and_itself_stays(reader: Reader, rules: Path) -> None:
    reader.attach(rules)
    driver = reader.opens(lambda panel: panel.show_files())
    driver.wait(lambda: driver.sees("forget"))
    driver.tab_to("forget")
    driver.press("Enter")
    driver.wait(lambda: labels(driver, "fileState") == ["No file yet", "No file yet"])
    assert rules.exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_bytes(b"%PDF\0"), "picked.txt is damaged or not text."),
        (lambda path: path.write_text("A letter.\n"), "picked.txt is none of the documents"),
        (lambda path: (path.touch(), os.truncate(path, 200_000_000)), "picked.txt is larger than 20 MB and was not read."),
        (lambda path: None, "picked.txt is not there any more."),
        (lambda path: path.write_text("Old\n" + TEXT.replace("Critics", "Friends"), "utf-8"), "2 of 3 passages"),
    ],
    ids=["binary", "another text", "huge", "gone", "another edition"],
)  # fmt: skip
def test_each_file_chosen_is_named_for_what_it_is(
    reader: Reader, tmp_path: Path, make: Callable[[Path], object], said: str
) -> None:
    make(tmp_path / "picked.txt")
    reader.chosen = [str(tmp_path / "picked.txt")]
    driver = reader.opens(lambda panel: panel.show_files())
    driver.wait(lambda: driver.sees("files"))
    driver.click("addFiles")
    driver.wait(lambda: driver.sees("outcome") and not driver.page.findChild(QWidget, "addFiles").busy)
    assert said in driver.text("outcome")


@pytest.mark.parametrize("size", [(1280, 800), (960, 640)])
def test_what_came_of_a_file_is_seen_and_the_focus_stays(
    reader: Reader, rules: Path, look: Look, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Chosen by keyboard from far down, with files listed under it: the words stand in sight, by the button pressed."""
    reader.under.resize(*size)
    look.set_text_scale(2.0)
    reader.attach(rules)
    picked = tmp_path / "picked.txt"
    picked.write_bytes(b"%PDF\0")
    reader.chosen = [str(picked)]
    driver = reader.opens(lambda panel: panel.show_files())
    driver.wait(lambda: driver.sees("files"))
    driver.tab_to("addFiles")
    bar = driver.page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    driver.press("Space")
    driver.wait(lambda: driver.sees("outcome") and not driver.page.findChild(QWidget, "addFiles").busy)
    driver.settle()
    assert driver.focused == "addFiles"
    for name in ("addFiles", "outcome"):
        assert not driver.find(name).visibleRegion().isEmpty(), name
    outcome = driver.find("outcome")
    top = outcome.mapTo(driver.page.area.viewport(), outcome.rect().topLeft()).y()
    assert 0 <= top < driver.page.area.viewport().height() // 2


def test_a_worse_copy_does_not_take_the_place_of_a_better_one(reader: Reader, tmp_path: Path) -> None:
    better, worse = tmp_path / "better.txt", tmp_path / "worse.txt"
    better.write_text("Old\n" + TEXT.replace("Critics", "Friends"), "utf-8")
    worse.write_text("Old\n" + TEXT.replace("Critics", "Friends").replace("nobody else", "somebody"), "utf-8")
    reader.attach(better)
    reader.chosen = [str(worse)]
    driver = reader.opens(lambda panel: panel.show_files())
    driver.wait(lambda: driver.sees("files"))
    driver.click("addFiles")
    driver.wait(lambda: driver.sees("outcome") and not driver.page.findChild(QWidget, "addFiles").busy)
    assert driver.text("outcome") == (
        "worse.txt: another edition of The rules of 2022, with 1 of 3 passages."
        " The file that you have for it has 2 and stays."
    )
    driver.wait(lambda: labels(driver, "filePath") == [str(better)])


def test_a_file_that_went_after_it_was_named_leaves_fact_and_place(reader: Reader, rules: Path) -> None:
    reader.attach(rules)
    rules.unlink()
    driver = reader.opens(lambda panel: panel.show_fact("F3"))
    driver.wait(lambda: driver.sees("passageTrouble"))
    assert "no longer where it was" in driver.text("passageTrouble")
    assert driver.text("statement") == "Only the workshop tests a broken tool."
    driver.tab_to("toFiles")
    driver.press("Enter")
    driver.wait(lambda: "Moved away or deleted" in labels(driver, "fileState"))


def test_a_fact_that_the_bank_lacks_is_told(reader: Reader) -> None:
    driver = reader.opens(lambda panel: panel.show_fact("absent"))
    assert "not in the question bank" in driver.text("emptyText")
    driver.press("Esc")
    assert not driver.page.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_stays_within_the_smallest_window(reader: Reader, look: Look, rules: Path, scale: float) -> None:
    reader.under.resize(960, 640)
    reader.attach(rules)
    look.set_text_scale(scale)
    driver = reader.opens(lambda panel: panel.show_fact("F3"))
    driver.wait(lambda: driver.sees("quote"))
    assert driver.page.width() <= 960
    assert driver.page.height() <= 640
    content = driver.page.area.widget()
    assert content is not None
    assert content.width() <= driver.page.area.viewport().width()
    close = driver.find("sourceClose")
    assert driver.page.rect().contains(close.mapTo(driver.page, close.rect().bottomRight()))


def test_display_leads_to_the_documents(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    dialog = DisplayDialog(Preferences(), look, words, documents=True)
    driver = PageDriver(qtbot, dialog, 480, 720)
    with qtbot.waitSignal(dialog.documents_wished):
        driver.tab_to("documents")
        driver.press("Enter")
    assert not dialog.isVisible()
    assert not DisplayDialog(Preferences(), look, words, parent=dialog).findChildren(QWidget, "documents")


def test_a_write_that_fails_is_told_and_nothing_is_kept(
    reader: Reader, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise full_disk()

    monkeypatch.setattr(reader.desk, "attach", full)
    reader.chosen = [str(rules)]
    driver = reader.opens(lambda panel: panel.show_files())
    driver.wait(lambda: driver.sees("files"))
    driver.click("addFiles")
    driver.wait(lambda: driver.sees("filesTrouble"))
    assert driver.text("errorTitle") == "Nothing was kept"
    assert labels(driver, "fileState") == ["No file yet", "No file yet"]


# Over the pages


@pytest.fixture
def sources(reader: Reader, look: Look, words: Catalogue) -> Callable[[QWidget], Sources]:
    def follow(page: QWidget) -> Sources:
        made = Sources(page.window(), look, lambda: (reader.desk, reader.person, words), page)
        made.follow(page)
        return made

    return follow


def panel_over(page: QWidget) -> SourcePanel | None:
    return next((panel for panel in page.findChildren(SourcePanel) if panel.isVisible()), None)


def answered(qtbot: QtBot, look: Look, words: Catalogue) -> PageDriver[PracticePage]:
    hand = FakePractice((question(1), question(2)), facts=(fact(1), fact(2, superseded=True)))
    now = ToldClock().here
    return PageDriver(qtbot, PracticePage(FakeLearning(hand=hand), WHO, "m", "", look, words, now))


def test_the_panel_over_practice_keeps_the_draft(
    qtbot: QtBot, look: Look, words: Catalogue, sources: Callable[[QWidget], Sources]
) -> None:
    driver = answered(qtbot, look, words)
    opened = sources(driver.page)
    driver.press("B", "2", "S")
    assert panel_over(driver.page) is None
    before, focused = driver.page.draft(), driver.focused
    opened.show_fact("F1")
    qtbot.waitUntil(lambda: panel_over(driver.page) is not None)
    panel = panel_over(driver.page)
    assert panel is not None
    QTest.keyClick(panel, "C")
    QTest.keySequence(panel, "Esc")
    driver.page.activateWindow()
    qtbot.waitUntil(driver.page.isActiveWindow)
    assert panel_over(driver.page) is None
    assert (driver.page.draft(), driver.focused) == (before, focused)
    assert before.options == ("b",)
    driver.press("Enter")
    assert driver.text("verdict") == "Not this one. It is A."


def test_s_opens_the_source_after_the_answer(
    qtbot: QtBot, look: Look, words: Catalogue, sources: Callable[[QWidget], Sources]
) -> None:
    driver = answered(qtbot, look, words)
    sources(driver.page)
    driver.press("A", "1", "Enter", "S")
    panel = panel_over(driver.page)
    assert panel is not None
    assert "A card is all" in panel.findChild(QLabel, "statement").text()
    panel.reject()
    driver.page.activateWindow()
    qtbot.waitUntil(driver.page.isActiveWindow)
    driver.click("moreSources")
    driver.tab_to("openPassage")
    driver.tab_to("openPassage")
    with qtbot.waitSignal(driver.page.fact_wished) as wished:
        driver.press("S")
    assert wished.args in (["F1"], ["F2"])
    QApplication.processEvents()


def test_s_in_a_lesson_and_each_fact_beside_it(qtbot: QtBot, look: Look, words: Catalogue) -> None:
    driver = PageDriver(qtbot, LessonPage(FakeLearning(), WHO, "l1", look, words))
    with qtbot.waitSignal(driver.page.fact_wished) as wished:
        driver.press("S")
    assert wished.args == ["F1"]
    # On the way there the keyboard comes by the lesson's end, whose fact is the seventh.
    driver.tab_to("openSource")
    with qtbot.waitSignal(driver.page.fact_wished) as wished:
        driver.press("Enter")
    assert wished.args == ["F7"]


def test_s_in_a_case_after_the_decision_keeps_the_scene(
    school: School, qtbot: QtBot, look: Look, words: Catalogue
) -> None:
    page = CasePage(school.house.casework, school.learner(), "indicators-case-borrowed-journey", look, words)
    driver = PageDriver(qtbot, page)
    asked: list[str] = []
    page.fact_wished.connect(asked.append)
    driver.press("Space", "B", "S")
    assert asked == []
    assert page.presenter.chosen
    driver.press("Enter", "S")
    scene = page.presenter.scene
    assert scene is not None
    assert asked == [scene.facts[0].id]
    driver.tab_to("openSource")
    driver.press("Enter")
    assert len(asked) == 2


def test_a_modules_sources_lead_to_their_documents(school: School, qtbot: QtBot, look: Look, words: Catalogue) -> None:
    page = ModulePage(school.house.learning, school.learner(), "referral", look, words)
    driver = PageDriver(qtbot, page)
    with qtbot.waitSignal(page.document_wished) as wished:
        driver.tab_to("document-tip-2023-protection")
        driver.press("Enter")
    assert wished.args == ["tip-2023-protection", "referral"]


def test_the_sources_of_a_result_lead_to_their_facts(
    school: School, qtbot: QtBot, look: Look, words: Catalogue
) -> None:
    who = school.learner()
    result = school.house.results.result(who.id, who.name, school.sit(who, 3), "en")
    page = AnswersPage(look, words)
    page.show_answers(result)
    driver = PageDriver(qtbot, page)
    verdict = result.questions[0][1]
    assert verdict is not None
    with qtbot.waitSignal(page.fact_wished) as wished:
        driver.tab_to(f"source-{verdict.facts[0].id}")
        driver.press("Enter")
    assert wished.args == [verdict.facts[0].id]
