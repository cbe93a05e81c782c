"""Owns saying over the page what concerns no page; asks nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.catalogue import Catalogue
from trainer.core.message import Message
from trainer.ui.theme import Look


def tell(message: Message, look: Look, catalogue: Catalogue, window: QWidget) -> None:
    """Say something in a dialog that is only to be understood."""
    from trainer.ui.components.dialog import Dialog

    words = catalogue.tell(message)
    act = catalogue.say("window.understood")
    dialog = Dialog(catalogue.say("window.notice"), words, look, act=act, name="notice", parent=window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
