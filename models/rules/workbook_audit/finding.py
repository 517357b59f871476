"""What the audit says: one finding a cell, with what stands there, what it should be and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from models.rules.sentence import say

SHOWN = 1000
"""Findings kept of each kind; the others are counted."""

KINDS = {
    "formula_changes": say("La fórmula cambia dentro de la columna"),
    "formula_changes_by_year": say("La fórmula cambia de un año a otro"),
    "typed_over_formula": say("Un número escrito a mano en el lugar de una fórmula"),
    "total_differs": say("Un total no es la suma de sus partes"),
    "range_incomplete": say("Un total o promedio deja filas fuera"),
    "counted_twice": say("Un total suma también los subtotales"),
    "unlabelled_total": say("Una fila de totales sin rótulo"),
    "average_of_averages": say("Un promedio de promedios"),
    "percent_over_100": say("Un porcentaje mayor que 100 entra en un promedio"),
    "level_summed": say("Un nivel sumado como si fuera un flujo"),
    "weights_not_100": say("Los pesos no suman 100"),
    "duplicate_heading": say("Dos columnas con el mismo encabezado y distinto contenido"),
    "scale_differs": say("Una cifra cien o más veces distinta de sus vecinas"),
    "date_for_code": say("Una fecha donde iba un código"),
    "error_value": say("Una celda con error"),
    "number_as_text": say("Un número guardado como texto"),
    "stale_value": say("El valor guardado no es el de su fórmula"),
    "circular_reference": say("Una fórmula que depende de sí misma"),
}
"""Stable codes and their Spanish titles, in the order of the report; `docs/workbook-audit.md` explains each."""


class Where(NamedTuple):
    """A cell: sheet, row and column from 0."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement.

    `value` is what stands in the cell and `expected` what should, as text; `message` says what is wrong, `effect` what
    it does to the result, both finished Spanish. `sure` is False where the audit asks a person to look. `related` are
    further cells it is about, by name; `cells` is the range where more than the one cell is meant; `size` the share of
    the worst result that moves, from 0 to 2, by which findings are ordered.
    """

    kind: str
    where: Where
    value: str
    expected: str
    message: str
    effect: str
    sure: bool = True
    related: tuple[str, ...] = ()
    cells: str = ""
    size: Decimal = Decimal(0)
