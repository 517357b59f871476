"""What a consolidation says of one institution and one cut: plain values, for the workbook and for the JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan as its readers know it: `POA-2027`, « Plan Operativo Anual 2027 »."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whose figures these are, of when, and how firm.

    `cut` is the period in words (« marzo de 2027 »), `period` its code; `made_at` is the institution's own local time.
    `basis` is `captured`, `verified` or `frozen`: only the last is definitive. `audit_head` is the hash at the end of
    the audit chain when the figures were read. `executed_stage` names the money that execution is measured on.
    `terms` holds the institution's own words (`org_unit` → « Secretaría »); `bands` the names of the colours that it
    has beside the usual five. `paper` is `letter` or `a4`.
    """

    institution: str
    institution_name: str
    plans: tuple[PlanName, ...]
    period: str
    cut: str
    made_at: datetime
    basis: str
    audit_head: str | None = None
    currency: str
    executed_stage: str = "accrued"
    terms: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)
    paper: str = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many activities stand in each colour and in each state (R C-18). What has no report is red as well."""

    by_color: Mapping[str, int] = field(default_factory=dict)
    by_state: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The institution as a whole: the same `summary` that the score prints."""

    items: int
    counts: Counts
    percent: Decimal | None
    color: str | None
    coverage_percent: Decimal | None
    reported: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One consolidated line: an org unit, a function, a project or a plan.

    `percent` is the roll-up to date (capped), `period_percent` that of the period alone, `year_percent` the advance of
    the year: 0–100, or None where nothing is measured. `counts`, `reported` and `expected` speak of its activities.
    """

    code: str
    name: str
    org_unit: str
    org_unit_name: str
    percent: Decimal | None
    period_percent: Decimal | None
    year_percent: Decimal | None
    color: str | None
    state: str
    counts: Counts
    reported: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow(FigureRow):
    """A strategic project: programmed and executed advance (R C-10) and the units that take part beside its own."""

    planned_percent: Decimal | None
    executed_percent: Decimal | None
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReportRow(FigureRow):
    """A sheet that is not in, or that came with gaps: of which plan, due when, and who is asked for it."""

    plan: str
    due_on: date
    days_late: int
    liaison: str | None
    department_head: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One activity at the cut, with the words of its report.

    Of the period: `planned` P, `actual` A, `period_percent` K_per. To date: `planned_to_date` P_cum, `actual_to_date`
    A_cum, `to_date_percent` K_cum. `year_percent` is V_year. Percents are raw, over 100 where more was done
    (R C-08, C-09). `function` is the function or project above it; `decimals` is how many to show of a quantity.
    """

    code: str
    name: str
    org_unit: str
    org_unit_name: str
    function: str
    function_name: str
    unit_of_measure: str
    decimals: int
    planned: Decimal | None
    actual: Decimal | None
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    period_percent: Decimal | None
    to_date_percent: Decimal | None
    year_percent: Decimal | None
    color: str | None
    state: str
    sent_on: date | None
    cause: str | None
    corrective_action: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """Money of one org unit and funding source, from the first of the year to the cut. None: never loaded."""

    org_unit: str
    org_unit_name: str
    funding_source: str
    initial: Decimal | None
    current: Decimal | None
    committed: Decimal | None
    accrued: Decimal | None
    paid: Decimal | None
    executed_percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectiveActionRow:
    """What a unit says that it will do about an activity that is not as programmed. None: it has not said."""

    code: str
    name: str
    org_unit: str
    org_unit_name: str
    to_date_percent: Decimal | None
    color: str | None
    state: str
    cause: str | None
    corrective_action: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation:
    """All that goes into one workbook.

    `org_units` is flat: no line contains another, so that their counts add up to the whole. `activities` may be an
    iterator that is walked once, so that a large institution streams; everything else fits in memory.
    """

    head: Head
    summary: Summary
    plans: Sequence[FigureRow]
    org_units: Sequence[FigureRow]
    functions: Sequence[FigureRow]
    projects: Sequence[ProjectRow]
    activities: Iterable[ActivityRow]
    budget: Sequence[BudgetRow]
    no_report: Sequence[NoReportRow]
    corrective_actions: Sequence[CorrectiveActionRow]
