"""The internal activities of a filled workbook: those that were given out, and new ones in the empty rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.rules.capture.columns import INTERNAL, INTERNAL_COLUMNS, KEY
from models.rules.capture.fields import FilledRow, at, filled_places, read_row
from models.rules.capture.found import Found
from models.rules.capture.structure import check_structure, form_rows
from models.rules.cell import cell_text, is_blank
from models.rules.sentence import say
from models.rules.workbook_audit.book import AuditSheet

_NAME = 1


def read_internal(sheet: AuditSheet, keys: Collection[int], locale: str) -> tuple[list[FilledRow], Found]:
    """Give the rows that hold anything, and what is wrong; `keys` are those that were given out.

    A row without key is a new one; an empty name takes an old one away.
    """
    found = Found(INTERNAL, INTERNAL_COLUMNS)
    check_structure(sheet, found)
    if found.problems:
        return [], found
    rows: list[FilledRow] = []
    seen: set[int] = set()
    for row, cells in form_rows(sheet):
        key = at(cells, KEY)
        if is_blank(key) and not filled_places(cells, found):
            continue
        known = key if isinstance(key, int) and key in keys and key not in seen else None
        if known is None and not is_blank(key):
            message = say("La fila no es de esta hoja o está repetida: bórrela, o descargue la hoja de nuevo.")
            found.add("row_unknown", message, row, _NAME, cell_text(at(cells, _NAME)))
            continue
        seen |= {known} if known is not None else set()
        filled = read_row(row, known, cells, locale, found)
        rows += [filled] if filled is not None else []
    _check_names(rows, found)
    if set(keys) - seen:
        message = say("Falta la fila de una actividad interna: para quitarla vacíe sus celdas sin borrar la fila.")
        found.add("internal_row_missing", message)
    return rows, found


def _check_names(rows: Sequence[FilledRow], found: Found) -> None:
    names: dict[str, int] = {}
    for filled in rows:
        name = filled.texts["name"]
        first = names.setdefault(name.casefold(), filled.row) if name else filled.row
        if first != filled.row:
            message = say("El nombre ya está en la fila {row}: una las dos en una sola.", row=first + 1)
            found.add("internal_twice", message, filled.row, _NAME, name)
        if not name and (
            filled.key is None or filled.actual is not None or filled.texts["unit"] or filled.texts["note"]
        ):
            found.add("internal_without_name", say("Escriba el nombre de la actividad interna."), filled.row, _NAME)
