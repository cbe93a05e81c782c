"""Names, PINs, waits and roles."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import records as build
from tests.drivers.records import RecordsDriver
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Access
from trainer.records import secret
from trainer.records.people import LONGEST_NAME, Person, cleaned_name, wait_after

SECOND = 1_000


def refusal(call: object, *arguments: object) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*arguments)  # type: ignore[operator]  # any of the people's wishes
    assert Catalogue().tell(refused.value.message)
    return refused.value


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Åse   Sørensen ", "Åse Sørensen"),
        ("A\u030ase", "Åse"),
        ("Anna\tMaria\nHolm", "Anna Maria Holm"),
        ("Ole\x00\x07\x1b[31m", "Ole[31m"),
        ("\u202eelO\u202c \u2066Nielsen\u2069\u200f", "elO Nielsen"),
        ("Zoë\u200b\ufeff", "Zoë"),
        ("<b>Bo</b> & <img src='file:///etc/passwd'>", "<b>Bo</b> & <img src='file:///etc/passwd'>"),
        ("=1+1", "=1+1"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Nguyễn Văn", "Nguyễn Văn"),
        ("李小龍", "李小龍"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_clean(driver: RecordsDriver, typed: str, kept: str) -> None:
    assert driver.learner(typed).name == kept
    assert [person.name for person in driver.records.people.everybody()] == [kept]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e", "\x00", "\u200d\u200c"])
def test_a_name_of_nothing_is_refused(driver: RecordsDriver, typed: str) -> None:
    assert refusal(driver.learner, typed).message.code == "people.name-empty"
    assert driver.records.people.everybody() == ()


@pytest.mark.parametrize(
    "typed", ["x" * (LONGEST_NAME + 1), "<b>\u202e\x00" * 2_500, "\ufdfa" * 10_000, "e\u0301\u0323" * 1_000_000]
)
def test_a_name_of_ten_thousand_characters_is_refused(driver: RecordsDriver, typed: str) -> None:
    told = refusal(driver.learner, typed).message
    assert told.code == "people.name-long"
    assert driver.records.people.everybody() == ()


@given(st.text(max_size=400))
def test_no_name_breaks_the_cleaning(text: str) -> None:
    try:
        name = cleaned_name(text)
    except Refused:
        return
    assert cleaned_name(name) == name == name.strip()
    assert name == unicodedata.normalize("NFC", name)
    assert 0 < len(name) <= LONGEST_NAME
    assert not {unicodedata.category(character) for character in name} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    name.encode("utf-8")


def test_namesakes_are_told_apart_by_code(driver: RecordsDriver) -> None:
    first, second = driver.learner("Bo Holm"), driver.learner("bo holm")
    assert (first.code, second.code) == ("L-0001", "L-0002")
    people = driver.records.people
    assert people.find("BO HOLM") == (first, second)
    assert people.find(" l-0002 ") == (second,)
    assert people.find("Bo") == ()
    assert people.everybody() == (first, second)


def test_a_code_is_never_given_twice(driver: RecordsDriver) -> None:
    driver.learner()
    with driver.records.store.write() as db:
        db.execute("DELETE FROM person")
    assert driver.learner().code == "L-0002"


def test_a_name_and_a_role_can_be_corrected(driver: RecordsDriver, sofie: Person) -> None:
    people = driver.records.people
    assert people.rename(sofie.id, " Sofie \x00 Holm").name == "Sofie Holm"
    assert people.set_work_role(sofie.id, "police").work_role == "police"
    assert refusal(people.rename, sofie.id, "").message.code == "people.name-empty"
    people.used(sofie.id, driver.clock.after(5))
    assert people.get(sofie.id).last_used_ms == driver.clock.utc_ms


def test_the_last_trainer_stays_one(driver: RecordsDriver, sofie: Person) -> None:
    people = driver.records.people
    trainer = driver.learner("Mette", Access.TRAINER)
    assert refusal(people.set_access, trainer.id, Access.LEARNER).message.code == "people.last-trainer"
    assert people.set_access(sofie.id, Access.TRAINER).access is Access.TRAINER
    assert people.set_access(trainer.id, Access.LEARNER).access is Access.LEARNER
    assert people.set_access(trainer.id, Access.LEARNER).access is Access.LEARNER


def test_nobody_unknown_is_made_up(driver: RecordsDriver) -> None:
    people, now = driver.records.people, driver.clock.now()
    for call, *arguments in (
        (people.get, "x"),
        (people.rename, "x", "Y"),
        (people.secret, "x"),
        (people.wait_ms, "x", now),
        (people.note_failure, "x", now),
        (people.reset_secret, "x", None, now),
    ):
        assert refusal(call, *arguments).message.code == "people.unknown"


def test_made_up_people_are_not_real(driver: RecordsDriver) -> None:
    people = driver.records.people
    assert not people.real()
    people.add("A", "officer", Access.LEARNER, driver.clock.now(), synthetic=True)
    assert not people.real()
    driver.learner()
    assert people.real()


# PINs


@pytest.mark.parametrize("text", ["1234", "\u0661\u0662\u0663\u0664", "abcdef", "pæn kode", "x" * 200])
def test_a_pin_or_password_fits_itself_alone(text: str) -> None:
    kept = secret.hash_secret(text)
    assert text not in kept
    assert kept.startswith("$argon2id$")
    assert secret.verify_secret(kept, text)
    assert not secret.verify_secret(kept, text + "1")


def test_a_password_typed_on_another_keyboard_fits() -> None:
    assert secret.verify_secret(secret.hash_secret("s\u00f8d\u00e5s!"), "s\u00f8da\u030as!")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "people.secret-short"),
        ("123", "people.secret-short"),
        ("abcde", "people.secret-short"),
        ("x" * 201, "people.secret-long"),
    ],
)
def test_too_short_and_too_long_are_refused(text: str, code: str) -> None:
    assert refusal(secret.hash_secret, text).message.code == code


@pytest.mark.parametrize("stored", ["", "nonsense", "$argon2id$v=19$m=1,t=1,p=1$x$y", "æøå"])
def test_what_is_no_hash_fits_nothing(stored: str) -> None:
    assert not secret.verify_secret(stored, "1234")


def test_a_pin_is_kept_as_its_hash_and_can_be_taken_off(driver: RecordsDriver, sofie: Person) -> None:
    people = driver.records.people
    assert not sofie.has_secret
    assert people.secret(sofie.id) is None
    kept = secret.hash_secret("1234")
    assert people.set_secret(sofie.id, kept).has_secret
    assert people.secret(sofie.id) == kept
    driver.close()
    data = b"".join(path.read_bytes() for path in driver.folder.iterdir() if path.is_file())
    assert b"$argon2id$" in data
    driver.reopen()
    assert not driver.records.people.set_secret(sofie.id, None).has_secret


def test_a_forgotten_pin_is_reset_and_the_person_is_told_once(driver: RecordsDriver, sofie: Person) -> None:
    people = driver.records.people
    mette = driver.learner("Mette", Access.TRAINER)
    people.set_secret(sofie.id, "hash")
    people.note_failure(sofie.id, driver.clock.now())
    told = people.reset_secret(sofie.id, mette.id, driver.clock.after(SECOND))
    assert (told.has_secret, told.reset_by, told.reset_ms) == (False, mette.id, driver.clock.utc_ms)
    people.reset_seen(sofie.id)
    assert people.get(sofie.id).reset_ms is None
    told = people.reset_secret(sofie.id, None, driver.clock.after(SECOND))
    assert (told.reset_by, told.reset_ms) == (None, driver.clock.utc_ms)


# Waiting after wrong ones


def test_the_wait_grows() -> None:
    assert [wait_after(failures) // SECOND for failures in range(12)] == [0] * 5 + [30, 60, 120, 240, 480, 900, 900]
    assert wait_after(10**6) == 900 * SECOND


def fail(driver: RecordsDriver, person: Person, times: int) -> list[int]:
    people = driver.records.people
    return [people.note_failure(person.id, driver.clock.now()) // SECOND for _ in range(times)]


def test_five_wrong_ones_cost_a_wait_that_no_clock_shortens(driver: RecordsDriver, sofie: Person) -> None:
    people, clock = driver.records.people, driver.clock
    assert fail(driver, sofie, 5) == [0, 0, 0, 0, 30]
    clock.set_wall(7_200_000)
    assert people.wait_ms(sofie.id, clock.now()) == 30 * SECOND
    driver.reopen()
    people = driver.records.people
    assert people.wait_ms(sofie.id, clock.after(29 * SECOND)) == SECOND
    assert people.wait_ms(sofie.id, clock.after(SECOND)) == 0
    assert fail(driver, sofie, 1) == [60]
    clock.reboot(20 * SECOND)
    assert people.wait_ms(sofie.id, clock.now()) == 40 * SECOND
    clock.set_wall(-7_200_000)
    assert people.wait_ms(sofie.id, clock.now()) == 60 * SECOND


def test_a_right_one_forgets_the_wrong_ones(driver: RecordsDriver, sofie: Person) -> None:
    people = driver.records.people
    fail(driver, sofie, 7)
    people.note_success(sofie.id, driver.clock.now())
    assert people.wait_ms(sofie.id, driver.clock.now()) == 0
    assert people.get(sofie.id).last_used_ms == driver.clock.utc_ms
    assert fail(driver, sofie, 4) == [0, 0, 0, 0]


def test_everybody_waits_for_themselves(driver: RecordsDriver, sofie: Person) -> None:
    other = driver.learner("Bo")
    fail(driver, sofie, 9)
    assert driver.records.people.wait_ms(other.id, driver.clock.now()) == 0


# Settings


def test_settings_of_the_folder_and_of_a_person(driver: RecordsDriver, sofie: Person) -> None:
    settings = driver.records.settings
    assert settings.get("theme", "light") == "light"
    settings.set("theme", "dark")
    settings.set("theme", "darker")
    assert settings.get("theme") == "darker"
    assert settings.of(sofie.id, "theme", "light") == "light"
    settings.set_of(sofie.id, "theme", "high-contrast")
    assert settings.of(sofie.id, "theme") == "high-contrast"


def test_a_person_who_goes_takes_everything_along(driver: RecordsDriver, sofie: Person) -> None:
    driver.practise(sofie).answer(0, "a")
    driver.sit(sofie).hand_in()
    driver.read_lesson(sofie, 3)
    driver.records.settings.set_of(sofie.id, "theme", "dark")
    with driver.records.store.write() as db:
        db.execute("DELETE FROM person WHERE id = ?", (sofie.id,))
    tables = driver.records.store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    kept = {name: driver.count(name) for (name,) in tables}
    assert {name for name, rows in kept.items() if rows} == {
        "_sqlite_migrations", "archive", "projection_stamp", "setting",
    }  # fmt: skip
    assert driver.differences() == ()
    driver.close()
    data = (driver.folder / "records.db").read_bytes()
    assert sofie.name.encode() not in data
    assert sofie.id.encode() not in data


def test_a_stamp_of_the_driver_is_a_stamp() -> None:
    assert build.Clock().after(5).boot_ms == 1_005
