"""Owns the cards of the progress page: a module with its objectives, what was kept, what was known; counts nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.calibration import STATED, Judgement, Sureness
from trainer.core.days import ASIDE_MS
from trainer.core.percent import percent as whole_percent
from trainer.core.reflection import HeldModule, HeldObjective, Knowing, Retention, Week
from trainer.core.spacing import DAY_MS
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.progress import MasteryRing, ModuleBar
from trainer.ui.components.rows import ListRow, RowText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.pressable import Icon
from trainer.ui.pages.result_parts import SureBars, Tallies
from trainer.ui.theme import Look

_MARGINS = (24, 20, 24, 20)


class ModuleProgress(Card):
    """A module: ring, "7 of 12 objectives", and on wish each objective with its state and when it comes back.

    Signals: `practice_wished(module, objective)`, `module_wished(module)`, `unfolded(module, on)`.
    """

    practice_wished = Signal(str, str)
    module_wished = Signal(str)
    unfolded = Signal(str, bool)

    def __init__(
        self,
        module: HeldModule,
        now: datetime,
        look: Look,
        catalogue: Catalogue,
        *,
        unfolded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, spacing=0, margins=(1, 1, 1, 1), name=f"held-{module.id}", parent=parent)
        self._module = module
        self._now = now
        self._catalogue = catalogue
        self._rows: QWidget | None = None
        self.add(self._head())
        if unfolded:
            self._unfold()
        self._show_button()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("progress." + code, **values)

    def _head(self) -> QWidget:
        look, module, mastery = self._look, self._module, self._module.mastery
        head = QWidget(self)
        row = Row(look, 20, (20, 16, 20, 16), head)
        ring = MasteryRing(look, self._catalogue, colour=module.accent, parent=head)
        percent = self._say("percent", percent=whole_percent(mastery.share))
        ring.show_share(mastery.share, percent, self._say("modules.ring", title=module.title))
        row.addWidget(ring)
        words = Column(look, 2)
        words.addStretch(1)
        title = Row(look, 10)
        title.addWidget(Icon(module.icon, module.accent, look, parent=head))
        title.addWidget(Text(module.title, look, "header", name=f"title-{module.id}", parent=head), 1)
        words.addLayout(title)
        standing = self._catalogue.say(f"home.module.{mastery.standing.value}")
        held = self._say("modules.objectives", secure=mastery.secure, total=mastery.total)
        due = [self._say("modules.due", n=module.due)] if module.due else []
        line = self._catalogue.say("common.joined.and").join([standing, held, *due])
        words.addWidget(Text(line, look, "explain", "ink2", name=f"standing-{module.id}", parent=head))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.button = Button("", look, Rank.SECONDARY, icon="chevron-down", name=f"unfold-{module.id}", parent=head)
        self.button.clicked.connect(self._on_button_clicked)
        self.button.setVisible(bool(module.objectives))
        row.addWidget(self.button)
        if look.single_column:
            row.setDirection(Row.Direction.TopToBottom)
            row.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        return head

    def _unfold(self) -> None:
        self._rows = QWidget(self)
        column = Column(self._look, 0, parent=self._rows)
        last = len(self._module.objectives) - 1
        for place, line in enumerate(self._module.objectives):
            column.addWidget(Rule(self._look, self._rows))
            row = ListRow(self._objective(line), self._look, name=f"held-{line.id}", parent=self._rows)
            row.last = place == last
            row.setAccessibleDescription(line.statement)
            row.clicked.connect(self._practiser(line.id))
            column.addWidget(row)
        self.add(self._rows)

    def _practiser(self, objective: str) -> Callable[[], None]:
        return lambda: self.practice_wished.emit(self._module.id, objective)

    def _objective(self, line: HeldObjective) -> RowText:
        icon, colour = {
            "secure": ("circle-check", "positive"),
            "right": ("circle-dot", "accent"),
            "wrong": ("repeat", "caution"),
        }.get(line.state, ("circle-dashed", "ink3"))
        if line.due:
            returns = self._say("objective.due")
        elif line.returns_ms:
            returns = self._say("objective.returns", when=wording.when(line.returns_ms, self._now, self._catalogue))
        else:
            returns = ""
        return RowText(
            line.short,
            icon="list-checks",
            icon_colour=self._module.accent,
            note=returns,
            status=self._say(f"objective.{line.state}"),
            status_icon=icon,
            status_colour=colour,
        )

    def _show_button(self) -> None:
        code = "hide" if self._rows is not None else "show"
        self.button.show_text(self._say(f"modules.{code}"))
        self.button.show_icon("chevron-up" if self._rows is not None else "chevron-down")
        self.button.setAccessibleName(self._say(f"modules.{code}_name", title=self._module.title))

    def _on_button_clicked(self) -> None:
        if self._rows is None:
            self._unfold()
        else:
            self._rows.hide()
            self._rows.deleteLater()
            self._rows = None
        self._show_button()
        self.unfolded.emit(self._module.id, self._rows is not None)


class RetentionCard(Card):
    """How often what came back was still right, week by week: a table whose lines have bars."""

    def __init__(
        self, retention: Retention, now: datetime, look: Look, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, spacing=14, margins=_MARGINS, name="retention", parent=parent)

        def say(code: str, **values: str | int | float) -> str:
            return catalogue.say("progress." + code, **values)

        self.add(Text(say("retention.title"), look, "subhead", name="retentionTitle", parent=self))
        if not retention.total:
            self.add(Text(say("retention.none"), look, "explain", "ink2", name="noRetention", parent=self))
            self.body.addStretch(1)
            return
        row = Row(look, 16)
        percent = say("percent", percent=whole_percent(retention.right / retention.total))
        row.addWidget(Text(percent, look, "display", wraps=False, name="retentionShare", parent=self))
        lead = say("retention.lead", right=retention.right, total=retention.total)
        row.addWidget(Text(lead, look, "explain", "ink2", name="retentionLead", parent=self), 1)
        self.add(row)
        lines = Tallies(look)
        for place, week in enumerate(retention.weeks):
            words = say("of", right=week.right, total=week.total) if week.total else say("retention.week_none")
            named = _week(week, now, catalogue) if place else say("retention.this_week")
            bar = ModuleBar(look, catalogue, name=f"week-{place}", parent=self)
            bar.show_share(week.right / week.total if week.total else 0.0, words, named)
            title = Text(named, look, "small", weight=500, name=f"weekTitle-{place}", parent=self)
            value = Text(
                words,
                look,
                "small",
                "ink" if week.total else "ink3",
                wraps=False,
                name=f"weekValue-{place}",
                parent=self,
            )
            lines.add(title, bar, value)
        lines.setVerticalSpacing(look.px(8))
        self.add(lines)
        self.add(IconText(say("retention.apart"), "info", look, "small", "ink2", tint="accent", parent=self))
        self.body.addStretch(1)


def _week(week: Week, now: datetime, catalogue: Catalogue) -> str:
    first, last = (
        datetime.fromtimestamp((week.end_ms - ago * DAY_MS + ASIDE_MS) / 1000, UTC).astimezone(now.tzinfo)
        for ago in (7, 1)
    )
    # Without the year: the weeks lie within two months.
    pattern = catalogue.say("progress.retention.day")
    there = QLocale(catalogue.language)
    days = {
        name: there.toString(QDate(day.year, day.month, day.day), pattern)
        for name, day in (("from", first), ("to", last))
    }
    return catalogue.say("progress.retention.week", **days)


class KnowingCard(Card):
    """How often the person was right when unsure, fairly sure, certain; lately and before; and what that says."""

    def __init__(self, knowing: Knowing, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=14, margins=_MARGINS, name="knowing", parent=parent)
        self._catalogue = catalogue
        self.add(Text(self._say("sure.title"), look, "subhead", name="knowingTitle", parent=self))
        if not knowing.answers and not any(line.total for line in knowing.earlier):
            self.add(Text(self._say("sure.none"), look, "explain", "ink2", name="noKnowing", parent=self))
            self.body.addStretch(1)
            return
        self.add(Text(self._say("sure.lead"), look, "explain", "ink2", parent=self))
        for place, (line, before) in enumerate(zip(knowing.lately, knowing.earlier, strict=True), start=1):
            self.add(self._line(place, line, before))
        few = knowing.judgement is Judgement.TOO_FEW
        words = self._say(f"sure.{knowing.judgement.value}", **({"n": knowing.answers} if few else {}))
        self.add(
            IconText(words, "info", look, "explain", "ink", tint="accent", weight=500, name="judgement", parent=self)
        )
        if not few:
            score = QLocale(catalogue.language).toString(knowing.score, "f", 2)
            self.add(Text(self._say("sure.score", score=score), look, "small", "ink2", name="brier", parent=self))
        self.body.addStretch(1)

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("progress." + code, **values)

    def _line(self, place: int, line: Sureness, before: Sureness) -> QWidget:
        look, of = self._look, line.confidence.value
        box = QWidget(self)
        column = Column(look, 2, parent=box)
        word = self._catalogue.say(f"components.confidence.{of}")
        head = Row(look, 10)
        head.addWidget(SureBars(place, look, box))
        head.addWidget(Text(word, look, "explain", weight=500, parent=box), 1)
        words = self._counted(line)
        head.addWidget(Text(words, look, "explain", weight=500, wraps=False, name=f"sure-{of}", parent=box))
        bar = ModuleBar(look, self._catalogue, name=f"sureBar-{of}", parent=box)
        stated = STATED[line.confidence]
        tick = self._say("sure.tick", percent=whole_percent(stated))
        bar.show_share(_share(line), words, word, stated)
        bar.setAccessibleName(self._catalogue.say("common.joined.and").join((word, words, tick)))
        earlier = self._say("sure.earlier_none")
        if before.total:
            percent = whole_percent(_share(before))
            earlier = self._say("sure.earlier", right=before.right, total=before.total, percent=percent)
        column.addLayout(head)
        column.addWidget(bar)
        column.addWidget(Text(earlier, look, "caption", "ink2", weight=400, name=f"earlier-{of}", parent=box))
        return box

    def _counted(self, line: Sureness) -> str:
        if not line.total:
            return self._say("nothing")
        return self._say("of_percent", right=line.right, total=line.total, percent=whole_percent(_share(line)))


def _share(line: Sureness) -> float:
    return line.right / line.total if line.total else 0.0
