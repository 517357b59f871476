"""The effect of a fault on the result, in a sentence: which totals and means move, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from models.rules.cell import cell_name
from models.rules.sentence import Sentence, in_a_row, say
from models.rules.workbook_audit.effects import Change
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.values import ARITHMETIC, Scalar
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.spoken import figure_text, value_text

_TOLD = 2
_FARTHEST = Decimal(2)


class Consequence(NamedTuple):
    """What a correction changes, as a sentence, and how much: the worst share of a result that moves, 0 to 2."""

    text: str
    size: Decimal = Decimal(0)


def moved(before: Scalar, after: Scalar, whole: Decimal | None = None) -> Decimal:
    """Give how far a result moves: as a share of the larger of both, or of 100 % where `whole` is what 100 % is in it.

    0 is nothing; it ends at 2. A result that breaks, or that was broken, moves by 1.
    """
    if not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return Decimal(before != after)
    if whole is not None:
        return min(_FARTHEST, abs(after - before) / whole)
    largest = max(abs(before), abs(after))
    return ARITHMETIC.divide(abs(after - before), largest) if largest else Decimal(0)


def consequence(look: Look, corrected: dict[CellKey, Scalar]) -> Consequence:
    """Say what changes when the cells hold what they should."""
    outcome = look.effects.of(corrected)
    if outcome.changes:
        told = in_a_row((_told(look, change) for change in outcome.changes[:_TOLD]), "; ")
        more = len(outcome.changes) - _TOLD
        others = _others(more) if more > 0 else ""
        size = max(_moved(look, change) for change in outcome.changes[:_TOLD])
        return Consequence(say("Al corregirlo, {told}{others}.", told=told, others=others), size)
    if not outcome.known:
        return Consequence(say("El efecto en otras celdas no se calculó, porque el libro es muy grande."))
    if outcome.dependents:
        return Consequence(say("Las fórmulas que la usan dan hoy el mismo resultado."))
    of_column = _of_column(look, corrected)
    return Consequence(
        in_a_row(text for text in (say("Ninguna fórmula del libro usa esta celda."), of_column.text) if text),
        of_column.size,
    )


def own_result(look: Look, place: tuple[int, int], new: Decimal) -> Consequence:
    """Say how a total or mean itself changes, and what changes with it."""
    row, column = place
    percent, shown = look.is_shown_as_percent(row, column), look.number(row, column)
    before = say("vacío") if shown is None else figure_text(shown, percent=percent)
    after = figure_text(new, percent=percent)
    if before == after:
        return Consequence(say("Hoy el resultado es el mismo, pero dejará de serlo cuando cambien los datos."))
    told = say("Este resultado pasa de {before} a {after}.", before=before, after=after)
    corrected: dict[CellKey, Scalar] = {(look.table.sheet.name, row, column): new}
    size = moved(shown, new, Decimal(1) if percent else None)
    if not look.effects.of(corrected).dependents:
        return Consequence(told, size)
    further = consequence(look, corrected)
    return Consequence(in_a_row((told, further.text)), max(size, further.size))


def _others(more: int) -> Sentence:
    return (
        say("; cambia {count} celda más", count=more) if more == 1 else say("; cambian {count} celdas más", count=more)
    )


def _told(look: Look, change: Change) -> str:
    percent = is_percent(look, change.key)
    before, after = (value_text(value, percent=percent) for value in (change.before, change.after))
    return say("{cell} pasa de {before} a {after}", cell=named(look, change.key), before=before, after=after)


def _moved(look: Look, change: Change) -> Decimal:
    whole = Decimal(1) if is_percent(look, change.key) else None
    return moved(change.before, change.after, whole)


def is_percent(look: Look, key: CellKey) -> bool:
    """Whether a cell of any sheet is shown as a percent."""
    return any(table.sheet.name == key[0] and (key[1], key[2]) in table.sheet.percents for table in look.tables)


def named(look: Look, key: CellKey) -> str:
    """Name a cell, with its sheet where it is another than the table's."""
    if key[0] == look.table.sheet.name:
        return look.name(key[1], key[2])
    return f"'{key[0]}'!{cell_name(key[1] + 1, key[2])}"


def _of_column(look: Look, corrected: dict[CellKey, Scalar]) -> Consequence:
    """Say how the sum, or the mean of percents, of the column moves."""
    ((_, row, column), _), *others = corrected.items()
    if others or not look.is_data(row):
        return Consequence("")
    before = look.numbers(column)
    new = {key[1]: value for key, value in corrected.items() if isinstance(value, Decimal)}
    after = {**before, **new}
    if not before or not new:
        return Consequence("")
    scale = look.percent_scale(column)
    if scale is None:
        sums = [sum(values.values(), Decimal(0)) for values in (before, after)]
        told = say(
            "La suma de la columna pasaría de {before} a {after}.",
            before=figure_text(sums[0]),
            after=figure_text(sums[1]),
        )
        return Consequence(told, moved(*sums))
    means = [mean(list(values.values())) for values in (before, after)]
    told = mean_moves(means, scale)
    return Consequence(told, moved(means[0], means[1], scale))


def mean(values: list[Decimal]) -> Decimal:
    """Give the mean of some figures, one at least."""
    return ARITHMETIC.divide(sum(values, Decimal(0)), Decimal(len(values)))


def mean_moves(means: Sequence[Decimal], scale: Decimal) -> Sentence:
    """Say how the mean of a column moves."""
    before, after = (mean_text(each, scale) for each in means)
    return say("El promedio de la columna pasaría de {before} a {after}.", before=before, after=after)


def mean_text(mean: Decimal, scale: Decimal) -> str:
    """Write the mean of percents, whatever 100 % is in them."""
    return figure_text(mean / scale, percent=True)
