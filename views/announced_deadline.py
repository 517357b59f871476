"""Deadlines that people were told: they move only when somebody says so, with a reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.deadline_kind import Subject
from models.tables.announced_deadline import AnnouncedDeadline
from views.base import PlanningInterface, PlanningModelView
from views.words import CHOICE_WORDS


class AnnouncedDeadlineView(PlanningModelView):
    """To read, for everybody."""

    datamodel = PlanningInterface(AnnouncedDeadline)
    route_base = "/plazos/anunciados"
    class_permission_name = "announced_deadline"
    list_title = _("Announced deadlines")
    show_title = _("Announced deadline")
    label_columns = {
        "subject": _("What is due"),
        "period": _("Period"),
        "opens": _("Opens"),
        "nominal_due": _("Counted day"),
        "effective_due": _("Due"),
        "due_at": _("Until"),
        "why": _("Why"),
        "announced_at": _("Announced"),
        "moved_reason": _("Reason for moving it"),
        "rule": _("Rule"),
    }
    choice_labels = {"subject": CHOICE_WORDS[Subject]}
    list_columns = ["subject", "period", "opens", "due_at", "announced_at"]
    order_columns = ["period", "opens", "due_at", "announced_at"]
    search_columns = ["effective_due"]
    show_columns = [
        "subject", "period", "opens", "nominal_due", "effective_due", "due_at", "why",
        "announced_at", "moved_reason", "rule",
    ]  # fmt: skip
    add_columns: list[str] = []
    edit_columns: list[str] = []
    base_order = ("due_at", "desc")
