"""Owns the learner's chapters: home, module, lesson, practice, self-check, progress, search, sources, card, one's own name."""

from __future__ import annotations

from pathlib import Path

from tests.album.past import CHECKED, FINISHED, LEARNER, NEW, PIN, TESTED_OUT
from tests.album.walk import Walk
from trainer.core import module_check
from trainer.ui.pages.practice import PracticePage
from trainer.ui.pages.sitting import SittingPage

MODULE, LESSON = "referral", "referral-1-two-authorities"
LONG_LESSON = "indicators-1-what-makes-it-trafficking"
CHECK = "self-check-standard"
LONGEST_ROUND = 20


class Learner(Walk):
    """What a learner sees. `every` screen, or those that the README and a short walk need."""

    def learner(self, *, every: bool = False) -> None:
        """Sofie's way: sign-in, home, module, lesson, a question and its verdict, a self-check and its result."""
        self.take("sign-in")
        self.enter(LEARNER)
        self.take("home")
        if every:
            self.take_foot("home-foot")
        self._module(every=every)
        self._practice(every=every)
        self._self_check(every=every)

    def everything_else(self, documents: Path | None) -> None:
        """The rest of what a learner comes to; `documents` holds files of the source documents."""
        self.enter(LEARNER)
        self._progress()
        self._search()
        self._sources(documents)
        self._card()
        self._own()
        for name, who in (("new", NEW), ("done", FINISHED)):
            self.enter(who)
            self.take(f"home-{name}")
            self.take_foot(f"home-{name}-foot")
            self.router.show_progress()
            self.take(f"progress-{name}")
            self.router.show_module(MODULE)
            self.take(f"module-{name}")
        self._tested_out()

    def _module(self, *, every: bool) -> None:
        self.router.show_module(MODULE)
        self.take("module")
        if every:
            self.take_foot("module-foot")
        self.router.show_lesson(LESSON)
        self.take("lesson")
        if not every:
            return
        self.take_foot("lesson-end")
        self.router.show_lesson("referral-2-help-without-conditions")
        if self.sees("showAnswer"):
            self.click("showAnswer")
            self.take_at("lesson-question", "question")

    # Practice

    def _practice(self, *, every: bool) -> None:
        self.router.show_practice(MODULE)
        self.settle()
        page = self._practising()
        if every:
            self.take("practice-start")
            self.person.press("Return")
            self.take("practice-missing")
        self._answer(page, right=False)
        self.take("practice")
        self.person.press("Return")
        self.settle()
        self.take("feedback")
        if every:
            self.take_foot("feedback-foot")
        self.person.press("S")
        self.settle()
        self.take("source")
        self.person.press("Escape")
        if every:
            self._rest_of_round(page)

    def _rest_of_round(self, page: PracticePage) -> None:
        self.person.press("R")
        self.settle()
        self.take("report")
        self.person.types("Two options say the same.")
        self.click("sendReport")
        self.take("report-kept")
        self.click("next")
        self._answer(page, right=True)
        self.click("check")
        self.take("feedback-right")
        self.click("pause")
        self.take("practice-paused")
        self.click("resume")
        self.click("next")
        for _ in range(LONGEST_ROUND):
            if self.sees("endTitle"):
                break
            self._answer(page, right=True)
            self.click("check")
            self.click("next")
        self.take("round-end")

    def _practising(self) -> PracticePage:
        page = self.router.page
        assert isinstance(page, PracticePage), page
        return page

    def _answer(self, page: PracticePage, *, right: bool) -> None:
        hand = page.presenter.in_hand
        assert hand is not None
        question = hand.question()
        item = self.house.records.archive.item(question.digest)
        fit = [option.letter for option in question.options if (option.id in item.key) is right]
        self.person.press(*fit[: item.answers], "2")
        self.settle()

    # The self-check

    def _self_check(self, *, every: bool) -> None:
        self.router.show_assessments()
        self.take("assessments")
        self.router.show_assessment(CHECK)
        self.take("rules")
        self.click("start")
        for number in range(7):
            self.person.press("ABCD"[number % 4])
            if number in (2, 5):
                self.person.press("F")
            self.person.press("Alt+Right")
        self.person.press("B", "3")
        self.settle()
        self.take("assessment")
        if every:
            self._longest_question()
        self.router.go("display")
        self.take("display")
        self.person.press("Escape")
        self.router.go("keys")
        self.take("keys")
        self.person.press("Escape")
        self.click("review")
        self.take("review")
        self.click("handIn")
        self.take("result")
        if every:
            self.take_foot("result-foot")
            self.click("reviewAnswers")
            self.take("result-answers")

    def _longest_question(self) -> None:
        """The question with the longest scenario: is everything there that it asks for?"""
        page = self.router.page
        assert isinstance(page, SittingPage), page
        lengths = []
        for place in range(len(page.presenter.cells())):
            page.presenter.go(place)
            question = page.presenter.question()
            lengths.append(len(question.vignette + question.stem + "".join(o.text for o in question.options)))
        page.presenter.go(lengths.index(max(lengths)))
        self.settle()
        self.take("assessment-long")

    def _tested_out(self) -> None:
        self.enter(TESTED_OUT)
        self.router.show_module(CHECKED)
        self.take("module-checked")
        self.router.show_module("indicators")
        self.take("module-check-offered")
        self.router.show_assessment(module_check.subject("indicators"))
        self.take("module-check-rules")
        self.router.show_module(CHECKED)
        if self.sees("checkResult"):
            self.click("checkResult")
            self.take("module-check-result")

    # Looking things up

    def _progress(self) -> None:
        self.router.show_progress()
        self.take("progress")
        self.take_foot("progress-foot")

    def _search(self) -> None:
        self.router.go("search")
        self.take("search")
        self.write("findEdit", "Red Cross")
        self.until(lambda: self.sees("find-*"), "something found")
        self.take("search-found")
        self.write("findEdit", "xyzzy")
        self.until(lambda: self.sees("nothingFound"), "nothing found")
        self.take("search-nothing")

    def _sources(self, documents: Path | None) -> None:
        self.router.show_module(MODULE)
        self.click("document-*")
        self.take("document")
        self.click("unfold-*")
        self.take("document-unfolded")
        self.closes()
        self.router.manner.show_display()
        self.click("documents")
        self.until(lambda: self.sees("files"), "the list of documents")
        self.take("files")
        self.closes()
        if documents is not None:
            self._attached(documents)

    def _attached(self, documents: Path) -> None:
        """The list with the person's own files in it, and a fact with its passage."""
        desk, who = self.house.sourcing, self.router.who.id
        files = desk.look_at(sorted(documents.glob("*.txt")), "en")
        desk.attach(who, [file for file in files if file.document])
        self.router._sources.show_files()
        self.until(lambda: self.sees("files"), "the list of documents")
        self.take("files-attached")
        self.closes()
        self.router._sources.show_fact(self.house.bank.facts()[0].id)
        self.until(lambda: self.sees("quote"), "the passage")
        self.take("passage")
        self.take_foot("passage-foot", "sourceScroll")
        self.closes()

    def _card(self) -> None:
        self.router.show_card(MODULE)
        self.settle()
        self.take("card")
        self.take_foot("card-foot")

    def _own(self) -> None:
        self.router.show_home()
        self.router.go("display")
        self.take_list("display-list", "themeBox")
        self.person.press("Escape")
        self.router._own.show_menu()
        self.settle()
        self.take("own-name")
        self.closes()
        self.router._own.show_seen()
        self.take("seen")
        self.take_foot("seen-foot")
        self.router._own.show_moving()
        self.take("moving")
        self.router.show_home()
        self.router._own.locking.cover(wished=True)
        self.settle()
        self.take("lock")
        self.person.types("9")
        self.person.press("Return")
        self.until(lambda: self.sees("note"), "a word on the PIN")
        self.take("lock-wrong")
        self.person.press("Ctrl+A")
        self.person.types(PIN)
        self.person.press("Return")
        self.until(lambda: not self.router._own.locking.covered, "the window uncovered")
