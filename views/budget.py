"""Money: lines of the year and their months. Finance writes, others read (SoD-6)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from models.actions.check_credit import check_credit
from models.actions.check_formalized import check_formalized
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from views.base import PlanningInterface, PlanningModelView
from views.formats import money

AMOUNTS = ("programmed", "certified", "committed", "accrued", "paid")


class BudgetMonthView(PlanningModelView):
    """What happened to a line in a month; months come with the file of execution and are corrected here."""

    datamodel = PlanningInterface(BudgetMonth)
    route_base = "/presupuesto/meses"
    class_permission_name = "budget_month"
    list_title = _("Budget by month")
    show_title = _("Month of a budget line")
    edit_title = _("Correct month")
    label_columns = {
        "budget_line.plan_item": _("Item"),
        "budget_line.org_unit": _("Unit"),
        "budget_line.funding_source": _("Source"),
        "period": _("Period"),
        "programmed": _("Programmed"),
        "certified": _("Certified"),
        "committed": _("Committed"),
        "accrued": _("Accrued"),
        "paid": _("Paid"),
    }
    description_columns = {"accrued": _("A negative amount is a reversal.")}
    list_columns = ["budget_line.plan_item", "period", "budget_line.funding_source", *AMOUNTS]
    order_columns = ["period"]
    summed_columns = AMOUNTS
    search_columns: list[str] = []
    show_columns = ["budget_line.plan_item", "budget_line.org_unit", "budget_line.funding_source", "period", *AMOUNTS]
    add_columns: list[str] = []
    edit_columns = [*AMOUNTS]
    base_order = ("period", "asc")
    formatters_columns = dict.fromkeys(AMOUNTS, money)

    def check(self, row: BudgetMonth) -> None:
        """No more accrued than there is credit, and nothing else programmed once the year is formalized."""
        check_formalized(row.budget_line, row)
        check_credit(row.budget_line, row)


class BudgetLineView(PlanningModelView):
    """Initial and current budget of an item, unit, year, source and class."""

    datamodel = PlanningInterface(BudgetLine)
    route_base = "/presupuesto"
    class_permission_name = "budget_line"
    list_title = _("Budget")
    show_title = _("Budget line")
    add_title = _("New budget line")
    edit_title = _("Change budget line")
    label_columns = {
        "plan_item": _("Item"),
        "org_unit": _("Unit"),
        "budget_code": _("Budget code"),
        "name": _("Name"),
        "year": _("Year"),
        "funding_source": _("Source"),
        "expense_class": _("Class"),
        "project_code": _("Project code"),
        "initial": _("Initial"),
        "current": _("Current"),
    }
    description_columns = {
        "plan_item": _("Code of the item, or PLAN:code."),
        "budget_code": _("The budget office's own code; a line without an item must have one."),
    }
    list_columns = ["plan_item", "budget_code", "org_unit", "year", "funding_source", "initial", "current"]
    order_columns = ["year", "funding_source", "initial", "current"]
    summed_columns = ("initial", "current")
    search_columns = ["plan_item", "budget_code", "org_unit", "year", "funding_source"]
    show_columns = [
        *("plan_item", "budget_code", "name", "org_unit", "year"),
        *("funding_source", "expense_class", "project_code", "initial", "current"),
    ]
    add_columns = show_columns
    edit_columns = add_columns
    field_groups = (
        (_("What it pays for"), ("plan_item", "budget_code", "name", "org_unit", "year")),
        (_("Where the money comes from"), ("funding_source", "expense_class", "project_code")),
        (_("Amounts of the year"), ("initial", "current")),
    )
    base_order = ("year", "desc")
    formatters_columns = {"initial": money, "current": money}
    related_views = [BudgetMonthView]
    constraint_messages = {
        "ck_budget_line_year_is_plausible": say("Escriba un año de cuatro cifras."),
    }

    def check(self, row: BudgetLine) -> None:
        """It is of something, and yearly amounts are not negative (rulings 15)."""
        if row.plan_item_id is None and row.plan_item is None and not row.budget_code:
            raise RuleBroken("no_item_nor_code", "Escriba el elemento o el código presupuestario.", field="plan_item")
        if row.org_unit_id is None and row.org_unit is None and row.plan_item is not None:
            row.org_unit = row.plan_item.org_unit
        for name in ("initial", "current"):
            if getattr(row, name) < 0:
                raise RuleBroken("negative", "El monto del año no puede ser negativo.", field=name)
        check_formalized(row)
        check_credit(row)
