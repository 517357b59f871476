"""The institution's own days over the public calendar."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.non_working_day import NonWorkingDay
from views.base import PlanningInterface, PlanningModelView
from views.formats import day, yes_no


class NonWorkingDayView(PlanningModelView):
    """Days added to the calendar, and days taken back from it."""

    datamodel = PlanningInterface(NonWorkingDay)
    route_base = "/calendario"
    class_permission_name = "non_working_day"
    list_title = _("Non-working days")
    show_title = _("Non-working day")
    add_title = _("New day")
    edit_title = _("Change day")
    label_columns = {"on": _("Day"), "name": _("Name"), "kind": _("Kind"), "is_working": _("Is worked after all")}
    list_columns = ["on", "name", "kind", "is_working"]
    order_columns = ["on", "name"]
    search_columns = ["on", "name", "kind"]
    show_columns = list_columns
    add_columns = ["on", "name", "kind", "is_working"]
    edit_columns = add_columns
    base_order = ("on", "desc")
    deletable = True
    formatters_columns = {"on": day, "is_working": yes_no}
    constraint_messages = {"uq_non_working_day_institution_id_on": "Ese día ya está en el calendario."}
