"""Owns how the person wants the window: language, look and letter keys, applied at once and kept; knows no page."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from trainer import catalogue
from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Preferences
from trainer.faults import Fault
from trainer.ui.theme import Look

if TYPE_CHECKING:
    from trainer.ui.pages.display import DisplayDialog
    from trainer.ui.protocols import PreferringDesk


def system_language() -> str:
    """The first of the system's languages that there are words in, else English."""
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if named:
        wanted = [named.partition("_")[0]]
    else:
        # Loaded late: it brings every language and country of the world with it.
        from PySide6.QtCore import QLocale

        wanted = [name.partition("-")[0] for name in QLocale.system().uiLanguages()]
    return next((language for language in wanted if language in catalogue.languages()), catalogue.BASE_LANGUAGE)


class QtWords:
    """Qt's own sentences, as in the dialog for a file: installed in the language spoken, where Qt has it."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self._language = catalogue.BASE_LANGUAGE

    def speak(self, language: str) -> None:
        """Have Qt say its own sentences, dates and numbers in `language`."""
        app = self._app
        if language == self._language:
            return
        from PySide6.QtCore import QLibraryInfo, QLocale

        self._language = language
        if self._translator is not None:
            app.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(QLocale(language))
        translator = QTranslator(app)
        path = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != catalogue.BASE_LANGUAGE and translator.load(f"qtbase_{language}", path):
            app.installTranslator(translator)
            self._translator = translator


class Manner(QObject):
    """The wishes of whoever is there: Manner(window, look, catalogue, asked, parent).

    A language `asked` for on the command line goes before what a person had chosen, until they choose again; without
    any it is the system's. Signals: `spoken(Catalogue)` when another language is to be spoken from now on,
    `language_chosen()` once the person chose it and the page on the screen is to be said anew, `letters_changed(bool)`,
    `not_kept(Message)`, `documents_wished()` from the display. `offers_documents` says whether that is offered there now.
    """

    spoken = Signal(object)
    language_chosen = Signal()
    letters_changed = Signal(bool)
    not_kept = Signal(object)
    documents_wished = Signal()

    def __init__(self, window: QWidget, look: Look, words: Catalogue, asked: str, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._look = look
        self._words = words
        self._asked = asked
        self._desk: PreferringDesk | None = None
        self._person = ""
        self._dialog: DisplayDialog | None = None
        self.preferences = Preferences()
        self.offers_documents: Callable[[], bool] = lambda: False

    def follow(self, desk: PreferringDesk) -> None:
        """Keep wishes at this desk from now on."""
        chosen = self.preferences.language
        self._desk = desk
        if chosen and not desk.of("").language:
            # Chosen at the first start, before there was a place to keep it.
            self.change(replace(desk.of(""), language=chosen))

    def take(self, person: str) -> None:
        """Do as this person wishes; "" for the sign-in page."""
        self._person = person
        wishes = self._desk.of(person) if self._desk is not None else Preferences()
        if person and QAccessible.isActive() and replace(wishes, language="") == Preferences():
            # A screen reader has letters of its own; who wants ours can turn them on.
            wishes = replace(wishes, letter_keys=False)
        self._apply(wishes)

    def change(self, wishes: Preferences) -> None:
        """Do as the person wishes from now on, and keep it."""
        self._apply(wishes)
        if self._desk is None:
            return
        try:
            self._desk.keep(self._person, wishes)
        except (Fault, Refused) as problem:
            self.not_kept.emit(problem.message)

    def choose_language(self, language: str) -> None:
        """Speak another language from now on."""
        if language == self._words.language:
            return
        self._asked = ""
        self.change(replace(self.preferences, language=language))
        # Not while the list that it was chosen from still closes.
        QTimer.singleShot(0, self, self._on_language_chosen)

    def choose_theme(self, theme: str) -> None:
        """Show another theme from now on."""
        self.change(replace(self.preferences, theme=theme))

    def choose_text_scale(self, scale: float) -> None:
        """Show another size of text from now on."""
        self.change(replace(self.preferences, text_scale=scale))

    def hide_timer(self, hidden: bool) -> None:
        """Hide or show the time in assessments from now on."""
        self.change(replace(self.preferences, timer_hidden=hidden))

    def lock_after(self, minutes: int) -> None:
        """Lock after so many minutes without input from now on."""
        self.change(replace(self.preferences, lock_minutes=minutes))

    def show_display(self) -> None:
        """Let the person choose, over the page that is there."""
        from trainer.ui.pages.display import DisplayDialog

        shown = replace(self.preferences, language=self._words.language)
        dialog = DisplayDialog(
            shown,
            self._look,
            self._words,
            catalogue.named_languages(),
            self._window,
            documents=self.offers_documents(),
        )
        dialog.preferences_changed.connect(self._on_changed_in_dialog)
        dialog.documents_wished.connect(self.documents_wished)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_changed_in_dialog(self, wishes: Preferences) -> None:
        if wishes.language != self._words.language:
            self.choose_language(wishes.language)
        else:
            # Only a language that was chosen is kept: else it stays the system's.
            self.change(replace(wishes, language=self.preferences.language))

    def _on_dialog_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
            # After a change of language nobody else would hand the keyboard back to the page that was made anew.
            self._window.activateWindow()

    def _on_language_chosen(self) -> None:
        """The page is said anew, and so is the dialog over it."""
        dialog = self._dialog
        if dialog is not None:
            dialog.close()
        self.language_chosen.emit()
        if dialog is not None:
            self.show_display()
            if self._dialog is not None and self._dialog.language is not None:
                self._dialog.language.box.setFocus()

    def _apply(self, wishes: Preferences) -> None:
        self.preferences = wishes
        self._look.set_both(wishes.theme, wishes.text_scale)
        self._look.set_reduced_motion(wishes.reduced_motion)
        self.letters_changed.emit(wishes.letter_keys)
        language = self._asked or wishes.language or system_language()
        if language != self._words.language and language in catalogue.languages():
            self._words = Catalogue(language)
            self.spoken.emit(self._words)
