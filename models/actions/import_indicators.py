"""The indicators that a package brings."""

from __future__ import annotations

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Shape
from models.actions.refuse_in_force import refuse_in_force

_INDICATORS = Shape(
    "indicator",
    key=("code",),
    values=(
        *("plan_item_id", "name", "unit", "kind", "direction", "accumulation", "use_baseline", "baseline"),
        *("tolerance", "decimals", "weight", "frequency"),
    ),
    hang_on="plan_version_id",
    also=("plan_version_id",),
)


def import_indicators(work: PlanImport) -> None:
    """Put the indicators in place."""
    standing = list(_INDICATORS.standing(work.bound, work.version_before))
    work.indicators_before = {row.id for row in standing}
    ids = work.indicator_ids = _INDICATORS.ids(standing, (each.code for each in work.package.indicators))
    rows = (
        Brought(
            each.row,
            (each.code,),
            (
                *(work.item_ids[each.item], each.name, each.unit, each.kind.value, each.direction.value),
                *(each.accumulation.value, each.use_baseline, each.baseline, each.tolerance, each.decimals),
                *(each.weight, each.frequency.value),
            ),
            (work.plan_version_id,),
            id=ids[each.code],
        )
        for each in work.package.indicators
    )
    put = _INDICATORS.put(rows, standing, work.bound)
    work.count("indicators", put.counts)
    refuse_in_force(work, "indicators", put, lambda row: str(row.key[0]))
