"""Somebody who sees nothing of the window learns with it: everything here goes through AT-SPI and real keys."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.drivers.school import HOUR_MS, School
from tests.drivers.screen_reader import ScreenReader, Thing, missing_parts, reading
from trainer.catalogue import Catalogue
from trainer.core.timekeeping import Stamp

MISSING = missing_parts()
pytestmark = [
    pytest.mark.judge,
    pytest.mark.skipif(
        bool(MISSING) and not os.environ.get("CI"), reason=f"no screen reader's parts here: {', '.join(MISSING)}"
    ),
]
LANGUAGES = ("en", "da")
LAST_MINUTES_MS = 5 * 60_000


def test_the_parts_are_there() -> None:
    assert MISSING == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "records"


def sign_in(reader: ScreenReader, words: Catalogue, name: str, pin: str) -> None:
    """At the sign-in, where one's own row is open and asks for the PIN."""
    reader.hears(words.say("signin.pin_of", name=name))
    reader.types(pin)
    reader.presses("Return")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_first_start_to_the_second_question(folder: Path, language: str) -> None:
    """Set-up with a PIN, sign-in with it, a question read, answered and judged, and on to the next."""
    say = Catalogue(language).say
    with reading(folder, language) as reader:
        first_start(reader, Catalogue(language))
    with reading(folder, language) as reader:
        sign_in(reader, Catalogue(language), "Sofie Bjerre", "4712")
        reader.hears(say("signin.wrong"))
        reader.types("4711")
        reader.presses("Return")
        reader.hears("Sofie")
        reader.finds("Sofie Bjerre", "push button")
        practise(reader, Catalogue(language))
        assert reader.faults() + strays(reader, Catalogue(language)) == []


def first_start(reader: ScreenReader, words: Catalogue) -> None:
    """Only me, a name, a PIN twice, the first time not the same."""
    say = words.say
    reader.hears(say("setup.who.me"))
    reader.presses("Return")
    reader.hears(say("setup.you.title"))
    assert reader.faults() == []
    reader.types("Sofie Bjerre")
    reader.presses("Tab", "Tab")
    reader.hears(say("common.secret.label"))
    reader.types("4711")
    reader.presses("Tab")
    reader.hears(say("common.secret.again"))
    reader.types("4712")
    reader.presses("Return")
    reader.hears(say("common.secret.differs"))
    reader.presses("ctrl+a")
    reader.types("4711")
    reader.presses("Return")
    reader.hears("Sofie")
    assert reader.faults() == []


def practise(reader: ScreenReader, words: Catalogue) -> None:
    """One question, told by name and role, answered by what its options let be done."""
    say = words.say
    fresh = f", {say('home.module.not-started')}, "
    reader.does(next(one.name for one in reader.reads() if one.role == "push button" and fresh in one.name))
    reader.does(say("module.mixed.title"))
    reader.finds(say("practice.check"), "push button")
    stem = reader.focused
    assert stem is not None
    assert stem.role == "heading"
    assert len(stem.name) > 10
    options = radio_buttons(reader, stem.name)
    assert [one.name[:2] for one in options] == ["A.", "B.", "C.", "D."][: len(options)]
    assert not any("checked" in one.states for one in options)

    reader.does(say("practice.check"))
    reader.hears(say("practice.missing.both"))
    reader.does(options[1].name, "radio button")
    reader.waits(lambda: checked(radio_buttons(reader, stem.name)) == [options[1].name], "B chosen, and it alone")
    reader.does(say("components.confidence.certain"), "radio button")
    assert reader.faults() == []
    reader.does(say("practice.check"))
    reader.hears_one_of(say("practice.verdict.right", key="\0"), say("practice.verdict.wrong", key="\0"))
    verdict = reader.focused
    assert verdict is not None
    assert verdict.called, "the focus is on the verdict"
    told = {one.name: one.description for one in radio_buttons(reader, stem.name)}
    assert all(told.values()), "each option says what it was and why"

    # What was answered stays answered, whatever a reader's action does to the cards.
    before = checked(radio_buttons(reader, stem.name))
    reader.does(options[0].name, "radio button")
    assert checked(radio_buttons(reader, stem.name)) == before

    reader.presses("Return")
    reader.hears(say("practice.question", number=2, total="\0").split("\0")[0])
    second = reader.focused
    assert second is not None
    assert second.role == "heading"
    assert second.name != stem.name
    assert reader.faults() == []


def radio_buttons(reader: ScreenReader, group: str) -> list[Thing]:
    """The answers to a question, which their group is called by."""
    return [one for one in reader.inside(reader.finds(group, "panel")) if one.role == "radio button"]


def checked(things: list[Thing]) -> list[str]:
    """The names of those that are told as chosen."""
    return [one.name for one in things if "checked" in one.states]


@pytest.fixture
def unit(folder: Path) -> Path:
    """A folder with a past: a learner who practised and read, and a trainer who sees it."""
    school = School(folder)
    sofie = school.learner(pin="4711")
    school.practise(sofie, "indicators", right=3, wrong=2)
    school.sit(sofie, right=6)
    school.trainer()
    school.close()
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_learner_is_told_in_words(unit: Path, language: str) -> None:
    words = Catalogue(language)
    say = words.say
    with reading(unit, language) as reader:
        comes_in(reader, words, "Sofie Bjerre", "4711")
        faults = reader.faults()
        for place, begins in (
            ("window.cases", "case.title"),
            ("window.assess", "assessment.list.title"),
            ("window.progress", "progress.title"),
            ("window.search", "search.title"),
        ):
            reader.does(say(place), "push button")
            reader.finds(say(begins), "heading")
            faults += reader.faults()
        for dialog in ("window.keys", "window.display"):
            reader.does(say(dialog), "push button")
            reader.finds(say("keys.close" if dialog == "window.keys" else "display.close"), "push button")
            faults += reader.faults()
            reader.presses("Escape")
            reader.waits(lambda: reader.window == "Vejvis", "the dialog gone")
        assert faults == []


def strays(reader: ScreenReader, words: Catalogue) -> list[str]:
    """The rail's entries that took the focus though nobody went there: what was left handed it on."""
    rail = {words.say(code) for code in ("common.home", "window.menu", "window.keys", "window.people")}
    return [str(one) for one in reader.heard if one.words in rail and one.kind.endswith("focused")]


def comes_in(reader: ScreenReader, words: Catalogue, name: str, pin: str) -> None:
    """Choose one's row at the sign-in, whoever was there last, and write the PIN."""
    reader.finds(words.say("signin.title"), "heading")
    reader.does(name, "push button")
    reader.waits(lambda: (reader.focused or reader.reads()[0]).role == "password text", "the PIN asked for")
    reader.types(pin)
    reader.presses("Return")
    reader.finds(words.say("window.person", name=name), "push button")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_learner_reads_on_within_a_module(unit: Path, language: str) -> None:
    """The module, its card, a lesson and what is behind it, a case and its first decision, what opens at one's own name."""
    words = Catalogue(language)
    say = words.say
    with reading(unit, language) as reader:
        comes_in(reader, words, "Sofie Bjerre", "4711")
        standing = say("home.module.objectives", secure="\0", total="\0").split("\0")
        module = next(
            one.name
            for one in reader.reads()
            if one.role == "push button" and all(part in one.name for part in standing)
        )
        title = module.split(",")[0]
        faults: list[str] = []

        reader.does(module)
        reader.hears(title)
        reader.does(say("module.card"))
        reader.hears(say("card.title"))
        faults += reader.faults()
        reader.does(say("common.go_back"))
        reader.finds(say("module.lessons"), "heading", "label")
        reader.does("1, ")
        reader.finds(say("lesson.next_part"), "push button")
        faults += reader.faults()
        source = say("source.open_name", statement="")
        while not any(one.name.startswith(source) for one in reader.reads()):
            reader.does(say("lesson.next_part"))
        reader.does(source)
        reader.hears(say("source.fact"))
        faults += reader.faults()
        reader.presses("Escape")

        reader.does(say("window.cases"))
        reader.hears(say("case.title"))
        note = say("case.list.not_started")
        reader.does(next(one.name for one in reader.reads() if one.role == "push button" and note in one.name))
        reader.does(say("case.intro.start"))
        reader.hears_one_of(say("case.scene.announced", title="\0", number=1))
        faults += reader.faults()
        choice = next(one for one in reader.reads() if one.role == "radio button")
        reader.does(choice.name)
        reader.presses("Return")
        reader.hears(say("case.scene.follows"))
        faults += reader.faults()
        reader.presses("Escape")
        reader.hears(say("practice.paused_title"))

        reader.does(say("window.person", name="Sofie Bjerre"))
        reader.hears(say("person.stay"))
        assert faults + reader.faults() + strays(reader, words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_an_assessment_saving_and_the_last_minutes_are_said(folder: Path, language: str) -> None:
    words = Catalogue(language)
    say = words.say
    school = School(folder)
    began_ms = round(time.time() * 1000) - 3 * HOUR_MS
    school.clock.stamp = Stamp(began_ms, 60, "a boot before", 1_000_000)
    sofie = school.learner(pin="4711")
    hand = school.house.assessing.sit(sofie.id, "self-check-standard", "en")
    left_ms = hand.left_ms()
    assert left_ms is not None
    school.clock.forward(left_ms - LAST_MINUTES_MS - 20_000)
    hand.attempt.pause()
    school.close()
    with reading(folder, language) as reader:
        comes_in(reader, words, "Sofie Bjerre", "4711")
        reader.does(say("home.continue.assessment"))
        reader.does(say("assessment.rules.continue"))
        reader.hears_one_of(say("assessment.sitting.said", number=1, total="\0", stem="\0"))
        option = next(one for one in reader.reads() if one.role == "radio button" and one.name.startswith("C."))
        reader.does(option.name)
        reader.hears(say("components.saved.saved", time=""))
        reader.does(say("assessment.sitting.flag"))
        reader.hears(say("assessment.sitting.flagged"))
        faults = reader.faults()
        cell = say("components.cell.name", number=3, states="")
        reader.does(cell, "radio button")
        reader.hears_one_of(say("assessment.sitting.said", number=3, total="\0", stem="\0"))
        reader.hears(say("components.timer.low", n=5, minutes=5))
        reader.does(say("assessment.sitting.review"))
        reader.hears(say("assessment.review.title"))
        assert faults + reader.faults() + strays(reader, words) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_trainer_is_told_in_words(unit: Path, language: str) -> None:
    words = Catalogue(language)
    say = words.say
    with reading(unit, language) as reader:
        comes_in(reader, words, "Maja Lindholm", "4711")
        reader.hears(f"{say('cohort.caption')}: {say('cohort.everybody')}")
        table = reader.finds(say("cohort.table"), "table", "tree table")
        assert "Sofie Bjerre" in "\n".join(one.name for one in reader.inside(table))
        faults = reader.faults()
        reader.does(say("export.button"))
        reader.finds(say("export.codes"), "check box")
        faults += reader.faults()
        reader.presses("Escape")
        reader.does(say("window.card"))
        reader.hears(say("card.title"))
        assert faults + reader.faults() == []
