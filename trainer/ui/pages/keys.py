"""Owns the list of the keys that work on the page that is open; knows what they do only in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from trainer.catalogue import Catalogue
from trainer.ui.components.dialog import Dialog
from trainer.ui.components.marks import KeyHints
from trainer.ui.components.options import OptionList
from trainer.ui.components.text import Text
from trainer.ui.keys import Binding, KeyFilter
from trainer.ui.theme import Look

_CAPS = ("Space", "Enter", "Esc", "Alt", "Ctrl", "Left", "Right", "Arrows")

Row = tuple[tuple[str, ...], str]


class KeysDialog(Dialog):
    """The keys of a page: KeysDialog(page, look, catalogue, parent, shortcuts=...); of no page where it is None.

    `shortcuts` are those of the whole window; what does not work now is not listed.
    """

    def __init__(
        self,
        page: QWidget | None,
        look: Look,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        shortcuts: Iterable[QShortcut] = (),
    ) -> None:
        say = catalogue.say
        super().__init__(say("keys.title"), "", look, act=say("keys.close"), name="keysDialog", parent=parent)
        self._catalogue = catalogue
        filters = [one for one in page.findChildren(KeyFilter) if _seen(one)] if page is not None else []
        off = any(not one.letters_on for one in filters)
        self.text.setText(say("keys.off") if off else "")
        self.text.setVisible(off)
        self.rows = [*self._rows(page, filters), *self._everywhere(shortcuts)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(10))
        grid.setColumnStretch(1, 1)
        for place, (keys, words) in enumerate(self.rows):
            caps = KeyHints([(keys, "")], look, name=f"keys-{place}", parent=self)
            caps.setMinimumWidth(caps.sizeHint().width())
            caps.setAccessibleName(" ".join(("\u2013".join(keys), words)))
            grid.addWidget(caps, place, 0)
            grid.addWidget(Text(words, look, "explain", name=f"does-{place}", parent=self), place, 1)
        self.body.addLayout(grid)

    def _rows(self, page: QWidget | None, filters: Iterable[KeyFilter]) -> list[Row]:
        say = self._catalogue.say
        rows = [row for one in filters for row in self._grouped(one)]
        if page is not None and any(one.isVisible() for one in page.findChildren(OptionList)):
            rows.append(((self._cap("Arrows"),), say("keys.do.arrows")))
            rows.append(((self._cap("Space"),), say("keys.do.space")))
        return rows

    def _everywhere(self, shortcuts: Iterable[QShortcut]) -> list[Row]:
        working = [one for one in shortcuts if one.isEnabled()]
        say = self._catalogue.say
        return [((self._cap(one.key().toString()),), say(str(one.property("does")))) for one in working]

    def _grouped(self, listening: KeyFilter) -> list[Row]:
        """One row per intent: A to D stand for one another."""
        groups: dict[str, list[Binding]] = {}
        for binding in listening.keys.bindings:
            if not listening.works(binding.intent):
                continue
            intent, _, place = binding.intent.partition(":")
            # Numbered intents are one range per kind of key; others that mean the same keep a row each.
            name = f"{intent}:{binding.keys[0].isdigit()}" if place else f"{intent}={binding.keys[0]}"
            groups.setdefault(name, []).append(binding)
        rows = []
        for group in groups.values():
            first, last = group[0], group[-1]
            if not first.code:
                continue
            keys = (first.keys[0], last.keys[0]) if len(group) > 1 else first.keys[:1]
            rows.append((tuple(self._cap(key) for key in keys), self._catalogue.say(first.code)))
        return rows

    def _cap(self, key: str) -> str:
        parts = [self._catalogue.say(f"keys.cap.{one.lower()}") if one in _CAPS else one for one in key.split("+")]
        return "+".join(parts)


def _seen(one: KeyFilter) -> bool:
    page = one.parent()
    return isinstance(page, QWidget) and page.isVisible()
