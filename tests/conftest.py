"""What all tests share: no screen is needed, whatever starts them."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
