"""The declaration of a Colombian municipality and its four-year development plan (S3)."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.rules.deadline_kind import Subject
from models.rules.due_date import deadlines_for_year, event_rules
from models.rules.indicator_kind import IndicatorKind
from models.rules.preset import MoneyCheck, WeightsRule
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.score_rules import ExplainWhen, RollUp
from models.rules.workflow import Action, SheetState, next_state
from tests.rules.calendars import CALENDARS
from tests.rules.declarations import GONE, assert_refused, declared

SHIPPED = declared("pasto_co")
PASTO = parse_preset(SHIPPED)
BOGOTA = ZoneInfo("America/Bogota")

BROKEN = [
    ("code", "Pasto CO", "code"),
    ("currency", 170, "currency"),
    ("accounting.refuse_above_current", "project", "accounting.refuse_above_current"),
    ("accounting.refuse_above_committed", "row", "accounting.refuse_above_committed"),
    ("calendar", {"days": [{"on": "2027-01-04"}]}, "calendar.days[0].name"),
    ("calendar", {"closures": [{"name": "Carnaval", "first": "01-04", "last": "enero"}]}, "calendar.closures[0].last"),
    ("calendar", {"country": "ZZ"}, "calendar"),
    ("recipients.6.roles", [], "recipients[6].roles"),
    ("deadlines.2.reminders.1.day_type", "date", "deadlines[2].reminders[1]"),
    ("deadlines.2.opens.count", 6, "deadlines[2]"),  # opens after it is due
    ("deadlines.3.recipients", ["tesoreria"], "deadlines[3].recipients[0]"),
    ("deadlines.4.due.day_type", "month", "deadlines[4]"),  # after an event only days are counted
    ("deadlines.7.anchor", "trimester_end", "deadlines[7].anchor"),
    ("deadlines.9.escalation.0.days", -1, "deadlines[9].escalation[0].days"),
    ("score.total.roll_up", "average", "score.total.roll_up"),
    # instruments
    ("plan_types.0.instruments.0.kind", "budget", "plan_types[0].instruments[0].kind"),
    ("plan_types.0.instruments.0.name", GONE, "plan_types[0].instruments[0].name"),
    ("plan_types.0.instruments.1.code", "PI", "plan_types[0].instruments[1].code"),  # twice
    ("plan_types.0.instruments.1.kind", "sources", "plan_types[0].instruments[2].kind"),  # one of each kind
    ("plan_types.0.instruments.0.levels", GONE, "plan_types[0].instruments[0].levels"),
    ("plan_types.0.instruments.0.levels", ["objective"], "plan_types[0].instruments[0].levels[0]"),
    ("plan_types.0.instruments.0.levels", ["product", "program"], "plan_types[0].instruments[0].levels"),  # upside down
    ("plan_types.0.instruments.4.levels", ["product"], "plan_types[0].instruments[4].levels"),  # what is captured
    ("plan_types.0.instruments.5.levels", ["product"], "plan_types[0].instruments[5].levels"),  # grouped by nothing
    ("plan_types.0.instruments.5.levels", ["dimension", "project"], "plan_types[0].instruments[5].levels"),
    ("score.cap", 90, "score.cap"),
    ("workflows.captura.steps.5.to", "closed", "workflows.captura.steps[5].to"),
    ("workflows.captura.steps.4", {"state": ["submitted"]}, "workflows.captura.steps[4].action"),
    ("plan_types.0.weights", "sum to one", "plan_types[0].weights"),
    ("plan_types.0.levels.4.roll_up", "leaves", "plan_types[0].levels[4].roll_up"),  # nothing hangs below it
    ("plan_types.0.levels.3.indicator_kinds", ["producto"], "plan_types[0].levels[3].indicator_kinds[0]"),
    ("plan_types.0.levels", GONE, "plan_types[0].levels"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_is_refused_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place, of=SHIPPED)


def test_a_plan_goes_from_the_dimension_to_the_product_target() -> None:
    plan_type = PASTO.plan_type("PDM")
    assert [level.code for level in plan_type.levels] == ["dimension", "program", "project", "product", "activity"]
    assert (plan_type.years, plan_type.weights) == ((4, 4), WeightsRule.AS_GIVEN)  # rulings 22
    assert plan_type.level("program").indicator_kinds == (IndicatorKind.OUTCOME,)  # metas de resultado


def test_a_dimension_and_the_plan_are_made_of_their_product_targets() -> None:
    score = PASTO.plan_type("PDM").score
    assert (score.level("dimension").roll_up, score.total.roll_up) == (RollUp.LEAVES, RollUp.LEAVES)  # rulings 8
    assert score.explain_when is ExplainWhen.NOT_GREEN


def test_spending_above_the_appropriation_of_a_row_is_refused() -> None:
    assert PASTO.money_check is MoneyCheck.ROW  # rulings 15


def test_planning_verifies_and_its_head_validates() -> None:
    steps = PASTO.sheet_workflow("PDM")
    assert next_state(steps, SheetState.SUBMITTED, Action.VERIFY, {Role.PLANNING_ANALYST}) is SheetState.VERIFIED
    assert next_state(steps, SheetState.VERIFIED, Action.VALIDATE, {Role.PLANNING_HEAD}) is SheetState.VALIDATED


def test_capture_and_execution_are_due_on_the_fifth_business_day() -> None:
    found = deadlines_for_year(PASTO.deadlines, CALENDARS["CO"], 2027, BOGOTA)
    due = {(each.rule, str(each.period)): each.effective_due for each in found}
    assert due["S3-D03", "2026-12"] == due["S3-D04", "2026-12"] == date(2027, 1, 8)
    assert (due["S3-D03", "2027-03"], due["S3-D06", "2027-03"]) == (date(2027, 4, 7), date(2027, 4, 14))
    assert (due["S3-D01", "2026"], due["S3-D07", "2027-Q1"]) == (date(2027, 1, 30), date(2027, 4, 21))
    assert sum(each.subject is Subject.CAPTURE_SHEET for each in found) == 12


def test_what_waits_for_an_event_is_in_no_year() -> None:
    assert [rule.id for rule in event_rules(PASTO.deadlines)] == [
        "S3-D05", "S3-D05b", "S3-D08", "S3-D08b", "S3-D10", "S3-D11",
    ]  # fmt: skip


def test_it_speaks_the_words_of_the_procedure() -> None:
    assert [PASTO.term(key) for key in ("capture_sheet", "dashboard", "vice_minister")] == [
        "Hoja de captura",
        "Tablero de control",
        "Alcalde",
    ]
