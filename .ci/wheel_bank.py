"""Owns building the learner's bank into the wheel; knows nothing of the application."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the bank from the checkout's content and puts it where the application looks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the built bank to a wheel; an editable install uses the checkout's own."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from question_bank.build import build_bank

        target = Path(mkdtemp()) / "learner.bank"
        build_bank([root / "question_bank" / "content"], target)
        build_data["force_include"][str(target)] = "question_bank/built/learner.bank"
