"""The trail of acts: who did what to which object, when and from where."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.tables.audit_entry import AuditEntry
from views.base import PlanningInterface, PlanningModelView
from views.trail_words import act_words, detail_words, table_words


class AuditEntryView(PlanningModelView):
    """To read; nobody changes it, the administrator neither (SoD-14)."""

    datamodel = PlanningInterface(AuditEntry)
    route_base = "/bitacora"
    class_permission_name = "audit_entry"
    list_title = _("Trail of acts")
    show_title = _("Act")
    label_columns = {
        "at": _("When"),
        "actor": _("Who"),
        "action": _("What was done"),
        "object_type": _("To what"),
        "object_id": _("Number"),
        "detail": _("Details"),
        "address": _("From the address"),
        "recorded_at": _("Recorded"),
    }
    list_columns = ["at", "actor", "action", "object_type", "object_id", "detail"]
    order_columns = ["at", "actor", "action"]
    search_columns = ["at", "actor", "object_id"]
    show_columns = ["at", "actor", "action", "object_type", "object_id", "detail", "address", "recorded_at"]
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("at", "desc")
    formatters_columns = {"action": act_words, "object_type": table_words, "detail": detail_words}

    def name_of(self, row: AuditEntry) -> str:
        """« Informe enviado, 08/04/2027 09:00 »."""
        return f"{act_words(row.action)}, {self.formatters_columns['at'](row.at)}"
