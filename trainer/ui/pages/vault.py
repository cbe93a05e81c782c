"""Owns the page of the question bank for assessments; knows neither file nor key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import Admitted
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.header import Header
from trainer.ui.components.page import Page
from trainer.ui.files import Chooser, choose_source
from trainer.ui.pages.vault_panel import VaultPanel
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk


class VaultPage(Page):
    """Installing, opening and closing graded questions. Signals: `back_wished()`, `disputes_wished()`, `changed()`."""

    back_wished = Signal()
    disputes_wished = Signal()
    changed = Signal()

    def __init__(
        self,
        desk: VaultingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        source: Chooser = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        header = Header(catalogue.say("vault.title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="vault", parent=parent)
        header.back_wished.connect(self.back_wished)
        words = catalogue.say("ruling.disputes_title")
        self.disputes = Button(words, look, Rank.QUIET, icon="flag", name="disputes", parent=self)
        self.disputes.clicked.connect(self.disputes_wished)
        header.add(self.disputes)
        self.panel = VaultPanel(desk, who, look, catalogue, now, source=source, titled=False, parent=self)
        self.panel.changed.connect(self.changed)
        self.add(self.panel)
        self.main.addStretch(1)
