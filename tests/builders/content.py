"""Owns a tiny valid content folder, about a library that lends tools, to be broken one way at a time; knows no check."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

REMOVED = object()
"""Given for a field, takes the field out."""

Table = dict[str, Any]

RULES_TEXT = """House rules of the tool library, edition of 2022

Anyone with a card may borrow one tool. The desk keeps a record of every loan and of each return. A loan lasts 14 days.
The workshop, and nobody else, tests a tool that came back broken and says whether it can be lent again in future.
Critics wrote that the desk sends people away too soon.
"""

PLAN_TEXT = """Plan of the tool library, 2011

The number of bor-
rowers rose to 40 in a year, and the co-
operation with the school went on from 2007-
2010. A loan lasts 7 days and no more.
"""


def sha(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def write_documents(folder: Path) -> Path:
    """Write the two made-up documents that the facts of `write_content` rest on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rules.txt").write_text(RULES_TEXT, "utf-8", newline="\n")
    (folder / "plan.txt").write_text(PLAN_TEXT, "utf-8", newline="\n")
    return folder


def write_content(folder: Path, **changes: Mapping[str, Any] | None) -> Path:
    """Write a small valid bank, changed as said, and return its folder.

    A change names a unit by its id, parts joined by two underscores, and the fields to set: `AL_1={"stem": ""}`,
    `AL_1__a={"text": REMOVED}`, `night__hall__b={"goto": "nowhere"}`, `lesson_1__2={"facts": []}` (blocks and quotas from 1).
    None takes a unit or part out; an id that is new adds a unit in the place that a "like" field names.
    """
    files = plain_content()
    for path, change in changes.items():
        _change(files, path.split("__"), change)
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_table(target, data)
    return folder


def write_table(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file of content."""
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in data.items()), "utf-8", newline="\n")


def plain_content() -> dict[str, Table]:
    """Return the files of the small valid bank as tables."""
    return copy.deepcopy(
        {
            "bank.toml": {
                "name": "Tool library",
                "version": "1.0",
                "languages": ["en"],
                "role": [{"id": "desk", "title": "Worker at the desk"}],
            },
            "documents.toml": {
                "document": [_document("rules", 2022, RULES_TEXT, 1), _document("plan", 2011, PLAN_TEXT, 2)]
            },
            "facts/rules.toml": {"fact": _rules()},
            "facts/plan.toml": {"fact": _plan()},
            "modules/alpha/module.toml": {"module": _module("Lending", 1), "objective": [_first(), _second()]},
            "modules/alpha/lessons/lesson_1.toml": _lesson("lesson_1", ["first", "second"]),
            "modules/alpha/items/first.toml": {"item": _first_items()},
            "modules/alpha/items/second.toml": {"item": _second_items()},
            "modules/alpha/cases/night.toml": _case(),
            "modules/beta/module.toml": {
                "module": _module("Repairs", 2),
                "objective": [
                    {"id": "third", "statement": "Can say who tests a tool", "short": "Tests", "must_know": False}
                ],
            },
            "modules/beta/lessons/lesson_2.toml": _lesson("lesson_2", ["third"]),
            "modules/beta/items/third.toml": {"item": _third_items()},
            "blueprints/trial.toml": _blueprint("trial", "self-check", "everything", 2),
            "blueprints/exam.toml": _blueprint("exam", "graded", "nothing", 1),
        }
    )


def _change(files: dict[str, Table], path: list[str], change: Mapping[str, Any] | None) -> None:
    if path[0] == "bank":
        _apply(files["bank.toml"], change or {})
        return
    home, table = _unit(files, path[0], change)
    for step in path[1:]:
        home, table = _part(table, step)
    if change is None:
        if home is None:
            raise KeyError(f"{path} cannot be taken out")
        home.remove(table) if isinstance(home, list) else home.clear()
        for name in [name for name, data in files.items() if not data]:
            del files[name]
    else:
        _apply(table, {key: value for key, value in change.items() if key != "like"})


def _unit(files: dict[str, Table], id_: str, change: Mapping[str, Any] | None) -> tuple[Any, Table]:
    wanted = (change or {}).get("like", id_)
    for name, data in files.items():
        for kind in ("document", "fact", "item", "objective", "role"):
            for table in data.get(kind, []):
                if table["id"] == wanted:
                    if wanted != id_:
                        table = {**copy.deepcopy(table), "id": id_}
                        data[kind].append(table)
                    return data[kind], table
        for kind in ("lesson", "case", "blueprint", "module"):
            if isinstance(data.get(kind), dict) and id_ in (
                data[kind].get("id"),
                name.split("/")[-2] if kind == "module" else None,
            ):
                return data, _Whole(data, kind)
    raise KeyError(id_)


class _Whole(dict[str, Any]):
    """A lesson, case or blueprint with its parts, which TOML keeps beside its table."""

    def __init__(self, data: Table, kind: str) -> None:
        super().__init__(data[kind])
        self.data, self.kind = data, kind

    def __setitem__(self, key: str, value: Any) -> None:
        self.data[self.kind][key] = value

    def pop(self, key: str, *_: Any) -> Any:
        return self.data[self.kind].pop(key, None)


def _part(table: Table, step: str) -> tuple[Any, Table]:
    inside = table.data if isinstance(table, _Whole) else table
    for kind in ("option", "passage", "scene", "choice", "variant", "block", "quota"):
        parts = inside.get(kind, [])
        for number, part in enumerate(parts, 1):
            if step == part.get("id", str(number)):
                return parts, part
    raise KeyError(step)


def _apply(table: Table, change: Mapping[str, Any]) -> None:
    for key, value in change.items():
        if value is REMOVED:
            table.pop(key, None)
        else:
            table[key] = value


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _document(id_: str, year: int, text: str, precedence: int) -> Table:
    return {
        "id": id_, "title": f"The {id_} of {year}", "short": f"{id_} {year}", "kind": "Paper", "describes": str(year),
        "trust": "Reliable for its year.", "as_of": {"from": year, "to": year, "label": str(year)}, "file": f"{id_}.txt",
        "sha256": sha(text), "precedence": precedence,
    }  # fmt: skip


def _fact(id_: str, year: int, use: str, statement: str, passage: Table, **more: Any) -> Table:
    return {
        "id": id_, "statement": statement, "as_of": {"from": year, "to": year, "label": str(year)}, "status": "current",
        "graded_use": use, "kind": "duty", "relevance": 5, "difficulty": 1, "modules": ["alpha", "beta"],
        "passage": [passage], **more,
    }  # fmt: skip


def _passage(id_: str, lines: list[int], text: str, sentences: list[int]) -> Table:
    return {
        "id": id_, "place": f"Rules, paragraph {lines[0]}", "lines": [lines], "digest": sha(text), "sentences": sentences,
    }  # fmt: skip


def _rules() -> list[Table]:
    lines = RULES_TEXT.split("\n")
    loans = _passage("r1", [3, 3], lines[2], [1, 2])
    return [
        _fact("F1", 2022, "plain", "A card is all that a borrower needs.", loans, corroborated_by=["p1#s02"]),
        _fact("F2", 2022, "dated", "In 2022 a tool is lent for 14 days.", _passage("r1", [3, 3], lines[2], [3])),
        _fact("F3", 2022, "plain", "Only the workshop tests a broken tool.", _passage("r2", [4, 4], lines[3], [1])),
        _fact("F4", 2022, "attributed", "Critics find the desk too strict.", _passage("r3", [5, 5], lines[4], [1])),
    ]


def _plan() -> list[Table]:
    text = (
        "The number of borrowers rose to 40 in a year, and the co-operation with the school went on from 2007-2010."
        " A loan lasts 7 days and no more."
    )
    here = {"superseded_by": ["F2"], "status": "superseded"}
    return [
        _fact("F5", 2011, "not-graded", "The plan of 2011 counts 40 borrowers.", _passage("p1", [3, 6], text, [1])),
        _fact("F6", 2011, "dated", "In 2011 a tool was lent for 7 days.", _passage("p1", [3, 6], text, [2]), **here),
    ]


def _module(title: str, order: int) -> Table:
    return {
        "title": title, "short": title, "summary": "What the desk does", "introduction": "How the desk works with borrowers.",
        "caution": "Taught as described for 2022.", "content_note": "Nothing heavy.", "icon": "signpost", "accent": "one",
        "order": order,
    }  # fmt: skip


def _first() -> Table:
    return {"id": "first", "statement": "Can say who may borrow", "short": "Who borrows", "must_know": True}


def _second() -> Table:
    return {
        "id": "second",
        "statement": "Can say how long a loan is",
        "short": "How long",
        "must_know": False,
        "as_of": "2022",
    }


def _lesson(id_: str, objectives: list[str]) -> Table:
    told = "The desk lends a tool to anyone who shows a card. It asks for no reason and keeps no list of names. " * 16
    return {
        "lesson": {
            "id": id_,
            "title": f"At the desk: {id_}",
            "minutes": 5,
            "order": 1,
            "objectives": objectives,
            "revision": 1,
        },
        "block": [
            {"kind": "heading", "text": "Who may borrow"},
            {"kind": "paragraph", "text": told.strip(), "facts": ["F1"]},
            {"kind": "list", "items": ["A tool is lent for 14 days.", "Then it comes back."], "facts": ["F2"]},
            {"kind": "table", "rows": [["Who", "What"], ["Workshop", "Tests"]], "facts": ["F3"]},
            {
                "kind": "question",
                "text": "Whom would you ask?",
                "answer": "The workshop, since it tests.",
                "facts": ["F3"],
            },
            {"kind": "note", "text": "Rules change: look at the *date*."},
        ],
    }


NOBODY = {"sex": "none", "age": "none", "nationality": "none", "residence": "none", "form": "none"}
SOMEBODY = {
    "sex": "male", "age": "adult", "nationality": "unstated", "residence": "unstated", "form": "labour", "outcome": "unclear",
}  # fmt: skip


def _item(id_: str, objective: str, pool: str, fact: str, vignette: str, stem: str, *options: str) -> Table:
    place = sum(map(ord, id_)) % len(options)
    ordered = [*options[1:]]
    ordered.insert(place, options[0])
    return {
        "id": id_, "objective": objective, "family": objective, "kind": "application", "pool": pool, "level": 1, "revision": 1,
        "role": "desk", "vignette": vignette, "stem": stem, "facts": [fact], "tags": dict(SOMEBODY if vignette else NOBODY),
        "option": [
            {
                "id": "abcdef"[at], "text": text, "correct": at == place, "fact": fact,
                "feedback": f"The house rules are plain on this, and for {id_} they leave {text.lower()} with no doubt at all.",
            }
            for at, text in enumerate(ordered)
        ],
    }  # fmt: skip


def _first_items() -> list[Table]:
    who = ("Lend it on the card", "Ask for a letter first", "Send him to the school", "Wait for the head")
    return [
        _item("AL_1", "first", "practice", "F1", "A man shows a card and asks for a drill.", "What do you do?", *who),
        _item(
            "AL_2", "first", "practice", "F1", "Late on Friday a man with a card wants a saw.", "What comes next?", *who
        ),
        _item(
            "AL_3",
            "first",
            "self-check",
            "F1",
            "A card and a smile: he would like the ladder.",
            "What is your step?",
            *who,
        ),
        _item("AL_4", "first", "graded", "F1", "He points at a spade, card in hand, in the rain.", "What now?", *who),
        _item(
            "AL_5",
            "first",
            "graded",
            "F1",
            "A neighbour with a card needs some rope today.",
            "How do you answer?",
            *who,
        ),
    ]


def _second_items() -> list[Table]:
    days = ("14 days", "7 days", "21 days", "30 days")
    return [
        _item(
            "AL_6", "second", "practice", "F2", "", "Going by the rules of 2022, how long does one keep a tool?", *days
        ),
        _item("AL_7", "second", "self-check", "F2", "", "After which time was a tool due back in 2022?", *days),
        _item("AL_8", "second", "graded", "F2", "", "Which span did the library print on its slips of 2022?", *days),
    ]


def _third_items() -> list[Table]:
    tests = ("The workshop", "The desk", "The school", "The borrower")
    return [
        _item("BE_1", "third", "practice", "F3", "", "Who tests a drill that came back broken?", *tests),
        _item("BE_2", "third", "self-check", "F3", "", "A lathe returns in two pieces. Who looks at it?", *tests),
        _item("BE_3", "third", "graded", "F3", "", "Whose word counts before a mended pump is lent?", *tests),
    ]


def _blueprint(id_: str, pool: str, feedback: str, count: int) -> Table:
    return {
        "blueprint": {
            "id": id_, "title": f"The {id_}", "summary": "A few questions", "pool": pool, "minutes": 5, "pass_mark": 1,
            "interruptions": "pause", "confidence": "optional", "feedback": feedback, "attempts": 0, "revision": 1,
        },
        "quota": [{"module": "alpha", "count": count}],
    }  # fmt: skip


def _choice(id_: str, text: str, rating: str, goto: str, **more: Any) -> Table:
    told = f"You chose to {text.lower()}, and by the house rules that settles how the evening at the desk goes on."
    return {"id": id_, "text": text, "rating": rating, "consequence": told, "fact": "F1", "goto": goto, **more}


def _scene(id_: str, text: str, onward: str, **more: Any) -> Table:
    return {
        "id": id_, "title": id_.title(), "text": text, "facts": ["F1"],
        "choice": [
            _choice("a", "Look at the card", "best", onward),
            _choice("b", "Fetch a colleague", "defensible", onward),
            _choice("c", "Close the desk", "poor", onward, error="miss", sets=[f"closed_{id_}"]),
        ],
        **more,
    }  # fmt: skip


def _case() -> Table:
    names = ["hall", "desk_side", "yard", "gate", "end"]
    scenes = [
        _scene("hall", "Somebody knocks late.", "desk_side"),
        _scene("desk_side", "He puts a card on the desk.", "yard"),
        _scene("yard", "The drill lies in the yard.", "gate"),
        _scene("gate", "He stands at the gate.", "end"),
        {
            "id": "end",
            "title": "The end",
            "text": "The evening is over.",
            "facts": [],
            "unknown": "Why he came so late.",
        },
    ]
    for at, scene in enumerate(scenes[1:], 1):
        scene["variant"] = [{"state": f"closed_{names[at - 1]}", "text": "He waited outside."}]
    return {
        "case": {
            "id": "night", "title": "A late borrower", "role": "desk", "minutes": 6, "outcome": "unclear",
            "objectives": ["first"], "summary": "Somebody comes late.", "content_note": "Nothing heavy.",
            "tags": dict(SOMEBODY), "start": "hall", "expert_path": ["a", "a", "a", "a"], "revision": 1,
        },
        "scene": scenes,
    }  # fmt: skip
