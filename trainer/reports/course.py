"""Owns the figures of reports: people and attempts summed up, the hardest objectives found; knows no storage and no paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trainer.core.export_views import AttemptRow
from trainer.core.report_views import AssessmentFigures, ModuleFigures, ObjectiveFigures, PersonLine
from trainer.core.standing import Status
from trainer.core.verdicts import Standing
from trainer.core.views import PersonScore

HARDEST = 8
"""So many objectives are named."""
LEAST_ANSWERS, LEAST_PEOPLE, LEAST_OWN = 10, 3, 3
"""Of fewer answers, or of fewer people, a share says nothing of a course; of fewer answers nothing of a person."""

_RANKS = (Standing.PASSED.value, Standing.BORDERLINE.value, Standing.NOT_YET.value, Standing.NONE.value)


def module_figures(people: Sequence[PersonScore], titles: Mapping[str, str]) -> tuple[ModuleFigures, ...]:
    """Each module over all people; the mean mastery is of those who have begun it."""
    found = []
    for place, (module, title) in enumerate(titles.items()):
        shares = [person.modules[place] for person in people]
        begun = [share.share for share in shares if share.begun]
        found.append(
            ModuleFigures(
                id=module,
                title=title,
                begun=len(begun),
                mastery=sum(begun) / len(begun) if begun else None,
                answers=sum(share.answers for share in shares),
                right=sum(share.right for share in shares),
                lessons=sum(share.lessons_done for share in shares),
            )
        )
    return tuple(found)


def assessment_figures(attempts: Iterable[AttemptRow], titles: Mapping[str, str]) -> tuple[AssessmentFigures, ...]:
    """Each assessment that was handed in, in the order of the titles, unknown ones last."""
    by_subject: dict[str, dict[str, list[AttemptRow]]] = {}
    for attempt in attempts:
        by_subject.setdefault(attempt.subject, {}).setdefault(attempt.person, []).append(attempt)
    order = {subject: place for place, subject in enumerate(titles)}
    found = []
    for subject in sorted(by_subject, key=lambda one: (order.get(one, len(order)), one)):
        people = by_subject[subject]
        best = [min(own, key=_rank) for own in people.values()]
        verdicts = [attempt.verdict for attempt in best]
        shares = [attempt.right / attempt.total for attempt in best if attempt.total]
        found.append(
            AssessmentFigures(
                id=subject,
                title=titles.get(subject, subject),
                people=len(people),
                attempts=sum(map(len, people.values())),
                passed=verdicts.count(Standing.PASSED.value),
                borderline=verdicts.count(Standing.BORDERLINE.value),
                not_yet=verdicts.count(Standing.NOT_YET.value),
                unmarked=verdicts.count(Standing.NONE.value),
                mean=sum(shares) / len(shares) if shares else None,
            )
        )
    return tuple(found)


def _rank(attempt: AttemptRow) -> tuple[int, float]:
    """A passed attempt before one that was not, then the higher share."""
    return _RANKS.index(attempt.verdict), -(attempt.right / attempt.total if attempt.total else 0.0)


def hardest(
    objectives: Iterable[ObjectiveFigures], least_answers: int, least_people: int
) -> tuple[ObjectiveFigures, ...]:
    """The objectives with the lowest share right, of those practised enough to say so; none that all got right."""
    enough = [
        one
        for one in objectives
        if one.answers >= least_answers and one.people >= least_people and one.right < one.answers
    ]
    return tuple(sorted(enough, key=lambda one: (one.right / one.answers, one.id))[:HARDEST])


def status_counts(people: Iterable[PersonScore]) -> dict[Status, int]:
    """How many people stand how, every status named."""
    standings = [person.standing.status for person in people if person.standing is not None]
    return {status: standings.count(status) for status in Status}


def person_line(person: PersonScore) -> PersonLine:
    """Somebody by name."""
    return PersonLine(
        person.code,
        person.name,
        person.standing.status if person.standing is not None else Status.NOT_STARTED,
        person.answers,
        person.right,
        person.last_right,
        person.last_total,
        person.last_passed,
    )
