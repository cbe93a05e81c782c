"""A list of people through the real application: in, decided, signed in from."""

from __future__ import annotations

from pathlib import Path

from tests.features import stage


def test_a_list_comes_in_and_somebody_of_it_signs_in(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    stage.command("profiles", "add", "Maja Lindholm", "--trainer", "--data-dir", str(folder))
    stage.command("profiles", "add", "Sofie Bjerre", "--data-dir", str(folder))
    told = stage.live("roster", "bring", folder)
    assert told["people"] == ["Maja Lindholm", "Sofie Bjerre", "Åse Bjørn", "Bo Østergaard", "Clara Juhl"]
    assert told["warned"] == []
    assert told["failed"] == []
    assert set(told["strays"]) <= {"decideWindow", "personMenuWindow"}
    stage.sound(folder)
    listed = stage.command("profiles", "list", "--data-dir", str(folder))
    assert "Clara Juhl" in listed
