"""A sheet that a person fills in: what may be typed, what is told beside the cell, and what nobody changes by slip."""

from __future__ import annotations

from locale import windows_locale
from typing import TYPE_CHECKING

from jobs.excel.live_formula import quoted
from jobs.excel.palette import color_fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobs.excel.book import Sheet
    from jobs.excel.styles import Property, Styles

FILLED: Mapping[str, Property] = {"locked": False, "bg_color": "#FFFBEA", "border_color": "#B98900"}
"""The look of a cell that is filled in."""

WORDS: Mapping[str, Property] = {"num_format": "@"}
"""The look of a cell for words: « 1/2 » stays what was typed, and is no date."""

_LARGEST = 999_999_999_999.999
_ALLOWED = ("format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
_NUMBER_TOLD = "Escriba un número con el separador decimal de su hoja de cálculo; cero es un dato, vacío no lo es."
_NUMBER_WRONG = "Escriba solo un número, cero o mayor que cero, sin letras ni símbolos."
_MILESTONE_TOLD = "Es un hito: elija 1 si se cumplió o 0 si no."
_TEXT_WRONG = "El texto es demasiado largo: escriba hasta {longest} letras."


def number_format(locale: str, decimals: int) -> str:
    """A quantity as the institution's country writes it, whatever the reader's own settings, where a program can."""
    language = next((code for code, name in windows_locale.items() if name == locale), None)
    prefix = f"[$-{language:X}]" if language else ""
    return f"{prefix}#,##0" + ("." + "0" * decimals if decimals else "")


class FillIn:
    """What a form asks of one sheet. Rows and columns are from 0."""

    def __init__(self, sheet: Sheet, styles: Styles) -> None:
        self._sheet, self._styles = sheet.worksheet, styles

    def numbers(self, rows: Iterable[int], col: int, *, milestone: bool = False) -> None:
        """Take a number that is not negative in some rows of a column; of a milestone, 1 or 0 from a list."""
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": _LARGEST}
        told = {"input_title": "Dato del periodo", "input_message": _NUMBER_TOLD, "error_message": _NUMBER_WRONG}
        if milestone:
            rule = {"validate": "list", "source": ["0", "1"]}
            told = {"input_title": "Hito", "input_message": _MILESTONE_TOLD, "error_message": _MILESTONE_TOLD}
        self._validate(rows, col, {**rule, **told, "error_title": "Dato no válido"})

    def texts(self, rows: Iterable[int], col: int, longest: int, told: str) -> None:
        """Take a text up to so many letters in some rows of a column."""
        wrong = _TEXT_WRONG.format(longest=longest)
        rule = {"validate": "length", "criteria": "<=", "value": longest, "error_title": "Texto muy largo"}
        self._validate(rows, col, {**rule, "error_message": wrong, "input_message": told})

    def colors(self, first: int, last: int, col: int, keys: Mapping[str, str]) -> None:
        """Fill cells by the text that they show: its colour is the one of its key."""
        for text, key in keys.items():
            look = self._styles.conditional(color_fill(key))
            self._sheet.conditional_format(
                first, col, last, col, {"type": "cell", "criteria": "==", "value": quoted(text), "format": look}
            )

    def protect(self) -> None:
        """Lock all but the cells that are filled in; columns may be widened. There is no password to be lost."""
        self._sheet.protect("", dict.fromkeys(_ALLOWED, True))

    def hide_column(self, col: int) -> None:
        """Hide a column that only Rumbo reads."""
        self._sheet.set_column(col, col, None, None, {"hidden": True})

    def hide(self) -> None:
        """Hide the sheet from the menu too."""
        self._sheet.very_hidden()

    def _validate(self, rows: Iterable[int], col: int, rule: dict[str, object]) -> None:
        runs = _runs(rows)
        if runs:
            first, last = runs[0]
            others = [[top, col, bottom, col] for top, bottom in runs[1:]]
            self._sheet.data_validation(first, col, last, col, {**rule, "other_cells": others})


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
