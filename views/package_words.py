"""The sheets, columns and cells of a plan package in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from flask_babel import lazy_gettext as _

from models.queries.workbook_draft import PreviewSheet
from models.rules.errors import RuleBroken
from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction, State
from models.rules.package_columns import SHEETS, Holds
from models.rules.period import PeriodKind
from models.rules.preset import Preset
from views.formats import day, period, quantity, yes_no
from views.words import Words, word_of

SHEET_WORDS: Words = {
    "org_units": _("Units"),
    "items": _("Items"),
    "indicators": _("Indicators"),
    "targets": _("Targets"),
    "actuals": _("Actuals"),
    "budget": _("Budget"),
}

COLUMN_WORDS: Words = {
    "code": _("Code"),
    "parent": _("Below"),
    "name": _("Name"),
    "kind": _("Kind"),
    "level": _("Level"),
    "org_unit": _("Responsible unit"),
    "weight": _("Weight"),
    "start": _("Start"),
    "end": _("End"),
    "description": _("Description"),
    "participants": _("Participants"),
    "aligns_to": _("Aligns to"),
    "budget_code": _("Budget code"),
    "item": _("Item"),
    "unit": _("Unit of measure"),
    "direction": _("Direction"),
    "accumulation": _("Accumulation"),
    "use_baseline": _("Uses the baseline"),
    "baseline": _("Baseline"),
    "tolerance": _("Tolerance"),
    "decimals": _("Decimals"),
    "frequency": _("Frequency"),
    "indicator": _("Indicator"),
    "period": _("Period"),
    "planned": _("Planned"),
    "state": _("State"),
    "actual": _("Done"),
    "cause": _("Cause"),
    "corrective_action": _("Corrective action"),
    "note": _("Note"),
    "no_report_reason": _("Reason for not reporting"),
    "year": _("Year"),
    "funding_source": _("Funding source"),
    "initial": _("Initial budget"),
    "current": _("Current budget"),
    "programmed": _("Programmed"),
    "certified": _("Certified"),
    "committed": _("Committed"),
    "accrued": _("Accrued"),
    "paid": _("Paid"),
    "class": _("Class of expense"),
    "project_code": _("Project code"),
}

_CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": IndicatorKind,
    "direction": Direction,
    "accumulation": Accumulation,
    "frequency": PeriodKind,
    "state": State,
}
_FLAGS = {"1": True, "0": False}
_DECIMALS = 6
_HOLDS = {(shape.name, column.name): column.holds for shape in SHEETS for column in shape.columns}


def sheet_in_words(sheet: PreviewSheet, preset: Preset, plan_type: str) -> PreviewSheet:
    """Say the first rows of a sheet as a person of the institution reads them."""
    places = [(sheet.name, column) for column in sheet.columns]
    rows = tuple(
        tuple(cell_words(place, text, preset, plan_type) for place, text in zip(places, row, strict=True))
        for row in sheet.rows
    )
    columns = tuple(str(COLUMN_WORDS.get(column, column)) for column in sheet.columns)
    return PreviewSheet(str(SHEET_WORDS.get(sheet.name, sheet.name)), columns, rows, sheet.count)


def cell_words(place: tuple[str, str], text: str, preset: Preset, plan_type: str) -> str:
    """Say a cell of a package as a person reads it; `place` is its sheet and column, `preset` the institution's.

    `2027-01` is « enero de 2027 » and `sum` « se suma ». What is no such value stays as the workbook has it: the
    problems on the same page tell of it.
    """
    if not text:
        return ""
    try:
        return _said(place, text, preset, plan_type)
    except (RuleBroken, InvalidOperation, ValueError, KeyError):
        return text


def _said(place: tuple[str, str], text: str, preset: Preset, plan_type: str) -> str:
    if place == ("items", "level"):
        return preset.plan_type(plan_type).level(text).name
    if place == ("org_units", "kind"):
        return preset.unit_kind(text).name
    holds = _HOLDS[place]
    if holds in {Holds.CHOICE, Holds.NOT_APPLICABLE}:
        return word_of(_CHOICES[place[1]], text)
    teller = _TELLERS.get(holds)
    return text if teller is None else teller(text)


_TELLERS: Mapping[Holds, Callable[[str], str]] = {
    Holds.PERIOD: period,
    Holds.DATE: lambda text: day(date.fromisoformat(text)),
    Holds.NUMBER: lambda text: quantity(Decimal(text), _DECIMALS),
    Holds.PERCENT: lambda text: f"{quantity(Decimal(text), _DECIMALS)} %",
    Holds.FLAG: lambda text: yes_no(_FLAGS[text]),
}
