"""The demo's mail page: what the local server caught instead of sending it."""

from __future__ import annotations

import io
from pathlib import Path

from flask import abort, current_app, send_file
from flask_appbuilder import expose
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.files.caught_mails import attachment, caught_mail, caught_mails
from views.base import PlanningView


class CaughtMailsView(PlanningView):
    """Mails that the local server caught, newest first; in the demo only, without log-in (contract section 4)."""

    route_base = "/demo/correos"
    class_permission_name = "caught_mails"
    default_view = "list"
    open_to_all = True

    @expose("/")
    def list(self) -> str:
        """All of them."""
        return str(self.render_template("demo/mails.html", title=_("Caught mails"), mails=caught_mails(_folder())))

    @expose("/<name>/")
    def mail(self, name: str) -> str:
        """One mail with its attachments."""
        found = caught_mail(_folder(), name)
        if found is None:
            abort(404)
        return str(self.render_template("demo/mail.html", title=found.subject, mail=found))

    @expose("/<name>/<int:number>")
    def attachment(self, name: str, number: int) -> Response:
        """One attachment."""
        found = attachment(_folder(), name, number)
        if found is None:
            abort(404)
        file_name, content = found
        return send_file(io.BytesIO(content), download_name=file_name, as_attachment=True)


def _folder() -> Path:
    if current_app.config["RUMBO_ENV"] != "demo":
        abort(404)
    return Path(current_app.config["RUMBO_VAR"]) / "demo-mails"
