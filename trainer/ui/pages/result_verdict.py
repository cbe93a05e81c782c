"""Owns how a verdict is told: the ring, the words, what stood in the way, what is hidden until when; judges nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.percent import percent as whole_percent
from trainer.core.result_views import Judged, ResultView
from trainer.core.verdicts import Standing
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.progress import MasteryRing
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.check_parts import outcome
from trainer.ui.theme import Look

_RING = 96


def title(result: ResultView, catalogue: Catalogue) -> str:
    """Return "You passed, Jonas." or what else there is to say first."""
    say, counts = catalogue.say, {"right": result.right, "total": result.total}
    judged = result.judged
    if judged is None or judged.standing is Standing.NONE:
        return say("result.scored", **counts)
    if judged.standing is Standing.PASSED:
        first = result.name.split()[0] if result.name.split() else ""
        return say("result.passed", name=first) if first else say("result.passed_no_name")
    if judged.standing is Standing.BORDERLINE:
        return say("result.borderline", **counts, mark=judged.mark)
    if result.right >= judged.mark and result.check is not None:
        return say("assessment.check.result.must_title", **counts)
    if result.right >= judged.mark:
        return say("result.not_passed_besides", **counts)
    return say("result.not_passed", **counts, mark=judged.mark)


def details(result: ResultView, catalogue: Catalogue, own: bool = True) -> list[str]:
    """What else is to be said of the whole, a sentence each; of a result that is not `own`, to who looks at it."""
    say, judged, area = catalogue.say, result.judged, "result" if own else "observed.whole"
    said = [say(f"{area}.timed_out")] if result.timed_out else []
    if judged is not None and judged.standing is Standing.PASSED:
        code = "passed_detail" if judged.mark else "passed_detail_no_mark"
        said.append(say(f"result.{code}", right=result.right, total=result.total, mark=judged.mark))
    if judged is None or judged.standing is Standing.NONE:
        said.append(say("result.no_mark_detail"))
    elif judged.near:
        said.append(say(f"{area}.near", low=judged.low, high=judged.high))
    if judged is not None and judged.dropped:
        said.append(say("result.dropped", n=judged.dropped))
        if judged.mark_before:
            was = {"before": judged.mark_before, "of": judged.total_before}
            said.append(say("result.mark_lowered", **was, mark=judged.mark, total=result.total))
    if judged is not None and judged.ruled:
        said.append(say("result.ruled", n=judged.ruled))
    if result.answered < result.total:
        said.append(say("result.unanswered", n=result.total - result.answered))
    if result.weakest_module:
        said.append(say(f"{area}.weakest", module=result.weakest_module))
    if result.check is not None:
        said += outcome(result.check, bool(result.passed), catalogue) if own else []
    elif result.passed is False:
        said.append(say(f"{area}.not_passed_detail" if result.again else f"{area}.no_more"))
    return said


class ScoreCard(Card):
    """The score and what it comes to.

    Signals: `answers_wished()`, `certificate_wished()`, `module_wished()`. `first` is the one thing to do, if any.
    """

    answers_wished = Signal()
    certificate_wished = Signal()
    module_wished = Signal()

    def __init__(
        self, result: ResultView, look: Look, catalogue: Catalogue, certificate: bool, parent: QWidget
    ) -> None:
        super().__init__(look, margins=(28, 20, 28, 20), name="score", parent=parent)
        say = catalogue.say
        row = Row(look, 28)
        row.setDirection(Row.Direction.TopToBottom if look.single_column else Row.Direction.LeftToRight)
        ring = MasteryRing(look, catalogue, size=_RING, name="scoreRing", parent=self)
        share = result.right / result.total if result.total else 0.0
        marked = result.judged is not None and result.judged.standing is not Standing.NONE
        mark = result.pass_mark / result.total if result.total and marked else 0.0
        percent, at = (say("result.percent", percent=whole_percent(part)) for part in (share, mark))
        ring.show_share(share, percent, say("result.ring"), mark, at)
        row.addWidget(ring)
        words = Column(look, 4)
        icon = "circle-check" if result.passed else "circle-dot"
        tint = "positive" if result.passed else "accent"
        self.title = IconText(
            title(result, catalogue), icon, look, "title", "ink", tint=tint, icon_size=26, name="verdict", parent=self
        )
        self.detail = Text(" ".join(details(result, catalogue)), look, "body", "ink2", name="detail", parent=self)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.first: Button | None = None
        buttons = self._buttons(result, certificate, look, catalogue)
        if len(buttons) > 1:
            # Beside the words two buttons would leave too little room for them.
            below = Row(look, 12)
            if look.single_column:
                below.setDirection(Row.Direction.TopToBottom)
            for button in buttons:
                below.addWidget(button)
            below.addStretch(1)
            words.insertSpacing(3, look.px(10))
            words.insertLayout(4, below)
        else:
            for button in buttons:
                row.addWidget(button)
        self.add(row)

    def _buttons(self, result: ResultView, certificate: bool, look: Look, catalogue: Catalogue) -> list[Button]:
        say = catalogue.say
        buttons: list[Button] = []
        if certificate:
            words = say("certificate.save")
            save = Button(words, look, Rank.PRIMARY, icon="award", name="saveCertificate", parent=self)
            save.clicked.connect(self.certificate_wished)
            buttons.append(save)
        if result.questions:
            rank = Rank.SECONDARY if certificate else Rank.PRIMARY
            review = Button(say("result.review"), look, rank, name="reviewAnswers", parent=self)
            review.clicked.connect(self.answers_wished)
            buttons.append(review)
        elif result.check is not None:
            to_module = say("assessment.check.result.to_module")
            back = Button(to_module, look, Rank.PRIMARY, trailing="arrow-right", name="toModule", parent=self)
            back.clicked.connect(self.module_wished)
            buttons.append(back)
        self.first = buttons[0] if buttons else None
        return buttons


class HandedInCard(Card):
    """That it was handed in, where nothing of it is shown, or not yet."""

    def __init__(self, result: ResultView, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, margins=(28, 24, 28, 24), name="unscored", parent=parent)
        say = catalogue.say
        self.title = IconText(
            say("result.hidden_title"), "circle-check", look, "title", "ink", tint="positive", icon_size=26,
            name="verdict", parent=self,
        )  # fmt: skip
        parts = [say("result.timed_out")] if result.timed_out else []
        parts.append(say("result.hidden_answered", answered=result.answered, total=result.total))
        if result.from_ms:
            when = wording.date_and_time(result.from_ms, result.from_offset_min, catalogue)
            parts.append(say("result.hidden_until", when=when))
        else:
            parts.append(say("result.hidden"))
        self.detail = Text(" ".join(parts), look, "body", "ink2", name="detail", parent=self)
        self.add(self.title, self.detail)


class ReasonsCard(Card):
    """What besides the mark for the whole stood in the way: modules, objectives that must be right, mistakes."""

    def __init__(self, judged: Judged, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, spacing=12, margins=(24, 20, 24, 20), name="reasons", parent=parent)
        say = catalogue.say
        self.add(Text(say("result.reasons.title"), look, "subhead", name="reasonsTitle", parent=self))
        for one in judged.modules:
            words = say("result.reasons.module", title=one.title, right=one.right, total=one.total, mark=one.mark)
            self._add(words, "layers", "reasonModule")
        for objective in judged.objectives:
            self._add(say("result.reasons.objective", title=objective), "circle-dot", "reasonObjective")
        for hit in judged.critical:
            self._add(say("result.reasons.critical", number=hit.number), "circle-alert", "reasonCritical")
            if hit.chosen:
                words = say("result.reasons.chosen", text=hit.chosen)
                self.add(Text(words, look, "explain", "ink2", marked=True, name="chosenText", parent=self))
            if hit.why:
                self.add(Text(hit.why, look, "explain", "ink2", marked=True, name="chosenWhy", parent=self))
            if hit.statement:
                fact = say("result.reasons.fact", statement=hit.statement, source=hit.source)
                self.add(Text(fact, look, "small", "ink2", name="chosenFact", parent=self))

    def _add(self, words: str, icon: str, name: str) -> None:
        self.add(
            IconText(words, icon, self._look, "explain", "ink", tint="caution", weight=500, name=name, parent=self)
        )
