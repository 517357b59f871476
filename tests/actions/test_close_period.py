"""A closed period is opened again by the planning head, and by the director once its quarter is closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.close_period import reopen_period
from models.queries.preset_in_use import preset_in_use
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.workflow import PeriodState
from models.scope import reading_as
from models.tables.base import db
from models.tables.reporting_period import ReportingPeriod
from tests.factories import institution
from tests.procedures.story import OPENING, Story

NOW = datetime.fromisoformat(OPENING)


@pytest.mark.parametrize(
    ("period", "person", "is_refused"),
    [
        ("2026-Q4", "planificacion", False),  # a quarter is none of the months of a closed quarter
        ("2026-Q4", "direccion", True),
        ("2026-12", "planificacion", False),  # October and November are not closed
    ],
)
def test_it_knows_whose_turn_it_is(story: Story, period: str, person: str, *, is_refused: bool) -> None:
    where = institution().id
    closing = {"closed_at": NOW, "preset_version_id": preset_in_use(where).preset_version_id}
    row: Any = ReportingPeriod(institution_id=where, period=period, state=PeriodState.CLOSED, **closing)
    db.session.add(row)
    db.session.flush()
    actor = reader_of(story.people[person], date(2027, 4, 1))
    with reading_as(actor):
        if is_refused:
            with pytest.raises(RuleBroken):
                reopen_period(row, "Dato corregido", NOW + timedelta(days=5), actor, NOW)
        else:
            reopen_period(row, "Dato corregido", NOW + timedelta(days=5), actor, NOW)
    assert row.state is (PeriodState.CLOSED if is_refused else PeriodState.REOPENED)
