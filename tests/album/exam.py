"""Owns the chapters of examining: plans, the bank, the room, sitting, results, disputes, rulings, certificates, what is stored."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.album.examined import EXAMINER, FAILED, LONG_TITLE, PASSED, SITTER
from tests.album.walk import Walk
from tests.builders.graded import EXAM, LONG
from trainer.core.certificates import Claim
from trainer.ui.pages.plan import PlanPage
from trainer.ui.pages.result import ResultPage
from trainer.ui.pages.ruling import RulingPage
from trainer.ui.pages.sitting import SittingPage
from trainer.ui.pages.stored import StoredPage
from trainer.ui.pages.vault import VaultPage


class Exam(Walk):
    """What examining looks like, to a trainer and to a learner."""

    def exam(self) -> None:
        """Viggo's desk, then a learner's assessments, then what is stored."""
        self.enter(EXAMINER)
        self._exam_plans()
        self._exam_bank()
        self._exam_rulings()
        self._exam_certificates()
        self._exam_records()
        self._exam_learner()
        self._exam_results()
        self.enter(EXAMINER)
        self.router.training.show_room()
        self.settle()
        self.take("exam-room")

    def _exam_plan(self, title: str) -> str:
        lines = self.house.composing.lines(self.router.catalogue.language)
        return next(
            line.id for line in lines if line.title == title and line.composed and line.state.value != "retired"
        )

    def _exam_plans(self) -> None:
        training = self.router.training
        training.show_plans()
        self.settle()
        self.take("exam-plans")
        self.take_foot("exam-plans-foot")
        training.show_plan()
        self.settle()
        self.take("exam-plan-new")
        self.click("savePlan")
        page = self.router.page
        assert isinstance(page, PlanPage), page
        self.until(lambda: not page.presenter.busy, "what is wrong by field")
        self.take("exam-plan-refused")
        for title, picture in (("Autumn test", "plan"), (LONG_TITLE, "plan-long")):
            self._exam_composed(title, f"exam-{picture}")

    def _exam_composed(self, title: str, picture: str) -> None:
        self.router.training.show_plan(self._exam_plan(title))
        page = self.router.page
        assert isinstance(page, PlanPage), page
        self.until(lambda: not page.presenter.busy, "what it comes to")
        self.take(picture)
        self.take_foot(f"{picture}-foot")

    def _exam_bank(self) -> None:
        training, desk = self.router.training, self.house.vaulting
        training.show_vault()
        self.settle()
        self.take("exam-bank")
        self.click("vault-open_it")
        self.take("exam-bank-asks")
        self.person.types("another password")
        self.person.press("Return")
        page = self.router.page
        assert isinstance(page, VaultPage), page
        self.until(lambda: not page.panel.presenter.busy, "the refusal")
        self.take("exam-bank-wrong")
        desk.open(self.router.who.id, LONG)
        training.show_vault()
        self.settle()
        self.take("exam-bank-open")
        desk.close(self.router.who.id)

    def _exam_rulings(self) -> None:
        training = self.router.training
        training.show_disputes()
        self.settle()
        self.take("exam-disputes")
        self.take_foot("exam-disputes-foot")
        for number, dispute in enumerate(self.house.ruling.disputed("en")):
            self._exam_ruling(dispute.item, number)

    def _exam_ruling(self, item: str, number: int) -> None:
        self.router.training.show_ruling(item)
        self.settle()
        self.take(f"exam-ruling-{number}")
        page = self.router.page
        assert isinstance(page, RulingPage), page
        if self.sees("withdraw"):
            self.click("withdraw")
            self.until(lambda: page._changes is not None, "what withdrawing changes")
        else:
            self.click("preview")
            self.take_foot("exam-ruling-refused")
            page.reason.show_text("Two options say the same.")
            self.click("preview")
            self.until(lambda: page._changes is not None, "what it changes")
        self.take_foot(f"exam-ruling-{number}-foot")

    def _exam_certificates(self) -> None:
        training = self.router.training
        training.show_certificates()
        self.settle()
        self.take("exam-check")
        ((code, name),) = self.house.records.store.execute(
            "SELECT c.code, p.name FROM certificate c JOIN person p ON p.id = c.person"
        )
        claims = {
            "matches": Claim(code, name),
            "differs": Claim(code, LONG_TITLE, "2026-01-01", "3 of 40"),
            "unknown": Claim("2222-2222-2222"),
        }
        for picture, claim in claims.items():
            training.show_certificates(claim)
            self.settle()
            self.click("compare")
            self.until(lambda: self.sees("finding*") or self.sees("checkProblem"), "a finding")
            self.take_foot(f"exam-check-{picture}")

    def _exam_records(self) -> None:
        privacy = self.router.training.privacy
        privacy.show_own()
        self.until(lambda: self.sees("what"), "what is stored")
        self.take("exam-stored-trainer")
        privacy.show_records()
        self.settle()
        self.take("exam-records")
        self.take_foot("exam-records-foot")
        privacy.show_retention()
        self.settle()
        self.take("exam-retention")
        self.click("look")
        self.until(lambda: self.sees("overTitle"), "what is over its period")
        self.take_foot("exam-retention-over")
        privacy.show_log()
        self.settle()
        self.take("exam-log")
        self.take_foot("exam-log-foot")
        person = self.admitted(FAILED)
        privacy.show_person(person.id, person.name)
        self.until(lambda: self.sees("what"), "what is stored")
        self.take("exam-stored")
        self.take_foot("exam-stored-foot")
        page = self.router.page
        assert isinstance(page, StoredPage), page
        page.presenter_look()
        self.until(lambda: QApplication.activeModalWidget() is not None, "the question before erasing")
        self.take("exam-erase")
        self.closes()

    # The learner

    def _exam_learner(self) -> None:
        self.enter(SITTER)
        self.router.show_assessments()
        self.settle()
        self.take("exam-assessments")
        self.take_foot("exam-assessments-foot")
        self.router.show_assessment(EXAM.id)
        self.settle()
        self.take("exam-locked")
        self.router.show_assessment(self._exam_plan(LONG_TITLE))
        self.settle()
        self.take("exam-rules-long")
        self.router.show_assessment(self._exam_plan("Autumn test"))
        self.settle()
        self.take("exam-rules")
        self.take_foot("exam-rules-foot")
        self.click("rehearse")
        self.take("exam-rehearsal")
        self.take_foot("exam-rehearsal-foot")
        self.router.show_assessment(self._exam_plan("Autumn test"))
        self.settle()
        self.click("start")
        page = self.router.page
        assert isinstance(page, SittingPage), page
        self.person.press("A", "F")
        self.settle()
        self.take("exam-sitting")
        self.take_foot("exam-sitting-foot")
        room, trainer = self.house.room, self.admitted(EXAMINER)
        (stream,) = (one.stream for one in self.house.queries.open_streams(self.router.who.id))
        room.prove(trainer.id, LONG)
        room.stop(trainer.id, "A fire alarm", stream)
        page.presenter.settle()
        self.settle()
        self.take("exam-stopped")
        room.resume(trainer.id, stream)
        page.presenter.settle()
        self.settle()
        self.click("trainer")
        self.take("exam-room-asks")
        self.person.types(LONG)
        self.person.press("Return")
        self.until(lambda: not self.sees("trainerPassword"), "the room")
        self.take("exam-room-dialog")
        self.closes()
        self.click("review")
        self.take("exam-review")
        self.click("handIn")
        self.take("exam-handed-in")

    def _exam_results(self) -> None:
        for name in (PASSED, FAILED):
            self.enter(name)
            self.router.show_assessments()
            self.settle()
            self.take(f"exam-past-{name.split()[0].lower()}")
            self.take_foot(f"exam-past-{name.split()[0].lower()}-foot")
            for number, past in enumerate(self.house.results.past(self.router.who.id, "en")):
                self.router.show_result(past.stream)
                self.settle()
                picture = f"exam-result-{name.split()[0].lower()}-{number}"
                self.take(picture)
                page = self.router.page
                assert isinstance(page, ResultPage), page
                self.take_foot(f"{picture}-foot")
                page.show_answers()
                self.settle()
                if page.shows_answers:
                    self.take(f"{picture}-answers")
        self.router.training.privacy.show_own()
        self.until(lambda: self.sees("what"), "what is stored")
        self.take("exam-stored-own")
        self.take_foot("exam-stored-own-foot")
