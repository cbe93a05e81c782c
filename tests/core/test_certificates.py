"""What a certificate says: a code that finds its own misreadings, until when it holds, what a comparison comes to."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from trainer.core import certificates, days
from trainer.core.certificates import LENGTH, LETTERS, Claim, Field, Finding, Printed
from trainer.core.events import BankRef
from trainer.core.message import Refused
from trainer.core.result_views import Judged, ShortModule, TallyLine
from trainer.core.verdicts import Standing

HANDED_IN = round(datetime(2026, 11, 23, 9, 41, tzinfo=UTC).timestamp() * 1000)
PRINTED = Printed(
    "Jonas Kvist", "L-0002", {"en": "Final", "da": "Afslutning"}, "f" * 64, BankRef("Vejvis", "1.2", "b" * 64), 34, 40,
    30, HANDED_IN, 60, 0,
)  # fmt: skip

picks = st.lists(st.integers(0, len(LETTERS) - 1), min_size=LENGTH - 1, max_size=LENGTH - 1)


def code_of(drawn: list[int]) -> str:
    following = cycle(drawn)
    return certificates.new_code(lambda _n: next(following))


@given(picks)
def test_a_code_is_read_back_however_it_is_typed(drawn: list[int]) -> None:
    code = code_of(drawn)
    assert len(code) == LENGTH
    assert certificates.typed_code(certificates.shown_code(code)) == code
    assert certificates.typed_code(f"  {code[:3].lower()} {code[3:].lower()}\u2013") == code


@given(picks, st.integers(0, LENGTH - 1), st.integers(1, len(LETTERS) - 1))
def test_one_wrong_letter_is_found(drawn: list[int], place: int, by: int) -> None:
    code = code_of(drawn)
    wrong = LETTERS[(LETTERS.index(code[place]) + by) % len(LETTERS)]
    with pytest.raises(Refused) as refused:
        certificates.typed_code(code[:place] + wrong + code[place + 1 :])
    assert refused.value.message.code == "certificate.code"


@given(picks, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_letters_exchanged_are_found(drawn: list[int], one: int, other: int) -> None:
    letters = list(code_of(drawn))
    if letters[one] == letters[other]:
        return
    letters[one], letters[other] = letters[other], letters[one]
    with pytest.raises(Refused):
        certificates.typed_code("".join(letters))


@pytest.mark.parametrize("text", ["", "ACDEF", "ACDEFHJKM0", "A" * 500])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        certificates.typed_code(text)
    assert len(str(refused.value.message.values["number"])) <= 40


def test_no_two_letters_look_alike() -> None:
    assert not set(LETTERS) & set("0O1ILB8S5Z2G6")
    assert len(set(LETTERS)) == 23


@pytest.mark.parametrize(
    ("handed_in", "months", "last"),
    [("2026-11-23", 24, "2028-11-23"), ("2026-12-31", 2, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"),
     ("2026-01-31", 11, "2026-12-31")],
)  # fmt: skip
def test_it_holds_to_the_end_of_a_day(handed_in: str, months: int, last: str) -> None:
    at = round(datetime.fromisoformat(handed_in + "T23:30+01:00").timestamp() * 1000)
    until = certificates.expires(at, 60, months)
    assert days.of(until, 60).isoformat() == last
    assert days.of(until + 1, 60).isoformat() != last


def test_without_months_it_holds_without_end() -> None:
    assert certificates.expires(HANDED_IN, 60, 0) == 0


def found(
    claim: Claim, today: Printed = PRINTED, passed: bool = True, ruled: bool = False, **issued: object
) -> Finding:
    printed = replace(PRINTED, **issued)
    now = HANDED_IN + 10
    lines = certificates.compared(claim, printed, today)
    return certificates.finding(lines, printed, passed=passed, ruled=ruled, now_ms=now)


def test_what_is_typed_as_printed_holds() -> None:
    claims = [Claim("x"), Claim("x", " jonas  KVIST ", "23-11-2026", "34"), Claim("x", "Jonas Kvist", "", "34 of 40")]
    assert {found(claim) for claim in claims} == {Finding.HOLDS}
    assert (
        found(Claim("x"), expires_ms=HANDED_IN + 20, today=replace(PRINTED, expires_ms=HANDED_IN + 20)) is Finding.HOLDS
    )


@pytest.mark.parametrize("claim", [Claim("x", "Jonas Kvis"), Claim("x", date="2026-11-24"), Claim("x", score="35/40")])
def test_what_is_typed_otherwise_differs(claim: Claim) -> None:
    assert found(claim) is Finding.DIFFERS
    assert found(claim, passed=False) is Finding.DIFFERS


def test_what_the_records_say_otherwise_differs() -> None:
    assert found(Claim("x"), today=replace(PRINTED, name="Jonas Holm")) is Finding.DIFFERS
    assert found(Claim("x"), today=replace(PRINTED, right=33)) is Finding.DIFFERS


def test_a_ruling_since_is_told_apart() -> None:
    assert found(Claim("x"), today=replace(PRINTED, right=33), ruled=True) is Finding.RULED
    assert found(Claim("x"), passed=False) is Finding.RULED
    assert found(Claim("x"), ruled=True) is Finding.HOLDS


def test_its_time_is_over() -> None:
    assert (
        found(Claim("x"), expires_ms=HANDED_IN + 5, today=replace(PRINTED, expires_ms=HANDED_IN + 5)) is Finding.EXPIRED
    )


def test_each_field_says_what_was_issued_and_what_is_known_today() -> None:
    today = replace(PRINTED, name="Jonas Holm")
    lines = certificates.compared(Claim("x", score="34 af 40"), PRINTED, today, "da")
    assert [line.field for line in lines] == list(Field)
    by_field = {line.field: line for line in lines}
    assert (by_field[Field.NAME].issued, by_field[Field.NAME].today) == ("Jonas Kvist", "Jonas Holm")
    assert not by_field[Field.NAME].agrees
    assert (by_field[Field.SCORE].typed, by_field[Field.SCORE].agrees) == ("34/40", True)
    assert by_field[Field.TITLE].issued == "Afslutning"
    assert by_field[Field.DATE].today == "2026-11-23"


@pytest.mark.parametrize("score", ["many", "1 2 3"])
def test_what_is_no_score_is_refused(score: str) -> None:
    with pytest.raises(Refused) as refused:
        certificates.compared(Claim("x", score=score), PRINTED, PRINTED)
    assert refused.value.message.code == "certificate.score"


def test_what_is_said_of_a_finding() -> None:
    ruled = certificates.Checked("x", Finding.RULED)
    assert ruled.sentences[1] == "certificate.finding.ruled_detail_not"
    assert replace(ruled, passed=True).sentences[1] == "certificate.finding.ruled_detail"
    assert replace(ruled, finding=Finding.HOLDS).sentences == (
        "certificate.finding.holds",
        "certificate.finding.holds_detail",
    )


def test_what_stands_in_the_way_besides_the_mark() -> None:
    judged = Judged(Standing.NOT_YET, 30, False, 0, 0)
    assert not judged.besides
    assert replace(judged, modules=(ShortModule("Child", 1, 4, 3),)).besides
    assert TallyLine("child", "", "", "", 0, 0).share == 0.0
