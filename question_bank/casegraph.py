"""Owns a case as a graph: what can be reached, what leads nowhere, where it turns in a circle, how far it still is.

Everything here takes damaged cases too: a target that is no scene leads nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

import msgspec

from question_bank.model import BASE_LANGUAGE, Case, Choice, Rating, Scene


class Edge(msgspec.Struct, frozen=True):
    """One choice of a scene and where it leads."""

    scene: str
    choice: Choice

    @property
    def goto(self) -> str:
        """The scene it leads to."""
        return self.choice.goto


class CaseGraph:
    """The graph of one case. `scenes` maps ids to scenes (the first of those that share an id), `edges` are all choices in order."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.scenes: dict[str, Scene] = {}
        for scene in case.scenes:
            self.scenes.setdefault(scene.id, scene)
        self.edges = tuple(Edge(scene.id, choice) for scene in self.scenes.values() for choice in scene.choices)

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids that the start or a choice names and that are no scenes, in the order named."""
        named = (self.case.start, *(edge.goto for edge in self.edges))
        return tuple(dict.fromkeys(id_ for id_ in named if id_ not in self.scenes))

    @property
    def whole(self) -> bool:
        """Say whether the start and every goto exist."""
        return not self.missing

    @property
    def runs(self) -> bool:
        """Say whether it can be read to its end on every way: whole, without a circle, so that every way ends."""
        return self.whole and not self.turns

    def reachable(self, start: str, ratings: Set[Rating] = frozenset(Rating)) -> set[str]:
        """Return the scenes that choices of these ratings lead to from `start`, itself included."""
        if start not in self.scenes:
            return set()
        found, waiting = {start}, [start]
        while waiting:
            for choice in self.scenes[waiting.pop()].choices:
                if choice.rating in ratings and choice.goto in self.scenes and choice.goto not in found:
                    found.add(choice.goto)
                    waiting.append(choice.goto)
        return found

    @property
    def unreached(self) -> tuple[str, ...]:
        """Scenes that no way from the start comes to."""
        found = self.reachable(self.case.start)
        return tuple(id_ for id_ in self.scenes if id_ not in found)

    @property
    def stuck(self) -> tuple[str, ...]:
        """Scenes from which no way leads to an ending."""
        return tuple(id_ for id_ in self.scenes if not any(self.scenes[on].ending for on in self.reachable(id_)))

    @property
    def dead_ends(self) -> tuple[str, ...]:
        """Scenes where it stops though nothing says how it ended: without choices and without what stays unknown."""
        return tuple(id_ for id_, scene in self.scenes.items() if scene.ending and not scene.unknown)

    @property
    def turns(self) -> tuple[Edge, ...]:
        """The choices that lead back to a scene of their own way: each closes a circle."""
        back: list[Edge] = []
        left: set[str] = set()
        for root in (self.case.start, *self.scenes):
            if root not in self.scenes or root in left:
                continue
            way = {root}
            waiting = [(root, iter(self.scenes[root].choices))]
            while waiting:
                at, choices = waiting[-1]
                choice = next(choices, None)
                if choice is None:
                    waiting.pop()
                    way.discard(at)
                    left.add(at)
                elif choice.goto in way:
                    back.append(Edge(at, choice))
                elif choice.goto in self.scenes and choice.goto not in left:
                    way.add(choice.goto)
                    waiting.append((choice.goto, iter(self.scenes[choice.goto].choices)))
        return tuple(back)

    def layers(self) -> dict[str, int]:
        """Return how many scenes lie before each on the longest way to it, circles left out; ids that are missing too."""
        back = {(edge.scene, edge.choice.id) for edge in self.turns}
        onward = [edge for edge in self.edges if (edge.scene, edge.choice.id) not in back]
        into: dict[str, int] = dict.fromkeys((*self.scenes, *self.missing), 0)
        for edge in onward:
            into[edge.goto] += 1
        layer = dict.fromkeys(into, 0)
        ready = [id_ for id_, count in into.items() if not count]
        while ready:
            at = ready.pop(0)
            for edge in onward:
                if edge.scene == at:
                    layer[edge.goto] = max(layer[edge.goto], layer[at] + 1)
                    into[edge.goto] -= 1
                    if not into[edge.goto]:
                        ready.append(edge.goto)
        return layer

    def words_ahead(self) -> Mapping[str, int]:
        """Return how many words lie ahead of each scene on the longest way to an ending, its own included. The case must run."""
        layer = self.layers()
        ahead: dict[str, int] = {}
        for id_ in sorted(self.scenes, key=lambda one: -layer[one]):
            scene = self.scenes[id_]
            after = max((ahead[choice.goto] for choice in scene.choices), default=0)
            ahead[id_] = _words(scene) + after
        return ahead

    def decisions(self) -> tuple[int, int]:
        """Return the fewest and the most decisions of a way from the start to an ending. The case must run."""
        layer = self.layers()
        fewest: dict[str, int] = {}
        most: dict[str, int] = {}
        for id_ in sorted(self.scenes, key=lambda one: -layer[one]):
            targets = [choice.goto for choice in self.scenes[id_].choices]
            fewest[id_] = min((fewest[goto] + 1 for goto in targets), default=0)
            most[id_] = max((most[goto] + 1 for goto in targets), default=0)
        return fewest[self.case.start], most[self.case.start]


def _words(scene: Scene) -> int:
    texts = [
        scene.text,
        *(choice.text for choice in scene.choices),
        *(choice.consequence for choice in scene.choices[:1]),
    ]
    return max(1, sum(len(words.get(BASE_LANGUAGE, "").split()) for words in texts))
