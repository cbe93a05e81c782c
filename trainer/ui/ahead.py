"""Owns loading what a learner may open next while they look at the page before; makes and shows no page."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

AT_EASE_MS = 600
BETWEEN_MS = 30
PARTS = (
    "components.options",
    "components.confidence",
    "pages.practice_question",
    "pages.practice_panels",
    "pages.practice_sheet",
    "pages.practice",
    "pages.lesson_blocks",
    "pages.lesson",
    "pages.module",
    "pages.met_question",
    "pages.case_parts",
    "pages.case",
    "pages.assessments",
    "pages.assessment_start",
    "pages.progress_parts",
    "pages.progress",
)
"""What is likeliest comes first; parts come before their page, since each is loaded in one go."""


class Ahead(QObject):
    """Loads one part at a time and lets the window go on in between, until all are there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(PARTS)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load)

    @property
    def left(self) -> int:
        """How many parts are not loaded yet."""
        return len(self._left)

    @property
    def working(self) -> bool:
        """Whether it goes on loading by itself."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin once the person has had a moment with the first page; go on where it stopped."""
        if self._left:
            self._timer.start(AT_EASE_MS)

    def stop(self) -> None:
        """Load no more."""
        self._timer.stop()

    def _load(self) -> None:
        if self._left:
            import_module(f"trainer.ui.{self._left.pop(0)}")
        if self._left:
            self._timer.start(BETWEEN_MS)
