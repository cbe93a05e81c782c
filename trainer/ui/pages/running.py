"""Owns showing that something takes longer than a second: what it is, how far it is, a way to stop it; starts nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.text import Text
from trainer.ui.theme import Look

PATIENCE_MS = 1_000


class Running(Card):
    """Nothing for a second, then words, a bar where the whole is known, and a button. Signal: `stop_wished()`."""

    stop_wished = Signal()

    def __init__(self, stop: str, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=8, name="running", parent=parent)
        self._catalogue = catalogue
        self.words = Text("", look, "subhead", name="runningWords", parent=self)
        self.bar = ModuleBar(look, catalogue, name="runningBar", parent=self)
        self.count = Text("", look, "small", "ink2", name="runningCount", parent=self)
        self.stop = Button(stop, look, name="stop", parent=self)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.add(self.words, self.bar, self.count)
        self.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str) -> None:
        """Say what is under way, if it is not done within a second."""
        self.words.setText(words)
        self.count.setText("")
        self.count.hide()
        self.bar.hide()
        self.stop.setEnabled(True)
        self._late.start()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; `total` 0 is for not known."""
        say = self._catalogue.say
        if done:
            words = say("roster.of_rows", done=done, total=total) if total else say("roster.rows_done", n=done)
            self.count.setText(words)
            self.count.show()
            if total:
                self.bar.show_share(done / total, words, self.words.text())
                self.bar.show()

    def end(self) -> None:
        """It is done, or given up."""
        self._late.stop()
        self.hide()

    def _on_stop_clicked(self) -> None:
        self.stop.setEnabled(False)
        self.stop_wished.emit()
