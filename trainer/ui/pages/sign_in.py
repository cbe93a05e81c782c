"""Owns the sign-in page: profiles, PIN, a new PIN after a reset, adding a profile, language and display; checks no PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.core.requests import Access, Admitted, ProfileCard
from trainer.ui.components.field import Choice, Field
from trainer.ui.components.layouts import Column, Row
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.profile_list import ProfileList
from trainer.ui.pages.threshold import Threshold
from trainer.ui.presenters.sign_in import SignInPresenter
from trainer.ui.protocols import EntranceDesk
from trainer.ui.theme import SYSTEM, Look
from trainer.ui.tokens import THEMES

if TYPE_CHECKING:
    from trainer.ui.pages.sign_in_listed import ListedPart
    from trainer.ui.pages.sign_in_parts import Adding, Reset

_LONGEST = 200


class SignInPage(Threshold):
    """Who can sign in here. `languages` are (code, name); with one there is no choice to show.

    Signals: `signed_in(Admitted)`, `language_chosen(str)`, `display_theme_chosen(str)`, `text_scale_chosen(float)`.
    """

    signed_in = Signal(object)
    language_chosen = Signal(str)
    display_theme_chosen = Signal(str)
    text_scale_chosen = Signal(float)

    def __init__(
        self,
        desk: EntranceDesk,
        look: Look,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        languages: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._display: QWidget | None = None
        version, questions, documents = desk.bank_line()
        bank = catalogue.say("signin.bank", version=version)
        content = catalogue.say("signin.questions", n=questions, documents=documents)
        super().__init__(look, catalogue, name="signIn", line=f"{bank}\n{content}", parent=parent)
        self._now = now
        self._roles: Sequence[tuple[str, str]] = ()
        self.presenter = SignInPresenter(desk, catalogue.language, self)
        self._build_list()
        self._build_display(languages)
        self._connect()
        self._show_only(self._list_box)
        self.presenter.begin()

    def _say(self, code: str, **values: str | int | float) -> str:
        return self._catalogue.say("signin." + code, **values)

    def _build_list(self) -> None:
        look = self.look
        self._list_box = QWidget(self)
        column = Column(look, 4, parent=self._list_box)
        column.addWidget(Text(self._say("title"), look, "title", name="title", parent=self._list_box))
        column.addWidget(Text(self._say("lead"), look, "body", "ink2", parent=self._list_box))
        column.gap(28)
        say = self._catalogue.say
        self.finder = Field(say("profiles.find"), look, longest=_LONGEST, name="findProfile", parent=self._list_box)
        self.finder.setContentsMargins(0, 0, 0, look.px(12))
        self.finder.hide()
        column.addWidget(self.finder)
        self.list = ProfileList(look, self._catalogue, self._now, self._list_box)
        column.addWidget(self.list)
        column.gap(14)
        offline = self._say("works_offline")
        column.addWidget(IconText(offline, "laptop", look, "small", "ink2", tint="positive", parent=self._list_box))
        column.gap(8)
        column.addWidget(self._line)
        self.add(self._list_box)
        self._parts: list[QWidget] = [self._list_box]

    @cached_property
    def adding(self) -> Adding:
        """Where a profile is added."""
        from trainer.ui.pages.sign_in_parts import Adding

        adding = Adding(self._roles, self.look, self._catalogue, self)
        adding.keep_wished.connect(self._on_keep_wished)
        adding.cancelled.connect(self._on_cancelled)
        self._take_in(adding)
        return adding

    @cached_property
    def reset(self) -> Reset:
        """Where a new PIN is asked for."""
        from trainer.ui.pages.sign_in_parts import Reset

        reset = Reset(self.look, self._catalogue, self)
        reset.secret_wished.connect(self._on_new_secret_wished)
        reset.nothing_wished.connect(lambda: self.presenter.choose_secret(""))
        self._take_in(reset)
        return reset

    @cached_property
    def listed(self) -> ListedPart:
        """Where somebody of a roster comes in."""
        from trainer.ui.pages.sign_in_listed import ListedPart

        listed = ListedPart(self.look, self._catalogue, self)
        listed.find_wished.connect(self.presenter.find)
        listed.join_wished.connect(self.presenter.join)
        listed.cancelled.connect(self._on_cancelled)
        self._take_in(listed)
        return listed

    def _take_in(self, part: Adding | Reset | ListedPart) -> None:
        """Put a part where the list stands, unseen."""
        part.hide()
        self.main.insertWidget(self.main.indexOf(self._list_box) + 1, part)
        self._parts.append(part)

    def _seen(self, name: str) -> bool:
        part = self.__dict__.get(name)
        return isinstance(part, QWidget) and not part.isHidden()

    def _build_display(self, languages: Sequence[tuple[str, str]]) -> None:
        look, say = self.look, self._catalogue.say
        self._display = QWidget(self)
        self._display_row = Row(look, 12, parent=self._display)
        if len(languages) > 1:
            self._display_row.addWidget(self._choice_of_language(languages, self.language_chosen, self._display))
        themes = [(theme, say(f"display.theme.{theme}")) for theme in (SYSTEM, *THEMES)]
        theme = Choice(
            self._say("display.theme"), themes, look,
            chosen=look.theme_wish, icon="sun", show_label=False, name="theme", parent=self._display,
        )  # fmt: skip
        theme.choice_made.connect(self.display_theme_chosen)
        scales = [
            (str(scale), self._say("display.text_size", percent=round(scale * 100))) for scale in look.tokens.scales
        ]
        text = Choice(
            self._say("display.text"), scales, look,
            chosen=str(look.text_scale), icon="type", show_label=False, name="textSize", parent=self._display,
        )  # fmt: skip
        text.choice_made.connect(lambda scale: self.text_scale_chosen.emit(float(scale)))
        self._display_row.addWidget(theme)
        self._display_row.addWidget(text)
        self.add_footer(self._display)
        self.footer.addStretch(1)
        self._arrange()

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.profiles_shown.connect(self.show_profiles)
        presenter.busy_shown.connect(self.show_busy)
        presenter.turned_away.connect(self.show_turned_away)
        presenter.wait_ended.connect(self._on_wait_ended)
        presenter.refused.connect(self.show_refused)
        presenter.reset_told.connect(self.show_reset)
        presenter.listed_offered.connect(self.list.offer_listed)
        presenter.listed_found.connect(lambda people: self.listed.show_found(people))
        presenter.profile_added.connect(self._on_profile_added)
        presenter.signed_in.connect(self.signed_in)
        self.list.profile_chosen.connect(self._on_profile_chosen)
        self.list.sign_in_wished.connect(presenter.sign_in)
        self.list.narrowed.connect(self._on_narrowed)
        self.finder.text_changed.connect(self.list.look_for)
        self.finder.text_changed.connect(presenter.choose)
        self.finder.submitted.connect(self._on_found)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.listed_wished.connect(self._on_listed_wished)

    @property
    def display_in_page(self) -> bool:
        """Whether the choices of look go with the page, as they do with large text."""
        return self.footer_panel.isHidden()

    # What is shown

    def show_profiles(self, profiles: Sequence[ProfileCard], roles: Sequence[tuple[str, str]]) -> None:
        """Show who can sign in."""
        self.finder.show_text("")
        self.list.show_profiles(profiles)
        self.finder.setVisible(self.list.many)
        self._roles = roles
        if "adding" in self.__dict__:
            self.adding.person.show_roles(roles)

    def show_busy(self, busy: bool) -> None:
        """Show that a PIN is being looked at or kept."""
        if self.list.row is not None:
            self.list.row.show_busy(busy)
        for name in ("adding", "reset"):
            if name in self.__dict__:
                getattr(self, name).keep.setEnabled(not busy)
        if "listed" in self.__dict__:
            self.listed.show_busy(busy)
        if busy:
            self.show_error("", "")

    def show_turned_away(self, seconds: int) -> None:
        """Say that the PIN was wrong, and how long to wait."""
        if seconds > 90:
            words = self._say("wait.minutes", n=round(seconds / 60))
        elif seconds:
            words = self._say("wait.seconds", n=seconds)
        else:
            words = self._say("wrong")
        if self.list.row is not None:
            self.list.row.show_message(words, wait=bool(seconds))

    def show_refused(self, message: Message) -> None:
        """Say what was not granted, at the field it is about where there is one."""
        if self._seen("adding"):
            if not self.adding.person.show_refused(message):
                self.show_error(self._say("new.failed"), self._catalogue.tell(message))
        elif self._seen("listed"):
            if not self.listed.show_refused(message):
                self.show_error(self._say("failed"), self._catalogue.tell(message))
        elif not self._seen("reset") or not self.reset.secret.show_refused(message):
            self.show_error(self._say("failed"), self._catalogue.tell(message))

    def show_reset(self, profile: ProfileCard, who: Admitted) -> None:
        """Say who took the PIN away and when, and ask for a new one."""
        day = wording.date(who.reset_ms, self._now(), self._catalogue)
        code = "reset.by_trainer" if who.reset_by else "reset.by_owner"
        self.reset.by.setText(self._say(code, who=wording.clipped(who.reset_by), day=day))
        self.reset.without.setVisible(profile.access is Access.LEARNER)
        self.reset.secret.clear()
        self._show_only(self.reset)
        self.reset.secret.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(self.reset.by.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the person goes on: in the PIN of who was here last."""
        super().showEvent(event)
        if not self._focused:
            self._focused = True
            QTimer.singleShot(0, self, self._take_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the profiles; Escape leaves adding one."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and self.list.step(by):
            return
        if event.key() == Qt.Key.Key_Escape and (self._seen("adding") or self._seen("listed")):
            self._on_cancelled()
            return
        super().keyPressEvent(event)

    def _take_focus(self) -> None:
        if self.list.row is not None and not self._list_box.isHidden():
            self.list.row.take_focus()

    def _show_only(self, box: QWidget) -> None:
        for one in self._parts:
            one.setVisible(one is box)
        self.show_error("", "")

    def _arrange(self) -> None:
        super()._arrange()
        if self._display is None:
            return
        # With large text the choices go with the page instead of standing over it, and so do those with long words.
        room = self.width() - self.contentsMargins().left() - self.look.px(88 + 40)
        large = self.look.single_column or self._display_row.across() > room
        if large is not self.display_in_page:
            (self.main if large else self.footer).insertWidget(self.main.count() if large else 0, self._display)
            self.footer_panel.setVisible(not large)
            self._display.show()
        across = QBoxLayout.Direction.LeftToRight
        self._display_row.setDirection(QBoxLayout.Direction.TopToBottom if large else across)

    # What the person does

    def _on_profile_chosen(self, profile: ProfileCard) -> None:
        self.presenter.choose()
        self.show_error("", "")
        row = self.list.row
        if row is not None:
            row.button.setEnabled(True)
            row.take_focus()
        if not profile.has_secret:
            self.presenter.sign_in(profile, "")

    def _on_narrowed(self, shown: int, found: int) -> None:
        """Say how many of how many stand in the list, aloud where somebody looks for a name."""
        if not found:
            words = self._catalogue.say("profiles.none")
        elif shown < found:
            words = self._catalogue.say("profiles.some", shown=shown, n=found)
        else:
            words = self._catalogue.say("profiles.all", n=found)
        self.finder.show_hint(words)
        if self.finder.edit.hasFocus():
            self.announce(words)

    def _on_found(self) -> None:
        """Go to who was found first."""
        self.list.settle()
        if self.finder.text().strip():
            self._take_focus()

    def _on_wait_ended(self) -> None:
        if self.list.row is not None:
            self.list.row.show_message(self._say("again"))

    def _on_add_wished(self) -> None:
        self._show_only(self.adding)
        self.adding.person.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_listed_wished(self) -> None:
        self._show_only(self.listed)
        self.listed.begin()

    def _on_cancelled(self) -> None:
        self._show_only(self._list_box)
        self._take_focus()

    def _on_keep_wished(self) -> None:
        if self.adding.keep.isEnabled() and self.adding.person.check():
            self.presenter.add(*self.adding.person.values())

    def _on_profile_added(self, person: str) -> None:
        self.adding.person.clear()
        self._show_only(self._list_box)
        self.list.select(person)
        self._take_focus()

    def _on_new_secret_wished(self) -> None:
        if self.reset.keep.isEnabled() and self.reset.secret.check():
            self.presenter.choose_secret(self.reset.secret.text())
