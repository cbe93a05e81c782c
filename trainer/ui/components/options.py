"""Owns the answers of a question as cards to choose from; knows neither which is right nor what choosing leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.layouts import Column
from trainer.ui.components.option_face import OptionFace, OptionState, OptionText
from trainer.ui.painting import shown
from trainer.ui.theme import Look

if TYPE_CHECKING:
    _Control = QAbstractButton
else:
    # The control itself is the other base of each card.
    _Control = object


class _Card(_Control):
    """What both kinds of card are beyond the control that they behave like."""

    face: OptionFace

    def _dress_up(self, option: OptionText, look: Look, catalogue: Catalogue, compact: bool) -> None:
        self.face = OptionFace(option, look, catalogue, compact, self)
        self.setObjectName("option-" + option.id)
        name = catalogue.say("components.option.name", letter=option.letter, text=self.face.text)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.focus_ring.watch(self, "option")
        look.changed.connect(self._refresh)
        self.toggled.connect(self._refresh)

    def show_state(self, state: OptionState, explanation: str = "") -> None:
        """Show the card in a state, with the explanation that every answered card has."""
        self.setEnabled(state is not OptionState.UNAVAILABLE)
        open_now = state is OptionState.OPEN
        self.setCursor(Qt.CursorShape.PointingHandCursor if open_now else Qt.CursorShape.ArrowCursor)
        self.face.show(state, explanation)

    def nextCheckState(self) -> None:
        if self.face.state is OptionState.OPEN:
            super().nextCheckState()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.face.height(width)

    def sizeHint(self) -> QSize:
        return self.face.size_hint()

    def minimumSizeHint(self) -> QSize:
        return self.face.minimum()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.face.paint()

    def _refresh(self) -> None:
        self.face.refresh()


class OptionCard(_Card, QRadioButton):
    """One answer of which one is chosen. `toggled` says that it was chosen or taken back."""

    def __init__(
        self,
        option: OptionText,
        look: Look,
        catalogue: Catalogue,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dress_up(option, look, catalogue, compact)


class OptionCheck(_Card, QCheckBox):
    """One answer of which several may be chosen. `toggled` says so."""

    def __init__(
        self,
        option: OptionText,
        look: Look,
        catalogue: Catalogue,
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dress_up(option, look, catalogue, compact)


class OptionList(QWidget):
    """The options of one question. Signal: `choice_made(str item, tuple ids)` after the person chose or took back.

    `several` lets more than one be chosen; `compact` is for the choices of a case. Answers that are not `own` are another's,
    which somebody looks at.
    """

    choice_made = Signal(str, object)

    def __init__(
        self,
        look: Look,
        catalogue: Catalogue,
        *,
        label: str = "",
        own: bool = True,
        spacing: int = 12,
        name: str = "options",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._catalogue = catalogue
        self._item = ""
        self._several = False
        self._own = own
        self._chosen: tuple[str, ...] = ()
        self._showing = False
        self._group: QButtonGroup | None = None
        self.cards: list[OptionCard | OptionCheck] = []
        self.setObjectName(name)
        self.setAccessibleName(shown(label))
        self._column = Column(look, spacing, parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_options(
        self,
        item: str,
        options: Sequence[OptionText],
        *,
        several: bool = False,
        compact: bool = False,
        label: str = "",
    ) -> None:
        """Show the options of `item`, none chosen. `label` (the question) names the group to a screen reader."""
        self._column.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self._item, self._several, self._chosen = item, several, ()
        self.cards = []
        if label:
            self.setAccessibleName(shown(label))
        kind = OptionCheck if several else OptionCard
        for option in options:
            card = kind(option, self._look, self._catalogue, compact=compact, parent=self)
            card.face.own = self._own
            self._group.addButton(card)
            card.toggled.connect(self._on_toggled)
            self._column.addWidget(card)
            self.cards.append(card)

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Show these as chosen, without saying so."""
        if self._group is None:
            return
        self._showing = True
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(card.face.option.id in chosen)
        self._group.setExclusive(not self._several)
        self._showing = False
        self._chosen = self.chosen()

    def show_states(self, states: Mapping[str, tuple[OptionState, str]]) -> None:
        """Show options by id in a state with its explanation; those not named stay as they are."""
        for card in self.cards:
            if card.face.option.id in states:
                card.show_state(*states[card.face.option.id])

    def chosen(self) -> tuple[str, ...]:
        """Return the ids chosen, in the order shown."""
        return tuple(card.face.option.id for card in self.cards if card.isChecked())

    def choose(self, place: int) -> bool:
        """Choose the option at `place` (0 is A), as a click would. Returns whether there is one that can be chosen."""
        if not 0 <= place < len(self.cards):
            return False
        card = self.cards[place]
        if not card.isEnabled() or card.face.state is not OptionState.OPEN:
            return False
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        card.click()
        return True

    def _on_toggled(self, checked: bool) -> None:
        # Not only by clicks: a screen reader's action toggles a card without one, also a card that is no longer open.
        card = self.sender()
        if self._showing or not isinstance(card, OptionCard | OptionCheck):
            return
        if card.face.state is not OptionState.OPEN:
            self.show_chosen(self._chosen)
        elif checked or self._several:
            self._chosen = self.chosen()
            self.choice_made.emit(self._item, self._chosen)


__all__ = ["OptionCard", "OptionCheck", "OptionList", "OptionState", "OptionText"]
