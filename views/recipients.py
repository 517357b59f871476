"""Who gets which notices: the groups that deadlines name, their roles, and who that is today."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.change_preset import RECIPIENTS_KEPT_BY, change_recipients
from models.clock import business_now
from models.queries.group_members import group_members
from models.queries.preset_in_use import preset_in_use
from models.rules.roles import ASSIGNABLE, Role
from models.tables.base import db
from views.base import PlanningView, acting_reader


class RecipientsView(PlanningView):
    """Recipient groups (R 3.2); a group without any role could hide a notice and is refused."""

    route_base = "/destinatarios"
    class_permission_name = "recipients"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Each group with its roles and people."""
        reader = acting_reader()
        institution_id = reader.institution_id or 0
        page = self.render_template(
            "administration/recipients.html",
            title=_("Recipients of notices"),
            groups=preset_in_use(institution_id).preset.recipients,
            members=group_members(institution_id, business_now()),
            roles=[role for role in Role if role in ASSIGNABLE],
            may_store=not reader.roles.isdisjoint(RECIPIENTS_KEPT_BY),
        )
        return str(page)

    @expose("/<code>/guardar", methods=["POST"])
    @has_access
    def store(self, code: str) -> Response:
        """Store the roles of one group."""
        chosen = [Role(role) for role in request.form.getlist("role") if role in ASSIGNABLE]
        known = {group.code for group in preset_in_use(acting_reader().institution_id or 0).preset.recipients}
        if code not in known:
            abort(404)
        change_recipients(code, chosen, acting_reader(), business_now())
        db.session.commit()
        flash(_("The group was stored. Notices that are made from now on go to it."), "success")
        return redirect(url_for("RecipientsView.home"))
