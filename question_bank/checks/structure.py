"""Owns the rules by which the parts of a bank fit together: references, ids, the ledger; knows nothing of wording."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.model import Fact, FactStatus, Lesson, Objective, Passage
from question_bank.reviewing import answers, kind_of, mark, readable

SHA256 = re.compile(r"[0-9a-f]{64}")
LOCATOR = re.compile(r"(.+?)(?:#s\d+)?")


def references(scope: Scope) -> Iterator[Finding]:
    """Whatever is named exists: facts, objectives, roles, modules, equivalents."""
    rule, bank = "reference", scope.bank
    modules = {module.id for module in bank.modules}
    objectives = {objective.id: objective for objective in bank.objectives}
    roles = {role.id for role in bank.roles}
    named: list[tuple[str, str, str]] = []
    owned: list[tuple[str, str, str]] = []
    for lesson in scope.lessons:
        owned += [(lesson.id, lesson.module, objective) for objective in lesson.objectives]
        for number, block in enumerate(lesson.blocks, 1):
            named += [(f"{lesson.id} block {number}", "facts", fact) for fact in block.facts]
    for item in scope.items:
        owned.append((item.id, item.module, item.objective))
        named += [(item.id, "facts", fact) for fact in item.facts]
        named += [(f"{item.id} option {option.id}", "fact", option.fact) for option in item.options]
        if item.role and item.role not in roles:
            yield scope.finding(item.id, "role", f"names the role “{item.role}”, which is unknown", "", rule)
    for case in scope.cases:
        # A case may cross into another module; what it is counted under is its first objective.
        owned += [(case.id, case.module, objective) for objective in case.objectives[:1]]
        owned += [(case.id, _home(objectives, objective, case.module), objective) for objective in case.objectives[1:]]
        if case.role not in roles:
            yield scope.finding(case.id, "role", f"names the role “{case.role}”, which is unknown", "", rule)
        for scene in case.scenes:
            where = f"{case.id} scene {scene.id}"
            named += [(where, "facts", fact) for fact in scene.facts]
            named += [(f"{where} choice {choice.id}", "fact", choice.fact) for choice in scene.choices]
    for where, field, fact in named:
        if fact not in scope.facts:
            yield scope.finding(where, field, f"names the fact “{fact}”, which is not in the ledger", "", rule)
    for where, module, objective_id in owned:
        objective = objectives.get(objective_id)
        if module not in modules:
            yield scope.finding(where, "module", f"lies in the module “{module}”, which has no module.toml", "", rule)
        if objective is None:
            yield scope.finding(where, "objective", f"names the objective “{objective_id}”, which is unknown", "", rule)
        elif objective.module != module:
            problem = f"names the objective “{objective_id}” of another module ({objective.module})"
            yield scope.finding(where, "objective", problem, "", rule)
        elif objective.withdrawn:
            yield scope.finding(
                where, "objective", f"names the objective “{objective_id}”, which is withdrawn", "", rule
            )


def equivalents(scope: Scope) -> Iterator[Finding]:
    """An equivalent exists, is another unit of the same sort and pool, and asks the same objective."""
    items = {item.id: item for item in scope.bank.items}
    cases = {case.id: case for case in scope.bank.cases}
    rule = "equivalent"
    for item in scope.items:
        if item.equivalent:
            other = items.get(item.equivalent)
            if other is None or other is item:
                yield scope.finding(item.id, "equivalent", f"“{item.equivalent}” is no other item", "", rule)
            elif (other.pool, other.objective) != (item.pool, item.objective):
                yield scope.finding(
                    item.id,
                    "equivalent",
                    f"{other.id} is of another pool or objective",
                    "Choose one of the same.",
                    rule,
                )
    for case in scope.cases:
        if case.equivalent and (case.equivalent == case.id or case.equivalent not in {**cases, **items}):
            yield scope.finding(case.id, "equivalent", f"“{case.equivalent}” is no other case or item", "", rule)


def families(scope: Scope) -> Iterator[Finding]:
    """A family is the variants of one objective."""
    first: dict[str, tuple[str, str]] = {}
    for item in scope.items:
        objective, known = first.setdefault(item.family, (item.objective, item.id))
        if objective != item.objective:
            yield scope.finding(
                item.id,
                "family",
                f"“{item.family}” holds items of “{objective}” ({known}) as well",
                "Name another family.",
                "family",
            )


def local_ids(scope: Scope) -> Iterator[Finding]:
    """Options, scenes and choices have ids of their own."""
    rule = "unique-id"
    for item in scope.items:
        for twice in _repeated(option.id for option in item.options):
            yield scope.finding(item.id, "option", f"has two options “{twice}”", "", rule)
    for case in scope.cases:
        for twice in _repeated(scene.id for scene in case.scenes):
            yield scope.finding(case.id, "scene", f"has two scenes “{twice}”", "", rule)
        for scene in case.scenes:
            for twice in _repeated(choice.id for choice in scene.choices):
                yield scope.finding(f"{case.id} scene {scene.id}", "choice", f"has two choices “{twice}”", "", rule)


def ledger(scope: Scope) -> Iterator[Finding]:
    """Facts name a known document and modules, and their relations hold both ways."""
    rule = "ledger"
    documents = {document.id for document in scope.bank.documents}
    modules = {module.id for module in scope.bank.modules}
    for fact in scope.bank.facts:
        if fact.document not in documents:
            yield scope.finding(fact.id, "", f"stands in the file of “{fact.document}”, which is no document", "", rule)
        for module in fact.modules:
            if modules and module not in modules:
                yield scope.finding(fact.id, "modules", f"names the module “{module}”, which is unknown", "", rule)
        for field, others in (("superseded_by", fact.superseded_by), ("conflicts_with", fact.conflicts_with)):
            for other in others:
                if other == fact.id or other not in scope.facts:
                    yield scope.finding(fact.id, field, f"“{other}” is no other fact", "", rule)
                elif field == "conflicts_with" and fact.id not in scope.facts[other].conflicts_with:
                    yield scope.finding(fact.id, field, f"{other} does not name it in return", "Name it in both.", rule)
        yield from _status(scope, fact)


def _status(scope: Scope, fact: Fact) -> Iterator[Finding]:
    if (fact.status is FactStatus.SUPERSEDED) != bool(fact.superseded_by):
        yield scope.finding(fact.id, "status", f"is {fact.status} but superseded_by says otherwise", "", "ledger")
    if fact.status is FactStatus.DISPUTED and not fact.conflicts_with:
        yield scope.finding(
            fact.id, "status", "is disputed without a conflict", "Name the fact it conflicts with.", "ledger"
        )


def passages(scope: Scope) -> Iterator[Finding]:
    """Digests are SHA-256, one passage is described alike everywhere, corroborations point to known passages."""
    rule = "passage"
    known: dict[str, tuple[Passage, str]] = {}
    cited = [(document.id, passage) for document in scope.bank.documents for passage in document.passages]
    cited += [(fact.id, passage) for fact in scope.bank.facts for passage in fact.passages]
    for document in scope.bank.documents:
        if not SHA256.fullmatch(document.sha256):
            yield scope.finding(document.id, "sha256", "is no SHA-256 in lower-case hex", "", rule)
    for where, passage in cited:
        if not SHA256.fullmatch(passage.digest):
            yield scope.finding(where, f"passage {passage.id}", "has a digest that is no SHA-256", "", rule)
        first, owner = known.setdefault(passage.id, (passage, where))
        if (passage.place, passage.lines, passage.digest) != (first.place, first.lines, first.digest):
            yield scope.finding(where, f"passage {passage.id}", f"differs from the same passage in {owner}", "", rule)
    for fact in scope.bank.facts:
        for locator in fact.corroborated_by:
            match = LOCATOR.fullmatch(locator)
            if not match or match[1] not in known:
                yield scope.finding(fact.id, "corroborated_by", f"“{locator}” is no passage of the ledger", "", rule)


def objectives(scope: Scope) -> Iterator[Finding]:
    """What an objective replaces is gone."""
    known = {objective.id for objective in scope.bank.objectives}
    for objective in scope.bank.objectives:
        for old in objective.replaces:
            if old in known:
                yield scope.finding(
                    objective.id, "replaces", f"“{old}” still exists", "Withdraw or remove it.", "reference"
                )


def reviews(scope: Scope) -> Iterator[Finding]:
    """A review names a unit that exists, at a revision it has reached; where it keeps the text, its reader had the key."""
    units = {(kind_of(unit), unit.id): unit for unit in readable(scope.bank)}
    for review in scope.content.reviews:
        unit = units.get((review.kind, review.id))
        if unit is None:
            yield Finding(review.file, review.id, review.kind, f"is no {review.kind} of the bank", "", "review")
            continue
        if review.revision > unit.revision:
            problem = f"reviews revision {review.revision}; the {review.kind} is at {unit.revision}"
            yield Finding(review.file, review.id, "revision", problem, "", "review")
        if review.read != mark(unit) or isinstance(unit, Lesson):
            continue
        if review.argument == "holds":
            problem = "keeps a text against whose key an argument holds"
            yield Finding(review.file, review.id, "argument", problem, "Rewrite or drop it.", "review")
        if review.informed and not set(review.informed) <= set(answers(unit)):
            problem = "keeps a text whose key a reader with the facts did not find"
            yield Finding(review.file, review.id, "informed", problem, "Rewrite or drop it.", "review")


def _home(objectives: Mapping[str, Objective], id_: str, otherwise: str) -> str:
    return objectives[id_].module if id_ in objectives else otherwise


def _repeated(ids: Iterator[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


SOUND: tuple[Rule, ...] = (references, local_ids, ledger, passages, objectives)
RULES: tuple[Rule, ...] = (equivalents, families, reviews)
