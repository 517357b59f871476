"""What the address of a list asks for, read strictly: what was not declared is refused, not guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort, request
from flask_appbuilder.models.filters import Filters

if TYPE_CHECKING:
    from views.base.pages import RegisterPages

LAST_PAGE = 1_000_000
FILTER = re.compile(r"_flt_([0-9]{1,2})_(.+)")


@dataclass(frozen=True, slots=True)
class ListArguments:
    """Page, rows a page and order of one list."""

    page: int
    page_size: int
    order_column: str
    order_direction: str

    @staticmethod
    def of(view: RegisterPages) -> ListArguments:
        """Read those of `view`; 400 for a column that cannot be sorted by and for what is no number."""
        name = type(view).__name__
        column = request.args.get(f"_oc_{name}", "")
        direction = request.args.get(f"_od_{name}", "asc")
        if column and (column not in view.order_columns or direction not in {"asc", "desc"}):
            abort(400)
        default_column, default_direction = view.base_order or ("", "")
        return ListArguments(
            page=_whole(f"page_{name}", 0, LAST_PAGE),
            page_size=min(_whole(f"psize_{name}", view.page_size, LAST_PAGE), view.largest_page) or view.page_size,
            order_column=column or default_column,
            order_direction=direction if column else default_direction,
        )


def fill_filters(filters: Filters) -> None:
    """Add the filters of the address; 400 for a column that is not searched and for an unknown filter."""
    known = filters.get_search_filters()
    for argument, values in request.args.lists():
        match = FILTER.fullmatch(argument)
        if match is None or not all(value.strip() for value in values):
            continue  # another argument, or a search field that was left empty
        index, column = int(match[1]), match[2]
        if column not in known or index >= len(known[column]):
            abort(400)
        filters.add_filter_list([(column, type(known[column][index]), value.strip()) for value in values])


def _whole(argument: str, default: int, largest: int) -> int:
    text = request.args.get(argument)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or int(text) > largest:
        abort(400)
    return int(text)
