from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.rules.deadline_kind import Anchor, Subject
from models.rules.errors import RuleBroken
from models.rules.preset import Preset, Reach, WeightsRule
from models.rules.roles import Role
from models.rules.score_rules import ExplainWhen, MissingPolicy, RollUp
from models.rules.traffic_light import BandKind, color_of
from models.rules.workflow import Action, PlanState, SheetState, next_state, steps_open_to
from tests.rules.declarations import HACIENDA


def test_it_says_whose_it_is() -> None:
    assert (HACIENDA.code, HACIENDA.country, HACIENDA.currency) == ("hacienda_sv", "SV", "USD")
    assert (HACIENDA.locale, HACIENDA.timezone) == ("es_SV", "America/El_Salvador")


def test_it_speaks_the_words_of_the_procedure() -> None:
    words = [HACIENDA.term(key) for key in ("org_unit", "traffic_light", "capture_sheet", "internal_activity")]
    assert words == ["Dependencia", "Colorimetría", "Seguimiento mensual", "Actividad interna"]
    assert HACIENDA.words("org_unit").plural == "Dependencias"


def test_it_keeps_the_usual_word_where_the_preset_is_silent() -> None:
    assert HACIENDA.term("funding_source") == "Fuente de financiamiento"
    assert "funding_source" not in HACIENDA.terms


def test_dependencies_are_directorates_the_tribunal_and_advisory_units() -> None:
    kinds = [kind.code for kind in HACIENDA.unit_kinds if kind.is_dependency]
    assert kinds == ["direccion", "tribunal", "unidad_asesora"]  # S0-LIN-b
    assert not HACIENDA.unit_kind("despacho").is_dependency


def test_a_recipient_group_means_the_heads_of_the_advisory_units() -> None:
    group = HACIENDA.recipient_group("unidades_asesoras")  # S0-LIN-a
    assert (group.roles, group.unit_kinds) == ({Role.DEPARTMENT_HEAD}, {"unidad_asesora"})
    assert HACIENDA.recipient_group("participantes").reach is Reach.PARTICIPATING


@pytest.mark.parametrize(
    ("code", "years", "levels", "reporting"),
    [
        ("PEI", (3, 5), ["objective", "strategy", "project", "activity"], ["activity"]),  # S0-DEF-05
        ("POA", (1, 1), ["function", "activity"], ["activity"]),  # S0-DEF-06
    ],
)
def test_it_declares_the_two_plans(code: str, years: tuple[int, int], levels: list[str], reporting: list[str]) -> None:
    plan_type = HACIENDA.plan_type(code)
    assert (plan_type.years, [level.code for level in plan_type.levels]) == (years, levels)
    assert [level.code for level in plan_type.levels if level.reports] == reporting
    assert plan_type.weights is WeightsRule.SUM_TO_100


def test_the_poa_must_align_with_the_pei() -> None:
    poa = HACIENDA.plan_type("POA")
    assert (poa.aligns_to, poa.needs_alignment) == (("PEI",), True)
    assert not HACIENDA.plan_type("PEI").needs_alignment


def test_each_level_hangs_under_the_one_before_it() -> None:
    levels = HACIENDA.plan_type("PEI").levels
    assert [level.parents for level in levels] == [(), ("objective",), ("strategy",), ("project",)]
    assert [level.at_top for level in levels] == [True, False, False, False]


def test_projects_compare_executed_with_programmed() -> None:
    score = HACIENDA.plan_type("PEI").score
    assert score.level("project").roll_up is RollUp.RATIO  # C-10
    assert score.level("project").bands is BandKind.PROJECT


def test_its_score_rules_hold_for_both_plans() -> None:
    for plan_type in HACIENDA.plan_types:
        score = plan_type.score
        assert (score.cap, score.over_execution_from) == (Decimal(100), Decimal(120))
        assert score.missing_policy is MissingPolicy.ZERO_AFTER_DEADLINE
        assert score.explain_when is ExplainWhen.NOT_GREEN
        assert not plan_type.explain_blocks  # rulings 13: it warns


@pytest.mark.parametrize(
    ("percent", "color"), [("90.00", "green"), ("89.99", "yellow"), ("70.00", "yellow"), ("69.99", "red"), ("0", "red")]
)
def test_its_bands_stand_at_90_and_70(percent: str, color: str) -> None:
    assert color_of(Decimal(percent), HACIENDA.plan_type("POA").bands.of(BandKind.FUNCTION)) == color


def test_the_liaison_submits_and_the_head_verifies() -> None:
    steps = HACIENDA.sheet_workflow("POA")
    assert next_state(steps, SheetState.NO_REPORT, Action.SUBMIT, {Role.LIAISON}) is SheetState.SUBMITTED  # late
    assert next_state(steps, SheetState.SUBMITTED, Action.VERIFY, {Role.DEPARTMENT_HEAD}) is SheetState.VERIFIED
    assert not steps_open_to(steps, SheetState.SUBMITTED, {Role.LIAISON, Role.PLANNING_ANALYST})
    assert not steps_open_to(steps, SheetState.CLOSED, set(Role))


def test_planning_puts_a_plan_in_force() -> None:
    steps = HACIENDA.plan_workflow("PEI")
    assert next_state(steps, PlanState.DRAFT, Action.PUT_IN_FORCE, {Role.PLANNING_HEAD}) is PlanState.IN_FORCE


@pytest.mark.parametrize(
    ("rule", "subject", "anchor", "count"),
    [
        ("S0-D01", Subject.CAPTURE_SHEET, Anchor.MONTH_END, 5),
        ("S0-D02", Subject.UPDATE_CHECK_PROJECTS, Anchor.MONTH_END, 6),
        ("S0-D03", Subject.UPDATE_CHECK_FUNCTIONS, Anchor.MONTH_END, 6),
        ("S0-D04", Subject.EARLY_WARNING, Anchor.MONTH_END, 6),
        ("S0-D05", Subject.NOTICE_ON_SUBMISSION, Anchor.PROGRESS_SENT, 0),
        ("S0-D06", Subject.DIGEST, Anchor.PROGRESS_SENT, 0),
        ("S0-D06b", Subject.CONSOLIDATION, Anchor.MONTH_END, 6),
        ("S0-D07", Subject.COMPLETENESS_CHECK, Anchor.MONTH_END, 8),
        ("S0-D08", Subject.BIMONTHLY_REPORT, Anchor.BIMONTH_END, 8),
        ("S0-D09", Subject.INFORMATION_REQUEST, Anchor.QUARTER_END, 5),
        ("S0-D10", Subject.EXECUTIVE_REPORT, Anchor.QUARTER_END, 15),
        ("S0-D11", Subject.URGENT_MEETING, Anchor.QUARTER_END, 18),
        ("S0-D12", Subject.INFORMATION_REQUEST, Anchor.SEMESTER_END, 5),
        ("S0-D13", Subject.MONITORING_REPORT, Anchor.SEMESTER_END, 15),
        ("S0-D14", Subject.MEETING, Anchor.REPORT_SENT, 5),
        ("S0-D14b", Subject.MEMO, Anchor.MEETING_HELD, 3),
        ("S0-D14c", Subject.COMMITMENT_ASSIGNMENT, Anchor.MEMO_SENT, 3),
        ("S0-D14d", Subject.COMMITMENT, Anchor.COMMITMENT_DUE, 0),
        ("S0-D15", Subject.MONITORING_REPORT, Anchor.QUARTER_END, 12),
    ],
)
def test_it_keeps_the_table_of_deadlines(rule: str, subject: Subject, anchor: Anchor, count: int) -> None:
    found = next(each for each in HACIENDA.deadlines if each.id == rule)
    assert (found.subject, found.anchor, found.due.count) == (subject, anchor, count)


def test_quarterly_requests_and_reports_skip_the_second_and_fourth_quarter() -> None:
    assert [rule.only for rule in HACIENDA.deadlines if rule.id in {"S0-D09", "S0-D10"}] == [("Q1", "Q3")] * 2  # G-24


def test_late_capture_climbs_the_ladder() -> None:
    ladder = HACIENDA.deadlines[0].escalation  # R 4.1
    assert [rung.days for rung in ladder] == [0, 1, 3, 5]
    assert ladder[-1].to == ("viceministros",)


@pytest.mark.parametrize("find", [Preset.plan_type, Preset.sheet_workflow, Preset.unit_kind, Preset.recipient_group])
def test_it_says_that_it_has_no_such_thing(find: Any) -> None:
    with pytest.raises(RuleBroken, match=r"no tiene el .*«nada»") as refusal:
        find(HACIENDA, "nada")
    assert refusal.value.status == 404


def test_a_plan_type_says_that_it_has_no_such_level() -> None:
    assert HACIENDA.plan_type("POA").level("function").name == "Función"
    with pytest.raises(RuleBroken, match="POA no tiene el nivel «task»"):
        HACIENDA.plan_type("POA").level("task")
