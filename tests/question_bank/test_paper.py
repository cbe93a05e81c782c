"""A module on paper: everything a reviewer judges is on it, as plain text, in HTML and in PDF."""

from __future__ import annotations

import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from question_bank.__main__ import main
from question_bank.authoring import load
from question_bank.paper.sheet import Drawing, Entry, Heading, Remarks, module_sheet
from tests.builders.content import write_content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


class Words(HTMLParser):
    """Reads back what a browser would show."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_everything_of_the_module_is_on_it(folder: Path) -> None:
    bank = load([folder]).bank
    module = bank.modules[0]
    parts = list(module_sheet(bank, module))
    items = [item for item in bank.items if item.module == module.id]
    headings = {part.text for part in parts if isinstance(part, Heading)}
    assert {item.id for item in items} <= headings
    entries = [part for part in parts if isinstance(part, Entry)]
    for item in items:
        for option in item.options:
            told = (option.text["en"], option.feedback["en"])
            own = next(entry for entry in entries if entry.text == told[0] and told[1] in entry.said)
            assert ("KEY" in own.mark) == option.correct
            assert option.fact in own.said
    cases = [case for case in bank.cases if case.module == module.id]
    assert sum(isinstance(part, Drawing) for part in parts) == len(cases) > 0
    lessons = [lesson for lesson in bank.lessons if lesson.module == module.id]
    remarks = sum(isinstance(part, Remarks) for part in parts)
    assert remarks == len(items) + len(lessons) + sum(len(case.scenes) for case in cases)


def test_html_shows_texts_as_they_are(folder: Path, tmp_path: Path) -> None:
    write_content(folder, AL_1={"stem": "Is <b>this</b> & that <script>alert(1)</script> plain?"})
    out = tmp_path / "alpha.html"
    assert main(["print", "--module", "alpha", "--out", str(out), "--content", str(folder)]) == 0
    reader = Words()
    reader.feed(out.read_text("utf-8"))
    said = " ".join(reader.said)
    assert "Is <b>this</b> & that <script>alert(1)</script> plain?" in said
    assert "F1 (" in said
    assert "<svg" in out.read_text("utf-8")


def test_pdf_has_pages_and_drawings(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "alpha.pdf"
    assert main(["print", "--module", "alpha", "--out", str(out), "--content", str(folder)]) == 0
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type /Page\b", data))
    assert pages > 5
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    drawn = [zlib.decompress(stream) for stream in streams if stream.startswith((b"x\x9c", b"x\xda"))]
    assert any(page.count(b" c\n") + page.count(b" l ") > 20 for page in drawn)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--module", "gamma", "--out", "a.pdf"], "There is no module gamma. Modules: alpha, beta."),
        (["--module", "alpha", "--out", "a.docx"], "name a file that ends in .pdf or .html"),
        (["--module", "alpha", "--out", "nowhere/deep/a.html"], "No such file or directory"),
        (["--module", "alpha", "--out", "nowhere/deep/a.pdf"], "No such file or directory"),
    ],
)
def test_what_cannot_be_printed_is_said(
    folder: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert main(["print", *arguments, "--content", str(folder)]) == 2
    assert told in capsys.readouterr().err
