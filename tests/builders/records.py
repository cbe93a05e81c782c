"""Owns a tiny bank as plain values, forms drawn from it and a clock to be told; knows no file."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from question_bank import canonical
from question_bank.model import (
    Blueprint,
    Case,
    Choice,
    Confidence,
    Error,
    Item,
    Kind,
    Option,
    Outcome,
    Pool,
    Quota,
    Rating,
    Scene,
    Tags,
    Variant,
)
from trainer.core import policies
from trainer.core.events import Answered, AttemptStarted, BankRef, FormUnit, LessonPlace, StepSeen, UnitKind
from trainer.core.policies import Policy
from trainer.core.timekeeping import Stamp

DAY_MS = 86_400_000
START_MS = 1_760_000_000_000
BANK = BankRef("tiny", "1", "0" * 64)
TAGS = Tags("none", "none", "none", "none", "none")
NO_FACT = "fact"


def item(number: int, module: str = "indicators", pool: Pool = Pool.PRACTICE, **changes: object) -> Item:
    """Make an item with four options, "a" keyed, "b" a miss, "c" a false alarm."""
    errors = {"b": Error.MISS, "c": Error.FALSE_ALARM}
    options = tuple(
        Option(
            name,
            {"en": f"Option {name} of {number}"},
            name == "a",
            {"en": "Because."},
            NO_FACT,
            errors.get(name, Error.NONE),
        )
        for name in "abcd"
    )
    made = Item(
        id=f"{module}-{number}",
        module=module,
        objective=f"{module}-objective-{number}",
        family=f"{module}-family-{number}",
        kind=Kind.APPLICATION,
        pool=pool,
        level=1,
        revision=1,
        vignette={"en": f"Vignette {number}"},
        stem={"en": f"Question {number}?"},
        options=options,
        facts=(NO_FACT,),
        tags=TAGS,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # tests change single fields by name


ITEMS = tuple(item(n, module) for module in ("indicators", "referral") for n in range(1, 7))


def unit(content: Item | Case) -> FormUnit:
    """Make the form's unit of an item or a case."""
    if isinstance(content, Item):
        return FormUnit(
            UnitKind.ITEM, canonical.digest(content), content.id, content.module, content.objective, content.family
        )
    return FormUnit(
        UnitKind.CASE, canonical.digest(content), content.id, content.module, content.objectives[0], content.id
    )


def blueprint(**changes: object) -> Blueprint:
    """Make a self-check of eight questions in ten minutes, passed with six."""
    made = Blueprint(
        id="self-check",
        title={"en": "Self-check"},
        summary={"en": "Eight questions."},
        pool=Pool.PRACTICE,
        quotas=(Quota("indicators", 4), Quota("referral", 4)),
        minutes=10,
        pass_mark=6,
        interruptions="pause",
        confidence="optional",
        feedback="everything",
        attempts=0,
        revision=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # tests change single fields by name


def started(
    items: tuple[Item | Case, ...], policy: Policy, seed: int = 7, plan: Blueprint | None = None
) -> AttemptStarted:
    """Make the first event of an attempt over these items."""
    form = tuple(unit(content) for content in items)
    return AttemptStarted(form, seed, policy, BANK, canonical.digest(plan) if plan else "")


def practice(items: tuple[Item | Case, ...] = ITEMS, module: str = "indicators") -> AttemptStarted:
    """Make the first event of a round of practice."""
    return started(items, policies.practice(module))


def assessment(items: tuple[Item | Case, ...] = ITEMS[:8], plan: Blueprint | None = None) -> AttemptStarted:
    """Make the first event of an assessment."""
    plan = plan or blueprint()
    return started(items, policies.assessment(plan), plan=plan)


def seen(place: int, content: Item) -> StepSeen:
    """Say that an item came on the screen with its options in their own order."""
    return StepSeen(place, canonical.digest(content), tuple(option.id for option in content.options))


def answered(
    place: int, content: Item, *options: str, confidence: Confidence | None = Confidence.FAIRLY_SURE
) -> Answered:
    """Say that options of an item were chosen."""
    order = [option.id for option in content.options]
    return Answered(
        place, canonical.digest(content), options, confidence, tuple(order.index(option) for option in options)
    )


def read_to(
    block: int, done: bool = False, lesson: str = "lesson-1", module: str = "indicators", blocks: int = 10
) -> LessonPlace:
    """Say how far a lesson was read."""
    return LessonPlace(lesson, canonical.digest(lesson), module, block, blocks, done)


def case() -> Case:
    """Make a case of three scenes and two endings, whose second scene says more where the learner asked first."""
    asked = Choice("ask", {"en": "Ask"}, Rating.BEST, {"en": "They talk."}, NO_FACT, "second", sets=("asked",))
    waited = Choice("wait", {"en": "Wait"}, Rating.POOR, {"en": "Silence."}, NO_FACT, "second", Error.MISS)
    refer = Choice("refer", {"en": "Refer"}, Rating.DEFENSIBLE, {"en": "Referred."}, NO_FACT, "end")
    leave = Choice("leave", {"en": "Leave"}, Rating.CRITICAL, {"en": "Gone."}, NO_FACT, "lost", Error.MISS)
    scenes = (
        Scene("first", {"en": "At the desk"}, {"en": "A person sits."}, (), (asked, waited), sets=("met",)),
        Scene(
            "second",
            {"en": "Later"},
            {"en": "An hour later."},
            (),
            (refer, leave),
            (Variant("asked", {"en": "They trust you."}), Variant("asked", {"en": "They are silent."}, unless=True)),
        ),
        Scene("end", {"en": "The end"}, {"en": "It ends."}, (), unknown={"en": "What came after."}),
        Scene("lost", {"en": "The end"}, {"en": "They are gone."}, ()),
    )
    return Case(
        "case-1", "indicators", {"en": "Case"}, "officer", 5, Outcome.UNCLEAR, ("indicators-objective-1",),
        {"en": "A case."}, {}, TAGS, "first", scenes, ("ask", "refer"), 1,
    )  # fmt: skip


@dataclass
class Clock:
    """Two clocks that stand until they are told to move."""

    utc_ms: int = START_MS
    boot_ms: int = 1_000
    boot: str = "boot-1"
    offset_min: int = 120

    def now(self) -> Stamp:
        """The moment."""
        return Stamp(self.utc_ms, self.offset_min, self.boot, self.boot_ms)

    def asleep_ms(self) -> int:
        """It never sleeps."""
        return 0

    def after(self, ms: int) -> Stamp:
        """Let time pass on both clocks and return the moment."""
        self.utc_ms += ms
        self.boot_ms += ms
        return self.now()

    def set_wall(self, by_ms: int) -> None:
        """Move the wall clock alone."""
        self.utc_ms += by_ms

    def reboot(self, away_ms: int) -> None:
        """Start the machine anew after some time."""
        self.utc_ms += away_ms
        self.boot = f"boot-{int(self.boot.split('-')[1]) + 1}"
        self.boot_ms = 1_000
