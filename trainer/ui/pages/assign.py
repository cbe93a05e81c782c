"""Owns the page on which something is assigned: what, for whom, until when; knows no desk but its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.core.assignments import AssignmentWish, Cohort, HandedOut, Kind
from trainer.core.message import Message
from trainer.core.views import PersonScore
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.day_field import DayField
from trainer.ui.components.field import Choice, Switch
from trainer.ui.components.header import Header
from trainer.ui.components.page import Page
from trainer.ui.components.panels import EmptyState, ErrorPanel
from trainer.ui.components.text import Text
from trainer.ui.pages.wording import clipped
from trainer.ui.presenters.assigning import AssigningPresenter
from trainer.ui.theme import Look
from trainer.ui.trainer_protocols import GroupingDesk

_NAMED = 6
"""So many names are said one by one."""


class AssignPage(Page):
    """AssignPage(desk, trainer, people, group, look, catalogue): to these people, or to a group where there are none.

    Signals: `back_wished()`, `assigned(str, str)` with the group's id ("" for people) and what to say of it.
    """

    back_wished = Signal()
    assigned = Signal(str, str)

    def __init__(
        self,
        desk: GroupingDesk,
        trainer: str,
        people: Sequence[PersonScore],
        group: str,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        self._words = catalogue
        header = Header(
            catalogue.say("assign.title"),
            look,
            caption=catalogue.say("cohort.title"),
            back=catalogue.say("common.go_back"),
        )
        super().__init__(look, header=header, name="assign", parent=parent)
        header.back_wished.connect(self.back_wished)
        self._people = tuple(people)
        self.presenter = AssigningPresenter(desk, trainer, catalogue.language, self)
        self.presenter.refused.connect(self._on_refused)
        self.presenter.assigned.connect(self._on_assigned)
        groups = () if people else self.presenter.groups()
        self.error = ErrorPanel(look, name="assignError", parent=self)
        self.error.hide()
        if not people and not groups:
            self._show_nobody()
            return
        self._build(groups, group)

    def _show_nobody(self) -> None:
        say = self._say
        empty = EmptyState(
            say("nobodyhere.title"), say("nobodyhere.text"), self.look, action=say("nobodyhere.act"), parent=self
        )
        empty.action_wished.connect(self.back_wished)
        self.add(empty)

    def _build(self, groups: Sequence[Cohort], group: str) -> None:
        look, say = self.look, self._say
        what = self._card(say("what"))
        self.kind = self._choice(say("kind"), [(kind.value, say(f"kinds.{kind.value}")) for kind in Kind], "kind")
        self.subject = self._choice(say("subject"), [], "subject")
        self.none = Text(say("none"), look, "small", "ink2", name="noSubject", parent=self)
        what.add(self.kind, self.subject, self.none)
        whom = self._card(say("whom"))
        self.group = self._choice(
            say("group"),
            [(one.id, clipped(one.name, 120)) for one in groups],
            "group",
            group,
        )
        if self._people:
            self.group.hide()
            whom.add(Text(self._named(), look, "body", name="whom", parent=self))
        else:
            whom.add(self.group)
        when = self._card(say("when"))
        when.add(Text(say("when_hint"), look, "small", "ink2", name="whenHint", parent=self))
        self.days = {
            name: DayField(say(name), look, hint=say(f"{name}_hint"), name=name, parent=self)
            for name in ("opens", "due", "closes")
        }
        when.add(*self.days.values())
        self.sees = Switch(say("sees"), look, hint=say("sees_hint"), name="sees", parent=self)
        self.sees_card = self._card("")
        self.sees_card.add(self.sees)
        self.go = Button(say("do"), look, Rank.PRIMARY, large=True, name="assignNow", parent=self)
        self.go.clicked.connect(self._on_go)
        self.add(what, whom, when, self.sees_card, self.error)
        self.main.addStretch(1)
        self.add_footer(self.go)
        self.footer.addStretch(1)
        self.kind.choice_made.connect(self._show_subjects)
        stops = (self.kind.box, self.subject.box, self.group.box, *(one.edit for one in self.days.values()))
        for before, after in pairwise((*stops, self.sees, self.go)):
            QWidget.setTabOrder(before, after)
        self._show_subjects(self.kind.chosen())

    def _card(self, title: str) -> Card:
        card = Card(self.look, spacing=12, parent=self)
        if title:
            card.add(Text(title, self.look, "subhead", parent=card))
        return card

    def _choice(self, label: str, options: Sequence[tuple[str, str]], name: str, chosen: str = "") -> Choice:
        choice = Choice(label, options, self.look, chosen=chosen, name=name, parent=self)
        choice.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return choice

    def _named(self) -> str:
        names = [clipped(one.name) for one in self._people]
        if len(names) > _NAMED:
            return self._say("whom_many", names=", ".join(names[:_NAMED]), n=len(names) - _NAMED)
        return ", ".join(names)

    def _show_subjects(self, kind: str) -> None:
        options = self.presenter.subjects(Kind(kind))
        self.subject.show_options(options)
        self.subject.setVisible(bool(options))
        self.none.setVisible(not options)
        self.sees_card.setVisible(kind == Kind.MODULE)
        self.go.setEnabled(bool(options))

    def _on_go(self) -> None:
        kind = Kind(self.kind.chosen())
        self.presenter.assign(
            AssignmentWish(
                kind=kind,
                subject=self.subject.chosen(),
                cohorts=() if self._people else (self.group.chosen(),),
                people=tuple(one.id for one in self._people),
                opens=self.days["opens"].text(),
                due=self.days["due"].text(),
                closes=self.days["closes"].text(),
                sees_answers=kind is Kind.MODULE and self.sees.isChecked(),
            )
        )

    def _on_assigned(self, made: HandedOut) -> None:
        title = clipped(self.subject.box.currentText(), 120)
        if self._people:
            said = self._say("done_people", title=title, n=made.to)
        else:
            said = self._say("done_group", title=title, group=self.group.box.currentText())
        if made.again:
            said = f"{said} {self._say('done_again')}"
        if made.seen_on:
            said = f"{said} {self._say('seen_on', n=made.seen_on)}"
        if made.seen_no_more:
            said = f"{said} {self._say('seen_no_more', n=made.seen_no_more)}"
        self.assigned.emit("" if self._people else self.group.chosen(), said)

    def _on_refused(self, message: Message) -> None:
        words, title = self._words.tell(message), self._say("failed")
        self.error.show_error(title, words)
        self.error.show()
        for name, field in getattr(self, "days", {}).items():
            wrong = message.code == "day.unreadable" and field.text().strip()[:40] == message.values["text"]
            wrong = wrong or (message.code == "assign.sees-open" and name == "due")
            field.show_error(words if wrong else "")
            if wrong:
                field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self.error)
        self.announce(f"{title}. {words}")

    def _say(self, code: str, **values: str | int) -> str:
        return self._words.say("assign." + code, **values)
