"""The tabs over the lists of reports: editions, consolidations that the clock mails, cuts, and templates."""

from __future__ import annotations

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _

from views.control_frame import Tab

PAGES = (
    ("EditionsView.home", "editions", _("Reports")),
    ("ScheduledReportsView.home", "scheduled_reports", _("Scheduled")),
    ("ConsolidationView.home", "consolidation", _("Consolidations")),
    ("CutsView.home", "cuts", _("Cuts")),
    ("WordTemplatesView.home", "word_templates", _("Word templates")),
)


def report_tabs() -> list[Tab]:
    """The lists that the reader may open; the one in hand is marked."""
    allows, here = current_app.extensions["appbuilder"].sm.has_access, request.endpoint
    return [
        Tab(url_for(endpoint), label, is_current=endpoint == here)
        for endpoint, screen, label in PAGES
        if allows("can_home", screen)
    ]
