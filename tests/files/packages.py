"""Packages for tests: one small ministry by hand, and any that hypothesis can think of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.package_known import Known, LevelRule
from models.rules.package_rows import (
    ActualRow,
    BudgetRow,
    IndicatorRow,
    InternalActivityRow,
    ItemRow,
    OrgUnitRow,
    Package,
    PlanRow,
    TargetRow,
)
from models.rules.period import FREQUENCIES, Period

KNOWN = Known(
    today=date(2027, 4, 8),
    plan_types={
        "POA": {
            "function": LevelRule(at_top=True),
            "activity": LevelRule(at_top=False, parents=frozenset({"function"})),
        }
    },
    unit_kinds=frozenset({"direccion", "unidad"}),
    org_units=frozenset({"DGP"}),
)

MONTHS = tuple(Period.of(2027, "month", number) for number in (1, 2, 3))


def small_package() -> Package:
    """Function F-01 of R 6.1 with two of its activities, a quarter, money and an internal activity."""
    return Package(
        plan=PlanRow("POA-2027", "Plan Operativo 2027", "POA", date(2027, 1, 1), date(2027, 12, 31), "UFI"),
        org_units=(OrgUnitRow("UFI", None, "Unidad Financiera", "unidad"),),
        items=(
            ItemRow("F-01", None, "function", "Administrar los recursos", weight=Decimal(100), participants=("DGP",)),
            ItemRow("F-01-a", "F-01", "activity", "Informes", weight=Decimal(60), starts_on=date(2027, 1, 4)),
            ItemRow("F-01-d", "F-01", "activity", "Respuestas", weight=Decimal(40), aligns_to=("PEI:PE-01", "PEI:OE")),
        ),
        indicators=(
            IndicatorRow("I-a", "F-01-a", "Informes", Direction.UP, Accumulation.SUM, FREQUENCIES[0], unit="informe"),
            IndicatorRow(
                *("I-d", "F-01-d", "Días de respuesta", Direction.DOWN, Accumulation.LAST, FREQUENCIES[0]),
                use_baseline=True,
                baseline=Decimal(20),
            ),
        ),
        targets=(
            *(TargetRow("I-a", month, planned=Decimal(2)) for month in MONTHS),
            TargetRow("I-d", MONTHS[1], does_not_apply=True),
            TargetRow("I-d", MONTHS[2], "UFI", Decimal("15.125")),
        ),
        actuals=(
            ActualRow("I-a", MONTHS[0], actual=Decimal(2)),
            ActualRow("I-a", MONTHS[1], actual=Decimal(0), cause="Sin personal", corrective_action="Contratar"),
            ActualRow("I-d", MONTHS[2], no_report_reason="El sistema no estuvo disponible"),
        ),
        budget=(
            BudgetRow("F-01", 2027, Period.parse("2027"), initial=Decimal(1000), current=Decimal("1000.25")),
            BudgetRow("F-01", 2027, MONTHS[0], programmed=Decimal(100), accrued=Decimal("-20.5")),
        ),
        internal_activities=(InternalActivityRow("UFI", MONTHS[0], "Apoyo a misión", "misión", Decimal(1)),),
    )


_STORABLE = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
_TRICKY = st.sampled_from(
    ["=1+1", "+x", "-x", "@a", "'=a", "''-", "007", "1.500", "_x0041_", "a\nb", 'a "b", c', "NaN", "TRUE"]
)
_TEXT = _TRICKY | st.text(st.just("\n") | _STORABLE, max_size=20).map(str.strip)
_NAME = _TEXT.filter(bool)
_IN_CODES = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=";:\ufffe\uffff")
_CODE = st.text(_IN_CODES, min_size=1, max_size=8).map(str.strip).filter(bool)
_FIGURE = st.decimals(0, Decimal("999999999999.999999"), places=6).map(abs) | st.integers(0, 10**6).map(Decimal)
_MONEY = st.decimals(0, Decimal(10) ** 15, places=2).map(abs)
_REVERSAL = st.decimals(-(Decimal(10) ** 15), Decimal(10) ** 15, places=2)
_MAYBE = st.none() | _FIGURE
_PERIODS = st.sampled_from([Period.of(2027, kind) for kind in FREQUENCIES])


@st.composite
def packages(draw: st.DrawFn) -> Package:
    """Any package without an error: codes that lead somewhere, keys that stand once, all other cells free."""
    units = [OrgUnitRow(code, None, draw(_NAME), "unidad") for code in _codes(draw)]
    top, *below = _codes(draw, at_least=2)
    plan = PlanRow(draw(_CODE), draw(_NAME), "POA", date(2027, 1, 1), date(2027, 12, 31), units[0].code)
    items = [ItemRow(top, None, "function", draw(_NAME)), *(_item(draw, code, top, units[-1].code) for code in below)]
    indicators = [_indicator(draw, code, top) for code in _codes(draw)]
    keys = [(row.code, period) for row in indicators for period in draw(st.lists(_PERIODS, unique=True, max_size=3))]
    year = Period.parse("2027")
    return Package(
        plan=plan,
        org_units=tuple(units),
        items=tuple(items),
        indicators=tuple(indicators),
        targets=tuple(_target(draw, *key) for key in keys),
        actuals=tuple(ActualRow(*key, actual=draw(_MAYBE), cause=draw(_TEXT), note=draw(_TEXT)) for key in keys),
        budget=tuple(
            BudgetRow(top, 2027, year, None, source, initial=draw(_MONEY), paid=draw(_REVERSAL))
            for source in draw(st.lists(_TEXT, unique=True, max_size=2))
        ),
        internal_activities=tuple(
            InternalActivityRow(units[0].code, year, name, draw(_TEXT), draw(_MAYBE))
            for name in draw(st.lists(_NAME, unique=True, max_size=2))
        ),
    )


def _codes(draw: st.DrawFn, at_least: int = 1) -> list[str]:
    return draw(st.lists(_CODE, unique=True, min_size=at_least, max_size=3))


def _item(draw: st.DrawFn, code: str, parent: str, unit: str) -> ItemRow:
    return ItemRow(
        *(code, parent, "activity", draw(_NAME), unit),
        weight=draw(st.none() | st.decimals(0, 100, places=4)),
        starts_on=draw(st.none() | st.dates(date(2027, 1, 1), date(2027, 6, 30))),
        ends_on=draw(st.none() | st.dates(date(2027, 7, 1), date(2027, 12, 31))),
        description=draw(_TEXT),
        participants=("DGP",) if draw(st.booleans()) else (),
        aligns_to=("OTRO PLAN:X-1", "OTRO PLAN:X-2") if draw(st.booleans()) else (),
        budget_code=draw(_TEXT),
    )


def _indicator(draw: st.DrawFn, code: str, item: str) -> IndicatorRow:
    return IndicatorRow(
        *(code, item, draw(_NAME)),
        direction=draw(st.sampled_from([Direction.UP, Direction.DOWN, Direction.KEEP])),
        accumulation=draw(st.sampled_from(Accumulation)),
        frequency=draw(st.sampled_from(FREQUENCIES)),
        unit=draw(_TEXT),
        kind=draw(st.sampled_from(IndicatorKind)),
        baseline=draw(_MAYBE),
        tolerance=draw(_FIGURE),
        decimals=draw(st.integers(0, 6)),
    )


def _target(draw: st.DrawFn, code: str, period: Period) -> TargetRow:
    if draw(st.booleans()):
        return TargetRow(code, period, does_not_apply=True)
    return TargetRow(code, period, planned=draw(_MAYBE))
