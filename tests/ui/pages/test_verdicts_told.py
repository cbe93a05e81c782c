"""A verdict told for each case, what stood in the way, what is held back; a dispute by keyboard; the certificate saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from question_bank.model import ModuleMark
from tests.drivers.exam import desk, disk_full, key_of
from tests.drivers.pages import PageDriver
from tests.drivers.paper import words_on_paper
from tests.drivers.school import DAY_MS, School
from trainer.catalogue import Catalogue
from trainer.core.calibration import Judgement
from trainer.core.requests import Admitted
from trainer.core.result_views import Calibrated, CriticalLine, Judged, ResultView, ShortModule
from trainer.core.verdicts import Standing
from trainer.faults import Fault
from trainer.ui.pages import result_verdict
from trainer.ui.pages.result import ResultPage
from trainer.ui.presenters.result import calibration
from trainer.ui.theme import Look

Told = Callable[..., PageDriver[ResultPage]]
RESULT = ResultView(
    "s", "Jonas Kvist", "Final", 27, 40, 40, 30, False, False, 0, 60, (), (), 0, 0, "", (), (), again=True, length=40
)
JUDGED = Judged(Standing.NOT_YET, 30, False, 24, 30)


@pytest.fixture
def who(school: School) -> Admitted:
    return school.learner("Jonas Kvist", "patrol")


@pytest.fixture
def told(school: School, who: Admitted, look: Look, words: Catalogue, qtbot: QtBot, tmp_path: Path) -> Told:
    """Open the result of the standard self-check under other rules, with so many right answers."""

    def chooser(_parent: QWidget, _title: str, suggested: str, _pattern: str) -> str:
        return str(tmp_path / suggested)

    def _told(right: int = 11, language: str = "", **rules: Any) -> PageDriver[ResultPage]:
        stream = key_of(school, desk(school, **rules), who, right)
        page = ResultPage(
            school.house.results, who.id, who.name, stream, look, Catalogue(language) if language else words,
            certifying=school.house.certifying, chooser=chooser,
        )  # fmt: skip
        page.show_result()
        return PageDriver(qtbot, page, 1192, 800)

    return _told


def said(words: Catalogue, judged: Judged | None = None, **changes: Any) -> tuple[str, str]:
    """Verdict and details of a made-up result."""
    passed = None if judged is None or judged.standing is Standing.NONE else judged.standing is Standing.PASSED
    result = replace(RESULT, judged=judged, passed=passed, **changes)
    return result_verdict.title(result, words), " ".join(result_verdict.details(result, words))


@pytest.mark.parametrize(
    ("judged", "changes", "title", "detail"),
    [
        (replace(JUDGED, standing=Standing.PASSED), {"right": 34}, "You passed, Jonas.", "34 of 40 right. The pass mark is 30."),
        (replace(JUDGED, standing=Standing.PASSED, near=True, low=28, high=34), {"right": 31}, "You passed, Jonas.",
         "31 of 40 right. The pass mark is 30. That is near the mark: with other questions you might score 28 to 34."),
        (replace(JUDGED, standing=Standing.PASSED, mark=0), {"name": ""}, "You passed.", "27 of 40 right."),
        (replace(JUDGED, standing=Standing.BORDERLINE, near=True), {},
         "Close, but not passed yet. 27 of 40; the pass mark is 30.",
         "That is near the mark: with other questions you might score 24 to 30. You can take it again when you are ready."),
        (JUDGED, {"right": 12}, "Not passed yet. 12 of 40; the pass mark is 30.", "You can take it again when you are ready."),
        (replace(JUDGED, modules=(ShortModule("Child", 1, 4, 3),)), {"right": 36},
         "Not passed yet. 36 of 40 right, but not everything that is needed.", "You can take it again when you are ready."),
        (JUDGED, {"right": 12, "again": False}, "Not passed yet. 12 of 40; the pass mark is 30.",
         "It cannot be taken again as it stands. Ask your trainer what follows."),
        (replace(JUDGED, standing=Standing.NONE, mark=0), {}, "27 of 40 right.", "No pass mark is set for this one."),
        (replace(JUDGED, dropped=1, ruled=2, mark_before=31, total_before=41), {"timed_out": True, "answered": 38},
         "Not passed yet. 27 of 40; the pass mark is 30.",
         "Time was up. Everything you had answered was kept and handed in. One question was dropped by a ruling and counts for"
         " nobody. With that the pass mark went from 31 of 41 to 30 of 40: the same share, rounded"
         " down. 2 questions are marked anew by a ruling. 2 questions have no answer."
         " You can take it again when you are ready."),
    ],
)  # fmt: skip
def test_each_verdict_has_its_words(
    words: Catalogue, judged: Judged, changes: dict[str, Any], title: str, detail: str
) -> None:
    assert said(words, judged, **changes) == (title, detail)
    danish = said(Catalogue("da"), judged, **changes)
    assert all(danish)
    assert danish[1] != detail


@pytest.mark.parametrize("judgement", list(Judgement))
def test_each_judgement_of_confidence_has_its_words(words: Catalogue, judgement: Judgement) -> None:
    told = words.tell(calibration(Calibrated(judgement, 80, 60, 9)))
    assert ("9 times" in told) if judgement is Judgement.TOO_FEW else ("80%" in told and "60%" in told)


def test_what_stood_in_the_way_is_listed(told: Told, words: Catalogue) -> None:
    driver = told(11, module_marks=(ModuleMark("referral", 6), ModuleMark("indicators", 2), ModuleMark("child", 2),
                                    ModuleMark("interview", 2)))  # fmt: skip
    assert driver.text("verdict") == "Not passed yet. 11 of 12 right, but not everything that is needed."
    assert "has a mark of its own" in driver.text("reasonModule")
    assert "it was not reached" in driver.words()
    page = driver.page.summary
    assert page._result is not None
    hit = CriticalLine(7, "Send them home.", "It puts them at risk.", "F1", "A statement.", "TIP Report 2023, 2022")
    page.show_result(
        replace(page._result, judged=replace(JUDGED, objectives=("The next step",), critical=(hit, CriticalLine(9))))
    )
    driver.settle()
    assert driver.text("reasonObjective") == "The next step: this must be right, and was not."
    assert driver.text("reasonCritical") == "Question 7: a mistake that fails the assessment on its own."
    assert driver.text("chosenText") == "You chose: Send them home."
    assert "A statement. (TIP Report 2023, 2022)" in driver.words()
    assert "Question 9:" in driver.words()


def test_before_its_date_there_is_only_that_it_was_handed_in(told: Told, school: School) -> None:
    driver = told(12, feedback_from_ms=school.clock.stamp.utc_ms + DAY_MS)
    assert driver.text("verdict") == "Handed in."
    assert driver.text("handedIn") == "Handed in 23 November, 09:04, saved on this computer"
    assert "The result can be seen here from 24 November, 09:00." in driver.text("detail")
    for name in ("score", "scoreRing", "modules", "reviewAnswers", "saveCertificate", "reasons"):
        assert not driver.sees(name)
    assert "12 right" not in driver.words()


def test_a_question_is_disputed_by_its_number_where_nothing_is_shown(told: Told, school: School, who: Admitted) -> None:
    driver = told(12, feedback="nothing")
    driver.tab_to("dispute")
    driver.press("Space")
    assert driver.focused == "disputeQuestionBox"
    box = driver.find("disputeQuestionBox")
    assert isinstance(box, QComboBox)
    assert box.count() == 12
    driver.press("Down", "Down")
    driver.tab_to("sendDispute")
    driver.press("Space")
    assert driver.text("disputeNote") == "Nothing was sent yet. Write in a few words what is wrong, then send it."
    assert driver.focused == "disputeEdit"
    driver.write("B is right as well.")
    driver.tab_to("sendDispute")
    driver.press("Space")
    assert driver.text("disputeSent") == "Question 3: sent to the trainers here, 23 November, 09:04."
    assert driver.text("disputeText") == "B is right as well."
    assert driver.focused == "dispute"
    (sent,) = school.house.results.result(who.id, "", driver.page.presenter._asked[2], "en").disputes
    assert (sent.number, sent.text) == (3, "B is right as well.")


def test_a_question_that_is_shown_is_disputed_at_its_place(told: Told) -> None:
    driver = told(12, feedback="objectives")
    assert not driver.sees("dispute")
    driver.click("reviewAnswers")
    assert "These are your own answers." in driver.text("noKeys")
    assert "Right" not in [driver.text("standing")]
    answers = driver.page.answers
    assert answers is not None
    panel = answers.panels[2]
    panel.open.click()
    driver.settle()
    driver.write("The year is missing.")
    assert panel.form is not None
    panel.form.sent.emit(2, "The year is missing.")
    driver.settle()
    assert "Question 2: sent to the trainers here" in driver.words()
    assert not panel.form.isVisible()


def test_a_dispute_that_cannot_be_kept_stays_written(
    told: Told, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = told(12, feedback="nothing")
    driver.click("dispute")
    edit = driver.find("disputeEdit")
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText("B is right as well.")
    with disk_full(school, monkeypatch):
        driver.click("sendDispute")
    assert "disk" in driver.text("disputeNote").lower()
    assert edit.toPlainText() == "B is right as well."
    driver.click("sendDispute")
    assert driver.sees("disputeSent")


def test_what_is_being_written_goes_on_in_another_language_and_look(told: Told, look: Look, words: Catalogue) -> None:
    driver = told(12, feedback="score")
    driver.click("dispute")
    driver.tab_to("disputeEdit")
    driver.write("Half a sentence")
    look.set_theme("dark")
    driver.settle()
    edit = driver.find("disputeEdit")
    assert isinstance(edit, QPlainTextEdit)
    assert edit.toPlainText() == "Half a sentence"
    assert driver.page.draft() == (False, (1, "Half a sentence"))
    again = told(12, language="da", feedback="everything")
    again.page.restore((True, (4, "Half a sentence")))
    again.settle()
    assert again.page.shows_answers
    assert again.page.draft() == (True, (4, "Half a sentence"))


def test_the_certificate_is_saved_by_the_keyboard(told: Told, tmp_path: Path) -> None:
    driver = told(11)
    assert driver.focused == "saveCertificate"
    driver.press("Space")
    driver.wait(lambda: driver.sees("certificateSaved"))
    (file,) = tmp_path.glob("vejvis-certificate-*.pdf")
    assert file.stem.removeprefix("vejvis-certificate-") in driver.text("certificateSaved")
    (page,) = words_on_paper(file)
    assert "Jonas Kvist" in page
    assert "11 of 12 right (pass mark 9)" in page


def test_a_certificate_that_cannot_be_written_is_said(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise Fault("fault.disk-full", path="certificate.pdf")

    driver = told(11)
    with monkeypatch.context() as patch:
        patch.setattr("trainer.ui.presenters.certificate.write_pdf", full)
        driver.click("saveCertificate")
        driver.wait(lambda: driver.sees("certificateProblem"))
    assert "The certificate was not saved" in driver.words()
    driver.page.summary._held.error.action_wished.emit("again")  # type: ignore[union-attr]  # the certificate's panel
    driver.wait(lambda: driver.sees("certificateSaved"))
    assert not driver.sees("certificateProblem")


def test_there_is_no_certificate_to_save_for_what_was_not_passed(told: Told) -> None:
    assert not told(8).sees("saveCertificate")


@pytest.mark.parametrize(("width", "height", "scale"), [(872, 640, 1.0), (960, 540, 2.0)])
@pytest.mark.parametrize("feedback", ["everything", "nothing"])
def test_nothing_is_cut(told: Told, look: Look, width: int, height: int, scale: float, feedback: str) -> None:
    look.set_text_scale(scale)
    driver = told(11, language="da", feedback=feedback, module_marks=(ModuleMark("referral", 6),))
    driver.page.resize(width, height)
    if feedback == "nothing":
        driver.click("dispute")
    driver.settle()
    summary = driver.page.summary
    assert summary.detail.height() >= summary.detail.heightForWidth(summary.detail.width())
    assert summary.area.widget().width() <= summary.area.viewport().width()
    assert driver.nameless() == []
