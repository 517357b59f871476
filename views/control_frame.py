"""What the pages of the control room share: the way from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import lazy_gettext as _

PAGES = (
    ("ControlView.home", "control", _("Units")),
    ("ControlQueueView.home", "control_queue", _("Verification")),
    ("ControlJobsView.home", "control_jobs", _("Mails and tasks")),
)
"""Endpoint, the screen's name for permissions, and what the tab says."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One page as the others link to it."""

    url: str
    label: Any
    is_current: bool


def control_tabs() -> list[Tab]:
    """The pages that the reader may open; the one in hand is marked."""
    here = (request.endpoint or "").split(".")[0]
    allows = current_app.extensions["appbuilder"].sm.has_access
    return [
        Tab(url_for(endpoint), label, is_current=endpoint.split(".")[0] == here)
        for endpoint, screen, label in PAGES
        if endpoint in current_app.view_functions and allows("can_home", screen)
    ]
