"""The log-in page, the way out, and how long a session lasts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, request, session, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.forms import LoginForm_db
from flask_appbuilder.security.views import AuthDBView
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from models.actions.end_sessions import end_sessions
from models.actions.record_act import Act, record_act
from models.clock import business_now, real_now
from models.queries.account import Account, account_of
from models.rules.errors import RuleBroken
from models.scope import as_system, current_reader
from models.tables.base import db
from views.base import PlanningView, acting_reader, own_address
from views.kept_form import KEPT, Pairs, kept_pairs

LONGEST_SESSION = timedelta(hours=12)
LONGEST_PAUSE = timedelta(minutes=30)
"""OWASP ASVS 5.0 section 7.3; what was typed meanwhile is kept (`views.kept_form`)."""
SEEN_EVERY = 60
"""Seconds between two notes of when a session was last used: not every page sends a cookie."""
Answer = Response | str | tuple[str, int]


class LoginView(AuthDBView):
    """One answer for a wrong password, an unknown and an inactive user."""

    appbuilder: Any
    exclude_route_methods = {"logout"}  # a link must not end a session: LogoutView takes a POST

    @expose("/login/", methods=["GET", "POST"])
    def login(self) -> Answer:
        """Show the form; sign in and go where the person was heading."""
        if current_reader() is not None:
            return redirect(_goal())
        form = LoginForm_db()
        if not form.validate_on_submit():
            return self._page(form)
        try:
            user = self.appbuilder.sm.auth_user_db(form.username.data, form.password.data)
        except RuleBroken as refusal:
            return self._page(form, refusal.message), refusal.status
        account = account_of(user.id) if user is not None else None
        if account is None:
            return self._page(form, _("Wrong user name or password.")), 401
        kept = kept_pairs(request.form, user.id, session.get("_user_id"))
        start_session(account)
        return self._kept_page(kept) if kept else redirect(_goal())

    def page_after_pause(self, kept: str) -> Answer:
        """The form, with what the person had just sent; whoever may not keep anything starts anew."""
        goal = request.full_path.rstrip("?")
        return self._page(LoginForm_db(formdata=None), kept=kept, action=url_for("LoginView.login", next=goal)), 401

    def _page(self, form: LoginForm_db, problem: str | None = None, *, kept: str = "", action: str = "") -> str:
        if problem:
            flash(problem, "danger")
        kept = kept or request.form.get(KEPT, "")
        context = {"form": form, "kept": kept, "action": action, "ended": "_user_id" in session}
        page: str = self.render_template(self.login_template, title=_("Sign in"), **context)
        return page

    def _kept_page(self, pairs: Pairs) -> str:
        page: str = self.render_template("kept_form.html", title=_("What you had written"), pairs=pairs, goal=_goal())
        return page


class LogoutView(PlanningView):
    """Leaves by POST only, and ends every session of the person."""

    route_base = ""
    class_permission_name = "logout"
    default_view = "logout"

    @expose("/logout/", methods=["POST"])
    def logout(self) -> Response:
        """Forget the session here and refuse its copies everywhere."""
        reader = acting_reader()
        end_sessions(reader.user_id or 0, reader.institution_id or 0)
        with as_system(reader.institution_id, reader.name):  # whoever lost the last assignment may still leave
            record_act(reader, Act("sign_out", "person", reader.user_id), business_now())
            db.session.commit()
        logout_user()
        session.clear()
        return redirect(url_for("LoginView.login"))


def start_session(account: Account) -> None:
    """A new session, nothing kept of the one before the log-in."""
    session.clear()
    g.pop("csrf_token", None)  # made for the session before
    login_user(account.user)
    session.permanent = True
    session["epoch"] = account.epoch
    session["since"] = session["seen"] = int(real_now().timestamp())


def session_is_over(epoch: int) -> bool:
    """Whether the session of this request is from before the person's last log-out, or too old."""
    age = real_now().timestamp() - session.get("since", 0)
    return bool(session.get("epoch") != epoch or age > LONGEST_SESSION.total_seconds())


def session_paused() -> bool:
    """Whether the session was not used for too long; otherwise note that it is used now."""
    now = real_now().timestamp()
    pause = now - session.get("seen", 0)
    if pause > LONGEST_PAUSE.total_seconds():
        return True
    if pause > SEEN_EVERY:
        session["seen"] = int(now)
    return False


def _goal() -> str:
    """Where to go after the log-in: a path of our own that was asked for, or home."""
    return own_address(request.args.get("next", ""))
