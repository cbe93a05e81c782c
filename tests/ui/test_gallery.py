"""The gallery of all parts in all states can be drawn in every theme, at 200 %, without one warning."""

from __future__ import annotations

from pathlib import Path

import gallery
from PySide6.QtGui import QImage


def test_every_part_is_drawn_in_every_theme(qapp, tmp_path: Path) -> None:
    drawn = gallery.draw(qapp, tmp_path)
    images = [QImage(str(path)) for path in drawn]
    assert len(images) == 4
    for image in images:
        places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
        assert len({image.pixelColor(*place).name() for place in places}) > 12
