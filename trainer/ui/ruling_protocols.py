"""Owns what pages ask of the desk of rulings, as a protocol; the desk itself is given by the application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.core.ruling_views import DisputedQuestion, Regrade, RuledQuestion, RulingLine, RulingWish


class RulingsDesk(Protocol):
    """Rulings on questions. What previews or decides replays attempts: call them off the GUI thread."""

    def question(self, item: str, language: str) -> RuledQuestion:
        """A question by its digest, with what was chosen and said of it. Raises Refused, Fault."""

    def disputed(self, language: str) -> tuple[DisputedQuestion, ...]:
        """The questions that somebody reported after an assessment was over, the latest report first."""

    def rulings(self, language: str) -> tuple[RulingLine, ...]:
        """All rulings, also those withdrawn, the latest first."""

    def may_rule(self, digest: str) -> bool:
        """Say whether something that was shown is a question, of which can be decided; a scene of a case is none."""

    def preview(self, wish: RulingWish, language: str) -> Regrade:
        """What a ruling would change. Raises Refused, Fault."""

    def preview_without(self, ruling: str, language: str) -> Regrade:
        """What withdrawing a ruling would change. Raises Refused, Fault."""

    def rule(self, wish: RulingWish, reason: str, by: str, language: str) -> Regrade:
        """Put a ruling into force; return what it changed. Raises Refused, Fault; then nothing changed."""

    def withdraw(self, ruling: str, by: str, language: str) -> Regrade:
        """Take a ruling back; return what that changed. Raises Refused, Fault; then nothing changed."""
