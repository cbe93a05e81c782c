"""Owns the page of one question that the person has met, found by a search; answers nothing."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Refused
from trainer.core.requests import Admitted
from trainer.core.views import QuestionView, Verdict
from trainer.faults import Fault
from trainer.ui.components.panels import ErrorPanel, Skeleton
from trainer.ui.pages.answers import AnswersPage
from trainer.ui.protocols import SearchingDesk
from trainer.ui.theme import Look
from trainer.ui.work import Work


class MetQuestionPage(AnswersPage):
    """A question that the person has met, as they last answered it. Signal: `back_wished()`."""

    def __init__(
        self,
        desk: SearchingDesk,
        who: Admitted,
        item: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, catalogue, parent, catalogue.say("search.back"))
        self.bar.show_title(catalogue.say("search.answered"), catalogue.say("search.title"))
        self._loading = Skeleton(catalogue.say("search.loading"), look, parent=self)
        self.add(self._loading)
        self.main.addStretch(1)
        self._loading.start()
        # The last of many answers takes time to find.
        person, language = who.id, catalogue.language
        Work(self).start(lambda: desk.question(person, item, language), self._on_found, self._on_not_found)
        QTimer.singleShot(0, self, self.focus_start)

    def _on_found(self, found: tuple[QuestionView, Verdict]) -> None:
        self._show(self._card(*found))

    def _on_not_found(self, problem: Exception) -> None:
        if not isinstance(problem, Refused | Fault):
            raise problem
        panel = ErrorPanel(self.look, name="searchProblem", parent=self)
        panel.show_error(self._catalogue.say("search.not_shown"), self._catalogue.tell(problem.message))
        self._show(panel)

    def _show(self, widget: QWidget) -> None:
        self._loading.stop()
        self.main.clear()
        self.add(widget)
        self.main.addStretch(1)

    def _heading(self, question: QuestionView) -> str:
        return self._catalogue.say("search.answered") if question.number else ""
