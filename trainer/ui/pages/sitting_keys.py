"""Owns which keys mean what while an assessment is sat; knows no page."""

from __future__ import annotations

from trainer.ui.keys import Binding, KeyMap, digits, letters

MOST_LETTERS = 5
"""F is the flag's."""
_TIMER = Binding(("T",), "timer", "keys.do.timer")


def question_keys(options: int, *, asks_confidence: bool, timed: bool) -> KeyMap:
    """The keys on a question with so many options."""
    bindings = [
        *letters("option", min(options, MOST_LETTERS), "keys.do.option"),
        Binding(("F",), "flag", "keys.do.flag"),
        Binding(("Enter",), "next", "keys.do.enter_next"),
        Binding(("Alt+Left",), "previous", "keys.do.previous"),
        Binding(("Alt+Right",), "next", "keys.do.next"),
        Binding(("Ctrl+G",), "go", "keys.do.go"),
    ]
    if asks_confidence:
        bindings += digits("confidence", 3, "keys.do.confidence")
    else:
        bindings += digits("option", options, "keys.do.option")
    return KeyMap([*bindings, _TIMER] if timed else bindings)


def scene_keys(choices: int, *, timed: bool) -> KeyMap:
    """The keys on a scene of a case with so many choices."""
    bindings = [
        *digits("option", choices, "keys.do.choice"),
        *letters("option", min(choices, MOST_LETTERS), "keys.do.choice"),
        Binding(("F",), "flag", "keys.do.flag"),
        Binding(("Enter",), "decide", "keys.do.decide"),
        Binding(("Alt+Left",), "previous", "keys.do.previous"),
        Binding(("Alt+Right",), "next", "keys.do.next"),
        Binding(("Ctrl+G",), "go", "keys.do.go"),
    ]
    return KeyMap([*bindings, _TIMER] if timed else bindings)


def review_keys(*, timed: bool) -> KeyMap:
    """The keys where one looks over one's answers."""
    bindings = [
        Binding(("Enter",), "open", "keys.do.open"),
        Binding(("Alt+Left",), "back", "keys.do.previous"),
        Binding(("Ctrl+G",), "back", "keys.do.go"),
    ]
    return KeyMap([*bindings, _TIMER] if timed else bindings)
