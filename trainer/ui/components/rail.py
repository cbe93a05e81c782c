"""Owns the rail of places at the left (with large text: a bar with a menu); knows their names, not the places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QSizePolicy, QWidget

from trainer.ui.components.avatar import Avatar
from trainer.ui.components.buttons import Button
from trainer.ui.components.layouts import Row
from trainer.ui.components.press import Press
from trainer.ui.painting import draw_box, draw_text, shown, text_width
from trainer.ui.theme import Look


class Place(msgspec.Struct, frozen=True):
    """One entry of the rail: what it is called to the program, its icon, its word."""

    id: str
    icon: str
    word: str


class _Item(Press):
    def __init__(self, place: Place, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.place = place
        self._here = False
        self.setObjectName(f"rail-{place.id}")
        self.setAccessibleName(shown(place.word))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.focus_ring.watch(self, "control")
        look.changed.connect(self.updateGeometry)

    @property
    def here(self) -> bool:
        """Whether this is where the person is."""
        return self._here

    def show_here(self, here: bool, word: str) -> None:
        """Mark it as where the person is; `word` says so to a screen reader."""
        self._here = here
        self.setAccessibleDescription(shown(word) if here else "")
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        width = max(
            look.tokens.sizes["railItemWidth"], round(text_width(look, self.place.word, "rail", 600)) + look.px(8)
        )
        return QSize(width, look.size("railItemHeight"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        here = self._here
        if here:
            draw_box(
                painter, QRectF(self.rect()), look.radius("control"), look.colour("surface"), look.colour("border"), 1
            )
        elif self.underMouse():
            draw_box(painter, QRectF(self.rect()), look.radius("control"), look.colour("hover"), None)
        side = look.em(22)
        top = (self.height() - side - look.px(4) - look.line("rail")) / 2
        look.draw_icon(painter, self.place.icon, "accent" if here else "ink2", 22, (self.width() - side) / 2, top)
        word = QRectF(0, top + side + look.px(4), self.width(), look.line("rail"))
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, look, self.place.word, "rail", "ink" if here else "ink2", word, centre, 600 if here else 0)


class Rail(QWidget):
    """Places with icon and word, one of them here; `foot` stands at the bottom (settings), under it the person.

    `here` says to a screen reader that an entry is where the person is. With large text it lies at the top as a bar with
    a Menu button (`menu` is its word).
    Signals: `place_chosen(str)`, `person_chosen()`.
    """

    place_chosen = Signal(str)
    person_chosen = Signal()

    def __init__(
        self,
        places: Sequence[Place],
        look: Look,
        *,
        foot: Sequence[Place] = (),
        person: str = "",
        initials: str = "",
        menu: str = "Menu",
        here: str = "",
        name: str = "rail",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._here_word = here
        self.setObjectName(name)
        self.setAccessibleName(shown(menu))
        self._row = Row(look, 4, parent=self)
        self._items: list[_Item] = []
        self._foot: list[_Item] = []
        self.mark = _Mark(look, self)
        self.menu_button = Button(menu, look, icon="menu", name="menu", parent=self)
        self.menu_button.clicked.connect(self._on_menu_wished)
        self.avatar = Avatar(initials, look, label=person, name="person", parent=self)
        self.avatar.clicked.connect(self.person_chosen)
        self.avatar.setVisible(bool(person or initials))
        self._here = ""
        look.changed.connect(self._arrange)
        self.show_places(places, foot)

    def show_places(self, places: Sequence[Place], foot: Sequence[Place] = ()) -> None:
        """Show these entries instead (an assessment shows fewer)."""
        for item in self._items + self._foot:
            self._row.removeWidget(item)
            item.hide()
            item.deleteLater()
        self._items = [self._item(place) for place in places]
        self._foot = [self._item(place) for place in foot]
        stops = [self.menu_button, *self._items, *self._foot, self.avatar]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        # Made first and standing last: a screen reader goes by this order.
        self.avatar.raise_()
        self._arrange()
        self.show_here(self._here)

    def show_here(self, place: str) -> None:
        """Show where the person is."""
        self._here = place
        for item in self._items + self._foot:
            item.show_here(item.place.id == place, self._here_word)
        self.update()

    def show_words(self, menu: str, here: str) -> None:
        """Speak another language; the entries come by `show_places`."""
        self._here_word = here
        self.setAccessibleName(shown(menu))
        self.menu_button.show_text(menu)

    def show_person(self, person: str, initials: str) -> None:
        """Show whose session this is; nobody's where nothing is said of them."""
        self.avatar.show_person(initials, person)
        self.avatar.setVisible(bool(person or initials))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("rail"))
        line = look.border() / (2 if look.high_contrast else 1)
        if look.single_column:
            edge = QRectF(0, self.height() - line, self.width(), line)
        else:
            edge = QRectF(self.width() - line, 0, line, self.height())
            for item in self._items + self._foot:
                if item.here:
                    middle = item.geometry().center().y() + 1
                    bar = QRectF(1, middle - look.em(14), 3, look.em(28))
                    draw_box(painter, bar, 1.5, look.colour("accent"), None)
        painter.fillRect(edge, look.colour("border"))

    def _item(self, place: Place) -> _Item:
        item = _Item(place, self._look, self)
        item.clicked.connect(self._on_item_clicked)
        return item

    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, _Item):
            self._choose(item.place.id)

    def _choose(self, place: str) -> None:
        # The page that opens says where we are: until then the old entry stays marked.
        self.show_here(self._here)
        self.place_chosen.emit(place)

    def _on_menu_wished(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for item in self._items + self._foot:
            action = menu.addAction(self._look.icon(item.place.icon, "ink2"), item.place.word.replace("&", "&&"))
            action.setData(item.place.id)
        menu.triggered.connect(lambda action: self._choose(str(action.data())))
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + self._look.px(4))))

    def _arrange(self) -> None:
        large = self._look.single_column
        row = self._row
        while row.takeAt(0) is not None:
            pass
        self.menu_button.setVisible(large and bool(self._items or self._foot))
        for item in self._items + self._foot:
            item.setVisible(not large)
        if large:
            row.setDirection(QBoxLayout.Direction.LeftToRight)
            row.show_margins((32, 8, 32, 8))
            row.addWidget(self.mark)
            row.gap(12)
            row.addWidget(self.menu_button)
            row.addStretch(1)
            row.addWidget(self.avatar)
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            row.setDirection(QBoxLayout.Direction.TopToBottom)
            row.show_margins((0, 24, 0, 16))
            centre = Qt.AlignmentFlag.AlignHCenter
            row.addWidget(self.mark, 0, centre)
            row.gap(20)
            for item in self._items:
                row.addWidget(item, 0, centre)
            row.addStretch(1)
            for item in self._foot:
                row.addWidget(item, 0, centre)
            row.gap(8)
            row.addWidget(self.avatar, 0, centre)
            widest = max((item.sizeHint().width() for item in self._items + self._foot), default=0)
            self.setFixedWidth(max(self._look.size("rail"), widest + self._look.px(16)))
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.updateGeometry()
        self.update()


class _Mark(QWidget):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("mark")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._look.draw_icon(QPainter(self), "cairn", "accent", 32, 0, 0)

    def _on_look_changed(self) -> None:
        self.setFixedSize(self._look.icon_size(32))
        self.update()


class Shell(QWidget):
    """The rail and the page beside it (with large text: under it)."""

    def __init__(self, rail: Rail, look: Look, *, name: str = "shell", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rail = rail
        self.page: QWidget | None = None
        self.setObjectName(name)
        self._row = Row(look, 0, parent=self)
        self._row.addWidget(rail)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_page(self, page: QWidget) -> None:
        """Show `page`; the page before it is taken out and left to its owner."""
        if self.page is not page:
            self.let_go()
        self.page = page
        self._row.addWidget(page, 1)
        page.show()

    def let_go(self) -> None:
        """Take the page out and leave it to its owner, who may delete it."""
        if self.page is not None:
            self._row.removeWidget(self.page)
            self.page.hide()
            self.page = None

    def _on_look_changed(self) -> None:
        large = self._look.single_column
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
