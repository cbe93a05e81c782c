"""Owns the parts of a case's page: before it begins, a scene with its choices, the way so far; each renders and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.case_views import CaseLine, Reading, SceneView, Since
from trainer.core.views import FactView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText, KeyHints
from trainer.ui.components.option_face import OptionState, OptionText
from trainer.ui.components.options import OptionList
from trainer.ui.components.progress import ModuleBar, StepSegments
from trainer.ui.components.source import SourceChips
from trainer.ui.components.text import Narrative, Text
from trainer.ui.components.timeline import Station, StationState, Timeline
from trainer.ui.painting import RETURN
from trainer.ui.theme import Look


class Intro(QWidget):
    """What a case is about, before it begins. Signals: `start_wished()`, `debrief_wished()`, `skip_wished()`."""

    start_wished = Signal()
    debrief_wished = Signal()
    skip_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._catalogue = look, catalogue
        self.setObjectName("intro")
        self._column = Column(look, 16, parent=self)
        self.start: Button | None = None

    def show_case(self, line: CaseLine) -> None:
        """Show what it asks of the reader, with its content note before anything of it is told."""
        look, say = self._look, self._catalogue.say
        self._column.clear()
        if line.other_language:
            self._add(Text(say("common.other_language"), look, "caption", "ink3", parent=self))
        self._add(Narrative(line.summary, look, "caseText", bar=False, name="summary", parent=self))
        facts = Column(look, 8)
        for icon, words in (
            ("user", say("case.intro.role", role=line.role)),
            ("clock", say("case.intro.minutes", minutes=line.minutes)),
            ("signpost", say("case.intro.decisions_one_way")),
        ):
            facts.addWidget(IconText(words, icon, look, "body", "ink2", parent=self))
        self._column.addLayout(facts)
        self._add(content_note(line.content_note, look, self._catalogue, self))
        before = {Reading.READ: "read_before", Reading.LEFT: "left_before", Reading.SKIPPED: "skipped_before"}
        if line.reading in before:
            words = say(f"case.intro.{before[line.reading]}")
            self._add(IconText(words, "history", look, "small", "ink2", name="before", parent=self))
        row = Row(look, 12)
        read = line.reading is Reading.READ
        self.start = Button(
            say("case.intro.again" if read else "case.intro.start"),
            look,
            Rank.PRIMARY,
            trailing="arrow-right",
            large=True,
            name="start",
            parent=self,
        )
        self.start.clicked.connect(self.start_wished)
        row.addWidget(self.start)
        if read:
            debrief = Button(say("case.intro.debrief"), look, name="lookBack", parent=self)
            debrief.clicked.connect(self.debrief_wished)
            row.addWidget(debrief)
        row.addStretch(1)
        self._column.addLayout(row)
        if line.equivalent:
            hint = Text(
                say("case.intro.skip_hint", title=line.equivalent_title),
                look,
                "small",
                "ink2",
                name="skipHint",
                parent=self,
            )
            skip = Button(say("case.intro.skip"), look, Rank.QUIET, flush=True, name="skip", parent=self)
            skip.clicked.connect(self.skip_wished)
            self._add(hint)
            self._column.addWidget(skip, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class SceneBox(QWidget):
    """A scene: its text, its choices, what follows.

    Signals: `choice_made(str)`, `decide_wished()`, `on_wished()`, `fact_wished(fact)`. `title` takes the focus when the
    scene is new, `consequence` once it is decided.
    """

    choice_made = Signal(str)
    decide_wished = Signal()
    on_wished = Signal()
    fact_wished = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._catalogue = look, catalogue
        say = catalogue.say
        self.setObjectName("scene")
        column = Column(look, 12, parent=self)
        self._language_note = Text(say("common.other_language"), look, "caption", "ink3", parent=self)
        self.since = IconText("", "info", look, "small", "ink2", tint="info", name="since", parent=self)
        self.title = Text("", look, "explain", "ink2", name="sceneTitle", parent=self)
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.focus_ring.watch(self.title, "key")
        self.text = Narrative("", look, "caseText", bar=False, marked=True, name="sceneText", parent=self)
        self.ask = Text(say("case.scene.ask"), look, "heading", name="ask", parent=self)
        self.options = OptionList(look, catalogue, label=say("case.scene.ask"), spacing=8, parent=self)
        self.options.choice_made.connect(self._on_choice_made)
        column.addWidget(self._language_note)
        column.addWidget(self.since)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.gap(4)
        column.addWidget(self.ask)
        column.addWidget(self.options)
        self.missing = IconText(
            say("case.scene.missing"), "info", look, "small", "ink2", tint="caution", name="missing", parent=self
        )
        column.addWidget(self.missing)
        self._follows(column)
        self._foot(column)

    def _follows(self, column: Column) -> None:
        look = self._look
        self.follows = Card(look, spacing=8, margins=(24, 18, 24, 18), name="follows", parent=self)
        label = self._catalogue.say("case.scene.follows")
        self.follows.add(Text(label, look, "small", "ink2", weight=600, name="followsTitle", parent=self.follows))
        self.consequence = Narrative(
            "", look, "caseText", bar=False, marked=True, name="consequence", parent=self.follows
        )
        self.consequence.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.focus_ring.watch(self.consequence, "key")
        self.follows.add(self.consequence)
        self._facts = Column(look, 12)
        self.follows.body.addLayout(self._facts)
        column.addWidget(self.follows)
        self.unknown = Card(look, tone="info", spacing=6, margins=(24, 18, 24, 18), name="unknown", parent=self)
        title = self._catalogue.say("case.scene.unknown")
        self._unknown = Text("", look, "explain", "ink", marked=True, name="unknownText", parent=self.unknown)
        self.unknown.add(
            IconText(title, "circle-help", look, "subhead", "ink", tint="info", parent=self.unknown), self._unknown
        )
        column.addWidget(self.unknown)

    def _foot(self, column: Column) -> None:
        look, say = self._look, self._catalogue.say
        foot = QWidget(self)
        self._row = Row(look, 16, parent=foot)
        self.hint = Text("", look, "small", "ink2", name="hint", parent=foot)
        self._row.addWidget(self.hint, 1)
        self.decide = Button(
            say("case.scene.decide"), look, Rank.PRIMARY, key=RETURN, large=True, name="decide", parent=foot
        )
        self.decide.clicked.connect(self.decide_wished)
        self.on = Button("", look, Rank.PRIMARY, trailing="arrow-right", large=True, name="on", parent=foot)
        self.on.clicked.connect(self.on_wished)
        self._row.addWidget(self.decide)
        self._row.addWidget(self.on)
        column.addWidget(foot)
        look.changed.connect(self._turn)
        self._turn()

    def show_scene(self, scene: SceneView, chosen: str) -> None:
        """Show a scene, with what follows once it is decided."""
        say = self._catalogue.say
        self._language_note.setVisible(scene.other_language)
        self.since.setVisible(scene.since is not Since.SAME)
        self.since.setText(say(f"case.since.{scene.since.value}") if scene.since is not Since.SAME else "")
        self.title.setText(scene.title)
        self.text.setText("\n\n".join(scene.texts))
        self.ask.setVisible(not scene.ending)
        self.options.setVisible(not scene.ending)
        rows = [OptionText(choice.id, str(choice.number), choice.text) for choice in scene.choices]
        self.options.show_options(scene.digest, rows, compact=True, label=say("case.scene.ask"))
        self.options.show_chosen([chosen] if chosen else [])
        if scene.decided:
            self.options.show_states(
                {
                    choice.id: (OptionState.TAKEN if choice.taken else OptionState.NOT_TAKEN, "")
                    for choice in scene.choices
                }
            )
        self.missing.hide()
        self.consequence.setText(scene.consequence)
        self._show_facts(scene.facts)
        self.follows.setVisible(scene.decided)
        self._unknown.setText(scene.unknown)
        self.unknown.setVisible(bool(scene.unknown))
        on = scene.decided or scene.ending
        self.decide.setVisible(not on)
        self.on.setVisible(on)
        self.on.show_text(say("case.scene.end" if scene.ending else "case.scene.go_on"))
        hint = "end_hint" if scene.ending else "others" if scene.decided else "final"
        self.hint.setText(say(f"case.scene.{hint}"))

    def _show_facts(self, facts: Sequence[FactView]) -> None:
        self._facts.clear()
        if facts:
            self._facts.addWidget(Rule(self._look, self.follows))
        for fact in facts:
            line = FactLine(fact, self._look, self._catalogue, self.follows)
            line.fact_wished.connect(self.fact_wished)
            self._facts.addWidget(line)

    def _turn(self) -> None:
        down = self._look.single_column
        self._row.setDirection(Row.Direction.TopToBottom if down else Row.Direction.LeftToRight)
        # Across, the hint takes what is free; down, it would take it from the scene's text.
        self._row.setStretch(0, 0 if down else 1)

    def _on_choice_made(self, _scene: str, chosen: tuple[str, ...]) -> None:
        self.missing.hide()
        if chosen:
            self.choice_made.emit(chosen[0])


class FactLine(QWidget):
    """A fact in its own words, with its document, place and year under it; `narrow` puts the year on a line of its own.

    Signal: `fact_wished(fact)`.
    """

    fact_wished = Signal(str)

    def __init__(
        self, fact: FactView, look: Look, catalogue: Catalogue, parent: QWidget, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"fact-{fact.id}")
        column = Column(look, 6, parent=self)
        column.addWidget(
            IconText(
                fact.statement, "file-text", look, "small", "ink", tint="info", weight=500, name="fact", parent=self
            )
        )
        row = Row(look, 8, (26, 0, 0, 0))
        where = ", ".join(part for part in (fact.document, fact.place) if part)
        place = Text(where, look, "caption", "ink2", weight=400, name="factPlace", parent=self)
        if narrow:
            above = Column(look, 0, (26, 0, 0, 0))
            above.addWidget(place)
            column.addLayout(above)
        else:
            row.addWidget(place, 1)
        chips = SourceChips(look, catalogue, self)
        chips.show_chips(fact.as_of, fact.superseded)
        row.addWidget(chips)
        column.addLayout(row)
        words = catalogue.say("source.open")
        about = Button(words, look, Rank.QUIET, trailing="arrow-right", flush=True, name="openSource", parent=self)
        about.setAccessibleName(catalogue.say("source.open_name", statement=fact.statement))
        about.clicked.connect(lambda: self.fact_wished.emit(fact.id))
        below = Row(look, 8, (26, 0, 0, 0))
        below.addWidget(about)
        below.addStretch(1)
        column.addLayout(below)


class SoFar(QWidget):
    """The way so far: how much time is left, the scenes passed, the one at hand, what is to come as no more than that."""

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._catalogue = look, catalogue
        self.setObjectName("soFar")
        column = Column(look, 12, parent=self)
        column.addWidget(Text(catalogue.say("case.so_far.title"), look, "subhead", parent=self))
        self.bar = ModuleBar(look, catalogue, name="time", parent=self)
        self.left = Text("", look, "small", "ink2", name="timeLeft", parent=self)
        self.steps = StepSegments(look, catalogue, parent=self)
        column.addWidget(self.bar)
        column.addWidget(self.left)
        column.addWidget(self.steps)
        column.gap(4)
        self.timeline = Timeline(look, parent=self)
        column.addWidget(self.timeline)

    def show_scene(self, scene: SceneView) -> None:
        """Show the way to a scene."""
        say = self._catalogue.say
        counted = bool(scene.steps)
        left = say("case.so_far.left", n=scene.minutes_left) if not scene.ending else ""
        self.bar.show_share(scene.share, left or "100 %", say("case.so_far.time"))
        self.bar.setVisible(not counted)
        self.left.setText(left)
        self.left.setVisible(bool(left))
        done = len(scene.stations) - (0 if scene.decided else 1)
        words = say("case.so_far.steps", step=scene.step or scene.steps, steps=scene.steps) if counted else ""
        self.steps.show_steps(done, 0 if scene.decided else scene.step, scene.steps, words)
        self.steps.setVisible(counted)
        self.timeline.show_stations([*self._passed(scene), *self._ahead(scene)])

    def _passed(self, scene: SceneView) -> list[Station]:
        say = self._catalogue.say
        stations = []
        for station in scene.stations:
            here = station.number == scene.number
            if here:
                spoken = say("case.so_far.current", number=station.number, title=station.title)
            else:
                spoken = say("case.so_far.done", number=station.number, title=station.title, choice=station.choice)
            state = StationState.HERE if here else StationState.DONE
            stations.append(Station(state, station.title, station.choice, str(station.number), spoken=spoken))
        return stations

    def _ahead(self, scene: SceneView) -> list[Station]:
        say = self._catalogue.say
        back = Station(StationState.AHEAD, say("case.so_far.back"), say("case.so_far.debrief"), icon="book-open")
        if scene.ending:
            return [back]
        onward = Station(StationState.AHEAD, say("case.so_far.next"), say("case.so_far.depends"), str(scene.number + 1))
        return [onward, back]


def content_note(note: str, look: Look, catalogue: Catalogue, parent: QWidget) -> Card:
    """Return the card that says what a case speaks of, that leaving costs nothing and that Esc pauses."""
    say = catalogue.say
    card = Card(look, name="contentNote", parent=parent)
    words = f"{note or say('case.intro.no_content_note')} {say('case.intro.leaving')}"
    card.add(
        IconText(say("case.intro.content_note"), "info", look, "subhead", "ink", tint="caution", parent=card),
        Text(words, look, "small", "ink2", name="contentNoteText", parent=card),
        KeyHints([(("Esc",), say("case.intro.pause"))], look, parent=card),
    )
    return card
