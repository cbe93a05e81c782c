"""Each rule finds what it is for, and nothing in the small valid bank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from question_bank import checks
from question_bank.authoring import load
from question_bank.checks import blueprints, cases, items, lessons, numbers, prose, release, structure, writing
from question_bank.checks.scope import Scope
from question_bank.reviewing import Review, entry, readable
from tests.builders.content import NOBODY, REMOVED, SOMEBODY, write_content
from tests.builders.reviews import write_reviews

Changes = dict[str, dict[str, Any] | None]

LONG = "word " * 130
LONG_SENTENCE = (
    "The responsible organisation nevertheless continually re-evaluates administrative responsibilities " * 3
)

BROKEN: list[tuple[str, Changes, str]] = [
    # numbers
    ("numbers", {"AL_1__a": {"feedback": "One " * 12 + "63"}}, "AL_1 option a: feedback: holds the figure 63"),
    ("numbers", {"lesson_1__2": {"text": "It takes 35 days."}}, "lesson_1 block 2: text: holds the figure 35"),
    ("numbers", {"night__hall__b": {"consequence": "Then " * 9 + "17"}}, "choice b: consequence: holds the figure 17"),
    # structure
    ("reference", {"AL_1": {"objective": "nowhere"}}, "AL_1: objective: names the objective “nowhere”"),
    ("reference", {"AL_1": {"objective": "third"}}, "of another module (beta)"),
    ("reference", {"AL_1": {"role": "nobody"}}, "AL_1: role: names the role “nobody”"),
    ("reference", {"AL_1": {"facts": ["F1", "F99"]}}, "AL_1: facts: names the fact “F99”"),
    ("reference", {"AL_1__a": {"fact": "F99"}}, "AL_1 option a: fact: names the fact “F99”"),
    ("reference", {"lesson_1__2": {"facts": ["F99"]}}, "lesson_1 block 2: facts: names the fact “F99”"),
    (
        "reference",
        {"lesson_1": {"objectives": ["first", "nowhere"]}},
        "lesson_1: objective: names the objective “nowhere”",
    ),
    ("reference", {"night": {"role": "nobody"}}, "night: role: names the role"),
    ("reference", {"night": {"objectives": ["nowhere"]}}, "night: objective: names the objective"),
    ("reference", {"night": {"objectives": ["first", "nowhere"]}}, "night: objective: names the objective"),
    (
        "reference",
        {"night": {"objectives": ["third"]}},
        "night: objective: names the objective “third” of another module",
    ),
    ("reference", {"night__hall": {"facts": ["F99"]}}, "night scene hall: facts: names the fact “F99”"),
    ("reference", {"night__hall__b": {"fact": "F99"}}, "night scene hall choice b: fact: names the fact"),
    ("reference", {"first": {"withdrawn": True}}, "which is withdrawn"),
    ("reference", {"first": {"replaces": ["second"]}}, "first: replaces: “second” still exists"),
    ("reference", {"beta": None}, "lies in the module “beta”, which has no module.toml"),
    ("equivalent", {"AL_1": {"equivalent": "AL_1"}}, "AL_1: equivalent: “AL_1” is no other item"),
    ("equivalent", {"AL_1": {"equivalent": "AL_4"}}, "AL_4 is of another pool or objective"),
    ("equivalent", {"AL_1": {"equivalent": "AL_6"}}, "AL_6 is of another pool or objective"),
    ("equivalent", {"night": {"equivalent": "day"}}, "night: equivalent: “day” is no other case or item"),
    ("family", {"AL_6": {"family": "first"}}, "AL_6: family: “first” holds items of “first” (AL_1) as well"),
    ("unique-id", {"AL_1__a": {"id": "b"}}, "AL_1: option: has two options “b”"),
    ("unique-id", {"night__yard": {"id": "gate"}}, "night: scene: has two scenes “gate”"),
    ("unique-id", {"night__hall__a": {"id": "b"}}, "night scene hall: choice: has two choices “b”"),
    ("ledger", {"F1": {"modules": ["gamma"]}}, "F1: modules: names the module “gamma”"),
    ("ledger", {"F6": {"superseded_by": ["F99"]}}, "F6: superseded_by: “F99” is no other fact"),
    ("ledger", {"F6": {"superseded_by": []}}, "F6: status: is superseded but"),
    ("ledger", {"F1": {"superseded_by": ["F2"]}}, "F1: status: is current but"),
    ("ledger", {"F1": {"conflicts_with": ["F2"]}}, "F1: conflicts_with: F2 does not name it in return"),
    ("ledger", {"F1": {"status": "disputed"}}, "F1: status: is disputed without a conflict"),
    ("ledger", {"plan": None}, "stands in the file of “plan”, which is no document"),
    ("passage", {"rules": {"sha256": "abc"}}, "rules: sha256: is no SHA-256"),
    ("passage", {"F3__r2": {"digest": "ABC"}}, "F3: passage r2: has a digest that is no SHA-256"),
    ("passage", {"F2__r1": {"place": "Elsewhere"}}, "F2: passage r1: differs from the same passage in F1"),
    ("passage", {"F1": {"corroborated_by": ["p9"]}}, "F1: corroborated_by: “p9” is no passage"),
    ("blueprint", {"trial": {"pass_mark": 3}}, "trial: pass_mark: is 3 of 2 questions"),
    ("blueprint", {"trial__1": {"count": 3}}, "trial: quota 1: draws 3 items where the pool has 2 families"),
    ("blueprint", {"trial__1": {"objectives": ["third"]}}, "“third” is no objective of the module “alpha”"),
    # items
    ("key", {"AL_1__a": {"correct": True}, "AL_1__b": {"correct": True}}, "AL_1: answers: says 1, but"),
    ("key", {"AL_1": {"answers": 2}}, "AL_1: answers: says 2, but 1 options are correct"),
    (
        "key",
        {f"AL_1__{option}": {"correct": True} for option in "abcd"} | {"AL_1": {"answers": 4}},
        "has no wrong option",
    ),
    ("key", {"AL_1": {"facts": ["F3"]}}, "fact: F1 is not among the facts of the item"),
    ("key", {f"AL_1__{option}": {"error": "miss"} for option in "abcd"}, "is correct and a miss at once"),
    ("not-graded", {"AL_1": {"facts": ["F1", "F5"]}}, "AL_1: facts: F5 is never scored"),
    ("not-graded", {"AL_1__a": {"fact": "F5"}, "AL_1__b": {"fact": "F5"}}, "AL_1: facts: F5 is never scored"),
    ("not-graded", {"night__hall__a": {"fact": "F5"}}, "night scene hall choice a: fact: F5 is never scored"),
    ("year", {"AL_1": {"as_of": "2022"}}, "AL_1: stem: does not say the year, and the item is as of 2022"),
    ("year", {"AL_6": {"stem": "How long does one keep a tool?"}}, "and F2 (2022) is dated"),
    ("year", {"AL_6": {"stem": "By the rules of 2011, how long does one keep a tool?"}}, "and F2 (2022) is dated"),
    ("attributed", {f"BE_1__{option}": {"fact": "F4"} for option in "abcd"}, "does not say whose statement F4 is"),
    ("tags", {"AL_1": {"tags": SOMEBODY | {"sex": "none"}}}, "AL_1: tags: are partly none"),
    ("tags", {"AL_1": {"tags": NOBODY | {"outcome": "unclear"}}}, "give an outcome where no person is concerned"),
    ("tags", {"AL_1": {"tags": {k: v for k, v in SOMEBODY.items() if k != "outcome"}}}, "give no outcome"),
    ("tags", {"night": {"tags": SOMEBODY | {"sex": "none"}}}, "night: tags: are partly none"),
    ("tags", {"night": {"tags": SOMEBODY | {"outcome": "indicated"}}}, "night: tags: say indicated, the case unclear"),
    ("options", {"BE_1__c": None, "BE_1__d": None}, "BE_1: option: has 2 options"),
    (
        "options",
        {"AL_1__a": {"text": "The same."}, "AL_1__b": {"text": "the same."}},
        "says the same as another option",
    ),
    ("options", {"AL_1__a": {"text": "All of the above"}}, "AL_1 option a: text: combines other options"),
    ("options", {"AL_1__a": {"text": "Both A and B"}}, "AL_1 option a: text: combines other options"),
    ("options", {"AL_1__a": {"text": "None of these"}}, "AL_1 option a: text: combines other options"),
    ("options", {"AL_1__a": {"text": "send him away"}}, "begin with and without a capital"),
    ("options", {"AL_1__a": {"text": "Send him away."}}, "end with and without a full stop"),
    ("length", {"AL_1": {"vignette": LONG}}, "AL_1: stem: has 134 words with its vignette"),
    ("length", {"AL_1__a": {"text": "Lend " * 26}}, "AL_1 option a: text: has 26 words"),
    ("length", {"AL_1__a": {"feedback": "Incorrect."}}, "AL_1 option a: feedback: has fewer than 12 words"),
    ("negative", {"BE_1": {"stem": "Which of these does not test a drill?"}}, "BE_1: stem: asks in the negative"),
    ("negative", {"BE_1": {"stem": "All of them test drills except whom?"}}, "BE_1: stem: asks in the negative"),
    ("answers", {"AL_1": {"answers": 3}}, "AL_1: stem: does not say how many answers are right"),
    ("grammar", {"BE_1": {"stem": "A drill is tested by an"}}, "BE_1: stem: ends with an article"),
    ("place", {"AL_1__a": {"feedback": "Option B is better " * 4}}, "names an option by its letter or place"),
    # cases
    ("graph", {"night": {"start": "attic"}}, "night: start: “attic” is no scene"),
    ("graph", {"night__hall__b": {"goto": "attic"}}, "night scene hall choice b: goto: “attic” is no scene"),
    ("graph", {f"night__gate__{c}": {"goto": "gate"} for c in "abc"}, "night scene end: is never reached"),
    ("graph", {f"night__gate__{c}": {"goto": "gate"} for c in "abc"}, "night scene gate: never leads to an ending"),
    ("expert-path", {"night": {"expert_path": ["a", "z", "a", "a"]}}, "step 2: scene “desk_side” has no choice “z”"),
    ("expert-path", {"night": {"expert_path": ["a", "c", "a", "a"]}}, "step 2: “c” in scene “desk_side” is poor"),
    ("expert-path", {"night": {"expert_path": ["a", "a", "a"]}}, "stops at scene “gate”, which is no ending"),
    ("paths", {"night__hall__a": {"goto": "gate"}, "night": {"expert_path": ["a", "a"]}}, "has 2 decisions"),
    (
        "paths",
        {f"night__{s}__b": {"rating": "poor"} for s in ("hall", "desk_side", "yard", "gate")},
        "only one defensible",
    ),
    (
        "paths",
        {"night__hall__a": {"goto": "end"}, "night__hall__b": {"goto": "end"}},
        "night scene hall choice c: goto: is not back on a defensible path within 2 scenes",
    ),
    ("state", {"night__yard__1": {"state": "rain"}}, "night scene yard variant 1: state: “rain” is set nowhere"),
    ("state", {"night__yard__1": {"state": "closed_gate"}}, "“closed_gate” cannot be set before this scene"),
    ("state", {"night__yard": {"sets": ["rain"]}}, "night: sets: “rain” is set and never read"),
    ("scene", {"night__end": {"unknown": REMOVED}}, "does not say what stays unknown"),
    ("scene", {"night__hall": {"unknown": "Much."}}, "is no ending and has unknown"),
    ("scene", {"night__hall__c": None}, "night scene hall: choice: has 2 choices"),
    ("scene", {"night__hall__a": {"rating": "defensible"}}, "night scene hall: choice: has no best choice"),
    ("scene", {"night__hall__a": {"error": "miss"}}, "is best and a miss at once"),
    ("length", {"night__hall": {"text": "word " * 181}}, "night scene hall: text: has 181 words"),
    ("length", {"night__hall__a": {"text": "word " * 26}}, "night scene hall choice a: text: has 26 words"),
    ("length", {"night__hall__a": {"consequence": "No."}}, "choice a: consequence: has fewer than 12 words"),
    # lessons
    ("minutes", {"lesson_1": {"minutes": 12}}, "lesson_1: minutes: is 12. Keep to 5 to 10."),
    ("minutes", {"lesson_1__2": {"text": "Too short."}}, "lesson_1: minutes: is 5 for"),
    ("stated", {"lesson_1__2": {"facts": []}}, "lesson_1 block 2: facts: is missing from a paragraph"),
    ("stated", {"lesson_1__3": {"facts": []}}, "lesson_1 block 3: facts: is missing from a list"),
    ("stated", {"lesson_1__4": {"facts": []}}, "lesson_1 block 4: facts: is missing from a table"),
    ("stated", {"lesson_1__5": {"facts": []}}, "lesson_1 block 5: facts: is missing from a question"),
    ("taught", {"lesson_1": {"objectives": ["first"]}}, "second: is asked by items and taught by no lesson"),
    ("lix", {"lesson_1__2": {"text": LONG_SENTENCE * 12}}, "lesson_1: has a LIX of"),
    # wording
    ("care", {"AL_1": {"vignette": "He was tortured."}}, "AL_1: vignette: says “tortured”, which is graphic"),
    ("care", {"AL_1__a": {"text": "Rescue the saw"}}, "AL_1 option a: text: says “Rescue”, which is heroic"),
    (
        "care",
        {"lesson_1__6": {"text": "A prostitute came."}},
        "lesson_1 block 6: text: says “prostitute”, which is outdated",
    ),
    ("care", {"night__hall": {"text": "He looked foreign."}}, "says “looked foreign”, which is profiling"),
    ("care", {"alpha": {"summary": "For every illegal immigrant."}}, "alpha: summary: says “illegal immigrant”"),
    ("care", {"F3": {"statement": "Aliens test tools."}}, "F3: statement: says “Aliens”"),
    ("markup", {"AL_1": {"stem": "What **now**?"}}, "AL_1: stem: holds mark-up (en): **"),
    ("markup", {"lesson_1__6": {"text": "<b>Bold</b>"}}, "lesson_1 block 6: text: holds mark-up (en): <b>"),
    ("markup", {"lesson_1__6": {"text": "See [here](there)."}}, "holds mark-up (en): [here](there)"),
    ("markup", {"AL_1": {"stem": "What *now?"}}, "AL_1: stem: has an emphasis that is not closed"),
    ("lix", {"AL_1": {"vignette": LONG_SENTENCE}}, "AL_1: stem: has a LIX of"),
    (
        "repeated",
        {"AL_7": {"family": "other"}, "AL_6": {"stem": "After which time was a tool due back in 2022?"}},
        "nearly that",
    ),
    ("shared", {"AL_7": {"stem": "Going by the rules of 2022, how long does one keep a tool?"}}, "asks what AL_6 asks"),
    ("quoted", {"BE_1": {"vignette": "You lend it on the card, at once."}}, "BE_1: stem: quotes the key of AL_1"),
]


@pytest.mark.parametrize(("rule", "changes", "told"), BROKEN, ids=[f"{rule}: {told[:50]}" for rule, _, told in BROKEN])
def test_a_broken_bank_is_told_so(tmp_path: Path, rule: str, changes: Changes, told: str) -> None:
    found = checks.check(load([write_content(tmp_path, **changes)]))
    assert any(finding.rule == rule and told in str(finding) for finding in found), [str(finding) for finding in found]


OF_2015 = {"as_of": {"from": 2015, "to": 2015, "label": "2015"}}

FINE: list[Changes] = [
    {"F2": OF_2015},  # the year of its document will do
    {"F2": OF_2015, "AL_6": {"stem": "By the rules of 2015, how long does one keep a tool?"}},
    {"AL_6": {"as_of": "2022"}},
    {"AL_6": {"as_of": "2011-2022"}},
    {"BE_1": {"stem": "Which of these does *not* test a drill?"}},
    {"BE_1": {"stem": "He does not know whom to ask. Who tests a drill?"}},
    {"BE_1": {"stem": "Who tests at least one drill?"}},
    {f"BE_1__{option}": {"fact": "F4"} for option in "abcd"}
    | {"BE_1": {"facts": ["F4"], "stem": "Who tests a drill, according to critics?"}},
    {"lesson_1__6": {"text": "The Aliens Act is a law; alienating is a word."}},
    {"AL_1": {"equivalent": "AL_2"}},
    {"night": {"equivalent": "AL_1"}},
    {"AL_7": {"stem": "Going by the rules of 2022, how long does one keep this tool?"}},
]


@pytest.mark.parametrize("changes", FINE, ids=str)
def test_what_is_allowed_is_not_a_finding(tmp_path: Path, changes: Changes) -> None:
    assert [str(finding) for finding in checks.check(load([write_content(tmp_path, **changes)]))] == []


def test_every_rule_is_run_and_has_a_case(tmp_path: Path) -> None:
    modules = (structure, blueprints, items, cases, lessons, writing, numbers)
    rules = {rule for module in modules for rule in (*getattr(module, "SOUND", ()), *getattr(module, "RULES", ()))}
    assert rules == {*checks.SOUND, *checks.WRITTEN}
    spoken = {structure.reviews}
    for number, (_, changes, _) in enumerate(BROKEN):
        scope = Scope(load([write_content(tmp_path / str(number), **changes)]))
        spoken |= {rule for rule in rules - spoken if next(rule(scope), None)}
    assert spoken == rules


def test_release_wants_reviews_at_the_revision(tmp_path: Path) -> None:
    write_content(tmp_path, F4={"relevance": 3})
    assert len(checks.unreviewed(load([tmp_path]))) == len(readable(load([tmp_path]).bank))
    write_reviews(tmp_path)
    content = load([tmp_path])
    assert checks.check(content) == ()
    assert checks.check(content, releasing=True) == ()
    write_content(tmp_path, F4={"relevance": 3}, AL_2={"revision": 2}, AL_1={"level": 3})
    assert [str(finding) for finding in checks.check(load([tmp_path]), releasing=True)] == [
        "modules/alpha/items/first.toml: AL_1: revision: has changed since it was reviewed. "
        "Read it against the documents and record that: python -m question_bank review. [reviewed]",
        "modules/alpha/items/first.toml: AL_2: revision: revision 2 has never been reviewed. "
        "Read it against the documents and record that: python -m question_bank review. [reviewed]",
    ]


def test_a_desk_review_without_its_readers_is_none(tmp_path: Path) -> None:
    write_content(tmp_path, F4={"relevance": 3})
    write_reviews(tmp_path, AL_1={"informed": ()}, AL_2={"argument": ""}, AL_4={"informed": (), "by": "lawyer"})
    told = [finding.unit for finding in checks.check(load([tmp_path]), releasing=True)]
    assert told == ["AL_1", "AL_2"]


def test_a_case_may_cross_into_another_module(tmp_path: Path) -> None:
    assert checks.check(load([write_content(tmp_path, night={"objectives": ["first", "third"]})])) == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"argument": "holds"}, "keeps a text against whose key an argument holds"),
        ({"informed": ("z",)}, "keeps a text whose key a reader with the facts did not find"),
    ],
)
def test_a_text_that_a_reader_refuted_may_not_stay(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    write_content(tmp_path)
    item = next(item for item in load([tmp_path]).bank.items if item.id == "AL_1")
    write_reviews(tmp_path, AL_1=changes)
    assert [told in str(finding) for finding in checks.check(load([tmp_path]))] == [True]
    write_content(tmp_path, AL_1={"level": 3 if item.level != 3 else 2})
    assert checks.check(load([tmp_path])) == ()


@pytest.mark.parametrize(
    ("kind", "id_", "revision", "told"),
    [
        ("item", "night", 1, "night: item: is no item of the bank"),
        ("case", "day", 1, "day: case: is no case of the bank"),
        ("lesson", "lesson_1", 2, "lesson_1: revision: reviews revision 2; the lesson is at 1"),
    ],
)
def test_a_review_of_nothing_is_a_finding(tmp_path: Path, kind: str, id_: str, revision: int, told: str) -> None:
    write_content(tmp_path)
    made = Review(kind=kind, id=id_, revision=revision, date="2026-01-01", by="desk", verdict="kept", note="", file="")
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews/alpha.toml").write_text(entry(made), "utf-8")
    assert any(told in str(finding) for finding in checks.check(load([tmp_path])))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"AL_5": None}, "first: has 1 of the 2 graded items"),
        ({"AL_2": None}, "first: has 1 of the 2 practice items"),
        ({"lesson_2": {"objectives": []}, "third": {"must_know": True}}, "third: is taught by no lesson"),
        ({}, "F4: is a core fact that no lesson teaches"),
        ({}, "F4: is a core fact that no item and no case asks"),
    ],
)
def test_release_wants_coverage(tmp_path: Path, changes: Changes, told: str) -> None:
    content = load([write_content(tmp_path, **changes)])
    assert any(told in str(finding) for finding in checks.check(content, releasing=True))
    assert release.RULES


def test_findings_of_one_fault_do_not_breed(tmp_path: Path) -> None:
    """A unit with a fault in a field is not held to the rules as well, and references to it hold."""
    content = load([write_content(tmp_path, AL_1={"stem": 5}, AL_2={"equivalent": "AL_1"})])
    assert [finding.where for finding in checks.check(content)] == ["AL_1"]


def test_reading_ease_by_hand() -> None:
    # Two sentences of five words, three of the ten longer than six letters: 5 + 30.
    text = "The workshop tests a drill. Somebody returned it very late."
    assert prose.lix(text) == pytest.approx(10 / 2 + 100 * 3 / 10)
    assert prose.lix(text, ("workshop",)) == pytest.approx(5 + 20)
    assert prose.lix("") == 0


def test_likeness_and_shingles() -> None:
    one, other = prose.shingles("a b c d"), prose.shingles("b c d e")
    assert prose.likeness(one, one) == 1
    assert prose.likeness(one, other) == pytest.approx(1 / 3)
    assert prose.likeness(prose.shingles(""), prose.shingles("")) == 0
    assert prose.shingles("a b") == {("a", "b")}
