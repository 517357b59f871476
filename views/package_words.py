"""The sheets and columns of a plan package in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.words import Words

SHEET_WORDS: Words = {
    "org_units": _("Units"),
    "items": _("Items"),
    "indicators": _("Indicators"),
    "targets": _("Targets"),
    "actuals": _("Actuals"),
    "budget": _("Budget"),
}

COLUMN_WORDS: Words = {
    "code": _("Code"),
    "parent": _("Below"),
    "name": _("Name"),
    "kind": _("Kind"),
    "level": _("Level"),
    "org_unit": _("Responsible unit"),
    "weight": _("Weight"),
    "start": _("Start"),
    "end": _("End"),
    "description": _("Description"),
    "participants": _("Participants"),
    "aligns_to": _("Aligns to"),
    "budget_code": _("Budget code"),
    "item": _("Item"),
    "unit": _("Unit of measure"),
    "direction": _("Direction"),
    "accumulation": _("Accumulation"),
    "use_baseline": _("Uses the baseline"),
    "baseline": _("Baseline"),
    "tolerance": _("Tolerance"),
    "decimals": _("Decimals"),
    "frequency": _("Frequency"),
    "indicator": _("Indicator"),
    "period": _("Period"),
    "planned": _("Planned"),
    "state": _("State"),
    "actual": _("Done"),
    "cause": _("Cause"),
    "corrective_action": _("Corrective action"),
    "note": _("Note"),
    "no_report_reason": _("Reason for not reporting"),
    "year": _("Year"),
    "funding_source": _("Funding source"),
    "initial": _("Initial budget"),
    "current": _("Current budget"),
    "programmed": _("Programmed"),
    "certified": _("Certified"),
    "committed": _("Committed"),
    "accrued": _("Accrued"),
    "paid": _("Paid"),
    "class": _("Class of expense"),
    "project_code": _("Project code"),
}
