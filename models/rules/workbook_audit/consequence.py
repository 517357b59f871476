"""The effect of a fault on the result, in a sentence: which totals and means move, from what to what."""

from __future__ import annotations

from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.workbook_audit.effects import Change
from models.rules.workbook_audit.formula.evaluate import CellKey
from models.rules.workbook_audit.formula.values import ARITHMETIC, Scalar
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.spoken import figure_text, value_text

_TOLD = 2


def consequence(look: Look, corrected: dict[CellKey, Scalar]) -> str:
    """Say what changes when the cells hold what they should."""
    outcome = look.effects.of(corrected)
    if outcome.changes:
        told = "; ".join(_told(look, change) for change in outcome.changes[:_TOLD])
        more = len(outcome.changes) - _TOLD
        others = "" if more <= 0 else f"; cambia{'n' if more > 1 else ''} {more} celda{'s' if more > 1 else ''} más"
        return f"Al corregirlo, {told}{others}."
    if not outcome.known:
        return "El efecto en otras celdas no se calculó, porque el libro es muy grande."
    if outcome.dependents:
        return "Las fórmulas que la usan dan hoy el mismo resultado."
    return f"Ninguna fórmula del libro usa esta celda. {_of_column(look, corrected)}".strip()


def own_result(look: Look, place: tuple[int, int], new: Decimal) -> str:
    """Say how a total or mean itself changes, and what changes with it."""
    row, column = place
    percent, shown = look.is_shown_as_percent(row, column), look.number(row, column)
    before = "vacío" if shown is None else figure_text(shown, percent=percent)
    after = figure_text(new, percent=percent)
    if before == after:
        return "Hoy el resultado es el mismo, pero dejará de serlo cuando cambien los datos."
    told = f"Este resultado pasa de {before} a {after}."
    corrected: dict[CellKey, Scalar] = {(look.table.sheet.name, row, column): new}
    return f"{told} {consequence(look, corrected)}" if look.effects.of(corrected).dependents else told


def _told(look: Look, change: Change) -> str:
    percent = is_percent(look, change.key)
    before, after = (value_text(value, percent=percent) for value in (change.before, change.after))
    return f"{named(look, change.key)} pasa de {before} a {after}"


def is_percent(look: Look, key: CellKey) -> bool:
    """Whether a cell of any sheet is shown as a percent."""
    return any(table.sheet.name == key[0] and (key[1], key[2]) in table.sheet.percents for table in look.tables)


def named(look: Look, key: CellKey) -> str:
    """Name a cell, with its sheet where it is another than the table's."""
    if key[0] == look.table.sheet.name:
        return look.name(key[1], key[2])
    return f"'{key[0]}'!{cell_name(key[1] + 1, key[2])}"


def _of_column(look: Look, corrected: dict[CellKey, Scalar]) -> str:
    """Say how the sum, or the mean of percents, of the column moves."""
    ((_, row, column), _), *others = corrected.items()
    if others or not look.is_data(row):
        return ""
    before = look.numbers(column)
    new = {key[1]: value for key, value in corrected.items() if isinstance(value, Decimal)}
    after = {**before, **new}
    if not before or not new:
        return ""
    scale = look.percent_scale(column)
    if scale is None:
        sums = (figure_text(sum(values.values(), Decimal(0))) for values in (before, after))
        return "La suma de la columna pasaría de {} a {}.".format(*sums)
    means = (mean_text(list(values.values()), scale) for values in (before, after))
    return "El promedio de la columna pasaría de {} a {}.".format(*means)


def mean_text(values: list[Decimal], scale: Decimal) -> str:
    """Write the mean of percents, whatever 100 % is in them."""
    mean = ARITHMETIC.divide(sum(values, Decimal(0)), Decimal(len(values)))
    return figure_text(mean / scale, percent=True)
