"""The trail of values: before and after of every changed row, also of what was changed from outside."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from models.tables.value_change import ValueChange
from views.base import PlanningInterface, PlanningModelView
from views.trail_words import change_words, table_words


class ValueChangeView(PlanningModelView):
    """To read."""

    datamodel = PlanningInterface(ValueChange)
    route_base = "/cambios"
    class_permission_name = "value_change"
    list_title = _("Trail of values")
    show_title = _("Changed values")
    show_template = "register/value_change.html"
    label_columns = {
        "at": _("When"),
        "actor": _("Who"),
        "table_name": _("What"),
        "row_id": _("Number"),
        "recorded_at": _("Recorded"),
    }
    list_columns = ["at", "table_name", "row_id", "actor"]
    order_columns = ["at", "table_name", "actor"]
    search_columns = ["at", "actor", "row_id"]
    show_columns = ["at", "actor", "table_name", "row_id", "recorded_at"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("at", "desc")
    formatters_columns = {"table_name": table_words}

    def beside(self, row: ValueChange) -> dict[str, Any]:
        """Each field before and after."""
        return {"changes": change_words(row.before, row.after)}

    def name_of(self, row: ValueChange) -> str:
        """« Unidad 12, 08/04/2027 09:00 »."""
        return f"{table_words(row.table_name)} {row.row_id}, {self.formatters_columns['at'](row.at)}"
