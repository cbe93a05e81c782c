"""Owns how a person sets language, theme, text size, movement and letter keys; keeps nothing and changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import Preferences
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Switch
from trainer.ui.components.layouts import Rule
from trainer.ui.components.rows import ListRow, RowText
from trainer.ui.theme import SYSTEM, Look
from trainer.ui.tokens import THEMES


class DisplayDialog(Dialog):
    """How Vejvis looks: DisplayDialog(preferences, look, catalogue, languages, parent).

    `languages` are (code, name); with fewer than two there is no choice to show, and `language` is None.

    `documents` offers the way to the source documents.

    Signals: `preferences_changed(Preferences)` with each change, to be applied and kept by whoever listens;
    `documents_wished()`, with the dialog closed.
    """

    preferences_changed = Signal(object)
    documents_wished = Signal()

    def __init__(
        self,
        preferences: Preferences,
        look: Look,
        catalogue: Catalogue,
        languages: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        documents: bool = False,
    ) -> None:
        say = catalogue.say
        super().__init__(
            say("display.title"), say("display.lead"), look, act=say("display.close"), name="display", parent=parent
        )
        self._preferences = preferences
        self.language: Choice | None = None
        if len(languages) > 1:
            self.language = Choice(
                say("display.language.title"), languages, look, chosen=catalogue.language, icon="languages",
                name="language", parent=self,
            )  # fmt: skip
            self.language.choice_made.connect(
                lambda language: self._change(replace(self._preferences, language=language))
            )
        themes = [(theme, say(f"display.theme.{theme}")) for theme in (SYSTEM, *THEMES)]
        self.theme = Choice(
            say("display.theme.title"),
            themes,
            look,
            chosen=preferences.theme,
            icon="contrast",
            name="theme",
            parent=self,
        )
        scales = [(str(scale), say(f"display.text.{round(scale * 100)}")) for scale in look.tokens.scales]
        self.text_size = Choice(
            say("display.text.title"), scales, look, chosen=str(preferences.text_scale), icon="type", name="textSize",
            parent=self,
        )  # fmt: skip
        self.motion = Switch(
            say("display.motion.title"), look, hint=say("display.motion.hint"), on=preferences.reduced_motion,
            name="motion", parent=self,
        )  # fmt: skip
        self.letters = Switch(
            say("display.letters.title"), look, hint=say("display.letters.hint"), on=preferences.letter_keys,
            name="letters", parent=self,
        )  # fmt: skip
        self.body.gap(8)
        choices = [choice for choice in (self.language, self.theme, self.text_size) if choice is not None]
        for choice in choices:
            choice.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for child in (*choices, self.motion, self.letters):
            self.body.addWidget(child)
        if documents:
            self._offer_documents(look, catalogue)
        self.theme.choice_made.connect(lambda theme: self._change(replace(self._preferences, theme=theme)))
        self.text_size.choice_made.connect(self._on_text_size_chosen)
        self.motion.toggled.connect(lambda on: self._change(replace(self._preferences, reduced_motion=on)))
        self.letters.toggled.connect(lambda on: self._change(replace(self._preferences, letter_keys=on)))
        row = self.findChild(ListRow, "documents")
        QWidget.setTabOrder(row or self.letters, self.act)

    def _offer_documents(self, look: Look, catalogue: Catalogue) -> None:
        say = catalogue.say
        words = RowText(say("source.files.title"), subtitle=say("source.files.hint"), icon="library")
        row = ListRow(words, look, name="documents", parent=self)
        row.first = row.last = True
        row.clicked.connect(self._on_documents_clicked)
        self.body.addWidget(Rule(look, self))
        self.body.addWidget(row)

    def _on_documents_clicked(self) -> None:
        self.accept()
        self.documents_wished.emit()

    def _on_text_size_chosen(self, scale: str) -> None:
        self._change(replace(self._preferences, text_scale=float(scale)))

    def _change(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.preferences_changed.emit(preferences)
