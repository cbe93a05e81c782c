"""The binding itself: what must hold of the installed PySide6 before any page can be trusted to stay open."""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtGui import QFont


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
