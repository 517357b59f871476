"""Six months closed and corrected in any order leave the cuts that a plain count over the last values gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from models.actions.compute_scores import compute_periods
from models.actions.freeze_cuts import freeze_cuts
from models.queries.preset_in_use import preset_in_use
from models.rules.workflow import PeriodState, SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.reporting_period import ReportingPeriod
from tests.factories import ItemSpec, institution, make_indicator, make_item, make_plan, make_unit

MONTHS = tuple(f"2027-{month:02}" for month in range(1, 7))
NOW = datetime(2027, 9, 1, 15, tzinfo=UTC)
PLANNED = {"F.a": 3, "F.b": 7}
WEIGHTS = {"F.a": 60, "F.b": 40}
IN_FORCE = """
    SELECT DISTINCT ON (cut.period, item.code) cut.period, item.code, line.to_date_percent, line.color,
           line.non_green_run
      FROM cut JOIN cut_item line ON line.cut_id = cut.id JOIN plan_item item ON item.id = line.plan_item_id
     WHERE length(cut.period) = 7 AND cut.period NOT SIMILAR TO '%(Q|S|B)%'
     ORDER BY cut.period, item.code, cut.number DESC
"""


@dataclass(slots=True)
class Plan:
    """A function of two activities, what was told of each in every month, and the months as they are closed."""

    version: PlanVersion
    progress: dict[tuple[str, str], Progress]
    months: dict[str, ReportingPeriod] = field(default_factory=dict)

    def tell(self, month: str, chance: Random) -> None:
        for code, planned in PLANNED.items():
            self.progress[code, month].counted_actual = Decimal(
                chance.choice((0, 1, planned - 1, planned, planned + 4))
            )

    def close(self, month: str) -> None:
        row = self.months[month]
        in_use = preset_in_use(row.institution_id).preset_version_id
        row.state, row.closed_at, row.preset_version_id = PeriodState.CLOSED, NOW, in_use
        db.session.flush()
        compute_periods(self.version.id, [month], NOW)
        freeze_cuts(row.institution_id, month, "Dato corregido", NOW)

    def reopen(self, month: str) -> None:
        row = self.months[month]
        row.state, row.closed_at, row.preset_version_id = PeriodState.REOPENED, None, None
        row.reopen_reason, row.reopened_until = "Dato corregido", NOW
        db.session.flush()


def make_half_year() -> Plan:
    where, unit, version = institution().id, make_unit("DGX"), make_plan("POA-X")
    function = make_item(version, "F", ItemSpec("function", unit, weight=Decimal(100)))
    made: dict[str, Indicator] = {}
    for code, planned in PLANNED.items():
        item = make_item(version, code, ItemSpec("activity", unit, function, Decimal(WEIGHTS[code])))
        made[code] = make_indicator(item, dict.fromkeys(MONTHS, planned))
    plan = Plan(version, {})
    for month in MONTHS:
        known: dict[str, Any] = {"institution_id": where, "org_unit_id": unit.id, "period": month}
        sheet = CaptureSheet(**known, plan_id=version.plan_id, state=SheetState.CLOSED)
        plan.months[month] = ReportingPeriod(institution_id=where, period=month, state=PeriodState.OPEN)
        db.session.add_all([sheet, plan.months[month]])
        db.session.flush()
        for code, indicator in made.items():
            told = Progress(**known, capture_sheet_id=sheet.id, indicator_id=indicator.id, counted_at=NOW)
            plan.progress[code, month] = told
            db.session.add(told)
    db.session.flush()
    return plan


def expected(plan: Plan) -> dict[tuple[str, str], tuple[Decimal, str, int]]:
    """Percent to date, colour and cuts not green in a row of each month, from the values that stand."""
    found: dict[tuple[str, str], tuple[Decimal, str, int]] = {}
    runs = dict.fromkeys(("F", *PLANNED), 0)
    for number, month in enumerate(MONTHS, start=1):
        exact = {}
        for code, planned in PLANNED.items():
            done = sum((plan.progress[code, each].counted_actual or Decimal(0) for each in MONTHS[:number]), Decimal(0))
            exact[code] = done * 100 / (planned * number)
        whole = sum((min(exact[code], Decimal(100)) * weight for code, weight in WEIGHTS.items()), Decimal(0)) / 100
        for code, percent in (exact | {"F": whole}).items():
            shown = percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
            color = "green" if shown >= 90 else "yellow" if shown >= 70 else "red"
            runs[code] = 0 if color == "green" else runs[code] + 1
            found[month, code] = shown, color, runs[code]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_cuts_in_force_say_what_the_last_values_say(system: Any, seed: int) -> None:
    chance, plan = Random(seed), make_half_year()  # noqa: S311 -- an order of events, no secret
    for month in MONTHS:
        plan.tell(month, chance)
    db.session.flush()
    for month in chance.sample(MONTHS, 6):
        plan.close(month)
    for month in chance.choices(MONTHS, k=4):
        plan.reopen(month)
        plan.tell(month, chance)
        db.session.flush()
        plan.close(month)
    together = chance.sample(MONTHS, 3)
    for month in together:
        plan.reopen(month)
        plan.tell(month, chance)
    db.session.flush()
    for month in chance.sample(together, 3):
        plan.close(month)
    stored = {(row[0], row[1]): (row[2], row[3], row[4]) for row in db.session.execute(text(IN_FORCE))}
    assert stored == expected(plan)
