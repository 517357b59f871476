"""The shape of an institution's declaration: what a preset says, after it was read and found whole.

Code branches on the closed choices only; names, levels, limits, dates and words are the institution's own. What cannot
be said here (formulas, conditions, SQL) cannot be said at all: a new kind of roll-up is a new member with its test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from models.rules.calendar import CalendarSpec
from models.rules.deadline import DeadlineRule
from models.rules.errors import RuleBroken
from models.rules.indicator_kind import IndicatorKind
from models.rules.instrument import Instrument
from models.rules.period import PeriodKind
from models.rules.procedure import ProcedureData, ReferenceData
from models.rules.report_kind import ReportKind
from models.rules.request_kind import RequestKind
from models.rules.roles import Role
from models.rules.score_rules import ScoreRules, WeightMode
from models.rules.sentence import say
from models.rules.terms import USUAL_WORDS, Words
from models.rules.traffic_light import Bands
from models.rules.workflow import PlanState, SheetState, Workflow


class WeightsRule(StrEnum):
    """What must hold of sibling weights when a plan is put in force (rulings 22)."""

    SUM_TO_100 = "sum to 100"
    AS_GIVEN = "as given"


class MoneyCheck(StrEnum):
    """Where more accrued than current budget is refused: the grain at which credit is controlled (rulings 15)."""

    ROW = "row"
    UNIT = "unit"
    NONE = "none"


class Reach(StrEnum):
    """Whose holders of a role are meant: of the unit in question, the one above it, those taking part, or all."""

    UNIT = "unit"
    PARENT = "parent"
    PARTICIPATING = "participating"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of org unit; `is_dependency` says that it answers for plans of its own (S0-LIN-b)."""

    code: str
    name: str
    is_dependency: bool


@dataclass(frozen=True, slots=True)
class Recipients:
    """A named group of readers, resolved when a mail is made. No `unit_kinds`: units of every kind."""

    code: str
    name: str
    roles: frozenset[Role]
    reach: Reach
    unit_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LevelShape:
    """A level of a plan type. Its items hang under those of the levels in `parents`, or stand `at_top`, or either.

    `reports` says that its items are captured; `indicator_kinds`, where not empty, are the only ones it may have.
    How it is computed and coloured stands in the plan type's score rules under the same code.
    """

    code: str
    name: str
    parents: tuple[str, ...]
    at_top: bool
    reports: bool
    indicator_kinds: tuple[IndicatorKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTypeShape:
    """A kind of plan: PEI, POA, POI… `years` are the shortest and the longest horizon.

    `frequency` is how often its sheets are captured; `indicator_frequencies` what an indicator may have, never shorter.
    `is_territorial`: activities are carried out by several units, each with targets of its own (S1-GEN-3).
    `is_external`: a framework of somebody else, such as a government's plan, to which the others are aligned and of
    which nothing is reported or scored (S0-DEF-07).
    `explain_blocks`: a missing explanation stops the sending of a sheet, instead of warning (rulings 13).
    """

    code: str
    name: str
    years: tuple[int, int]
    frequency: PeriodKind
    indicator_frequencies: tuple[PeriodKind, ...]
    aligns_to: tuple[str, ...]
    needs_alignment: bool
    weights: WeightsRule
    explain_blocks: bool
    is_territorial: bool
    is_external: bool
    sheet_workflow: str
    plan_workflow: str
    levels: tuple[LevelShape, ...]
    score: ScoreRules
    bands: Bands
    instruments: tuple[Instrument, ...] = ()

    def level(self, code: str) -> LevelShape:
        """Give a level by its code; raises RuleBroken `unknown_level`."""
        return _found(
            self.levels,
            code,
            "unknown_level",
            say("El tipo de plan {plan_type} no tiene el nivel «{level}».", plan_type=self.code, level=code),
        )

    def instrument(self, code: str) -> Instrument:
        """Give an instrument by its code; raises RuleBroken `unknown_instrument`."""
        message = say("El tipo de plan {plan_type} no tiene el instrumento «{code}».", plan_type=self.code, code=code)
        return _found(self.instruments, code, "unknown_instrument", message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """All that is particular to one institution. Lists keep the order of the declaration."""

    code: str
    name: str
    country: str
    currency: str
    locale: str
    timezone: str
    calendar: CalendarSpec
    terms: Mapping[str, Words]
    further_colors: tuple[str, ...]
    money_check: MoneyCheck
    unit_kinds: tuple[UnitKind, ...]
    recipients: tuple[Recipients, ...]
    sheet_workflows: tuple[Workflow[SheetState], ...]
    plan_workflows: tuple[Workflow[PlanState], ...]
    plan_types: tuple[PlanTypeShape, ...]
    deadlines: tuple[DeadlineRule, ...]
    report_kinds: tuple[ReportKind, ...] = ()
    information_requests: tuple[RequestKind, ...] = ()
    references: tuple[ReferenceData, ...] = ()
    procedures: tuple[ProcedureData, ...] = ()

    @property
    def weighs_by_budget(self) -> bool:
        """Tell whether some figure is weighed by the current budget (R C-16)."""
        rules = (rule for kind in self.plan_types for rule in kind.score.all_rules)
        modes = {kind.score.weight_mode for kind in self.plan_types} | {rule.weights for rule in rules}
        return WeightMode.BUDGET in modes

    @property
    def has_instruments(self) -> bool:
        """Whether the years of some plan are formalized with instruments."""
        return any(plan_type.instruments for plan_type in self.plan_types)

    def term(self, key: str) -> str:
        """Give the institution's own word for one of a thing; the usual word where it has none."""
        return self.words(key).singular

    def words(self, key: str) -> Words:
        """Give the words for one and for several of a thing; raises KeyError for what is no term."""
        return self.terms.get(key) or USUAL_WORDS[key]

    def plan_type(self, code: str) -> PlanTypeShape:
        """Give a plan type by its code; raises RuleBroken `unknown_plan_type`."""
        return _found(
            self.plan_types,
            code,
            "unknown_plan_type",
            say("La institución no tiene el tipo de plan «{code}».", code=code),
        )

    def sheet_workflow(self, plan_type: str) -> Workflow[SheetState]:
        """Give the steps of the sheets of a plan type; raises RuleBroken `unknown_plan_type`."""
        code = self.plan_type(plan_type).sheet_workflow
        return next(workflow for workflow in self.sheet_workflows if workflow.code == code)

    def plan_workflow(self, plan_type: str) -> Workflow[PlanState]:
        """Give the steps of the versions of a plan type; raises RuleBroken `unknown_plan_type`."""
        code = self.plan_type(plan_type).plan_workflow
        return next(workflow for workflow in self.plan_workflows if workflow.code == code)

    def unit_kind(self, code: str) -> UnitKind:
        """Give a kind of org unit by its code; raises RuleBroken `unknown_unit_kind`."""
        message = say("La institución no tiene el tipo de unidad «{code}».", code=code)
        return _found(self.unit_kinds, code, "unknown_unit_kind", message)

    def recipient_group(self, code: str) -> Recipients:
        """Give a group of recipients by its code; raises RuleBroken `unknown_recipients`."""
        message = say("La institución no tiene el grupo de destinatarios «{code}».", code=code)
        return _found(self.recipients, code, "unknown_recipients", message)

    def report_kind(self, code: str) -> ReportKind:
        """Give a kind of report by its code; raises RuleBroken `unknown_report_kind`."""
        message = say("La institución no tiene el informe «{code}».", code=code)
        return _found(self.report_kinds, code, "unknown_report_kind", message)

    def request_kind(self, rule: str) -> RequestKind | None:
        """Give what a deadline asks the units for; None where nobody said it."""
        return next((kind for kind in self.information_requests if kind.rule == rule), None)


_Coded = TypeVar("_Coded", UnitKind, Recipients, LevelShape, PlanTypeShape, ReportKind, Instrument)


def _found(things: Iterable[_Coded], code: str, problem: str, message: str) -> _Coded:
    for thing in things:
        if thing.code == code:
            return thing
    raise RuleBroken(problem, message, status=404)
