"""What `score --json` prints: the contract's document, from what is stored or from a tree in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from models.queries.run_summary import decimal_text
from models.queries.stored_scores import ScoreLine

_CODES = ("code", "parent", "level", "org_unit", "state", "period_state", "basis")
_NUMBERS = ("planned", "actual", "planned_to_date", "actual_to_date")
_PERCENTS = ("period_percent", "to_date_percent", "year_percent", "plan_percent", "capped_percent")
_REST = ("color", "period_color", "reported", "expected")


def score_document(plan: str, period: str, lines: Iterable[ScoreLine], summary: Mapping[str, Any]) -> dict[str, Any]:
    """Give the document; decimals are text, what does not exist is null."""
    return {
        "plan": plan,
        "period": period,
        "basis": summary.get("basis"),
        "items": [_item(line) for line in lines],
        "summary": dict(summary),
    }


def _item(line: ScoreLine) -> dict[str, Any]:
    return {
        **{name: getattr(line, name) for name in _CODES},
        **{name: _trimmed(getattr(line, name)) for name in _NUMBERS},
        **{name: decimal_text(getattr(line, name)) for name in _PERCENTS},
        **{name: getattr(line, name) for name in _REST},
        "name": line.name,
        "plan_expected_percent": decimal_text(line.plan_expected_percent),
        "flags": list(line.flags),
    }


def _trimmed(value: Decimal | None) -> str | None:
    """A quantity without the zeros that its column adds."""
    if value is None:
        return None
    text = decimal_text(value) or "0"
    return text.rstrip("0").rstrip(".") if "." in text else text
