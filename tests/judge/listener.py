"""Owns a screen reader's ear, run by the system's Python: it reads the accessible tree, acts on it and keeps what it heard.

As a program it answers one JSON request per line. It knows the application only through AT-SPI.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

HEARD = (
    "object:announcement",
    "object:state-changed",
    "object:property-change",
    "object:text-changed",
    "object:children-changed",
    "object:selection-changed",
    "object:active-descendant-changed",
    "window",
)

LABELLED = ("text", "password text", "combo box", "spin button")


class Listener:
    """What is seen and heard of the only application on the bus."""

    def __init__(self) -> None:
        self._seen: dict[int, Any] = {}
        self._heard: list[dict[str, str]] = []
        self._listener = Atspi.EventListener.new(self._on_event)
        for kind in HEARD:
            self._listener.register(kind)

    def answer(self, request: dict[str, Any]) -> Any:
        """Do what is asked by name."""
        return getattr(self, "ask_" + request.pop("ask"))(**request)

    def ask_listen(self, ms: int) -> list[dict[str, str]]:
        """What was heard since the last time; waits `ms` at most for something."""
        context, late = GLib.MainContext.default(), [False]

        def end() -> bool:
            late[0] = True
            return False

        timer = GLib.timeout_add(ms, end)
        while not self._heard and not late[0]:
            context.iteration(True)
        while context.pending():
            context.iteration(False)
        if not late[0]:
            GLib.source_remove(timer)
        heard, self._heard = self._heard, []
        return heard

    def ask_read(self) -> list[dict[str, Any]]:
        """Everything that is shown, from the window down, in the order of the tree."""
        self._seen.clear()
        top = self._application()
        return list(self._walk(top, 0)) if top is not None else []

    def ask_windows(self) -> list[dict[str, Any]]:
        """The windows that are shown: their roles, names, and whether keys come to them."""
        top = self._application()
        places = range(top.get_child_count()) if top is not None else ()
        windows = [one for place in places if (one := top.get_child_at_index(place)) is not None]
        told = [(one, {state.value_nick for state in one.get_state_set().get_states()}) for one in windows]
        return [
            {"role": one.get_role_name(), "name": one.get_name() or "", "active": "active" in states}
            for one, states in told
            if "visible" in states
        ]

    def ask_act(self, id: int) -> bool:
        """Do the first thing that the object lets be done."""
        return bool(self._seen[id].get_action_iface().do_action(0))

    def ask_focus(self, id: int) -> bool:
        """Put the focus on the object."""
        return bool(self._seen[id].get_component_iface().grab_focus())

    def _application(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(place)
            if child is not None:
                # What was read a moment ago may be different by now.
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def _walk(self, one: Any, parent: int) -> Iterator[dict[str, Any]]:
        number = len(self._seen) + 1
        self._seen[number] = one
        try:
            states = sorted(state.value_nick for state in one.get_state_set().get_states())
            role = one.get_role_name()
            if parent and "visible" not in states:
                return
            yield {
                "id": number,
                "parent": parent,
                "role": role,
                "name": one.get_name() or "",
                "description": one.get_description() or "",
                "states": states,
                "acts": one.get_action_iface() is not None,
                "labels": _labels(one) if role in LABELLED else [],
            }
            count = one.get_child_count()
            children = [one.get_child_at_index(place) for place in range(min(count, 400))]
        except GLib.Error:
            return  # It went while it was read.
        for child in children:
            if child is not None:
                yield from self._walk(child, number)

    def _on_event(self, event: Any) -> None:
        try:
            source = event.source
            if source is None:
                return
            said = event.any_data if isinstance(event.any_data, str) else ""
            self._heard.append(
                {
                    "kind": event.type,
                    "role": source.get_role_name(),
                    "name": source.get_name() or "",
                    "description": source.get_description() or "",
                    "said": said,
                    "on": str(event.detail1),
                }
            )
        except GLib.Error:
            return  # What it was about went before it could be asked.


def _labels(one: Any) -> list[str]:
    return [
        str(relation.get_target(n).get_name())
        for relation in one.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for n in range(relation.get_n_targets())
    ]


def main() -> None:
    """Answer until nobody asks any more."""
    Atspi.init()
    listener = Listener()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        try:
            answer = {"answer": listener.answer(json.loads(line))}
        except GLib.Error as error:
            answer = {"error": error.message}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
