"""What a cut is made of: the stored figures of a plan, its money, what was told, and the cut before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, text

from models.queries.money_at_cut import money_of_items
from models.rules.incoherence import has_fallen
from models.rules.measure import Accumulation, Direction
from models.rules.money import Money
from models.rules.period import Period
from models.tables.base import db
from models.tables.score_figures import FIGURES


@dataclass(slots=True)
class Report:
    """What was sent of an item in the periods of the cut: a value, words beside it, a value below the one before."""

    has_value: bool = False
    has_words: bool = False
    fell: bool = False


@dataclass(frozen=True, slots=True)
class CutInputs:
    """One row of `score` for each item with the code of its level; the rest by item, where there is any."""

    scores: Sequence[Row[Any]]
    money: Mapping[int, Money]
    reports: Mapping[int, Report] = field(default_factory=dict)
    runs: Mapping[int, int] = field(default_factory=dict)


_SCORES = text(
    f"""
    SELECT score.plan_item_id, level.code AS level, {", ".join(f"score.{name}" for name in FIGURES)}
      FROM score
      JOIN plan_item item ON item.id = score.plan_item_id
      JOIN level ON level.id = item.level_id
     WHERE score.institution_id = :institution_id AND score.plan_version_id = :plan_version_id
       AND score.period = :period
     ORDER BY item.ordinal, item.id
    """  # noqa: S608 -- names of our own columns
)

_REPORTS = text(
    """
    SELECT indicator.plan_item_id, indicator.direction, indicator.accumulation, progress.counted_actual,
           progress.counted_cause <> '' OR progress.counted_corrective_action <> '' OR progress.counted_note <> '',
           (SELECT before.counted_actual FROM progress before
             WHERE before.indicator_id = progress.indicator_id AND before.org_unit_id = progress.org_unit_id
               AND before.counted_actual IS NOT NULL AND before.period < progress.period
               AND length(before.period) = length(progress.period)
             ORDER BY before.period DESC LIMIT 1)
      FROM progress
      JOIN indicator ON indicator.id = progress.indicator_id AND indicator.plan_version_id = :plan_version_id
     WHERE progress.institution_id = :institution_id AND progress.period = ANY(:captured)
       AND progress.counted_at IS NOT NULL
    """
)

_RUNS = text(
    """
    SELECT item.plan_item_id, item.non_green_run
      FROM cut_item item
     WHERE item.non_green_run > 0
       AND item.cut_id = (SELECT cut.id FROM cut
                           WHERE cut.institution_id = :institution_id AND cut.plan_version_id = :plan_version_id
                             AND cut.period = :previous
                           ORDER BY cut.number DESC LIMIT 1)
    """
)


def cut_inputs(institution_id: int, plan_version_id: int, cut: Period, captured: Sequence[Period]) -> CutInputs:
    """Read them from the stored tree of the period; `captured` are the reporting periods inside it. Five statements."""
    of_plan = {"institution_id": institution_id, "plan_version_id": plan_version_id}
    scores = db.session.execute(_SCORES, of_plan | {"period": str(cut)}).all()
    runs = db.session.execute(_RUNS, of_plan | {"previous": str(cut.previous())})
    return CutInputs(
        scores,
        money_of_items(institution_id, plan_version_id, str(cut)),
        _reports(db.session.execute(_REPORTS, of_plan | {"captured": [str(each) for each in captured]})),
        {row.plan_item_id: row.non_green_run for row in runs},
    )


def _reports(rows: Any) -> dict[int, Report]:  # noqa: ANN401 -- a result of six columns
    found: defaultdict[int, Report] = defaultdict(Report)
    value: Decimal | None
    before: Decimal | None
    for item_id, direction, accumulation, value, has_words, before in rows:
        report = found[item_id]
        report.has_value |= value is not None
        report.has_words |= has_words
        report.fell |= has_fallen(Direction(direction), Accumulation(accumulation), value, before)
    return dict(found)
