from __future__ import annotations

from decimal import Decimal

from models.rules.preset import MoneyCheck, WeightsRule
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.score_rules import RollUp, ScoreRule, WeightMode
from models.rules.traffic_light import BandKind
from models.rules.workflow import Action, SheetState, next_state
from tests.rules.declarations import GREEN, HACIENDA, edited


def test_it_takes_the_way_of_a_peruvian_municipality() -> None:
    supervised = {"state": ["submitted"], "action": "supervise", "to": "supervised", "by": ["department_head"]}
    capture = {
        "id": "S4-D05",
        "source": "S",
        "subject": "capture_sheet",
        "anchor": "quarter_end",
        "due": {"day_type": "CD", "count": 10},
        "roll": "next_bd",
        "recipients": ["enlace"],
        "escalation": [{"days": 1, "day_type": "CD", "to": ["planificacion"]}],
    }
    formulation = {
        "id": "S4-D01",
        "subject": "plan_information",
        "anchor": "fixed_date",
        "opens": {"day_type": "date", "on": "01-01"},
        "due": {"day_type": "date", "on": "03-30"},
        "year_offset": -1,
        "recipients": ["enlace"],
    }
    preset = parse_preset(
        edited(
            ("country", "PE"),
            ("currency", "PEN"),
            ("locale", "es_PE"),
            ("timezone", "America/Lima"),
            ("workflows.seguimiento.steps.7", supervised | {"not_by_author": True}),
            ("workflows.seguimiento.steps.4.state", ["supervised"]),
            ("workflows.seguimiento.steps.4.by", ["planning_analyst"]),
            ("plan_types.1.frequency", "quarter"),
            ("plan_types.1.score", {"score_rule": "ceplan", "total": {"roll_up": "leaves", "weights": "equal"}}),
            ("plan_types.1.levels.1.indicator_kinds", ["process", "input"]),
            (f"deadlines.{len(HACIENDA.deadlines)}", capture),
            (f"deadlines.{len(HACIENDA.deadlines) + 1}", formulation),
            ("accounting.refuse_above_current", "unit"),
        )
    )
    poi = preset.plan_type("POA")
    assert (poi.score.score_rule, poi.score.total.roll_up) == (ScoreRule.CEPLAN, RollUp.LEAVES)
    assert poi.score.total.weights is WeightMode.EQUAL
    assert [kind.value for kind in poi.indicator_frequencies] == ["quarter", "semester", "year"]
    assert next_state(preset.sheet_workflow("POA"), SheetState.SUPERVISED, Action.VERIFY, {Role.PLANNING_ANALYST})
    assert (preset.money_check, preset.deadlines[-1].year_offset) == (MoneyCheck.UNIT, -1)


def test_it_takes_the_way_of_a_colombian_municipality() -> None:
    meta = {"code": "result", "name": "Meta de resultado", "parents": ["function"], "at_top": True, "reports": True}
    preset = parse_preset(
        edited(
            ("plan_types.0.weights", "as given"),
            ("plan_types.1.weights", "as given"),
            ("plan_types.1.explain_blocks", True),
            ("plan_types.1.score", {"explain_when": "below_programmed", "evidence_too": True}),
            ("plan_types.1.levels.2", meta),
            ("further_colors", ["orange"]),
            ("plan_types.1.bands", {"financial": [GREEN, {"color": "orange", "from_percent": 0, "label": "Naranja"}]}),
            ("calendar.country", "CO"),
            ("calendar.days", [{"on": "2027-01-04", "name": "Carnaval de Negros y Blancos", "kind": "local"}]),
        )
    )
    plan_type = preset.plan_type("POA")
    assert (plan_type.weights, plan_type.explain_blocks, plan_type.score.evidence_too) == (
        WeightsRule.AS_GIVEN,
        True,
        True,
    )
    assert plan_type.level("result").at_top
    assert plan_type.bands.of(BandKind.FINANCIAL)[-1].label == "Naranja"
    assert plan_type.bands.of(BandKind.PROJECT) == HACIENDA.plan_type("POA").bands.default
    assert preset.calendar.country == "CO"


def test_a_plan_type_takes_the_settings_of_the_institution_and_changes_some() -> None:
    preset = parse_preset(edited(("score.cap", 110), ("score.persist_window", 3), ("plan_types.1.score", {"cap": 100})))
    strategic, operating = preset.plan_type("PEI").score, preset.plan_type("POA").score
    assert (strategic.cap, operating.cap) == (Decimal(110), Decimal(100))
    assert (strategic.persist_window, operating.persist_window) == (3, 3)
