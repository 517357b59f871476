"""Which units take part in a project besides the one in charge."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.sentence import say
from models.tables.participation import Participation
from views.base import PlanningInterface
from views.base.drafts import DraftPartView


class ParticipationView(DraftPartView):
    """Taking part gives reading and the early warning, nothing else (rulings 17)."""

    datamodel = PlanningInterface(Participation)
    route_base = "/participaciones"
    class_permission_name = "participation"
    list_title = _("Participating units")
    show_title = _("Participating unit")
    add_title = _("New participating unit")
    label_columns = {"plan_item": _("Item"), "org_unit": _("Unit")}
    description_columns = {"plan_item": _("Code of the item, or PLAN:code.")}
    list_columns = ["plan_item", "org_unit"]
    search_columns = ["plan_item", "org_unit"]
    show_columns = list_columns
    add_columns = ["plan_item", "org_unit"]
    edit_columns: list[str] = []
    deletable = True
    constraint_messages = {"uq_participation_plan_item_id_org_unit_id": say("Esa unidad ya participa en el elemento.")}

    def version_id_of(self, row: Participation) -> int | None:
        """That of its item."""
        return row.plan_item.plan_version_id if row.plan_item is not None else None
