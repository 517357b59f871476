"""The rows of a list in words: labels are found once a page, each cell once, and the template only prints them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_appbuilder.widgets import ListWidget
from markupsafe import Markup, escape

from views.base.columns import chosen_columns
from views.base.pager import SIZES, page_numbers

SHORT = 20
"""What is not longer stays on one line."""

LOOKS = {
    (False, False): Markup(""),
    (False, True): Markup("tight"),
    (True, False): Markup("num"),
    (True, True): Markup("num tight"),
}
"""Class of a cell: whether its column holds numbers, whether its words are short."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the page: its name in the address, its label, and what its cells are."""

    name: str
    label: Markup
    is_sortable: bool
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, the words of its first cell, and for each other cell its label, look and words."""

    key: int
    name: str
    cells: list[tuple[Markup, Markup, str]]


class RowsWidget(ListWidget):
    """FAB's list, prepared in Python: Jinja's loops over lazy texts took a third of the page."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- FAB's own arguments
        names = chosen_columns(given["modelview_name"], given["include_columns"])
        rows = [*given["value_columns"]]
        columns = [_column(given, name, rows) for name in names]
        forms = [given["formatters_columns"][name] for name in names]
        words = [[str(form(row[name])) for name, form in zip(names, forms, strict=True)] for row in rows]
        lines = [Line(key, line[0], _cells(columns, line)) for key, line in zip(given["pks"], words, strict=True)]
        page, size = given["page"] or 0, given["page_size"]
        pages = page_numbers(given["count"], page, size)
        super().__init__(**given, columns=columns, lines=lines, pages=pages, sizes=SIZES)


def _column(given: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> Column:
    label = escape(str(given["label_columns"].get(name)))
    return Column(name, label, name in given["order_columns"], any(_is_number(row[name]) for row in rows))


def _cells(columns: list[Column], words: list[str]) -> list[tuple[Markup, Markup, str]]:
    looks = [LOOKS[column.is_numeric, len(text) <= SHORT] for column, text in zip(columns, words, strict=True)]
    return [(column.label, look, text) for column, look, text in zip(columns, looks, words, strict=True)][1:]


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
