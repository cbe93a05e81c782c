"""Owns how a page is laid out: header, two columns that become one, footer; knows nothing of what the page is about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QScrollBar, QSizePolicy, QWidget

from trainer.ui.announcing import announce
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.painting import fill
from trainer.ui.theme import Look

QWIDGETSIZE_MAX = 16777215
_TWO_COLUMNS = 1200


class _Area(QScrollArea):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # It would take every arrow, also those with Alt that mean previous and next: the page scrolls instead.
        event.ignore()


class _Reading(Column):
    """A column that may be narrower than its place: Qt asks for its height at the width of the place, where fewer lines break."""

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self._widest()))

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(min(width, self._widest()))

    def _widest(self) -> int:
        panel = self.parentWidget()
        return panel.maximumWidth() if panel is not None else QWIDGETSIZE_MAX


class Page(QWidget):
    """A page: `header`, then `main` (at most 720 wide) with `side` (320) beside or under it, then `footer`.

    `wide` gives `main` the whole width and puts `side` (if anything is in it) always under. `main`, `side` are Columns,
    `footer` is a Row that is shown once something is in it (`add_footer`).
    """

    def __init__(
        self,
        look: Look,
        *,
        header: Header | None = None,
        wide: bool = False,
        name: str = "page",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.header = header
        self._wide = wide
        self.setObjectName(name)
        outer = Column(look, 0, parent=self)
        if header is not None:
            outer.addWidget(header)
        self.area = _Area(self)
        self.area.setObjectName("scroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self._columns = Row(look, 40, (40, 36, 40, 36), content)
        self.main_panel, self.main = self._panel("main", content)
        self.side_panel, self.side = self._panel("side", content)
        self._columns.addWidget(self.main_panel)
        self._columns.addWidget(self.side_panel)
        self._columns.addStretch(1)
        self.side_panel.hide()
        self.area.setWidget(content)
        outer.addWidget(self.area, 1)
        self.footer_panel = QWidget(self)
        self.footer_panel.setObjectName("footer")
        self.footer = Row(look, 24, (40, 8, 40, 15), self.footer_panel)
        self.footer_panel.hide()
        outer.addWidget(self.footer_panel)
        look.changed.connect(self._arrange)
        self._arrange()

    def _panel(self, name: str, parent: QWidget) -> tuple[QWidget, Column]:
        panel = QWidget(parent)
        panel.setObjectName(name)
        panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return panel, _Reading(self.look, 16, parent=panel)

    def add(self, *children: QWidget | QLayout) -> None:
        """Put widgets or layouts at the end of the main column."""
        _add(self.main, children)

    def add_side(self, *children: QWidget | QLayout) -> None:
        """Put widgets or layouts at the end of the side panel, which is shown from then on."""
        _add(self.side, children)
        self.side_panel.show()
        self._arrange()

    def add_footer(self, *widgets: QWidget) -> None:
        """Put widgets into the footer, which is shown from then on."""
        for widget in widgets:
            self.footer.addWidget(widget)
        self.footer_panel.show()

    @property
    def two_columns(self) -> bool:
        """Whether the side panel stands beside the main column now."""
        if self._wide or self.look.single_column:
            return False
        return self.width() + self.look.size("rail") >= _TWO_COLUMNS

    @property
    def untouched(self) -> bool:
        """Whether the focus is still where the page's coming put it: nowhere, on its title or the way back."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus():
            return True
        return focused is self or focused.objectName() in ("headerTitle", "back")

    def announce(self, text: str) -> None:
        """Have a screen reader say `text`; nothing is seen of it."""
        announce(self, text)

    def reveal(self, widget: QWidget) -> None:
        """Scroll until `widget` is seen."""
        self.area.ensureWidgetVisible(widget, 0, self.look.px(24))

    def begin_at(self, widget: QWidget) -> None:
        """Scroll until `widget` begins at the top, or as far as the page goes, once what has just come is laid out."""
        QTimer.singleShot(0, widget, lambda: self._begin_at(widget))

    def _begin_at(self, widget: QWidget) -> None:
        content = self.area.widget()
        if content is not None and content.isAncestorOf(widget):
            top = widget.mapTo(content, QPoint(0, 0)).y() - self.look.px(16)
            self.area.verticalScrollBar().setValue(top)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        super().resizeEvent(_event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill(QPainter(self), self.rect(), self.look.colour("bg"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        action = {
            Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
            Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
            Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
            Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
            Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
        }.get(Qt.Key(event.key()))
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            action = None
        if action is None:
            super().keyPressEvent(event)
        else:
            bar.triggerAction(action)

    def _arrange(self) -> None:
        look = self.look
        beside = self.two_columns
        columns = self._columns
        columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        margin = 20 if look.single_column else 36
        columns.show_margins((40, margin, 40, 20))
        self.area.verticalScrollBar().setSingleStep(look.px(40))
        # Beside each other the panels come first and the rest stays free; under each other each has its own height.
        columns.setStretch(0, 1000 if beside else 0)
        most = QWIDGETSIZE_MAX if self._wide else look.size("readingWidth")
        self.main_panel.setMaximumWidth(most)
        if beside:
            columns.setAlignment(self.main_panel, Qt.AlignmentFlag.AlignTop)
            columns.setAlignment(self.side_panel, Qt.AlignmentFlag.AlignTop)
            self.side_panel.setFixedWidth(look.size("sidePanel"))
        else:
            columns.setAlignment(self.main_panel, Qt.AlignmentFlag(0))
            columns.setAlignment(self.side_panel, Qt.AlignmentFlag(0))
            self.side_panel.setMinimumWidth(0)
            self.side_panel.setMaximumWidth(most)
            # A layout asks for the height at the width it has itself, not at a child's largest: text would be cut.
            spare = self.width() - 2 * look.px(40) - most
            if spare > 0:
                left, top, right, bottom = (look.px(one) for one in (40, margin, 40, margin))
                columns.setContentsMargins(left, top, right + spare, bottom)


def _add(column: Column, children: tuple[QWidget | QLayout, ...]) -> None:
    for child in children:
        if isinstance(child, QWidget):
            column.addWidget(child)
        else:
            column.addLayout(child)
