from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from models.actions.compute_scores import compute_scores, compute_stored_periods
from models.actions.load_preset import load_preset, preset_text
from models.actions.refresh_scores import refresh_scores
from models.scope import current_reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.progress import Progress
from models.tables.score import Score
from models.tables.score_run import ScoreRun
from tests.worked_example import figures, load_both, version_of

BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")
MARCH = "2027-03"


def plan_id(code: str) -> int:
    return db.session.scalars(select(Plan.id).where(Plan.code == code)).one()


def report(indicator: str, period: str, value: str | None) -> int:
    """Count another value and give the indicator."""
    question = select(Progress).where(Progress.period == period, Progress.indicator.has(code=indicator))
    row = db.session.scalars(question).one()
    row.counted_actual = None if value is None else Decimal(value)
    db.session.flush()
    return row.indicator_id


def stored() -> list[tuple[Any, ...]]:
    """Every stored figure and summary, as it would be read."""
    scores = db.session.execute(select(Score.__table__).order_by(Score.period, Score.plan_item_id))
    runs = db.session.execute(select(ScoreRun.plan_version_id, ScoreRun.period, ScoreRun.summary).order_by(ScoreRun.id))
    values = db.session.execute(
        select(Progress.id, Progress.period_percent, Progress.to_date_percent, Progress.color, Progress.state).order_by(
            Progress.id
        )
    )
    return [*map(tuple, scores), *map(tuple, runs), *map(tuple, values)]


@pytest.mark.parametrize(
    ("plan", "change"),
    [
        ("POA-2027", ("b-IND", MARCH, "4")),  # the last stored month
        ("POA-2027", ("a-IND", "2027-01", "0")),  # an earlier one, which the later contain
        ("POA-2027", ("b-IND", "2027-02", None)),  # taken back
        ("POA-2027", ("d-IND", MARCH, "21")),  # worse than its baseline
        ("POA-2027", ("a-IND", MARCH, "999999999")),  # clipped
        ("PEI", ("A2-IND", MARCH, "20")),  # an activity of a project, under strategy and objective
        ("PEI", ("A3-IND", "2027-02", "10")),
    ],
)
def test_it_stores_what_a_whole_computation_would(
    system: Any, tmp_path: Path, plan: str, change: tuple[str, str, str | None]
) -> None:
    load_both(tmp_path, BD6)
    changed = report(*change)
    before = stored()
    refresh_scores(plan_id(plan), [changed], change[1], BD6)
    refreshed = stored()
    compute_stored_periods(version_of(plan), (), BD6)
    assert refreshed == stored()
    assert refreshed != before


def test_it_follows_a_sheet_of_a_unit(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == "DGA")).one()
    db.session.execute(
        update(CaptureSheet)
        .where(CaptureSheet.org_unit_id == unit.id, CaptureSheet.period == MARCH)
        .values(state="verified", verified_at=BD6)
    )
    refresh_scores(plan_id("PEI"), None, MARCH, BD6, org_unit_id=unit.id)
    lines = figures("PEI", MARCH)
    # A sheet of an earlier month is not verified, and A2 is another unit's: the lowest stands.
    assert {lines[code].basis for code in ("A1", "A2", "PE-01")} == {"captured"}
    db.session.execute(update(CaptureSheet).values(state="verified", verified_at=BD6))
    for code in ("DGA", "DGT"):
        unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == code)).one()
        refresh_scores(plan_id("PEI"), None, MARCH, BD6, org_unit_id=unit.id)
    assert {line.basis for line in figures("PEI", MARCH).values()} == {"verified"}


def test_it_makes_the_first_tree_of_a_period(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    db.session.execute(text("DELETE FROM score_run WHERE period = '2027-03'"))
    db.session.execute(text("DELETE FROM score WHERE period = '2027-03'"))
    refresh_scores(plan_id("POA-2027"), [report("b-IND", MARCH, "2")], MARCH, BD6)
    assert figures("POA-2027", MARCH)["F-01"].to_date_percent == Decimal("87.22")


def test_it_leaves_earlier_periods_alone(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    february = figures("POA-2027", "2027-02")
    refresh_scores(plan_id("POA-2027"), [report("b-IND", MARCH, "4")], MARCH, BD6)
    assert figures("POA-2027", "2027-02") == february


def test_it_computes_everything_where_parents_look_past_their_children(system: Any, tmp_path: Path) -> None:
    actor = current_reader()
    assert actor is not None
    leaves = preset_text("hacienda_sv").replace("[score]", '[score]\ntotal = {roll_up = "leaves", weights = "equal"}')
    load_preset(leaves, actor, BD6)
    load_both(tmp_path, BD6)
    refresh_scores(plan_id("POA-2027"), [report("b-IND", MARCH, "4")], MARCH, BD6)
    run = db.session.scalars(
        select(ScoreRun).where(ScoreRun.plan_version_id == version_of("POA-2027"), ScoreRun.period == MARCH)
    ).one()
    db.session.refresh(run)
    assert run.summary["percent"] == "93.33"  # (100 + 100 + 80) / 3


def test_it_does_nothing_for_a_draft(system: Any, tmp_path: Path) -> None:
    load_both(tmp_path, BD6)
    db.session.execute(text("UPDATE plan_version SET state = 'draft'"))
    before = stored()
    refresh_scores(plan_id("POA-2027"), [report("b-IND", MARCH, "4")], MARCH, BD6)
    assert stored() == before


def test_it_takes_few_statements(system: Any, tmp_path: Path, count_statements: list[str]) -> None:
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), MARCH, BD6)
    changed = report("b-IND", MARCH, "4")
    count_statements.clear()
    refresh_scores(plan_id("POA-2027"), [changed], MARCH, BD6)
    assert len(count_statements) <= 8, count_statements
