"""Owns a case's page: what it is about, scene by scene, paused, left; knows neither what is best nor any storage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.case_views import CaseLine, SceneView
from trainer.core.message import Message
from trainer.core.requests import Admitted
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.header import Header
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import SavedMark
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.dwell import Dwell
from trainer.ui.keys import Binding, KeyFilter, KeyMap, digits, letters
from trainer.ui.pages.case_parts import Intro, SceneBox, SoFar, content_note
from trainer.ui.pages.closing import agrees_to_close
from trainer.ui.pages.practice_panels import Cover, ReportForm, trouble
from trainer.ui.presenters.case import CasePresenter
from trainer.ui.protocols import CaseworkDesk
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

MOST_CHOICES = 9
CaseDraft = tuple[str, str, str]
"""A scene, what is chosen in it and what is written of a problem with it."""
KEYS = KeyMap(
    [
        *digits("choice", MOST_CHOICES, "keys.do.choice"),
        *letters("choice", MOST_CHOICES, "keys.do.choice"),
        Binding(("Enter",), "on", "keys.do.decide"),
        Binding(("S",), "source", "source.open"),
        Binding(("R",), "report", "keys.do.report"),
        Binding(("Esc",), "pause", "keys.do.close"),
    ]
)


class CasePage(Page):
    """One case, from its content note to its ending; one that is open begins at the scene that was on the screen last.

    `leave` is for the router, before the page goes; `draft` and `restore` carry a choice over to a page made anew. `keys` turns
    single letters off. Signals: `cases_wished()`, `case_wished(case)`, `debrief_wished(stream)`, `fact_wished(fact)`.
    """

    cases_wished = Signal()
    case_wished = Signal(str)
    debrief_wished = Signal(str)
    fact_wished = Signal(str)

    def __init__(
        self,
        desk: CaseworkDesk,
        who: Admitted,
        case: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        self._kept: SavedMark | None = None
        self._header = Header("", look, caption=catalogue.say("case.title"), back=catalogue.say("case.intro.back"))
        super().__init__(look, header=self._header, name="case", parent=parent)
        self._catalogue = catalogue
        self._digest = ""
        self._before_cover: QWidget | None = None
        self._build_header()
        self._build_main()
        self._build_side()
        self._dwell = Dwell(self)
        self.keys = KeyFilter(self, KEYS, works=self._works)
        self.keys.intended.connect(self._on_intended)
        self.presenter = CasePresenter(desk, who.id, case, catalogue.language, self)
        self._connect()
        self.presenter.open()

    # Building

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("case." + code, **values)

    def _build_header(self) -> None:
        look = self.look
        self.kept = self._kept = SavedMark(look, self._catalogue, name="kept", parent=self)
        self._pause = Button(self._say("scene.pause"), look, icon="pause", name="pause", parent=self)
        leave = self._say("scene.leave")
        self._leave = Button(leave, look, Rank.QUIET, icon="log-out", ink="ink2", name="leave", parent=self)
        self._header.add(self.kept, self._pause, self._leave)
        self._pause.hide()
        self._leave.hide()

    def _build_main(self) -> None:
        look, catalogue = self.look, self._catalogue
        self.trouble = trouble(look, "notSaved", self)
        self.intro = Intro(look, catalogue, self)
        self.scene = SceneBox(look, catalogue, self)
        self.scene.fact_wished.connect(self.fact_wished)
        self.cover = Cover(look, catalogue, self)
        self.add(self.trouble, self.intro, self.scene, self.cover)
        for part in (self.intro, self.scene, self.cover):
            part.hide()

    def _build_side(self) -> None:
        self._note = Column(self.look, 0)
        self.so_far = SoFar(self.look, self._catalogue, self)
        self.report = ReportForm(self.look, self._catalogue, self, of="scene")
        self.side.setSpacing(self.look.px(28))
        self.add_side(self._note, self.so_far, self.report)
        self.side_panel.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.intro_shown.connect(self.show_intro)
        presenter.scene_shown.connect(self.show_scene)
        presenter.read.connect(self.debrief_wished)
        presenter.ended.connect(self.cases_wished)
        presenter.skipped.connect(self.case_wished)
        presenter.not_begun.connect(self.show_not_begun)
        presenter.not_saved.connect(self.show_not_saved)
        presenter.saved.connect(self.trouble.hide)
        presenter.paused.connect(self._on_paused)
        presenter.resumed.connect(self._on_resumed)
        presenter.reported.connect(self.report.tell_kept)
        presenter.report_refused.connect(self.report.tell_refused)
        self.report.report_wished.connect(presenter.report)
        self.report.text_changed.connect(self._on_report_written)
        self.report.unfolded_to.connect(lambda: QTimer.singleShot(0, self, lambda: self.reveal(self.report.form)))
        self._header.back_wished.connect(self._on_back_wished)
        self._pause.clicked.connect(presenter.pause)
        self._leave.clicked.connect(self._on_leave_wished)
        self.intro.start_wished.connect(presenter.begin)
        self.intro.debrief_wished.connect(self._on_debrief_wished)
        self.intro.skip_wished.connect(self._on_other_wished)
        self.scene.choice_made.connect(presenter.choose)
        self.scene.decide_wished.connect(self._on_decide_wished)
        self.scene.on_wished.connect(self._on_next_wished)
        self.cover.resume_wished.connect(presenter.resume)
        self.trouble.action_wished.connect(self._on_again_wished)

    def _arrange(self) -> None:
        """With large text the header is one line: what else it says, and the way out, scroll with the scene."""
        super()._arrange()
        if self._kept is not None:
            self._header.lend(self.main if self.look.single_column else None, self._kept, self._leave)

    # For the router

    def leave(self) -> bool:
        """Keep the place and stand still. Return False where that could not be written; asked again, the person may go."""
        return self.presenter.leave()

    def may_close(self) -> bool:
        """Ask before a choice is lost that cannot be written."""
        return agrees_to_close(self, self.presenter, self._catalogue)

    def draft(self) -> CaseDraft:
        """What is chosen and not yet decided, with its scene, and a report begun, to be restored on a page made anew."""
        return self._digest, self.presenter.chosen, self.presenter.report_text

    def restore(self, draft: CaseDraft) -> None:
        """Take up what was chosen and written on the page before this one, if it is of the scene on the screen."""
        scene, chosen, report = draft
        if not scene or scene != self._digest:
            return
        self.report.show_text(report)
        if chosen:
            self.presenter.choose(chosen)
            self.scene.options.show_chosen([self.presenter.chosen])

    # What is shown

    def show_not_begun(self, message: Message) -> None:
        """Say why there is no case."""
        self.intro.hide()
        title, back = self._say("intro.not_begun"), self._say("intro.back")
        empty = EmptyState(title, self._catalogue.tell(message), self.look, action=back, parent=self)
        empty.action_wished.connect(self.cases_wished)
        self.add(empty)

    def show_intro(self, line: CaseLine) -> None:
        """Show what a case is about."""
        self._show_title(line, "intro")
        self.intro.show_case(line)
        self.intro.show()

    def show_scene(self, scene: SceneView) -> None:
        """Show a scene, open or decided, or the ending."""
        line = self.presenter.line
        if line is not None and not self.so_far.isVisibleTo(self):
            self._show_title(line, "scene")
            self._note.clear()
            self._note.addWidget(content_note(line.content_note, self.look, self._catalogue, self))
            if line.equivalent:
                words = self._say("skip.open")
                skip = Button(words, self.look, Rank.QUIET, icon="signpost", flush=True, name="skipCase", parent=self)
                skip.clicked.connect(self._on_skip_wished)
                self._note.addWidget(skip, 0, Qt.AlignmentFlag.AlignLeft)
        let_focus_go(self)
        self.intro.hide()
        new = scene.digest != self._digest
        self._digest = scene.digest
        self.scene.show_scene(scene, self.presenter.chosen)
        self.so_far.show_scene(scene)
        self.kept.show_words(self._say("scene.kept"))
        for part in (self.scene, self.side_panel, self._pause, self._leave):
            part.show()
        self._arrange()
        if new:
            self.report.start_over()
            self.area.verticalScrollBar().setValue(0)
        if self.isVisible():
            self._dwell.begin()
            self._focus_scene()
            self.announce(self._told(scene))

    def _told(self, scene: SceneView) -> str:
        if scene.decided:
            return f"{self._say('scene.follows')}. {self.scene.consequence.text()}"
        if scene.ending:
            return self._say("scene.ended", title=scene.title)
        return self._say("scene.announced", title=scene.title, number=scene.number)

    def show_not_saved(self, message: Message, what: str) -> None:
        """Say what could not be written; whatever was chosen stays."""
        title = self._catalogue.say("report.not_kept") if what == "report" else self._say(f"not_saved.{what}")
        words = self._catalogue.tell(message)
        if what == "decide":
            words = f"{words} {self._say('not_saved.stays')}"
        self.trouble.setProperty("what", what)
        self.trouble.show_error(title, words, [("again", self._catalogue.say("common.try_again"))])
        self.trouble.show()
        self.reveal(self.trouble)
        self.announce(f"{title}. {words}")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the scene, or at what follows from one that was decided before."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the presenter rest, unless the whole window was hidden by somebody else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.presenter.rest()

    def _begin(self) -> None:
        if not self.untouched:
            return
        if self.presenter.scene is not None and not self.presenter.covered:
            self._focus_scene()
        elif self.intro.isVisible() and self.intro.start is not None:
            self.intro.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_scene(self) -> None:
        scene = self.presenter.scene
        decided = scene is not None and scene.decided
        (self.scene.consequence if decided else self.scene.title).setFocus(Qt.FocusReason.OtherFocusReason)
        if decided:
            # The way on stays in sight under what follows.
            QTimer.singleShot(0, self, self._reveal_way_on)

    def _reveal_way_on(self) -> None:
        self.reveal(self.scene.on)
        self.reveal(self.scene.consequence)

    def _show_title(self, line: CaseLine, part: str) -> None:
        module = line.module_title or self._say("title")
        self._header.show_title(line.title, self._say(f"{part}.caption", module=module))
        self._header.back.setAccessibleName(self._say(f"{part}.back"))
        self._header.back.setToolTip(self._say(f"{part}.back"))

    # What the person does

    def _on_intended(self, intent: str) -> None:
        word, _, place = intent.partition(":")
        scene = self.presenter.scene
        if scene is None or self.presenter.covered:
            return
        if word == "choice":
            self.scene.options.choose(int(place))
        elif word == "on" and (scene.decided or scene.ending):
            self._on_next_wished()
        elif word == "on":
            self._on_decide_wished()
        elif word == "source":
            self.fact_wished.emit(scene.facts[0].id)
        elif word == "report":
            self.report.unfold()
        elif word == "pause" and self.report.unfolded and self.report.edit.hasFocus():
            self.report.fold()
        elif word == "pause":
            self.presenter.pause()

    def _works(self, intent: str) -> bool:
        """Whether a key's intent leads to anything now: none does while the text is covered or there is no scene."""
        word, _, place = intent.partition(":")
        scene = self.presenter.scene
        if scene is None or self.presenter.covered:
            return False
        if word == "choice":
            return not scene.decided and int(place) < len(self.scene.options.cards)
        return word != "source" or (scene.decided and bool(scene.facts))

    def _on_decide_wished(self) -> None:
        if self.presenter.chosen:
            self.presenter.decide()
            return
        self.scene.missing.show()
        self.announce(self.scene.missing.text())

    def _on_next_wished(self) -> None:
        if self._dwell.over:
            self.presenter.forward()

    def _on_report_written(self, text: str) -> None:
        self.presenter.report_text = text

    def _on_paused(self) -> None:
        self._before_cover = self.focusWidget()
        let_focus_go(self)
        for part in (self.scene, self.side_panel, self._pause):
            part.hide()
        self.cover.show()
        self.cover.resume.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(self._catalogue.say("practice.paused_title"))

    def _on_resumed(self) -> None:
        let_focus_go(self)
        self.cover.hide()
        for part in (self.scene, self.side_panel, self._pause):
            part.show()
        (self._before_cover or self.scene.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leave_wished(self) -> None:
        self._ask("leave", self.presenter.end)

    def _on_skip_wished(self) -> None:
        if self.presenter.line is not None:
            self._ask("skip", self.presenter.skip, title=self.presenter.line.equivalent_title)

    def _ask(self, what: str, act: Callable[[], None], **values: str) -> None:
        dialog = Dialog(
            self._say(f"{what}.title"),
            self._say(f"{what}.text", **values),
            self.look,
            act=self._say(f"{what}.act"),
            stay=self._say(f"{what}.stay"),
            name="dialogCase",
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(act)
        dialog.open()

    def _on_debrief_wished(self) -> None:
        if self.presenter.line is not None:
            self.debrief_wished.emit(self.presenter.line.stream)

    def _on_other_wished(self) -> None:
        """Before a case begins there is nothing to pass over: the other one is simply opened."""
        if self.presenter.line is not None:
            self.case_wished.emit(self.presenter.line.equivalent)

    def _on_again_wished(self) -> None:
        panel = self.sender()
        what = str(panel.property("what")) if isinstance(panel, ErrorPanel) else ""
        presenter = self.presenter
        again: dict[str, Callable[[], object]] = {
            "begin": presenter.begin,
            "decide": presenter.decide,
            "forward": presenter.forward,
            "pause": presenter.stand_still,
            "resume": presenter.resume,
            "leave": presenter.end,
            "skip": presenter.skip,
            "beat": presenter.beat,
            "report": lambda: presenter.report(presenter.report_text),
        }
        if what in again:
            again[what]()

    def _on_back_wished(self) -> None:
        if self.leave():
            self.cases_wished.emit()
