"""The demo's mail page: what the local server caught instead of sending it."""

from __future__ import annotations

import io
from pathlib import Path

from flask import abort, current_app, send_file
from flask_appbuilder import expose
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.files.caught_mails import CaughtMail, attachment, caught_mail, caught_mails
from models.queries.demo_place import demo_place
from models.rules.wording import moment_text
from models.scope import as_system
from models.tables.institution import Institution
from views.base import PlanningView

MAIL_PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}
"""A mail carries its styles inside its elements."""


class CaughtMailsView(PlanningView):
    """Mails that the local server caught, newest first; in the demo only, without log-in (contract section 4)."""

    route_base = "/demo/correos"
    class_permission_name = "caught_mails"
    default_view = "list"
    open_to_all = True

    @expose("/")
    def list(self) -> str:
        """All of them."""
        mails = caught_mails(_folder())
        place = _place()
        rows = [(mail, _sent(mail, place)) for mail in mails]
        return str(self.render_template("demo/mails.html", title=_("Caught mails"), mails=rows))

    @expose("/<name>/")
    def mail(self, name: str) -> str:
        """One mail with its attachments."""
        found = caught_mail(_folder(), name)
        if found is None:
            abort(404)
        page = self.render_template("demo/mail.html", title=found.subject, mail=found, sent=_sent(found, _place()))
        return str(page)

    @expose("/<name>/pagina")
    def page(self, name: str) -> Response:
        """The mail as mail programs show it: its own styles alone, no script, nothing fetched."""
        found = caught_mail(_folder(), name)
        if found is None or not found.page:
            abort(404)
        return Response(found.page, content_type="text/html; charset=utf-8", headers=MAIL_PAGE_HEADERS)

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


def _place() -> Institution:
    with as_system():  # the page asks for no log-in
        place = demo_place()
    if place is None:
        abort(404)
    return place


def _sent(mail: CaughtMail, place: Institution) -> str:
    """« 08/04/2027 07:00 » on the institution's own clock."""
    return moment_text(mail.sent_at, place.timezone, place.locale)
