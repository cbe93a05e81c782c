"""Owns a certificate between page, desk and paper: asks, lays out, saves, checks; knows no widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from trainer.catalogue import Catalogue
from trainer.core.certificates import Certificate, Checked, Claim, shown_code
from trainer.core.message import Refused
from trainer.faults import Fault
from trainer.printing.certificate import CertificateSheet, certificate_pdf
from trainer.printing.pdf import write_pdf
from trainer.ui.result_protocols import CertifyingDesk
from trainer.ui.work import Work


class CertificatePresenter(QObject):
    """The certificate of one attempt. Signals: `saved(str code, str path)`, `failed(Message)`."""

    saved = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self, desk: CertifyingDesk, person: str, stream: str, catalogue: Catalogue, parent: QObject, by: str = ""
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = (person, stream, catalogue.language, by)
        self._catalogue = catalogue
        self._work = Work(self)

    def issue(self) -> Certificate | None:
        """The certificate, None where it was refused, which is then said."""
        try:
            return self._desk.issue(*self._asked)
        except (Refused, Fault) as problem:
            self.failed.emit(problem.message)
            return None

    def file_name(self, certificate: Certificate) -> str:
        """What the file is called unless the person says otherwise; it holds no name."""
        return self._catalogue.say("certificate.file", number=shown_code(certificate.code)) + ".pdf"

    def save(self, certificate: Certificate, target: Path) -> None:
        """Write the PDF; the disk is waited for beside the window. Nothing happens while another is being written."""
        if self._work.busy:
            return
        data = certificate_pdf(CertificateSheet(certificate, self._catalogue))
        code = shown_code(certificate.code)
        self._work.start(
            lambda: write_pdf(data, target), lambda _done: self.saved.emit(code, str(target)), self._on_not_saved
        )

    def _on_not_saved(self, error: Exception) -> None:
        if not isinstance(error, Fault | Refused):
            raise error
        self.failed.emit(error.message)


class CheckingPresenter(QObject):
    """Checking certificates, and who issues them here. Signals: `checked(Checked)`, `failed(Message)`, `named(str)`."""

    checked = Signal(object)
    failed = Signal(object)
    named = Signal(str)

    def __init__(self, desk: CertifyingDesk, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = language

    def unit(self) -> str:
        """Who issues certificates here. Raises Fault."""
        return self._desk.unit()

    def check(self, claim: Claim) -> None:
        """Hold what was typed against the records."""
        try:
            found: Checked = self._desk.check(claim, self._language)
        except (Refused, Fault) as problem:
            self.failed.emit(problem.message)
            return
        self.checked.emit(found)

    def name_unit(self, text: str) -> None:
        """Keep who issues certificates here."""
        try:
            kept = self._desk.name_unit(text)
        except (Refused, Fault) as problem:
            self.failed.emit(problem.message)
            return
        self.named.emit(kept)
