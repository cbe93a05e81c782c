"""Owns making the pages of assessments: the list, the rules, the sitting, the result; shows none of them itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.ui.attempt_protocols import SittingHand
from trainer.ui.room_protocols import RehearsalHand
from trainer.ui.ways import Ways
from trainer.ui.ways.places import ASSESS

if TYPE_CHECKING:
    from trainer.ui.pages.assessment_start import AssessmentStartPage
    from trainer.ui.pages.assessments import AssessmentsPage
    from trainer.ui.pages.result import ResultPage
    from trainer.ui.pages.sitting import SittingPage


def assessments(ways: Ways) -> AssessmentsPage:
    """Which assessments there are."""
    from trainer.ui.pages import vault_dialog
    from trainer.ui.pages.assessments import AssessmentsPage

    desks = ways.desks
    who, now = ways.who.id, ways.now
    page = AssessmentsPage(desks.assessing, who, ways.look, ways.catalogue, results=desks.results, now=now)
    page.assessment_opened.connect(ways.show_assessment)
    page.sitting_begun.connect(ways.show_sitting)
    page.result_wished.connect(ways.show_result)
    vault_dialog.offer(page, desks.vaulting, ways.look, ways.catalogue, page.show_list)
    return page


def start(ways: Ways, blueprint: str) -> AssessmentStartPage:
    """An assessment's rules, before it starts."""
    from trainer.core import module_check  # the start does without the rules of training
    from trainer.ui.pages import vault_dialog
    from trainer.ui.pages.assessment_start import AssessmentStartPage

    module = module_check.module_of(blueprint)
    desks = ways.desks
    page = AssessmentStartPage(
        desks.assessing,
        ways.who.id,
        blueprint,
        ways.look,
        ways.catalogue,
        module=module,
        preparing=None if module else desks.preparing,
        now=ways.now,
    )
    page.sitting_begun.connect(ways.show_sitting)
    page.rehearsal_begun.connect(lambda hand, title: rehearse(ways, blueprint, hand, title))
    page.not_me.connect(ways.sign_out)
    if not module:
        vault_dialog.offer(page, desks.vaulting, ways.look, ways.catalogue, page.show_rules, headed=False)
    page.back_wished.connect(_back(ways, module))
    return page


def rehearse(ways: Ways, blueprint: str, hand: RehearsalHand, title: str) -> None:
    """Show one question to try out, of which nothing is kept."""
    from trainer.ui.pages.rehearsal import RehearsalPage

    page = RehearsalPage(hand, title, ways.look, ways.catalogue)
    page.done.connect(lambda: ways.show_assessment(blueprint))
    # In another language it is another question: the way back is to the rules.
    ways.show(page, ASSESS, lambda: ways.show_assessment(blueprint))


def sitting(ways: Ways, hand: SittingHand, before: SittingPage | None) -> SittingPage:
    """An assessment in hand; the one on the page `before`, in another language."""
    from trainer.ui.pages.sitting import SittingPage

    manner = ways.manner
    hidden, room = manner.preferences.timer_hidden, ways.desks.room
    page = SittingPage(
        hand, ways.look, ways.catalogue, timer_hidden=hidden, before=before, room=room, vaulting=ways.desks.vaulting
    )
    page.handed_in.connect(ways.show_result)
    page.paused.connect(_back(ways, hand.module))
    page.timer_hidden_changed.connect(manner.hide_timer)
    return page


def result(ways: Ways, stream: str) -> ResultPage:
    """The result of an assessment handed in."""
    from trainer.ui.pages.result import ResultPage

    who = ways.who
    desks = ways.desks
    # What is being written of it is there again when the page is: after another page, and after the lock.
    kept = ways.disputing.setdefault((who.id, stream), {})
    page = ResultPage(
        desks.results, who.id, who.name, stream, ways.look, ways.catalogue, certifying=desks.certifying, kept=kept
    )
    page.lesson_wished.connect(ways.show_lesson)
    page.case_wished.connect(ways.show_case)
    page.back_wished.connect(ways.show_assessments)
    page.module_wished.connect(ways.show_module)
    return page


def _back(ways: Ways, module: str) -> Callable[[], None]:
    """The way back from an assessment: to its module where it is that one's self-check."""
    return (lambda: ways.show_module(module)) if module else ways.show_assessments
