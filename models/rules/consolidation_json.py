"""The figures of a consolidation as JSON: the document that `consolidate --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from models.rules.consolidation import BudgetRow, Consolidation, Counts, FigureRow

JsonValue = str | int | None | dict[str, "JsonValue"] | list["JsonValue"]
_MONEY = ("initial", "current", "committed", "accrued", "paid", "executed_percent")


def to_json(data: Consolidation) -> dict[str, JsonValue]:
    """Return the figures of `data` as the command `consolidate --json` prints them: decimals are strings, never floats.

    The activities are not in it, and their iterator is not touched: `score` prints them.
    """
    summary = data.summary
    return {
        "institution": data.head.institution,
        "period": data.head.period,
        "basis": data.head.basis,
        "made_at": data.head.made_at.isoformat(),
        "audit_head": data.head.audit_head,
        "plans": [_figures(row) for row in data.plans],
        "org_units": [_figures(row) for row in data.org_units],
        "functions": [_figures(row) for row in data.functions],
        "projects": [
            _figures(row)
            | {
                "planned_percent": _decimal(row.planned_percent),
                "executed_percent": _decimal(row.executed_percent),
                "participants": list(row.participants),
            }
            for row in data.projects
        ],
        "no_report": [
            _figures(row) | {"plan": row.plan, "due_on": row.due_on.isoformat(), "days_late": row.days_late}
            for row in data.no_report
        ],
        "budget": [_budget(row) for row in data.budget],
        "totals": {
            "items": summary.items,
            **_counts(summary.counts),
            "percent": _decimal(summary.percent),
            "color": summary.color,
            "coverage_percent": _decimal(summary.coverage_percent),
            "reported": summary.reported,
            "expected": summary.expected,
        },
    }


def _figures(row: FigureRow) -> dict[str, JsonValue]:
    return {
        "code": row.code,
        "name": row.name,
        "org_unit": row.org_unit,
        "percent": _decimal(row.percent),
        "period_percent": _decimal(row.period_percent),
        "year_percent": _decimal(row.year_percent),
        "color": row.color,
        "state": row.state,
        "counts": _counts(row.counts),
        "reported": row.reported,
        "expected": row.expected,
    }


def _counts(counts: Counts) -> dict[str, JsonValue]:
    return {"by_state": dict(counts.by_state), "by_color": dict(counts.by_color)}


def _budget(row: BudgetRow) -> dict[str, JsonValue]:
    money = {name: _decimal(getattr(row, name)) for name in _MONEY}
    return {"org_unit": row.org_unit, "funding_source": row.funding_source, **money}


def _decimal(value: Decimal | None) -> str | None:
    # "f" keeps small figures such as 0E-10 from being printed with an exponent
    return None if value is None else f"{value:f}"
