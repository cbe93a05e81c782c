"""Owns making the pages of cases: the list, one case, the look back; shows none of them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.ui.ways import Ways

if TYPE_CHECKING:
    from trainer.ui.pages.case import CasePage
    from trainer.ui.pages.case_debrief import CaseDebriefPage
    from trainer.ui.pages.cases import CasesPage


def cases(ways: Ways) -> CasesPage:
    """Which cases there are."""
    from trainer.ui.pages.cases import CasesPage

    page = CasesPage(ways.desks.casework, ways.who, ways.look, ways.catalogue)
    page.case_wished.connect(ways.show_case)
    return page


def case(ways: Ways, case_id: str) -> CasePage:
    """One case: what it is about, or where it was left."""
    from trainer.ui.pages.case import CasePage

    page = CasePage(ways.desks.casework, ways.who, case_id, ways.look, ways.catalogue)
    page.cases_wished.connect(ways.show_cases)
    page.case_wished.connect(ways.show_case)
    page.debrief_wished.connect(ways.show_case_debrief)
    return page


def debrief(ways: Ways, stream: str) -> CaseDebriefPage:
    """A case looked back on."""
    from trainer.ui.pages.case_debrief import CaseDebriefPage

    page = CaseDebriefPage(ways.desks.casework, ways.who, stream, ways.look, ways.catalogue)
    page.cases_wished.connect(ways.show_cases)
    page.case_wished.connect(ways.show_case)
    return page
