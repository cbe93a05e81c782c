"""What is stored about somebody is all there is; it can be saved, put right, and kept for a time only."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.builders.graded import LONG, plain_trainers_bank
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core import log_words
from trainer.core.assignments import AssignmentWish, Kind
from trainer.core.message import Refused
from trainer.core.privacy import Correction, LogWish, Periods, StoredKind
from trainer.core.requests import Admitted
from trainer.core.scope import Scope
from trainer.faults import Fault
from trainer.records import audit
from trainer.records.audit import Act


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer()


@pytest.fixture
def sofie(school: School) -> Admitted:
    """A learner who practised, sat, read."""
    sofie = school.learner("Sofie Bjerre")
    school.practise(sofie, "referral", right=3, wrong=2)
    school.sit(sofie, right=5)
    school.read(sofie, school.house.bank.lessons()[0].id, 2)
    school.house.preferring.keep(sofie.id, school.house.preferring.of(sofie.id))
    return sofie


def refused(call: object, *arguments: object) -> str:
    with pytest.raises(Refused) as found:
        call(*arguments)  # type: ignore[operator]  # a method
    return found.value.message.code


def test_everything_is_counted_with_its_days(school: School, sofie: Admitted, maja: Admitted) -> None:
    school.house.teaching.reset_secret(sofie.id, maja.id)
    school.house.backups.now(school.clock.now())
    stored = school.house.privacy.stored(sofie.id)
    counts = {line.kind: line.count for line in stored.lines}
    assert counts[StoredKind.PRACTICE] == 1
    assert counts[StoredKind.ASSESSMENTS] == 1
    assert counts[StoredKind.ANSWERS] == 5 + 12
    assert counts[StoredKind.LESSONS] == 1
    assert counts[StoredKind.LOG] == 1
    assert all(line.first_ms <= line.last_ms for line in stored.lines)
    assert (stored.copies, stored.trainer, stored.periods) == (1, False, Periods())
    assert stored.copies_until_ms > school.clock.now().utc_ms
    acts = {line.kind: line.count for line in school.house.privacy.stored(maja.id).lines}
    assert acts[StoredKind.ACTS] == 1


def test_ones_own_file_holds_every_event_and_every_answer(school: School, sofie: Admitted, tmp_path: Path) -> None:
    target = tmp_path / "stored.zip"
    assert school.house.privacy.save(sofie.id, sofie.id, target) == str(target)
    with ZipFile(target) as archive:
        whole = json.loads(archive.read("everything.json"))
        answers = archive.read("answers.csv").decode("utf-8-sig").splitlines()
    store = school.house.records.store
    ((events,),) = store.execute(
        "SELECT count(*) FROM event JOIN stream ON stream.id = stream WHERE person = ?", (sofie.id,)
    )
    assert sum(len(stream["events"]) for stream in whole["streams"]) == events
    assert whole["profile"][0]["name"] == "Sofie Bjerre"
    assert len(answers) == len(whole["answers"]) + 1 == 18
    assert all(answer["correct"] in (0, 1) for answer in whole["answers"])
    latest = school.clock.here().strftime("%Y-%m-%d %H:")
    assert "Answered (local time)" in answers[0]
    assert latest in answers[-1]
    assert not any(str(answer["answered_ms"]) in "".join(answers) for answer in whole["answers"])
    assert "secret" not in whole["profile"][0]
    assert not list(audit.entries(store))


def test_a_trainers_file_holds_what_trainers_see_and_is_logged(
    school: School, sofie: Admitted, maja: Admitted, tmp_path: Path
) -> None:
    school.practise(sofie, "child", right=12)
    school.house.privacy.save(sofie.id, maja.id, tmp_path / "stored.zip", "da")
    with ZipFile(tmp_path / "stored.zip") as archive:
        assert not {"settings.csv", "lessons.csv", "objectives.csv"} & set(archive.namelist())
        kept = json.loads(archive.read("stored.json"))
        said = archive.read("hvad-der-er-udeladt.txt").decode()
        rows = archive.read("answers.csv").decode("utf-8-sig").splitlines()
    assert not {"settings", "lessons", "objectives", "streams"} & set(kept)
    assert {answer["mode"] for answer in kept["answers"]} == {"assessment"}
    assert len(kept["answers"]) == len(rows) - 1 == 12
    assert {(score["mode"], score["correct"] is None) for score in kept["scores"]} == {
        ("assessment", False),
        ("practice", True),
    }
    assert "17 enkelte svar i øvelse og i cases er udeladt" in said
    assert "Personen kan selv gemme hele filen" in said
    (line,) = audit.entries(school.house.records.store)
    assert (line.act, line.by, line.person) == (Act.EXPORTED, maja.id, sofie.id)
    assert line.detail == {"what": "stored", "left_out": 17}


def test_a_trainers_file_holds_practice_where_the_person_was_told_that_it_is_seen(
    school: School, sofie: Admitted, maja: Admitted, tmp_path: Path
) -> None:
    wish = AssignmentWish(Kind.MODULE, "referral", people=(sofie.id,), due="30-11-2026", sees_answers=True)
    school.house.grouping.assign(wish, maja.id)
    school.practise(sofie, "referral", right=2)
    school.practise(sofie, "child", right=1)
    school.house.privacy.save(sofie.id, maja.id, tmp_path / "stored.zip")
    with ZipFile(tmp_path / "stored.zip") as archive:
        kept = json.loads(archive.read("stored.json"))
    practised = [answer["module"] for answer in kept["answers"] if answer["mode"] != "assessment"]
    assert practised == ["referral", "referral"]
    assert kept["left_out"] == {"practice_answers": 6}


def test_ones_own_file_does_not_tell_which_graded_answers_were_right(school: School, tmp_path: Path) -> None:
    maja, sofie = school.trainer("Maja Lindholm", LONG), school.learner("Sofie Bjerre")
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.house.vaulting.open(maja.id, LONG)
    school.assign("exam-basic", sofie)
    school.sit(sofie, right=3, blueprint="exam-basic")
    school.practise(sofie, "referral", right=1)
    told = {}
    for by in (sofie, maja):
        school.house.privacy.save(sofie.id, by.id, tmp_path / "stored.zip")
        with ZipFile(tmp_path / "stored.zip") as archive:
            whole = json.loads(archive.read("everything.json" if by is sofie else "stored.json"))
        told[by.id] = [answer["correct"] is not None for answer in whole["answers"]]
        sat = [score for score in whole["scores"] if score["mode"] == "assessment"]
        assert all((score["correct"] is None) is (by is sofie) for score in sat)
    assert sorted(told[sofie.id]) == [False] * 6 + [True]
    assert all(told[maja.id])


def test_a_file_among_the_records_or_without_a_folder_is_refused(
    school: School, sofie: Admitted, tmp_path: Path
) -> None:
    for target in (school.house.folder / "records.db", tmp_path / "none" / "x.zip"):
        with pytest.raises(Fault):
            school.house.privacy.save(sofie.id, "", target)


def test_a_trainer_puts_right_and_the_log_says_so(school: School, sofie: Admitted, maja: Admitted) -> None:
    desk = school.house.privacy
    stored = desk.correct(sofie.id, maja.id, Correction("  Sofie  Bjerre-Lund", " 77-12 ", "patrol"))
    assert (stored.name, stored.number, stored.work_role) == ("Sofie Bjerre-Lund", "77-12", "patrol")
    desk.correct(sofie.id, maja.id, Correction("Sofie Bjerre-Lund"))
    (line,) = desk.log(LogWish(act=Act.CORRECTED.value))
    assert (line.by, line.person) == ("Maja Lindholm", "Sofie Bjerre-Lund")
    assert line.detail == (("name", 1), ("number", 1), ("work_role", 1))
    other = school.learner("Other")
    assert refused(desk.correct, other.id, maja.id, Correction(number="77-12")) == "privacy.number-taken"
    assert refused(desk.correct, other.id, maja.id, Correction(number="7" * 61)) == "privacy.number-long"
    assert refused(desk.correct, other.id, maja.id, Correction(name=" ")) == "people.name-empty"
    assert refused(desk.correct, "0" * 32, maja.id, Correction(name="X")) == "people.unknown"


def test_a_learner_puts_their_own_name_right_and_nothing_else(school: School, sofie: Admitted) -> None:
    desk = school.house.privacy
    assert desk.correct(sofie.id, sofie.id, Correction("Sofie B")).name == "Sofie B"
    assert refused(desk.correct, sofie.id, sofie.id, Correction(number="1")) == "privacy.not-yours"
    assert refused(desk.correct, sofie.id, sofie.id, Correction(work_role="x")) == "privacy.not-yours"


def test_the_log_by_act_and_day_with_who_is_still_here(
    school: School, sofie: Admitted, maja: Admitted, tmp_path: Path
) -> None:
    desk = school.house.privacy
    school.house.teaching.reset_secret(sofie.id, maja.id)
    school.clock.forward(2 * DAY_MS)
    desk.correct(sofie.id, maja.id, Correction("Sofie B"))
    now = school.clock.now().utc_ms
    assert [line.act for line in desk.log(LogWish())] == ["corrected", "pin-reset"]
    assert [line.act for line in desk.log(LogWish(from_ms=now - DAY_MS))] == ["corrected"]
    assert [line.act for line in desk.log(LogWish(before_ms=now - DAY_MS))] == ["pin-reset"]
    assert desk.acts() == ("corrected", "pin-reset")
    school.house.erasing.erase([sofie.id], maja.id)
    assert [line.person for line in desk.log(LogWish())] == ["", "", ""]
    words = Catalogue("da")
    assert desk.save_log(maja.id, LogWish(), words.say, tmp_path / "log.csv") == 3
    rows = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "Hvornår;Af;Hvad;Om;Enkeltheder"
    assert "Slettet" in rows[1]
    assert desk.log(LogWish(limit=1))[0].act == "exported"


def test_the_log_names_groups_as_they_are_called_now_and_keeps_no_names(
    school: School, sofie: Admitted, maja: Admitted
) -> None:
    groups, desk = school.house.grouping, school.house.privacy
    ida = school.learner("Ida Thorup")
    class_a = groups.make("Class A", (sofie.id, ida.id), maja.id)
    groups.rename(class_a.id, "Class A", maja.id)
    groups.rename(class_a.id, "Class B", maja.id)
    groups.put_in(class_a.id, (sofie.id,), maja.id)
    groups.take_out(class_a.id, (sofie.id,), "")
    groups.put_in(class_a.id, (sofie.id,), maja.id)
    module, title = groups.subjects(Kind.MODULE, "da")[0]
    groups.assign(AssignmentWish(Kind.MODULE, module, (class_a.id,), due="30-11-2026"), maja.id)
    school.house.exporting.note(maja.id, "person-report", "pdf", 1, True, Scope(group=class_a.id), ida.id)
    school.house.exporting.note(maja.id, "answer", "csv", 9, False, Scope(group="0" * 32))
    groups.close(class_a.id, maja.id)
    words = Catalogue("da")
    told = [
        (line.act, line.by, line.alone, line.person, log_words.said(line, words.say))
        for line in reversed(desk.log(LogWish(), "da"))
    ]
    name, group = "Maja Lindholm", "holdet “Class B”, lukket siden"
    assert told == [
        ("group-made", name, False, "", f"{group}, 2 personer"),
        ("group-renamed", name, False, "", group),
        ("group-left", "", True, "Sofie Bjerre", f"{group}, 1 person"),
        ("group-joined", name, False, "Sofie Bjerre", f"{group}, 1 person"),
        ("assigned", name, False, "", f"modulet “{title}”, {group}"),
        ("exported", name, False, "Ida Thorup", f"en rapport om en person, PDF, {group}, 1 række, med navne"),
        (
            "exported",
            name,
            False,
            "",
            "svar, CSV, et hold, der ikke er her længere, 9 rækker, med koder i stedet for navne",
        ),
        ("group-closed", name, False, "", "holdet “Class B”"),
    ]
    kept = str(list(school.house.records.store.execute("SELECT detail FROM audit")))
    assert not [one for one in ("Class", "Sofie", "Ida") if one in kept]


def test_the_log_says_whose_answers_to_what_were_looked_at(school: School, maja: Admitted) -> None:
    sofie = school.learner()
    stream = school.sit(sofie, right=3)
    school.house.observing.attempt(maja.id, sofie.id, sofie.name, stream, "en")
    (line,) = school.house.privacy.log(LogWish(), "en")
    assert log_words.said(line, Catalogue("en").say) == "Standard self-check"


def test_every_act_has_its_words() -> None:
    for language in ("en", "da"):
        for act in Act:
            assert Catalogue(language).say(f"privacy.log.act.{act.value}")


def test_periods_take_nothing_until_somebody_says_so(school: School, sofie: Admitted, maja: Admitted) -> None:
    desk = school.house.retaining
    assert desk.look().nothing
    school.clock.forward(100 * DAY_MS)
    late = school.learner("Late Learner")
    school.sit(late, right=3)
    desk.keep(Periods(inactive=3), maja.id)
    assert refused(desk.keep, Periods(inactive=-1), maja.id) == "privacy.months"
    over = desk.look()
    assert [due.name for due in over.people] == ["Sofie Bjerre"]
    assert (over.attempts, over.log) == (0, 0)
    assert len(school.house.records.people.everybody()) == 3
    school.house.teaching.reset_secret(late.id, maja.id)
    done = desk.carry_out(over, maja.id)
    assert (done.people, done.attempts, done.erased.whole) == (1, 0, True)
    assert {one.name for one in school.house.records.people.everybody()} == {"Maja Lindholm", "Late Learner"}
    assert refused(desk.carry_out, over, maja.id) == "privacy.retention-changed"


def test_old_attempts_go_and_what_is_left_is_folded(school: School, sofie: Admitted, maja: Admitted) -> None:
    desk, store = school.house.retaining, school.house.records.store
    school.clock.forward(100 * DAY_MS)
    school.practise(sofie, "child", right=2)
    stream = school.sit(sofie, right=3)
    desk.keep(Periods(attempts=2, log=1), maja.id)
    ((old,),) = store.execute("SELECT stream FROM attempt_score WHERE stream != ? AND mode = 'assessment'", (stream,))
    with store.write() as db:
        db.execute("INSERT INTO certificate VALUES ('C', ?, ?, 1, 0, x'00', '')", (sofie.id, str(old)))
    over = desk.look()
    assert (over.attempts, over.attempts_people, over.kept_by_certificate, over.people) == (0, 0, 1, ())
    with store.write() as db:
        db.execute("DELETE FROM certificate")
    over = desk.look()
    assert (over.attempts, over.kept_by_certificate) == (1, 0)
    done = desk.carry_out(over, maja.id)
    assert (done.attempts, done.people) == (1, 0)
    assert list(store.execute("SELECT stream FROM attempt_score WHERE mode = 'assessment'")) == [(stream,)]
    assert sum(int(str(n)) for (n,) in store.execute("SELECT answers FROM anonymous_count")) > 0
    from trainer.records import folding

    scratch = store.temporary("copy-")
    assert folding.compare(store, scratch) == ()
    scratch.unlink()


def test_old_lines_of_the_log_go(school: School, sofie: Admitted, maja: Admitted) -> None:
    desk = school.house.retaining
    school.house.teaching.reset_secret(sofie.id, maja.id)
    school.clock.forward(40 * DAY_MS)
    desk.keep(Periods(log=1), maja.id)
    over = desk.look()
    assert over.log == 1
    desk.carry_out(over, maja.id)
    assert [line.act for line in school.house.privacy.log(LogWish())] == ["retention", "retention"]


def test_periods_that_are_none_are_without_end(school: School) -> None:
    school.house.records.settings.set("retention", "nonsense")
    assert school.house.retaining.periods() == Periods()


def test_the_days_backup_goes_on_with_what_an_erasure_left(
    school: School, sofie: Admitted, maja: Admitted, tmp_path: Path
) -> None:
    house, second = school.house, tmp_path / "usb"
    second.mkdir()
    house.backups.name_second_place(second)
    house.backups.now(school.clock.now())
    (tmp_path / "usb").rename(tmp_path / "away")
    assert not house.erasing.erase([sofie.id], maja.id).whole
    (tmp_path / "away").rename(second)
    house.back_up(school.clock.now())
    assert not house.erasing.unfinished()
    assert not any(sofie.id.encode() in path.read_bytes() for path in second.iterdir())
