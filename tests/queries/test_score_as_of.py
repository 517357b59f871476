from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from models.queries.score_as_of import PastScores, score_as_of
from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.score import Score
from tests.factories import institution
from tests.worked_example import load, operating_plan, strategic_plan, version_of

MARCH = "2027-03"
Walk = Callable[[str], datetime]


@pytest.fixture
def walk(system: Any, tmp_path: Path, set_clock: Walk) -> None:
    """The plan is loaded on 5 April without a value for b in March, which comes on 9 April, changed on the 20th."""
    moment = set_clock("2027-04-05T10:00:00-06:00")
    load(strategic_plan(), tmp_path, moment, act="Acuerdo 1")
    load(operating_plan(b_in_march=None), tmp_path, moment, act="Acuerdo 2")
    db.session.commit()
    for day, value in (("09", "2"), ("20", "4")):
        moment = set_clock(f"2027-04-{day}T10:00:00-06:00")
        load(operating_plan(b_in_march=value), tmp_path, moment)
        db.session.commit()


def past(moment: str) -> PastScores:
    plan = version_of("POA-2027")
    return score_as_of(institution().id, plan, MARCH, datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("moment", "percent", "state", "function"),
    [
        ("2027-04-08T12:00:00-06:00", "25.00", "no_report", "70.56"),
        ("2027-04-10T00:00:00-06:00", "75.00", "measured", "87.22"),
        ("2027-04-30T00:00:00-06:00", "125.00", "measured", "95.56"),
    ],
)
def test_it_knows_what_could_be_known_then(walk: None, moment: str, percent: str, state: str, function: str) -> None:
    lines = {line.code: line for line in past(moment).lines}
    assert (lines["b"].to_date_percent, lines["b"].state) == (Decimal(percent), state)
    assert lines["F-01"].to_date_percent == Decimal(function)


def test_it_finds_nothing_before_the_plan_was_loaded(walk: None) -> None:
    found = past("2027-04-05T09:00:00-06:00")
    assert (found.lines, found.summary["items"], found.summary["percent"]) == ([], 0, None)


def test_it_stores_nothing(walk: None) -> None:
    before = db.session.scalar(select(func.count()).select_from(Score))
    past("2027-04-08T12:00:00-06:00")
    assert db.session.scalar(select(func.count()).select_from(Score)) == before


def test_it_is_what_is_stored_for_this_moment(walk: None) -> None:
    stored = db.session.scalar(text("SELECT summary FROM score_run WHERE period = '2027-03' ORDER BY id DESC LIMIT 1"))
    assert past("2027-04-30T00:00:00-06:00").summary == stored


def test_it_refuses_what_is_no_period(walk: None) -> None:
    with pytest.raises(RuleBroken):
        score_as_of(institution().id, version_of("POA-2027"), "marzo", datetime.fromisoformat("2027-04-30T00:00Z"))
