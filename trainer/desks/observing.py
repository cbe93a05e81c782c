"""Owns what a trainer sees of one person, and of a group's ways through a case; each look at single answers is logged."""

from __future__ import annotations

from question_bank.bank import BankFile
from question_bank.model import read, speaks
from trainer.clock import Clock
from trainer.core import attempt, module_check
from trainer.core.message import Refused
from trainer.core.observed import (
    AttemptLine,
    CasePaths,
    ChoiceCount,
    PersonRecord,
    SceneCount,
    Watched,
    WatchedAnswer,
)
from trainer.core.result_views import ResultView
from trainer.core.room_views import Incident
from trainer.core.verdicts import Standing
from trainer.core.views import QuestionView, Verdict
from trainer.desks import showing
from trainer.desks.assigned import Assigned
from trainer.desks.results import Results
from trainer.desks.room import Room
from trainer.desks.watching import seen_answers
from trainer.records import audit
from trainer.records.archive import Archive
from trainer.records.audit import Act
from trainer.records.cohorts import Cohorts
from trainer.records.journal import Journal
from trainer.records.queries import observing
from trainer.records.store import Store

MOST_ANSWERS = 200


class Observing:
    """What a trainer asks for about one person. `by` is the id of the trainer."""

    def __init__(
        self,
        store: Store,
        bank: BankFile,
        archive: Archive,
        journal: Journal,
        results: Results,
        assigned: Assigned,
        room: Room,
        clock: Clock,
    ) -> None:
        self._store = store
        self._bank = bank
        self._archive = archive
        self._journal = journal
        self._results = results
        self._assigned = assigned
        self._room = room
        self._cohorts = Cohorts(store)
        self._clock = clock

    def person(self, person: str, language: str) -> PersonRecord:
        """A person's assessments, what is assigned to them, and single answers where they were told that these are seen."""
        lines = tuple(
            AttemptLine(
                taken.stream,
                read(self._archive.blueprint(taken.blueprint).title, language),
                bool(module_check.module_of(taken.subject)),
                taken.ended_ms,
                taken.offset_min,
                taken.right,
                taken.total,
                taken.mark,
                Standing(taken.verdict),
                bool(taken.timed_out),
                taken.incidents,
            )
            for taken in observing.attempts(self._store, person)
        )
        watched = tuple(
            self._watched(person, module, since, language) for module, since in self._watching(person).items()
        )
        read_cases = observing.cases_read(self._store, person)
        return PersonRecord(lines, self._assigned.lines(person, language), watched, read_cases)

    def attempt(self, by: str, person: str, name: str, stream: str, language: str) -> ResultView:
        """An assessment as it was, from the archive, with keys whatever its rules show. Raises Refused("result.none"), Fault."""
        if self._journal.stream(stream).person != person:
            raise Refused("result.none")
        result = self._results.whole(name, stream, language)
        self._looked(by, person, attempt=stream)
        return result

    def answer(self, by: str, person: str, stream: str, unit: int, language: str) -> tuple[QuestionView, Verdict]:
        """One answer in practice as it was, where the person was told that it is seen. Raises Refused("result.none"), Fault."""
        state = attempt.replay(self._journal.events(stream))
        if state is None or not 0 <= unit < len(state.units) or self._journal.stream(stream).person != person:
            raise Refused("result.none")
        given = state.units[unit]
        module = given.ref.module
        since = self._watching(person).get(module)
        within = since is not None and any(
            (one.stream, one.unit) == (stream, unit) for one in self._given(person, module, since)
        )
        if not within:
            raise Refused("result.none")
        item = self._archive.item(given.ref.digest)
        question = showing.question_view(item, given, unit, len(state.units), language, marked=True)
        self._looked(by, person, attempt=stream, question=unit + 1)
        return question, showing.verdict(self._bank, item, given, language)

    def incidents(self, stream: str) -> tuple[Incident, ...]:
        """What was noted around an attempt, in time."""
        return self._room.incidents(stream)

    def groups(self) -> tuple[tuple[str, str], ...]:
        """Groups as (id, name)."""
        return tuple((one.id, one.name) for one in self._cohorts.all())

    def cases(self, language: str) -> tuple[tuple[str, str], ...]:
        """Cases as (id, title), by module."""
        return tuple(
            (case.id, read(case.title, language))
            for module in self._bank.modules()
            for case in self._bank.cases(module.id)
        )

    def case_paths(self, case: str, cohort: str, language: str) -> CasePaths:
        """What was chosen at each decision of a case, by how many of a group ("" for everybody). Takes its time."""
        content = self._bank.case_by_id(case)
        readers, counts = observing.chosen(self._store, case, cohort)
        title = read(content.title, language)
        paths = CasePaths(case, title, readers, ())
        if paths.few:
            return paths
        scenes = []
        for scene in content.scenes:
            if scene.ending:
                continue
            known = {choice.id for choice in scene.choices}
            choices = [
                ChoiceCount(read(choice.text, language), choice.rating, counts.get((scene.id, choice.id), 0))
                for choice in scene.choices
            ]
            former = sum(count for (of, choice), count in counts.items() if of == scene.id and choice not in known)
            if former:
                choices.append(ChoiceCount("", None, former))
            scenes.append(SceneCount(read(scene.title, language), tuple(choices)))
        other = not all(speaks(scene.title, language) for scene in content.scenes)
        return CasePaths(case, title, readers, tuple(scenes), other)

    def _watching(self, person: str) -> dict[str, int]:
        """The modules whose single answers are seen now, and since when: the same that an export holds."""
        return seen_answers(self._store, self._clock.now().utc_ms, person).get(person, {})

    def _watched(self, person: str, subject: str, since: int, language: str) -> Watched:
        module = self._bank.find_module(subject)
        answers = tuple(
            WatchedAnswer(
                one.stream,
                one.unit,
                read(self._archive.item(one.step).stem, language),
                bool(one.right),
                one.at_ms,
                one.offset_min,
            )
            for one in self._given(person, subject, since)
        )
        until = self._assigned.watched_until(person, subject)
        return Watched(subject, read(module.title, language) if module else subject, since, until, answers)

    def _given(self, person: str, module: str, since: int) -> tuple[observing.Given, ...]:
        """What was answered since the person was told, until now."""
        now = self._clock.now().utc_ms
        return observing.answers(self._store, person, module, since, now, MOST_ANSWERS)

    def _looked(self, by: str, person: str, **detail: str | int) -> None:
        with self._store.write() as db:
            audit.write(db, self._clock.now(), by, Act.LOOKED_AT, person, **detail)
