"""Owns the list of profiles on the sign-in page: one is selected and asks for its PIN; knows no stored PIN.

However many there are, few stand in it at once: those who were here last, those whose name is typed, more where they are
wished for. Where an entry for a PIN is not asked for yet there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.requests import ProfileCard
from trainer.core.roster import folded
from trainer.ui.components.avatar import Avatar
from trainer.ui.components.buttons import Button, Rank
from trainer.ui.components.card import Card
from trainer.ui.components.field import Field
from trainer.ui.components.layouts import Column, Row, Rule
from trainer.ui.components.marks import IconText
from trainer.ui.components.text import Text
from trainer.ui.pages import wording
from trainer.ui.pages.pressable import Icon, Pressable
from trainer.ui.painting import draw_box
from trainer.ui.theme import Look

FIND_FROM = 12
"""From so many profiles on one can be looked for."""
AT_ONCE = 30
"""So many stand in the list, and so many more come at a wish."""
_STILL_MS = 120
"""So long nothing more is typed before the list follows."""


class ProfileRow(QWidget):
    """One profile. Signals: `chosen()`, `sign_in_wished(pin)`."""

    chosen = Signal()
    sign_in_wished = Signal(str)

    def __init__(
        self,
        profile: ProfileCard,
        look: Look,
        catalogue: Catalogue,
        now: datetime,
        place: tuple[bool, bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._say = catalogue.say
        self.profile = profile
        self.selected = False
        self.setObjectName(f"profile-{profile.code}")
        column = Column(look, 0, parent=self)
        first, last = place
        self.head = self._build_head(catalogue, now, first, last)
        column.addWidget(self.head)
        self._column = column
        self.form: QWidget | None = None
        self.show_selected(False)

    def show_selected(self, selected: bool) -> None:
        """Show the row open or closed."""
        self.selected = selected
        if selected and self.form is None:
            self.form = self._build_form()
            self._column.addWidget(self.form)
        if self.form is not None:
            self.form.setVisible(selected)
        self._avatar.show_quiet(not selected)
        self._mark.setVisible(selected)
        self._used.setVisible(not selected)
        self.head.setAccessibleDescription(self._say("signin.selected") if selected else "")
        self.update()

    def show_busy(self, busy: bool) -> None:
        """Show that the PIN is being looked at."""
        self.button.show_busy(busy, self._say("signin.checking" if busy else "signin.sign_in"))
        self.pin.edit.setReadOnly(busy)

    def show_message(self, words: str, wait: bool = False) -> None:
        """Say what is wrong with the PIN; while the person is to wait nothing can be sent."""
        self.pin.show_text("")
        self.pin.show_error(words)
        self.button.setEnabled(not wait)
        self.pin.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the focus where the person goes on."""
        asks = self.profile.has_secret
        (self.pin.edit if asks else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.selected:
            look = self._look
            box = QRectF(self.rect())
            painter = QPainter(self)
            draw_box(
                painter, box, look.radius("card"), look.colour("surface"), look.colour("accent"), look.border(True)
            )

    def _build_head(self, catalogue: Catalogue, now: datetime, first: bool, last: bool) -> Pressable:
        look, profile = self._look, self.profile
        name = wording.clipped(profile.name)
        role = self._say("signin.synthetic") if profile.synthetic else profile.role
        if profile.alike:
            number = self._say("listed.number", own=wording.clipped(profile.number)) if profile.number else ""
            apart = [role, number, self._say("listed.code", own=profile.code)]
            role = self._say("common.joined.and").join([one for one in apart if one])
        label = self._say("signin.row", name=name, role=role) if role else name
        head = Pressable(label, look, first=first, last=last, margins=(16, 14, 20, 14), name="profile", parent=self)
        row = Row(look, 16)
        self._avatar = Avatar(profile.initials, look, label=name, size=44, quiet=True, still=True, parent=head)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = Column(look, 0)
        words.addWidget(Text(name, look, "subhead", name="profileName", parent=head))
        words.addWidget(Text(role, look, "small", "ink2", name="profileRole", parent=head))
        row.addLayout(words, 1)
        self._used = Text(
            wording.used(profile.last_used_ms, now, catalogue),
            look,
            "small",
            "ink2",
            wraps=False,
            name="used",
            parent=head,
        )
        selected = self._say("signin.selected")
        self._mark = IconText(selected, "circle-check", look, "small", "accent", weight=500, wraps=False, parent=head)
        row.addWidget(self._used, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.add(row)
        head.settle()
        head.clicked.connect(self.chosen)
        return head

    def _build_form(self) -> QWidget:
        look, profile = self._look, self.profile
        form = QWidget(self)
        form.setObjectName("pinForm")
        whole = Row(look, 16, (16, 0, 20, 12), form)
        whole.addWidget(_Indent(look, form))
        column = Column(look, 6)
        whole.addLayout(column, 1)
        asks = profile.has_secret
        caption = Text(self._say("signin.pin"), look, "caption", "ink2", parent=form)
        row = Row(look, 12)
        self.pin = Field("", look, secret=True, name="pin", parent=form)
        self.pin.edit.setAccessibleName(self._say("signin.pin_of", name=wording.clipped(profile.name)))
        self.pin.submitted.connect(self._on_wished)
        self.pin.text_changed.connect(self._on_text_changed)
        words = self._say("signin.sign_in")
        self.button = Button(words, look, Rank.PRIMARY, trailing="arrow-right", name="signIn", parent=form)
        self.button.clicked.connect(self._on_wished)
        row.addWidget(self.pin, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        if not asks:
            row.addStretch(1)
        column.addWidget(caption)
        column.addLayout(row)
        self.forgot = Button(self._say("signin.forgot"), look, Rank.QUIET, flush=True, name="forgot", parent=form)
        self.forgot.clicked.connect(self._on_forgot_clicked)
        column.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        self.help = QWidget(form)
        help_column = Column(look, 4, (0, 0, 0, 8), self.help)
        command = profile.reset_command
        help_column.addWidget(Text(self._say("signin.forgotten"), look, "small", "ink2", parent=self.help))
        help_column.addWidget(
            Text(command, look, "small", "ink", weight=500, selectable=True, name="command", parent=self.help)
        )
        help_column.addWidget(Text(self._say("signin.forgotten_after"), look, "small", "ink2", parent=self.help))
        column.addWidget(self.help)
        self.help.hide()
        for part in (caption, self.pin, self.forgot):
            part.setVisible(asks)
        return form

    def _on_wished(self) -> None:
        if self.button.isEnabled():
            self.sign_in_wished.emit(self.pin.text())

    def _on_text_changed(self, text: str) -> None:
        if text and self.button.isEnabled():
            self.pin.show_error("")

    def _on_forgot_clicked(self) -> None:
        self.help.setVisible(self.help.isHidden())


class _Indent(QWidget):
    """As wide as an avatar."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setFixedWidth(self._look.em(44))


class ProfileList(Card):
    """The profiles, and the way to add one.

    Signals: `profile_chosen(ProfileCard)`, `sign_in_wished(ProfileCard, pin)`, `add_wished()`, `listed_wished()`,
    `narrowed(shown, found)` when it shows some of them only, or all again.
    """

    profile_chosen = Signal(object)
    narrowed = Signal(int, int)
    sign_in_wished = Signal(object, str)
    add_wished = Signal()
    listed_wished = Signal()

    def __init__(self, look: Look, catalogue: Catalogue, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(look, spacing=0, margins=(0, 0, 0, 0), name="profiles", parent=parent)
        self._catalogue = catalogue
        self._now = now
        self.setAccessibleName(catalogue.say("signin.profiles"))
        self.rows: list[ProfileRow] = []
        self._listed = False
        self._profiles: tuple[ProfileCard, ...] = ()
        self._names: list[str] = []
        self._needle = ""
        self._most = AT_ONCE
        self._first = ""
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._fill)

    def offer_listed(self, offered: bool) -> None:
        """Offer a way in for who is on a list, from the next time that profiles are shown."""
        self._listed = offered

    @property
    def row(self) -> ProfileRow | None:
        """The selected row."""
        return next((row for row in self.rows if row.selected), None)

    def show_profiles(self, profiles: Sequence[ProfileCard]) -> None:
        """Show these, the first selected."""
        self._profiles, self._names = tuple(profiles), []
        self._needle, self._most, self._first = "", AT_ONCE, ""
        self._still.stop()
        self._fill()

    @property
    def many(self) -> bool:
        """Whether there are so many that one looks for oneself."""
        return len(self._profiles) >= FIND_FROM

    def look_for(self, text: str) -> None:
        """Show whose name, code or number has what was typed in it, as soon as no more is typed."""
        self._needle, self._most, self._first = folded(text), AT_ONCE, ""
        self._still.start()

    def settle(self) -> None:
        """Show at once what was looked for."""
        if self._still.isActive():
            self._still.stop()
            self._fill()

    def _found(self) -> list[ProfileCard]:
        if not self._needle:
            return list(self._profiles)
        if not self._names:
            self._names = [f"{folded(one.name)}\n{one.code.lower()}\n{one.number.casefold()}" for one in self._profiles]
        return [one for one, name in zip(self._profiles, self._names, strict=True) if self._needle in name]

    def _fill(self) -> None:
        found = self._found()
        shown = found[: self._most]
        if self._first and all(one.id != self._first for one in shown):
            shown = [*(one for one in self._profiles if one.id == self._first), *shown]
        self.body.clear()
        self.rows = []
        for place, profile in enumerate(shown):
            row = ProfileRow(profile, self._look, self._catalogue, self._now(), (place == 0, False), self)
            row.chosen.connect(self._on_chosen)
            row.sign_in_wished.connect(self._on_sign_in_wished)
            self.rows.append(row)
            self.add(row, Rule(self._look, self))
        if len(shown) < len(found):
            more = self._way("profiles.more", "chevron-down", "moreProfiles", first=False, last=False)
            more.clicked.connect(self._on_more_wished)
            self.add(more, Rule(self._look, self))
        if self._listed:
            listed = self._way("listed.open", "list-checks", "onList", first=not self.rows, last=False)
            listed.clicked.connect(self.listed_wished)
            self.add(listed, Rule(self._look, self))
        adder = self._way("signin.add", "plus", "addProfile", first=not (self.rows or self._listed), last=True)
        adder.clicked.connect(self.add_wished)
        self.add(adder)
        if self.rows:
            self.select(self.rows[0].profile.id)
        self.narrowed.emit(min(len(shown), len(found)), len(found))

    def select(self, person: str) -> None:
        """Open one row, close the others. Who does not stand in the list comes into it."""
        if all(row.profile.id != person for row in self.rows) and any(one.id == person for one in self._profiles):
            self._first = person
            self._fill()
        for row in self.rows:
            row.show_selected(row.profile.id == person)

    def step(self, by: int) -> bool:
        """Move the focus from one row's head to another. Return whether it was on one."""
        at = next((place for place, row in enumerate(self.rows) if row.head.hasFocus()), None)
        if at is None:
            return False
        to = self.rows[max(0, min(len(self.rows) - 1, at + by))]
        to.head.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _way(self, code: str, icon: str, name: str, *, first: bool, last: bool) -> Pressable:
        look, words = self._look, self._catalogue.say(code)
        adder = Pressable(words, look, first=first, last=last, margins=(16, 16, 20, 16), name=name, parent=self)
        row = Row(look, 16)
        indent = _Indent(look, adder)
        Row(look, 0, parent=indent).addWidget(Icon(icon, "accent", look, size=20, parent=indent))
        row.addWidget(indent)
        row.addWidget(Text(words, look, "explain", "accent", weight=600, parent=adder), 1)
        adder.add(row)
        adder.settle()
        return adder

    def _on_more_wished(self) -> None:
        before = len(self.rows)
        self._most += AT_ONCE
        self._fill()
        if before < len(self.rows):
            self.rows[before].head.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chosen(self) -> None:
        row = self.sender()
        if isinstance(row, ProfileRow):
            self.select(row.profile.id)
            self.profile_chosen.emit(row.profile)

    def _on_sign_in_wished(self, text: str) -> None:
        row = self.sender()
        if isinstance(row, ProfileRow):
            self.sign_in_wished.emit(row.profile, text)
