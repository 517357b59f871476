"""Evidence files, always through the scope of their line and always as a download."""

from __future__ import annotations

from pathlib import Path

from flask import abort, current_app, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from sqlalchemy import select
from werkzeug.wrappers import Response

from models.files.evidence_store import evidence_path
from models.tables.base import db
from models.tables.evidence import Evidence
from views.base import PlanningView


class EvidenceView(PlanningView):
    """One door: by the id of a row that its reader may see (rulings 28)."""

    route_base = "/evidencia"
    class_permission_name = "evidence"
    default_view = "download"

    @expose("/<int:evidence_id>/")
    @has_access
    def download(self, evidence_id: int) -> Response:
        """The file under the name that its owner gave it."""
        found = db.session.scalars(select(Evidence).where(Evidence.id == evidence_id)).one_or_none()
        if found is None:
            abort(404)
        path = evidence_path(Path(current_app.config["RUMBO_FILES_URL"]), found.sha256)
        return send_file(path, mimetype=found.mime, download_name=found.file_name, as_attachment=True)
