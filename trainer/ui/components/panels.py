"""Owns panels that say how things stand: feedback, nothing here, something failed, still loading; knows no cause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.painting import draw_box
from trainer.ui.theme import Look


class FeedbackPanel(Card):
    """What came of an answer: the verdict, and under it what follows. `focus_verdict` puts the focus on the verdict."""

    def __init__(self, look: Look, *, name: str = "feedback", parent: QWidget | None = None) -> None:
        super().__init__(look, tone="positive", spacing=6, margins=(20, 18, 20, 18), name=name, parent=parent)
        self.verdict = IconText(
            "", "circle-check", look, "subhead", "ink", tint="positive", icon_size=20, name="verdict", parent=self
        )
        self.caption = Text("", look, "explain", "ink2", name="verdictCaption", parent=self)
        # The page puts the focus here after an answer; Tab does not come by.
        self.verdict.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.focus_ring.watch(self.verdict, "key")
        self.add(self.verdict, self.caption)

    def show_verdict(self, right: bool, verdict: str, caption: str = "") -> None:
        """Show the verdict in words, and what follows from it."""
        tone = "positive" if right else "amend"
        self.show_tone(tone)
        self.verdict.show_mark(verdict, "circle-check" if right else "circle-x", "ink", tone)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def focus_verdict(self) -> None:
        """Put the focus on the verdict, as the result of what the person did."""
        self.verdict.setFocus(Qt.FocusReason.OtherFocusReason)


class EmptyState(Card):
    """What is true, what happens next, one thing to do. Signal: `action_wished()`."""

    action_wished = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        look: Look,
        *,
        action: str = "",
        rank: Rank = Rank.QUIET,
        name: str = "empty",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, spacing=4, margins=(20, 16, 20, 16), name=name, parent=parent)
        self.title = Text(title, look, "subhead", name="emptyTitle", parent=self)
        self.text = Text(text, look, "small", "ink2", name="emptyText", parent=self)
        self.add(self.title, self.text)
        if action:
            trailing = "arrow-right" if rank is Rank.QUIET else ""
            self.action = Button(action, look, rank, trailing=trailing, flush=True, name="emptyAction", parent=self)
            self.action.clicked.connect(self.action_wished)
            self.body.gap(2)
            self.body.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)


class ErrorPanel(Card):
    """What happened, what is safe, what to do; in caution colours. Signal: `action_wished(str)`, the action's id."""

    action_wished = Signal(str)

    def __init__(self, look: Look, *, name: str = "error", parent: QWidget | None = None) -> None:
        super().__init__(look, tone="caution", spacing=4, margins=(20, 16, 20, 14), name=name, parent=parent)
        self.title = IconText(
            "", "triangle-alert", look, "subhead", "ink", tint="caution", icon_size=20, name="errorTitle", parent=self
        )
        self.text = Text("", look, "small", "ink2", name="errorText", parent=self)
        self.add(self.title, self.text)
        self._actions = Row(look, 12)
        self.body.gap(4)
        self.body.addLayout(self._actions)

    def show_error(self, title: str, text: str, actions: Sequence[tuple[str, str]] = ()) -> None:
        """Show what happened, what is safe and what to do, with up to two actions (id, words)."""
        self.title.setText(title)
        self.text.setText(text)
        self._actions.clear()
        for place, (action, words) in enumerate(actions[:2]):
            rank = Rank.QUIET if place else Rank.SECONDARY
            button = Button(words, self._look, rank, name="action-" + action, parent=self)
            button.setProperty("action", action)
            button.clicked.connect(self._on_clicked)
            self._actions.addWidget(button)
        self._actions.addStretch(1)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.action_wished.emit(str(button.property("action")))


class Skeleton(Card):
    """Where something is still being read: nothing for 400 ms, then still lines and words. Call `start` and `stop`."""

    def __init__(self, text: str, look: Look, *, name: str = "skeleton", parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=8, margins=(18, 16, 18, 14), name=name, parent=parent)
        self.add(_Lines(look, self), Text(text, look, "caption", "ink2", weight=400, name="loading", parent=self))
        keeps = self.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keeps)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(look.tokens.loading_delay)
        self._late.timeout.connect(self.show)
        self.hide()

    def start(self) -> None:
        """Show it if `stop` does not come within 400 ms."""
        self._late.start()

    def stop(self) -> None:
        """Show it no longer."""
        self._late.stop()
        self.hide()


class _Lines(QWidget):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(200), self._look.em(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        for top, height, share in ((0, 14, 0.46), (23, 10, 1.0), (42, 10, 0.72)):
            box = QRectF(0, look.em(top), self.width() * share, look.em(height))
            draw_box(painter, box, look.em(4), look.colour("track"), None)
