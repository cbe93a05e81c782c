"""Owns the calm question before something that cannot be taken back; knows nothing of what is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QPlainTextEdit, QScrollArea, QScrollBar, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.painting import fill_over, shown
from trainer.ui.theme import Look


class Dialog(QDialog):
    """A question with two answers: `accepted` means do it, `rejected` (also Esc, and closing) is the safe one.

    Show it with `open()`. The safe button has the focus, and is the filled one unless `filled` is "act". Without `stay`
    there is only one button. `body` takes what belongs between text and buttons.
    """

    def __init__(
        self,
        title: str,
        text: str,
        look: Look,
        *,
        act: str,
        stay: str = "",
        filled: str = "stay",
        name: str = "dialog",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setWindowTitle(shown(title))
        self.setAccessibleName(shown(title))
        self.setAccessibleDescription(shown(text))
        self.setModal(True)
        outer = Column(look, 0, (22, 18, 22, 24), self)
        self._area = QScrollArea(self)
        self._area.setObjectName("dialogScroll")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        # Six pixels around what is in it are the focus ring's.
        column = self._column = Column(look, 8, (6, 6, 6, 6), content)
        self.title = Text(title, look, "heading", name="dialogTitle", parent=self)
        self.text = Text(text, look, "body", "ink2", name="dialogText", parent=self)
        self.body = Column(look, 12)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(self.body)
        self._area.setWidget(content)
        outer.addWidget(self._area)
        buttons = self._buttons = Row(look, 12, (6, 14, 6, 0))
        buttons.addStretch(1)
        act_rank = Rank.PRIMARY if filled == "act" or not stay else Rank.SECONDARY
        self.act = Button(act, look, act_rank, name="act", parent=self)
        self.act.clicked.connect(self.accept)
        buttons.addWidget(self.act)
        self.stay: Button | None = None
        if stay:
            stay_rank = Rank.SECONDARY if filled == "act" else Rank.PRIMARY
            self.stay = Button(stay, look, stay_rank, name="stay", parent=self)
            self.stay.clicked.connect(self.reject)
            buttons.addWidget(self.stay)
        outer.addLayout(buttons)
        (self.stay or self.act).setFocus(Qt.FocusReason.OtherFocusReason)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill_over(QPainter(self), self.rect(), self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = {
            Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
            Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
            Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
        }.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._area.verticalScrollBar().triggerAction(action)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        # Once more when everything in it has been shown and knows its height.
        QTimer.singleShot(0, self, self._fit)

    def fit_again(self) -> None:
        """Take the height of what is in it now, and show its end."""
        self._fit()
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum()))

    def _fit(self) -> None:
        """As high as what is in it, at most as high as the window under it: then it scrolls, and the buttons stay."""
        look, outer = self._look, self.layout()
        self.setFixedWidth(look.em(480))
        self._area.verticalScrollBar().setSingleStep(look.px(40))
        if outer is None:
            return
        self._column.invalidate()
        need = self._column.totalHeightForWidth(self.width() - 2 * look.px(22))
        under = self.parentWidget()
        most = under.window().height() if under is not None else self.screen().availableGeometry().height()
        self._buttons.turn_to_fit(self.width() - 2 * look.px(22 + 6))
        rest = look.px(18 + 14 + 24) + look.size("button")
        if self.stay is not None and self._buttons.direction() is Row.Direction.TopToBottom:
            rest += look.size("button") + look.px(12)
        # A bar where none is needed would take width from the words, and so make itself needed.
        bar = Qt.ScrollBarPolicy
        scrolls = need > most - rest
        self._area.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if scrolls else bar.ScrollBarAlwaysOff)
        self._area.setFixedHeight(max(look.em(80), min(need, most - rest)))
        self.resize(self.width(), self._area.height() + rest)

    def _on_look_changed(self) -> None:
        self._fit()
        self.update()


def tell_crash(
    look: Look, catalogue: Catalogue, report: str, path: Path | None, parent: QWidget | None = None
) -> Dialog:
    """Open the message about a mistake in the program: what is safe, and a report to copy. Returns the open dialog."""
    say = catalogue.say
    text = say("components.crash.kept", path=str(path)) if path is not None else say("components.crash.not_kept")
    dialog = Dialog(
        say("components.crash.title"), text, look, act=say("components.crash.go_on"), name="crash", parent=parent
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    shown_report = QPlainTextEdit(dialog)
    shown_report.setObjectName("crashReport")
    shown_report.setAccessibleName(say("components.crash.report"))
    shown_report.setReadOnly(True)
    shown_report.setPlainText(shown(report))
    shown_report.setMinimumHeight(look.em(160))
    copy = Button(say("components.crash.copy"), look, Rank.QUIET, icon="copy", flush=True, name="copy", parent=dialog)

    def _on_copy_wished() -> None:
        shown_report.selectAll()
        shown_report.copy()

    copy.clicked.connect(_on_copy_wished)
    dialog.body.addWidget(shown_report)
    dialog.body.addWidget(copy)
    dialog.open()
    return dialog
