"""Owns the way from page to page: what is shown, and where its wishes lead; uses no desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Access, Admitted, Backup
from trainer.ui.attempt_protocols import SittingHand
from trainer.ui.finding import Finding
from trainer.ui.keys import shortcut
from trainer.ui.manner import Manner
from trainer.ui.own import Own
from trainer.ui.protocols import Desks, EntranceDesk, SetUpDesk
from trainer.ui.reading import begin_reading
from trainer.ui.sources import Sources
from trainer.ui.stage import Stage
from trainer.ui.telling import tell
from trainer.ui.theme import Look
from trainer.ui.ways import assessments, cases, learning, places, threshold
from trainer.ui.ways.places import ASSESS, CARD, CASES, DISPLAY, HOME, KEYS, PEOPLE, PROGRESS, SEARCH
from trainer.ui.ways.training import Training
from trainer.ui.window import Window

if TYPE_CHECKING:
    from trainer.ui.pages.dispute import Kept
    from trainer.ui.pages.practice import PracticePage
    from trainer.ui.pages.result import Draft as ResultDraft
    from trainer.ui.pages.sitting import SittingPage


class Router(QObject):
    """Shows pages and follows their signals.

    A page is made anew when the person chooses another language; what was in hand on it is handed on.
    Signals: `retry_wished()` and `restore_wished(Path)` after trouble,
    `founded(Admitted)` when the set-up made records, `signed_in(Admitted)`,
    `spoken(Catalogue)` when another language is spoken from now on.
    """

    retry_wished = Signal()
    restore_wished = Signal(object)
    founded = Signal(object)
    signed_in = Signal(object)
    spoken = Signal(object)

    def __init__(
        self,
        window: Window,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        parent: QObject,
        asked: str = "",
    ) -> None:
        super().__init__(parent)
        self._window = window
        self.look = look
        self.catalogue = catalogue
        self.now = now
        self._desks: Desks | None = None
        self._who: Admitted | None = None
        self.disputing: dict[tuple[str, str], Kept] = {}
        self._stage = Stage(window, self)
        self.manner = Manner(window, look, catalogue, asked, self)
        self.manner.spoken.connect(self._on_spoken)
        self.manner.language_chosen.connect(self._on_language_chosen)
        self.manner.letters_changed.connect(self._show_letter_keys)
        self.manner.not_kept.connect(self.tell)
        self._sources = Sources(window, look, lambda: (self.desks.sourcing, self.who.id, self.catalogue), self)
        self._sources.lesson_wished.connect(self.show_lesson)
        self.manner.documents_wished.connect(self._sources.show_files)
        self.manner.offers_documents = lambda: self._who is not None and not self.examining
        self._finding = Finding(window, look, lambda: (self.desks.searching, self.who, self.catalogue), self)
        self._finding.page_made.connect(lambda page, again: self.show(page, SEARCH, again))
        self._finding.lesson_wished.connect(self.show_lesson)
        self._own = Own(window, look, now, self._standing, lambda: self.desks.moving, self)
        self._own.page_made.connect(lambda page, again: self.show(page, HOME, again))
        self._own.home_wished.connect(self.show_home)
        self._own.sign_out_wished.connect(self.sign_out)
        self._own.switch_wished.connect(self._on_switch_wished)
        self._own.lock_after_chosen.connect(self.manner.lock_after)
        self.training = Training(self, self)
        self._own.entry_wished.connect(self.training.privacy.show_entry)
        window.may_close = self._stage.may_close
        window.rail.place_chosen.connect(self.go)
        window.rail.person_chosen.connect(self._on_person_chosen)
        shortcut("F6", "keys.do.areas", window).activated.connect(window.go_to_next_area)
        shortcut("F1", "keys.do.help", window).activated.connect(self._show_keys)

    # Where we are

    @property
    def page(self) -> QWidget | None:
        """The page on the screen."""
        return self._stage.page

    @property
    def examining(self) -> bool:
        """Whether an assessment is on the screen."""
        return self._stage.place == "sitting"

    @property
    def desks(self) -> Desks:
        """The desks of the open house. Raises RuntimeError before there is one."""
        if self._desks is None:
            raise RuntimeError("no house is open")
        return self._desks

    @property
    def who(self) -> Admitted:
        """Who is signed in. Raises RuntimeError where nobody is."""
        if self._who is None:
            raise RuntimeError("nobody is signed in")
        return self._who

    # Before somebody is signed in

    def show_trouble(self, message: Message, backups: Sequence[Backup] = ()) -> None:
        """Say why the records cannot be opened, and offer to try again."""
        page = threshold.trouble(message, backups, self)
        page.retry_wished.connect(self.retry_wished)
        page.close_wished.connect(self._window.close)
        page.restore_wished.connect(self.restore_wished)
        self.show_bare(page, "trouble")

    def show_not_restored(self, message: Message) -> None:
        """Say on the page of the trouble that a backup could not be restored."""
        page = self.page
        if isinstance(page, QWidget) and page.objectName() == "trouble":
            page.show_message(self.catalogue.say("trouble.failed"), message)  # type: ignore[attr-defined]  # the trouble page, loaded late

    def begin_set_up(self, desk: SetUpDesk) -> None:
        """Show the first start."""
        page = threshold.set_up(desk, self)
        page.set_up_done.connect(self.founded)
        self.show_bare(page, "setup", lambda: self.begin_set_up(desk))

    def begin(self, desks: Desks) -> None:
        """Show the sign-in of a house that was opened."""
        self._desks = desks
        self.manner.follow(desks.preferring)
        self.manner.take("")
        self.show_sign_in()

    def lend(self, desks: Desks, who: Admitted) -> bool:
        """Take somebody in at other desks, where the page that is there can be left. Return whether it could."""
        if not self._stage.left():
            return False
        self.manner.take("")
        self._desks = desks
        self.manner.follow(desks.preferring)
        self.enter(who)
        return True

    def show_sign_in(self) -> None:
        """Show who can sign in here."""
        self._who = None
        self._finding.allow(False)
        self._own.end()
        self.show_bare(threshold.sign_in(self), "signin", self.show_sign_in)

    def enter(self, who: Admitted) -> None:
        """Take somebody in: their look, their places, their first page."""
        self._who = who
        self._finding.begin()
        self.manner.take(who.id)
        self._own.begin(self.manner.preferences.lock_minutes)
        self._show_rail(examining=False)
        self.signed_in.emit(who)
        self.go(PEOPLE if who.access is Access.TRAINER else HOME)

    # Places

    def go(self, place: str) -> None:
        """Go to one of the rail's places."""
        ways: dict[str, Callable[[], None]] = {
            HOME: self.show_home,
            CASES: self.show_cases,
            ASSESS: self.show_assessments,
            PROGRESS: self.show_progress,
            **self.training.places(),
            CARD: self.show_card,
            SEARCH: self._finding.show,
            DISPLAY: self.manner.show_display,
            KEYS: self._show_keys,
        }
        ways[place]()

    def show_home(self) -> None:
        """The learner's home page."""
        self.show(learning.home(self), HOME)

    def show_module(self, module: str) -> None:
        """One module's page."""
        self.show(learning.module(self, module), HOME, lambda: self.show_module(module))

    def show_card(self, module: str = "") -> None:
        """A module's reference card; a trainer's card for everybody where none is named."""
        place = CARD if self.who.access is Access.TRAINER else HOME
        self.show(learning.card(self, module), place, lambda: self.show_card(module))

    def show_lesson(self, lesson: str, block: int = -1) -> None:
        """The lesson reader, where it was left or for a look at a block."""
        self.show(learning.lesson(self, lesson, block), HOME, lambda: self.show_lesson(lesson, block))

    def show_practice(self, module: str, objective: str = "", before: PracticePage | None = None) -> None:
        """A round of practice."""
        page = learning.practice(self, module, objective, before)
        self.show(page, HOME, lambda: self.show_practice(module, objective, page))
        if before is not None:
            page.restore(before.draft())

    def show_cases(self) -> None:
        """Which cases there are."""
        self.show(cases.cases(self), CASES)

    def show_case(self, case: str, draft: tuple[str, str, str] = ("", "", "")) -> None:
        """One case: what it is about, or where it was left."""
        page = cases.case(self, case)
        self.show(page, CASES, lambda: self.show_case(case, page.draft()))
        page.restore(draft)

    def show_case_debrief(self, stream: str) -> None:
        """A case looked back on."""
        self.show(cases.debrief(self, stream), CASES, lambda: self.show_case_debrief(stream))

    def show_assessments(self) -> None:
        """Which assessments there are."""
        page = assessments.assessments(self)
        self.show(page, ASSESS)
        page.show_list()

    def show_assessment(self, blueprint: str) -> None:
        """An assessment's rules, before it starts."""
        from trainer.core import module_check  # the start does without the rules of training

        page = assessments.start(self, blueprint)
        place = HOME if module_check.module_of(blueprint) else ASSESS
        self.show(page, place, lambda: self.show_assessment(blueprint))
        page.show_rules()

    def show_sitting(self, hand: SittingHand, before: SittingPage | None = None) -> None:
        """Sit an assessment: the rail keeps keys and display only."""
        page = assessments.sitting(self, hand, before)
        self.show(page, "sitting", lambda: self.show_sitting(hand, page))

    def show_result(self, stream: str, draft: ResultDraft = (False, None)) -> None:
        """The result of an assessment handed in, as far as one was on the page before."""
        page = assessments.result(self, stream)
        self.show(page, ASSESS, lambda: self.show_result(stream, page.draft()))
        page.show_result()
        page.restore(draft)
        if page.module:
            self._window.rail.show_here(HOME)

    def show_progress(self) -> None:
        """The learner's own progress."""
        self.show(learning.progress(self), PROGRESS)

    # Keys lie over the page, so that nothing is left for them

    def _show_keys(self) -> None:
        from trainer.ui.pages.keys import KeysDialog

        shortcuts = self._window.findChildren(QShortcut)
        dialog = KeysDialog(self.page, self.look, self.catalogue, self._window, shortcuts=shortcuts)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # How the person wants it

    def _on_spoken(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._window.show_words(catalogue.say("window.menu"), catalogue.say("window.here"))
        self.spoken.emit(catalogue)

    def _on_language_chosen(self) -> None:
        """Make the page anew, in place; one that knows no way gives way to its entry of the rail."""
        if self._who is not None:
            self._show_rail(self.examining)
        self._stage.make_anew(self.go)

    def _show_letter_keys(self) -> None:
        self._stage.show_letter_keys(self.manner.preferences.letter_keys)

    # Showing and leaving

    def tell(self, message: Message) -> None:
        """Say something that concerns no page: what could not be kept beside it."""
        tell(message, self.look, self.catalogue, self._window)

    def show_line(self, words: str) -> None:
        """Say something under every page, "" for nothing."""
        self._window.show_line(words)

    def rest(self) -> None:
        """Let go of what works on by itself: the records are about to close."""
        self.training.close()
        self._own.end()

    def show_bare(self, page: QWidget, place: str, again: Callable[[], None] | None = None) -> None:
        """Show a page without the rail."""
        self.show_line("")
        self._stage.show_bare(page, place, again)

    def show(self, page: QWidget, place: str, again: Callable[[], None] | None = None) -> None:
        """Leave the page that is there and show another; if it cannot be left it stays, and says why itself.

        `again` makes the same page anew, for another language.
        """
        examined = self.examining
        if not self._stage.take(page, place, again):
            return
        if examined is not self.examining:
            self._show_rail(self.examining)
        self._sources.follow(page)
        self.show_line(self.training.line)
        self._stage.present(self.manner.preferences.letter_keys)
        self._stage.forget()
        begin_reading(page)

    def _show_rail(self, examining: bool) -> None:
        words, who = self.catalogue, self.who
        self._window.rail.show_person(words.say("window.person", name=who.name), who.initials)
        self._window.rail.show_places(
            places.upper(words, who.access, examining), places.lower(words, trying=self.training.home is not None)
        )
        self._finding.allow(not examining and who.access is Access.LEARNER)

    def _on_person_chosen(self) -> None:
        if self.examining:
            return
        self._own.show_menu()

    def _standing(self) -> tuple[EntranceDesk, Admitted, Catalogue, bool]:
        return self.desks.entrance, self.who, self.catalogue, self.examining

    def _on_switch_wished(self) -> None:
        if not self.sign_out():
            self._own.locking.stay()

    def sign_out(self) -> bool:
        """Let the person go. False where the page on the screen cannot be left, which then says why."""
        if not self._stage.left():
            return False
        if home := self.training.end():
            self._desks = home
            self.manner.follow(home.preferring)
        self.manner.take("")
        self.show_sign_in()
        return True
