"""Owns the page that makes a reference card: what is to be on it, how it will look, saving and printing; lays out nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.cards import LocalNumbers, Paper, Part
from trainer.core.message import Message
from trainer.core.requests import Access, Admitted
from trainer.faults import Fault
from trainer.printing.card import SHEETS, CardSheets
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice, Switch
from trainer.ui.components.header import Header
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_target
from trainer.ui.pages.card_numbers import NumbersCard
from trainer.ui.pages.printing import Printing, SystemPrinting
from trainer.ui.presenters.card import CardPresenter
from trainer.ui.protocols import CardingDesk
from trainer.ui.theme import Look


class CardPage(Page):
    """The card of `module`, the first one where it is "". Signal: `back_wished(module)`."""

    back_wished = Signal(str)

    def __init__(
        self,
        desk: CardingDesk,
        who: Admitted,
        module: str,
        look: Look,
        catalogue: Catalogue,
        *,
        chooser: Chooser = choose_target,
        printing: Printing | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._say_of = catalogue
        teaches = who.access is Access.TRAINER
        header = Header(catalogue.say("card.title"), look, back="" if teaches else catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="card", parent=parent)
        self._chooser = chooser
        self._printing = printing or SystemPrinting()
        self._changed = False
        self.presenter = CardPresenter(desk, who, module, catalogue, self)
        modules = self.presenter.modules()
        if not module and modules:
            self.presenter.module = modules[0][0]
        self.print_button = Button(self._say("print"), look, icon="printer", name="print", parent=self)
        self.save_button = Button(self._say("save"), look, Rank.PRIMARY, icon="download", name="save", parent=self)
        header.add(self.print_button, self.save_button)
        header.back_wished.connect(lambda: self.back_wished.emit(self.presenter.module))
        self._problem = ErrorPanel(look, name="cardProblem", parent=self)
        self._done = IconText("", "check", look, "small", "ink2", tint="positive", name="cardDone", parent=self)
        self._notice = IconText(
            self._say("no_printer"), "info", look, "small", "ink2", tint="info", name="noPrinter", parent=self
        )
        for hidden in (self._problem, self._done, self._notice, self.print_button):
            hidden.hide()
        self.add(Text(self._say("lead"), look, "body", "ink2", parent=self), self._problem, self._done)
        self.add(self._wishes(modules, teaches))
        lead = self._say("numbers.lead_trainer" if teaches else "numbers.lead")
        self.numbers = NumbersCard(lead, look, catalogue, self)
        self.add(self.numbers, self._notice)
        self.main.addStretch(1)
        self.preview = _Preview(look, self)
        self._pages = Text("", look, "caption", "ink2", name="pages", parent=self)
        self.add_side(self.preview, self._pages)
        self._teaches = teaches
        self._connect()
        self._show_numbers(self._kept_numbers())
        self.presenter.show()
        QTimer.singleShot(0, self, self._look_for_printers)

    def leave(self) -> bool:
        """Keep what was written in the lines; stay and say why where it cannot be kept."""
        return not self._changed or self.presenter.keep(self.numbers.numbers())

    may_close = leave

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._say_of.say("card." + code, **values)

    def _wishes(self, modules: tuple[tuple[str, str], ...], teaches: bool) -> QWidget:
        look = self.look
        card = Card(look, spacing=14, name="wishes", parent=self)
        self.module = Choice(
            self._say("module"),
            modules,
            look,
            chosen=self.presenter.module,
            icon="layers",
            name="moduleChoice",
            parent=card,
        )
        sizes = [(paper.value, self._say(f"size_{paper.value}")) for paper in Paper]
        self.size_choice = Choice(self._say("size"), sizes, look, icon="file-text", name="sizeChoice", parent=card)
        self.personal = Switch(
            self._say("personal"), look, hint=self._say("personal_hint"), name="personal", parent=card
        )
        for choice in (self.module, self.size_choice):
            choice.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        card.add(self.module, self.size_choice, self.personal)
        self.personal.setVisible(not teaches)
        return card

    def _connect(self) -> None:
        one = self.presenter
        one.card_shown.connect(self._on_card_shown)
        one.not_shown.connect(lambda problem: self._show_problem("not_shown", problem))
        one.numbers_kept.connect(self._on_numbers_kept)
        one.not_kept.connect(lambda problem: self._show_problem("numbers.not_kept_title", problem))
        one.saved.connect(self._on_saved)
        one.not_saved.connect(self._on_not_saved)
        self.module.choice_made.connect(self._on_module_chosen)
        self.size_choice.choice_made.connect(self._on_size_chosen)
        self.personal.toggled.connect(self._on_personal_toggled)
        self.numbers.changed.connect(self._on_numbers_changed)
        self.numbers.keep_wished.connect(self._on_keep_wished)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)
        self._problem.action_wished.connect(self._on_save_clicked)

    def _kept_numbers(self) -> LocalNumbers:
        try:
            return self.presenter.numbers()
        except Fault as fault:
            self._show_problem("not_shown", fault.message)
            return LocalNumbers()

    def _show_numbers(self, kept: LocalNumbers) -> None:
        others, own = (kept.own, kept.everybody) if self._teaches else (kept.everybody, kept.own)
        self.numbers.show_numbers(() if self._teaches else others, own)

    # What the person does

    def _on_module_chosen(self, module: str) -> None:
        self.presenter.module = module
        self.presenter.show()

    def _on_size_chosen(self, size: str) -> None:
        self.presenter.paper = Paper(size)
        self.presenter.show()

    def _on_personal_toggled(self, on: bool) -> None:
        self.presenter.personal = on
        self.presenter.show()

    def _on_numbers_changed(self) -> None:
        self._changed = True

    def _on_keep_wished(self) -> None:
        if self.presenter.keep(self.numbers.numbers()):
            self._quiet()
            self.numbers.show_kept(True)
            self.announce(self._say("numbers.kept"))

    def _on_numbers_kept(self, _kept: LocalNumbers) -> None:
        self._changed = False

    def _on_save_clicked(self) -> None:
        if not self.leave():
            return
        name = self._chooser(self, self._say("save_title"), self.presenter.file_name, self._say("filter_pdf"))
        if name:
            self._quiet()
            target = Path(name)
            self.presenter.save(target if target.suffix else target.with_suffix(".pdf"))

    def _on_print_clicked(self) -> None:
        sheets = self.presenter.sheets
        if sheets is None or not self.leave():
            return
        sheets = self.presenter.sheets or sheets
        try:
            printed = self._printing.print(self, sheets, self.presenter.paper, self.presenter.title)
        except Fault as fault:
            words = f"{self._say_of.tell(fault.message)} {self._say('not_saved_safe')}"
            self._show_trouble("not_printed_title", words)
            return
        if printed is None:
            return
        self._quiet()
        if printed:
            self._tell(self._say("printed"))
        else:
            self._show_trouble("not_printed_title", self._say("not_printed"))

    # What comes back

    def _on_card_shown(self, sheets: CardSheets) -> None:
        self._problem.hide()
        card = self.presenter.card
        missed = card is not None and any(part.part is Part.OWN for part in card.parts)
        self.personal.show_hint(
            self._say("personal_none" if self.presenter.personal and not missed else "personal_hint")
        )
        self.preview.show_sheets(sheets, self.presenter.paper, self._say("preview", page=1))
        self._pages.setText(self._say("pages", n=sheets.pages))
        self.save_button.setEnabled(True)
        self.print_button.setEnabled(True)

    def _show_problem(self, title: str, problem: Message) -> None:
        if self.presenter.sheets is None:
            self.save_button.setEnabled(False)
            self.print_button.setEnabled(False)
        self._show_trouble(title, self._say_of.tell(problem))

    def _show_trouble(self, title: str, words: str) -> None:
        self._done.hide()
        self._problem.show_error(self._say(title), words)
        self._problem.show()
        self.reveal(self._problem)
        self.announce(f"{self._say(title)}. {words}")

    def _on_saved(self, path: str) -> None:
        self._tell(f"{self._say('saved_title')}: {path}")

    def _on_not_saved(self, problem: Message) -> None:
        words = f"{self._say_of.tell(problem)} {self._say('not_saved_safe')}"
        self._problem.show_error(self._say("not_saved_title"), words, [("another", self._say("another"))])
        self._problem.show()
        self.reveal(self._problem)
        self.announce(self._say("not_saved_title"))

    def _tell(self, words: str) -> None:
        self._done.setText(words)
        self._done.show()
        self.reveal(self._done)
        self.announce(words)

    def _quiet(self) -> None:
        self._problem.hide()
        self._done.hide()

    def _look_for_printers(self) -> None:
        found = self._printing.available()
        self.print_button.setVisible(found)
        self._notice.setVisible(not found)


class _Preview(QWidget):
    """The first page of the card, small."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._sheets: CardSheets | None = None
        self._share = 1.414
        self._picture: QImage | None = None
        self.setObjectName("preview")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def show_sheets(self, sheets: CardSheets, paper: Paper, name: str) -> None:
        """Show another card."""
        sheet = SHEETS[paper]
        self._sheets, self._share, self._picture = sheets, sheet.height / sheet.width, None
        self.setAccessibleName(name)
        self.setAccessibleDescription(sheets.words())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, self._widest()) * self._share)

    def sizeHint(self) -> QSize:
        return QSize(self._widest(), self.heightForWidth(self._widest()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), round(self._look.px(120) * self._share))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._sheets is None:
            return
        painter = QPainter(self)
        width = min(self.width(), self._widest(), round(self.height() / self._share))
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.width() != round((width - 2) * ratio):
            self._picture = self._sheets.picture(0, width - 2, ratio)
        painter.drawImage(1, 1, self._picture)
        painter.setPen(self._look.colour("border"))
        painter.drawRect(0, 0, width - 1, round((width - 2) * self._share) + 1)

    def _widest(self) -> int:
        return self._look.tokens.sizes["sidePanel"]
