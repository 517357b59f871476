"""Every screen that somebody may look for by its name, as far as it is open to the reader."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_appbuilder import AppBuilder
from flask_babel import lazy_gettext as _

from views.base import PlanningModelView

SCREENS: tuple[tuple[str, Any], ...] = (
    ("MyMonthView.home", _("My month")),
    ("InboxView.home", _("Inbox")),
    ("DashboardView.home", _("Dashboard")),
    ("ControlView.home", _("Control room")),
    ("ConsolidationView.home", _("Consolidations")),
    ("DeadlinesView.home", _("Deadlines")),
    ("RegistersView.home", _("Registers")),
    ("ImportWorkbookView.home", _("Import a workbook")),
    ("MyNoticesView.choose", _("My notices")),
    ("PasswordView.change", _("Change my password")),
)
"""Our own screens; the generated lists say their titles themselves."""


def open_screens(appbuilder: AppBuilder) -> list[tuple[str, str]]:
    """Address and title of the screens and lists that the reader may open."""
    views = {view.endpoint: view for view in appbuilder.baseviews}
    may = appbuilder.sm.has_access
    own = [
        (url_for(endpoint), str(title))
        for endpoint, title in SCREENS
        if may(f"can_{endpoint.split('.')[1]}", str(views[endpoint.split(".")[0]].class_permission_name))
    ]
    lists = [view for view in views.values() if isinstance(view, PlanningModelView)]
    return own + [
        (url_for(f"{view.endpoint}.list"), str(view.list_title))
        for view in lists
        if may("can_list", str(view.class_permission_name))
    ]
