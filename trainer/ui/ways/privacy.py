"""Owns the way through the pages of stored records: one's own, and for a trainer everybody's; knows no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.core.requests import Access
from trainer.ui.ways.places import HOME, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.core.privacy import Erased, Retained
    from trainer.ui.ways import Ways


class PrivacyWays(QObject):
    """Shows the pages of stored records. `back` leads from the page of all records to where a trainer came from."""

    def __init__(self, ways: Ways, back: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ways = ways
        self._back = back

    def show_entry(self, entry: str) -> None:
        """Open what was chosen at one's own name."""
        self.show_records() if entry == "records" else self.show_own()

    def show_own(self) -> None:
        """What is stored about whoever is signed in."""
        from trainer.ui.pages.stored import StoredPage

        ways, who = self._ways, self._ways.who
        place, back = (PEOPLE, self._back) if who.access is Access.TRAINER else (HOME, ways.show_home)
        page = StoredPage(ways.desks.privacy, None, who, (who.id, who.name), ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(back)
        page.seen_wished.connect(self._show_seen)
        ways.show(page, place, self.show_own)

    def _show_seen(self) -> None:
        from trainer.ui.pages.seen import SeenPage

        page = SeenPage(self._ways.look, self._ways.catalogue)
        page.back_wished.connect(self.show_own)
        self._ways.show(page, HOME, self._show_seen)

    def show_records(self, came: tuple[str, Erased] | None = None) -> None:
        """All records; `came` is who was erased just now, and what came of it."""
        from trainer.ui.pages.records import RecordsPage

        ways = self._ways
        page = RecordsPage(ways.desks.privacy, ways.desks.erasing, ways.look, ways.catalogue, ways.now, came=came)
        page.back_wished.connect(self._back)
        page.person_wished.connect(self.show_person)
        page.retention_wished.connect(self.show_retention)
        page.log_wished.connect(self.show_log)
        ways.show(page, PEOPLE, lambda: self.show_records(came))

    def show_person(self, person: str, name: str, back: Callable[[], None] | None = None) -> None:
        """What is stored about somebody; `back` leads to where they were met, the page of all records unless given."""
        from trainer.ui.pages.stored import StoredPage

        ways = self._ways
        page = StoredPage(
            ways.desks.privacy, ways.desks.erasing, ways.who, (person, name), ways.look, ways.catalogue, ways.now
        )
        page.back_wished.connect(back or (lambda: self.show_records()))
        page.erased.connect(lambda gone, done: self.show_records((gone, done)))
        ways.show(page, PEOPLE, lambda: self.show_person(person, name, back))

    def show_retention(self) -> None:
        """For how long what is kept."""
        from trainer.ui.pages.retention import RetentionPage

        ways = self._ways
        page = RetentionPage(ways.desks.retaining, ways.who.id, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(lambda: self.show_records())
        page.carried_out.connect(self._on_carried_out)
        ways.show(page, PEOPLE, self.show_retention)

    def _on_carried_out(self, done: Retained) -> None:
        self.show_records(("", done.erased))

    def show_log(self) -> None:
        """Who did what with whose records."""
        from trainer.ui.pages.audit_log import AuditLogPage

        ways = self._ways
        page = AuditLogPage(ways.desks.privacy, ways.who.id, ways.look, ways.catalogue, ways.now)
        page.back_wished.connect(lambda: self.show_records())
        ways.show(page, PEOPLE, self.show_log)
