"""Figures and places as an office worker reads them: `1 500,25`, `94,25 %`, `filas 12, 15 y 20`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text
from models.rules.decimals import tidy
from models.rules.sentence import say
from models.rules.workbook_audit.formula.values import Fault, Scalar

_LONGEST = 60
_FIXED_SPACE = "\u00a0"


def figure_text(value: Decimal, *, percent: bool = False) -> str:
    """Write a figure with a space between thousands and a decimal comma, which no reader can take for the other."""
    with localcontext(prec=60, rounding=ROUND_HALF_UP):
        shown = value * 100 if percent else value
        places = 2 if percent or abs(shown) >= 1 or not shown else 4
        rounded = tidy(shown.quantize(Decimal(1).scaleb(-places)))
        if not rounded and shown:
            rounded = tidy(Decimal(f"{shown:.2g}"))
    text = f"{rounded:,f}".replace(",", _FIXED_SPACE).replace(".", ",")
    return f"{text}{_FIXED_SPACE}%" if percent else text


def value_text(value: Scalar, *, percent: bool = False) -> str:
    """Write any value of a formula."""
    if isinstance(value, Decimal):
        return figure_text(value, percent=percent)
    if isinstance(value, bool):
        return say("VERDADERO") if value else say("FALSO")
    if isinstance(value, Fault):
        return value.text
    return say("vacío") if value is None else f"«{short(value)}»"


def standing_text(cell: Cell) -> str:
    """Write what stands in a cell, for the report's column of values."""
    if isinstance(cell, UncachedFormula):
        return ""
    if isinstance(cell, ErrorCell):
        return cell.text
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return figure_text(Decimal(cell))
    return short(cell_text(cell))


def short(text: str) -> str:
    """Give the beginning of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def listed(parts: Sequence[object], most: int = 5) -> str:
    """Join parts with commas and « y »; beyond `most` only their number is told."""
    words = [str(part) for part in parts[:most]]
    if len(parts) > most:
        return say("{words} y {count} más", words=", ".join(words), count=len(parts) - most)
    return say("{words} y {last}", words=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)


def either(parts: Sequence[str]) -> str:
    """Join what something may be: two things or more."""
    return say("{words} o {last}", words=", ".join(parts[:-1]), last=parts[-1])


def day_text(day: date) -> str:
    """Write a day as people do."""
    return f"{day:%d/%m/%Y}"
