"""The indicators that a package brings."""

from __future__ import annotations

from models.actions.plan_import import PlanImport, ids_of_version
from models.actions.refuse_in_force import refuse_in_force
from models.actions.stage_rows import Stage

_INDICATORS = Stage(
    table="indicator",
    brought={
        "code": "text",
        "plan_item_id": "bigint",
        "name": "text",
        "unit": "text",
        "kind": "text",
        "direction": "text",
        "accumulation": "text",
        "use_baseline": "boolean",
        "baseline": "numeric",
        "tolerance": "numeric",
        "decimals": "integer",
        "weight": "numeric",
        "frequency": "text",
        "plan_version_id": "bigint",
    },
    key=("plan_version_id", "code"),
    values=(
        *("plan_item_id", "name", "unit", "kind", "direction", "accumulation", "use_baseline", "baseline"),
        *("tolerance", "decimals", "weight", "frequency"),
    ),
)


def import_indicators(work: PlanImport) -> None:
    """Put the indicators in place."""
    staged = work.staged(_INDICATORS)
    staged.bring(
        (
            each.row,
            *(each.code, work.item_ids[each.item], each.name, each.unit, each.kind, each.direction, each.accumulation),
            *(each.use_baseline, each.baseline, each.tolerance, each.decimals, each.weight, each.frequency),
            work.plan_version_id,
        )
        for each in work.package.indicators
    )
    work.count("indicators", staged.put())
    refuse_in_force(work, "indicators", _INDICATORS.staged, "code")
    work.indicator_ids = ids_of_version("indicator", work)
