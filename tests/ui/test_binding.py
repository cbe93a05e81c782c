"""The binding itself: what must hold of the installed PySide6 before any page can be trusted to stay open."""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSpacerItem, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from trainer.ui.components.layouts import Column, Row
from trainer.ui.theme import Look


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot be lost from Python 3.12 on")
def test_a_call_that_returns_nothing_keeps_none_alive() -> None:
    """PySide6 6.12.0 loses a reference to None in each such call; painted windows then abort after some seconds.

    6.8.3, 6.10.1, 6.11.0 and 6.11.3 do not.
    """
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(200):
        font.setPixelSize(16)
    lost = before - sys.getrefcount(None)
    assert lost < 100, "PySide6 {} loses None on Python {}.{}".format(PySide6.__version__, *sys.version_info[:2])


def test_a_filled_layout_put_into_another_leaves_no_item_behind(look: Look, qtbot: QtBot) -> None:
    """PySide makes an object of each item of a layout that is added filled, and Qt deletes the items unseen.

    Whatever then came to lie at such an address was taken for the item: a style had no `polish`, once in some 700 tests.
    """
    page = QWidget()
    qtbot.addWidget(page)
    outer, inner, innermost = Column(look, parent=page), Row(look), Column(look)
    innermost.addWidget(QLabel("words"))
    inner.addLayout(innermost)
    inner.gap(4)
    outer.addLayout(inner)
    outer.insertLayout(0, Row(look))
    kept = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, QWidgetItem | QSpacerItem)]
    assert not kept
    outer.clear()
    assert not outer.count()
