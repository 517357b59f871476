"""How an item of one plan serves an item of the plan above it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.alignment import Alignment
from models.tables.plan_item import PlanItem
from views.base import PlanningInterface
from views.base.drafts import DraftPartView


class AlignmentView(DraftPartView):
    """The POA is aligned with the PEI (S0-DEF-06); written in drafts of the lower plan."""

    datamodel = PlanningInterface(Alignment)
    route_base = "/alineacion"
    class_permission_name = "alignment"
    list_title = _("Alignment")
    show_title = _("Alignment")
    add_title = _("New alignment")
    label_columns = {"plan_item": _("Item"), "aligns_to": _("Serves"), "aligns_to.plan_version": _("Of the plan")}
    description_columns = {
        "plan_item": _("Code of the item, or PLAN:code."),
        "aligns_to": _("Code of the item of the plan above, or PLAN:code."),
    }
    list_columns = ["plan_item", "aligns_to", "aligns_to.plan_version"]
    search_columns = ["plan_item", "aligns_to"]
    show_columns = list_columns
    add_columns = ["plan_item", "aligns_to"]
    edit_columns: list[str] = []
    deletable = True
    constraint_messages = {"uq_alignment_plan_item_id_aligns_to_id": say("Esa alineación ya está registrada.")}

    def version_id_of(self, row: Alignment) -> int | None:
        """That of the item which serves."""
        return row.plan_item.plan_version_id if row.plan_item is not None else None

    def check(self, row: Alignment) -> None:
        """The item above is of another plan."""
        if _plan_of(row.plan_item) == _plan_of(row.aligns_to):
            raise RuleBroken("same_plan", "Elija un elemento de otro plan, por ejemplo PLAN:código.", field="aligns_to")


def _plan_of(item: PlanItem) -> int:
    return item.plan_version.plan_id
