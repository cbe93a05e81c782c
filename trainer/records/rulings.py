"""Owns the rulings in force as they stand in the records; knows no score."""

from __future__ import annotations

from trainer.core.scoring import Ruling, RulingKind
from trainer.records.source import Source


def in_force(source: Source) -> dict[str, Ruling]:
    """Return the rulings that were not withdrawn, by the digest of the item."""
    rows = source.execute("SELECT item, kind, option_ids FROM ruling WHERE withdrawn_ms IS NULL")
    return {item: Ruling(item, RulingKind(kind), tuple(keyed.split())) for item, kind, keyed in rows}
