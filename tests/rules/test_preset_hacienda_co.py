"""The declaration of a Colombian ministry that follows up processes and their management practices (S2)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from models.rules.deadline_kind import Subject
from models.rules.due_date import deadline_on_event, deadlines_for_year
from models.rules.period import Period
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.score_rules import ExplainWhen
from models.rules.window import reminders_of
from models.rules.workflow import Action, SheetState, next_state, steps_open_to
from tests.rules.calendars import CALENDARS
from tests.rules.declarations import GONE, assert_refused, declared

SHIPPED = declared("hacienda_co")
HACIENDA_CO = parse_preset(SHIPPED)
BOGOTA = ZoneInfo("America/Bogota")

BROKEN = [
    ("name", "", "name"),
    ("timezone", GONE, "timezone"),
    ("practices", ["Planes", "Riesgos"], "practices"),  # they come with their module
    ("unit_kinds", [], "unit_kinds"),
    ("unit_kinds.3.name", 4, "unit_kinds[3].name"),
    ("recipients.4.unit_kinds", ["gerencia"], "recipients[4].unit_kinds[0]"),
    ("recipients.1.code", "enlace", "recipients[1].code"),
    ("deadlines.0.opens.on", "11-31", "deadlines[0].opens"),
    ("deadlines.0.opens.day_type", "BD", "deadlines[0].opens"),  # days have no date
    ("deadlines.1.due.count", 400, "deadlines[1].due.count"),
    ("deadlines.1.reminders.0.edge", "close", "deadlines[1].reminders[0].edge"),
    ("deadlines.3.source", "stated", "deadlines[3].source"),
    ("deadlines.3.only", ["Q1"], "deadlines[3]"),  # an event has no quarters
    ("deadlines.4.id", "S2-D05", "deadlines[4].id"),
    ("deadlines.4.id", "plazo", "deadlines[4]"),
    ("bands.default.0.from_percent", "noventa", "bands.default[0].from_percent"),
    ("bands.process", [], "bands.process"),
    ("workflows.registro.steps.4.by", ["internal_control"], "workflows.registro.steps[4].by"),
    ("workflows.registro.steps.5.note_required", False, "workflows.registro.steps[5].note_required"),
    ("plan_types.1.sheet_workflow", "vigencia", "plan_types[1].sheet_workflow"),
    ("plan_types.1.frequency", "week", "plan_types[1].frequency"),
    ("plan_types.0.levels.1.parents", ["process"], "plan_types[0].levels[1].parents[0]"),
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_is_refused_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place, of=SHIPPED)


def test_the_report_may_be_validated_for_ten_business_days() -> None:
    rule = next(rule for rule in HACIENDA_CO.deadlines if rule.id == "S2-D05")
    sent = datetime(2027, 3, 17, 10, tzinfo=BOGOTA)
    window = deadline_on_event(rule, Period.parse("2027-Q1"), sent, CALENDARS["CO"], BOGOTA)
    assert window.due_at.isoformat() == "2027-04-05T23:59:59-05:00"  # R 6.3
    told = [notice.at.date() for notice in reminders_of(rule, window, CALENDARS["CO"], BOGOTA)]
    assert told == [date(2027, 3, 29), date(2027, 4, 1), date(2027, 4, 5)]


def test_the_guidelines_of_a_year_are_reviewed_from_november() -> None:
    found = deadlines_for_year(HACIENDA_CO.deadlines, CALENDARS["CO"], 2027, BOGOTA)
    review = next(each for each in found if each.rule == "S2-D01")
    assert (review.opens, review.effective_due) == (date(2026, 11, 1), date(2027, 1, 31))


def test_a_month_is_recorded_in_five_business_days() -> None:
    found = deadlines_for_year(HACIENDA_CO.deadlines, CALENDARS["CO"], 2027, BOGOTA)
    due = {str(each.period): each.effective_due for each in found if each.subject is Subject.CAPTURE_SHEET}
    assert len(due) == 12
    assert (due["2026-12"], due["2027-02"], due["2027-06"]) == (
        date(2027, 1, 8),
        date(2027, 3, 5),
        date(2027, 7, 8),
    )


def test_the_adviser_verifies_and_the_leader_does_not() -> None:
    steps = HACIENDA_CO.sheet_workflow("PA")
    assert next_state(steps, SheetState.SUBMITTED, Action.VERIFY, {Role.PLANNING_ANALYST}) is SheetState.VERIFIED
    assert not steps_open_to(steps, SheetState.SUBMITTED, {Role.DEPARTMENT_HEAD})


def test_it_has_processes_and_asks_for_reasons() -> None:
    assert (HACIENDA_CO.term("org_unit"), HACIENDA_CO.unit_kind("proceso").is_dependency) == ("Proceso", True)
    assert HACIENDA_CO.plan_type("PA").score.explain_when is ExplainWhen.NOT_GREEN
