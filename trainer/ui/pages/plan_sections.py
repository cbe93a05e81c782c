"""Owns the plainer sections of the editor of an assessment: name, time and rules, afterwards, dates, certificate; knows no rule."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.plan_wishes import LONGEST_SUMMARY, LONGEST_TITLE, PlanWish
from trainer.core.policies import ConfidenceAsked, Feedback, Interruptions
from trainer.ui.components.field import Field
from trainer.ui.components.text import Text
from trainer.ui.pages.plan_parts import MOMENT, Section, ShortField, choice
from trainer.ui.theme import Look


class NameSection(Section):
    """Title and summary."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        super().__init__(words.say("plan.edit.name.heading"), look, name="nameSection", parent=parent)
        say = words.say
        self.title = Field(say("plan.edit.name.title"), look, longest=LONGEST_TITLE, name="planTitle", parent=self)
        self.summary = Field(
            say("plan.edit.name.summary"),
            look,
            hint=say("plan.edit.name.summary_hint"),
            longest=LONGEST_SUMMARY,
            name="planSummary",
            parent=self,
        )
        self._said = ""
        self.add(self.title, self.summary)
        for field in (self.title, self.summary):
            field.text_changed.connect(self.changed)

    def show_wish(self, wish: PlanWish) -> None:
        """Show a plan's name."""
        self.title.show_text(wish.title)
        self.summary.show_text(wish.summary)
        self.summary.edit.setCursorPosition(0)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(wish, title=self.title.text(), summary=self.summary.text())

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        said = faults.get("title", "")
        if said != self._said:
            self._said = said
            self.title.show_error(said)


class RulesSection(Section):
    """Time, interruptions, attempts, confidence."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        def say(code: str) -> str:
            return words.say("plan.edit.rules." + code)

        super().__init__(say("heading"), look, name="rulesSection", parent=parent)
        self.minutes = ShortField(say("minutes"), look, hint=say("minutes_hint"), name="minutes", parent=self)
        pauses = [(one.value, say(f"interruptions_{one.value}")) for one in Interruptions]
        self.interruptions = choice(say("interruptions"), pauses, look, name="interruptions", parent=self)
        self.attempts = ShortField(say("attempts"), look, hint=say("attempts_hint"), name="attempts", parent=self)
        asked = [(one.value, say(f"confidence_{one.value}")) for one in ConfidenceAsked]
        self.confidence = choice(say("confidence"), asked, look, name="confidenceAsked", parent=self)
        self.add(self.minutes, self.interruptions, self.attempts, self.confidence)
        for field in (self.minutes, self.attempts):
            field.text_changed.connect(self.changed)
        for box in (self.interruptions, self.confidence):
            box.choice_made.connect(self.changed)

    def show_wish(self, wish: PlanWish) -> None:
        """Show a plan's rules."""
        self.minutes.show_text(wish.minutes)
        self.attempts.show_text(wish.attempts)
        self.interruptions.show_choice(wish.interruptions.value)
        self.confidence.show_choice(wish.confidence.value)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(
            wish,
            minutes=self.minutes.text(),
            attempts=self.attempts.text(),
            interruptions=Interruptions(self.interruptions.chosen()),
            confidence=ConfidenceAsked(self.confidence.chosen()),
        )

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        self.minutes.show_fault(faults.get("minutes", ""))
        self.attempts.show_fault(faults.get("attempts", ""))


class AfterSection(Section):
    """What people see afterwards, and from when."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        def say(code: str) -> str:
            return words.say("plan.edit.after." + code)

        super().__init__(say("heading"), look, name="afterSection", parent=parent)
        kinds = (Feedback.NOTHING, Feedback.SCORE, Feedback.OBJECTIVES, Feedback.EVERYTHING)
        options = [(one.value, say(f"feedback_{one.value}")) for one in kinds]
        self.feedback = choice(say("feedback"), options, look, name="feedback", parent=self)
        self.begins = ShortField(
            say("from"), look, wide=MOMENT, hint=say("from_hint"), name="feedbackFrom", parent=self
        )
        self.add(self.feedback, self.begins)
        self.feedback.choice_made.connect(self._on_feedback_chosen)
        self.begins.text_changed.connect(self.changed)

    def show_wish(self, wish: PlanWish) -> None:
        """Show what a plan shows."""
        self.feedback.show_choice(wish.feedback.value)
        self.begins.show_text(wish.feedback_from)
        self.begins.setVisible(wish.feedback is not Feedback.NOTHING)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(wish, feedback=Feedback(self.feedback.chosen()), feedback_from=self.begins.text())

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        self.begins.show_fault(faults.get("feedback_from", ""))

    def _on_feedback_chosen(self, chosen: str) -> None:
        self.begins.setVisible(chosen != Feedback.NOTHING.value)
        self.changed.emit()


class DatesSection(Section):
    """From when, until when, and how long a certificate holds."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        def say(code: str) -> str:
            return words.say("plan.edit.dates." + code)

        super().__init__(say("heading"), look, name="datesSection", parent=parent)
        self.add(Text(say("lead"), look, "explain", "ink2", name="datesLead", parent=self))
        self.opens, self.due, self.closes = (
            ShortField(
                say(code), look, wide=MOMENT, hint=say("hint") if code == "opens" else "", name=code, parent=self
            )
            for code in ("opens", "due", "closes")
        )
        for field in (self.opens, self.due, self.closes):
            self.add(field)
            field.text_changed.connect(self.changed)

    def show_wish(self, wish: PlanWish) -> None:
        """Show a plan's dates."""
        self.opens.show_text(wish.opens)
        self.due.show_text(wish.due)
        self.closes.show_text(wish.closes)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(wish, opens=self.opens.text(), due=self.due.text(), closes=self.closes.text())

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        for name, field in (("opens", self.opens), ("due", self.due), ("closes", self.closes)):
            field.show_fault(faults.get(name, ""))


class CertificateSection(Section):
    """How long a certificate holds."""

    def __init__(self, look: Look, words: Catalogue, parent: QWidget) -> None:
        super().__init__(words.say("plan.edit.certificate.heading"), look, name="certificateSection", parent=parent)
        say = words.say
        self.months = ShortField(
            say("plan.edit.certificate.months"),
            look,
            hint=say("plan.edit.certificate.months_hint"),
            name="validMonths",
            parent=self,
        )
        self.add(self.months)
        self.months.text_changed.connect(self.changed)

    def show_wish(self, wish: PlanWish) -> None:
        """Show for how long."""
        self.months.show_text(wish.valid_months)

    def filled(self, wish: PlanWish) -> PlanWish:
        """A wish with what the section says."""
        return replace(wish, valid_months=self.months.text())

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong, by field."""
        self.months.show_fault(faults.get("valid_months", ""))
