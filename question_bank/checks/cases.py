"""Owns the rules for a branching case: its graph, its state, its paths; knows no item and no lesson."""

from __future__ import annotations

from collections.abc import Iterator

from question_bank.casegraph import CaseGraph
from question_bank.checks import prose
from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import Case, Choice, Error, Rating

DECISIONS = (4, 7)
CHOICES = (3, 4)
SCENE_WORDS = 180
CHOICE_WORDS = 25
CONSEQUENCE_WORDS = 12
REJOIN = 2
"""Scenes after a poor choice within which the case is back on a defensible path or over."""

DEFENSIBLE = frozenset({Rating.BEST, Rating.DEFENSIBLE})
PATHS_COUNTED = 2


def graph(scope: Scope) -> Iterator[Finding]:
    """The start and every goto exist, no way comes back to a scene, every scene is reached and leads to an ending."""
    rule = "graph"
    for case in scope.cases:
        shape = CaseGraph(case)
        if case.start not in shape.scenes:
            yield scope.finding(case.id, "start", f"“{case.start}” is no scene", "", rule)
        for edge in shape.edges:
            if edge.goto not in shape.scenes:
                yield scope.finding(
                    _where(case, edge.scene, edge.choice), "goto", f"“{edge.goto}” is no scene", "", rule
                )
        for edge in shape.turns:
            problem = f"leads back to “{edge.goto}”, which lies before it"
            yield scope.finding(
                _where(case, edge.scene, edge.choice), "goto", problem, "Lead on, to another scene.", rule
            )
        if not shape.whole:
            continue
        unreached = set(shape.unreached)
        for id_ in shape.unreached:
            yield scope.finding(f"{case.id} scene {id_}", "", "is never reached", "Lead to it or remove it.", rule)
        for id_ in shape.stuck:
            if id_ not in unreached:
                yield scope.finding(
                    f"{case.id} scene {id_}", "", "never leads to an ending", "Give it a way out.", rule
                )


def _where(case: Case, scene: str, choice: Choice) -> str:
    return f"{case.id} scene {scene} choice {choice.id}"


def expert(scope: Scope) -> Iterator[Finding]:
    """The expert path takes the best choice in each scene, from the start to an ending."""
    rule = "expert-path"
    for case in scope.cases:
        if not CaseGraph(case).whole:
            continue
        at = case.start
        for step, id_ in enumerate(case.expert_path, 1):
            choice = next((choice for choice in case.scene(at).choices if choice.id == id_), None)
            if choice is None:
                yield scope.finding(
                    case.id, "expert_path", f"step {step}: scene “{at}” has no choice “{id_}”", "", rule
                )
                break
            if choice.rating is not Rating.BEST:
                yield scope.finding(
                    case.id,
                    "expert_path",
                    f"step {step}: “{id_}” in scene “{at}” is {choice.rating}",
                    "Take the best.",
                    rule,
                )
            at = choice.goto
        else:
            if not case.scene(at).ending:
                yield scope.finding(
                    case.id, "expert_path", f"stops at scene “{at}”, which is no ending", "Go on.", rule
                )


def paths(scope: Scope) -> Iterator[Finding]:
    """A case takes 4 to 7 decisions, has two defensible paths, and is rejoined soon after a poor choice."""
    rule = "paths"
    for case in scope.cases:
        shape = CaseGraph(case)
        if not shape.whole:
            continue
        decisions = len(case.expert_path)
        if not DECISIONS[0] <= decisions <= DECISIONS[1]:
            advice = f"Give it {DECISIONS[0]} to {DECISIONS[1]}."
            yield scope.finding(case.id, "expert_path", f"has {decisions} decisions", advice, rule)
        if defensible_paths(case) < PATHS_COUNTED:
            yield scope.finding(
                case.id,
                "",
                "has only one defensible path",
                "Let a second choice be defensible, or the best lead on twice.",
                rule,
            )
        sound = shape.reachable(case.start, DEFENSIBLE)
        for scene in case.scenes:
            for choice in scene.choices:
                if choice.rating not in DEFENSIBLE and not _rejoins(case, choice, sound):
                    yield scope.finding(
                        f"{case.id} scene {scene.id} choice {choice.id}",
                        "goto",
                        f"is not back on a defensible path within {REJOIN} scenes",
                        "Lead back sooner.",
                        rule,
                    )


def state(scope: Scope) -> Iterator[Finding]:
    """A variant reads a state that something sets before it; a state that is set is read somewhere."""
    rule = "state"
    for case in scope.cases:
        shape = CaseGraph(case)
        if not shape.whole:
            continue
        setters: dict[str, set[str]] = {}
        for scene in case.scenes:
            for name in scene.sets:
                setters.setdefault(name, set()).update(shape.reachable(scene.id) - {scene.id})
            for choice in scene.choices:
                for name in choice.sets:
                    setters.setdefault(name, set()).update(shape.reachable(choice.goto))
        read = {variant.state for scene in case.scenes for variant in scene.variants}
        for scene in case.scenes:
            for number, variant in enumerate(scene.variants, 1):
                where = f"{case.id} scene {scene.id} variant {number}"
                if variant.state not in setters:
                    yield scope.finding(where, "state", f"“{variant.state}” is set nowhere", "", rule)
                elif scene.id not in setters[variant.state]:
                    yield scope.finding(where, "state", f"“{variant.state}” cannot be set before this scene", "", rule)
        for name in sorted(setters.keys() - read):
            yield scope.finding(case.id, "sets", f"“{name}” is set and never read", "Add a variant or remove it.", rule)


def scenes(scope: Scope) -> Iterator[Finding]:
    """A scene offers three or four choices, one of them best; an ending says what stays unknown."""
    rule = "scene"
    for case in scope.cases:
        for scene in case.scenes:
            where = f"{case.id} scene {scene.id}"
            if scene.ending != bool(scene.unknown):
                problem = (
                    "is an ending that does not say what stays unknown"
                    if scene.ending
                    else "is no ending and has unknown"
                )
                yield scope.finding(where, "unknown", problem, "", rule)
            if scene.ending:
                continue
            if not CHOICES[0] <= len(scene.choices) <= CHOICES[1]:
                advice = f"Give {CHOICES[0]} or {CHOICES[1]}."
                yield scope.finding(where, "choice", f"has {len(scene.choices)} choices", advice, rule)
            if not any(choice.rating is Rating.BEST for choice in scene.choices):
                yield scope.finding(where, "choice", "has no best choice", "Rate one of them best.", rule)
            for choice in scene.choices:
                if choice.rating is Rating.BEST and choice.error is not Error.NONE:
                    yield scope.finding(
                        f"{where} choice {choice.id}", "error", f"is best and a {choice.error} at once", "", rule
                    )


def lengths(scope: Scope) -> Iterator[Finding]:
    """Scenes and choices keep their length; a consequence has enough words to give a reason."""
    rule = "length"
    for case in scope.cases:
        for scene in case.scenes:
            where = f"{case.id} scene {scene.id}"
            for language in scope.bank.languages:
                told = prose.count(scene.text.get(language, ""))
                if told > SCENE_WORDS:
                    yield scope.finding(
                        where, "text", f"has {told} words ({language})", f"Keep to {SCENE_WORDS}.", rule
                    )
                for choice in scene.choices:
                    part = f"{where} choice {choice.id}"
                    said = prose.count(choice.text.get(language, ""))
                    if said > CHOICE_WORDS:
                        yield scope.finding(
                            part, "text", f"has {said} words ({language})", f"Keep to {CHOICE_WORDS}.", rule
                        )
                    if language in choice.consequence and prose.count(choice.consequence[language]) < CONSEQUENCE_WORDS:
                        problem = f"has fewer than {CONSEQUENCE_WORDS} words ({language})"
                        yield scope.finding(part, "consequence", problem, "Say what follows and why.", rule)


def defensible_paths(case: Case) -> int:
    """Count the paths of best and defensible choices from the start to an ending; stops at two."""
    count = 0
    waiting: list[tuple[str, frozenset[str]]] = [(case.start, frozenset())]
    while waiting and count < PATHS_COUNTED:
        at, before = waiting.pop()
        scene = case.scene(at)
        count += scene.ending
        waiting += [
            (choice.goto, before | {at})
            for choice in scene.choices
            if choice.rating in DEFENSIBLE and choice.goto not in before | {at}
        ]
    return count


def _rejoins(case: Case, choice: Choice, sound: set[str]) -> bool:
    here = {choice.goto}
    for _ in range(REJOIN + 1):
        if any(scene in sound or case.scene(scene).ending for scene in here):
            return True
        here = {after.goto for scene in here for after in case.scene(scene).choices}
    return False


SOUND: tuple[Rule, ...] = (graph,)
RULES: tuple[Rule, ...] = (expert, paths, state, scenes, lengths)
