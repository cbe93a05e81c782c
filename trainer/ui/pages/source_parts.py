"""Owns the parts of the source panel: a fact's page, a document's page, a passage; opens nothing and reads no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from question_bank.model import Edition
from trainer.catalogue import Catalogue
from trainer.core.sources import DocumentPage, FactPage, ModuleFacts, Quote, Quotes
from trainer.core.views import FactView
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText, as_of, as_of_chip
from trainer.ui.components.panels import Skeleton
from trainer.ui.components.rows import ListRow, RowList, RowText
from trainer.ui.components.source import SourceChips, SourceRow
from trainer.ui.components.text import Narrative, Text
from trainer.ui.pages.pressable import Pressable
from trainer.ui.theme import Look

_TROUBLE = (Edition.MOVED, Edition.DAMAGED, Edition.TOO_LARGE, Edition.UNREADABLE)


class Part(QWidget):
    """Something the panel shows. Signals: `fact_wished(str)`, `document_wished(str)`, `lesson_wished(str)`, `files_wished()`."""

    fact_wished = Signal(str)
    document_wished = Signal(str)
    lesson_wished = Signal(str)
    files_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.say = catalogue.say
        self.catalogue = catalogue
        self.setObjectName(name)
        self.column = Column(look, 8, parent=self)

    def head(self, code: str) -> None:
        """Begin a section."""
        self.column.gap(12)
        self.column.addWidget(Text(self.say("source." + code), self.look, "explain", weight=600, parent=self))

    def note(self, words: str, name: str = "") -> Text:
        """Add quiet words."""
        text = Text(words, self.look, "small", "ink2", name=name, parent=self)
        self.column.addWidget(text)
        return text

    def facts(self, facts: Iterable[FactView], name: str) -> RowList:
        """Rows that lead to facts."""
        rows = RowList(self.look, name=name, parent=self)
        for fact in facts:
            row = ListRow(self._row(fact), self.look, name=f"fact-{fact.id}", parent=rows)
            row.clicked.connect(self._opener(fact.id))
            rows.add_row(row)
        return rows

    def _opener(self, fact: str) -> Callable[[], None]:
        return lambda: self.fact_wished.emit(fact)

    def _row(self, fact: FactView) -> RowText:
        where = where_and_when(fact, self.catalogue)
        if fact.superseded:
            where = f"{where} \u00b7 {self.say('components.source.newer')}"
        return RowText(fact.statement, subtitle=where, icon="file-text", icon_colour="info")


class FactPart(Part):
    """One fact. `show_quotes` puts the passage's own words under it."""

    def __init__(self, page: FactPage, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, catalogue, "factPart", parent)
        self._page = page
        fact = page.fact
        self.column.addWidget(self._chips(fact))
        if page.other_language:
            self.column.addWidget(Text(self.say("common.other_language"), look, "caption", "ink3", parent=self))
        self.column.addWidget(Narrative(fact.statement, look, "caseText", bar=False, name="statement", parent=self))
        self.column.gap(4)
        self._where(page)
        self.column.addWidget(
            IconText(self.say(f"source.use.{page.use}"), "info", look, "small", "ink2", tint="info", name="use", parent=self)
        )  # fmt: skip
        if page.newer:
            self.head("newer")
            self.note(self.say("source.newer_hint"))
            self.column.addWidget(self.facts(page.newer, "newerFacts"))
        if page.disagree:
            self._disagreeing(page)
        self.passage = Column(look, 8)
        self.column.addLayout(self.passage)
        self._begin_passage(page.attached)
        if page.replaced:
            self.head("replaced")
            self.column.addWidget(self.facts(page.replaced, "replacedFacts"))
        if page.also:
            self.head("also")
            for document, place in page.also:
                self.note(self.say("source.where", document=document, place=place), "alsoThere")
        self._lessons(page)

    def show_quotes(self, quotes: Quotes) -> None:
        """Show the passage's own words, or why there are none."""
        look = self.look
        self.passage.clear()
        self._passage_head()
        if quotes.edition in _TROUBLE and quotes.edition is not None:
            words = self.say(f"source.passage.{quotes.edition.value}", path=quotes.path)
            self._passage_trouble(words)
            return
        if quotes.edition is Edition.OTHER and any(quote.text for quote in quotes.quotes):
            self._passage_note(self.say("source.passage.other_edition"), "otherEdition")
        for quote in quotes.quotes:
            if not quote.text:
                self._passage_note(self.say("source.passage.missing"), "passageMissing")
                continue
            self.passage.addWidget(_Quoted(quote, look, self.catalogue, self))
            where = self.say("source.where", document=self._page.fact.document, place=quote.place)
            self._passage_note(where if quote.place else self._page.fact.document, "quotePlace")
        if quotes.path:
            self._passage_note(self.say("source.passage.from", path=quotes.path), "quoteFile")

    def _chips(self, fact: FactView) -> QWidget:
        chips = SourceChips(self.look, self.catalogue, self)
        chips.show_chips(fact.as_of, fact.superseded)
        return chips

    def _where(self, page: FactPage) -> None:
        words = page.fact.document
        if page.places:
            words = self.say("source.where", document=words, place=page.places[0])
        row = SourceRow(words, "", self.look, self.catalogue, name="toDocument", parent=self)
        row.clicked.connect(lambda: self.document_wished.emit(page.document))
        self.column.addWidget(row)
        for place in page.places[1:]:
            self.note(place, "place")

    def _begin_passage(self, attached: bool) -> None:
        if attached:
            self._passage_head()
            waiting = Skeleton(self.say("source.passage.looking"), self.look, name="passageLooking", parent=self)
            self.passage.addWidget(waiting)
            waiting.start()
            return
        self.passage.gap(4)
        self._passage_note(self.say("source.passage.without"), "passageWithout")
        self._attach_button()

    def _passage_head(self) -> None:
        self.passage.gap(12)
        title = Text(
            self.say("source.passage.title"), self.look, "explain", weight=600, name="passageTitle", parent=self
        )
        self.passage.addWidget(title)

    def _passage_note(self, words: str, name: str) -> None:
        self.passage.addWidget(Text(words, self.look, "small", "ink2", name=name, parent=self))

    def _passage_trouble(self, words: str) -> None:
        trouble = IconText(
            words, "triangle-alert", self.look, "small", "ink2", tint="caution", name="passageTrouble", parent=self
        )
        self.passage.addWidget(trouble)
        self._attach_button()

    def _attach_button(self) -> None:
        words = self.say("source.passage.attach")
        button = Button(words, self.look, Rank.QUIET, trailing="arrow-right", flush=True, name="toFiles", parent=self)
        button.clicked.connect(self.files_wished)
        self.passage.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _disagreeing(self, page: FactPage) -> None:
        self.head("disagree")
        self.note(self.say("source.disagree_hint"))
        for other in page.disagree:
            pair = Column(self.look, 12) if self.look.single_column else Row(self.look, 12)
            pair.addWidget(self._side(page.fact, "this"), 1)
            pair.addWidget(self._side(other, "other"), 1)
            self.column.addLayout(pair)

    def _side(self, fact: FactView, code: str) -> QWidget:
        look = self.look
        label = self.say("source." + code)
        where = where_and_when(fact, self.catalogue)
        side: Pressable | Card
        if code == "other":
            said = ", ".join((label, fact.statement, where))
            side = Pressable(
                said, look, card=True, margins=(16, 14, 16, 14), spacing=6, name=f"other-{fact.id}", parent=self
            )
            side.clicked.connect(self._opener(fact.id))
        else:
            side = Card(look, margins=(16, 14, 16, 14), spacing=6, name="thisSide", parent=self)
        chip = as_of_chip(fact.as_of, look, self.catalogue, side)
        side.add(Text(label, look, "caption", "ink2", weight=600, parent=side))
        side.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        side.add(Text(fact.statement, look, "small", parent=side))
        side.add(Text(fact.document, look, "caption", "ink2", weight=400, parent=side))
        side.body.addStretch(1)
        if isinstance(side, Pressable):
            side.settle()
        return side

    def _lessons(self, page: FactPage) -> None:
        self.head("lessons")
        if not page.lessons:
            self.note(self.say("source.no_lessons"), "noLessons")
            return
        rows = RowList(self.look, name="lessons", parent=self)
        for lesson in page.lessons:
            under = self.say("source.lesson_note", module=lesson.module_title, minutes=lesson.minutes)
            words = RowText(lesson.title, subtitle=under, icon="book-open", icon_colour="accent")
            row = ListRow(words, self.look, name=f"lesson-{lesson.id}", parent=rows)
            row.clicked.connect(self._reader(lesson.id))
            rows.add_row(row)
        self.column.addWidget(rows)

    def _reader(self, lesson: str) -> Callable[[], None]:
        return lambda: self.lesson_wished.emit(lesson)


class _Quoted(QWidget):
    """What a passage says of the fact; the whole of it on demand."""

    def __init__(self, quote: Quote, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._quote = quote
        self._say = catalogue.say
        self._whole = not quote.said
        column = Column(look, 4, parent=self)
        self._text = Narrative("", look, "passage", name="quote", parent=self)
        column.addWidget(self._text)
        self._toggle = Button("", look, Rank.QUIET, flush=True, name="wholePassage", parent=self)
        self._toggle.clicked.connect(self._on_clicked)
        self._toggle.setVisible(bool(quote.said))
        column.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def _on_clicked(self) -> None:
        self._whole = not self._whole
        self._show()

    def _show(self) -> None:
        words = self._quote.text if self._whole else self._quote.said
        self._text.setText(f"\u201c{words}\u201d")
        self._toggle.show_text(self._say("source.passage.part" if self._whole else "source.passage.whole"))


class DocumentPart(Part):
    """One document. The facts of `module` are unfolded, the others on demand."""

    def __init__(self, page: DocumentPage, module: str, look: Look, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(look, catalogue, "documentPart", parent)
        if page.as_of:
            chip = as_of_chip(page.as_of, look, catalogue, self)
            self.column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        for code, words in (("kind", page.kind), ("describes", page.describes), ("trust", page.trust)):
            if words:
                self.head("about." + code)
                self.column.addWidget(Text(words, look, "body", name=code, parent=self))
        if not page.attached:
            self.column.gap(4)
            self.note(self.say("source.passage.without"), "passageWithout")
            files = Button(
                self.say("source.passage.attach"), look, Rank.QUIET, trailing="arrow-right", flush=True, name="toFiles",
                parent=self,
            )  # fmt: skip
            files.clicked.connect(self.files_wished)
            self.column.addWidget(files, 0, Qt.AlignmentFlag.AlignLeft)
        self.head("about.facts")
        for one in page.modules:
            self.column.addWidget(_ModuleBox(one, self, unfolded=one.module == module or len(page.modules) == 1))


class _ModuleBox(QWidget):
    """A module's facts under a row that unfolds them."""

    def __init__(self, one: ModuleFacts, part: Part, *, unfolded: bool) -> None:
        super().__init__(part)
        self._one = one
        self._part = part
        self._rows: RowList | None = None
        self._unfolded = False
        self.setObjectName(f"module-{one.module}")
        self._column = Column(part.look, 8, parent=self)
        self._toggle = Button("", part.look, Rank.QUIET, flush=True, name=f"unfold-{one.module}", parent=self)
        self._toggle.clicked.connect(self._on_clicked)
        row = Row(part.look, 12)
        row.addWidget(self._toggle)
        row.addStretch(1)
        count = part.say("source.about.count", n=len(one.facts))
        row.addWidget(Text(count, part.look, "small", "ink2", wraps=False, parent=self))
        self._column.addLayout(row)
        if unfolded:
            self._on_clicked()
        self._name()

    def _on_clicked(self) -> None:
        self._unfolded = not self._unfolded
        if self._rows is None:
            self._rows = self._part.facts(self._one.facts, "facts")
            self._column.addWidget(self._rows)
        else:
            self._rows.setVisible(self._unfolded)
        self._name()

    def _name(self) -> None:
        self._toggle.show_icon("chevron-down" if self._unfolded else "chevron-right")
        self._toggle.show_text(self._one.title)
        code = "source.about.hide" if self._unfolded else "source.about.show"
        self._toggle.setAccessibleName(self._part.say(code, title=self._one.title))


def where_and_when(fact: FactView, catalogue: Catalogue) -> str:
    """Return "The report, paragraph 2. As of 2022"."""
    if not fact.as_of:
        return catalogue.say("source.where", document=fact.document, place=fact.place) if fact.place else fact.document
    year = as_of(fact.as_of, catalogue)
    if not fact.place:
        return catalogue.say("source.line_no_place", document=fact.document, year=year)
    return catalogue.say("source.line", document=fact.document, place=fact.place, year=year)
