"""A person changes the own password: the one in use, and twice the new one."""

from __future__ import annotations

from flask import flash, g, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired

from models.actions.change_password import PasswordChange, change_password
from models.clock import business_now
from models.queries.account import account_of
from models.rules.errors import RuleBroken
from models.tables.base import db
from views.base import PlanningView, acting_reader, show_at_field
from views.login import start_session


class PasswordForm(DynamicForm):
    """Nothing is ever filled in again."""

    old = PasswordField(lazy_gettext("Password in use"), validators=[InputRequired()])
    password = PasswordField(
        lazy_gettext("New password"),
        description=lazy_gettext("At least 12 characters. A short sentence is easy to remember."),
        validators=[InputRequired()],
    )
    again = PasswordField(
        lazy_gettext("New password, again"),
        validators=[EqualTo("password", message=lazy_gettext("Both new passwords must be equal."))],
    )


class PasswordView(PlanningView):
    """Every session of the person ends, but for the one that changed it."""

    route_base = "/contrasena"
    class_permission_name = "password"
    default_view = "change"

    @expose("/", methods=["GET", "POST"])
    @has_access
    def change(self) -> Response | str | tuple[str, int]:
        """Show the form; store the new password and go home."""
        form = PasswordForm()
        if request.method == "GET":
            return self._page(form)
        if not form.validate():
            return self._page(form), 422
        reader = acting_reader()
        try:
            change_password(PasswordChange(form.old.data, form.password.data), reader, business_now())
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            show_at_field(form, refusal)
            return self._page(form), refusal.status
        account = account_of(reader.user_id or 0)
        if account is not None:
            start_session(account)
        flash(_("Your password was changed. All other sessions of yours are over."), "success")
        return redirect("/")

    def _page(self, form: PasswordForm) -> str:
        page: str = self.render_template(
            "password.html", title=_("Change my password"), form=form, account=g.get("account")
        )
        return page
