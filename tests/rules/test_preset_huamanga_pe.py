"""The declaration of a Peruvian municipality, its institutional and its operating plan (S4)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.rules.due_date import deadlines_for_year
from models.rules.indicator_kind import IndicatorKind
from models.rules.preset import Reach
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.score_rules import ExplainWhen, RollUp, ScoreRule, WeightMode
from models.rules.workflow import Action, SheetState, next_state, steps_open_to
from tests.rules.calendars import CALENDARS
from tests.rules.declarations import GONE, assert_refused, declared

SHIPPED = declared("huamanga_pe")
HUAMANGA = parse_preset(SHIPPED)
LIMA = ZoneInfo("America/Lima")

BROKEN = [
    ("currency", "SOL", "currency"),
    ("locale", "qu_XX", "locale"),
    ("unit_kinds.0", {"code": "alcaldia"}, "unit_kinds[0].name"),
    ("recipients.2.reach", "superior", "recipients[2].reach"),
    ("recipients.2.level", "parent", "recipients[2].level"),
    ("deadlines.0.year_offset", -2, "deadlines[0].year_offset"),
    ("deadlines.0.due", {"day_type": "CD", "count": 30}, "deadlines[0]"),  # a fixed date is no number of days
    ("deadlines.2.due.count", 13, "deadlines[2].due"),
    ("deadlines.4.roll", "next_monday", "deadlines[4].roll"),
    ("deadlines.4.year_offset", -1, "deadlines[4]"),  # only for a fixed date
    ("deadlines.4.count_from", "today", "deadlines[4].count_from"),
    ("deadlines.4.escalation.1.day_type", "week", "deadlines[4].escalation[1].day_type"),
    ("deadlines.7", GONE, "deadlines"),  # nothing opens the months of the PDI any more
    ("bands.default", [{"color": "red", "from_percent": 0}], "bands.default"),  # no green
    ("workflows.evaluacion.steps.4.to", "verified", "workflows.evaluacion.steps[4].to"),
    ("workflows.evaluacion.steps.4.not_by_author", False, "workflows.evaluacion.steps[4].not_by_author"),
    ("workflows.evaluacion.steps.3", GONE, "workflows.evaluacion.steps"),  # nothing can be sent
    ("plan_types.1.score.cap", 120, "plan_types[1].score"),  # CEPLAN truncates at 100
    ("plan_types.1.score.score_rule", "CEPLAN", "plan_types[1].score.score_rule"),
    ("plan_types.1.score.weight_mode", "none", "plan_types[1].score.weight_mode"),
    ("plan_types.1.levels.2.indicator_kinds", ["proceso"], "plan_types[1].levels[2].indicator_kinds[0]"),
    ("plan_types.1.indicator_frequencies", ["month"], "plan_types[1].indicator_frequencies[0]"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_is_refused_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place, of=SHIPPED)


def test_the_operating_plan_is_scored_the_ceplan_way() -> None:
    score = HUAMANGA.plan_type("POI").score
    assert (score.score_rule, score.weight_mode) == (ScoreRule.CEPLAN, WeightMode.EQUAL)
    assert score.total.roll_up is RollUp.LEAVES
    assert HUAMANGA.plan_type("PDI").score.score_rule is ScoreRule.DEFAULT  # rulings 12
    assert score.explain_when is ExplainWhen.BELOW_PROGRAMMED


def test_the_institutional_plan_is_followed_by_month_and_the_operating_one_by_quarter() -> None:
    assert [(each.code, each.frequency.value) for each in HUAMANGA.plan_types] == [("PDI", "month"), ("POI", "quarter")]
    assert HUAMANGA.plan_type("PDI").years == (3, 4)  # G-13


def test_an_activity_is_measured_by_process_or_input() -> None:
    kinds = HUAMANGA.plan_type("POI").level("activity").indicator_kinds
    assert kinds == (IndicatorKind.PROCESS, IndicatorKind.INPUT)  # S4-8.1.2


def test_the_quarter_is_due_after_ten_calendar_days_and_rolls_on() -> None:
    found = [
        each
        for year in (2027, 2028)
        for each in deadlines_for_year(HUAMANGA.deadlines, CALENDARS["PE"], year, LIMA)
        if each.rule == "S4-D05" and each.period.year == 2027
    ]
    assert [(str(each.period), each.nominal_due, each.effective_due) for each in found] == [
        ("2027-Q1", date(2027, 4, 10), date(2027, 4, 12)),
        ("2027-Q2", date(2027, 7, 10), date(2027, 7, 12)),
        ("2027-Q3", date(2027, 10, 10), date(2027, 10, 11)),
        ("2027-Q4", date(2028, 1, 10), date(2028, 1, 10)),
    ]


def test_a_plan_is_formulated_in_the_year_before() -> None:
    found = {each.rule: each for each in deadlines_for_year(HUAMANGA.deadlines, CALENDARS["PE"], 2026, LIMA)}
    formulation = found["S4-D01"]
    assert (str(formulation.period), formulation.opens, formulation.effective_due) == (
        "2027",
        date(2026, 1, 1),
        date(2026, 3, 30),
    )
    assert (found["S4-D03"].effective_due, found["S4-D04"].effective_due) == (date(2026, 4, 30), date(2026, 12, 31))


def test_a_month_of_the_institutional_plan_closes_on_the_fifth_business_day() -> None:
    found = deadlines_for_year(HUAMANGA.deadlines, CALENDARS["PE"], 2027, LIMA)
    due = {str(each.period): each.effective_due for each in found if each.rule == "S4-D08"}
    assert (len(due), due["2026-12"], due["2027-03"]) == (12, date(2027, 1, 8), date(2027, 4, 7))


def test_the_immediate_superior_supervises_before_planning_verifies() -> None:
    steps = HUAMANGA.sheet_workflow("POI")
    assert next_state(steps, SheetState.SUBMITTED, Action.SUPERVISE, {Role.DEPARTMENT_HEAD}) is SheetState.SUPERVISED
    assert next_state(steps, SheetState.SUPERVISED, Action.VERIFY, {Role.PLANNING_ANALYST}) is SheetState.VERIFIED
    assert not steps_open_to(steps, SheetState.SUBMITTED, {Role.PLANNING_ANALYST})
    assert HUAMANGA.recipient_group("superior").reach is Reach.PARENT


def test_it_speaks_the_words_of_the_directive() -> None:
    words = [HUAMANGA.term(key) for key in ("capture_sheet", "org_unit", "vice_minister")]
    assert words == ["Evaluación del POI", "Unidad orgánica", "Titular del Pliego"]
