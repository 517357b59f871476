"""What a person sees; one file a screen. `register_views` is the whole list."""

from __future__ import annotations

from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import BaseView

from views.caught_mails import CaughtMailsView
from views.consolidation import ConsolidationView
from views.control import ControlView
from views.dashboard import DashboardView
from views.evidence import EvidenceView
from views.inbox import InboxView
from views.login import LogoutView
from views.my_month import MyMonthView
from views.non_working_day import NonWorkingDayView
from views.org_unit import OrgUnitView
from views.password import PasswordView

SCREENS: tuple[type[BaseView], ...] = (
    LogoutView,
    PasswordView,
    MyMonthView,
    InboxView,
    ControlView,
    DashboardView,
    ConsolidationView,
    EvidenceView,
    OrgUnitView,
    NonWorkingDayView,
    CaughtMailsView,
)


def register_views(appbuilder: AppBuilder) -> None:
    """Register every screen; the menu is another matter (`app.menu`)."""
    for screen in SCREENS:
        appbuilder.add_view_no_menu(screen)
