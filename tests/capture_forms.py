"""Capture forms of made-up lines, scored by the rules without a database."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from models.rules.capture.form import CaptureForm, FormInternal, FormLine, FormPlan
from models.rules.figures import Figures
from models.rules.live_figure import live_figures, with_value
from models.rules.measure import Measure
from models.rules.period import Period
from models.rules.score_item import ItemInput, Scorer
from models.rules.score_rules import ExplainWhen, ScoreRules
from models.rules.series import Series
from models.rules.timeline import Timeline
from models.rules.traffic_light import DEFAULT_BANDS, Bands

MARCH = Period.parse("2027-03")
MONTHS = tuple(Period.parse(f"2027-{month:02}") for month in (1, 2, 3, 4))
RULES = ScoreRules(explain_when=ExplainWhen.NOT_GREEN)


def series_of(measure: Measure, planned: list[Any], actual: list[Any], **marks: Any) -> Series:
    """January to April; reports are in up to March unless `reported` says otherwise."""
    timeline = Timeline(MONTHS, **({"reported": frozenset(MONTHS[:3]), "closed": frozenset(MONTHS[:2])} | marks))
    return Series(measure, timeline, _decimals(planned), _decimals(actual))


def figures_at(series: Series, value: Decimal | None, rules: ScoreRules = RULES) -> Figures:
    """What the rules say of a value in March."""
    scorer = Scorer(MARCH, rules, Bands())
    return scorer.leaf(ItemInput(1, series=(with_value(series, value, MARCH),))).figures


def line_of(key: int, series: Series, rules: ScoreRules = RULES, **more: Any) -> FormLine:
    """A line of an open sheet with the value that its series has in March."""
    place = MONTHS.index(MARCH)
    actual, measure = series.actual[place], series.measure
    blank, zero, one = (figures_at(series, value, rules) for value in (None, Decimal(0), Decimal(1)))
    values: dict[str, Any] = {
        "plan_code": "POA-2027",
        "group": f"F-0{1 + key % 3} Función {1 + key % 3}",
        "code": f"F.{key}",
        "name": f"Actividad {key} de la dirección, con un nombre de cierto largo",
        "indicator": f"Indicador {key}",
        "unit": "informe",
        "decimals": 2,
        "is_open": True,
        "is_milestone": measure.direction == "milestone",
        **dict.fromkeys(("no_report_reason", "cause", "corrective_action", "note"), ""),
        "live": live_figures(series, MARCH, rules),
        "now": figures_at(series, actual, rules),
    }
    return FormLine(
        **{"key": key, "row_version": None, "planned": series.planned[place], "actual": actual, **values, **more},
        is_programmed=measure.is_programmed(series.planned[place]),
        blank=blank,
        zero=zero,
        one=one,
        rules=rules,
        bands=DEFAULT_BANDS,
    )


def form_of(*lines: FormLine, **more: Any) -> CaptureForm:
    """A form of one plan."""
    values: dict[str, Any] = {
        "institution": "hacienda_sv",
        "institution_name": "Ministerio de Hacienda",
        "org_unit": "DGA",
        "org_unit_name": "Dirección General de Aduanas",
        "period": "2027-03",
        "period_name": "marzo de 2027",
        "sheet_term": "Seguimiento mensual",
        "locale": "es_SV",
        "paper": "letter",
        "due": "07/04/2027 23:59",
        "made_at": datetime(2027, 4, 1, 8, 0, tzinfo=ZoneInfo("America/El_Salvador")),
        "plans": (FormPlan(code="POA-2027", name="Plan Operativo", version_id=1, sheet_id=1, is_open=True),),
        "internal": (FormInternal(7, 1, "Apoyo a la misión", "misión", Decimal(1), ""),),
    }
    return CaptureForm(**(values | more), lines=lines)


def _decimals(values: list[Any]) -> list[Decimal | None]:
    return [None if value is None else Decimal(str(value)) for value in values]
