"""What each role may do, in one line, for who gives it; the rights themselves stand in `app.roles`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from models.rules.roles import Role

ROLE_LINES: Mapping[str, Any] = {
    Role.LIAISON.value: _("Types the progress of the unit each month, with causes and evidence, and sends it."),
    Role.DEPARTMENT_HEAD.value: _(
        "Verifies or returns what the unit reports, sees the units below it, names a substitute."
    ),
    Role.PLANNING_ANALYST.value: _(
        "Sees all units: reminds, reviews and returns reports, imports workbooks, writes plans and targets."
    ),
    Role.PLANNING_HEAD.value: _(
        "Sees all units: opens and closes periods, extends deadlines, puts plans in force, sets the colors."
    ),
    Role.PLANNING_DIRECTOR.value: _("Sees all units, the control room and the trail; may reopen a closed period."),
    Role.VICE_MINISTER.value: _("Sees the dashboard and the control room of all units; writes nothing."),
    Role.INTERNAL_CONTROL.value: _(
        "Reads everything, the trail too, and writes nothing; holds no other role beside it."
    ),
    Role.FINANCE.value: _("Writes the budget and its execution; sees the progress of all units."),
    Role.SECRETARY.value: _("Sees the progress of all units and downloads the consolidations."),
    Role.ADMINISTRATOR.value: _("Keeps people, assignments, units and the calendar; sees no figures of the plan."),
}
"""Every role that may be given, in the order in which it is offered."""
