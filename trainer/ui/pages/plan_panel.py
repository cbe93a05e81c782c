"""Owns what stands beside the editor of an assessment: what it comes to with the pool of today; counts nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.plan_views import CoverageLine, PlanPreview
from trainer.ui.components.card import Card
from trainer.ui.components.field import Choice
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_EVERYBODY = "*"


class PlanPanel(Card):
    """PlanPanel(look, catalogue). Call `show_preview`, and `show_groups` once.

    Signal: `group_chosen(str)`, by its id, "" for everybody: who may have met the questions.
    """

    group_chosen = Signal(str)

    def __init__(self, look: Look, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=10, margins=(20, 18, 20, 20), name="planPanel", parent=parent)
        self._words = words
        self.add(Text(self._say("heading"), look, "subhead", name="panelHeading", parent=self))
        self._body = Column(look, 10)
        self.add(self._body)
        # What is chosen from stays where it is while all else is made anew: somebody may be at it.
        self.group = Choice(self._say("seen_by"), (), look, name="seenBy", parent=self)
        self.group.choice_made.connect(lambda group: self.group_chosen.emit("" if group == _EVERYBODY else group))
        self.seen = Text("", look, "small", "ink2", name="panelSeen", parent=self)
        self._known = Column(look, 10)
        self.add(self.group, self.seen, self._known)
        self._grouped = False
        self._show_seen(None)
        self.state = ""

    def show_groups(self, groups: Sequence[tuple[str, str]]) -> None:
        """Let one choose from these groups, as (id, name), and everybody."""
        self._grouped = bool(groups)
        everybody = (_EVERYBODY, self._say("seen_everybody"))
        self.group.show_options([everybody, *((group, clipped(name, 40)) for group, name in groups)])

    def _show_seen(self, preview: PlanPreview | None) -> None:
        known = preview is not None and not preview.locked and preview.possible > 0
        self.group.setVisible(known and self._grouped)
        self.seen.setVisible(known)
        if preview is None or not known:
            return
        values: dict[str, str | int | float] = {
            "total": preview.possible, "group": clipped(preview.group, 40), "met": preview.met, "people": preview.people,
        }  # fmt: skip
        whose = "seen_group" if preview.group else "seen"
        if preview.shown:
            self.seen.setText(self._say(f"{whose}_some", n=preview.shown, **values))
        else:
            self.seen.setText(self._say(f"{whose}_none", **values))

    def show_preview(self, preview: PlanPreview) -> str:
        """Show what a plan comes to. Return in a sentence what a screen reader is told of it."""
        self._body.clear()
        self._known.clear()
        self._show_seen(preview if preview.wanted else None)
        if not preview.wanted:
            self._text(self._say("nothing"), "explain", "ink2", "panelNothing")
            return ""
        self._text(self._say("questions", n=preview.wanted), "bodyStrong", "ink", "panelQuestions")
        code, icon, colour = (
            ("locked", "lock", "ink2")
            if preview.locked
            else ("filled", "circle-check", "positive")
            if preview.filled
            else ("short", "triangle-alert", "caution")
        )
        self.state = self._say(code)
        self._body.addWidget(
            IconText(self.state, icon, self._look, "explain", colour, weight=500, name="panelState", parent=self)
        )
        if code != "filled":
            self._text(
                self._say(f"{code}_text", found=preview.found, wanted=preview.wanted), "small", "ink2", "panelWhy"
            )
        asked = [line for line in preview.coverage if line.questions]
        if asked:
            self._heading("coverage")
            for line in asked:
                self._show_coverage(line, preview.locked)
        if not preview.locked:
            self._show_forms(preview)
        if preview.warnings:
            self._known.addWidget(
                Text(self._say("warnings"), self._look, "caption", "ink2", name="panel-warnings", parent=self)
            )
            for warning in preview.warnings:
                grave = warning.code in ("plan.warn.short", "plan.warn.must_know", "plan.warn.essential")
                mark = IconText(
                    self._words.tell(warning),
                    "triangle-alert" if grave else "info",
                    self._look,
                    "small",
                    "caution" if grave else "ink2",
                    name=f"warning-{warning.code.rpartition('.')[2]}",
                    parent=self,
                )
                self._known.addWidget(mark)
        return self._say("updated", wanted=preview.wanted, state=self.state)

    def _show_forms(self, preview: PlanPreview) -> None:
        counts = {kind.value: count for kind, count in preview.kinds}
        if any(counts.values()):
            self._heading("kinds")
            self._text(self._say("kinds_line", **counts), "small", "ink2", "panelKinds")
        overlap = preview.overlap
        if overlap.of:
            self._heading("forms")
            said = (
                self._say("forms_some", n=overlap.items, total=overlap.of) if overlap.items else self._say("forms_none")
            )
            self._text(said, "small", "ink2", "panelForms")

    def _show_coverage(self, line: CoverageLine, locked: bool) -> None:
        around = Column(self._look, 0)
        self._body.addLayout(around)
        row = Row(self._look, 8)
        row.addWidget(Text(line.title, self._look, "small", "ink", parent=self), 1)
        if locked:
            row.addWidget(Text(self._words.say("plan.list.questions", n=line.questions), self._look, "small", "ink2"))
            around.addLayout(row)
            return
        of = self._say("coverage_of", asked=line.asked, total=line.objectives)
        row.addWidget(Text(of, self._look, "small", "ink2", wraps=False, parent=self))
        around.addLayout(row)
        bar = ModuleBar(
            self._look, self._words, colour=line.accent or "accent", name=f"covered-{line.module}", parent=self
        )
        bar.show_share(line.asked / line.objectives if line.objectives else 0.0, of, line.title)
        bar.setAccessibleName(self._say("coverage_name", module=line.title, asked=line.asked, total=line.objectives))
        if line.not_asked:
            bar.setAccessibleDescription(self._say("not_asked", names=", ".join(line.not_asked)))
        around.addWidget(bar)

    def _heading(self, code: str) -> None:
        self._body.gap(4)
        self._text(self._say(code), "caption", "ink2", f"panel-{code}")

    def _text(self, words: str, style: str, colour: str, name: str) -> None:
        self._body.addWidget(Text(words, self._look, style, colour, name=name, parent=self))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("plan.panel." + code, **values)
