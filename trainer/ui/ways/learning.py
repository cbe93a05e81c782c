"""Owns making the learner's pages: home, a module, its card, a lesson, practice, progress; shows none of them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.core.message import Refused
from trainer.core.policies import REFRESHER
from trainer.faults import Fault
from trainer.ui.ways import Ways

if TYPE_CHECKING:
    from trainer.ui.pages.card import CardPage
    from trainer.ui.pages.home import HomePage
    from trainer.ui.pages.lesson import LessonPage
    from trainer.ui.pages.module import ModulePage
    from trainer.ui.pages.practice import PracticePage
    from trainer.ui.pages.progress import ProgressPage


def home(ways: Ways) -> HomePage:
    """The learner's home page."""
    from trainer.ui.pages.home import HomePage

    desks = ways.desks
    page = HomePage(
        desks.learning, desks.assessing, ways.who, ways.look, ways.catalogue, ways.now, assigned=desks.assigned
    )
    page.lesson_wished.connect(ways.show_lesson)
    page.module_wished.connect(ways.show_module)
    page.practice_wished.connect(ways.show_practice)
    page.assessment_wished.connect(ways.show_assessment)
    page.case_wished.connect(ways.show_case)
    return page


def module(ways: Ways, module_id: str) -> ModulePage:
    """One module's page."""
    from trainer.ui.pages.module import ModulePage

    desks = ways.desks
    page = ModulePage(
        desks.learning,
        ways.who,
        module_id,
        ways.look,
        ways.catalogue,
        casework=desks.casework,
        assessing=desks.assessing,
        watched=_watched(ways, module_id),
    )
    page.check_wished.connect(ways.show_assessment)
    page.result_wished.connect(ways.show_result)
    page.case_wished.connect(ways.show_case)
    page.lesson_wished.connect(ways.show_lesson)
    page.practice_wished.connect(ways.show_practice)
    page.card_wished.connect(ways.show_card)
    page.home_wished.connect(ways.show_home)
    return page


def card(ways: Ways, module_id: str) -> CardPage:
    """A module's reference card; a trainer's card for everybody where none is named."""
    from trainer.ui.pages.card import CardPage

    page = CardPage(ways.desks.carding, ways.who, module_id, ways.look, ways.catalogue)
    page.back_wished.connect(ways.show_module)
    return page


def lesson(ways: Ways, lesson_id: str, block: int) -> LessonPage:
    """The lesson reader, where it was left or for a look at a block."""
    from trainer.ui.pages.lesson import LessonPage

    page = LessonPage(ways.desks.learning, ways.who, lesson_id, ways.look, ways.catalogue, block=block)
    page.lesson_wished.connect(ways.show_lesson)
    page.module_wished.connect(ways.show_module)
    page.practice_wished.connect(ways.show_practice)
    page.home_wished.connect(ways.show_home)
    return page


def practice(ways: Ways, module_id: str, objective: str, before: PracticePage | None) -> PracticePage:
    """A round of practice; the one in hand on the page `before`, in another language."""
    from trainer.ui.pages.practice import PracticePage

    hand = before.in_hand if before is not None else None
    page = PracticePage(
        ways.desks.learning,
        ways.who,
        module_id,
        objective,
        ways.look,
        ways.catalogue,
        ways.now,
        hand=hand,
        watched=_watched(ways, module_id),
    )
    page.module_wished.connect(ways.show_module)
    page.home_wished.connect(ways.show_home)
    return page


def _watched(ways: Ways, module_id: str) -> str:
    """What a learner is told where a trainer sees single answers; a refresher draws from all modules."""
    from trainer.ui.pages.assigned_parts import watched_words

    module = "" if module_id == REFRESHER else module_id
    try:
        until_ms = ways.desks.assigned.watched_until(ways.who.id, module)
    except (Fault, Refused):
        # The page itself says that the records cannot be read.
        return ""
    return watched_words(until_ms, ways.now(), ways.catalogue, refresher=not module)


def progress(ways: Ways) -> ProgressPage:
    """The learner's own progress."""
    from trainer.ui.pages.progress import ProgressPage

    page = ProgressPage(ways.desks.reflecting, ways.who, ways.look, ways.catalogue, ways.now)
    page.practice_wished.connect(ways.show_practice)
    page.module_wished.connect(ways.show_module)
    page.lesson_wished.connect(ways.show_lesson)
    page.result_wished.connect(ways.show_result)
    page.case_wished.connect(ways.show_case)
    page.home_wished.connect(ways.show_home)
    return page
