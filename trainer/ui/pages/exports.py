"""Owns the export of a page: its menu, asking where to, what became of it; knows no file and not what a page shows beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Exported, ExportPlan
from trainer.core.scope import EVERYTHING, Scope
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, IconButton
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages.running import Running
from trainer.ui.presenters.exporting import Errand, ExportingPresenter, Wish
from trainer.ui.theme import Look


class Exports(QWidget):
    """What became of an export, to stand on a page above what it shows: hidden until there is something to say.

    `button` is what says that a file is being written. Signals: `begun()`, `ended()`.
    """

    begun = Signal()
    ended = Signal()

    def __init__(
        self,
        desk: ExportingDesk,
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        button: Button,
        *,
        chooser: Chooser = choose_target,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exports")
        self._words = catalogue
        self._button = button
        self._label = button.label
        self._chooser = chooser
        self._now = now
        self.scope: Scope = EVERYTHING
        column = Column(look, 12, parent=self)
        self.running = Running(self._say("stop"), look, catalogue, self)
        self.error = ErrorPanel(look, name="exportError", parent=self)
        self.done = Card(look, tone="positive", spacing=4, margins=(20, 12, 12, 14), name="exportDone", parent=self)
        head = Row(look, 12)
        self.done_title = IconText("", "circle-check", look, "subhead", "ink", tint="positive", name="doneTitle")
        close = IconButton(self._say("dismiss"), "x", look, name="dismiss", parent=self.done)
        close.clicked.connect(self.clear)
        head.addWidget(self.done_title, 1)
        head.addWidget(close)
        self.done_text = Text("", look, "small", "ink2", selectable=True, name="doneText", parent=self.done)
        self.done.add(head, self.done_text)
        for part in (self.running, self.error, self.done):
            column.addWidget(part)
        self.presenter = one = ExportingPresenter(desk, trainer, catalogue, self)
        one.begun.connect(self._on_begun)
        one.progressed.connect(self.running.show_progress)
        one.exported.connect(self._on_exported)
        one.not_exported.connect(self._on_not_exported)
        one.given_up.connect(self._on_given_up)
        self.running.stop_wished.connect(one.stop)
        self.error.action_wished.connect(self._on_error_action)
        self.clear()

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self.presenter.busy

    def clear(self) -> None:
        """Say nothing any more of the last export."""
        self.error.hide()
        self.done.hide()
        self.setVisible(self.busy)

    def begin(self, wish: Wish) -> None:
        """Ask where to, and write the file: of the page's `scope`, where the wish has none of its own."""
        if self.busy:
            return
        if wish.scope == EVERYTHING:
            wish = replace(wish, scope=self.scope)
        kind = wish.rows.value if isinstance(wish, ExportPlan) else "person_report" if wish.person else "report"
        suggested = self._say(f"file_{kind}", date=self._now().strftime("%Y-%m-%d"))
        target = self._asked(suggested, wish.format.value, self._say(f"filter_{wish.format.value}"))
        if target is not None:
            self.presenter.export(Errand(wish, target))

    def _asked(self, stem: str, format_: str, pattern: str) -> Path | None:
        suffix = "." + format_
        chosen = self._chooser(self, self._say("choose_title"), stem + suffix, pattern)
        if not chosen:
            return None
        target = Path(chosen)
        return target if target.suffix else target.with_name(target.name + suffix)

    def _say(self, code: str, **values: str | int) -> str:
        return self._words.say("export." + code, **values)

    def _on_begun(self) -> None:
        self.error.hide()
        self.done.hide()
        self.show()
        self.running.begin(self._say("writing"))
        self._button.show_busy(True, self._say("writing"))
        self.begun.emit()

    def _end(self) -> None:
        self.running.end()
        self._button.show_busy(False, self._label)
        self.ended.emit()

    def _on_exported(self, exported: Exported) -> None:
        self._end()
        errand = self.presenter.last
        table = errand is not None and isinstance(errand.wish, ExportPlan)
        words = self._say("done", n=exported.rows, path=exported.path) if table else exported.path
        self._tell(self._say("done_title"), words)

    def _on_given_up(self) -> None:
        self._end()
        self._tell(self._say("stopped_title"), self._say("stopped"))

    def _tell(self, title: str, text: str) -> None:
        self.done_title.setText(title)
        self.done_text.setText(text)
        self.done.show()
        self.show()
        announce(self, ". ".join((title, text)))

    def _on_not_exported(self, message: Message) -> None:
        self._end()
        title, text = self._say("failed_title"), " ".join((self._words.tell(message), self._say("failed_safe")))
        self.error.show_error(title, text, [("another", self._say("another")), ("again", self._say("again"))])
        self.error.show()
        self.show()
        announce(self, ". ".join((title, text)))

    def _on_error_action(self, action: str) -> None:
        if action == "again":
            self.presenter.again()
        elif self.presenter.last is not None:
            self.begin(self.presenter.last.wish)
