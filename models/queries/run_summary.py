"""The plan in one line, as it is kept at the head of a stored tree and printed by `score`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from models.queries.unit_marks import lowest_basis
from models.rules.score_tree import Summary


def summary_document(summary: Summary, bases: Iterable[str | None]) -> dict[str, Any]:
    """Give the contract's `summary` with what else a head line shows, as plain JSON; decimals are text."""
    figures, counts = summary.total
    return {
        "items": summary.items,
        "by_state": dict(summary.by_state),
        "by_color": dict(summary.by_color),
        "percent": decimal_text(summary.percent),
        "coverage_percent": decimal_text(summary.coverage_percent),
        "period_percent": decimal_text(figures.period_percent),
        "year_percent": decimal_text(figures.year_percent),
        "plan_percent": decimal_text(figures.plan_percent),
        "plan_expected_percent": decimal_text(figures.plan_expected_percent),
        "state": figures.state.value,
        "period_state": figures.period_state.value,
        "color": figures.color,
        "period_color": figures.period_color,
        "reported": figures.reported,
        "expected": figures.expected,
        "basis": lowest_basis(bases),
        "activities": {"by_state": dict(counts.by_state), "by_color": dict(counts.by_color)},
    }


def decimal_text(value: Decimal | None) -> str | None:
    """Write a decimal without exponent, None as None."""
    return None if value is None else f"{value:f}"
