"""Owns the page that checks certificates and names who issues them; compares nothing itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.certificates import Checked, Claim, Field, Finding, Line, shown_code
from trainer.core.message import Message
from trainer.faults import Fault
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field as TextField
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.presenters.certificate import CheckingPresenter
from trainer.ui.result_protocols import CertifyingDesk
from trainer.ui.theme import Look

_FIELDS = ("code", "name", "date", "score")


class CertificatesPage(Page):
    """Check a certificate: CertificatesPage(desk, look, catalogue, draft=None).

    Signal: `checked(Finding)` once something was compared.
    """

    checked = Signal(object)

    def __init__(
        self,
        desk: CertifyingDesk,
        look: Look,
        catalogue: Catalogue,
        *,
        draft: Claim | None = None,
        parent: QWidget | None = None,
    ) -> None:
        say = catalogue.say
        super().__init__(look, header=Header(say("certificate.check.title"), look), name="certificates", parent=parent)
        self._catalogue = catalogue
        self.presenter = CheckingPresenter(desk, catalogue.language, self)
        self.presenter.checked.connect(self._on_checked)
        self.presenter.failed.connect(self._on_failed)
        self.presenter.named.connect(self._on_named)
        self.add(Text(say("certificate.check.lead"), look, "body", "ink2", name="lead", parent=self))
        self.add(self._form())
        self.error = ErrorPanel(look, name="checkProblem", parent=self)
        self.error.hide()
        self.found = Column(look, 16)
        self.add(self.error, self.found)
        self.main.gap(8)
        self.add(self._unit())
        self.main.addStretch(1)
        if draft is not None:
            for name, words in zip(_FIELDS, (draft.code, draft.name, draft.date, draft.score), strict=True):
                self.fields[name].edit.setText(words)

    def claim(self) -> Claim:
        """What is typed."""
        return Claim(*(self.fields[name].edit.text() for name in _FIELDS))

    def _form(self) -> Card:
        say = self._catalogue.say
        card = Card(self.look, spacing=14, margins=(24, 20, 24, 20), name="checkForm", parent=self)
        self.fields: dict[str, TextField] = {}
        for name in _FIELDS:
            field = TextField(say(f"certificate.check.{name}"), self.look, name=name, parent=card)
            field.edit.returnPressed.connect(self._on_compare)
            self.fields[name] = field
            card.add(field)
        compare = Button(say("certificate.check.act"), self.look, Rank.PRIMARY, name="compare", parent=card)
        compare.clicked.connect(self._on_compare)
        card.body.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _unit(self) -> Card:
        say = self._catalogue.say
        card = Card(self.look, spacing=12, margins=(24, 20, 24, 20), name="unit", parent=self)
        card.add(
            Text(say("certificate.unit.title"), self.look, "subhead", name="unitTitle", parent=card),
            Text(say("certificate.unit.lead"), self.look, "explain", "ink2", parent=card),
        )
        self.unit = TextField(say("certificate.unit.label"), self.look, name="unitName", parent=card)
        try:
            self.unit.edit.setText(self.presenter.unit())
        except Fault as fault:
            self._on_failed(fault.message)
        self.unit.edit.returnPressed.connect(self._on_keep)
        keep = Button(say("certificate.unit.keep"), self.look, name="keepUnit", parent=card)
        keep.clicked.connect(self._on_keep)
        self.kept = IconText("", "check", self.look, "small", "ink2", tint="positive", name="unitKept", parent=card)
        self.kept.hide()
        card.add(self.unit)
        card.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(self.kept)
        return card

    def _on_compare(self) -> None:
        self.error.hide()
        self.found.clear()
        self.presenter.check(self.claim())

    def _on_keep(self) -> None:
        self.kept.hide()
        self.presenter.name_unit(self.unit.edit.text())

    def _on_named(self, name: str) -> None:
        self.unit.edit.setText(name)
        self.kept.setText(self._catalogue.say("certificate.unit.kept" if name else "certificate.unit.kept_none"))
        self.kept.show()
        self.announce(self.kept.text())

    def _on_failed(self, message: Message) -> None:
        title, words = self._catalogue.say("certificate.check.not_checked"), self._catalogue.tell(message)
        self.error.show_error(title, words)
        self.error.show()
        self.reveal(self.error)
        self.announce(f"{title}. {words}")

    def _on_checked(self, found: Checked) -> None:
        say = self._catalogue.say
        good = found.finding is Finding.HOLDS
        card = Card(self.look, spacing=10, margins=(24, 20, 24, 20), name="finding", parent=self)
        icon, tint = ("circle-check", "positive") if good else ("circle-alert", "caution")
        title, detail = (say(code) for code in found.sentences)
        card.add(
            IconText(
                title, icon, self.look, "heading", "ink", tint=tint, icon_size=24, name="findingTitle", parent=card
            ),
            Text(detail, self.look, "body", "ink2", name="findingDetail", parent=card),
        )
        code = say("certificate.paper.code", number=shown_code(found.code))
        if found.finding is Finding.NO_RECORD:
            card.add(Text(code, self.look, "small", "ink2", name="findingCode", parent=card))
        else:
            card.add(Text(f"{code}. {self._dates(found)}", self.look, "small", "ink2", name="findingCode", parent=card))
            card.body.gap(6)
            card.add(Text(say("certificate.check.compared"), self.look, "subhead", parent=card))
            for line in found.lines:
                card.add(self._line(line, card))
        self.found.addWidget(card)
        self.begin_at(card)
        self.announce(f"{title} {detail}")
        self.checked.emit(found.finding)

    def _dates(self, found: Checked) -> str:
        say = self._catalogue.say
        said = say("certificate.check.issued_on", date=self._day(found.issued_ms, found.offset_min))
        if not found.expires_ms:
            return f"{said} {say('certificate.check.no_end')}"
        code = "expired_on" if found.finding is Finding.EXPIRED else "expires_on"
        return f"{said} {say(f'certificate.check.{code}', date=self._day(found.expires_ms, found.offset_min))}"

    def _line(self, line: Line, card: Card) -> Row:
        say = self._catalogue.say
        row = Row(self.look, 16)
        if self.look.single_column:
            row.setDirection(Row.Direction.TopToBottom)
        words = Column(self.look, 2)
        title = say(f"certificate.field.{line.field.value}")
        words.addWidget(Text(title, self.look, "explain", weight=600, parent=card))
        values = {"issued": self._shown(line, line.issued), "today": self._shown(line, line.today)}
        if line.typed:
            said = say("certificate.check.row_typed", typed=self._shown(line, line.typed), **values)
        else:
            said = say("certificate.check.row", **values)
        words.addWidget(Text(said, self.look, "small", "ink2", name=f"line-{line.field.value}", parent=card))
        row.addLayout(words, 1)
        code, icon, tint = ("agrees", "check", "positive") if line.agrees else ("differs", "triangle-alert", "caution")
        mark = say(f"certificate.check.{code}")
        name = f"mark-{line.field.value}"
        row.addWidget(IconText(mark, icon, self.look, "small", "ink", tint=tint, wraps=False, name=name, parent=card))
        return row

    def _shown(self, line: Line, value: str) -> str:
        if line.field is Field.DATE:
            day = datetime.fromisoformat(value).replace(hour=12, tzinfo=UTC)
            return self._day(round(day.timestamp() * 1000), 0)
        if line.field in (Field.SCORE, Field.MARK):
            right, total = value.split("/")
            return self._catalogue.say("certificate.check.score_value", right=right, total=total)
        return value

    def _day(self, utc_ms: int, offset_min: int) -> str:
        there = timezone(timedelta(minutes=offset_min))
        # Another year than any: it is always said.
        return wording.date(utc_ms, datetime(1, 1, 2, tzinfo=there), self._catalogue)
