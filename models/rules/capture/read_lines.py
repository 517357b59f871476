"""The lines of a filled workbook, matched by their key wherever their row went."""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.capture.columns import CODE, KEY, LINE_COLUMNS, LINES
from models.rules.capture.fields import FilledRow, at, filled_places, read_row
from models.rules.capture.found import Found
from models.rules.capture.structure import check_structure, form_rows
from models.rules.cell import Cell, cell_text, is_blank
from models.rules.sentence import say
from models.rules.workbook_audit.book import AuditSheet


def read_lines(sheet: AuditSheet, codes: Mapping[int, str], locale: str) -> tuple[dict[int, FilledRow], Found]:
    """Give the lines by key, and what is wrong; `codes` has the keys that were given out, each with its item's code."""
    found = Found(LINES, LINE_COLUMNS)
    check_structure(sheet, found)
    if found.problems:
        return {}, found  # with other columns every row would be wrong
    lines: dict[int, FilledRow] = {}
    seen: dict[int, int] = {}
    for row, cells in form_rows(sheet):
        key = _key(row, cells, codes, found)
        if key is None or not _is_first(row, key, seen, codes, found):
            continue
        line = read_row(row, key, cells, locale, found)
        if line is not None:
            lines[key] = line
    _note_missing(codes, seen, found)
    return lines, found


def _key(row: int, cells: tuple[Cell, ...], codes: Mapping[int, str], found: Found) -> int | None:
    """The key of a row that is one of ours; a heading has none, and neither has a row that somebody added."""
    key, code = at(cells, KEY), cell_text(at(cells, CODE))
    if is_blank(key):
        filled = filled_places(cells, found)
        if filled:
            message = say("La fila no es de la hoja: lo que no está en el plan va en «Actividades internas».")
            found.add("row_added", message, row, filled[0], cell_text(at(cells, filled[0])))
        return None
    if not isinstance(key, int) or key not in codes:
        message = say("La fila no es de esta hoja: bórrela, o descargue la hoja de nuevo y copie en ella sus datos.")
        found.add("row_unknown", message, row, CODE, code)
        return None
    if code != codes[key]:
        message = say(
            "La fila era la de {code}: se ordenó o se pegó una parte de las columnas. "
            "Descargue la hoja de nuevo y copie en ella sus datos.",
            code=codes[key],
        )
        found.add("row_mixed", message, row, CODE, code)
    return key


def _is_first(row: int, key: int, seen: dict[int, int], codes: Mapping[int, str], found: Found) -> bool:
    """Note a row that stands there twice; the first one counts as the row."""
    if key not in seen:
        seen[key] = row
        return True
    message = say(
        "La fila repite la de {code}, que ya está en la fila {row}: borre una de las dos.",
        code=codes[key],
        row=seen[key] + 1,
    )
    found.add("row_twice", message, row, CODE, codes[key])
    return False


def _note_missing(codes: Mapping[int, str], seen: Mapping[int, int], found: Found) -> None:
    for key, code in codes.items():
        if key not in seen:
            message = say(
                "Falta la fila de {code}: descargue la hoja de nuevo y copie en ella sus datos. "
                "Para no reportar, deje vacías sus celdas.",
                code=code,
            )
            found.add("row_missing", message, value=code)
