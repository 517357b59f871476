"""One cell that a person filled in, read strictly: a value, a text, or what is wrong with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, is_blank
from models.rules.errors import RuleBroken
from models.rules.numbers import Understood, read_number
from models.rules.package_number import read_package_number
from models.rules.plain_text import check_plain
from models.rules.sentence import say


def read_value(cell: Cell, locale: str) -> Decimal | None:
    """Give the number of a cell, None for an empty one; a text is read by the institution's locale.

    Raises RuleBroken with what to write instead; nothing is guessed.
    """
    if is_blank(cell):
        return None
    _refuse_formula(cell)
    if isinstance(cell, date):
        raise RuleBroken(
            "date_for_number",
            "La celda tiene una fecha y debe tener un número: dele formato de número y escríbalo de nuevo.",
        )
    reading = read_number(cell, locale) if isinstance(cell, str) else read_package_number(cell)
    if isinstance(reading, Understood):
        return reading.value
    raise RuleBroken(getattr(reading, "code", "ambiguous_number"), reading.message)


def read_text(cell: Cell, longest: int) -> str:
    """Give the text of a cell as a form would send it; raises RuleBroken for what cannot be kept."""
    _refuse_formula(cell)
    text = check_plain(cell_text(cell))
    if len(text) > longest:
        raise RuleBroken(
            "text_too_long", say("El texto es demasiado largo: escriba hasta {longest} letras.", longest=longest)
        )
    return text


def _refuse_formula(cell: Cell) -> None:
    if isinstance(cell, ErrorCell):
        raise RuleBroken(
            "error_in_cell",
            say("La celda muestra el error {text}: escriba el dato en su lugar.", text=cell.text),
        )
    if isinstance(cell, UncachedFormula):
        raise RuleBroken(
            "formula_without_result",
            "La celda tiene una fórmula sin resultado: escriba el dato, o abra el libro y guárdelo de nuevo.",
        )
