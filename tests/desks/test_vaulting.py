"""The question bank for assessments: installed from a file, opened for a sitting, refused for what is wrong, never in plain."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders.files import largest_file
from tests.builders.graded import LONG, REFUSED, found_in, plain_trainers_bank, trainers_bank
from tests.drivers.school import School
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.core.vault_views import VaultCondition
from trainer.faults import Exit, Fault
from trainer.records import audit
from trainer.records.vault import SEALED, Vault


@pytest.fixture
def maja(school: School) -> Admitted:
    return school.trainer("Maja Lindholm", LONG)


def sealed(school: School) -> Path:
    return school.house.folder / SEALED


def noted(school: School) -> list[tuple[str, str, str]]:
    """What the log says, latest first."""
    return [(line.act.value, line.by, line.person) for line in audit.entries(school.house.records.store)]


def refusal(call: Callable[[], object]) -> str:
    """The code that a call is refused with."""
    try:
        call()
    except (Refused, Fault) as said:
        return said.message.code
    raise AssertionError("it was not refused")


def test_installed_opened_and_closed(school: School, maja: Admitted) -> None:
    desk, pools = school.house.vaulting, school.house.pools
    assert desk.state().condition is VaultCondition.NONE
    offered = desk.look_at(plain_trainers_bank())
    assert (offered.items, offered.draft, offered.instead) == (74, False, "")
    assert desk.install(plain_trainers_bank(), maja.id, LONG) == offered
    state = desk.state()
    assert (state.condition, state.version, state.items) == (VaultCondition.LOCKED, offered.version, 74)
    assert state.may_open(maja.id)
    locked = pools.find_blueprint("exam-basic")
    assert locked is not None, "what is planned is known, what is asked is not"
    assert refusal(lambda: pools.bank_of(locked.pool)) == "vault.shut"
    desk.open(maja.id, LONG)
    assert desk.state().condition is VaultCondition.OPEN
    plan = pools.find_blueprint("exam-basic")
    assert plan == locked
    rows = pools.index(plan.pool)
    assert len(rows) == 74
    assert pools.item(rows[0].digest).id == rows[0].id
    desk.close(maja.id)
    desk.close(maja.id)
    assert pools.index(plan.pool) == ()
    assert refusal(lambda: pools.bank_of(plan.pool)) == "vault.shut"
    assert [act for act, by, _ in noted(school) if by == maja.id] == ["bank-closed", "bank-opened", "bank-installed"]


def test_no_file_of_the_folder_holds_it_in_plain(school: School, maja: Admitted) -> None:
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.house.vaulting.open(maja.id, LONG)
    assert found_in(plain_trainers_bank().read_bytes())
    files = [path for path in school.house.folder.rglob("*") if path.is_file() and path.name != "records.db"]
    assert sealed(school) in files
    for path in files:
        assert found_in(path.read_bytes()) == []
        assert LONG.encode() not in path.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(sealed(school).stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_bank_for_trainers_is_refused(kind: str, school: School, maja: Admitted, tmp_path: Path) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    before = sealed(school).read_bytes()
    code, write = REFUSED[kind]
    write(tmp_path / "given.bank")
    assert refusal(lambda: desk.look_at(tmp_path / "given.bank")) == code
    assert refusal(lambda: desk.install(tmp_path / "given.bank", maja.id, LONG, replace=True)) == code
    assert sealed(school).read_bytes() == before


def test_a_file_that_cannot_be_read_is_told(school: School, maja: Admitted, tmp_path: Path) -> None:
    desk = school.house.vaulting
    assert refusal(lambda: desk.look_at(tmp_path / "none.bank")) == "fault.no-file"
    assert refusal(lambda: desk.look_at(tmp_path)) == "fault.is-folder"
    (tmp_path / "huge.bank").write_bytes(b"")
    os.truncate(tmp_path / "huge.bank", 600 * 1024**2)
    assert refusal(lambda: desk.look_at(tmp_path / "huge.bank")) == "vault.too-large"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.bank")
        assert refusal(lambda: desk.look_at(tmp_path / "pipe.bank")) == "fault.not-a-file"


def test_an_older_bank_and_another_one_ask_first(school: School, maja: Admitted, tmp_path: Path) -> None:
    desk = school.house.vaulting
    desk.install(trainers_bank(tmp_path / "ten.bank", version="2026.10"), maja.id, LONG)
    older = trainers_bank(tmp_path / "nine.bank", version="2026.9")
    assert (desk.look_at(older).instead, desk.look_at(older).instead_name) == ("2026.10", "Vejvis")
    assert refusal(lambda: desk.install(older, maja.id, LONG)) == "vault.older"
    assert desk.state().version == "2026.10"
    desk.install(older, maja.id, LONG, replace=True)
    assert desk.state().version == "2026.9"
    other = trainers_bank(tmp_path / "other.bank", name="Customs", version="2027.1", draft=True)
    assert refusal(lambda: desk.install(other, maja.id, LONG)) == "vault.other"
    assert desk.install(other, maja.id, LONG, replace=True).draft
    assert (desk.state().name, desk.state().draft) == ("Customs", True)


def test_passwords_that_do_not_do(school: School, maja: Admitted) -> None:
    desk, bank = school.house.vaulting, plain_trainers_bank()
    short = school.trainer("Bo Short", "4711")
    jonas = school.learner("Jonas Kvist", pin=LONG)
    nobody = school.house.records.people.add("Ann", "", short.access, school.clock.now()).id
    assert refusal(lambda: desk.open(maja.id, LONG)) == "vault.unset"
    assert refusal(lambda: desk.install(bank, maja.id, "not the password")) == "vault.wrong"
    assert refusal(lambda: desk.install(bank, short.id, "4711")) == "vault.password-short"
    assert refusal(lambda: desk.install(bank, jonas.id, LONG)) == "vault.not-trainer"
    assert refusal(lambda: desk.install(bank, nobody, "")) == "vault.no-password"
    assert desk.state().condition is VaultCondition.NONE
    for _ in range(4):
        assert refusal(lambda: desk.install(bank, short.id, "4712")) == "vault.wrong"
    assert refusal(lambda: desk.install(bank, short.id, "4712")) == "vault.wrong"
    assert refusal(lambda: desk.install(bank, short.id, "4711")) == "people.wait"


def test_a_longer_password_takes_the_place_of_a_short_one(school: School) -> None:
    desk, bank = school.house.vaulting, plain_trainers_bank()
    bo = school.trainer("Bo Short", "4711")
    assert refusal(lambda: desk.choose_password(bo.id, "4711", "short")) == "vault.password-short"
    assert refusal(lambda: desk.choose_password(bo.id, "4712", LONG)) == "vault.wrong"
    desk.choose_password(bo.id, "4711", LONG)
    desk.install(bank, bo.id, LONG)
    desk.choose_password(bo.id, LONG, LONG + " still")
    desk.open(bo.id, LONG + " still")
    assert refusal(lambda: desk.open(bo.id, LONG)) == "vault.wrong"
    assert Vault(school.house.records.store).keepers() == (bo.id,)
    ann = school.house.records.people.add("Ann", "", bo.access, school.clock.now()).id
    desk.choose_password(ann, "", LONG)
    jonas = school.learner()
    assert refusal(lambda: desk.choose_password(jonas.id, "", LONG)) == "vault.not-trainer"
    assert refusal(lambda: desk.open(ann, LONG)) == "vault.not-for-you"


def test_a_second_trainer_and_a_password_taken_away(school: School, maja: Admitted) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    bo = school.trainer("Bo", "another long password")
    assert refusal(lambda: desk.admit(maja.id, bo.id, "another long password")) == "vault.shut"
    desk.open(maja.id, LONG)
    assert refusal(lambda: desk.admit(maja.id, bo.id, "not that one")) == "vault.wrong"
    desk.admit(maja.id, bo.id, "another long password")
    assert [keeper.may_open for keeper in desk.state().keepers] == [True, True]
    desk.open(bo.id, "another long password")
    # A forgotten password was taken away, and a new one chosen at the sign-in: the bank knows only the former.
    entrance = school.house.entrance
    school.house.teaching.reset_secret(maja.id, bo.id)
    entrance.choose_secret(maja.id, entrance.hash_secret("quite another password"))
    assert refusal(lambda: desk.open(maja.id, "quite another password")) == "vault.earlier-password"
    desk.admit(bo.id, maja.id, "quite another password")
    desk.open(maja.id, "quite another password")
    # Installing it again goes on with the key where it can be had: whoever could open it still can.
    desk.install(plain_trainers_bank(), maja.id, "quite another password")
    assert not desk.is_open
    desk.open(bo.id, "another long password")
    assert noted(school)[0] == ("bank-opened", bo.id, "")
    assert ("bank-shared", bo.id, maja.id) in noted(school)


def test_installed_anew_where_the_password_was_forgotten(school: School, maja: Admitted) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    entrance = school.house.entrance
    school.house.teaching.reset_secret(maja.id, "")
    entrance.choose_secret(maja.id, entrance.hash_secret("quite another password"))
    desk.install(plain_trainers_bank(), maja.id, "quite another password")
    desk.open(maja.id, "quite another password")
    assert len(school.house.pools.index(school.house.pools.blueprints()[-1].pool)) == 74


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"A letter.\n",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data.replace(b'"format":"vejvis', b'"format":"vejvos', 1),
        lambda data: data.replace(b'"mem":67108864', b'"mem":99999999999', 1),
    ],
)
def test_a_sealed_file_that_was_changed(
    spoil: Callable[[bytes], bytes], school: School, maja: Admitted, tmp_path: Path
) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    sealed(school).write_bytes(spoil(sealed(school).read_bytes()))
    assert refusal(lambda: desk.open(maja.id, LONG)) in ("vault.damaged", "vault.earlier-password")
    assert desk.state().condition in (VaultCondition.UNREADABLE, VaultCondition.LOCKED)
    desk.install(plain_trainers_bank(), maja.id, LONG)
    desk.open(maja.id, LONG)


def test_one_flipped_bit_in_the_box_and_a_newer_file(school: School, maja: Admitted) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    data = bytearray(sealed(school).read_bytes())
    data[-1000] ^= 1
    sealed(school).write_bytes(bytes(data))
    assert refusal(lambda: desk.open(maja.id, LONG)) == "vault.damaged"
    sealed(school).write_bytes(bytes(data).replace(b'"version":1', b'"version":7', 1))
    assert desk.state().trouble is not None
    assert refusal(lambda: desk.open(maja.id, LONG)) == "vault.newer"
    data[-1000] ^= 1
    sealed(school).write_bytes(bytes(data).replace(b'"version":"2026', b'"version":"2027', 1))
    desk.open(maja.id, LONG)


def test_a_full_disk_keeps_what_was_installed(school: School, maja: Admitted) -> None:
    desk = school.house.vaulting
    desk.install(plain_trainers_bank(), maja.id, LONG)
    before, lines = sealed(school).read_bytes(), noted(school)
    with largest_file(1_000_000), pytest.raises(Fault) as said:
        desk.install(plain_trainers_bank(), maja.id, LONG)
    assert said.value.exit_code is Exit.ENVIRONMENT
    assert sealed(school).read_bytes() == before
    assert noted(school) == lines
    assert list((school.house.folder / "tmp").iterdir()) == []
    desk.install(plain_trainers_bank(), maja.id, LONG)


_DOOMED = """
import sys
from pathlib import Path
from tests.drivers.school import School
school = School(Path(sys.argv[1]))
person = school.house.records.people.find("Maja Lindholm")[0].id
print("ready", flush=True)
while True:
    school.house.vaulting.install(Path(sys.argv[2]), person, sys.argv[3])
    print("installed", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("after_ms", [0, 7, 40, 90, 150])
def test_killed_while_installing(after_ms: int, tmp_path: Path) -> None:
    school = School(tmp_path / "data")
    maja = school.trainer("Maja Lindholm", LONG)
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    school.close()
    with subprocess.Popen(
        [sys.executable, "-c", _DOOMED, str(tmp_path / "data"), str(plain_trainers_bank()), LONG],
        stdout=subprocess.PIPE,
        text=True,
    ) as doomed:
        assert doomed.stdout is not None
        assert [doomed.stdout.readline(), doomed.stdout.readline()] == ["ready\n", "installed\n"]
        try:
            doomed.wait(after_ms / 1000)
        except subprocess.TimeoutExpired:
            doomed.send_signal(signal.SIGKILL)
    school = School(tmp_path / "data")
    try:
        school.house.vaulting.open(maja.id, LONG)
        assert school.house.vaulting.state().condition is VaultCondition.OPEN
        assert list((tmp_path / "data" / "tmp").iterdir()) == []
    finally:
        school.close()


def test_whoever_is_gone_is_in_no_byte_of_it(school: School, maja: Admitted) -> None:
    school.house.vaulting.install(plain_trainers_bank(), maja.id, LONG)
    vault = Vault(school.house.records.store)
    assert maja.id.encode() in sealed(school).read_bytes()
    assert vault.forget(maja.id)
    assert not vault.forget(maja.id)
    assert maja.id.encode() not in sealed(school).read_bytes()
    state = school.house.vaulting.state()
    assert (state.condition, state.may_open(maja.id)) == (VaultCondition.LOCKED, False)
