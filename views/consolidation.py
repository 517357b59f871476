"""« Consolidados »: the workbooks that the clock made, and one made now."""

from __future__ import annotations

from flask import abort, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.build_consolidation import workbook_path
from models.tables.base import db
from models.tables.export_run import ExportRun
from views.base import PlanningView
from views.report_tabs import report_tabs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ConsolidationView(PlanningView):
    """Behind the log-in, for those who read all (S0-II-04)."""

    route_base = "/consolidado"
    class_permission_name = "consolidation"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """All of them, newest first."""
        runs = list(db.session.scalars(select(ExportRun).order_by(ExportRun.id.desc()).limit(200)))
        return str(
            self.render_template("consolidation/list.html", title=_("Consolidations"), runs=runs, tabs=report_tabs())
        )

    @expose("/<int:run_id>/")
    @has_access
    def download(self, run_id: int) -> Response:
        """One workbook."""
        run = db.session.scalars(select(ExportRun).where(ExportRun.id == run_id)).one_or_none()
        if run is None or run.done_at is None:
            abort(404)
        return send_file(workbook_path(run.sha256), mimetype=XLSX, download_name=run.file_name, as_attachment=True)
