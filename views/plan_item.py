"""Plan items: objectives, projects, functions, activities; one table, any depth."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.plan_item import PlanItem
from views.alignment import AlignmentView
from views.base import PlanningInterface
from views.base.drafts import ONLY_DRAFTS, DraftPartView
from views.indicator import IndicatorView
from views.participation import ParticipationView


class PlanItemView(DraftPartView):
    """The tree of a plan; written in drafts."""

    datamodel = PlanningInterface(PlanItem)
    route_base = "/plan"
    class_permission_name = "plan_item"
    list_title = _("Plan")
    show_title = _("Item")
    add_title = _("New item")
    edit_title = _("Change item")
    label_columns = {
        "code": _("Code"),
        "name": _("Name"),
        "level": _("Level"),
        "org_unit": _("Unit in charge"),
        "plan_version": _("Plan"),
        "parent": _("Belongs to"),
        "weight": _("Weight, percent"),
        "starts_on": _("From"),
        "ends_on": _("Until"),
        "budget_code": _("Budget code"),
        "description": _("Description"),
    }
    description_columns = {
        "parent": _("Code of the item above, or PLAN:code. Empty: top of the plan."),
        "plan_version": _("Only drafts can be written."),
    }
    list_columns = ["code", "name", "level", "org_unit", "weight", "plan_version"]
    order_columns = ["code", "name", "weight"]
    search_columns = ["plan_version", "code", "name", "level", "org_unit"]
    show_columns = [
        "code", "name", "level", "org_unit", "plan_version", "parent",
        "weight", "starts_on", "ends_on", "budget_code", "description",
    ]  # fmt: skip
    add_columns = [
        "plan_version", "level", "parent", "code", "name", "org_unit",
        "weight", "starts_on", "ends_on", "budget_code", "description",
    ]  # fmt: skip
    edit_columns = [column for column in add_columns if column != "plan_version"]
    field_groups = (
        (_("Where it stands"), ("plan_version", "level", "parent")),
        (_("What it is"), ("code", "name", "org_unit", "description")),
        (_("When and how much"), ("weight", "starts_on", "ends_on", "budget_code")),
    )
    base_order = ("code", "asc")
    deletable = True
    offered = {"plan_version": ONLY_DRAFTS}
    related_views = [IndicatorView, ParticipationView, AlignmentView]
    constraint_messages = {
        "uq_plan_item_plan_version_id_code": say("Ya hay un elemento con ese código en el plan. Escriba otro código."),
        "ck_plan_item_ends_on_follows_starts_on": say("El elemento termina después de empezar: revise las fechas."),
        "ck_plan_item_weight_is_a_percent": say("El peso va de 0 a 100."),
    }

    def version_id_of(self, row: PlanItem) -> int | None:
        """The version that the form names, else the stored one."""
        return row.plan_version.id if row.plan_version is not None else row.plan_version_id

    def check(self, row: PlanItem) -> None:
        """Parent and level belong to the same plan; nothing stands below itself."""
        if row.parent is not None and row.parent.plan_version_id != self.version_id_of(row):
            raise RuleBroken("other_plan", "El elemento superior es de otro plan. Elija uno de este.", field="parent")
        if row.level.plan_type_id != row.plan_version.plan.plan_type_id:
            raise RuleBroken("other_plan_type", "Ese nivel es de otro tipo de plan. Elija otro.", field="level")
        above = row.parent
        while above is not None:
            if above is row:
                raise RuleBroken("item_below_itself", "Un elemento no depende de sí mismo. Elija otro.", field="parent")
            above = above.parent
