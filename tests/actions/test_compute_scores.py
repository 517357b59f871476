"""The worked example 6.1 from a file to the stored figures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from models.actions.compute_scores import compute_scores
from models.tables.base import db
from tests.worked_example import load, load_both, strategic_plan

BD5 = datetime.fromisoformat("2027-04-07T12:00:00-06:00")
BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")


def figures(period: str) -> dict[str, object]:
    rows = db.session.execute(
        text(
            "SELECT item.code, score.* FROM score JOIN plan_item item ON item.id = plan_item_id WHERE period = :period"
        ),
        {"period": period},
    )
    return {row.code: row for row in rows}


def version_of(plan: str) -> int:
    question = "SELECT v.id FROM plan_version v JOIN plan ON plan.id = v.plan_id WHERE plan.code = :plan"
    return db.session.scalar(text(question), {"plan": plan})


@pytest.mark.parametrize(
    ("period", "planned", "executed", "percent", "color"),
    [
        ("2027-01", "5.00", "5.00", "100.00", "green"),
        ("2027-02", "13.00", "11.50", "88.46", "yellow"),
        ("2027-03", "36.00", "28.00", "77.78", "yellow"),
    ],
)
def test_it_stores_the_project_of_the_example(system, tmp_path, period, planned, executed, percent, color):
    load(strategic_plan(), tmp_path, BD6)
    compute_scores(version_of("PEI"), period, BD6)
    project = figures(period)["PE-01"]
    assert (project.planned_to_date, project.actual_to_date) == (Decimal(planned), Decimal(executed))
    assert (project.to_date_percent, project.color, project.basis) == (Decimal(percent), color, "captured")


@pytest.mark.parametrize(
    ("code", "state", "period_percent", "to_date_percent", "capped", "flags"),
    [
        ("a", "measured", "150.00", "116.67", "100.00", ["over_execution"]),
        ("b", "measured", "50.00", "75.00", "75.00", []),
        ("c", "not_programmed", None, None, None, []),
        ("d", "measured", "80.00", "80.00", "80.00", []),
        ("F-01", "measured", "78.89", "87.22", "87.22", []),
    ],
)
def test_it_stores_the_function_of_the_example(
    system, tmp_path, code, state, period_percent, to_date_percent, capped, flags
):
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), "2027-03", BD6)
    row = figures("2027-03")[code]
    numbers = [
        None if each is None else str(each) for each in (row.period_percent, row.to_date_percent, row.capped_percent)
    ]
    assert (row.state, numbers, row.flags) == (state, [period_percent, to_date_percent, capped], flags)


def test_it_shows_unplanned_execution_in_blue(system, tmp_path):
    load_both(tmp_path, BD6)
    compute_scores(version_of("POA-2027"), "2027-02", BD6)
    row = figures("2027-02")["b"]
    assert (row.state, row.color) == ("unplanned_execution", "blue")
