"""What a capture workbook holds: plain values of one unit and period, whatever plans it reports on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from models.rules.figures import Figures
from models.rules.live_figure import LiveFigures
from models.rules.score_rules import ScoreRules
from models.rules.traffic_light import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One indicator of an activity as it stands, and what its figures do when another value is typed.

    `now` are its figures with what is entered, `blank`, `zero` and `one` with nothing, with 0 and with 1. `is_open`:
    its sheet takes values now. Texts are never None.
    """

    key: int
    row_version: int | None
    plan_code: str
    group: str
    code: str
    name: str
    indicator: str
    unit: str
    decimals: int
    is_programmed: bool
    is_milestone: bool
    is_open: bool
    planned: Decimal | None
    actual: Decimal | None
    no_report_reason: str
    cause: str
    corrective_action: str
    note: str
    live: LiveFigures
    now: Figures
    blank: Figures
    zero: Figures
    one: Figures
    rules: ScoreRules
    bands: Sequence[Band]


@dataclass(frozen=True, slots=True)
class FormInternal:
    """An internal activity as it stands."""

    key: int
    row_version: int
    name: str
    unit: str
    actual: Decimal | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlan:
    """A plan that the unit reports on: its code and name, the version in force, and the unit's sheet of the period."""

    code: str
    name: str
    version_id: int
    sheet_id: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureForm:
    """Everything in a workbook. `made_at` is local time; `due` says until when, in words, and may be empty.

    `paper` is `letter` or `a4`.
    """

    institution: str
    institution_name: str
    org_unit: str
    org_unit_name: str
    period: str
    period_name: str
    sheet_term: str
    locale: str
    paper: str
    made_at: datetime
    due: str
    plans: tuple[FormPlan, ...]
    lines: tuple[FormLine, ...]
    internal: tuple[FormInternal, ...]

    @property
    def file_name(self) -> str:
        """« hoja-DGA-2027-03.xlsx »."""
        return f"hoja-{self.org_unit}-{self.period}.xlsx"

    @property
    def is_open(self) -> bool:
        """Some of it may be filled in."""
        return any(plan.is_open for plan in self.plans)
