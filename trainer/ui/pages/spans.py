"""Owns how lengths of time and what happened around an assessment are put into words; knows no widget and reads no clock."""

from __future__ import annotations

from trainer.catalogue import Catalogue
from trainer.core.room_views import Incident, IncidentKind
from trainer.ui.pages import wording

_SECOND_MS, _MINUTE, _HOUR = 1_000, 60, 3_600


def span(ms: int, catalogue: Catalogue) -> str:
    """Return "40 s", "3 min 20 s", "2 h 5 min" of a length, whatever its sign."""
    seconds = round(abs(ms) / _SECOND_MS)
    hours, minutes, rest = seconds // _HOUR, seconds % _HOUR // _MINUTE, seconds % _MINUTE
    if hours:
        code = "hours_minutes" if minutes else "hours"
    elif minutes:
        code = "minutes_seconds" if rest else "minutes"
    else:
        code = "seconds"
    return catalogue.say(f"incident.span.{code}", h=hours, m=minutes, s=rest)


def happened(one: Incident, catalogue: Catalogue) -> str:
    """Say what happened."""
    code: str = one.kind.value
    if one.kind is IncidentKind.CLOCK:
        code = "clock_back" if one.ms < 0 else "clock_forward"
    elif one.reason and one.kind in (IncidentKind.STOPPED, IncidentKind.GRANTED):
        code += "_reason"
    return catalogue.say(f"incident.{code}", span=span(one.ms, catalogue), reason=one.reason)


def when(one: Incident, catalogue: Catalogue) -> str:
    """Say when it happened, as the clock showed it there."""
    return wording.date_and_time(one.at_ms, one.offset_min, catalogue)
