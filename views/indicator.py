"""Indicators: how an item is measured."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.sentence import say
from models.tables.indicator import Indicator
from views.base import PlanningInterface
from views.base.drafts import DraftPartView
from views.target import TargetView


class IndicatorView(DraftPartView):
    """With its targets; written in drafts."""

    datamodel = PlanningInterface(Indicator)
    route_base = "/indicadores"
    class_permission_name = "indicator"
    list_title = _("Indicators")
    show_title = _("Indicator")
    add_title = _("New indicator")
    edit_title = _("Change indicator")
    label_columns = {
        "code": _("Code"),
        "name": _("Name"),
        "plan_item": _("Item"),
        "unit": _("Unit of measure"),
        "kind": _("Kind"),
        "direction": _("What is better"),
        "accumulation": _("Accumulation"),
        "frequency": _("Frequency"),
        "weight": _("Weight, percent"),
        "use_baseline": _("Counts from a baseline"),
        "baseline": _("Baseline"),
        "tolerance": _("Tolerance"),
        "decimals": _("Decimals shown"),
    }
    description_columns = {"plan_item": _("Code of the item, or PLAN:code.")}
    list_columns = ["code", "name", "plan_item", "unit", "frequency"]
    order_columns = ["code", "name"]
    search_columns = ["code", "name", "plan_item", "kind", "frequency"]
    show_columns = [
        "code", "name", "plan_item", "unit", "kind", "direction", "accumulation", "frequency", "weight",
        "use_baseline", "baseline", "tolerance", "decimals",
    ]  # fmt: skip
    add_columns = [
        "plan_item", "code", "name", "unit", "kind", "direction", "accumulation", "frequency", "weight",
        "use_baseline", "baseline", "tolerance", "decimals",
    ]  # fmt: skip
    edit_columns = [column for column in add_columns if column != "plan_item"]
    field_groups = (
        (_("What it measures"), ("plan_item", "code", "name", "unit")),
        (_("How it is read"), ("kind", "direction", "accumulation", "frequency")),
        (_("How it counts"), ("weight", "use_baseline", "baseline", "tolerance", "decimals")),
    )
    base_order = ("code", "asc")
    deletable = True
    related_views = [TargetView]
    constraint_messages = {
        "uq_indicator_plan_version_id_code": say("Ya hay un indicador con ese código en el plan. Escriba otro código."),
        "ck_indicator_weight_is_a_percent": say("El peso va de 0 a 100."),
        "ck_indicator_decimals_fit_a_quantity": say("Los decimales van de 0 a 6."),
        "ck_indicator_use_baseline_names_baseline": say(
            "Escriba la línea base o quite la marca de que cuenta desde ella."
        ),
    }

    def version_id_of(self, row: Indicator) -> int | None:
        """That of its item."""
        return row.plan_item.plan_version_id if row.plan_item is not None else row.plan_version_id

    def check(self, row: Indicator) -> None:
        """The indicator stands in the version of its item."""
        row.plan_version_id = row.plan_item.plan_version_id
