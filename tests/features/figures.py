"""Owns the figures of one learner as each page shows them and as the records hold them, in one form to be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from question_bank.model import Pool, read
from trainer.ui.components.progress import MasteryRing
from trainer.ui.components.text import Text

if TYPE_CHECKING:
    from tests.features.weeks import Officer

DAY_MS = 86_400_000


def _number(text: str) -> int:
    found = re.findall(r"\d+", text)
    return int(found[0]) if found else 0


def _page(officer: Officer) -> QWidget:
    page = officer.application.router.page
    assert page is not None
    return page


def _ring(inside: QWidget) -> int:
    ring = inside.findChild(MasteryRing)
    assert ring is not None
    return int(re.findall(r"\d+", ring.accessibleName())[-1])


def _named(page: QWidget, name: str) -> QWidget:
    return next(widget for widget in page.findChildren(QWidget, name) if widget.isVisible())


def of_home(officer: Officer) -> dict[str, Any]:
    """Per module: percent, secure, of how many; and how many objectives are due in all."""
    page = _page(officer)
    told: dict[str, Any] = {"due": 0}
    figure = page.findChild(Text, "dueFigure")
    if figure is not None:
        told["due"] = _number(figure.accessibleName())
    for module in officer.house.bank.modules():
        head = _named(page, f"open-{module.id}")
        words = head.accessibleName().removeprefix(officer.title(module.id))
        secure, total = map(int, re.findall(r"\d+", words))
        told[module.id] = [_ring(head), secure, total]
    return told


def of_module(officer: Officer, module: str) -> list[int]:
    """Percent, secure, of how many, due."""
    page = _page(officer)
    words = next(
        text.text() for text in page.findChildren(Text) if re.fullmatch(_held(officer), text.text()) is not None
    )
    secure, total = map(int, re.findall(r"\d+", words))
    due = len([one for one in officer.person.sees() if one.endswith(officer.say("module.objective.due"))])
    return [_ring(page), secure, total, due]


def _held(officer: Officer) -> str:
    return (
        re.escape(officer.say("module.objectives_secure", secure=111, total=222))
        .replace("111", r"\d+")
        .replace("222", r"\d+")
    )


def of_progress(officer: Officer) -> dict[str, Any]:
    """Per module: percent, secure, of how many, due."""
    page = _page(officer)
    told: dict[str, Any] = {}
    for module in officer.house.bank.modules():
        card = _named(page, f"held-{module.id}")
        line = card.findChild(Text, f"standing-{module.id}")
        assert line is not None
        secure, total, *due = map(int, re.findall(r"\d+", line.text()))
        told[module.id] = [_ring(card), secure, total, due[0] if due else 0]
    return told


def of_records(officer: Officer) -> dict[str, Any]:
    """The same by SQL from the folded table and the bank's objectives alone."""
    now = officer.house.clock.now()
    asked = {row.objective for row in officer.house.bank.index((Pool.PRACTICE,))}
    today = (now.utc_ms + now.offset_min * 60_000) // DAY_MS
    told: dict[str, Any] = {}
    rows = officer.house.records.store.execute(
        "SELECT objective, last_right, due_ms, secure_until_ms FROM objective_state WHERE person = ?", (officer.who,)
    )
    states = {str(objective): rest for objective, *rest in rows}
    for module in officer.house.bank.modules():
        counted = [one.id for one in officer.house.bank.objectives(module.id) if one.id in asked and not one.withdrawn]
        met = [states[one] for one in counted if one in states]
        secure = sum(now.utc_ms < until for _right, _due, until in met)
        half = sum(bool(right) and now.utc_ms >= until for right, _due, until in met)
        due = sum((at + now.offset_min * 60_000) // DAY_MS <= today for _right, at, _until in met)
        told[module.id] = [round(100 * (secure + half / 2) / len(counted)), secure, len(counted), due]
    return told


def of_card(officer: Officer, module: str) -> list[str]:
    """The facts behind the questions that were last wrong, by SQL and the archive: what must stand on top of the card."""
    rows = officer.house.records.store.execute(
        "SELECT item, step, answer.correct FROM answer JOIN objective_state USING (person, objective)"
        " WHERE person = ? AND answer.module = ? AND NOT last_right AND mode IN ('practice', 'review') AND kind != 'case'"
        " ORDER BY answered_ms",
        (officer.who, module),
    )
    last: dict[str, tuple[str, int]] = {}
    for item, step, correct in rows:
        last.pop(str(item), None)
        last[str(item)] = str(step), int(correct)
    missed = [officer.house.records.archive.item(step) for step, correct in reversed(last.values()) if not correct]
    facts = dict.fromkeys(option.fact for item in missed for option in item.options if option.correct)
    found = (officer.house.bank.find_fact(fact) for fact in facts)
    return [read(fact.statement, officer.language) for fact in found if fact is not None]
