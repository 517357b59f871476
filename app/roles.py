"""What each role may do on each screen: R 3.2 and 3.3 as far as it is built; `FAB_ROLES` is made from it.

A line is a screen (its `class_permission_name`), then its actions (the names of its methods) with the roles that may
use them. Rows are another matter: `models/scope` decides which of them a role sees and writes. A structure test wants
every permission of every registered view here, and every line here on a view.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.rules.edition_step import OBSERVERS
from models.rules.roles import ASSIGNABLE, READS_ALL, Role

Roles = frozenset[Role]

EVERYBODY: Roles = frozenset(ASSIGNABLE)
KEEPERS: Roles = frozenset({Role.PLANNING_HEAD, Role.ADMINISTRATOR})
PLANNING: Roles = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD})
UNITS: Roles = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD})
LIAISON: Roles = frozenset({Role.LIAISON})
PLANNING_HEAD: Roles = frozenset({Role.PLANNING_HEAD})
VERIFIERS: Roles = PLANNING | {Role.DEPARTMENT_HEAD}
"""Heads, and planning where a small unit's verification moves up (SoD-15)."""
WATCHERS: Roles = PLANNING | {Role.PLANNING_DIRECTOR, Role.VICE_MINISTER, Role.INTERNAL_CONTROL}
ADMINISTRATOR: Roles = frozenset({Role.ADMINISTRATOR})
PLANNERS: Roles = UNITS | PLANNING
MEASURERS: Roles = UNITS | {Role.PLANNING_ANALYST}
"""Indicators, targets and alignment: planning's head decides on them and does not write them (R 3.2)."""
FINANCE: Roles = frozenset({Role.FINANCE})
GRANTORS: Roles = frozenset({Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD})
SEES_PEOPLE: Roles = PLANNING | {Role.PLANNING_DIRECTOR, Role.INTERNAL_CONTROL, Role.ADMINISTRATOR}
MAIL_READERS: Roles = PLANNING | {Role.PLANNING_DIRECTOR, Role.INTERNAL_CONTROL, Role.ADMINISTRATOR}
TRAIL_READERS: Roles = frozenset({Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR, Role.INTERNAL_CONTROL})
WITH_FIGURES: Roles = UNITS | READS_ALL
"""All but the administrator, who runs the system and sees no figures (rulings 18)."""
MEETING_WRITERS: Roles = PLANNING | {Role.PLANNING_DIRECTOR, Role.SECRETARY}
MEETING_KEEPERS: Roles = MEETING_WRITERS | {Role.VICE_MINISTER}


def _register(
    read: Roles, *, add: Roles = frozenset(), edit: Roles = frozenset(), delete: Roles = frozenset()
) -> dict[str, Roles]:
    """A generated list with the forms that it has: whoever reads it sees the list and each record."""
    forms = {"add": add, "edit": edit, "delete": delete}
    return {"list": read, "show": read, **{form: roles for form, roles in forms.items() if roles}}


RIGHTS: Mapping[str, Mapping[str, Roles]] = {
    # For everybody with an assignment; home and the way out are for all who are signed in
    "password": {"change": EVERYBODY},
    "my_notices": {"choose": EVERYBODY},
    "language": {"choose": EVERYBODY},
    "registers": {"home": EVERYBODY},
    "search": {"home": EVERYBODY},
    "look_up": {"rows": EVERYBODY},
    "vocabulary": {"home": EVERYBODY, "store": ADMINISTRATOR},
    "recipients": {"home": SEES_PEOPLE, "store": KEEPERS},
    "trial_mail": {"home": ADMINISTRATOR, "send": ADMINISTRATOR},
    "view_as": {
        **dict.fromkeys(("home", "enter"), PLANNING_HEAD | {Role.INTERNAL_CONTROL}),
        "leave": EVERYBODY,
    },
    "look_back": {"home": WITH_FIGURES, "enter": WITH_FIGURES, "leave": EVERYBODY},
    "color_bands": {"home": EVERYBODY, "preview": PLANNING_HEAD, "store": PLANNING_HEAD},
    # The month
    "my_month": dict.fromkeys(("home", "token", "sheet", "save", "review", "send"), LIAISON),
    "capture_workbook": {
        **dict.fromkeys(("page", "download", "upload", "store"), LIAISON),
        "read": VERIFIERS,
    },
    "my_month_line": dict.fromkeys(("line", "evidence"), LIAISON),
    "inbox": dict.fromkeys(("home", "sheet", "verify", "verify_many", "return_"), VERIFIERS),
    "control": {
        "home": WATCHERS,
        "board": WATCHERS,
        "panel": WATCHERS,
        "mark": PLANNING,
        "waive": PLANNING_HEAD,
    },
    "requests": {
        **dict.fromkeys(("home", "show"), UNITS | WATCHERS),
        **dict.fromkeys(("ask", "send"), PLANNING_HEAD),
    },
    "control_queue": {"home": WATCHERS, "return_": PLANNING},
    "control_jobs": {
        "home": MAIL_READERS,
        **dict.fromkeys(("retry_mails", "retry_delivery", "retry_book"), PLANNING | {Role.ADMINISTRATOR}),
    },
    "control_extension": {"extend": PLANNING_HEAD},
    "control_reminder": dict.fromkeys(("ask", "send"), PLANNING),
    "control_period": {
        "open_": PLANNING_HEAD,
        "close": PLANNING_HEAD,
        "reopen": PLANNING_HEAD | {Role.PLANNING_DIRECTOR},
    },
    "control_year": dict.fromkeys(("home", "walk"), PLANNING_HEAD),
    "dashboard": dict.fromkeys(
        ("home", "priorities", "objectives", "units", "persistent", "overdue", "money"), WITH_FIGURES
    ),
    "dashboard_detail": dict.fromkeys(("item", "history", "unit"), WITH_FIGURES),
    "explore": {"home": WITH_FIGURES, "data": WITH_FIGURES},
    "execution": {"home": WITH_FIGURES, "download": WITH_FIGURES},
    "execution_file": dict.fromkeys(("home", "review", "store"), FINANCE),
    "instruments": {**dict.fromkeys(("home", "workbook", "year"), WITH_FIGURES), "formalize": PLANNING_HEAD},
    "editions": {"home": WITH_FIGURES, "new": PLANNING, "make": PLANNING},
    "edition": {
        **dict.fromkeys(("show", "download"), WITH_FIGURES),
        **dict.fromkeys(("write", "read_again", "resolve", "answer"), PLANNING),
        **dict.fromkeys(("step", "remark"), OBSERVERS),
        "feedback": frozenset({Role.DEPARTMENT_HEAD}),
    },
    "scheduled_reports": dict.fromkeys(("home", "add", "remove"), PLANNING),
    "word_templates": dict.fromkeys(("home", "starting", "download", "upload", "retire"), KEEPERS),
    "consolidation": {"home": READS_ALL, "download": READS_ALL},
    "cuts": {"home": READS_ALL, "cut": READS_ALL},
    "evidence": {"download": WITH_FIGURES},
    # Meetings and commitments: whoever was called reads them, some keep them
    "meetings": {"home": WITH_FIGURES, "new": UNITS | MEETING_KEEPERS},
    "meeting": {
        "home": WITH_FIGURES,
        **dict.fromkeys(("convene", "move", "cancel", "attendance"), MEETING_KEEPERS | {Role.DEPARTMENT_HEAD}),
        **dict.fromkeys(("people", "agenda"), UNITS | MEETING_KEEPERS),
        "informed": UNITS | MEETING_KEEPERS,
    },
    "meeting_notes": {
        **dict.fromkeys(("remark", "commitment"), MEETING_KEEPERS),
        "decide": frozenset({Role.VICE_MINISTER, Role.SECRETARY}),
        "file": frozenset({Role.PLANNING_ANALYST, Role.SECRETARY}),
    },
    "minutes": {
        **dict.fromkeys(("write", "communicate"), MEETING_WRITERS),
        "approve": frozenset({Role.PLANNING_DIRECTOR, Role.VICE_MINISTER}),
        "download": WITH_FIGURES,
    },
    "commitments": {
        **dict.fromkeys(("home", "show"), WITH_FIGURES),
        "assign": frozenset({Role.DEPARTMENT_HEAD}),
        **dict.fromkeys(("progress", "fulfil"), UNITS),
        **dict.fromkeys(("verify", "return_"), PLANNING | {Role.SECRETARY}),
        "extend": MEETING_KEEPERS,
    },
    # The red chain: alerts, corrective actions, and how one follows from the other
    "chain": {"home": WITH_FIGURES, "register": PLANNERS},
    "alerts": {
        "home": WITH_FIGURES,
        **dict.fromkeys(("see", "attend"), UNITS),
        "close": VERIFIERS,
        "convene": frozenset({Role.PLANNING_DIRECTOR}),
    },
    "corrective_actions": {
        "home": WITH_FIGURES,
        **dict.fromkeys(("validate", "reject"), VERIFIERS),
        **dict.fromkeys(("revise", "progress", "implement"), UNITS),
        **dict.fromkeys(("verify", "return_", "close"), PLANNING),
    },
    "import_workbook": dict.fromkeys(("home", "upload", "review", "store", "findings", "marked"), PLANNING),
    # Catalogues
    "org_unit": _register(EVERYBODY, add=KEEPERS, edit=KEEPERS, delete=KEEPERS),
    "non_working_day": _register(EVERYBODY, add=KEEPERS, edit=KEEPERS, delete=KEEPERS),
    "person": {
        **_register(SEES_PEOPLE, add=ADMINISTRATOR, edit=ADMINISTRATOR),
        "reset": ADMINISTRATOR,
        "switch": ADMINISTRATOR,
    },
    "assignment": _register(SEES_PEOPLE | UNITS, add=GRANTORS, edit=GRANTORS),
    "plan_type": _register(EVERYBODY),
    "level": _register(EVERYBODY),
    # Time
    "deadlines": {"home": EVERYBODY},
    "calendar_subscription": dict.fromkeys(("home", "make", "end"), EVERYBODY),
    "announced_deadline": _register(EVERYBODY),
    "reporting_period": _register(EVERYBODY),
    # Procedures: everybody reads them, and everybody but internal control proposes
    "norm_reference": _register(EVERYBODY, add=PLANNING, edit=PLANNING),
    "reference_use": _register(EVERYBODY, add=PLANNING, delete=PLANNING),
    "procedure_document": {
        **_register(EVERYBODY, add=PLANNING, edit=PLANNING),
        "file": EVERYBODY,
        "attach": PLANNING,
        "put_in_force": PLANNING_HEAD | {Role.PLANNING_DIRECTOR},
        "propose": EVERYBODY - {Role.INTERNAL_CONTROL},
    },
    "improvement_proposal": {**_register(EVERYBODY), "decide": frozenset({Role.PLANNING_DIRECTOR})},
    "guideline": {
        **_register(EVERYBODY, add=PLANNING, edit=PLANNING),
        "file": EVERYBODY,
        "attach": PLANNING,
        "publish": PLANNING_HEAD | {Role.PLANNING_DIRECTOR},
    },
    # Plans
    "plan": _register(WITH_FIGURES, add=PLANNING, edit=PLANNING),
    "plan_version": {**_register(WITH_FIGURES), "put_in_force": PLANNING_HEAD},
    "plan_item": _register(WITH_FIGURES, add=PLANNERS, edit=PLANNERS, delete=PLANNERS),
    "indicator": _register(WITH_FIGURES, add=MEASURERS, edit=MEASURERS, delete=MEASURERS),
    "target": _register(WITH_FIGURES, add=MEASURERS, edit=MEASURERS, delete=MEASURERS),
    "participation": _register(WITH_FIGURES, add=PLANNERS, delete=PLANNERS),
    "alignment": _register(WITH_FIGURES, add=MEASURERS, delete=MEASURERS),
    "budget_line": _register(WITH_FIGURES, add=FINANCE, edit=FINANCE),
    "budget_month": _register(WITH_FIGURES, edit=FINANCE),
    # Follow-up, and what happens without a person
    "capture_sheet": _register(WITH_FIGURES),
    "update_check": _register(WITH_FIGURES),
    "import_run": _register(READS_ALL),
    "outbox_mail": _register(MAIL_READERS),
    "job_run": _register(PLANNING | ADMINISTRATOR),
    "audit_entry": _register(TRAIL_READERS | ADMINISTRATOR),
    "value_change": _register(TRAIL_READERS),
}
"""Screen → action → roles."""


def builtin_roles() -> dict[str, list[list[str]]]:
    """FAB_ROLES: role → [[screen, permission]…]; names are compared whole, never as patterns (see app.security)."""
    granted: dict[str, list[list[str]]] = {role.value: [] for role in Role}
    for screen, actions in RIGHTS.items():
        for action, roles in actions.items():
            for role in sorted(roles):
                granted[role.value].append([screen, f"can_{action}"])
    return granted
