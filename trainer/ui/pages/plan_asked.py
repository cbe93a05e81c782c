"""Owns the section of an assessment that says what is asked: rows of a module with a count, a kind, objectives; knows no pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import Kind, Pool
from trainer.catalogue import Catalogue
from trainer.core.plan_views import ModuleChoice
from trainer.core.plan_wishes import PlanWish, QuotaWish
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.text import Text
from trainer.ui.pages.plan_parts import Picks, Section, ShortField, choice, tab_on
from trainer.ui.theme import Look

_ANY, _CASES = "any", "cases"
POOLS = (Pool.GRADED, Pool.SELF_CHECK)


class AskedRow(QWidget):
    """One row. Signals: `changed()`, `removed()`."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, wish: QuotaWish, modules: Sequence[ModuleChoice], look: Look, words: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._words = look, words
        self._wish = wish
        self._modules = modules
        self._number = 1
        column = Column(look, 8, parent=self)
        self._rule = Rule(look, self)
        column.addWidget(self._rule)
        self._line = Row(look, 12)
        named = [(module.id, module.title) for module in modules]
        if wish.module not in dict(named):
            named.append((wish.module, wish.module))
        self.module = choice(self._say("module"), named, look, name="askedModule", parent=self)
        self.module.show_choice(wish.module)
        self.count = ShortField(self._say("count"), look, name="askedCount", parent=self)
        self.count.show_text(wish.count)
        self.kinds = choice(self._say("kinds"), self._kinds(wish), look, name="askedKinds", parent=self)
        self.kinds.show_choice(_CASES if wish.cases else _key(wish.kinds))
        self.remove = IconButton(self._say("remove"), "x", look, name="askedRemove", parent=self)
        self._line.addWidget(self.module, 3)
        self._line.addWidget(self.count)
        self._line.addWidget(self.kinds, 2)
        self._line.addWidget(self.remove)
        self._line.setAlignment(self.remove, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(self._line)
        self.objectives = Picks(
            self._counted,
            lambda said: self._say("objectives_name", words=said, row=self._number),
            look,
            hint=self._say("objectives_hint"),
            name="askedObjectives",
            parent=self,
        )
        column.addWidget(self.objectives)
        self._offer(wish.objectives)
        self.module.choice_made.connect(self._on_module_chosen)
        self.count.text_changed.connect(self.changed)
        self.kinds.choice_made.connect(self.changed)
        self.objectives.changed.connect(self.changed)
        self.remove.clicked.connect(self.removed)
        look.changed.connect(self._turn)
        self._turn()

    def wish(self) -> QuotaWish:
        """What the row says."""
        key = self.kinds.chosen()
        kinds = () if key in ("", _ANY, _CASES) else tuple(Kind(one) for one in key.split())
        return replace(
            self._wish,
            module=self.module.chosen(),
            count=self.count.text(),
            objectives=self.objectives.chosen(),
            kinds=kinds,
            cases=key == _CASES,
        )

    def controls(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [self.module, self.count, self.kinds, self.remove, *self.objectives.controls()]

    def show_number(self, number: int) -> None:
        """Be the row of this number, from 1; captions stand over the first alone."""
        self._number = number
        self._rule.setVisible(number > 1)
        first = number == 1 or self._look.single_column
        for part, code in ((self.module, "module"), (self.kinds, "kinds"), (self.count, "count")):
            part.label.setVisible(first)
            control = part.edit if isinstance(part, ShortField) else part.box
            control.setAccessibleName(self._say("of_row", label=self._say(code), row=number))
        self.remove.setAccessibleName(self._say("remove_name", row=number, module=self.module.box.currentText()))
        self.objectives.show_picks(self._picks(), self.objectives.chosen())

    def show_modules(self, modules: Sequence[ModuleChoice]) -> None:
        """Offer the objectives of another pool, or of one that was opened."""
        self._modules = modules
        self._offer(self.objectives.chosen())

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.edit.asked." + code, **values)

    def _kinds(self, wish: QuotaWish) -> list[tuple[str, str]]:
        own = wish.kinds
        names = {kind: self._say(f"kinds_{kind.value}") for kind in Kind}
        options = [(_ANY, self._say("kinds_any")), *((kind.value, names[kind]) for kind in Kind)]
        if len(own) > 1:
            options.append((_key(own), ", ".join(names[kind] for kind in own)))
        if wish.cases or any(module.cases for module in self._modules):
            options.append((_CASES, self._say("kinds_cases")))
        return options

    def _counted(self, n: int) -> str:
        return self._say("objectives_some", n=n) if n else self._say("objectives_all")

    def _picks(self) -> list[tuple[str, str, str]]:
        module = next((one for one in self._modules if one.id == self.module.chosen()), None)
        found = []
        for one in module.objectives if module else ():
            notes = [self._say("must_know")] if one.must_know else []
            notes += [self._say("there", n=one.questions)] if one.questions is not None else []
            found.append((one.id, one.title, ", ".join(notes)))
        return found

    def _offer(self, chosen: Sequence[str]) -> None:
        self.objectives.show_picks(self._picks(), chosen)

    def _on_module_chosen(self) -> None:
        self._offer(())
        self.show_number(self._number)
        self.changed.emit()

    def _turn(self) -> None:
        down = self._look.single_column
        self._line.setDirection(Row.Direction.TopToBottom if down else Row.Direction.LeftToRight)
        self.show_number(self._number)


class AskedSection(Section):
    """What is asked: AskedSection(modules of a pool, look, catalogue). `pool_chosen(Pool)` beside `changed()`."""

    pool_chosen = Signal(object)

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        super().__init__(words.say("plan.edit.asked.heading"), look, name="askedSection", parent=parent)
        self._words = words
        self._modules: Sequence[ModuleChoice] = ()
        self.rows: list[AskedRow] = []
        pools = [(pool.value, self._say(f"pool_{pool.value}")) for pool in POOLS]
        self.pool = choice(self._say("pool"), pools, look, name="askedPool", parent=self)
        self._none = Text(self._say("none_yet"), look, "body", "ink2", name="askedNone", parent=self)
        self._rows = Column(look, 12)
        self._fault = Text("", look, "small", "caution", name="askedFault", parent=self)
        self._fault.hide()
        self.add_row = Button(self._say("add"), look, Rank.SECONDARY, icon="plus", name="askedAdd", parent=self)
        self.add(self.pool, self._none, self._rows, self._fault)
        self.body.addWidget(self.add_row, 0, Qt.AlignmentFlag.AlignLeft)
        self.pool.choice_made.connect(lambda chosen: self.pool_chosen.emit(Pool(chosen)))
        self.add_row.clicked.connect(self._on_add_clicked)

    def show_wish(self, wish: PlanWish, modules: Sequence[ModuleChoice]) -> None:
        """Show what a plan asks."""
        self._modules = modules
        self.pool.show_choice(wish.pool.value)
        for row in self.rows:
            row.setParent(None)
            row.deleteLater()
        self.rows = []
        for quota in wish.quotas:
            self._add(quota)
        self._number()

    def show_modules(self, modules: Sequence[ModuleChoice]) -> None:
        """Offer what another pool has."""
        self._modules = modules
        for row in self.rows:
            row.show_modules(modules)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(wish, pool=Pool(self.pool.chosen()), quotas=tuple(row.wish() for row in self.rows))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        said = faults.get("quotas", "")
        self._fault.setText(said)
        self._fault.setVisible(bool(said))
        for place, row in enumerate(self.rows):
            row.count.show_fault(faults.get(f"quotas.{place}", ""))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.edit.asked." + code, **values)

    def _add(self, quota: QuotaWish) -> AskedRow:
        row = AskedRow(quota, self._modules, self._look, self._words, self)
        before = self.rows[-1].controls()[-1] if self.rows else self.pool
        tab_on(before, row.controls())
        row.changed.connect(self.changed)
        row.removed.connect(self._on_removed)
        self.rows.append(row)
        self._rows.addWidget(row)
        return row

    def _number(self) -> None:
        for number, row in enumerate(self.rows, 1):
            row.show_number(number)
        self._none.setVisible(not self.rows)

    def _on_add_clicked(self) -> None:
        module = self._modules[0].id if self._modules else ""
        row = self._add(QuotaWish(module, ""))
        self._number()
        row.module.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _on_removed(self) -> None:
        row = self.sender()
        if not isinstance(row, AskedRow):
            return
        at = self.rows.index(row)
        self.rows.remove(row)
        beside = self.rows[min(at, len(self.rows) - 1)].remove if self.rows else self.add_row
        beside.setFocus(Qt.FocusReason.OtherFocusReason)
        row.hide()
        self._rows.removeWidget(row)
        row.deleteLater()
        self._number()
        self.changed.emit()


def _key(kinds: Sequence[Kind]) -> str:
    return " ".join(kind.value for kind in kinds) or _ANY
