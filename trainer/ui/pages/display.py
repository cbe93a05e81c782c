"""Owns how a person sets theme, text size, movement and letter keys; keeps nothing and changes nothing itself."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import Preferences
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Switch
from trainer.ui.theme import SYSTEM, Look
from trainer.ui.tokens import THEMES


class DisplayDialog(Dialog):
    """How Vejvis looks: DisplayDialog(preferences, look, catalogue, parent).

    Signal: `preferences_changed(Preferences)` with each change, to be applied and kept by whoever listens.
    """

    preferences_changed = Signal(object)

    def __init__(
        self, preferences: Preferences, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        say = catalogue.say
        super().__init__(
            say("display.title"), say("display.lead"), look, act=say("display.close"), name="display", parent=parent
        )
        self._preferences = preferences
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
        for choice in (self.theme, self.text_size):
            choice.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for child in (self.theme, self.text_size, self.motion, self.letters):
            self.body.addWidget(child)
        self.theme.choice_made.connect(lambda theme: self._change(replace(self._preferences, theme=theme)))
        self.text_size.choice_made.connect(self._on_text_size_chosen)
        self.motion.toggled.connect(lambda on: self._change(replace(self._preferences, reduced_motion=on)))
        self.letters.toggled.connect(lambda on: self._change(replace(self._preferences, letter_keys=on)))
        QWidget.setTabOrder(self.letters, self.act)

    def _on_text_size_chosen(self, scale: str) -> None:
        self._change(replace(self._preferences, text_scale=float(scale)))

    def _change(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.preferences_changed.emit(preferences)
