"""Owns the editor of an assessment: its sections, what it comes to beside them, keeping it; knows no pool and no rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from question_bank.model import Pool
from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.plan_views import OpenedPlan, PlanPreview
from trainer.core.plan_wishes import PlanWish
from trainer.core.requests import Admitted
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.header import Header
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_source
from trainer.ui.pages.plan_asked import AskedSection
from trainer.ui.pages.plan_panel import PlanPanel
from trainer.ui.pages.plan_passing import PassingSection
from trainer.ui.pages.plan_sections import AfterSection, CertificateSection, DatesSection, NameSection, RulesSection
from trainer.ui.pages.vault_panel import VaultPanel
from trainer.ui.plan_protocols import ComposingDesk
from trainer.ui.presenters.plan import PlanPresenter
from trainer.ui.theme import Look
from trainer.ui.vault_protocols import VaultingDesk

_BEFORE_SAVING = ("plan.fault.title_empty", "plan.fault.nothing_asked")
"""What every new plan lacks: told when it is to be kept, not while it is begun."""

Draft = PlanWish


class PlanPage(Page):
    """PlanPage(desk, vaulting, opened, who, look, catalogue, now).

    Signals: `back_wished()`, `bank_changed()` once graded questions were opened or closed, `trial_wished(str)` to sit the
    plan as it is kept without being counted.
    A page made anew in another language is given what was typed: `restore(draft)`.
    """

    back_wished = Signal()
    bank_changed = Signal()
    trial_wished = Signal(str)

    def __init__(
        self,
        desk: ComposingDesk,
        vaulting: VaultingDesk,
        opened: OpenedPlan,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        source: Chooser = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._titled(opened), look, caption=self._say("caption"), back=self._say("back"))
        super().__init__(look, header=header, name="plan", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._asked_to_save = False
        self._filling = False
        self._told = ""
        if opened.source:
            title = self._say("copy_title", title=opened.source)
            opened = replace(opened, wish=replace(opened.wish, title=title))
        self.presenter = PlanPresenter(desk, who.id, opened, catalogue.language, self)
        self._note = Card(look, tone="info", margins=(20, 14, 20, 14), name="planNote", parent=self)
        self._note_text = Text("", look, "explain", name="planNoteText", parent=self._note)
        self._note.add(self._note_text)
        self._problem = ErrorPanel(look, name="planProblem", parent=self)
        self._problem.hide()
        self.name = NameSection(look, catalogue, self)
        self.asked = AskedSection(look, catalogue, self)
        self.vault = VaultPanel(vaulting, who, look, catalogue, now, source=source, parent=self)
        self.rules = RulesSection(look, catalogue, self)
        self.passing = PassingSection(look, catalogue, self)
        self.after = AfterSection(look, catalogue, self)
        self.dates = DatesSection(look, catalogue, self)
        self.certificate = CertificateSection(look, catalogue, self)
        self._sections = (
            self.name,
            self.asked,
            self.rules,
            self.passing,
            self.after,
            self.dates,
            self.certificate,
        )
        self.retire = Button("", look, Rank.QUIET, icon="archive", flush=True, name="retire", parent=self)
        self.add(self._note, self._problem, self.name, self.asked, self.vault, *self._sections[2:])
        self.main.addWidget(self.retire, 0, Qt.AlignmentFlag.AlignLeft)
        self.main.addStretch(1)
        self.panel = PlanPanel(look, catalogue, self)
        self.panel.show_groups(self.presenter.groups())
        self.panel.group_chosen.connect(self.presenter.choose_group)
        self.add_side(self.panel)
        self.save = Button(self._say("save"), look, Rank.PRIMARY, icon="save", name="savePlan", parent=self)
        self._state = IconText("", "check", look, "small", "ink2", name="planState", parent=self)
        self.trial = Button(catalogue.say("trial.plan"), look, icon="eye", name="tryPlan", parent=self)
        self.trial.hide()
        self._drawable = False
        self.add_footer(self.save, self.trial, self._state)
        self.footer.addStretch(1)
        self.vault.hide()
        for section in self._sections:
            section.changed.connect(self._on_changed)
        self.asked.pool_chosen.connect(self._on_pool_chosen)
        self.vault.changed.connect(self._on_bank_changed)
        self.save.clicked.connect(self._on_save_clicked)
        self.trial.clicked.connect(lambda: self.trial_wished.emit(self.plan))
        self.retire.clicked.connect(self._on_retire_clicked)
        one = self.presenter
        one.previewed.connect(self._on_previewed)
        one.saved.connect(self._on_saved)
        one.not_saved.connect(self._show_problem)
        one.retired.connect(self._on_retired)
        self.area.verticalScrollBar().valueChanged.connect(self._follow)
        self._show(one.wish)

    # What a page made anew takes along

    @property
    def in_hand(self) -> PlanWish:
        """What was typed: it is handed on to a page in another language."""
        return self.presenter.wish

    @property
    def plan(self) -> str:
        """The id of the plan that it is about: as kept here, else the bank's that it is a copy of; "" for a new one."""
        return self.presenter.wish.id or self.presenter.opened.plan

    def draft(self) -> Draft:
        """What was typed, kept or not."""
        return self.presenter.wish

    def restore(self, draft: Draft) -> None:
        """Go on with what was typed on the page before."""
        self._show(draft)
        self.presenter.take(draft)
        self._show_state()

    # Leaving

    def leave(self) -> bool:
        """Ask before what was typed is lost."""
        if not self.presenter.changed:
            return True
        return self._agrees("leave.title", "leave.text", "leave.act", "leave.stay", "leavePlan")

    may_close = leave

    def _agrees(self, title: str, text: str, act: str, stay: str, name: str) -> bool:
        say = self._words.say
        dialog = Dialog(
            say(f"plan.{title}"),
            say(f"plan.{text}"),
            self.look,
            act=say(f"plan.{act}"),
            stay=say(f"plan.{stay}"),
            name=name,
            parent=self,
        )
        agreed = dialog.exec() == Dialog.DialogCode.Accepted
        dialog.deleteLater()
        # The dialog is gone only later: until then it must not keep the keyboard.
        self.activateWindow()
        return agreed

    # Showing

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.edit." + code, **values)

    def _titled(self, opened: OpenedPlan) -> str:
        if opened.source:
            return self._say("title_copy", title=opened.source)
        return opened.wish.title or self._say("title_new")

    def _show(self, wish: PlanWish) -> None:
        """Fill the sections."""
        self._filling = True
        modules = self.presenter.modules(wish.pool)
        self.asked.show_wish(wish, modules)
        self.passing.show_wish(wish, modules)
        for section in (self.name, self.rules, self.after, self.dates, self.certificate):
            section.show_wish(wish)
        self._filling = False
        self._show_state()
        self.presenter.preview()

    def _show_state(self) -> None:
        opened = self.presenter.opened
        note = ""
        if opened.source and not self.presenter.wish.id:
            note = self._say("from_bank", title=opened.source)
        elif opened.retired:
            note = self._say("retired_note")
        self._note_text.setText(note)
        self._note.setVisible(bool(note))
        kept = bool(self.presenter.wish.id) and not self.presenter.changed
        self._state.show_mark(
            self._say("saved" if kept else "not_saved"), "check" if kept else "circle-dashed", "ink2", ""
        )
        # What is kept is tried, not what is being typed.
        self.trial.setVisible(self._drawable and bool(self.plan) and not opened.retired and not self.presenter.changed)
        self.retire.setVisible(bool(opened.wish.id) and bool(self.presenter.wish.id))
        self.retire.show_text(self._say("bring_back" if opened.retired else "retire"))

    def _filled(self) -> PlanWish:
        wish = self.presenter.wish
        for section in self._sections:
            wish = section.filled(wish)
        return wish

    # What the person does

    def _on_changed(self) -> None:
        if self._filling:
            return
        wish = self._filled()
        self.passing.show_asked(wish, self.presenter.modules(wish.pool))
        self.presenter.take(self._filled())
        self._show_state()

    def _on_pool_chosen(self, pool: Pool) -> None:
        self.asked.show_modules(self.presenter.modules(pool))
        self._on_changed()

    def _on_bank_changed(self) -> None:
        self.asked.show_modules(self.presenter.modules(self.presenter.wish.pool))
        self.presenter.preview()
        self.bank_changed.emit()

    def _on_save_clicked(self) -> None:
        self._asked_to_save = True
        self._problem.hide()
        self.presenter.take(self._filled())
        self.presenter.save()
        self.presenter.preview()

    def _on_retire_clicked(self) -> None:
        retired = self.presenter.opened.retired
        if retired or self._agrees(
            "edit.retire_title", "edit.retire_text", "edit.retire_act", "edit.retire_stay", "retirePlan"
        ):
            self.presenter.retire(back=retired)

    # What comes back

    def _on_previewed(self, preview: PlanPreview) -> None:
        told = self.panel.show_preview(preview)
        if told and told != self._told:
            self.announce(told)
        self._told = told
        self.vault.setVisible(preview.locked)
        self._drawable = preview.filled
        self._show_state()
        silent = () if self._asked_to_save else _BEFORE_SAVING
        faults = {field: self._words.tell(fault) for field, fault in preview.faults.items() if fault.code not in silent}
        for section in self._sections:
            section.show_faults(faults)
        QTimer.singleShot(0, self, self._follow)

    def _on_saved(self) -> None:
        self._asked_to_save = False
        if self.header is not None:
            self.header.show_title(self.presenter.wish.title.strip(), self._say("caption"))
        self._show_state()
        self.announce(self._say("saved"))

    def _on_retired(self) -> None:
        self.back_wished.emit()

    def _show_problem(self, message: Message) -> None:
        words = self._words.tell(message)
        if message.code.startswith("plan.fault."):
            words = self._say("faults") + " " + words
        self._problem.show_error(self._say("failed_title"), words)
        self._problem.show()
        self.reveal(self._problem)
        self.announce(words)

    # The panel stays in sight beside a long page

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        content = self.area.widget()
        if not self.two_columns or content is None:
            return
        above = self.main_panel.y()
        spare = max(0, self.side_panel.height() + 2 * above - self.area.viewport().height())
        most = max(0, self.main_panel.height() - self.side_panel.height())
        down = min(most, max(0, self.area.verticalScrollBar().value() - spare))
        self.side_panel.move(self.side_panel.x(), above + down)
