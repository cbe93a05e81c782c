"""Owns the panel that lies over a page and says where a fact stands; closing it leaves one exactly where one was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QScrollBar, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.sources import DocumentPage, FactPage, Quotes, SourceFile
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button, IconButton, Rank
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.panels import EmptyState
from trainer.ui.components.text import Text
from trainer.ui.files import choose_sources
from trainer.ui.pages.source_files import FilesPart
from trainer.ui.pages.source_parts import DocumentPart, FactPart, Part
from trainer.ui.painting import fill_over
from trainer.ui.presenters.sources import SourcePresenter, Stop
from trainer.ui.protocols import SourcingDesk
from trainer.ui.theme import Look

Chooser = Callable[[QWidget, str, str], list[str]]
"""Asks for files: parent, title, pattern. None are [] ."""

_WIDTH, _HEIGHT = 720, 680


class SourcePanel(QDialog):
    """Facts, documents and the person's files of them: SourcePanel(desk, person, look, catalogue, parent).

    Call `show_fact`, `show_document` or `show_files`, then `open()`. Alt+Left goes back inside it, Esc closes it.
    Signal: `lesson_wished(lesson)`, with the panel closed.
    """

    lesson_wished = Signal(str)

    def __init__(
        self,
        desk: SourcingDesk,
        person: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        chooser: Chooser = choose_sources,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._chooser = chooser
        self._part: QWidget | None = None
        self._marks: list[tuple[int, str]] = []
        self.setObjectName("sourcePanel")
        self.setModal(True)
        self._build()
        self.presenter = presenter = SourcePresenter(desk, person, catalogue.language, self)
        presenter.fact_shown.connect(self._on_fact_shown)
        presenter.document_shown.connect(self._on_document_shown)
        presenter.quotes_shown.connect(self._on_quotes_shown)
        presenter.files_begun.connect(self._on_files_begun)
        presenter.files_shown.connect(self._on_files_shown)
        presenter.looked_at.connect(self._on_looked_at)
        presenter.not_kept.connect(self._on_not_kept)
        presenter.not_shown.connect(self._on_not_shown)
        look.changed.connect(self._on_look_changed)
        self._fit()

    def _build(self) -> None:
        look, say = self._look, self._catalogue.say
        outer = Column(look, 0, parent=self)
        self._head = head = Row(look, 12)
        self.back = IconButton(say("source.back"), "arrow-left", look, name="sourceBack", parent=self)
        self.back.clicked.connect(self.go_back)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        titles = Column(look, 0)
        self.caption = Text("", look, "caption", "ink2", weight=400, name="sourceCaption", parent=self)
        self.title = Text("", look, "subhead", name="sourceTitle", parent=self)
        # The panel opens here, so that a screen reader begins with what it is; Tab does not come by, so no ring is drawn.
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        titles.addWidget(self.caption)
        titles.addWidget(self.title)
        head.addLayout(titles, 1)
        outer.addLayout(head)
        outer.addWidget(Rule(look, self))
        self.area = QScrollArea(self)
        self.area.setObjectName("sourceScroll")
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        self._column = Column(look, 8, (28, 16, 28, 20), content)
        self.area.setWidget(content)
        outer.addWidget(self.area, 1)
        outer.addWidget(Rule(look, self))
        foot = Row(look, 12, (24, 12, 24, 14))
        foot.addStretch(1)
        self.close_button = Button(say("source.close"), look, Rank.PRIMARY, name="sourceClose", parent=self)
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.close_button)
        outer.addLayout(foot)

    # Where one goes

    def show_fact(self, fact: str) -> None:
        """Show one fact."""
        self._go(Stop("fact", fact))

    def show_document(self, document: str, module: str = "") -> None:
        """Show one document; the facts of `module` are unfolded."""
        self._go(Stop("document", document, module))

    def show_files(self) -> None:
        """Show the documents and the person's files of them."""
        self._go(Stop("files"))

    def go_back(self) -> None:
        """Go back to the place before, as it was."""
        if self.presenter.depth:
            scrolled, focused = self._marks.pop()
            self.presenter.back()
            QTimer.singleShot(0, self, lambda: self._restore(scrolled, focused))

    def _go(self, stop: Stop) -> None:
        if self.presenter.here is not None and self.presenter.here != stop:
            focused = self.focusWidget()
            self._marks.append((self.area.verticalScrollBar().value(), focused.objectName() if focused else ""))
        self.presenter.go(stop)

    def _restore(self, scrolled: int, focused: str) -> None:
        self.area.verticalScrollBar().setValue(scrolled)
        control = self.findChild(QWidget, focused) if focused else None
        if control is not None and control.isVisible():
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def _on_fact_shown(self, page: FactPage) -> None:
        part = FactPart(page, self._look, self._catalogue, self)
        self._put(part, "", self._catalogue.say("source.fact"))

    def _on_document_shown(self, page: DocumentPage, module: str) -> None:
        part = DocumentPart(page, module, self._look, self._catalogue, self)
        self._put(part, self._catalogue.say("source.document"), page.title)

    def _on_quotes_shown(self, quotes: Quotes) -> None:
        if isinstance(self._part, FactPart):
            self._part.show_quotes(quotes)

    def _on_files_begun(self) -> None:
        if not isinstance(self._part, FilesPart):
            part = FilesPart(self._look, self._catalogue, self)
            part.add_wished.connect(self._on_add_wished)
            part.forget_wished.connect(self.presenter.forget)
            self._put(part, "", self._catalogue.say("source.files.title"))
            part.show_busy()
        else:
            self._part.show_busy()

    def _on_files_shown(self, files: tuple[SourceFile, ...]) -> None:
        if isinstance(self._part, FilesPart):
            self._part.show_files(files)
            if self._part.told:
                # Only once the words stand in their place.
                QTimer.singleShot(0, self, self._reveal_outcome)

    def _on_looked_at(self, files: tuple[SourceFile, ...]) -> None:
        if isinstance(self._part, FilesPart):
            announce(self, self._part.show_outcome(files))

    def _on_not_kept(self, message: Message) -> None:
        if isinstance(self._part, FilesPart):
            announce(self, self._part.show_not_kept(message))

    def _reveal_outcome(self) -> None:
        """Scroll until what came of the files chosen is seen, and what was pressed for it."""
        if isinstance(self._part, FilesPart):
            for widget in (*self._part.told, self._part.add):
                self.area.ensureWidgetVisible(widget, 0, self._look.px(12))

    def _on_not_shown(self, message: Message) -> None:
        title = self._catalogue.say("source.not_shown")
        empty = EmptyState(title, self._catalogue.tell(message), self._look, parent=self)
        self._put(empty, "", title)

    def _on_add_wished(self) -> None:
        say = self._catalogue.say
        paths = self._chooser(self, say("source.files.choose"), say("source.files.filter"))
        if paths:
            self.presenter.choose(paths)

    def _on_lesson_wished(self, lesson: str) -> None:
        self.accept()
        self.lesson_wished.emit(lesson)

    def _put(self, part: QWidget, caption: str, title: str) -> None:
        if isinstance(part, Part):
            part.fact_wished.connect(self.show_fact)
            part.document_wished.connect(self.show_document)
            part.files_wished.connect(self.show_files)
            part.lesson_wished.connect(self._on_lesson_wished)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.clear()
        self._part = part
        self._column.addWidget(part)
        self._column.addStretch(1)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        self.title.setText(title)
        self.setWindowTitle(self.title.text())
        self.setAccessibleName(self.title.text())
        self._show_back(self.presenter.depth > 0)
        self.area.verticalScrollBar().setValue(0)

    def _show_back(self, back: bool) -> None:
        """With the way back before it, the title stands further in."""
        self.back.setVisible(back)
        self._head.show_margins((14 if back else 28, 12, 24, 12))

    # The panel itself

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the title."""
        self._fit()
        super().showEvent(event)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        fill_over(QPainter(self), self.rect(), self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Left goes back; arrows and page keys scroll."""
        key = Qt.Key
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() == key.Key_Left:
            self.go_back()
            return
        action = {
            key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
            key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
            key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
            key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
            key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
            key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
        }.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self.area.verticalScrollBar().triggerAction(action)

    def _fit(self) -> None:
        """One size for all it shows, so that nothing jumps: within the window under it."""
        look, under = self._look, self.parentWidget()
        width, height = look.em(_WIDTH), look.em(_HEIGHT)
        if under is not None:
            room = under.window().size()
            width, height = min(width, room.width() - look.px(32)), min(height, room.height() - look.px(32))
        self.area.verticalScrollBar().setSingleStep(look.px(40))
        self.setFixedSize(width, height)

    def _on_look_changed(self) -> None:
        self._fit()
        self.update()
