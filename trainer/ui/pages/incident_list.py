"""Owns how what happened around an attempt is listed for a trainer: when, what, in words; knows no desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.room_views import Incident, IncidentKind
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.pages import spans
from trainer.ui.theme import Look

_ICONS = {
    IncidentKind.INTERRUPTED: "laptop",
    IncidentKind.CLOCK: "clock",
    IncidentKind.FOCUS: "layers",
    IncidentKind.ASLEEP: "moon",
    IncidentKind.STOPPED: "pause",
    IncidentKind.RESUMED: "play",
    IncidentKind.GRANTED: "plus",
}


class IncidentList(QWidget):
    """IncidentList(look, catalogue, name="incidents", parent=None). `show_incidents` fills it; without any it says so."""

    def __init__(
        self, look: Look, catalogue: Catalogue, *, name: str = "incidents", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self.setObjectName(name)
        self._column = Column(look, 10, parent=self)
        self.show_incidents(())

    def show_incidents(self, incidents: Sequence[Incident]) -> None:
        """Show what happened, in order."""
        look, say = self._look, self._catalogue.say
        self._column.clear()
        if not incidents:
            self._column.addWidget(Text(say("incident.none"), look, "small", "ink2", name="noIncidents", parent=self))
            return
        for number, one in enumerate(incidents):
            part = Column(look, 0)
            when = spans.when(one, self._catalogue)
            what = spans.happened(one, self._catalogue)
            line = IconText(
                what, _ICONS[one.kind], look, "small", "ink", tint="ink2", name=f"incident-{number}", parent=self
            )
            line.setAccessibleName(say("incident.row", when=when, what=what))
            part.addWidget(line)
            under = Column(look, 0, (26, 0, 0, 0))
            under.addWidget(Text(when, look, "caption", "ink3", parent=self))
            part.addLayout(under)
            self._column.addLayout(part)
        self._column.addWidget(Text(say("incident.note"), look, "caption", "ink3", name="incidentNote", parent=self))
