"""Periods of the institution: to read; the control room closes and reopens them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.reporting_period import ReportingPeriod
from views.base import PlanningInterface, PlanningModelView


class ReportingPeriodView(PlanningModelView):
    """When each opened, when its window ended, when it was closed and why it was opened again."""

    datamodel = PlanningInterface(ReportingPeriod)
    route_base = "/periodos"
    class_permission_name = "reporting_period"
    list_title = _("Periods")
    show_title = _("Period")
    label_columns = {
        "period": _("Period"),
        "state": _("State"),
        "opened_at": _("Opened"),
        "window_closed_at": _("End of the window"),
        "closed_at": _("Closed"),
        "reopen_reason": _("Reason for opening again"),
        "reopened_until": _("Open again until"),
    }
    list_columns = ["period", "state", "opened_at", "window_closed_at", "closed_at"]
    order_columns = ["period", "opened_at", "window_closed_at", "closed_at"]
    search_columns = ["state"]
    show_columns = [*list_columns, "reopen_reason", "reopened_until"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("period", "desc")

    def name_of(self, row: ReportingPeriod) -> str:
        """« marzo de 2027 »."""
        return str(self.formatters_columns["period"](row.period))
