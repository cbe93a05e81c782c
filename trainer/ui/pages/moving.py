"""Owns the page on which one takes one's progress along, or brings it in; knows no file's inside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Admitted, Moved
from trainer.ui.components.buttons import Button
from trainer.ui.components.card import Card
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.header import Header
from trainer.ui.components.marks import IconText
from trainer.ui.components.page import Page
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.files import Chooser, choose_source, choose_target
from trainer.ui.presenters.moving import MovingPresenter
from trainer.ui.protocols import MovingDesk
from trainer.ui.reading import let_focus_go
from trainer.ui.theme import Look

SUFFIX = ".vejvis-progress"


class MovingPage(Page):
    """Taking progress along and bringing it in. Signal: `back_wished()`."""

    back_wished = Signal()

    def __init__(
        self,
        desk: MovingDesk,
        who: Admitted,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        *,
        target: Chooser = choose_target,
        source: Chooser = choose_source,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(self._say("title"), look, back=catalogue.say("common.go_back"))
        super().__init__(look, header=header, name="moving", parent=parent)
        self._now = now
        self._target = target
        self._source = source
        self._asked_by: Button | None = None
        header.back_wished.connect(self.back_wished)
        self.presenter = MovingPresenter(desk, who.id, self)
        self._problem = ErrorPanel(look, name="movingProblem", parent=self)
        self._done = IconText("", "check", look, "explain", "ink", tint="positive", name="movingDone", parent=self)
        self._problem.hide()
        self._done.hide()
        self.add(Text(self._say("lead"), look, "body", "ink2", parent=self), self._problem, self._done)
        self.take = self._part("take", "download")
        self.bring = self._part("bring", "upload")
        self.main.addStretch(1)
        self.take.clicked.connect(self._on_take_clicked)
        self.bring.clicked.connect(self._on_bring_clicked)
        one = self.presenter
        one.begun.connect(self._on_begun)
        one.taken.connect(self._on_taken)
        one.brought.connect(self._on_brought)
        one.not_taken.connect(lambda problem: self._show_problem("not_taken", problem))
        one.asked.connect(self._on_asked)
        one.not_brought.connect(lambda problem: self._show_problem("not_brought", problem))

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._words.say("moving." + code, **values)

    def _part(self, part: str, icon: str) -> Button:
        look = self.look
        card = Card(look, spacing=8, name=f"{part}Card", parent=self)
        button = Button(self._say(part), look, icon=icon, name=part, parent=card)
        card.add(
            Text(self._say(f"{part}_title"), look, "subhead", parent=card),
            Text(self._say(f"{part}_text"), look, "explain", "ink2", parent=card),
        )
        card.body.gap(4)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(card)
        return button

    def _on_take_clicked(self) -> None:
        name = self._say("file", date=self._now().date().isoformat()) + SUFFIX
        path = self._target(self, self._say("save_title"), name, self._say("filter"))
        if path:
            self.presenter.take(Path(path) if Path(path).suffix else Path(path + SUFFIX))

    def _on_bring_clicked(self) -> None:
        path = self._source(self, self._say("open_title"), "", self._say("filter"))
        if path:
            self.presenter.bring(Path(path))

    def _on_begun(self) -> None:
        self._problem.hide()
        self._done.hide()
        self._asked_by = next((one for one in (self.take, self.bring) if one.hasFocus()), None)
        # The focus is given up first: Qt would hand that of what cannot be pressed to a neighbour.
        let_focus_go(self)
        self._show_busy(True)

    def _show_busy(self, busy: bool) -> None:
        for button in (self.take, self.bring):
            button.show_busy(busy)
        if not busy and self._asked_by is not None and self.untouched:
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self, what: str, moved: Moved) -> str:
        return f"{self._say(what + '_title')}: {self._say(what, n=moved.streams, path=moved.path)}"

    def _on_taken(self, moved: Moved) -> None:
        left = [self._say("left_out", n=moved.left_out)] if moved.left_out else []
        self._tell(". ".join([self._counted("taken", moved), *left]))

    def _on_brought(self, moved: Moved) -> None:
        counted = (("here", moved.here), ("apart", moved.apart), ("left_out", moved.left_out))
        left = [self._say(what, n=n) for what, n in counted if n]
        said = (
            self._say("nothing_new", path=moved.path) if left and not moved.streams else self._counted("brought", moved)
        )
        self._tell(". ".join([said, *left]))

    def _on_asked(self, path: Path, erased: Message) -> None:
        self._show_busy(False)
        words = self._words
        dialog = Dialog(
            self._say("erased_title"),
            words.tell(erased),
            self.look,
            act=self._say("bring_all_the_same"),
            stay=self._say("leave_it"),
            name="erasedHere",
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.presenter.bring(path, knowingly=True))
        dialog.open()

    def _tell(self, words: str) -> None:
        self._show_busy(False)
        self._done.setText(words)
        self._done.show()
        self.reveal(self._done)
        self.announce(words)

    def _show_problem(self, title: str, problem: Message) -> None:
        self._show_busy(False)
        self._problem.show_error(self._say(title), self._words.tell(problem))
        self._problem.show()
        self.reveal(self._problem)
        self.announce(self._say(title))
