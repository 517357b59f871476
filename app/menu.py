"""The menu as data: what each role sees first, at most seven entries (R 3.3, first screens)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext

from app.roles import EVERYBODY, FINANCE, PLANNING, UNITS, VERIFIERS, WATCHERS, WITH_FIGURES
from models.clock import business_now
from models.queries.menu_counts import MISSING, UNSENT, WAITING, menu_counts
from models.rules.roles import Role
from models.scope import current_reader

LONGEST_MENU = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: where it leads, what it says, for whom."""

    endpoint: str
    label: Any
    icon: str
    roles: frozenset[Role]
    counts: str = ""
    """Which figure of `menu_counts` stands beside it."""


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as a page prints it."""

    url: str
    label: str
    icon: str
    is_current: bool
    counts: str


COMMITTED = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD, Role.FINANCE})
"""Find their commitments on the menu; the others beside the meetings."""

MENU = (
    Entry("MeetingsView.home", lazy_gettext("Meetings"), "people", frozenset({Role.SECRETARY})),
    Entry("CommitmentsView.home", lazy_gettext("Commitments"), "check-circle", frozenset({Role.SECRETARY})),
    Entry("MyMonthView.home", lazy_gettext("My month"), "list-check", frozenset({Role.LIAISON}), MISSING),
    Entry("ExecutionFileView.home", lazy_gettext("Load execution"), "upload", FINANCE),
    Entry("InboxView.home", lazy_gettext("Inbox"), "inbox", VERIFIERS, WAITING),
    Entry("DashboardView.home", lazy_gettext("Dashboard"), "bar-chart", WITH_FIGURES),
    Entry("ControlView.home", lazy_gettext("Control room"), "grid-3x3-gap", WATCHERS, UNSENT),
    Entry("AlertsView.home", lazy_gettext("Alerts"), "exclamation-triangle", frozenset({Role.LIAISON})),
    Entry("PlanItemView.list", lazy_gettext("Plan"), "diagram-3", WITH_FIGURES - UNITS),
    Entry("MeetingsView.home", lazy_gettext("Meetings"), "people", WATCHERS | {Role.DEPARTMENT_HEAD}),
    Entry("CommitmentsView.home", lazy_gettext("Commitments"), "check-circle", COMMITTED),
    Entry("EditionsView.home", lazy_gettext("Reports"), "file-earmark-spreadsheet", WITH_FIGURES),
    Entry("PersonView.list", lazy_gettext("People"), "people", frozenset({Role.ADMINISTRATOR})),
    Entry("OrgUnitView.list", lazy_gettext("Units"), "building", frozenset({Role.ADMINISTRATOR})),
    Entry("NonWorkingDayView.list", lazy_gettext("Calendar"), "calendar3", frozenset({Role.ADMINISTRATOR})),
    Entry("OutboxMailView.list", lazy_gettext("Mails"), "envelope", frozenset({Role.ADMINISTRATOR})),
    Entry("DeadlinesView.home", lazy_gettext("Deadlines"), "clock-history", EVERYBODY - PLANNING),
    Entry("RegistersView.home", lazy_gettext("Registers"), "journal-text", EVERYBODY),
)


def install_menu(app: Flask) -> None:
    """Give templates `menu_entries()` and `entry_counts()`."""
    app.jinja_env.globals.update(menu_entries=menu_entries, entry_counts=entry_counts)


def menu_entries() -> list[ShownEntry]:
    """What the reader's roles see, in order; empty for nobody."""
    reader = current_reader()
    roles = reader.roles if reader else frozenset[Role]()
    open_to_reader = [entry for entry in MENU if entry.roles & roles and entry.endpoint in current_app.view_functions]
    return [_shown(entry) for entry in open_to_reader[:LONGEST_MENU]]


def entry_counts() -> Mapping[str, int]:
    """Figure of `menu_counts` → how many, for the header alone: home needs none."""
    reader = current_reader()
    return menu_counts(reader, business_now()) if reader else {}


def _shown(entry: Entry) -> ShownEntry:
    view = entry.endpoint.split(".")[0]
    here = (request.endpoint or "").split(".")[0]
    return ShownEntry(url_for(entry.endpoint), str(entry.label), entry.icon, view == here, entry.counts)
