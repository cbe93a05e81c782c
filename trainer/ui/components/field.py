"""Owns what a person fills in or picks from: labelled fields, choices and switches; knows nothing of what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QStyledItemDelegate, QWidget

from trainer.ui.announcing import announce
from trainer.ui.components.layouts import Column
from trainer.ui.components.text import Text
from trainer.ui.painting import draw_box, draw_text, paragraph, shown
from trainer.ui.theme import Look

_AROUND_ENTRY = 48
_LEAST = 200
"""Pixels beside the words of an entry in a list: the list's padding, its own, the border."""


class Field(QWidget):
    """A labelled line to write in; `edit` is the QLineEdit. `hint` stands under it, an error instead of it.

    Signals: `text_changed(str)`, `submitted()` on Enter.
    """

    text_changed = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        label: str,
        look: Look,
        *,
        text: str = "",
        hint: str = "",
        placeholder: str = "",
        secret: bool = False,
        longest: int = 0,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._hint = hint
        self.setObjectName(name)
        # A ring around the field keeps clear of its label.
        column = Column(look, 6, parent=self)
        self.label = Text(label, look, "caption", "ink2", parent=self)
        self.edit = QLineEdit(self)
        self.edit.setObjectName(f"{name}Edit" if name else "edit")
        self.edit.setAccessibleName(shown(label))
        self.edit.setPlaceholderText(shown(placeholder))
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        if longest:
            self.edit.setMaxLength(longest)
        self.note = Text(hint, look, "small", "ink2", name="note", parent=self)
        for part in (self.label, self.edit, self.note):
            column.addWidget(part)
        self.label.setVisible(bool(label))
        self.label.setBuddy(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.setText(text)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self.submitted)
        look.focus_ring.watch(self.edit, "control")
        look.changed.connect(self._on_look_changed)
        self.show_error("")
        self._on_look_changed()

    def text(self) -> str:
        """Return what is written."""
        return self.edit.text()

    def show_text(self, text: str) -> None:
        """Put `text` into the field."""
        self.edit.setText(text)

    def show_label(self, label: str) -> None:
        """Ask for something else from now on."""
        self.label.setText(label)
        self.edit.setAccessibleName(shown(label))

    def show_hint(self, hint: str) -> None:
        """Say something else under the field from now on, and take an error back."""
        self._hint = hint
        self.show_error("")

    def show_error(self, error: str) -> None:
        """Say under the field what is wrong with it, aloud as well; an empty error takes it back."""
        self.note.show_style("small", "caution" if error else "ink2")
        self.note.setText(error or self._hint)
        self.note.setVisible(bool(error or self._hint))
        self.edit.setAccessibleDescription(shown(error or self._hint))
        self.edit.setProperty("wrong", bool(error))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        if error and self.isVisible():
            announce(self.edit, error)

    def _on_text_changed(self, text: str) -> None:
        self.text_changed.emit(text)

    def _on_look_changed(self) -> None:
        self.edit.setFont(self._look.font("body"))


class Choice(QWidget):
    """A labelled list to pick one from; `box` is the QComboBox. Signal: `choice_made(str)`, the id picked."""

    choice_made = Signal(str)

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[str, str]],
        look: Look,
        *,
        chosen: str = "",
        icon: str = "",
        show_label: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = Column(look, 6, parent=self)
        self.label = Text(label, look, "caption", "ink2", parent=self)
        self.box = _Box(look, icon, self)
        self.box.setObjectName(f"{name}Box" if name else "box")
        self.box.setAccessibleName(shown(label))
        column.addWidget(self.label)
        column.addWidget(self.box)
        self.label.setVisible(show_label and bool(label))
        self.label.setBuddy(self.box)
        self.setFocusProxy(self.box)
        self.show_options(options, chosen)
        self.box.activated.connect(self._on_activated)

    def chosen(self) -> str:
        """Return the id of what is shown."""
        return str(self.box.currentData() or "")

    def show_options(self, options: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Offer these (id, words) and show `chosen`."""
        self.box.clear()
        for option, words in options:
            self.box.addItem(shown(words), option)
        self.show_choice(chosen or (options[0][0] if options else ""))

    def show_choice(self, option: str) -> None:
        """Show one as chosen, without saying so."""
        self.box.setCurrentIndex(max(0, self.box.findData(option)))

    def _on_activated(self, index: int) -> None:
        self.choice_made.emit(str(self.box.itemData(index)))


class _Box(QComboBox):
    def __init__(self, look: Look, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._dressed = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters look for an entry; with Ctrl they are the page's, which a list of choices would take for itself."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list: rows as high as other targets, corners as round as other cards."""
        if not self._dressed:
            # Made only now: the first window has three of them and needs no list.
            self._dressed = True
            self.setItemDelegate(QStyledItemDelegate(self))
            frame = self.view().window()
            hints = Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
            frame.setWindowFlags(frame.windowFlags() | hints)
            frame.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        view, look = self.view(), self._look
        view.setFont(look.font("body"))
        widest = max((view.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        view.setMinimumWidth(max(self.width(), widest + look.px(_AROUND_ENTRY)))
        super().showPopup()

    def sizeHint(self) -> QSize:
        look = self._look
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        return QSize(widest + look.px(15) * 2 + look.em(18) + look.px(16) + self._lead(), look.size("field"))

    def minimumSizeHint(self) -> QSize:
        """Less than its words need: names have no end, and what has no room ends in three dots."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._look.em(_LEAST)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        enabled = self.isEnabled()
        fill = "surface" if enabled else "sunken"
        line = "borderControl" if enabled else "border"
        ink = "ink" if enabled else "ink3"
        draw_box(
            painter, QRectF(self.rect()), look.radius("control"), look.colour(fill), look.colour(line), look.border()
        )
        side = look.em(18)
        middle = (self.height() - side) / 2
        x = look.px(15)
        if self._icon:
            look.draw_icon(painter, self._icon, "ink2", 18, x, middle)
            x += self._lead()
        right = self.width() - look.px(14) - side
        room = right - x - look.px(8)
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        draw_text(painter, look, words, "bodyStrong", ink, QRectF(x, 0, right - x, self.height()))
        look.draw_icon(painter, "chevron-down", "ink2", 18, right, middle)

    def _lead(self) -> int:
        return self._look.em(18) + self._look.px(8) if self._icon else 0

    def _on_look_changed(self) -> None:
        self.setFont(self._look.font("bodyStrong"))
        self.updateGeometry()
        self.update()


class Switch(QCheckBox):
    """A switch with its words at the left and the toggle at the right; `toggled(bool)` is its signal."""

    def __init__(
        self, label: str, look: Look, *, hint: str = "", on: bool = False, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._label = shown(label)
        self._hint = shown(hint)
        self.setObjectName(name)
        self.setAccessibleName(self._label)
        self.setAccessibleDescription(self._hint)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)

    def show_hint(self, hint: str) -> None:
        """Show other words under the label."""
        self._hint = shown(hint)
        self.setAccessibleDescription(self._hint)
        self._on_look_changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self._toggle().width() - self._look.px(16)
        text = paragraph(self._look, self._label, "body", room).height
        hint = paragraph(self._look, self._hint, "small", room).height if self._hint else 0
        return max(self._look.size("target"), text + hint + self._look.px(8))

    def sizeHint(self) -> QSize:
        wide = paragraph(self._look, self._label, "body").width + self._toggle().width() + self._look.px(16)
        width = min(int(wide) + 1, self._look.size("readingWidth"))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._toggle().width() + self._look.em(120), self._look.size("target"))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        toggle = self._toggle()
        room = self.width() - toggle.width() - look.px(16)
        label = paragraph(look, self._label, "body", room)
        hint = paragraph(look, self._hint, "small", room) if self._hint else None
        top = (self.height() - label.height - (hint.height if hint else 0)) / 2
        label.draw(painter, 0, top, look.colour("ink" if self.isEnabled() else "ink3"))
        if hint:
            hint.draw(painter, 0, top + label.height, look.colour("ink2"))
        box = QRectF(
            self.width() - toggle.width(), (self.height() - toggle.height()) / 2, toggle.width(), toggle.height()
        )
        on = self.isChecked()
        radius = box.height() / 2
        fill = look.colour("accent") if on else look.colour("surface")
        draw_box(painter, box, radius, fill, look.colour("accent" if on else "borderControl"), look.border())
        inner = box.height() - look.em(6)
        left = box.right() - inner - look.em(3) if on else box.left() + look.em(3)
        knob = QRectF(left, box.center().y() - inner / 2, inner, inner)
        draw_box(painter, knob, inner / 2, look.colour("onAccent" if on else "borderControl"), None)

    def _toggle(self) -> QSize:
        return QSize(self._look.em(40), self._look.em(24))

    def _on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
