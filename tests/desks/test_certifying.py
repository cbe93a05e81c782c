"""Certificates: issued for what was passed, held against the records, told apart from what a ruling has changed since."""

from __future__ import annotations

import pytest

from tests.drivers.results import refused, rule, sat
from tests.drivers.school import DAY_MS, School
from trainer.core.certificates import Claim, Field, Finding
from trainer.core.requests import Admitted
from trainer.core.scoring import RulingKind
from trainer.faults import Fault
from trainer.records import audit
from trainer.records.audit import Act


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


def test_a_certificate_is_issued_once_for_what_was_passed(school: School, who: Admitted) -> None:
    stream = sat(school, who, 11, valid_months=24)
    certifying = school.house.certifying
    first = certifying.issue(who.id, stream, "en")
    assert certifying.issue(who.id, stream, "da") == first
    printed = first.printed
    assert (printed.name, printed.right, printed.total, printed.mark) == ("Jonas Kvist", 11, 12, 9)
    assert printed.bank.version == school.house.bank.meta.version
    assert certifying.check(Claim(first.code), "en").finding is Finding.HOLDS
    assert not [row for row in audit.entries(school.house.records.store) if row.act is Act.CERTIFIED]


def test_a_trainer_issues_any_and_it_is_logged(school: School, who: Admitted) -> None:
    maja = school.trainer()
    stream = sat(school, who, 11, feedback="nothing")
    certifying = school.house.certifying
    assert refused(certifying.issue, who.id, stream, "en") == "certificate.not-yet"
    assert certifying.issue("", stream, "en", by=maja.id).printed.name == who.name
    (entry,) = [row for row in audit.entries(school.house.records.store) if row.act is Act.CERTIFIED]
    assert (entry.by, entry.person) == (maja.id, who.id)
    assert who.name not in str(entry.detail)


def test_there_is_none_for_what_was_not_passed(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    assert refused(certifying.issue, who.id, sat(school, who, 8), "en") == "certificate.not-passed"
    assert refused(certifying.issue, who.id, sat(school, who, 12, pass_mark=0), "en") == "certificate.not-passed"
    later = school.clock.stamp.utc_ms + DAY_MS
    assert (
        refused(certifying.issue, who.id, sat(school, who, 12, feedback_from_ms=later), "en") == "certificate.not-yet"
    )


def test_a_check_says_what_is_not_the_same(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 11), "en").code
    assert certifying.check(Claim(code, "jonas kvist", "23-11-2026", "11/12"), "en").finding is Finding.HOLDS
    wrong = certifying.check(Claim(code, "Jonas Kvist", "", "12 of 12"), "en")
    assert wrong.finding is Finding.DIFFERS
    assert [line.field for line in wrong.lines if not line.agrees] == [Field.SCORE]
    school.house.records.people.rename(who.id, "Jonas Holm")
    renamed = certifying.check(Claim(code), "en")
    assert (renamed.finding, renamed.lines[0].today) == (Finding.DIFFERS, "Jonas Holm")
    assert certifying.issue(who.id, school.house.results.past(who.id, "en")[0].stream, "en").code != code


def test_a_ruling_since_is_told_and_a_new_one_says_todays_marks(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    stream = sat(school, who, 9)
    first = certifying.issue(who.id, stream, "en")
    rule(school, stream, RulingKind.DROP, 11)
    checked = certifying.check(Claim(first.code), "en")
    assert (checked.finding, checked.passed) == (Finding.RULED, True)
    second = certifying.issue(who.id, stream, "en")
    assert second.code != first.code
    assert (second.printed.total, certifying.check(Claim(second.code), "en").finding) == (11, Finding.HOLDS)
    rule(school, stream, RulingKind.KEY, 0, "nothing-that-was-chosen")
    rule(school, stream, RulingKind.KEY, 1, "nothing-that-was-chosen")
    lost = certifying.check(Claim(second.code), "en")
    assert (lost.finding, lost.passed) == (Finding.RULED, False)
    assert refused(certifying.issue, who.id, stream, "en") == "certificate.not-passed"


def test_its_time_runs_out(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12, valid_months=1), "en").code
    school.clock.forward(31 * DAY_MS)
    assert certifying.check(Claim(code), "en").finding is Finding.EXPIRED


def test_of_a_person_who_was_erased_there_is_no_record(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12), "en").code
    with school.house.records.store.write() as db:
        db.execute("DELETE FROM person WHERE id = ?", (who.id,))
    assert certifying.check(Claim(code), "en").finding is Finding.NO_RECORD


def test_a_row_that_was_changed_is_a_fault(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    code = certifying.issue(who.id, sat(school, who, 12), "en").code
    with school.house.records.store.write() as db:
        db.execute("UPDATE certificate SET detail = CAST(replace(CAST(detail AS TEXT), 'Jonas', 'Jonna') AS BLOB)")
    with pytest.raises(Fault) as fault:
        certifying.check(Claim(code), "en")
    assert fault.value.message.code == "fault.damaged-certificate"


def test_who_issues_them_is_a_setting(school: School, who: Admitted) -> None:
    certifying = school.house.certifying
    assert certifying.unit() == ""
    assert certifying.name_unit("  The  Police\u202e College ") == "The Police College"
    assert certifying.issue(who.id, sat(school, who, 12), "en").printed.unit == "The Police College"
    assert certifying.name_unit(" ") == ""
