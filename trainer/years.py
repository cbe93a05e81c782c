"""Owns how the years that a statement describes are said in a language; knows only the few forms that labels have."""

from __future__ import annotations

import re

from trainer.catalogue import Catalogue, UnknownCode

_FORMS = (
    ("before", re.compile(r"before (?P<year>\d{4})")),
    ("by", re.compile(r"by (?P<month>[A-Z][a-z]+) (?P<year>\d{4})")),
    ("report", re.compile(r"(?P<year>\d{4}) report")),
)


def said(label: str, words: Catalogue) -> str:
    """Return "by January 2013" or "2023 report" in the words' language; plain years and unknown forms as they are."""
    for form, pattern in _FORMS:
        found = pattern.fullmatch(label)
        if found is None:
            continue
        values = found.groupdict()
        try:
            if "month" in values:
                values["month"] = words.say(f"common.month.{values['month'].lower()}")
            return words.say(f"common.years.{form}", **values)
        except UnknownCode:
            return label
    return label


def plain(label: str) -> bool:
    """Whether a label is a year or a stretch of years and nothing else."""
    return label.replace("-", "").replace("–", "").isdecimal()
