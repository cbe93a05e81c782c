"""The trainer's chapter: sign in, look at the list, export it twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.drivers.person import Person
from trainer.app import Application
from trainer.ui.pages.cohort import CohortPage


def export(person: Person, application: Application) -> dict[str, Any]:
    """Read the list as it stands on the screen, then write it as CSV and as a workbook."""
    person.waits_for("Demo Trainer")
    person.goes_to("Demo Trainer")
    person.press("Space")
    person.waits_for("Find a person")
    page = application.router.page
    assert isinstance(page, CohortPage), page
    person.waits(lambda: page.table is not None and page.table.model().rowCount() > 0, "people in the list")
    assert page.table is not None
    model = page.table.model()
    cells = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    folder = Path(application.house.folder) if application.house else Path()
    files = {}
    for words, name in (("CSV, one row per person", "people.csv"), ("Excel workbook", "people.xlsx")):
        target = folder.parent / name
        person.press("Ctrl+E")
        if not files:
            person.chooses("Replace names with codes")
        person.will_name_file(str(target))
        person.chooses(words)
        person.waits_for("The file is written")
        files[name] = str(target)
    return {"cells": cells, "files": files}
