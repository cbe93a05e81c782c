"""The first start: records and the first profile, or nothing at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from question_bank.bank import BankFile
from tests.builders.scores import HOSTILE_NAME
from trainer.clock import SystemClock
from trainer.core.message import Refused
from trainer.core.requests import Access, SetUp
from trainer.desks import founding
from trainer.desks.founding import Founding
from trainer.faults import Fault
from trainer.house import House, open_bank
from trainer.places import Places
from trainer.records.people import People
from trainer.records.store import Store

ME = SetUp(unit=False, shared=False, name="Signe Toft", work_role="patrol", secret="")


@pytest.fixture(scope="module")
def bank() -> Iterator[BankFile]:
    with open_bank() as bank:
        yield bank


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "home" / "vejvis", tmp_path / "lib" / "vejvis")


@pytest.fixture
def desk(where: Places, bank: BankFile) -> Founding:
    return Founding(where, bank, SystemClock())


def test_only_me(desk: Founding, where: Places) -> None:
    admitted = desk.set_up(ME)
    assert (admitted.name, admitted.access) == ("Signe Toft", Access.LEARNER)
    assert desk.founded == where.account == where.in_use()
    assert stat.S_IMODE(where.account.stat().st_mode) == 0o700
    assert stat.S_IMODE((where.account / "records.db").stat().st_mode) == 0o600
    with House.open(where.account) as house:
        (card,) = house.entrance.profiles("en")
    assert (card.id, card.has_secret, card.must_choose_secret) == (admitted.id, False, False)
    assert card.last_used_ms > 0


def test_a_units_first_profile_is_the_trainers(desk: Founding, where: Places) -> None:
    secret = desk.hash_secret("4711")
    plan = SetUp(unit=True, shared=True, name="Maja Holm", work_role="", secret=secret)
    assert desk.set_up(plan).access is Access.TRAINER
    assert desk.founded == where.computer == where.in_use()
    assert where.computer is not None
    assert stat.S_IMODE((where.computer / "records.db").stat().st_mode) & 0o777 == 0o666
    with House.open(where.computer) as house:
        (card,) = house.entrance.profiles("en")
        assert house.entrance.verify(house.entrance.stored_secret(card.id), "4711")


def test_a_folder_that_was_given_is_used_in_both_arrangements(tmp_path: Path, bank: BankFile) -> None:
    desk = Founding(Places(tmp_path / "given", None), bank, SystemClock())
    assert desk.places() == (str(tmp_path / "given"), "")
    desk.set_up(SetUp(unit=True, shared=True, name="Maja Holm", work_role="", secret=""))
    assert desk.founded == tmp_path / "given"


def test_a_given_folder_that_all_may_write_holds_records_that_all_may_write(tmp_path: Path, bank: BankFile) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given").chmod(0o777)
    Founding(Places(tmp_path / "given", None), bank, SystemClock()).set_up(ME)
    assert stat.S_IMODE((tmp_path / "given" / "records.db").stat().st_mode) & 0o777 == 0o666


@pytest.mark.parametrize("name", ["", " \u202e ", HOSTILE_NAME])
def test_a_name_that_cannot_be_makes_nothing(desk: Founding, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused):
        desk.set_up(SetUp(unit=False, shared=False, name=name, work_role="", secret=""))
    assert list(tmp_path.iterdir()) == []
    assert desk.founded is None


@pytest.mark.parametrize("step", ["add", "note_success"])
def test_whatever_goes_wrong_on_the_way_nothing_is_left(
    desk: Founding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Fault("fault.disk-full", path="x")

    monkeypatch.setattr(People, step, full)
    with pytest.raises(Fault):
        desk.set_up(ME)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    assert desk.set_up(ME).name == "Signe Toft"


def test_a_file_that_somebody_put_beside_stays(desk: Founding, where: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    where.account.mkdir(parents=True)
    (where.account / "notes.txt").touch()

    def full(*_: object, **__: object) -> None:
        raise Fault("fault.disk-full", path="x")

    monkeypatch.setattr(People, "add", full)
    with pytest.raises(Fault):
        desk.set_up(ME)
    assert [path.name for path in where.account.iterdir()] in (["notes.txt"], ["tmp", "notes.txt"])
    assert where.in_use() is None


def test_somebody_was_quicker(desk: Founding, where: Places, bank: BankFile) -> None:
    Founding(where, bank, SystemClock()).set_up(ME)
    with pytest.raises(Refused) as caught:
        desk.set_up(ME)
    assert caught.value.message.code == "setup.already"
    with House.open(where.account) as house:
        assert len(house.entrance.profiles("en")) == 1


def test_records_without_people_are_taken_up(desk: Founding, where: Places) -> None:
    Store.open(where.account).close()
    assert desk.set_up(ME).name == "Signe Toft"


def test_a_shared_folder_that_this_account_may_not_make(
    desk: Founding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> Store:
        raise Fault("fault.no-permission", path="x")

    monkeypatch.setattr(Store, "open", denied)
    with pytest.raises(Fault) as caught:
        desk.set_up(SetUp(unit=True, shared=True, name="Maja Holm", work_role="", secret=""))
    assert caught.value.message.code == "fault.no-shared-folder"
    with pytest.raises(Fault) as caught:
        desk.set_up(ME)
    assert caught.value.message.code == "fault.no-permission"
    assert list(tmp_path.iterdir()) == []


def test_folders_that_cannot_be_removed_stay_empty(
    desk: Founding, where: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Fault("fault.disk-full", path="x")

    def busy(_: Path) -> None:
        raise OSError(16, os.strerror(16))

    monkeypatch.setattr(People, "add", full)
    monkeypatch.setattr(Path, "rmdir", busy)
    with pytest.raises(Fault):
        desk.set_up(ME)
    assert where.in_use() is None


def test_an_account_on_a_network_is_told(
    desk: Founding, tmp_path: Path, bank: BankFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not desk.account_on_network()
    monkeypatch.setattr(founding.places, "on_network", lambda folder: folder == tmp_path / "home" / "vejvis")
    assert desk.account_on_network()


def test_roles_come_from_the_bank(desk: Founding) -> None:
    assert ("patrol", "Police trainee") in desk.roles("en")
    assert desk.places()[0].endswith("vejvis")
