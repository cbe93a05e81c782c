"""Owns the cards of a result: modules, confidence, kinds of mistake, lessons to review; counts nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from question_bank.model import Confidence
from trainer.catalogue import Catalogue
from trainer.core.percent import percent as whole_percent
from trainer.core.result_views import Reread, ResultView, Revisit, TallyLine
from trainer.core.scoring import answered_enough
from trainer.ui.components.card import Card
from trainer.ui.components.confidence import draw_bars
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.progress import ModuleBar
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.text import Text
from trainer.ui.presenters.result import calibration, remark
from trainer.ui.theme import Look

_MARGINS = (24, 20, 24, 20)


class Tallies(QGridLayout):
    """Lines of title, bar, "10 of 11, 91%"; with large text the bar comes under its title."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._large = look.single_column
        self._row = 0
        self.setHorizontalSpacing(look.px(16))
        self.setVerticalSpacing(look.px(12 if self._large else 18))
        self.setColumnStretch(0, 0 if self._large else 1)
        self.setColumnStretch(1, 1)

    def add(self, title: QWidget, bar: ModuleBar, value: Text) -> None:
        """Put a line at the end."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if self._large:
            self.addWidget(title, self._row, 0, 1, 2)
            self.addWidget(value, self._row, 2, right)
            self.addWidget(bar, self._row + 1, 0, 1, 3)
            self._row += 2
        else:
            self.addWidget(title, self._row, 0)
            self.addWidget(bar, self._row, 1)
            self.addWidget(value, self._row, 2, right)
            self._row += 1


class ModulesCard(Card):
    """How each module went, with a tick where it has a mark of its own."""

    def __init__(self, result: ResultView, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=20, margins=_MARGINS, name="modules", parent=parent)
        say = catalogue.say
        self.add(Text(say("result.modules.title"), look, "subhead", name="modulesTitle", parent=self))
        lines = Tallies(look)
        for tally in result.modules:
            title = IconText(
                tally.title, tally.icon or "circle", look, "explain", "ink", tint=tally.accent or "accent", weight=500,
                name=f"module-{tally.of}", parent=self,
            )  # fmt: skip
            bar = ModuleBar(look, catalogue, colour=tally.accent or "accent", name=f"bar-{tally.of}", parent=self)
            words = _words(tally, catalogue)
            mark = tally.mark / tally.total if tally.total else 0.0
            bar.show_share(tally.share, words, tally.title, mark, str(tally.mark) if tally.mark else "")
            value = Text(words, look, "explain", "ink", weight=500, wraps=False, name=f"value-{tally.of}", parent=self)
            lines.add(title, bar, value)
        self.add(lines)
        for tally in result.modules:
            if tally.mark:
                code = "reached" if tally.right >= tally.mark else "below"
                words = say(f"result.modules.{code}", title=tally.title, mark=tally.mark)
                icon, tint = ("circle-check", "positive") if code == "reached" else ("circle-dot", "caution")
                self.add(IconText(words, icon, look, "small", "ink2", tint=tint, name=f"mark-{tally.of}", parent=self))
        self.body.addStretch(1)


class ObjectivesList(Card):
    """How each objective went: those with something missed first."""

    def __init__(self, result: ResultView, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=12, margins=_MARGINS, name="objectives", parent=parent)
        say = catalogue.say
        self.add(Text(say("result.objectives.title"), look, "subhead", name="objectivesTitle", parent=self))
        for tally in sorted(result.objectives, key=lambda one: one.right >= one.total):
            right = tally.right >= tally.total
            row = Row(look, 16)
            if look.single_column:
                row.setDirection(Row.Direction.TopToBottom)
            row.addWidget(Text(tally.title, look, "explain", name=f"objective-{tally.of}", parent=self), 1)
            code = "right" if right else "must" if tally.mark else "missed"
            words = say(f"result.objectives.{code}", right=tally.right, total=tally.total)
            icon, tint = ("circle-check", "positive") if right else ("circle-dot", "caution" if tally.mark else "ink2")
            name = f"stands-{tally.of}"
            row.addWidget(IconText(words, icon, look, "small", "ink", tint=tint, wraps=False, name=name, parent=self))
            self.add(row)


def _words(tally: TallyLine, catalogue: Catalogue) -> str:
    if not tally.total:
        return catalogue.say("result.modules.none")
    percent = whole_percent(tally.share)
    return catalogue.say("result.modules.line", right=tally.right, total=tally.total, percent=percent)


class ConfidenceCard(Card):
    """How often the person was right when unsure, fairly sure, certain, and what is worth remarking of it."""

    def __init__(self, result: ResultView, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=20, margins=_MARGINS, name="confidenceCard", parent=parent)
        say = catalogue.say
        self.add(Text(say("result.confidence.title"), look, "subhead", name="confidenceTitle", parent=self))
        lines = Tallies(look)
        for place, tally in enumerate(result.confidence, start=1):
            word = say("components.confidence." + Confidence(tally.of).value)
            title = QWidget(self)
            row = Row(look, 10, parent=title)
            row.addWidget(SureBars(place, look, title))
            row.addWidget(Text(word, look, "explain", "ink", weight=500, parent=title), 1)
            code = "result.confidence.line" if tally.total else "result.confidence.none"
            words = say(code, right=tally.right, total=tally.total)
            bar = ModuleBar(look, catalogue, name=f"bar-{tally.of}", parent=self)
            bar.show_share(tally.share, words, word)
            value = Text(words, look, "explain", "ink", weight=500, wraps=False, name=f"value-{tally.of}", parent=self)
            lines.add(title, bar, value)
        self.add(lines)
        words = catalogue.tell(remark(result.confidence))
        self.add(IconText(words, "info", look, "small", "ink2", tint="accent", name="remark", parent=self))
        if result.unsure:
            self.add(
                Text(
                    say("result.confidence.missing", n=result.unsure), look, "small", "ink2", name="unsure", parent=self
                )
            )
        if result.calibrated is not None:
            said = catalogue.tell(calibration(result.calibrated))
            self.add(Text(said, look, "small", "ink2", name="calibration", parent=self))
        self.body.addStretch(1)


class ErrorsCard(Card):
    """Misses and false alarms, apart."""

    def __init__(self, result: ResultView, look: Look, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(look, spacing=12, margins=_MARGINS, name="errors", parent=parent)
        say = catalogue.say
        self.add(Text(say("result.errors.title"), look, "subhead", name="errorsTitle", parent=self))
        if not result.misses and not result.false_alarms:
            told = say("result.errors.none")
            if not answered_enough(result.answered, result.total):
                told = say("result.errors.too_few", n=result.answered, total=result.total)
            self.add(Text(told, look, "explain", "ink2", name="noErrors", parent=self))
            return
        beside = Row(look, 32)
        if look.single_column:
            beside.setDirection(Row.Direction.TopToBottom)
        for key, count in (("misses", result.misses), ("false_alarms", result.false_alarms)):
            part = Column(look, 2)
            head = Row(look, 12)
            head.addWidget(Text(say(f"result.errors.{key}"), look, "explain", weight=600, parent=self), 1)
            times = say("result.errors.times", n=count)
            head.addWidget(Text(times, look, "explain", weight=500, wraps=False, name=key, parent=self))
            part.addLayout(head)
            part.addWidget(Text(say(f"result.errors.{key}_hint"), look, "small", "ink2", parent=self))
            beside.addLayout(part, 1)
        self.add(beside)


class ReviewNext(QWidget):
    """The lessons that teach what was missed, and the cases that were not read well.

    Signals: `lesson_wished(str, int)`, the block where they do, -1 for none; `case_wished(str)`.
    """

    lesson_wished = Signal(str, int)
    case_wished = Signal(str)

    def __init__(
        self,
        lessons: Sequence[Revisit],
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        cases: Sequence[Reread] = (),
        all_right: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("reviewNext")
        say = catalogue.say
        column = Column(look, 12, parent=self)
        head = Row(look, 12)
        head.addWidget(Text(say("result.next.title"), look, "subhead", name="nextTitle", parent=self), 1)
        column.addLayout(head)
        if not lessons and not cases:
            none = say("result.next.none" if all_right else "result.next.untaught")
            column.addWidget(Text(none, look, "explain", "ink2", name="noLessons", parent=self))
            return
        minutes = say(
            "result.next.minutes", n=sum(line.minutes for line in lessons) + sum(case.minutes for case in cases)
        )
        head.addWidget(Text(minutes, look, "small", "ink2", wraps=False, name="nextMinutes", parent=self))
        rows = RowList(look, name="lessons", parent=self)
        for line in lessons:
            words = RowText(
                say("result.next.lesson", title=line.title),
                _why(line, catalogue),
                icon="book-open",
                icon_colour="accent",
                note=say("result.next.line", n=line.minutes),
                status=say("result.next.read") if line.done else "",
                status_icon="check" if line.done else "",
            )
            row = ListRow(words, look, name=f"lesson-{line.id}", parent=rows)
            row.setAccessibleName(say("result.next.open_name", title=line.title, n=line.minutes))
            row.setProperty("lesson", line.id)
            row.setProperty("block", line.block)
            row.clicked.connect(self._on_clicked)
            rows.add_row(row)
        for case in cases:
            title, note = say("result.next.case", title=case.title), say("result.next.line", n=case.minutes)
            words = RowText(title, say("result.next.case_why"), icon="route", icon_colour="accent", note=note)
            row = ListRow(words, look, name=f"case-{case.id}", parent=rows)
            row.setAccessibleName(say("result.next.open_case", title=case.title, n=case.minutes))
            row.setProperty("case", case.id)
            row.clicked.connect(self._on_case_clicked)
            rows.add_row(row)
        column.addWidget(rows)

    def _on_case_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.case_wished.emit(str(row.property("case")))

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.lesson_wished.emit(str(row.property("lesson")), int(row.property("block")))


def _why(line: Revisit, catalogue: Catalogue) -> str:
    """How many answers and cases a lesson would have helped, and of how many of them the person was certain."""
    counts = (("answers", line.answers), ("certain", line.certain), ("cases", line.cases))
    return " ".join(catalogue.say(f"result.next.{of}", n=n) for of, n in counts if n)


class SureBars(QWidget):
    """The three bars of a confidence, so many of them filled."""

    def __init__(self, filled: int, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._filled = filled
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.em(20), self._look.em(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_bars(QPainter(self), self._look, self._filled, "ink3", 0, 1)
