"""Which columns of a list somebody wants to see: chosen in a form, kept in the address."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, request


def columns_argument(view_name: str) -> str:
    """The argument of the address that names the columns of a list."""
    return f"cols_{view_name}"


def chosen_columns(view_name: str, offered: Sequence[str]) -> list[str]:
    """The first of the `offered` columns, which leads to the record, and of the others those that were chosen.

    All of them where none was; 400 for a column that is not offered.
    """
    wanted = set(request.args.getlist(columns_argument(view_name)))
    if wanted - {*offered}:
        abort(400)
    return [name for name in offered if not wanted or name == offered[0] or name in wanted]
