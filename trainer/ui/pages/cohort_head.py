"""Owns the bar above the trainer's list and the one for those chosen: group, finding, more, export; knows nobody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.layouts import Column, Row, Strip
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.press import Press
from trainer.ui.components.text import Text
from trainer.ui.pages.pressable import Icon
from trainer.ui.painting import draw_box, draw_text, shown
from trainer.ui.theme import Look

WISHES = ("put_in", "take_out", "assign", "extra", "reset", "clear")


class GroupButton(Press):
    """Which group is shown, under a caption; a press leads to the others."""

    def __init__(self, caption: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._caption = caption
        self._title = ""
        self.setObjectName("group")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self._on_look_changed)

    def show_title(self, title: str) -> None:
        """Show another group's name."""
        self._title = shown(title)
        self.setAccessibleName(f"{self._caption}: {self._title}")
        self._on_look_changed()

    def sizeHint(self) -> QSize:
        look = self._look
        words = QFontMetricsF(look.font("header")).horizontalAdvance(self._title)
        return QSize(round(words) + look.em(18) + look.px(24), look.line("caption") + look.line("header") + look.px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.em(140), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        if self.underMouse():
            draw_box(painter, QRectF(self.rect()), look.radius("control"), look.colour("hover"), None)
        x, y = float(look.px(4)), look.px(2)
        draw_text(painter, look, self._caption, "caption", "ink3", QRectF(x, y, self.width(), look.line("caption")))
        y += look.line("caption")
        metrics = QFontMetricsF(look.font("header"))
        room = self.width() - x - look.em(18) - look.px(14)
        cut = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        high = look.line("header")
        draw_text(painter, look, cut, "header", "ink", QRectF(x, y, self.width(), high))
        x += metrics.horizontalAdvance(cut) + look.px(10)
        look.draw_icon(painter, "chevron-down", "ink2", 18, x, y + (high - look.em(18)) / 2)

    def _on_look_changed(self) -> None:
        self.setFont(self._look.font("header"))
        self.updateGeometry()
        self.update()


def told(code: str, act: Callable[[], None] | None, look: Look, catalogue: Catalogue, parent: QWidget) -> QWidget:
    """Why there is nobody to be seen, with what can be done about it."""
    holder = QWidget(parent)
    column = Column(look, 0, parent=holder)
    say = catalogue.say
    words = say(f"{code}.action") if act is not None else ""
    state = EmptyState(say(f"{code}.title"), say(f"{code}.text"), look, action=words, parent=holder)
    if act is not None:
        state.action_wished.connect(act)
    column.addWidget(state)
    column.addStretch(1)
    return holder


class CohortHead(QWidget):
    """The group at the left; finding, more and export at the right, or below with large text and in a narrow window."""

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        say = catalogue.say
        self._look = look
        self.setObjectName("header")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._column = Column(look, 8, (36, 8, 32, 8), self)
        self._row = Row(look, 16)
        self.group = GroupButton(say("cohort.caption"), look, self)
        self.finder = Field("", look, placeholder=say("cohort.find"), name="find", parent=self)
        self.finder.edit.setAccessibleName(say("cohort.find"))
        self.finder.edit.setClearButtonEnabled(False)
        self._lens = Icon("search", "ink3", look, size=18, parent=self.finder.edit)
        self._lens.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.add = Button(say("group.add"), look, icon="user-plus", name="addPeople", parent=self)
        self.more = Button(say("group.more"), look, trailing="chevron-down", name="more", parent=self)
        self.export = Button(
            say("export.button"),
            look,
            Rank.PRIMARY,
            icon="download",
            trailing="chevron-down",
            name="export",
            parent=self,
        )
        self._below = Row(look, 12)
        self._row.addWidget(self.group)
        self._row.addStretch(1)
        for part in (self.finder, self.add, self.more, self.export):
            self._row.addWidget(part)
        self._column.addLayout(self._row)
        self._column.addLayout(self._below)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._look.border()
        edge = QRectF(0, self.height() - line, self.width(), line)
        QPainter(self).fillRect(edge, self._look.colour("border"))

    def _on_look_changed(self) -> None:
        look = self._look
        below = look.single_column
        # With large text "Add people" is among More, and the field and the file have a row of their own.
        first = self.group, self.more if below else None
        for part in (self.finder, self.add, self.more, self.export):
            home = self._below if below and part not in first else self._row
            home.addWidget(part)
        self.add.setHidden(below)
        self.setMinimumHeight(0 if below else look.size("header"))
        self.finder.edit.setTextMargins(look.em(18) + look.px(10), 0, 0, 0)
        self._lens.resize(self._lens.sizeHint())
        self._lens.move(look.px(14), (look.size("field") - self._lens.height()) // 2)
        self.finder.setMinimumWidth(look.em(160))
        self.finder.setMaximumWidth(look.em(600) if below else look.em(240))
        self.update()


class ChosenBar(Card):
    """How many are chosen, and what can be done to all of them. Signal: `wished(str)`.

    Wishes: "put_in", "take_out", "assign", "extra", "reset", "clear"; with large text "menu" stands for all of them.
    """

    wished = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, tone="accent", spacing=6, margins=(16, 8, 8, 8), name="chosenBar", parent=parent)
        self._words = catalogue
        self.count = Text("", look, "small", "ink", weight=600, wraps=False, name="chosenCount", parent=self)
        self.count.setProperty("inRow", True)
        strip = Strip(look, 8, self)
        strip.add(self.count)
        self.buttons: dict[str, Button] = {}
        for wish in (*WISHES, "menu"):
            button = Button(catalogue.say(f"group.do.{wish}"), look, Rank.QUIET, name=f"do-{wish}", parent=self)
            button.setProperty("wish", wish)
            button.clicked.connect(self._on_clicked)
            self.buttons[wish] = button
            strip.add(button)
        self.add(strip)
        self._in_group = False
        look.changed.connect(self._show_buttons)
        self._show_buttons()
        self.hide()

    def show_chosen(self, count: int, in_group: bool) -> None:
        """Show how many are chosen; out of a group one is taken where one is shown."""
        self.count.setText(self._words.say("group.chosen", n=count))
        self._in_group = in_group
        self._show_buttons()
        self.setVisible(bool(count))

    def wishes(self) -> tuple[str, ...]:
        """What can be wished now."""
        return tuple(wish for wish in WISHES if wish != "take_out" or self._in_group)

    def _show_buttons(self) -> None:
        shown = ("menu",) if self._look.single_column else self.wishes()
        for wish, button in self.buttons.items():
            button.setHidden(wish not in shown)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.wished.emit(str(button.property("wish")))
