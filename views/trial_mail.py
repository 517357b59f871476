"""A button that sends one mail to the own address."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.ask_trial_mail import ask_trial_mail
from models.clock import business_now
from models.tables.base import db
from views.base import PlanningView, acting_reader


class TrialMailView(PlanningView):
    """What it is good for, and the button (ux 3.11)."""

    route_base = "/correo-de-prueba"
    class_permission_name = "trial_mail"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The page with the button."""
        return str(self.render_template("administration/trial_mail.html", title=_("Test mail")))

    @expose("/enviar", methods=["POST"])
    @has_access
    def send(self) -> Response:
        """Queue the mail and show the list of mails, where its state stands."""
        ask_trial_mail(acting_reader(), business_now())
        db.session.commit()
        ring("deliver_mail")
        flash(_("The mail is on its way. Its state stands in this list; look into your mailbox too."), "success")
        return redirect(url_for("OutboxMailView.list"))
