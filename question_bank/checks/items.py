"""Owns the rules for a single item: its key, its options, its facts, its year; knows no case and no lesson."""

from __future__ import annotations

import re
from collections.abc import Iterator

from question_bank.checks import prose
from question_bank.checks.scope import Rule, Scope
from question_bank.findings import Finding
from question_bank.lexicon import lexicon
from question_bank.model import AsOf, Error, Fact, GradedUse, Item, Tags, read

STEM_WORDS = 120
OPTION_WORDS = 25
FEEDBACK_WORDS = 12
FEWEST_OPTIONS, MOST_OPTIONS = 3, 6

COMBINED = re.compile(
    r"\b(?:all|none|both|neither|either|any)\s+(?:of\s+)?(?:the\s+)?(?:above|below|these|those|other\s+(?:answers|options)|options|answers)\b"
    r"|\b(?:both\s+)?\(?[a-f]\)?\s+(?:and|or)\s+\(?[b-f]\)?\s*(?:above|below)?\.?$|\bas\s+above\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?i:option|answer|alternative)s?\s+\(?[A-F]\)?(?!\w)|\bthe\s+(?:first|second|third|fourth|last|top)\s+(?:option|answer)\b"
)
NEGATIVE = re.compile(
    r"\b(?:which|what|who|whom|where|when)\b[^,;:?]*?\b(?:is|are|was|were|does|do|did|should|would|must|may|can|could|has|have|been)\s+(?:\*)?"
    r"(?:not|never)\b|\b(?:which|what|who)\b[^,;:?]*?(?:n['’]t\b|\bcannot\b)|\bexcept\b|(?<!at )(?<!at \*)\bleast\b",
    re.IGNORECASE,
)
EMPHASISED = re.compile(r"\*[^*]*\b(?:not|never|except|least|cannot|\w+n['’]t)\b[^*]*\*", re.IGNORECASE)
NUMBER_WORDS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


def keys(scope: Scope) -> Iterator[Finding]:
    """As many options are keyed as `answers` says, and not all of them."""
    rule = "key"
    for item in scope.items:
        keyed = len(item.key)
        if keyed != item.answers:
            yield scope.finding(item.id, "answers", f"says {item.answers}, but {keyed} options are correct", "", rule)
        if item.options and keyed == len(item.options):
            yield scope.finding(item.id, "option", "has no wrong option", "", rule)
        for option in item.options:
            if option.correct and option.error is not Error.NONE:
                yield scope.finding(
                    f"{item.id} option {option.id}",
                    "error",
                    f"is correct and a {option.error} at once",
                    "Remove error.",
                    rule,
                )
            if option.correct and option.fact not in item.facts:
                yield scope.finding(
                    f"{item.id} option {option.id}",
                    "fact",
                    f"{option.fact} is not among the facts of the item",
                    "Add it.",
                    rule,
                )


def not_graded(scope: Scope) -> Iterator[Finding]:
    """Facts that are not graded stand in no scored question."""
    for item in scope.items:
        for fact in dict.fromkeys([*item.facts, *(option.fact for option in item.options)]):
            if _use(scope, fact) is GradedUse.NOT_GRADED:
                yield scope.finding(
                    item.id, "facts", f"{fact} is never scored", "Rest the question on another fact.", "not-graded"
                )
    for case in scope.cases:
        for scene in case.scenes:
            for choice in scene.choices:
                if _use(scope, choice.fact) is GradedUse.NOT_GRADED:
                    yield scope.finding(
                        f"{case.id} scene {scene.id} choice {choice.id}",
                        "fact",
                        f"{choice.fact} is never scored",
                        "Rest the choice on another fact.",
                        "not-graded",
                    )


def _use(scope: Scope, fact: str) -> GradedUse | None:
    known = scope.facts.get(fact)
    return known.graded_use if known else None


def year(scope: Scope) -> Iterator[Finding]:
    """Where the answer depends on the year, the stem says the year: of the item, and of the dated facts that key it."""
    rule = "year"
    for item in scope.items:
        stem = read(item.stem, "en")
        if item.as_of and not _says(stem, item.as_of):
            yield scope.finding(
                item.id,
                "stem",
                f"does not say the year, and the item is as of {item.as_of.label}",
                "Name the year.",
                rule,
            )
            continue
        for fact in _key_facts(scope, item):
            if fact.graded_use is GradedUse.DATED and not any(_says(stem, span) for span in _spans(scope, fact)):
                problem = f"does not say the year, plan or report, and {fact.id} ({fact.as_of.label}) is dated"
                yield scope.finding(item.id, "stem", problem, "Name the year, or the report with its year.", rule)


def _key_facts(scope: Scope, item: Item) -> list[Fact]:
    named = dict.fromkeys(option.fact for option in item.options if option.correct)
    return [scope.facts[fact] for fact in named if fact in scope.facts]


def _spans(scope: Scope, fact: Fact) -> Iterator[AsOf]:
    yield fact.as_of
    yield from (document.as_of for document in scope.bank.documents if document.id == fact.document)


def _says(text: str, span: AsOf) -> bool:
    return span.label in text or any(
        span.start <= int(found) <= span.end for found in re.findall(r"\b(?:19|20)\d\d\b", text)
    )


def attributed(scope: Scope) -> Iterator[Finding]:
    """Where the key rests on a criticism or finding, vignette or stem says whose it is."""
    says = prose.matcher(lexicon().attribution)
    for item in scope.items:
        text = f"{read(item.vignette, 'en')} {read(item.stem, 'en')}"
        for fact in _key_facts(scope, item):
            if fact.graded_use is GradedUse.ATTRIBUTED and not says.search(text):
                yield scope.finding(
                    item.id,
                    "stem",
                    f"does not say whose statement {fact.id} is",
                    "Name the report, body or group.",
                    "attributed",
                )


def tags(scope: Scope) -> Iterator[Finding]:
    """Either a person is concerned, and all tags and the outcome are given, or none is, and all are "none"."""
    rule = "tags"
    for item in scope.items:
        yield from _tags(scope, item.id, item.tags)
        if item.tags.sex != "none" and item.tags.outcome is None:
            yield scope.finding(item.id, "tags", "give no outcome though a person is concerned", "Add outcome.", rule)
    for case in scope.cases:
        yield from _tags(scope, case.id, case.tags)
        if case.tags.outcome not in (None, case.outcome):
            yield scope.finding(
                case.id, "tags", f"say {case.tags.outcome}, the case {case.outcome}", "Say the same.", rule
            )


def _tags(scope: Scope, where: str, given: Tags) -> Iterator[Finding]:
    none = [value == "none" for value in (given.sex, given.age, given.nationality, given.residence, given.form)]
    if any(none) and not all(none):
        yield scope.finding(where, "tags", "are partly none", "Where a person is concerned none of them is.", "tags")
    elif all(none) and given.outcome:
        yield scope.finding(where, "tags", "give an outcome where no person is concerned", "Leave it out.", "tags")


def options(scope: Scope) -> Iterator[Finding]:
    """Options are neither too few nor too many, differ, stand alone, and are written alike."""
    rule = "options"
    for item in scope.items:
        if not FEWEST_OPTIONS <= len(item.options) <= MOST_OPTIONS:
            advice = f"Give {FEWEST_OPTIONS} to {MOST_OPTIONS}."
            yield scope.finding(item.id, "option", f"has {len(item.options)} options", advice, rule)
        for language in scope.bank.languages:
            texts = {option.id: option.text[language].strip() for option in item.options if option.text.get(language)}
            seen: dict[tuple[str, ...], str] = {}
            for id_, text in texts.items():
                if seen.setdefault(tuple(prose.words(text)), id_) != id_:
                    yield scope.finding(f"{item.id} option {id_}", "text", "says the same as another option", "", rule)
                if COMBINED.search(text):
                    yield scope.finding(
                        f"{item.id} option {id_}", "text", "combines other options", "Say one thing.", rule
                    )
            if len({text[:1].isupper() for text in texts.values() if text[:1].isalpha()}) > 1:
                yield scope.finding(item.id, "option", "has options that begin with and without a capital", "", rule)
            if len({text[-1:] in ".!?" for text in texts.values()}) > 1:
                yield scope.finding(item.id, "option", "has options that end with and without a full stop", "", rule)


def lengths(scope: Scope) -> Iterator[Finding]:
    """Vignette and stem together, and each option, keep their length; feedback has enough words to give a reason."""
    rule = "length"
    for item in scope.items:
        for language in scope.bank.languages:
            asked = prose.count(f"{item.vignette.get(language, '')} {item.stem.get(language, '')}")
            if asked > STEM_WORDS:
                problem = f"has {asked} words with its vignette ({language})"
                yield scope.finding(item.id, "stem", problem, f"Keep to {STEM_WORDS}.", rule)
            for option in item.options:
                where = f"{item.id} option {option.id}"
                said = prose.count(option.text.get(language, ""))
                if said > OPTION_WORDS:
                    yield scope.finding(
                        where, "text", f"has {said} words ({language})", f"Keep to {OPTION_WORDS}.", rule
                    )
                if language in option.feedback and prose.count(option.feedback[language]) < FEEDBACK_WORDS:
                    yield scope.finding(
                        where,
                        "feedback",
                        f"has fewer than {FEEDBACK_WORDS} words ({language})",
                        "Give the reason.",
                        rule,
                    )


def stems(scope: Scope) -> Iterator[Finding]:
    """A negative is emphasised, several answers are announced, no grammar gives the key away, no place is named."""
    for item in scope.items:
        stem = read(item.stem, "en")
        if negative(stem) and not EMPHASISED.search(stem):
            yield scope.finding(
                item.id, "stem", "asks in the negative", "Turn it round, or emphasise: *not*.", "negative"
            )
        if item.answers > 1 and not re.search(
            rf"\b(?:{NUMBER_WORDS.get(item.answers, '')}|{item.answers})\b", stem, re.I
        ):
            yield scope.finding(
                item.id, "stem", "does not say how many answers are right", "Say the number.", "answers"
            )
        if re.search(r"\b(?:a|an)\s*(?:\.\.\.|…|:|_+)?$", stem, re.I):
            yield scope.finding(
                item.id, "stem", "ends with an article that fits some options only", "Reword it.", "grammar"
            )
        for option in item.options:
            if PLACE.search(read(option.feedback, "en")):
                yield scope.finding(
                    f"{item.id} option {option.id}",
                    "feedback",
                    "names an option by its letter or place",
                    "Options are shuffled: say what the option says.",
                    "place",
                )


def negative(stem: str) -> bool:
    """Say whether the question itself is asked in the negative; what goes before it does not count."""
    asked = re.split(r"(?<=[.!:])\s+|\n+", stem.strip())[-1]
    return bool(NEGATIVE.search(asked))


SOUND: tuple[Rule, ...] = (keys, not_graded)
RULES: tuple[Rule, ...] = (year, attributed, tags, options, lengths, stems)
