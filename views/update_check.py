"""Planning's marks that a unit's month is up to date (S0-I-01, S0-II-01); they are set in the control room."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.update_check import UpdateCheck
from views.base import PlanningInterface, PlanningModelView


class UpdateCheckView(PlanningModelView):
    """To read."""

    datamodel = PlanningInterface(UpdateCheck)
    route_base = "/actualizacion"
    class_permission_name = "update_check"
    list_title = _("Checks of the update")
    show_title = _("Check of the update")
    label_columns = {
        "org_unit": _("Unit"),
        "period": _("Period"),
        "kind": _("Kind"),
        "checked_at": _("Checked"),
        "checked_by": _("Checked by"),
    }
    list_columns = ["org_unit", "period", "kind", "checked_at", "checked_by"]
    order_columns = ["period", "checked_at"]
    search_columns = ["org_unit", "kind"]
    show_columns = list_columns
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("checked_at", "desc")
