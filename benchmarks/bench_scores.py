"""Scores: reading the institution's roll-up, and computing and storing one period."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from benchmarks.dataset import Size
from benchmarks.place import Place, large_place, ratio, row
from models.actions.compute_scores import compute_scores
from models.queries.consolidation.items import org_unit_rows
from models.scope import as_system
from models.tables.base import db

PERIOD = "2027-03"
NOW = datetime(2027, 4, 9, 12, tzinfo=UTC)
GROUP_SCORES = """
    SELECT item.org_unit_id, count(*), sum(score.percent_exact * item.weight) / sum(item.weight),
           count(*) FILTER (WHERE score.color = 'red'), count(*) FILTER (WHERE score.color = 'green')
      FROM score JOIN plan_item item ON item.id = score.plan_item_id
     WHERE score.plan_version_id = :version AND score.period = :period GROUP BY item.org_unit_id
"""
GROUP_VALUES = """
    SELECT target.indicator_id, sum(target.planned), sum(progress.counted_actual)
      FROM target LEFT JOIN progress ON progress.indicator_id = target.indicator_id
       AND progress.org_unit_id = target.org_unit_id AND progress.period = target.period
     WHERE target.institution_id = :institution GROUP BY target.indicator_id
"""


def run() -> list[dict[str, Any]]:
    """Both figures at 50,000 activities, and how computing grows from a tenth of them."""
    with large_place(Size(units=50, activities=5_000)) as place, as_system(place.institution_id):
        small = _compute(place)
    with large_place() as place, as_system(place.institution_id):
        large = _compute(place)
        grouped = _median(lambda: _rows(GROUP_VALUES, institution=place.institution_id))
        own, other, times = ratio(
            lambda: org_unit_rows(place.institution_id, PERIOD),
            lambda: _rows(GROUP_SCORES, version=place.version_id, period=PERIOD),
        )
    note = f"{large:.2f} s; un GROUP BY {grouped:.2f} s"
    return [
        row("calcular y guardar un periodo de 50,000 actividades", "≤ 40", large / grouped, "× GROUP BY", note),
        row("… diez veces las actividades", "≤ 11", large / small, "× tiempo", f"{small:.2f} s con 5,000"),
        row(
            "leer el consolidado de la institución",
            "≤ 2",
            times,
            "× GROUP BY",
            f"{own * 1000:.0f} / {other * 1000:.0f} ms",
        ),
    ]


def _compute(place: Place) -> float:
    def once() -> None:
        compute_scores(place.version_id, PERIOD, NOW)
        db.session.commit()

    return _median(once)


def _rows(statement: str, **values: object) -> list[Any]:
    return list(db.session.execute(text(statement), values))


def _median(work: Any, rounds: int = 5) -> float:  # noqa: ANN401 -- any callable
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)
