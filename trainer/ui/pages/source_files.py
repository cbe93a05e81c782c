"""Owns how a person's files of the documents are listed, added and forgotten; looks into no file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import Edition
from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.sources import SourceFile
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText, as_of_chip
from trainer.ui.components.panels import ErrorPanel, Skeleton
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.theme import Look

_KEPT = (Edition.RECOGNISED, Edition.OTHER)


class FilesPart(QWidget):
    """The documents and the files of them. Signals: `add_wished()`, `forget_wished(document)`, `document_wished(document)`.

    `told` are the parts that say what came of the files chosen last.
    """

    add_wished = Signal()
    forget_wished = Signal(str)
    document_wished = Signal(str)

    def __init__(self, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._say = catalogue.say
        self._catalogue = catalogue
        self._files: tuple[SourceFile, ...] = ()
        self._asked_here = False
        self.told: tuple[QWidget, ...] = ()
        self.setObjectName("filesPart")
        column = Column(look, 12, parent=self)
        column.addWidget(Text(self._say("source.files.lead"), look, "body", "ink2", name="filesLead", parent=self))
        self.add = Button(
            self._say("source.files.add"), look, Rank.SECONDARY, icon="folder", name="addFiles", parent=self
        )
        self.add.clicked.connect(self.add_wished)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._outcomes = Column(look, 8)
        column.addLayout(self._outcomes)
        self._trouble = ErrorPanel(look, name="filesTrouble", parent=self)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self._card = Card(look, spacing=12, name="files", parent=self)
        column.addWidget(self._card)
        self._waiting = Skeleton(self._say("source.files.looking"), look, name="filesLooking", parent=self)
        keeps = self._waiting.sizePolicy()
        keeps.setRetainSizeWhenHidden(False)
        self._waiting.setSizePolicy(keeps)
        column.addWidget(self._waiting)
        self._card.hide()

    def show_busy(self) -> None:
        """Say that files are being read, if that takes its time."""
        self._asked_here = self._asked_here or self.add.hasFocus()
        # Given up first: Qt would hand the focus of what cannot be pressed to a neighbour.
        self.add.clearFocus()
        self.add.show_busy(True)
        if self._card.isHidden():
            self._waiting.start()

    def show_files(self, files: tuple[SourceFile, ...]) -> None:
        """Show every document with its file, or without."""
        self._files = files
        had = self.add.busy
        self._waiting.stop()
        self.add.show_busy(False)
        self._card.body.clear()
        for place, file in enumerate(files):
            if place:
                self._card.add(Rule(self._look, self._card))
            self._card.add(self._row(file))
        self._card.show()
        if had and (self._asked_here or self.window().focusWidget() is None):
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked_here = False

    def show_outcome(self, files: Iterable[SourceFile]) -> str:
        """Say of each file chosen what it is and whether it was kept. Return the same in words."""
        self._outcomes.clear()
        self._trouble.hide()
        said, told = [], []
        for file in files:
            kept = file.edition in _KEPT
            words = self._outcome(file)
            icon, tint = ("circle-check", "positive") if kept else ("triangle-alert", "caution")
            mark = IconText(words, icon, self._look, "small", "ink2", tint=tint, name="outcome", parent=self)
            self._outcomes.addWidget(mark)
            told.append(mark)
            said.append(words)
        self.told = tuple(told)
        return " ".join(said)

    def show_not_kept(self, message: Message) -> str:
        """Say why nothing could be kept. Return the same in words."""
        title, words = self._say("source.files.failed"), self._catalogue.tell(message)
        self._trouble.show_error(title, words)
        self._trouble.show()
        self.told = (self._trouble,)
        return f"{title}. {words}"

    def _outcome(self, file: SourceFile) -> str:
        name = clipped(PurePath(file.path).name)
        if file.edition is Edition.RECOGNISED:
            return self._say("source.files.kept", name=name, title=file.title)
        if file.edition is Edition.OTHER:
            before = next((one for one in self._files if one.document == file.document), None)
            if before is not None and before.edition is Edition.RECOGNISED:
                return self._say("source.files.stays", name=name, title=file.title)
            if before is not None and before.edition is Edition.OTHER and before.found > file.found:
                more = {"found": file.found, "passages": file.passages, "more": before.found}
                return self._say("source.files.stays_better", name=name, title=file.title, **more)
            return self._say(
                "source.files.kept_other", name=name, title=file.title, found=file.found, passages=file.passages
            )
        edition = file.edition.value if file.edition is not None else Edition.UNREADABLE.value
        return self._say(f"source.files.{edition}", name=name)

    def _row(self, file: SourceFile) -> QWidget:
        look = self._look
        box = QWidget(self._card)
        box.setObjectName(f"file-{file.document}")
        column = Column(look, 4, parent=box)
        head = Row(look, 12)
        head.addWidget(Text(file.title, look, "explain", weight=500, name="fileTitle", parent=box), 1)
        if file.as_of:
            head.addWidget(as_of_chip(file.as_of, look, self._catalogue, box), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._state(file, box))
        if file.path:
            path = Text(file.path, look, "caption", "ink2", weight=400, selectable=False, name="filePath", parent=box)
            column.addWidget(path)
            forget = Button(self._say("source.files.forget"), look, Rank.QUIET, flush=True, name="forget", parent=box)
            forget.setAccessibleName(self._say("source.files.forget_name", title=file.title))
            forget.clicked.connect(self._forgetter(file.document))
            column.addWidget(forget, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _forgetter(self, document: str) -> Callable[[], None]:
        return lambda: self.forget_wished.emit(document)

    def _state(self, file: SourceFile, box: QWidget) -> IconText:
        if file.edition is None:
            words, icon, tint = self._say("source.files.none"), "circle-dashed", "ink3"
        else:
            words = self._say(f"source.state.{file.edition.value}", found=file.found, passages=file.passages)
            icon, tint = "triangle-alert", "caution"
            if file.edition is Edition.RECOGNISED:
                icon, tint = "circle-check", "positive"
            elif file.edition is Edition.OTHER:
                icon, tint = "info", "info"
        return IconText(words, icon, self._look, "small", "ink2", tint=tint, name="fileState", parent=box)
