"""What a row says of itself: whether its figures are a level, which is not summed, or shares of a whole."""

from __future__ import annotations

from decimal import Decimal

from models.rules.headings.heading import normal
from models.rules.headings.marks import is_level
from models.rules.workbook_audit.look import Look

_SHARES = {"porcentaje", "%", "porcentual", "tasa", "indice", "cobertura", "proporcion", "razon"}


def mark_of(look: Look, row: int) -> tuple[str, bool | None]:
    """Give what a column of tendency or accumulation says of the row."""
    for column in look.table.columns:
        hinted = column.index == look.hints.accumulation
        if hinted or column.heading.tells_accumulation:
            value = look.value(row, column.index)
            if isinstance(value, str):
                known = normal(value) in look.hints.levels if hinted and look.hints.levels else is_level(value)
                if known is not None:
                    return value.strip(), known
    return "", None


def is_share(look: Look, row: int, values: list[Decimal], parts: tuple[int, ...]) -> bool:
    """Whether the row is measured in percents, each at most 100, whose sum goes beyond."""
    fractions = all((row, part) in look.table.sheet.percents for part in parts)
    unit = any(
        isinstance(value := look.value(row, column.index), str) and not _SHARES.isdisjoint(normal(value).split())
        for column in look.table.columns
        if "unidad" in column.heading.words or "medida" in column.heading.words
    )
    if not (fractions or unit):
        return False
    whole = Decimal(1) if max(values) <= Decimal(1) else Decimal(100)
    return max(values) <= whole and sum(values, Decimal(0)) > whole * Decimal("1.2") and min(values) >= whole / 4
