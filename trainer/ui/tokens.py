"""Owns the reading of the design tokens (colours, type, sizes, motion); draws nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import QSize

from trainer.resources import asset

THEMES = ("light", "dark", "highContrast")


class TypeStyle(msgspec.Struct, frozen=True):
    """One step of the type scale. `size` and `line` are logical pixels at 100 % text, `tracking` is in em."""

    family: str
    size: int
    line: int
    weight: int
    tracking: float


class Status(msgspec.Struct, frozen=True):
    """How a state is shown: icon, colour token; its word is in the catalogue as components.status.KEY."""

    icon: str
    colour: str


class Tokens(msgspec.Struct, frozen=True):
    """The tokens as values. Every mapping is read only; a name that is not there is a mistake in the program."""

    colours: Mapping[str, Mapping[str, str]]
    illustration: Mapping[str, str]
    families: Mapping[str, str]
    styles: Mapping[str, TypeStyle]
    scales: tuple[float, ...]
    collapses_at: float
    spacing_at_2x: float
    sizes: Mapping[str, int]
    radii: Mapping[str, int]
    borders: Mapping[str, float]
    focus: Mapping[str, int]
    shadow: Mapping[str, Any]
    stroke: float
    motion: Mapping[str, int]
    loading_delay: int
    status: Mapping[str, Status]
    modules: Mapping[str, Status]
    palette: Mapping[str, str]

    @property
    def window_min(self) -> QSize:
        """The smallest size of a window."""
        return QSize(self.sizes["windowMinWidth"], self.sizes["windowMinHeight"])


def _sizes(table: Mapping[str, Any]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for name, value in table.items():
        if isinstance(value, list):
            sizes[f"{name}Width"], sizes[f"{name}Height"] = value
        else:
            sizes[name] = value
    return sizes


def read_tokens() -> Tokens:
    """Read the shipped tokens. Raises MissingAsset if they are not there."""
    table = json.loads(asset("tokens.json").read_text("utf-8"))
    styles = {
        name: TypeStyle(
            table["type"]["families"][style["family"]], style["size"], style["line"], style["weight"], style["tracking"]
        )
        for name, style in table["type"]["scale"].items()
    }
    scale = table["type"]["textScale"]
    return Tokens(
        colours=table["color"],
        illustration=table["illustration"],
        families=table["type"]["families"],
        styles=styles,
        scales=tuple(scale["steps"]),
        collapses_at=scale["railCollapsesAt"],
        spacing_at_2x=scale["spacingFactorAt2x"],
        sizes=_sizes(table["size"]),
        radii={name: value for name, value in table["radius"].items() if isinstance(value, int)},
        borders=table["border"],
        focus=table["focus"],
        shadow=table["shadow"],
        stroke=table["icon"]["stroke"],
        motion={name: value for name, value in table["motion"]["standard"].items() if isinstance(value, int)},
        loading_delay=table["motion"]["loadingDelay"],
        status={name: Status(row["icon"], row["color"]) for name, row in table["status"].items()},
        modules={name: Status(row["icon"], row["color"]) for name, row in table["modules"].items()},
        palette=table["qt"]["palette"],
    )
