"""Capture sheets: who reported what and when; to read. They are written in « Mi mes » and in the inbox."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.capture_sheet import CaptureSheet
from views.base import PlanningInterface, PlanningModelView


class CaptureSheetView(PlanningModelView):
    """Unit, plan and period with their states and moments."""

    datamodel = PlanningInterface(CaptureSheet)
    route_base = "/hojas"
    class_permission_name = "capture_sheet"
    list_title = _("Reports of the units")
    show_title = _("Report of a unit")
    label_columns = {
        "org_unit": _("Unit"),
        "plan": _("Plan"),
        "period": _("Period"),
        "state": _("State"),
        "is_late": _("Late"),
        "round": _("Sendings"),
        "submitted_at": _("Sent"),
        "verified_at": _("Verified"),
        "exempt_reason": _("Reason of the waiver"),
    }
    list_columns = ["org_unit", "plan", "period", "state", "is_late", "submitted_at", "verified_at"]
    order_columns = ["period", "submitted_at", "verified_at"]
    search_columns = ["org_unit", "plan", "state", "is_late"]
    show_columns = [*list_columns, "round", "exempt_reason"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("period", "desc")

    def name_of(self, row: CaptureSheet) -> str:
        """« DGA Dirección, marzo de 2027 »."""
        shown = self.formatters_columns
        return f"{shown['org_unit'](row.org_unit)}, {shown['period'](row.period)}, {row.plan.code}"
