"""Registers made only to be attacked: items with actions, indicators below them, days with a rule of their own."""

# ruff: noqa: RUF012 -- FAB reads lists and dictionaries that are declared on the class

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_appbuilder.actions import action

from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.non_working_day import NonWorkingDay
from models.tables.plan_item import PlanItem
from views.base import PlanningInterface, PlanningModelView

LABELS = {
    name: name.capitalize()
    for name in ("code", "name", "weight", "description", "org_unit", "org_unit.name", "plan_item", "plan_item.name")
}


class FencedIndicatorView(PlanningModelView):
    """Indicators, shown below their item."""

    datamodel = PlanningInterface(Indicator)
    route_base = "/fenced-indicators"
    class_permission_name = "fenced_indicator"
    list_title = "Indicators"
    show_title = "Indicator"
    label_columns = LABELS
    list_columns = ["code", "name", "plan_item.name"]
    search_columns = ["code"]
    show_columns = ["code", "name", "plan_item.name"]
    add_columns: list[str] = []
    edit_columns: list[str] = []


class FencedItemView(PlanningModelView):
    """Items with an action for one row and for many."""

    datamodel = PlanningInterface(PlanItem)
    route_base = "/fenced-items"
    class_permission_name = "fenced_item"
    list_title = "Items"
    show_title = "Item"
    edit_title = "Change item"
    label_columns = LABELS
    list_columns = ["code", "name", "org_unit.name"]
    order_columns = ["code", "name"]
    search_columns = ["code", "org_unit"]
    show_columns = ["code", "name", "weight", "description", "org_unit.name"]
    add_columns: list[str] = []
    edit_columns = ["name", "weight", "description", "org_unit"]
    related_views = [FencedIndicatorView]
    page_size = 5

    @action("rename", "Rename", multiple=True, single=True)
    def rename(self, rows: Any) -> Any:
        """Give the rows another name."""
        for row in rows if isinstance(rows, list) else [rows]:
            row.name = "Otro nombre"
        db.session.commit()
        return redirect(url_for("FencedItemView.list"))


class FencedDayView(PlanningModelView):
    """Days whose rule says no to Sundays."""

    datamodel = PlanningInterface(NonWorkingDay)
    route_base = "/fenced-days"
    class_permission_name = "fenced_day"
    list_title = "Days"
    show_title = "Day"
    add_title = "New day"
    edit_title = "Change day"
    label_columns = {"on": "On", "name": "Name", "kind": "Kind"}
    list_columns = ["on", "name", "kind"]
    search_columns = ["name"]
    show_columns = ["on", "name", "kind"]
    add_columns = ["on", "name", "kind"]
    edit_columns = ["on", "name", "kind"]
    deletable = True

    def check(self, row: NonWorkingDay) -> None:
        """No Sundays."""
        if row.on.isoweekday() == 7:
            raise RuleBroken("sunday", "El domingo ya no se trabaja.", field="on")


VIEWS = (FencedIndicatorView, FencedItemView, FencedDayView)
RIGHTS = {
    "liaison": [
        ["fenced_item", "can_list"],
        ["fenced_item", "can_show"],
        ["fenced_item", "can_edit"],
        ["fenced_item", "rename"],
    ],
    "planning_analyst": [
        ["fenced_item", "can_list"],
        ["fenced_item", "can_show"],
        ["fenced_item", "can_edit"],
        ["fenced_indicator", "can_list"],
    ],
    "planning_head": [["fenced_day", f"can_{verb}"] for verb in ("list", "show", "add", "edit", "delete")],
}
