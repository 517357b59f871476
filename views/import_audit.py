"""What the audit finds in a workbook that somebody is about to import: its findings, and the workbook marked."""

from __future__ import annotations

from pathlib import PurePath

from flask import abort, make_response, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.clock import real_now
from models.files.kept_audit import AuditState, KeptAudit, audit_with_key
from views.base import PlanningView
from views.consolidation import XLSX
from views.import_shelf import own_workbook, show_audit

SECONDS = "3"
"""After so long a page that waits for the audit is asked for again."""


class ImportAuditView(PlanningView):
    """Of one's own workbooks alone, by the keys that the page of the import gives."""

    route_base = "/importar/hallazgos"
    class_permission_name = "import_workbook"
    default_view = "findings"

    @expose("/")
    @has_access
    def findings(self) -> Response:
        """The findings; while they are being looked for, a page that asks again."""
        if not request.args:
            return redirect(url_for("ImportWorkbookView.home"))
        audit = _asked()
        shown = show_audit(audit)
        page = self.render_template(
            "import_workbook/audit.html", title=_("Review of the workbook"), book=audit.book, audit=shown
        )
        answer = make_response(page)
        if shown.is_working:
            answer.headers["Refresh"] = SECONDS
        return answer

    @expose("/libro")
    @has_access
    def marked(self) -> Response:
        """The workbook with the cells marked, under its own name."""
        if not request.args:
            return redirect(url_for("ImportWorkbookView.home"))
        audit = _asked()
        if audit.state(real_now()) is not AuditState.TOLD or not audit.marked.is_file():
            abort(404)
        name = _("%(name)s-reviewed", name=PurePath(audit.book.name).stem) + ".xlsx"
        return send_file(audit.marked, mimetype=XLSX, download_name=name, as_attachment=True)


def _asked() -> KeptAudit:
    book = own_workbook(request.args.get("libro", ""))
    audit = audit_with_key(book, request.args.get("mapeo", "")) if book is not None else None
    if audit is None:
        abort(404)
    return audit
