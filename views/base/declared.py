"""What a register must say for itself, because FAB's own guess shows or changes too much."""

from __future__ import annotations

from typing import Any

from views.base.interface import PlanningInterface

DECLARED = (
    "datamodel",
    "route_base",
    "class_permission_name",
    "list_title",
    "label_columns",
    "list_columns",
    "search_columns",
    "show_columns",
    "add_columns",
    "edit_columns",
)
TITLES = {"show_columns": "show_title", "add_columns": "add_title", "edit_columns": "edit_title"}
NEVER_TYPED = {"id", "institution_id", "row_version", "state", "password"}
"""Keys, owners and states: a step is a POST to an action, never a field of a form."""


def check_declared(view: type[Any]) -> None:
    """Raise TypeError for a register that leaves something out, or types what nobody types."""
    titles = [title for columns, title in TITLES.items() if getattr(view, columns, None)]
    missing = [name for name in DECLARED if not _is_declared(view, name)]
    missing += [title for title in titles if not getattr(view, title, None)]
    if missing:
        raise TypeError(f"{view.__name__} does not declare {', '.join(missing)}")
    if not isinstance(view.datamodel, PlanningInterface):
        raise TypeError(f"{view.__name__}.datamodel is not a PlanningInterface")
    typed = {*view.add_columns, *view.edit_columns}
    _refuse(view, "types", typed & NEVER_TYPED)
    _refuse(
        view,
        "has no label for",
        {*typed, *view.list_columns, *view.search_columns, *view.show_columns} - {*view.label_columns},
    )
    _refuse(view, "sorts by what it does not list:", {*view.order_columns} - {*view.list_columns})
    _refuse(view, "sums what it does not list:", {*view.summed_columns} - {*view.list_columns})


def closed_routes(view: type[Any]) -> set[str]:
    """Routes that the register does not need: none of them is registered."""
    closed = {"download"}  # hands out any file by its name
    closed |= {columns.removesuffix("_columns") for columns in TITLES if not getattr(view, columns)}
    closed |= set() if view.deletable else {"delete"}
    has_actions = any(hasattr(getattr(view, name, None), "_action") for name in dir(view))
    return closed if has_actions else closed | {"action", "action_post"}


def _is_declared(view: type[Any], name: str) -> bool:
    """By the class or a base of ours between it and the fence, not by FAB."""
    owners = (base for base in view.__mro__ if base.__module__.split(".")[0] != "flask_appbuilder")
    return any(name in vars(base) for base in owners)


def _refuse(view: type[Any], what: str, columns: set[str]) -> None:
    if columns:
        raise TypeError(f"{view.__name__} {what} {', '.join(sorted(columns))}")
