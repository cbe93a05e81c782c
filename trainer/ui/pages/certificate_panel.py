"""Owns saving a certificate from a page: where to, what came of it; lays out nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.announcing import announce
from trainer.ui.components.buttons import Button
from trainer.ui.components.layouts import Column
from trainer.ui.components.marks import IconText
from trainer.ui.components.panels import ErrorPanel
from trainer.ui.files import Chooser, choose_target
from trainer.ui.presenters.certificate import CertificatePresenter
from trainer.ui.result_protocols import CertifyingDesk
from trainer.ui.theme import Look


class CertificatePanel(QWidget):
    """Call `save()` where the person wishes the certificate; hidden until there is something to say.

    `by` is the trainer who issues somebody else's, "" where it is one's own.
    """

    def __init__(
        self,
        desk: CertifyingDesk,
        person: str,
        stream: str,
        look: Look,
        catalogue: Catalogue,
        chooser: Chooser = choose_target,
        parent: QWidget | None = None,
        *,
        by: str = "",
    ) -> None:
        super().__init__(parent)
        self.setObjectName("certificate")
        self._catalogue = catalogue
        self._chooser = chooser
        column = Column(look, 8, parent=self)
        self.done = IconText("", "check", look, "small", "ink2", tint="positive", name="certificateSaved", parent=self)
        self.error = ErrorPanel(look, name="certificateProblem", parent=self)
        for one in (self.done, self.error):
            one.hide()
            column.addWidget(one)
        self.hide()
        self.presenter = CertificatePresenter(desk, person, stream, catalogue, self, by)
        self.presenter.saved.connect(self._on_saved)
        self.presenter.failed.connect(self._on_failed)
        self.error.action_wished.connect(self.save)

    def save(self) -> None:
        """Issue the certificate, ask where to, write it."""
        certificate = self.presenter.issue()
        if certificate is None:
            return
        say = self._catalogue.say
        name = self._chooser(
            self, say("certificate.save_title"), self.presenter.file_name(certificate), say("card.filter_pdf")
        )
        if name:
            target = Path(name)
            self.presenter.save(certificate, target if target.suffix else target.with_suffix(".pdf"))

    def _on_saved(self, code: str, path: str) -> None:
        words = self._catalogue.say("certificate.saved", number=code, path=path)
        self.error.hide()
        self.done.setText(words)
        self.done.show()
        self.show()
        announce(self, words)

    def _on_failed(self, message: Message) -> None:
        say = self._catalogue.say
        words = self._catalogue.tell(message)
        self.done.hide()
        self.error.show_error(say("certificate.not_saved"), words, [("again", say("certificate.another"))])
        self.error.show()
        self.show()
        announce(self, f"{say('certificate.not_saved')}. {words}")


class CertificateOffer(QWidget):
    """A button that saves the certificate of somebody else's attempt, issued by the trainer `by`, and what came of it."""

    def __init__(
        self,
        desk: CertifyingDesk,
        person: str,
        stream: str,
        by: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget,
        *,
        chooser: Chooser = choose_target,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("certificateOffer")
        column = Column(look, 8, parent=self)
        save = Button(catalogue.say("certificate.save"), look, icon="award", name="saveCertificate", parent=self)
        self.panel = CertificatePanel(desk, person, stream, look, catalogue, chooser, self, by=by)
        save.clicked.connect(self.panel.save)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.panel)
