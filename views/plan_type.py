"""Plan types and their levels, as the institution's declaration makes them: to read."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.level import Level
from models.tables.plan_type import PlanType
from views.base import PlanningInterface, PlanningModelView


class LevelView(PlanningModelView):
    """The levels of every plan type, from the top down."""

    datamodel = PlanningInterface(Level)
    route_base = "/niveles"
    class_permission_name = "level"
    list_title = _("Levels")
    show_title = _("Level")
    label_columns = {
        "plan_type": _("Plan type"),
        "ordinal": _("Order"),
        "code": _("Code in the plan package"),
        "name": _("Name"),
        "reports": _("Reports every period"),
    }
    list_columns = ["name", "plan_type", "ordinal", "reports", "code"]
    order_columns = ["name", "ordinal", "code"]
    search_columns = ["plan_type", "name"]
    show_columns = list_columns
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("ordinal", "asc")


class PlanTypeView(PlanningModelView):
    """PEI, POA… with their levels."""

    datamodel = PlanningInterface(PlanType)
    route_base = "/tipos-de-plan"
    class_permission_name = "plan_type"
    list_title = _("Plan types")
    show_title = _("Plan type")
    label_columns = {
        "code": _("Code"),
        "name": _("Name"),
        "ordinal": _("Order"),
        "is_territorial": _("Carried out by several units"),
    }
    list_columns = ["code", "name", "ordinal", "is_territorial"]
    order_columns = ["code", "name", "ordinal"]
    search_columns = ["code", "name"]
    show_columns = list_columns
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("ordinal", "asc")
    related_views = [LevelView]
