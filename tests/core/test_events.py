"""The one encoding of events and their chain."""

from __future__ import annotations

import pytest

from question_bank import canonical
from tests.builders import records as build
from trainer.core import events
from trainer.core.events import BrokenChain, Submitted
from trainer.core.message import Message, Refused
from trainer.core.result_views import TallyLine
from trainer.core.views import LessonLine


def first() -> events.Event:
    return events.following(None, "a" * 32, build.Clock().now(), "en", Submitted())


def test_the_encoding_of_version_1_is_frozen() -> None:
    assert first().encoded() == (
        b'{"at":{"boot":"boot-1","boot_ms":1000,"offset_min":120,"utc_ms":1760000000000},"body":{},"kind":"Submitted",'
        b'"language":"en","previous":"","seq":0,"stream":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","v":1}'
    )


def test_events_form_a_chain() -> None:
    one = first()
    two = events.following(one, one.stream, build.Clock().now(), "da", Submitted())
    assert (one.seq, one.previous) == (0, events.FIRST)
    assert (two.seq, two.previous) == (1, one.digest)
    assert one.digest == canonical.sha256(one.encoded())


def test_every_kind_of_event_is_read_back() -> None:
    bodies = (
        build.practice(),
        build.seen(0, build.ITEMS[0]),
        build.answered(0, build.ITEMS[0], "a"),
        build.answered(0, build.ITEMS[0], "a", confidence=None),
        events.Skipped(1, build.unit(build.ITEMS[3])),
        events.Skipped(1),
        events.Interrupted(build.Clock().now()),
        events.TimeGranted(5, "why"),
        build.read_to(3, done=True),
    )
    for body in bodies:
        event = events.following(None, "a" * 32, build.Clock().now(), "en", body)
        assert events.decoded(event.encoded()) == event


@pytest.mark.parametrize(
    "change",
    [
        (b'"v":1', b'"v":2'),
        (b'"kind":"Submitted"', b'"kind":"Vanished"'),
        (b'"kind":"Submitted"', b'"kind":"Flagged"'),
        (b'"seq":0', b'"seq":"0"'),
        (b"}", b""),
        (b'"en"', b'"\xff"'),
    ],
)
def test_what_is_no_event_is_refused(change: tuple[bytes, bytes]) -> None:
    with pytest.raises(BrokenChain):
        events.decoded(first().encoded().replace(*change))


def test_a_body_that_is_no_text_is_refused() -> None:
    event = events.following(None, "a" * 32, build.Clock().now(), "en", events.TimeGranted(1, "because"))
    with pytest.raises(BrokenChain):
        events.decoded(event.encoded().replace(b"because", b"beca\xffse"))


def test_a_refusal_carries_its_message() -> None:
    assert Refused("form.short", wanted=3).message == Message("form.short", {"wanted": 3})


def test_rows_that_screens_show() -> None:
    assert LessonLine("l", 1, "L", 10, 0.5, False).minutes_left == 5
    assert LessonLine("l", 1, "L", 10, 0.99, False).minutes_left == 1
    assert LessonLine("l", 1, "L", 10, 1.0, True).minutes_left == 0
    assert TallyLine("m", "M", "", "", 1, 4).share == 0.25
    assert TallyLine("m", "M", "", "", 0, 0).share == 0.0


def test_bytes_that_say_the_same_in_another_form_are_no_event() -> None:
    data = first().encoded()
    with pytest.raises(BrokenChain, match="canonical"):
        events.decoded(b" " + data)
