"""« Registros »: every list that the reader may open, by theme."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from views.base import PlanningView

GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("Plans"),
        (
            "PlanView",
            "PlanVersionView",
            "PlanItemView",
            "IndicatorView",
            "TargetView",
            "ParticipationView",
            "AlignmentView",
            "PlanTypeView",
            "LevelView",
        ),
    ),
    (_("Money"), ("BudgetLineView", "BudgetMonthView")),
    (_("Follow-up"), ("CaptureSheetView", "UpdateCheckView", "ImportRunView")),
    (_("Time"), ("ReportingPeriodView", "AnnouncedDeadlineView", "NonWorkingDayView")),
    (
        _("Procedures"),
        (
            "ProcedureDocumentView",
            "ImprovementProposalView",
            "NormReferenceView",
            "ReferenceUseView",
            "GuidelineView",
        ),
    ),
    (_("People and units"), ("PersonView", "AssignmentView", "OrgUnitView")),
    (_("Trail and system"), ("AuditEntryView", "ValueChangeView", "OutboxMailView", "JobRunView")),
)
TIME = 3
"""Place of the theme of time."""

SCREENS: tuple[tuple[str, Any], ...] = (
    ("ImportWorkbookView", _("Import a workbook")),
    ("AlertsView", _("Alerts")),
    ("CorrectiveActionsView", _("Corrective actions")),
    ("RequestsView", _("Information requests")),
)
"""Screens that are no lists and stand on no role's menu; they come after the first theme."""

TIMES: tuple[tuple[str, Any], ...] = (("DeadlinesView", _("Deadlines")),)
"""The same for the theme of time: the menu of planning is full."""

SETTINGS: tuple[tuple[str, Any], ...] = (
    ("VocabularyView", _("Words of the institution")),
    ("ColorBandsView", _("Limits of the colors")),
    ("RecipientsView", _("Recipients of notices")),
    ("WordTemplatesView", _("Word templates")),
    ("TrialMailView", _("Test mail")),
    ("ViewAsView", _("See as another person")),
    ("LookBackView", _("As reported on a day")),
)
"""What the institution decides for itself; a theme of its own, at the end."""


class RegistersView(PlanningView):
    """What is not on the menu of a role is found here."""

    route_base = "/registros"
    class_permission_name = "registers"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Themes with their lists; a theme without any is left out."""
        groups = [(str(theme), self._open(names)) for theme, names in GROUPS]
        groups[0][1].extend(self._screens(SCREENS))
        groups[TIME][1].extend(self._screens(TIMES))
        groups.append((gettext("Settings"), self._screens(SETTINGS)))
        page: str = self.render_template(
            "registers.html", title=gettext("Registers"), groups=[group for group in groups if group[1]]
        )
        return page

    def _screens(self, screens: tuple[tuple[str, Any], ...]) -> list[tuple[str, str]]:
        """Address and title of the screens that the reader may open."""
        views = {view.endpoint: view for view in self.appbuilder.baseviews}
        may = self.appbuilder.sm.has_access
        open_to_reader = [each for each in screens if may("can_home", views[each[0]].class_permission_name)]
        return [(url_for(f"{name}.home"), str(title)) for name, title in open_to_reader]

    def _open(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        """Address and title of the lists that the reader may open."""
        views = {view.endpoint: view for view in self.appbuilder.baseviews}
        may = self.appbuilder.sm.has_access
        return [
            (url_for(f"{name}.list"), str(views[name].list_title))
            for name in names
            if may("can_list", views[name].class_permission_name)
        ]
