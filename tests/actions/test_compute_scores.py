from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from models.actions.compute_scores import compute_scores, compute_stored_periods
from models.actions.load_preset import load_preset, preset_text
from models.queries.stored_scores import stored_run
from models.rules.errors import RuleBroken
from models.rules.workflow import PeriodState, SheetState
from models.scope import current_reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.preset_version import PresetVersion
from models.tables.progress import Progress
from models.tables.reporting_period import ReportingPeriod
from tests.factories import institution
from tests.worked_example import figures, load, load_both, strategic_plan, version_of

LAST_SECOND = datetime.fromisoformat("2027-04-07T23:59:59-06:00")
BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")
MARCH = "2027-03"


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2027-01", ("5.00", "5.00", "100.00", "green")),
        ("2027-02", ("13.00", "11.50", "88.46", "yellow")),
        ("2027-03", ("36.00", "28.00", "77.78", "yellow")),
    ],
)
def test_it_stores_the_project_of_the_example(
    system: Any, tmp_path: Path, period: str, expected: tuple[str, str, str, str]
) -> None:
    planned, executed, percent, color = expected
    load(strategic_plan(), tmp_path, BD6)
    compute_scores(version_of("PEI"), period, BD6)
    project = figures("PEI", period)["PE-01"]
    assert (project.planned_to_date, project.actual_to_date) == (Decimal(planned), Decimal(executed))
    assert (project.to_date_percent, project.color, project.basis) == (Decimal(percent), color, "captured")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a", ("measured", "150.00", "116.67", "100.00", "green", ["over_execution"])),
        ("b", ("measured", "50.00", "75.00", "75.00", "yellow", [])),
        ("c", ("not_programmed", None, None, None, "grey", [])),
        ("d", ("measured", "80.00", "80.00", "80.00", "yellow", [])),
        ("F-01", ("measured", "78.89", "87.22", "87.22", "yellow", [])),
    ],
)
def test_it_stores_the_function_of_the_example(
    system: Any, tmp_path: Path, code: str, expected: tuple[object, ...]
) -> None:
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), MARCH, BD6)
    line = figures("POA-2027", MARCH)[code]
    percents = (line.period_percent, line.to_date_percent, line.capped_percent)
    shown = [None if each is None else str(each) for each in percents]
    assert (line.state, *shown, line.color, line.flags) == expected


def test_it_shows_unplanned_execution_in_blue(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), "2027-02", BD6)
    line = figures("POA-2027", "2027-02")["b"]
    assert (line.period_state, line.period_color) == ("unplanned_execution", "blue")


def silence(code: str) -> None:
    """Take back what was reported of an activity in March, and its unit's sheet."""
    db.session.execute(update(CaptureSheet).where(CaptureSheet.period == MARCH).values(round=0, state=SheetState.DRAFT))
    row = db.session.scalars(select(Progress).where(Progress.period == MARCH, Progress.indicator.has(code=code))).one()
    row.counted_actual, row.counted_at = None, None
    db.session.flush()


@pytest.mark.parametrize(
    ("now", "leaf", "function"),
    [
        # The last second is on time: b is awaited and left out of the function.
        (LAST_SECOND, ("pending", "grey", None), ("93.33", "93.33")),
        # One second later it is silent and counts as zero: 62.22 in March, 70.56 to date (R 6.1).
        (BD6, ("no_report", "red", "25.00"), ("62.22", "70.56")),
    ],
)
def test_it_counts_silence_only_after_the_window(
    system: Any,
    tmp_path: Path,
    now: datetime,
    leaf: tuple[str, str, str | None],
    function: tuple[str, str],
) -> None:
    load_both(tmp_path, now)
    silence("b-IND")
    compute_scores(version_of("POA-2027"), MARCH, now)
    lines = figures("POA-2027", MARCH)
    state, color, percent = leaf
    assert (lines["b"].state, lines["b"].color) == (state, color)
    assert lines["b"].to_date_percent == (None if percent is None else Decimal(percent))
    assert (lines["F-01"].period_percent, lines["F-01"].to_date_percent) == tuple(map(Decimal, function))
    assert (lines["F-01"].reported, lines["F-01"].expected) == (2, 3)


def test_it_takes_an_unsent_line_of_a_sent_sheet_for_silent(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, LAST_SECOND, b_in_march=None)
    compute_scores(version_of("POA-2027"), MARCH, LAST_SECOND)
    assert figures("POA-2027", MARCH)["b"].state == "no_report"


def test_it_stores_the_percents_beside_each_value(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), MARCH, BD6)
    row = db.session.scalars(
        select(Progress).where(Progress.period == MARCH, Progress.indicator.has(code="b-IND"))
    ).one()
    db.session.refresh(row)
    assert (row.period_percent, row.to_date_percent, row.color) == (Decimal("50.00"), Decimal("75.00"), "yellow")


def test_it_replaces_the_tree_that_stood(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    first = compute_scores(version_of("POA-2027"), MARCH, BD6)
    assert compute_scores(version_of("POA-2027"), MARCH, BD6) == first
    assert len(figures("POA-2027", MARCH)) == 5


def test_it_sums_the_plan_up(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    summary = compute_scores(version_of("POA-2027"), MARCH, BD6).summary
    assert (summary["items"], summary["percent"], summary["coverage_percent"]) == (5, "87.22", "100.00")
    assert (summary["by_color"]["yellow"], summary["by_state"]["not_programmed"]) == (3, 1)
    assert (summary["reported"], summary["expected"], summary["basis"]) == (3, 3, "captured")


@pytest.mark.parametrize(("state", "basis"), [("verified", "verified"), ("closed", "frozen"), ("returned", "captured")])
def test_it_says_how_firm_a_figure_is(system: Any, tmp_path: Path, state: str, basis: str) -> None:
    load_both(tmp_path, BD6)
    db.session.execute(update(CaptureSheet).values(state=state, verified_at=BD6))
    compute_scores(version_of("POA-2027"), MARCH, BD6)
    assert {line.basis for line in figures("POA-2027", MARCH).values()} == {basis}


def test_it_recomputes_every_stored_period_from_one_reading(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    periods = [each.period for each in compute_stored_periods(version_of("POA-2027"), ["2027-Q1"], BD6)]
    assert periods == ["2027-01", "2027-02", "2027-03", "2027-Q1"]
    assert figures("POA-2027", "2027-Q1")["F-01"].to_date_percent == Decimal("87.22")


def test_a_closed_period_keeps_the_declaration_that_it_was_scored_with(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    home, actor = institution().id, current_reader()
    assert actor is not None
    first = db.session.scalars(select(PresetVersion).where(PresetVersion.institution_id == home)).one()
    period = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.period == MARCH)).one()
    period.state, period.closed_at, period.preset_version_id = PeriodState.CLOSED, BD6, first.id
    load_preset(preset_text("hacienda_sv").replace("from_percent = 70", "from_percent = 89"), actor, BD6)
    compute_stored_periods(version_of("POA-2027"), ["2027-Q1"], BD6)
    # March and the quarter that ends with it are closed, February is not.
    assert {code: figures("POA-2027", code)["F-01"].color for code in (MARCH, "2027-Q1")} == {
        MARCH: "yellow",
        "2027-Q1": "yellow",
    }
    run = stored_run(home, version_of("POA-2027"), "2027-02")
    assert run is not None
    assert run.preset_version_id != first.id


def test_it_refuses_an_unknown_version(system: Any) -> None:
    with pytest.raises(RuleBroken) as refusal:
        compute_scores(0, MARCH, BD6)
    assert refusal.value.code == "plan_not_found"
