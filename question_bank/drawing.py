"""Owns drawing a case as a graph, in SVG, for its authors: layers from the start down; judges nothing and knows no terminal.

Ratings are told by the line, not by colour, so that it can be printed. Scenes that no way reaches, ways that never end, circles and
targets that do not exist are drawn too, and marked in words.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import msgspec

from question_bank.casegraph import CaseGraph, Edge
from question_bank.model import Case, Error, Rating, read

WIDTH, LINE, PAD = 230, 16, 10
ACROSS, DOWN, MARGIN, SIDE = 50, 100, 40, 120
CHARACTERS = 32
"""About as many fit into a box's width."""

_LINES = {
    Rating.BEST: 'stroke-width="3"',
    Rating.DEFENSIBLE: 'stroke-width="1.2"',
    Rating.POOR: 'stroke-width="1.2" stroke-dasharray="7 5"',
    Rating.CRITICAL: 'stroke-width="3" stroke-dasharray="2 5"',
}
_LEGEND = {
    Rating.BEST: "best",
    Rating.DEFENSIBLE: "defensible",
    Rating.POOR: "poor",
    Rating.CRITICAL: "critical",
}


class _Box(msgspec.Struct, frozen=True):
    lines: tuple[str, ...]
    marks: tuple[str, ...]
    x: float
    y: float

    @property
    def height(self) -> float:
        return 2 * PAD + LINE * (len(self.lines) + len(self.marks))

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2


def marks(graph: CaseGraph, id_: str) -> tuple[str, ...]:
    """Say in words what is wrong with one scene of a case, or that it is where it starts or ends."""
    if id_ not in graph.scenes:
        return ("NO SUCH SCENE",)
    scene = graph.scenes[id_]
    said = []
    if id_ == graph.case.start:
        said.append("start")
    if id_ in graph.unreached:
        said.append("NEVER REACHED")
    if id_ in graph.dead_ends:
        said.append("DEAD END: nothing says what stays unknown")
    elif scene.ending:
        said.append("ending")
    if id_ in graph.stuck:
        said.append("NEVER LEADS TO AN ENDING")
    return tuple(said)


def svg(case: Case, language: str = "en") -> str:
    """Return the drawing of a case; damaged ones are drawn as far as they go."""
    graph = CaseGraph(case)
    boxes = _placed(graph, language)
    back = {(edge.scene, edge.choice.id) for edge in graph.turns}
    width = max((box.x + WIDTH for box in boxes.values()), default=0) + SIDE
    height = max((box.y + box.height for box in boxes.values()), default=0) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(_clean(read(case.title, language)))}</title>",
        '<rect width="100%" height="100%" fill="white"/>',
        *_legend(case, language),
    ]
    expert = _expert(graph)
    leaving: dict[str, int] = {}
    layer = graph.layers()
    for edge in graph.edges:
        nth = leaving[edge.scene] = leaving.get(edge.scene, -1) + 1
        key = (edge.scene, edge.choice.id)
        span = layer[edge.goto] - layer[edge.scene]
        parts += _edge(
            edge, boxes, nth, len(graph.scenes[edge.scene].choices), key in back, span, key in expert, language
        )
    for id_, box in boxes.items():
        parts += _box(id_, box, graph)
    return "\n".join([*parts, "</svg>", ""])


def _placed(graph: CaseGraph, language: str) -> Mapping[str, _Box]:
    """Put scenes into layers, each layer ordered by where its scenes are come from."""
    layers: dict[int, list[str]] = {}
    for id_, layer in graph.layers().items():
        layers.setdefault(layer, []).append(id_)
    boxes: dict[str, _Box] = {}
    y = MARGIN + 90.0
    widest = max((len(ids) for ids in layers.values()), default=0)
    for layer in sorted(layers):
        came = {
            id_: [boxes[e.scene].middle for e in graph.edges if e.goto == id_ and e.scene in boxes]
            for id_ in layers[layer]
        }
        ordered = sorted(layers[layer], key=lambda id_: sum(came[id_]) / len(came[id_]) if came[id_] else 0.0)
        free = (widest - len(ordered)) * (WIDTH + ACROSS) / 2
        tallest = 0.0
        for place, id_ in enumerate(ordered):
            scene = graph.scenes.get(id_)
            title = textwrap.wrap(_clean(read(scene.title, language)), CHARACTERS) if scene else []
            said = [line for mark in marks(graph, id_) for line in textwrap.wrap(mark, CHARACTERS)]
            box = _Box((_clean(id_), *title), tuple(said), SIDE + free + place * (WIDTH + ACROSS), y)
            boxes[id_] = box
            tallest = max(tallest, box.height)
        y += tallest + DOWN
    return boxes


def _expert(graph: CaseGraph) -> set[tuple[str, str]]:
    """The choices of the expert's way, as far as it goes."""
    at, found = graph.case.start, set[tuple[str, str]]()
    for id_ in graph.case.expert_path:
        scene = graph.scenes.get(at)
        choice = next((choice for choice in scene.choices if choice.id == id_), None) if scene else None
        if choice is None:
            break
        found.add((at, id_))
        at = choice.goto
    return found


def _edge(
    edge: Edge, boxes: Mapping[str, _Box], nth: int, many: int, turns: bool, span: int, expert: bool, language: str
) -> list[str]:
    start, end = boxes[edge.scene], boxes[edge.goto]
    share = (nth + 1) / (many + 1)
    said = f"{_clean(read(edge.choice.text, language))} ({edge.choice.rating})"
    if turns or span > 1:
        # Round a side, so that a circle is seen as one and no line runs behind a box: back on the right, ahead on the left.
        side, away = (WIDTH, 1) if turns else (0, -1)
        x1, y1 = start.x + side, start.y + start.height * share
        x2, y2 = end.x + side, end.y + end.height / 2 + 4 * nth
        out = (max(x1, x2) if turns else min(x1, x2)) + away * (40 + 14 * nth + 8 * span)
        path = f"M{x1:.0f} {y1:.0f}C{out:.0f} {y1:.0f} {out:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
        at_x, at_y, anchor = x1 + away * 6, y1 - 4, "start" if turns else "end"
    else:
        x1, y1 = start.x + WIDTH * share, start.y + start.height
        x2, y2 = end.x + WIDTH * (0.25 + share / 2), end.y
        bend = (y2 - y1) / 2
        path = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
        at_x, at_y, anchor = x1 + 5, y1 + 15 + 15 * (nth % 3), "start"
    error = {Error.MISS: ", miss", Error.FALSE_ALARM: ", false alarm"}.get(edge.choice.error, "")
    label = f"{_clean(edge.choice.id)}{', expert' if expert else ''}{error}{', LEADS BACK' if turns else ''}"
    return [
        f"<g class={quoteattr(str(edge.choice.rating))}><title>{escape(said)}</title>",
        f'<path d="{path}" fill="none" stroke="black" {_LINES[edge.choice.rating]}/>',
        f'<path d="M{x2:.0f} {y2:.0f}{_tip(turns, span)}z"/>',
        f'<text x="{at_x:.0f}" y="{at_y:.0f}" font-size="11" text-anchor="{anchor}">{escape(label)}</text></g>',
    ]


def _tip(turns: bool, span: int) -> str:
    """Return the rest of an arrow's head, by the way the line comes in; drawn, as not every reader of SVG has markers."""
    if turns:
        return "l9 -4.5v9"
    return "l-9 -4.5v9" if span > 1 else "l-4.5 -9h9"


def _box(id_: str, box: _Box, graph: CaseGraph) -> list[str]:
    wrong = any(mark.isupper() or mark.split(":")[0].isupper() for mark in marks(graph, id_))
    scene = graph.scenes.get(id_)
    round_ = 18 if scene is not None and scene.ending else 4
    line = 'stroke-width="3" stroke-dasharray="6 4"' if wrong else 'stroke-width="1.4"'
    parts = [
        f"<g id={quoteattr('scene-' + _clean(id_))}>",
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" rx="{round_}" '
        f'fill="white" stroke="black" {line}/>',
    ]
    for place, text in enumerate((*box.lines, *box.marks)):
        y = box.y + PAD + LINE * (place + 1) - 4
        weight = ' font-weight="bold"' if place == 0 or place >= len(box.lines) else ""
        parts.append(f'<text x="{box.middle:.0f}" y="{y:.0f}" text-anchor="middle"{weight}>{escape(text)}</text>')
    return [*parts, "</g>"]


def _legend(case: Case, language: str) -> list[str]:
    heading = f"{_clean(case.id)}: {_clean(read(case.title, language))}"
    parts = [f'<text x="{MARGIN}" y="{MARGIN}" font-size="18" font-weight="bold">{escape(heading)}</text>']
    for place, (rating, word) in enumerate(_LEGEND.items()):
        x = MARGIN + place * 130
        parts.append(f'<path d="M{x} {MARGIN + 24}h36" stroke="black" {_LINES[rating]}/>')
        parts.append(f'<text x="{x + 44}" y="{MARGIN + 28}">{word}</text>')
    return parts


def _clean(text: str) -> str:
    """Return text without what XML cannot hold."""
    return "".join(
        c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
