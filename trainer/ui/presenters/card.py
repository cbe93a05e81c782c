"""Owns a reference card between page, desk and paper: asks, lays out, keeps numbers, saves; knows no widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.catalogue import Catalogue
from trainer.core.cards import LocalNumber, LocalNumbers, Paper, ReferenceCard
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.faults import Fault
from trainer.printing.card import CardSheets
from trainer.printing.pdf import card_pdf, write_pdf
from trainer.ui.protocols import CardingDesk
from trainer.ui.work import Work


class CardPresenter(QObject):
    """One card in hand.

    Signals: `card_shown(CardSheets)`, `not_shown(Message)`, `numbers_kept(LocalNumbers)`, `not_kept(Message)`,
    `saved(str)` with the path, `not_saved(Message)`.
    """

    card_shown = Signal(object)
    not_shown = Signal(object)
    numbers_kept = Signal(object)
    not_kept = Signal(object)
    saved = Signal(str)
    not_saved = Signal(object)

    def __init__(self, desk: CardingDesk, who: Admitted, module: str, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._who = who
        self._catalogue = catalogue
        self._work = Work(self)
        self.module = module
        self.paper = Paper.A5
        self.personal = False
        self.card: ReferenceCard | None = None
        self.sheets: CardSheets | None = None

    def modules(self) -> tuple[tuple[str, str], ...]:
        """Modules as (id, title)."""
        return self._desk.modules(self._catalogue.language)

    def numbers(self) -> LocalNumbers:
        """The numbers kept so far. Raises Fault."""
        return self._desk.numbers(self._who.id)

    def show(self) -> None:
        """Ask for the card as it is wished now, and lay it out."""
        who = self._who
        try:
            self.card = self._desk.card(who.id, who.name, self.module, self.personal, self._catalogue.language)
        except (Refused, Fault) as problem:
            self.card = self.sheets = None
            self.not_shown.emit(problem.message)
            return
        self.sheets = CardSheets(self.card, self.paper, self._catalogue)
        self.card_shown.emit(self.sheets)

    def keep(self, numbers: tuple[LocalNumber, ...]) -> bool:
        """Keep the local numbers and lay the card out with them. Return whether they are kept."""
        try:
            kept = self._desk.keep_numbers(self._who.id, numbers)
        except (Refused, Fault) as problem:
            self.not_kept.emit(problem.message)
            return False
        self.numbers_kept.emit(kept)
        self.show()
        return True

    @property
    def file_name(self) -> str:
        """What a saved card is called unless the person says otherwise; it holds no name."""
        return self._catalogue.say("card.file", module=self.module, size=self.paper.value) + ".pdf"

    @property
    def title(self) -> str:
        """What the card is called to a printer, and in a PDF."""
        title = self.card.title if self.card is not None else ""
        return f"{self._catalogue.say('card.title')}: {title}"

    def save(self, target: Path) -> None:
        """Write the PDF; the disk is waited for beside the window. Nothing happens while another is being written."""
        if self.sheets is None or self._work.busy:
            return
        data = card_pdf(self.sheets, self.paper, self.title)
        self._work.start(
            lambda: write_pdf(data, target), lambda _done: self.saved.emit(str(target)), self._on_not_saved
        )

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self.not_saved.emit(error.message)
