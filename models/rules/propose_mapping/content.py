"""What the cells of a column make doubtful: texts among numbers, percents, errors, thousands read as decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from models.rules.cell import cell_name, column_letters
from models.rules.propose_mapping.doubt import Doubts, times
from models.rules.propose_mapping.dressed_number import bare_number
from models.rules.propose_mapping.look import Look, is_number
from models.rules.propose_mapping.table import FoundTable
from models.rules.propose_mapping.toml_text import Value

_COMMA = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,[0-9]{1,2}|[0-9]+,[0-9]{4,}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_POINT = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]+\.[0-9]{1,2}|[0-9]+\.[0-9]{4,}|[0-9]{1,3}(?:,[0-9]{3}){2,}"
)
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_KEPT_DECIMALS = 6
_FAR = 100


def check_numbers(table: FoundTable, column: int, doubts: Doubts, *, texts_kept: bool = False) -> None:
    """Note what keeps the cells of a column of figures from being plain numbers."""
    look, name = table.looks[column], f"«{table.heading(column)}» ({column_letters(column)})"
    dressed = set(look.dressed) if look.is_measured else set()
    if dressed:
        message = f"{name} lleva la unidad dentro del número, como «{look.dressed[0]}»: se quita con «suffixes»."
        doubts.add("units_inside", f"{message} Revise que la unidad de medida sea esa.", column)
    texts = [text for text in look.texts_of() if text not in dressed]
    if texts and not texts_kept:
        shown = ", ".join(f"«{text[:30]}»" for text in texts[:4])
        message = (
            f"{name} mezcla números y texto, como {shown}. Corrija las celdas o dígalo con «missing» o «suffixes»."
        )
        doubts.add("mixed_column", message, column)
    if look.unreadable:
        message = f"{name} tiene {times(look.unreadable, 'celda', 'celdas')} con error o sin resultado. Corríjalas."
        doubts.add("error_cells", message, column)
    if look.dates:
        message = (
            f"{name} tiene {times(look.dates, 'fecha', 'fechas')} entre sus números. Revise el formato de las celdas."
        )
        doubts.add("dates_in_numbers", message, column)
    either = [text for _row, text in look.cells if isinstance(text, str) and _EITHER.fullmatch(bare_number(text))]
    if either:
        message = f"{name}: «{either[0].strip()}» puede ser mil o un decimal ({times(len(either), 'celda', 'celdas')})."
        doubts.add("ambiguous_number", f"{message} Escríbalo sin separador de miles.", column)


def percent_rule(look: Look, heading: str) -> str:
    """Give how a column writes percents: `fraction`, `points`, or nothing where it holds none."""
    if not look.percent_texts and "%" not in heading and "porcentaj" not in heading.casefold():
        return ""
    values = [abs(value) for value in look.plain_numbers if value]
    return "fraction" if values and max(values) <= Decimal("1.5") else "points"


def dress_rule(look: Look) -> dict[str, Value]:
    """Give what a mapping takes off the numbers of a column: the sign of money before them, the units behind them."""
    sign = look.signs.most_common(1)
    found: dict[str, Value] = {"after": sign[0][0]} if sign else {}
    return found | ({"suffixes": look.units} if look.is_measured else {})


def needs_rounding(looks: Sequence[Look]) -> bool:
    """Tell whether some number has more decimals than are kept."""
    exponents = (value.as_tuple().exponent for look in looks for value in look.plain_numbers)
    return any(isinstance(exponent, int) and -exponent > _KEPT_DECIMALS for exponent in exponents)


def separators(looks: Sequence[Look]) -> tuple[int, int]:
    """Count the numbers in text that are written with a decimal comma, and with a decimal point."""
    texts = [bare_number(cell).lstrip("-+") for look in looks for _row, cell in look.cells if isinstance(cell, str)]
    return sum(bool(_COMMA.fullmatch(text)) for text in texts), sum(bool(_POINT.fullmatch(text)) for text in texts)


def check_scale(table: FoundTable, columns: Sequence[int], doubts: Doubts) -> None:
    """Note figures a hundred times away from the others of their row: thousands that were read as decimals."""
    found = []
    for row in table.rows:
        cells = [(column, row.cells[column]) for column in columns if column < len(row.cells)]
        values = [
            (column, abs(Decimal(cell)))
            for column, cell in cells
            if isinstance(cell, int | Decimal) and is_number(cell)
        ]
        values = [(column, value) for column, value in values if value]
        if len(values) < 3:
            continue
        usual = median(value for _column, value in values)
        found += [
            (cell_name(row.number, column), column)
            for column, value in values
            if max(value, usual) >= _FAR
            and ((value * _FAR <= usual and value % 1) or (value >= usual * _FAR and usual % 1))
        ]
    if found:
        shown = ", ".join(cell for cell, _column in found[:5])
        message = f"{times(len(found), 'celda está', 'celdas están')} cien veces lejos del resto de su fila: {shown}."
        doubts.add(
            "thousands_as_decimals", f"{message} Revise si un separador de miles se leyó como decimal.", found[0][1]
        )
