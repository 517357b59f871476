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
from models.rules.sentence import say

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
        message = say(
            "{name} lleva la unidad dentro del número, como «{dressed}»: se quita con «suffixes». "
            "Revise que la unidad de medida sea esa.",
            name=name,
            dressed=look.dressed[0],
        )
        doubts.add("units_inside", message, column)
    texts = [text for text in look.texts_of() if text not in dressed]
    if texts and not texts_kept:
        shown = ", ".join(f"«{text[:30]}»" for text in texts[:4])
        message = say(
            "{name} mezcla números y texto, como {shown}. Corrija las celdas o dígalo con «missing» o «suffixes».",
            name=name,
            shown=shown,
        )
        doubts.add("mixed_column", message, column)
    _check_cells(look, name, column, doubts)


def _check_cells(look: Look, name: str, column: int, doubts: Doubts) -> None:
    """Note errors, dates and figures with two meanings."""
    if look.unreadable:
        message = say(
            "{name} tiene {times} con error o sin resultado. Corríjalas.",
            name=name,
            times=times(look.unreadable, say("celda"), say("celdas")),
        )
        doubts.add("error_cells", message, column)
    if look.dates:
        message = say(
            "{name} tiene {times} entre sus números. Revise el formato de las celdas.",
            name=name,
            times=times(look.dates, say("fecha"), say("fechas")),
        )
        doubts.add("dates_in_numbers", message, column)
    either = [text for _row, text in look.cells if isinstance(text, str) and _EITHER.fullmatch(bare_number(text))]
    if either:
        message = say(
            "{name}: «{either}» puede ser mil o un decimal ({times}).",
            name=name,
            either=either[0].strip(),
            times=times(len(either), say("celda"), say("celdas")),
        )
        doubts.add("ambiguous_number", say("{message} Escríbalo sin separador de miles.", message=message), column)


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
        message = say(
            "{times} cien veces lejos del resto de su fila: {shown}.",
            times=times(len(found), say("celda está"), say("celdas están")),
            shown=shown,
        )
        doubts.add(
            "thousands_as_decimals",
            say("{message} Revise si un separador de miles se leyó como decimal.", message=message),
            found[0][1],
        )
