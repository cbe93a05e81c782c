"""Owns the panel that says what to export and how; knows no file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import ExportPlan, TableFormat, TableRows
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Switch
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.rows import ListRow, RowText
from trainer.ui.theme import Look

_SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
_DECIMALS = {"comma": ",", "point": "."}
_WIDTH = 360
_KINDS = (
    ("xlsx", "file-spreadsheet", TableFormat.XLSX, TableRows.PERSON),
    ("csv_person", "table", TableFormat.CSV, TableRows.PERSON),
    ("csv_answer", "table", TableFormat.CSV, TableRows.ANSWER),
)


class ExportPanel(Card):
    """Switch, three kinds of file, how a CSV is written. Lies over the page; Esc or a click beside it closes it.

    Signal: `plan_made(ExportPlan)`.
    """

    plan_made = Signal(object)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=8, margins=(12, 12, 12, 16), name="exportPanel", parent=parent)
        self._catalogue = catalogue
        self._opener: QWidget | None = None
        say = catalogue.say
        self.setAccessibleName(say("export.title"))
        self.codes = Switch(say("export.codes"), look, hint=say("export.codes_on"), on=True, name="codes", parent=self)
        self.codes.toggled.connect(self._on_codes_toggled)
        inset = Column(look, 8, (8, 0, 8, 0))
        inset.addWidget(self.codes)
        self.add(inset, Rule(look, self))
        self.kinds: list[ListRow] = []
        for key, icon, _format, _rows in _KINDS:
            words = RowText(say(f"export.{key}"), subtitle=say(f"export.{key}_hint"), icon=icon, icon_colour="accent")
            row = ListRow(words, look, chevron=False, name=f"export-{key}", parent=self)
            row.first = row.last = True
            row.clicked.connect(self._on_kind_clicked)
            self.kinds.append(row)
            self.add(row)
        self.separator = Choice(
            say("export.separator"), [(key, say(f"export.separators.{key}")) for key in _SEPARATORS], look,
            name="separator", parent=self,
        )  # fmt: skip
        self.decimal = Choice(
            say("export.decimal"), [(key, say(f"export.decimals.{key}")) for key in _DECIMALS], look,
            name="decimal", parent=self,
        )  # fmt: skip
        self._signs = Row(look, 12, (8, 4, 8, 0))
        self._signs.addWidget(self.separator)
        self._signs.addWidget(self.decimal)
        self.add(Rule(look, self), self._signs)
        self.hide()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def plan(self, kind: int) -> ExportPlan:
        """What would be exported by the kind at a place."""
        _key, _icon, format_, rows = _KINDS[kind]
        return ExportPlan(
            format_,
            rows,
            self.codes.isChecked(),
            _SEPARATORS[self.separator.chosen()],
            _DECIMALS[self.decimal.chosen()],
        )

    def open_under(self, opener: QWidget) -> None:
        """Show it under the button that opens it, with the focus on the first kind of file."""
        self._opener = opener
        self._place()
        self.show()
        self.raise_()
        self.window().installEventFilter(self)
        self.kinds[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide it and give the focus back to its button."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.window().removeEventFilter(self)
        self.hide()
        if had_focus and self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = next((one for one in self.kinds if one.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif row is not None and step:
            place = (self.kinds.index(row) + step) % len(self.kinds)
            self.kinds[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                row.click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A press that no control wanted arrives at the window; one on a control is that control's.
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = QRect(self.mapToGlobal(QPoint(0, 0)), self.size())
            if self.isVisible() and not inside.contains(event.globalPosition().toPoint()):
                self.close_panel()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page = self.parentWidget()
        if self._opener is None or page is None:
            return
        width = min(self._look.em(_WIDTH), page.width() - self._look.px(32))
        need = self.body.totalHeightForWidth(width) if self.body.hasHeightForWidth() else self.sizeHint().height()
        corner = self._opener.mapTo(page, QPoint(self._opener.width(), self._opener.height()))
        top = corner.y() + self._look.px(8)
        height = min(need, page.height() - top - 8) if page.height() - top - 8 > need else need
        top = min(top, max(0, page.height() - height - 8))
        self.setGeometry(QRect(QPoint(max(16, corner.x() - width), top), QSize(width, height)))

    def _on_kind_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.close_panel()
            self.plan_made.emit(self.plan(self.kinds.index(row)))

    def _on_codes_toggled(self, on: bool) -> None:
        self.codes.show_hint(self._catalogue.say("export.codes_on" if on else "export.codes_off"))

    def _on_look_changed(self) -> None:
        look = self._look
        if look.high_contrast:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes none
        else:
            shadow = QGraphicsDropShadowEffect(self)
            token = look.tokens.shadow
            shadow.setOffset(*token["offset"])
            shadow.setBlurRadius(token["blur"])
            shadow.setColor(_colour(token["colorDark" if look.theme == "dark" else "colorLight"]))
            self.setGraphicsEffect(shadow)
        self._place()


def _colour(token: str) -> QColor:
    """Read "rgba(16,26,24,0.14)", which Qt does not."""
    red, green, blue, alpha = (float(one) for one in token.removeprefix("rgba(").removesuffix(")").split(","))
    return QColor.fromRgbF(red / 255, green / 255, blue / 255, alpha)
