"""Details of the log in words: what is known is said, the rest is left out."""

from __future__ import annotations

from trainer.catalogue import Catalogue
from trainer.core import log_words
from trainer.core.privacy import LogLine


def line(**detail: str | int) -> LogLine:
    return LogLine(1, 0, 0, "", "planned", "", tuple(detail.items()))


def test_what_is_known_is_said_and_the_rest_left_out() -> None:
    say = Catalogue("da").say
    assert log_words.said(line(people=2, streams=3), say) == "personer: 2, forsøg og lektioner: 3"
    assert log_words.said(line(name=1, retired=0, unknown=4), say) == "navn"
    assert log_words.said(line(), say) == ""


def test_every_detail_has_its_words() -> None:
    for language in ("en", "da"):
        for key in log_words.FLAGS | log_words.LABELS:
            assert Catalogue(language).say(f"privacy.log.detail.{key}")
