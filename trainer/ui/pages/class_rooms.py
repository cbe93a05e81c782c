"""Owns the choice of what to look at with a class; knows neither questions nor people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.ui.class_protocols import ClassroomDesk
from trainer.ui.components.buttons import Button
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Rule
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.theme import Look


class ClassRoomsPage(Page):
    """The modules that can be shown to a class. Signals: `module_wished(module)`, `paths_wished()`, `trial_wished()`."""

    module_wished = Signal(str)
    paths_wished = Signal()
    trial_wished = Signal()

    def __init__(self, desk: ClassroomDesk, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        say = catalogue.say
        super().__init__(look, header=Header(say("class.title"), look), name="classRooms", parent=parent)
        self.main.setSpacing(look.px(24))
        self.add(Text(say("class.lead"), look, "body", "ink2", name="lead", parent=self))
        modules = desk.modules(catalogue.language)
        if not modules:
            self.add(EmptyState(say("class.none_title"), say("class.none"), look, parent=self))
        rows = RowList(look, name="modules", parent=self)
        for module, title, count in modules:
            text = RowText(title, subtitle=say("class.questions", n=count), icon="monitor", icon_colour="accent")
            row = ListRow(text, look, name=f"class-{module}", parent=rows)
            row.clicked.connect(self._opener(module))
            rows.add_row(row)
        rows.setVisible(bool(modules))
        self.add(rows)
        self.add(Rule(look, self), Text(say("observed.paths.title"), look, "heading", parent=self))
        self.add(Text(say("observed.paths.lead"), look, "body", "ink2", parent=self))
        paths = Button(say("class.paths"), look, icon="route", name="paths", parent=self)
        paths.clicked.connect(self.paths_wished)
        self.main.addWidget(paths, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(Rule(look, self), Text(say("trial.title"), look, "heading", parent=self))
        self.add(Text(say("trial.lead"), look, "body", "ink2", parent=self))
        trial = Button(say("trial.begin"), look, icon="graduation-cap", name="trial", parent=self)
        trial.clicked.connect(self.trial_wished)
        self.main.addWidget(trial, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addStretch(1)

    def _opener(self, module: str) -> Callable[[], None]:
        return lambda: self.module_wished.emit(module)
