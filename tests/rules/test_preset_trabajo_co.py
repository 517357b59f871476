"""The declaration of a Colombian ministry with territorial directorates (S1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from models.rules.deadline_kind import Subject
from models.rules.due_date import deadlines_for_year, event_rules
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.score_rules import ExplainWhen
from models.rules.traffic_light import BandKind
from models.rules.workflow import Action, SheetState, next_state
from tests.rules.calendars import CALENDARS
from tests.rules.declarations import GONE, assert_refused, declared

SHIPPED = declared("trabajo_co")
TRABAJO = parse_preset(SHIPPED)
BOGOTA = ZoneInfo("America/Bogota")

BROKEN = [
    ("country", "COL", "country"),
    ("currency", "PESO", "currency"),
    ("locale", "es-CO", "locale"),
    ("timezone", "Bogota", "timezone"),
    ("unit_kinds.3.is_dependency", "sí", "unit_kinds[3].is_dependency"),
    ("unit_kinds.3.code", "direccion", "unit_kinds[3].code"),  # twice
    ("recipients.2.roles", ["oap"], "recipients[2].roles[0]"),
    ("recipients.0.reach", "territory", "recipients[0].reach"),
    ("deadlines.3.due.day_type", "hábiles", "deadlines[3].due.day_type"),
    ("deadlines.3.escalation.2.to", ["ministra"], "deadlines[3].escalation[2].to[0]"),
    ("deadlines.3.anchor", "month_end", "deadlines"),  # no capture rule for quarters any more
    ("deadlines.2.due.on", "31-01", "deadlines[2].due"),
    ("deadlines.0.closes", {"day_type": "BD", "count": 9}, "deadlines[0]"),  # an event closes nothing by itself
    ("score.explain_when", "always", "score.explain_when"),
    ("score.evidence", True, "score.evidence"),
    ("workflows.seguimiento.steps.6.not_by_author", GONE, "workflows.seguimiento.steps[6].not_by_author"),
    ("workflows.seguimiento.steps.4.action", "approve", "workflows.seguimiento.steps[4].action"),
    ("plan_types.2.aligns_to", ["PND"], "plan_types[2].aligns_to[0]"),
    ("plan_types.2.levels.1.own_share", 101, "plan_types[2].levels[1].own_share"),
    ("plan_types.2.levels.2.reports", False, "plan_types[2].levels[2].reports"),
    ("plan_types.0.years_max", 3, "plan_types[0].years_min"),
    ("terms.territory", {"singular": "Territorial", "plural": "Territoriales"}, "terms.territory"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_is_refused_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place, of=SHIPPED)


def test_it_follows_its_plans_by_quarter() -> None:
    assert [plan_type.code for plan_type in TRABAJO.plan_types] == ["PES", "PEI", "PA"]  # S1-GEN-1
    assert {plan_type.frequency.value for plan_type in TRABAJO.plan_types} == {"quarter"}
    assert [plan_type.years for plan_type in TRABAJO.plan_types] == [(4, 4), (4, 4), (1, 1)]
    assert TRABAJO.plan_type("PA").needs_alignment


def test_an_action_plan_goes_from_the_dependency_to_the_task() -> None:
    levels = TRABAJO.plan_type("PA").levels
    assert [level.name for level in levels] == ["Dependencia", "Actividad", "Tarea"]
    assert TRABAJO.plan_type("PA").score.level("activity").own_share == Decimal(100)
    assert TRABAJO.plan_type("PA").score.level("dependency").bands is BandKind.FUNCTION


def test_what_stays_below_its_programme_is_explained_with_evidence() -> None:
    score = TRABAJO.plan_type("PA").score
    assert (score.explain_when, score.evidence_too) == (ExplainWhen.BELOW_PROGRAMMED, True)  # S1-CP16.2


@pytest.mark.parametrize("code", ["PES", "PEI", "PA"])
def test_sending_without_an_explanation_is_refused(code: str) -> None:
    assert TRABAJO.plan_type(code).explain_blocks  # rulings 13


def test_the_head_verifies_and_planning_validates() -> None:
    steps = TRABAJO.sheet_workflow("PA")
    assert next_state(steps, SheetState.SUBMITTED, Action.VERIFY, {Role.DEPARTMENT_HEAD}) is SheetState.VERIFIED
    assert next_state(steps, SheetState.VERIFIED, Action.VALIDATE, {Role.PLANNING_ANALYST}) is SheetState.VALIDATED


def test_the_quarter_is_captured_in_its_first_five_business_days() -> None:
    found = deadlines_for_year(TRABAJO.deadlines, CALENDARS["CO"], 2027, BOGOTA)
    capture = [each for each in found if each.subject is Subject.CAPTURE_SHEET]
    assert [(str(each.period), each.opens, each.effective_due) for each in capture] == [
        ("2026-Q4", date(2027, 1, 4), date(2027, 1, 8)),
        ("2027-Q1", date(2027, 4, 1), date(2027, 4, 7)),
        ("2027-Q2", date(2027, 7, 1), date(2027, 7, 8)),  # 5 July is a holiday
        ("2027-Q3", date(2027, 10, 1), date(2027, 10, 7)),
    ]


def test_it_keeps_the_ids_of_its_deadlines() -> None:
    ids = [rule.id for rule in TRABAJO.deadlines]
    assert ids == ["S1-D04", "S1-D05", "S1-D06", "S1-D07", "S1-D08", "S1-D09", "S1-D09b", "S1-D12"]
    assert [rule.id for rule in event_rules(TRABAJO.deadlines)] == ["S1-D04", "S1-D05", "S1-D09b", "S1-D12"]


def test_it_speaks_the_words_of_the_ministry() -> None:
    assert [TRABAJO.term(key) for key in ("capture_sheet", "cause", "vice_minister")] == [
        "Seguimiento trimestral",
        "Justificación",
        "Ministro",
    ]
