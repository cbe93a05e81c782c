"""Details of the log in words: what is known is said, the rest is left out."""

from __future__ import annotations

import pytest

from trainer.catalogue import Catalogue
from trainer.core import log_words
from trainer.core.privacy import LogLine


def line(act: str = "planned", **detail: str | int) -> LogLine:
    return LogLine(1, 0, 0, "", act, "", tuple(detail.items()))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (line(people=2, streams=3, events=0), "2 personer, 3 forsøg og lektioner"),
        (line(name=1, retired=0, unknown=4), "navnet"),
        (line(), ""),
        (
            line("ruled", ruling="drop", item="RR-012", changed=0),
            "Spørgsmålet udgår, spørgsmål RR-012, 0 resultater ændret",
        ),
        (
            line("assigned", module="Barnet", groups=1, people=2),
            "modulet “Barnet”, til 1 hold, til 2 personer hver for sig",
        ),
        (
            line(
                "exported", what="person-report", format="pdf", since="2026-11-01", until="2026-11-22", names=1, rows=1
            ),
            "en rapport om en person, PDF, fra 01-11-2026, til 22-11-2026, med navne, 1 række",
        ),
        (
            line("exported", what="person", names=0),
            "resultater med en række for hver person, med koder i stedet for navne",
        ),
        (line("exported", what="something"), ""),
        (
            line("retention", inactive=12, attempts=0, log=1),
            "personer, der intet har gjort i 12 måneder, forsøg: ingen frist, linjer i loggen efter 1 måned",
        ),
        (line("retention", attempts=2, lines=3), "2 forsøg, 3 linjer i loggen"),
    ],
)
def test_each_detail_in_plain_words(told: LogLine, words: str) -> None:
    assert log_words.said(told, Catalogue("da").say) == words


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_detail_has_its_words(language: str) -> None:
    say = Catalogue(language).say
    for key in log_words.FLAGS:
        assert say(f"log.detail.{key}")
    for key in log_words.COUNTS:
        assert say(f"log.detail.{key}", n=2)
    for key in log_words.NAMED:
        assert say(f"log.detail.{key}", value="x")
    for key in log_words.PERIODS:
        assert say(f"log.period.{key}", n=2)
        assert say(f"log.period.{key}_never")
    for what in log_words.WHAT:
        assert say(f"log.what.{what}")
