"""Owns the panel that says what to export and how; knows no file."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QScrollArea, QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import ExportPlan, ReportFormat, ReportWish, TableFormat, TableRows
from trainer.ui.components.card import Card
from trainer.ui.components.field import Switch
from trainer.ui.components.layouts import Column, Rule
from trainer.ui.components.rows import ListRow, RowText
from trainer.ui.theme import Look

_WIDTH = 360
_TABLES = (
    ("xlsx", "file-spreadsheet", TableFormat.XLSX, TableRows.PERSON),
    ("csv_person", "table", TableFormat.CSV, TableRows.PERSON),
    ("csv_answer", "table", TableFormat.CSV, TableRows.ANSWER),
)
_PDF, _CHOICES = "pdf", "more"


class ExportPanel(Card):
    """Switch, kinds of file, the way to more choices. Lies over the page; Esc or a click beside it closes it.

    Signals: `plan_made(ExportPlan | ReportWish)`; `choices_wished(bool)`, whether names are to be replaced with codes.
    """

    plan_made = Signal(object)
    choices_wished = Signal(bool)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=0, margins=(6, 6, 6, 8), name="exportPanel", parent=parent)
        self._catalogue = catalogue
        self._opener: QWidget | None = None
        self._behind = _Behind(parent)
        self._behind.pressed.connect(self.close_panel)
        parent.installEventFilter(self)
        say = catalogue.say
        self.setAccessibleName(say("export.title"))
        self._inner = self._scrolled()
        self.codes = Switch(say("export.codes"), look, hint=say("export.codes_on"), on=True, name="codes", parent=self)
        self.codes.toggled.connect(self._on_codes_toggled)
        inset = Column(look, 8, (8, 0, 8, 0))
        inset.addWidget(self.codes)
        self._inner.addLayout(inset)
        self._inner.addWidget(Rule(look, self))
        self.kinds: list[ListRow] = []
        tables = ((key, icon) for key, icon, *_plan in _TABLES)
        for key, icon in (*tables, (_PDF, "file-text"), (_CHOICES, "sliders-horizontal")):
            words = RowText(say(f"export.{key}"), subtitle=say(f"export.{key}_hint"), icon=icon, icon_colour="accent")
            row = ListRow(words, look, chevron=key == _CHOICES, name=f"export-{key}", parent=self)
            row.first = row.last = True
            row.clicked.connect(self._on_kind_clicked)
            row.installEventFilter(self)
            self.kinds.append(row)
            self._inner.addWidget(row)
        self.hide()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _scrolled(self) -> Column:
        area = QScrollArea(self)
        area.setObjectName("exportScroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        inner = Column(self._look, 8, (6, 6, 6, 6), content)
        area.setWidget(content)
        self.add(area)
        return inner

    def plan(self, kind: int) -> ExportPlan | ReportWish:
        """What would be exported by the kind at a place: after the tables comes the report."""
        codes = self.codes.isChecked()
        if kind == len(_TABLES):
            return ReportWish(ReportFormat.PDF, names=not codes)
        _key, _icon, format_, rows = _TABLES[kind]
        return ExportPlan(format_, rows, codes)

    def open_under(self, opener: QWidget) -> None:
        """Show it under the button that opens it, with the focus on the first kind of file."""
        self._opener = opener
        self._place()
        self.show()
        self._behind.show()
        self._behind.raise_()
        self.raise_()
        self.kinds[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide it and give the focus back to its button."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._behind.hide()
        self.hide()
        if had_focus and self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, ListRow) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Before the scroll area, which would scroll by the arrows.
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                place = (self.kinds.index(watched) + step) % len(self.kinds)
                self.kinds[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget() and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        page = self.parentWidget()
        if self._opener is None or page is None:
            return
        width = min(self._look.em(_WIDTH), page.width() - self._look.px(32))
        look, edge = self._look, self._look.px(8)
        need = self._inner.totalHeightForWidth(width - look.px(12)) + look.px(6 + 8)
        corner = self._opener.mapTo(page, QPoint(self._opener.width(), self._opener.height()))
        height = min(need, page.height() - 2 * edge)
        # Under its button, or as far up as it takes to be seen whole.
        top = max(edge, min(corner.y() + edge, page.height() - height - edge))
        self._behind.setGeometry(page.rect())
        self.setGeometry(QRect(QPoint(max(2 * edge, corner.x() - width), top), QSize(width, height)))

    def _on_kind_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.close_panel()
            kind = self.kinds.index(row)
            if kind <= len(_TABLES):
                self.plan_made.emit(self.plan(kind))
            else:
                self.choices_wished.emit(self.codes.isChecked())

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


class _Behind(QWidget):
    """Lies over the page while the panel is open: a press beside the panel closes it and does nothing else."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("behindPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.pressed.emit()


def _colour(token: str) -> QColor:
    """Read "rgba(16,26,24,0.14)", which Qt does not."""
    red, green, blue, alpha = (float(one) for one in token.removeprefix("rgba(").removesuffix(")").split(","))
    return QColor.fromRgbF(red / 255, green / 255, blue / 255, alpha)
