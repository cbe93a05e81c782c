"""Owns the desk of certificates: issuing one for what was passed, holding one against the records; prints nothing."""

from __future__ import annotations

from question_bank import canonical
from trainer.clock import Clock
from trainer.core import certificates
from trainer.core.certificates import Certificate, Checked, Claim, Finding, Printed
from trainer.core.message import Refused
from trainer.core.verdicts import Standing
from trainer.desks.results import Marked, Results
from trainer.records import audit
from trainer.records import certificates as rows
from trainer.records.audit import Act
from trainer.records.people import People, cleaned_name
from trainer.records.queries.learner import LearnerQueries
from trainer.records.settings import Settings
from trainer.records.store import Store

UNIT = "certificate.unit"
"""The setting that names who issues certificates here."""


class Certifying:
    """Certificates of this data folder."""

    def __init__(
        self,
        store: Store,
        people: People,
        settings: Settings,
        queries: LearnerQueries,
        results: Results,
        clock: Clock,
    ) -> None:
        self._store = store
        self._people = people
        self._settings = settings
        self._queries = queries
        self._results = results
        self._clock = clock

    def issue(self, person: str, stream: str, language: str, by: str = "") -> Certificate:
        """The certificate of an attempt that counts as passed: the one issued before while it still says the truth, else a new one.

        `by` is the trainer who issues it, "" where learners have their own: then only what their rules show them.
        Raises Refused: result.none, certificate.not-passed, certificate.not-yet; Fault.
        """
        owner = self._queries.owner(stream)
        if not owner or (not by and owner != person):
            raise Refused("result.none")
        marked = self._results.marked(stream)
        if marked.verdict.standing is not Standing.PASSED or marked.blueprint.opens:
            raise Refused("certificate.not-passed")
        if not by and not self._results.result(owner, "", stream, language).certifiable:
            raise Refused("certificate.not-yet")
        printed = self._today(owner, marked)
        for before in rows.of_stream(self._store, stream):
            if before.certificate.printed == printed:
                return before.certificate
        now = self._clock.now()
        with self._store.write() as db:
            made = rows.write(db, owner, stream, now.utc_ms, printed)
            if by:
                audit.write(db, now, by, Act.CERTIFIED, owner, assessment=marked.blueprint.id)
        return made

    def check(self, claim: Claim, language: str) -> Checked:
        """Hold what is printed against the records, with titles in the reader's language.

        Raises Refused: certificate.code for what is no code, certificate.score and day.unreadable for what cannot be read;
        Fault.
        """
        code = certificates.typed_code(claim.code)
        found = rows.find(self._store, code)
        if found is None:
            return Checked(code, Finding.NO_RECORD)
        issued = found.certificate.printed
        # Whoever was merged with somebody is checked by the name of who they are now.
        owner = self._queries.owner(found.stream)
        marked = self._results.marked(found.stream)
        today = self._today(owner, marked)
        lines = certificates.compared(claim, issued, today, language)
        passed = marked.verdict.standing is Standing.PASSED
        ruled = any(unit.ref.digest in marked.rulings for unit in marked.state.units) or today.mark != issued.mark
        judged = certificates.finding(lines, issued, passed=passed, ruled=ruled, now_ms=self._clock.now().utc_ms)
        certificate = found.certificate
        return Checked(
            code, judged, lines, issued.title, certificate.issued_ms, issued.expires_ms, issued.offset_min, passed
        )

    def unit(self) -> str:
        """Who issues certificates here, "" where nobody is named."""
        return self._settings.get(UNIT)

    def name_unit(self, text: str) -> str:
        """Say who issues certificates here, "" for nobody. Raises Refused as names do, Fault."""
        kept = cleaned_name(text) if text.strip() else ""
        self._settings.set(UNIT, kept)
        return kept

    def _today(self, person: str, marked: Marked) -> Printed:
        state, plan, who = marked.state, marked.blueprint, self._people.get(person)
        assert state.ended is not None
        return Printed(
            name=who.name,
            person=who.code,
            title=plan.title,
            form=canonical.digest([unit.ref.digest for unit in state.units]),
            bank=state.bank,
            right=marked.score.right,
            total=marked.score.total,
            mark=marked.verdict.mark,
            handed_in_ms=state.ended.utc_ms,
            offset_min=state.ended.offset_min,
            expires_ms=certificates.expires(state.ended.utc_ms, state.ended.offset_min, plan.valid_months),
            unit=self.unit(),
            made_up=who.synthetic,
        )
