"""Owns what a trainer sees of one person, and the question before a PIN is reset; knows no desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.percent import percent as whole_percent
from trainer.core.views import ModuleShare
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.text import Text
from trainer.ui.models.cohort import CohortRow
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look


class PersonPanel(Dialog):
    """One person. Closing is the safe answer; the other asks to reset the PIN. Signal: `reset_wished(str)`."""

    reset_wished = Signal(str)

    def __init__(
        self,
        row: CohortRow,
        modules: Sequence[tuple[str, str]],
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        say, person = catalogue.say, row.person
        self._person = person.id
        caption = [part for part in (row.role, say("cohort.person.code", own=person.code)) if part]
        super().__init__(
            clipped(person.name, 120),
            ", ".join(caption),
            look,
            act=say("cohort.person.reset"),
            stay=say("cohort.person.close"),
            name="personPanel",
            parent=parent,
        )
        self.accepted.connect(self._on_accepted)
        self.body.gap(4)
        self.body.addWidget(Text(say("cohort.person.modules"), look, "caption", "ink2", weight=600, parent=self))
        shares = {share.module: share for share in person.modules}
        for module, title in modules:
            self.body.addLayout(self._line(shares.get(module), module, title, look, catalogue))
        self.body.gap(4)
        for name, words in self._facts(row, catalogue):
            self.body.addWidget(Text(words, look, "explain", "ink2", name=name, parent=self))

    def _line(self, share: ModuleShare | None, module: str, title: str, look: Look, catalogue: Catalogue) -> Column:
        say = catalogue.say
        column = Column(look, 2)
        row = Row(look, 12)
        words = say("cohort.percent", percent=whole_percent(share.share)) if share is not None else say("cohort.none")
        row.addWidget(Text(title, look, "explain", weight=500, name=f"module-{module}", parent=self), 1)
        if share is not None:
            lessons = say("cohort.person.lessons", n=share.lessons_done)
            row.addWidget(Text(lessons, look, "small", "ink2", wraps=False, parent=self))
        row.addWidget(Text(words, look, "explain", weight=500, wraps=False, name=f"share-{module}", parent=self))
        bar = ModuleBar(look, catalogue, name=f"bar-{module}", parent=self)
        bar.show_share(share.share if share is not None else 0.0, words, title)
        column.addLayout(row)
        column.addWidget(bar)
        return column

    @staticmethod
    def _facts(row: CohortRow, catalogue: Catalogue) -> list[tuple[str, str]]:
        say, person = catalogue.say, row.person
        if person.answers:
            practice = say("cohort.person.practice", right=person.right, total=person.answers)
        else:
            practice = say("cohort.person.no_practice")
        if person.attempts and person.last_total is not None:
            last = say("cohort.person.last", right=person.last_right or 0, total=person.last_total, when=row.handed_in)
        else:
            last = say("cohort.person.no_assessment")
        seen = say("cohort.person.seen", when=row.seen) if person.last_seen_ms else say("cohort.person.never_seen")
        return [("practice", practice), ("lastAssessment", last), ("lastSeen", seen)]

    def _on_accepted(self) -> None:
        self.reset_wished.emit(self._person)


def ask_reset(row: CohortRow, look: Look, catalogue: Catalogue, parent: QWidget) -> Dialog:
    """The question before a PIN is taken away, with what happens."""
    say, name = catalogue.say, clipped(row.person.name)
    text = "\n".join((say("cohort.reset.what"), say("cohort.reset.next", name=name), say("cohort.reset.safe")))
    return Dialog(
        say("cohort.reset.title", name=name),
        text,
        look,
        act=say("cohort.reset.confirm"),
        stay=say("cohort.reset.cancel"),
        name="resetQuestion",
        parent=parent,
    )
