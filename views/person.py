"""People of the institution: accounts are opened, closed and given a new password; roles are assignments."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms.validators import Email, Regexp

from models.actions.keep_people import Access, NewPerson, add_person, reset_password, set_active
from models.clock import business_now
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.base import db
from views.assignment import AssignmentView
from views.base import PlanningInterface, PlanningModelView, acting_reader, show_at_field
from views.base.model_view import ROW, Answer

USER_NAME = r"^[a-z0-9][a-z0-9.\-]{2,39}$"


class PersonView(PlanningModelView):
    """Nobody types a password for somebody else: it is made, shown once, and changed by its owner."""

    datamodel = PlanningInterface(User)
    route_base = "/personas"
    class_permission_name = "person"
    list_title = _("People")
    show_title = _("Person")
    add_title = _("New person")
    edit_title = _("Change person")
    show_template = "register/person.html"
    label_columns = {
        "first_name": _("First names"),
        "last_name": _("Surnames"),
        "username": _("User"),
        "email": _("Mail address"),
        "active": _("Account open"),
        "last_login": _("Last sign-in"),
    }
    description_columns = {"username": _("Small letters, digits, dot and hyphen; it does not change later.")}
    validators_columns = {
        "username": [Regexp(USER_NAME, message=_("Use 3 to 40 small letters, digits, dot or hyphen."))],
        "email": [Email(message=_("Write a mail address such as name@institution.gob.sv."))],
    }
    list_columns = ["username", "first_name", "last_name", "email", "active"]
    order_columns = ["username", "first_name", "last_name", "email"]
    search_columns = ["username", "first_name", "last_name", "active"]
    show_columns = ["first_name", "last_name", "username", "email", "active", "last_login"]
    add_columns = ["first_name", "last_name", "username", "email"]
    edit_columns = ["first_name", "last_name", "email"]
    base_order = ("first_name", "asc")
    related_views = [AssignmentView]
    constraint_messages = {"uq_ab_user_email": say("Otra cuenta usa ese correo. Escriba otro.")}

    def name_of(self, row: User) -> str:
        """First names and surnames."""
        return f"{row.first_name} {row.last_name}".strip()

    def beside(self, row: User) -> dict[str, object]:
        """Whether it is the reader's own account, which he does not close."""
        return {"is_open": row.active, "is_own": row.id == acting_reader().user_id}

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> Answer:
        """An empty form; storing it shows the password that was made."""
        form = self.add_form()
        if request.method == "GET":
            return self._add_page(form)
        if not form.validate():
            return self._add_page(form), 422
        names = {name: form[name].data for name in self.add_columns}
        try:
            access = add_person(NewPerson(**names), acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            show_at_field(form, refusal)
            return self._add_page(form), refusal.status
        return self._password_page(access)

    @expose(f"/{ROW}/contrasena", methods=["POST"])
    @has_access
    def reset(self, pk: int) -> Answer:
        """Make another password and show it once."""
        access = reset_password(self._row(pk), acting_reader(), business_now())
        db.session.commit()
        return self._password_page(access)

    @expose(f"/{ROW}/cuenta", methods=["POST"])
    @has_access
    def switch(self, pk: int) -> Response:
        """Open or close the account."""
        active = request.form.get("active") == "y"
        set_active(self._row(pk), acting_reader(), business_now(), active=active)
        db.session.commit()
        flash(gettext("The account is open.") if active else gettext("The account is closed."), "success")
        return redirect(url_for("PersonView.show", pk=pk))

    def _password_page(self, access: Access) -> str:
        shown = {"username": access.user.username, "password": access.password}
        return self._rendered("register/one_time_password.html", gettext("Password"), row=access.user, **shown)
