"""Owns the section of an assessment that says when it is passed: marks, must-pass objectives, mistakes that fail on their own; judges
nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import CriticalError, Error
from trainer.catalogue import Catalogue
from trainer.core.plan_views import ModuleChoice
from trainer.core.plan_wishes import PlanWish
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.field import Switch
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.text import Text
from trainer.ui.pages.plan_parts import Picks, Section, ShortField, choice, tab_on
from trainer.ui.theme import Look

_ERRORS = (Error.MISS, Error.FALSE_ALARM)


class CriticalRow(QWidget):
    """One mistake that fails on its own. Signals: `changed()`, `removed()`."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, error: CriticalError, options: Sequence[tuple[str, str]], look: Look, words: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._words = look, words
        self._line = Row(look, 12, parent=self)
        offered = list(options)
        if error.objective not in dict(offered):
            offered.append((error.objective, error.objective))
        self.objective = choice(self._say("objective"), offered, look, name="criticalObjective", parent=self)
        self.objective.show_choice(error.objective)
        errors = [(one.value, self._say(one.value)) for one in _ERRORS]
        self.error = choice(self._say("error"), errors, look, name="criticalError", parent=self)
        self.error.show_choice(error.error.value)
        self.remove = IconButton("", "x", look, name="criticalRemove", parent=self)
        self._line.addWidget(self.objective, 3)
        self._line.addWidget(self.error, 2)
        self._line.addWidget(self.remove)
        self._line.setAlignment(self.remove, Qt.AlignmentFlag.AlignBottom)
        self.objective.choice_made.connect(self.changed)
        self.error.choice_made.connect(self.changed)
        self.remove.clicked.connect(self.removed)
        look.changed.connect(self._turn)
        self._turn()

    def error_named(self) -> CriticalError:
        """What the row says."""
        return CriticalError(self.objective.chosen(), Error(self.error.chosen()))

    def show_number(self, number: int) -> None:
        """Be the row of this number, from 1."""
        for part, code in ((self.objective, "objective"), (self.error, "error")):
            part.label.setVisible(number == 1 or self._look.single_column)
            said = self._words.say("plan.edit.asked.of_row", label=self._say(code), row=number)
            part.box.setAccessibleName(said)
        self.remove.setAccessibleName(self._say("remove", row=number))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.edit.passing.critical_" + code, **values)

    def _turn(self) -> None:
        down = self._look.single_column
        self._line.setDirection(Row.Direction.TopToBottom if down else Row.Direction.LeftToRight)


class PassingSection(Section):
    """When it is passed."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        super().__init__(words.say("plan.edit.passing.heading"), look, name="passingSection", parent=parent)
        self._words = words
        self._modules: Sequence[ModuleChoice] = ()
        self._asked: tuple[str, ...] = ()
        self._texts: dict[str, str] = {}
        self.marks: dict[str, ShortField] = {}
        self.critical: list[CriticalRow] = []
        self.mark = ShortField(self._say("mark"), look, hint=self._say("mark_hint"), name="passMark", parent=self)
        self._marks = Column(look, 12)
        self.essential = Picks(
            lambda n: self._say("essential_some", n=n) if n else self._say("essential_all"),
            lambda said: self._say("essential_name", words=said),
            look,
            hint=self._say("essential_hint"),
            name="essential",
            parent=self,
        )
        self._critical_title = Text(self._say("critical"), look, "bodyStrong", name="criticalTitle", parent=self)
        self._critical_hint = Text(self._say("critical_hint"), look, "small", "ink2", name="criticalHint", parent=self)
        self._critical = Column(look, 8)
        self.add_critical = Button(
            self._say("critical_add"), look, Rank.QUIET, icon="plus", flush=True, name="criticalAdd", parent=self
        )
        self.add(self.mark, self._marks)
        self.add(Text(self._say("essential"), look, "bodyStrong", name="essentialTitle", parent=self), self.essential)
        self.add(self._critical_title, self._critical_hint, self._critical)
        self.body.addWidget(self.add_critical, 0, Qt.AlignmentFlag.AlignLeft)
        self.critical_choices = Switch(self._say("critical_choices"), look, name="criticalChoices", parent=self)
        self.add(self.critical_choices)
        self.critical_choices.toggled.connect(self.changed)
        self.mark.text_changed.connect(self.changed)
        self.essential.changed.connect(self.changed)
        self.add_critical.clicked.connect(self._on_add_clicked)

    def show_wish(self, wish: PlanWish, modules: Sequence[ModuleChoice]) -> None:
        """Show when a plan is passed."""
        self._texts = dict(wish.module_marks)
        self.mark.show_text(wish.pass_mark)
        self.critical_choices.setChecked(wish.critical_choices)
        for row in self.critical:
            row.setParent(None)
            row.deleteLater()
        self.critical = []
        self._asked = ("",)
        self.show_asked(wish, modules)
        self.essential.show_picks(self.offered(), wish.essential)
        for error in wish.critical:
            self._add(error)

    def show_asked(self, wish: PlanWish, modules: Sequence[ModuleChoice]) -> None:
        """Follow which modules are asked: marks for them, objectives of theirs to choose from."""
        self._modules = modules
        self.critical_choices.setVisible(any(quota.cases for quota in wish.quotas))
        counted = {quota.module for quota in wish.quotas if quota.count.strip() not in ("", "0")}
        asked = tuple(module.id for module in modules if module.id in counted)
        if asked == self._asked:
            return
        self._asked = asked
        self._texts |= {module: field.text() for module, field in self.marks.items()}
        self._marks.clear()
        self.marks = {}
        for module in modules if len(asked) > 1 else ():
            if module.id in asked:
                field = ShortField(
                    self._say("module_mark", module=module.title), self._look, name=f"mark-{module.id}", parent=self
                )
                field.show_text(self._texts.get(module.id, ""))
                field.text_changed.connect(self.changed)
                self.marks[module.id] = field
                self._marks.addWidget(field)
        tab_on(self.mark, list(self.marks.values()))
        self.essential.show_picks(self.offered(), self.essential.chosen())

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says; marks and objectives of modules that are not asked fall away."""
        there = {option for option, _, _ in self.offered()}
        return replace(
            wish,
            pass_mark=self.mark.text(),
            module_marks={module: field.text() for module, field in self.marks.items() if field.text().strip()},
            essential=tuple(one for one in self.essential.chosen() if one in there),
            critical=tuple(row.error_named() for row in self.critical),
            critical_choices=self.critical_choices.isChecked(),
        )

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        self.mark.show_fault(faults.get("pass_mark", ""))
        for module, field in self.marks.items():
            field.show_fault(faults.get(f"module_marks.{module}", ""))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.edit.passing." + code, **values)

    def offered(self) -> list[tuple[str, str, str]]:
        """The objectives asked, each under the name of its module: two modules may have one of the same name."""
        return [
            (one.id, self._say("of_module", module=module.short, objective=one.title), "")
            for module in self._modules
            if module.id in self._asked
            for one in module.objectives
        ]

    def _add(self, error: CriticalError) -> CriticalRow:
        options = [(option, title) for option, title, _ in self.offered()]
        row = CriticalRow(error, options, self._look, self._words, self)
        row.changed.connect(self.changed)
        row.removed.connect(self._on_removed)
        before = self.critical[-1].remove if self.critical else self.essential.controls()[-1]
        tab_on(before, [row.objective, row.error, row.remove])
        self.critical.append(row)
        self._critical.addWidget(row)
        row.show_number(len(self.critical))
        return row

    def _on_add_clicked(self) -> None:
        picks = self.offered()
        if picks:
            row = self._add(CriticalError(picks[0][0], Error.MISS))
            row.objective.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def _on_removed(self) -> None:
        row = self.sender()
        if not isinstance(row, CriticalRow):
            return
        self.critical.remove(row)
        self.add_critical.setFocus(Qt.FocusReason.OtherFocusReason)
        row.hide()
        self._critical.removeWidget(row)
        row.deleteLater()
        for number, left in enumerate(self.critical, 1):
            left.show_number(number)
        self.changed.emit()
