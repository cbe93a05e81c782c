"""Owns who gets which family when several quotas may take the same: as many as can be seated are; knows no row and no chance."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def seated(offers: Sequence[Collection[str]], counts: Sequence[int]) -> dict[str, int]:
    """Give each quota up to `counts` families of its offer, no family twice. Return the quota's place by family.

    Each takes what its offer names first, the tightest quota before the others. Where that leaves one short, quotas
    move to others of their families (augmenting paths), so that no more could be seated in any other way.
    """
    owners: dict[str, int] = {}
    for place in sorted(range(len(offers)), key=lambda place: len(offers[place]) - counts[place]):
        for _ in range(counts[place]):
            if not _seat(place, offers, owners, set()):
                break
    return owners


def _seat(place: int, offers: Sequence[Collection[str]], owners: dict[str, int], asked: set[int]) -> bool:
    asked.add(place)
    for family in offers[place]:
        if family not in owners:
            owners[family] = place
            return True
    for family in offers[place]:
        other = owners[family]
        if other not in asked and _seat(other, offers, owners, asked):
            owners[family] = place
            return True
    return False
