"""The rows of a list in words: labels are found once a page, each cell once, and the template only prints them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_appbuilder.widgets import ListWidget


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the page: its name in the address, its label, and what its cells are."""

    name: str
    label: str
    is_sortable: bool
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key and the words of its cells, in the order of the columns."""

    key: int
    words: tuple[str, ...]


class RowsWidget(ListWidget):
    """FAB's list, prepared in Python: Jinja's loops over lazy texts took a third of the page."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 -- FAB's own arguments
        names, rows = given["include_columns"], [*given["value_columns"]]
        forms = [given["formatters_columns"][name] for name in names]
        lines = [
            Line(key, tuple(str(form(row[name])) for name, form in zip(names, forms, strict=True)))
            for key, row in zip(given["pks"], rows, strict=True)
        ]
        super().__init__(**given, columns=[_column(given, name, rows) for name in names], lines=lines)


def _column(given: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> Column:
    label = str(given["label_columns"].get(name))
    return Column(name, label, name in given["order_columns"], any(_is_number(row[name]) for row in rows))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)
