"""Owns what the pages for a whole class ask of their desk, as protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from trainer.ui.protocols import Desks

if TYPE_CHECKING:
    from trainer.core.requests import Admitted
    from trainer.core.views import FactView, QuestionView


class ClassHand(Protocol):
    """The questions of a module before a class. Nothing of it is kept."""

    module: str
    place: int

    @property
    def length(self) -> int: ...
    @property
    def revealed(self) -> bool: ...
    def title(self, language: str) -> str: ...
    def question(self, language: str) -> QuestionView: ...
    def facts(self, language: str) -> tuple[FactView, ...]: ...
    def choose(self, options: tuple[str, ...]) -> None: ...
    def reveal(self) -> None: ...
    def go(self, steps: int) -> bool: ...


class ClassroomDesk(Protocol):
    """Practice questions for a class."""

    def modules(self, language: str) -> tuple[tuple[str, str, int], ...]:
        """Modules as (id, title, how many practice questions), in order."""

    def begin(self, module: str) -> ClassHand:
        """Take the questions of a module in hand."""


class TrialDesks(Desks, Protocol):
    """The desks of records that are gone once they are closed."""

    learner: Admitted
    plan: str

    def close(self) -> None:
        """Let them go. Closing twice does nothing."""
