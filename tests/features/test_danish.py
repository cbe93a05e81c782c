"""The officer in Danish: nothing of the interface is left in English, and what is says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.features.stage import command, live, sound

pytestmark = pytest.mark.kills

DAYS = "Mandag|Tirsdag|Onsdag|Torsdag|Fredag|Lørdag|Søndag"


def test_an_officer_begins_reads_and_practises_in_danish(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    begun = live("danish", "begin", folder, LC_MESSAGES="da_DK.UTF-8")
    home = begun["home"]
    assert any(re.fullmatch(rf"(?:{DAYS}) den \d{{1,2}}\. [a-z]+", words) for words in home), home
    assert {"Tegn på menneskehandel", "Identifikation af børn", "Traumeinformeret samtale"} <= {
        words.split(",")[0] for words in home
    }
    assert begun["lesson"]
    assert begun["question"]
    assert begun["verdict"].startswith(("Ja, ", "Ikke det svar. ", "Ikke helt. "))
    assert begun["follows"]
    assert begun["languages"] == ["da"]

    back = live("danish", "come_back_in_english", folder, LC_MESSAGES="C.UTF-8")
    assert any(words.startswith("Trafficking indicators") for words in back["home"])

    for chapter in (begun, back):
        assert chapter["warned"] == []
        assert chapter["failed"] == []
        assert chapter["strays"] == []
    sound(folder)


def test_commands_and_exports_speak_danish(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    command("demo", "--data-dir", str(folder), "--learners", "3")
    out = tmp_path / "resultater.csv"
    said = command(
        "export", "scores", "--format", "csv", "--out", str(out), "--data-dir", str(folder), "--language", "da"
    )
    assert "rækker er skrevet til" in said
    head, *rows = out.read_text("utf-8-sig").splitlines()
    assert head.startswith("Kode;Navn;Jobfunktion")
    assert "Beherskelse: Tegn" in head
    assert any(re.search(r";0,\d", row) for row in rows)
    assert "Alt er, som det skal være." in command("doctor", "--data-dir", str(folder), "--language", "da")
