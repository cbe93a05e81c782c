"""Owns what pages ask of the desks of results and certificates, as protocols; the desks are given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.core.certificates import Certificate, Checked, Claim
    from trainer.core.result_views import Disputed, PastAttempt, ResultView


class ResultsDesk(Protocol):
    """What comes after an assessment."""

    def result(self, person: str, name: str, stream: str, language: str) -> ResultView:
        """What the rules let the learner see by now. Raises Refused, Fault."""

    def past(self, person: str, language: str) -> tuple[PastAttempt, ...]:
        """One's own assessments that were handed in, the latest first."""

    def dispute(self, person: str, stream: str, number: int, text: str, language: str) -> Disputed:
        """Keep what the learner says is wrong with a question, by its number. Raises Refused, Fault."""


class CertifyingDesk(Protocol):
    """Certificates of assessments that were passed."""

    def issue(self, person: str, stream: str, language: str, by: str = "") -> Certificate:
        """The certificate of an attempt, issued now or before. Raises Refused, Fault."""

    def check(self, claim: Claim, language: str) -> Checked:
        """Compare what is printed with the records. Raises Refused for what is no code."""

    def unit(self) -> str:
        """Who issues certificates here, "" where nobody is named."""

    def name_unit(self, text: str) -> str:
        """Say who issues certificates here, "" for nobody. Raises Refused, Fault."""
