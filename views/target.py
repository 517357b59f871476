"""Targets: what is programmed, by indicator, unit and period."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.sentence import say
from models.tables.target import Target
from views.base import PlanningInterface
from views.base.drafts import DraftPartView


class TargetView(DraftPartView):
    """Zero is a target of zero; no row is not programmed (R C-02)."""

    datamodel = PlanningInterface(Target)
    route_base = "/metas"
    class_permission_name = "target"
    list_title = _("Targets")
    show_title = _("Target")
    add_title = _("New target")
    edit_title = _("Change target")
    label_columns = {
        "indicator": _("Indicator"),
        "org_unit": _("Unit"),
        "period": _("Period"),
        "planned": _("Planned"),
        "does_not_apply": _("Does not apply"),
    }
    description_columns = {
        "indicator": _("Code of the indicator, or PLAN:code."),
        "period": _("2027-03 for a month, 2027-Q1 for a quarter, 2027-S1 for a half year, 2027 for a year."),
        "planned": _("0 is a target of zero. Leave it empty only where it does not apply."),
    }
    list_columns = ["indicator", "period", "org_unit", "planned", "does_not_apply"]
    order_columns = ["period", "planned"]
    search_columns = ["indicator", "org_unit"]
    show_columns = list_columns
    add_columns = ["indicator", "org_unit", "period", "planned", "does_not_apply"]
    edit_columns = ["planned", "does_not_apply"]
    base_order = ("period", "asc")
    deletable = True
    constraint_messages = {
        "uq_target_indicator_id_org_unit_id_period": say("Ya hay una meta de ese indicador, unidad y periodo."),
    }

    def version_id_of(self, row: Target) -> int | None:
        """That of its indicator."""
        return row.indicator.plan_version_id if row.indicator is not None else None

    def check(self, row: Target) -> None:
        """A number, or that it does not apply; in a period of the plan."""
        if row.does_not_apply == (row.planned is not None):
            raise RuleBroken(
                "planned_or_does_not_apply", "Escriba la meta, o marque que no aplica y déjela vacía.", field="planned"
            )
        if row.planned is not None and row.planned < 0:
            raise RuleBroken("negative", "La meta no puede ser negativa.", field="planned")
        _check_period(row)


def _check_period(row: Target) -> None:
    try:
        span = Period.parse(row.period)
    except RuleBroken as refusal:
        raise RuleBroken(refusal.code, refusal.message, field="period") from refusal
    plan = row.indicator.plan_item.plan_version.plan
    if span.end < plan.starts_on or span.start > plan.ends_on:
        raise RuleBroken("outside_plan", "Ese periodo queda fuera de los años del plan.", field="period")
