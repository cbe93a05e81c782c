"""Owns how an album goes through the application: presses, clicks and waits by object names, and takes each screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QScrollArea, QWidget

from tests.drivers.dwelling import let_dwell
from tests.drivers.person import Person
from trainer.app import Application
from trainer.core.requests import Admitted
from trainer.house import House
from trainer.ui.router import Router


class Walk:
    """A walk through one open application. `take` is what is done at each screen: nothing here."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.person = Person(application.window)

    def take(self, name: str) -> None:
        """Look at one screen."""

    @property
    def router(self) -> Router:
        """The way from page to page."""
        return self.application.router

    @property
    def house(self) -> House:
        """What the window is open on."""
        house = self.application.house
        assert house is not None
        return house

    def admitted(self, name: str) -> Admitted:
        """Sign somebody in at the desk."""
        person = next(p for p in self.house.entrance.profiles("en") if p.name == name)
        return self.house.entrance.admit(person.id)

    def enter(self, name: str) -> None:
        """Let somebody in, past the PIN."""
        self.router.enter(self.admitted(name))
        self.settle()

    def settle(self) -> None:
        """Let everything that is under way come to its end."""
        for _ in range(6):
            QApplication.processEvents()
        # No loop runs here that would: pages left behind would be dressed anew with every theme.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def all(self, name: str) -> list[QWidget]:
        """Everything that is seen under this object name (`next-*` is every one that begins so), in the dialog on top."""
        top = QApplication.activeModalWidget() or self.application.window
        start, star, _ = name.partition("*")
        return [
            widget
            for widget in top.findChildren(QWidget)
            if widget.isVisible() and (widget.objectName().startswith(start) if star else widget.objectName() == name)
        ]

    def sees(self, name: str) -> bool:
        """Whether something of this name is seen."""
        return bool(self.all(name))

    def find(self, name: str) -> QWidget:
        """The first of this name; waits for it."""
        self.person.waits(lambda: self.sees(name), name)
        return self.all(name)[0]

    def click(self, name: str) -> None:
        """Click the first of this name, after what has come was read."""
        let_dwell(self.application.window)
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def closes(self) -> None:
        """Close what lies over the page."""
        over = QApplication.activeModalWidget()
        assert over is not None
        over.close()
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Write into a field, over what was in it."""
        field = self.find(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()
        self.person.press("Ctrl+A", "Delete")
        self.person.types(text)
        self.settle()

    def take_list(self, name: str, choice: str) -> None:
        """Take a screen with a list of choices open."""
        box = self.find(choice)
        assert isinstance(box, QComboBox)
        box.showPopup()
        self.settle()
        self.take(name)
        box.hidePopup()
        self.settle()

    def take_foot(self, name: str, area: str = "scroll") -> None:
        """Take a screen scrolled to its end."""
        bar = self._area(area).verticalScrollBar()
        bar.setValue(bar.maximum())
        self.settle()
        self.take(name)
        bar.setValue(0)

    def take_at(self, name: str, part: str, area: str = "scroll") -> None:
        """Take a screen scrolled to where a part of it begins."""
        found, scroll = self.find(part), self._area(area)
        inside = scroll.widget() or scroll
        scroll.verticalScrollBar().setValue(found.mapTo(inside, found.rect().topLeft()).y() - 24)
        self.settle()
        self.take(name)
        scroll.verticalScrollBar().setValue(0)

    def _area(self, area: str) -> QScrollArea:
        found = self.find(area)
        assert isinstance(found, QScrollArea)
        return found

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait for what comes from beside the window."""
        self.person.waits(condition, what)
        self.settle()
