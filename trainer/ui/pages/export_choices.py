"""Owns the page of more choices for an export: of whom, of which days, what, which columns, its first rows; knows no file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.export_views import Preview
from trainer.core.message import Message, Refused
from trainer.core.requests import ExportPlan, ReportFormat, ReportWish, TableFormat, TableRows
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.day_field import DayField
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.field import Choice, Switch
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column, Strip
from trainer.ui.components.page import Page
from trainer.ui.components.text import Text
from trainer.ui.export_protocols import ExportingDesk
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages.export_parts import Columns, PreviewTable
from trainer.ui.pages.exports import Exports
from trainer.ui.presenters.export_choices import ExportChoicesPresenter, scope
from trainer.ui.presenters.exporting import Wish
from trainer.ui.theme import Look

SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
DECIMALS = {"comma": ",", "point": "."}
REPORT = "report"
_WHAT = (*(rows.value for rows in TableRows), REPORT)
_SETTLE_MS = 400
"""A day is typed letter by letter: it is looked at when nothing came for so long."""


class Choices(msgspec.Struct, frozen=True):
    """What is chosen on the page, to be taken up by a page made anew; days as they were typed."""

    what: str = TableRows.PERSON.value
    format: str = TableFormat.XLSX.value
    group: str = ""
    since: str = ""
    until: str = ""
    codes: bool = True
    separator: str = "semicolon"
    decimal: str = "comma"
    off: frozenset[str] = frozenset()


class ExportChoicesPage(Page):
    """More choices: ExportChoicesPage(desk, trainer, look, catalogue, now, choices). Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: ExportingDesk,
        trainer: str,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        choices: Choices = Choices(),  # noqa: B008 - frozen
        *,
        chooser: Chooser = choose_target,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, wide=True, name="exportChoices", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._off = choices.off
        self._preview: Preview | None = None
        self._build_choices(desk, choices)
        self._build_preview()
        self.write = Button(self._say("write"), look, Rank.PRIMARY, icon="download", name="write", parent=self)
        self.exports = Exports(desk, trainer, look, catalogue, self.write, chooser=chooser, now=now, parent=self)
        self.main.insertWidget(0, self.exports)
        self.add_footer(self.write)
        self.footer.addStretch(1)
        self.presenter = ExportChoicesPresenter(desk, catalogue.language, self)
        self.presenter.previewed.connect(self.show_preview)
        self.presenter.not_previewed.connect(self._on_not_previewed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._connect()
        self._on_what_chosen()

    def _build_choices(self, desk: ExportingDesk, given: Choices) -> None:
        look, say = self.look, self._say
        what = [(one, say(f"what.{one}")) for one in _WHAT]
        self.what = Choice(say("what.label"), what, look, chosen=given.what, name="what", parent=self)
        self.format = Choice(say("format.label"), [], look, name="format", parent=self)
        everybody = ("", say("everybody"))
        groups = [everybody, *((group.id, group.name) for group in desk.groups())]
        self.group = Choice(say("group"), groups, look, chosen=given.group, name="group", parent=self)
        top = Strip(look, 16, self)
        top.add(self.what, self.format, self.group)
        hint = self._words.say("day.hint")
        self.since = DayField(say("since"), look, text=given.since, hint=hint, name="since", parent=self)
        self.until = DayField(say("until"), look, text=given.until, hint=hint, name="until", parent=self)
        days = Strip(look, 16, self)
        days.add(self.since, self.until)
        self.codes = Switch(self._words.say("export.codes"), look, hint="", on=given.codes, name="codes", parent=self)
        self.signs = Strip(look, 16, self)
        separators = [(key, self._words.say(f"export.separators.{key}")) for key in SEPARATORS]
        decimals = [(key, self._words.say(f"export.decimals.{key}")) for key in DECIMALS]
        self.separator = Choice(
            self._words.say("export.separator"), separators, look, chosen=given.separator, name="separator", parent=self
        )
        self.decimal = Choice(
            self._words.say("export.decimal"), decimals, look, chosen=given.decimal, name="decimal", parent=self
        )
        self.signs.add(self.separator, self.decimal)
        self.about = Text("", look, "small", "ink2", name="about", parent=self)
        card = Card(look, spacing=16, name="choicesCard", parent=self)
        card.add(top, days, self.about, self.codes, self.signs)
        self.add(card)
        self._show_formats(given.format)

    def _build_preview(self) -> None:
        look, say = self.look, self._say
        self.part = QWidget(self)
        self.part.setObjectName("previewPart")
        column = Column(look, 12, parent=self.part)
        column.addWidget(Text(say("columns"), look, "subhead", parent=self.part))
        self.columns = Columns(look, self.part)
        column.addWidget(self.columns)
        column.gap(8)
        column.addWidget(Text(say("preview"), look, "subhead", parent=self.part))
        frame = Card(look, spacing=0, margins=(2, 2, 2, 2), name="previewCard", parent=self.part)
        self.table = PreviewTable(say("preview"), look, self.part)
        frame.add(self.table)
        column.addWidget(frame)
        self.more = Text("", look, "small", "ink2", name="previewNote", parent=self.part)
        column.addWidget(self.more)
        self.add(self.part)
        self.main.addStretch(1)

    def _connect(self) -> None:
        self.what.choice_made.connect(self._on_what_chosen)
        for choice in (self.format, self.group, self.separator, self.decimal):
            choice.choice_made.connect(self._on_changed)
        self.codes.toggled.connect(self._on_changed)
        for field in (self.since, self.until):
            field.text_changed.connect(lambda _text: self._settle.start())
            field.submitted.connect(self.refresh)
        self.columns.changed.connect(self._on_columns_changed)
        self.write.clicked.connect(self.begin)
        for one in (self.exports.begun, self.exports.ended):
            one.connect(lambda: self.begin_at(self.exports))

    # What is chosen

    def choices(self) -> Choices:
        """What is chosen, to be taken up by a page made anew."""
        return Choices(
            self.what.chosen(),
            self.format.chosen(),
            self.group.chosen(),
            self.since.text(),
            self.until.text(),
            self.codes.isChecked(),
            self.separator.chosen(),
            self.decimal.chosen(),
            self._off,
        )

    def wish(self) -> Wish:
        """What would be written. Raises Refused for days that are none."""
        found = scope(self.group.chosen(), self.since.text(), self.until.text())
        codes = self.codes.isChecked()
        if self.what.chosen() == REPORT:
            return ReportWish(ReportFormat(self.format.chosen()), not codes, found)
        return ExportPlan(
            TableFormat(self.format.chosen()),
            TableRows(self.what.chosen()),
            codes,
            SEPARATORS[self.separator.chosen()],
            DECIMALS[self.decimal.chosen()],
            found,
            self.columns.chosen(),
        )

    def refresh(self) -> None:
        """Read the first rows of what is chosen now; say under the days where one is none."""
        self._settle.stop()
        for field in (self.since, self.until):
            field.show_error("")
        try:
            wish = self.wish()
        except Refused as refused:
            words = self._words.tell(refused.message)
            typed = str(refused.message.values.get("day", ""))
            wrong = self.since if typed and typed == self.since.text().strip()[:40] else self.until
            wrong.show_error(words)
            self.write.setEnabled(False)
            return
        self.write.setEnabled(not self.exports.busy and not self.columns.none_left())
        if isinstance(wish, ExportPlan):
            self.presenter.look(wish)

    def begin(self) -> None:
        """Write what is chosen; who is behind the codes only after a question."""
        try:
            wish = self.wish()
        except Refused:
            self.refresh()
            return
        if isinstance(wish, ExportPlan) and wish.rows is TableRows.KEY:
            self._ask_key(wish)
        else:
            self.exports.begin(wish)

    def _ask_key(self, wish: ExportPlan) -> None:
        say = self._say
        dialog = Dialog(
            say("key.title"), say("key.text"), self.look, act=say("key.act"), stay=say("key.stay"), name="keyQuestion",
            parent=self,
        )  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.exports.begin(wish))
        dialog.open()

    # What is shown

    def show_preview(self, preview: Preview) -> None:
        """Show the columns there are, and the first rows with those that are on."""
        self._preview = preview
        self.columns.show_columns(preview.columns, self._off)
        # The columns come after the rest of the page: Tab goes by what is seen.
        order = [self.decimal.box, *self.columns.buttons(), self.table, self.write]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._preview is None:
            return
        self.table.show_preview(self._preview, self.columns.off())
        count = len(self._preview.rows)
        if self.columns.none_left():
            words = self._say("no_columns")
        elif not count:
            words = self._say("no_rows")
        else:
            words = self._say("first_of_more" if self._preview.more else "all_rows", n=count)
        self.more.setText(words)
        self.write.setEnabled(not self.columns.none_left() and not self.exports.busy)

    def _show_formats(self, chosen: str) -> None:
        report = self.what.chosen() == REPORT
        formats = [one.value for one in (ReportFormat if report else TableFormat)]
        kept = chosen if chosen in formats else formats[0] if report else TableFormat.XLSX.value
        self.format.show_options([(one, self._say(f"format.{one}")) for one in formats], kept)

    def _on_what_chosen(self) -> None:
        what = self.what.chosen()
        self._show_formats(self.format.chosen())
        self.part.setVisible(what != REPORT)
        self.codes.setVisible(what != TableRows.KEY)
        self._on_changed()

    def _on_changed(self) -> None:
        what, codes = self.what.chosen(), self.codes.isChecked()
        self.about.setText(self._say(f"about.{what}"))
        if what == REPORT:
            hint = self._say("names_off" if codes else "names_on")
        else:
            hint = self._words.say("export.codes_on" if codes else "export.codes_off")
        self.codes.show_hint(hint)
        self.signs.setVisible(self.format.chosen() == TableFormat.CSV)
        self.refresh()

    def _on_columns_changed(self) -> None:
        shown = {column.id for column in self._preview.columns} if self._preview is not None else set()
        self._off = (self._off - shown) | self.columns.off()
        self._show_rows()

    def _on_not_previewed(self, message: Message) -> None:
        self.more.setText(self._words.tell(message))

    def _say(self, code: str, **values: str | int) -> str:
        return self._words.say("choices." + code, **values)
