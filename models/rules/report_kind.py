"""The kinds of report of an institution: what each contains, when it is due, and through whose hands it goes (SM-6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.rules.document.file_format import FileFormat
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.sentence import say


class ReportSection(StrEnum):
    """What a report may contain; each is built in code from the figures of the period."""

    SUMMARY = "summary"  # the institution in a few figures
    PLANS = "plans"
    PROJECTS = "projects"  # strategic projects with colour and whether it continues (S0-I-05)
    INDICATORS = "indicators"  # outcome and performance indicators, coloured (S0-I-08)
    DIMENSIONS = "dimensions"  # the plan's first level, physical beside financial (S3-T5)
    UNITS = "units"  # dependencies, physical beside financial
    FUNCTIONS = "functions"  # functions of each dependency (S0-II-06 a)
    TARGETS = "targets"  # everything that is captured: activities, product targets
    FOUR_YEARS = "four_years"  # advance of the whole plan by target, dependency and dimension (S3-ALC)
    BUDGET = "budget"  # execution by funding source
    ACTIONS = "actions"  # causes and corrective actions of what is not green
    ALERTS = "alerts"  # what asks for a decision
    NO_REPORT = "no_report"


class Advice(StrEnum):
    """What a recommendation is about (R 2.2 E)."""

    TIMELINESS = "timeliness"
    QUANTITY = "quantity"
    QUALITY = "quality"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """One kind. `only` keeps some periods of the year (`Q1`); `plans` some plan types, none meaning all.

    `endorsed_by` may give the Visto Bueno; nobody: it is sent without one. `presented_to` is the coordinating team,
    which validates it before it is sent (S3-T6). `sent_to` get the report itself, `announced_to` the notice that it
    can be read, once it is `published`. `feedback_days` are the business days in which dependencies may answer; 0:
    none are asked. `rule` is the deadline for which the clock prepares a draft. Groups are codes of the preset.
    """

    code: str
    name: str
    procedure: str
    version: str
    frequency: PeriodKind
    sections: tuple[ReportSection, ...]
    formats: tuple[FileFormat, ...]
    only: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    endorsed_by: frozenset[Role] = frozenset()
    sent_to: tuple[str, ...] = ()
    announced_to: tuple[str, ...] = ()
    presented_to: tuple[str, ...] = ()
    is_published: bool = False
    feedback_days: int = 0
    rule: str = ""

    @property
    def is_validated(self) -> bool:
        """A coordinating team validates it before it is sent."""
        return bool(self.presented_to)

    def takes(self, period: Period) -> bool:
        """Tell whether there is such a report of a period: S0-I-08 has Q1 and Q3 only."""
        return period.kind is self.frequency and (not self.only or str(period)[5:] in self.only)

    def check_takes(self, period: Period) -> None:
        """Raise RuleBroken `period_without_report` for a period of which there is none."""
        if not self.takes(period):
            raise RuleBroken(
                "period_without_report",
                say("«{report}» no se hace de {period}: elija otro periodo.", report=self.name, period=period),
                field="period",
            )
