"""The trail of values: before and after of every changed row, also of what was changed from outside."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from models.tables.value_change import ValueChange
from views.base import PlanningInterface, PlanningModelView
from views.trail_words import change_words, table_words

FIELDS_SHOWN = 3


def summary(change: tuple[str, dict[str, Any], dict[str, Any]]) -> str:
    """« ejecutado: 5 → 7 », the first fields that changed; the record shows all."""
    fields = change_words(*change)
    shown = "; ".join(f"{field}: {old} → {new}" for field, old, new in fields[:FIELDS_SHOWN])
    return f"{shown}; …" if len(fields) > FIELDS_SHOWN else shown


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
        "change": _("Before and after"),
        "recorded_at": _("Recorded"),
    }
    list_columns = ["at", "table_name", "row_id", "change", "actor"]
    order_columns = ["at", "table_name", "actor"]
    search_columns = ["at", "actor", "row_id"]
    show_columns = ["at", "actor", "table_name", "row_id", "recorded_at"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("at", "desc")
    formatters_columns = {"table_name": table_words, "change": summary}

    def beside(self, row: ValueChange) -> dict[str, Any]:
        """Each field before and after."""
        return {"changes": change_words(*row.change)}

    def name_of(self, row: ValueChange) -> str:
        """« Unidad 12, 08/04/2027 09:00 »."""
        return f"{table_words(row.table_name)} {row.row_id}, {self.formatters_columns['at'](row.at)}"
