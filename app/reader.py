"""Who reads this request: found once at its start, forgotten at its end. Whoever is nobody gets the log-in page."""

from __future__ import annotations

from contextlib import ExitStack
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import refresh
from flask_login import current_user

from app.assets import STATIC
from models.actions.look_back import as_reported_on
from models.actions.record_act import caller_address
from models.actions.view_as import viewed_person
from models.clock import business_now
from models.queries.account import Account
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader, current_reader, reading_as
from models.tables.read_session import reads_only
from models.trail_context import expects_writes, tell_trail
from views.kept_form import form_to_keep
from views.look_back import LOOKING_BACK
from views.view_as import VIEWING

T = TypeVar("T")
LOG_IN = "LoginView.login"
READING = {"GET", "HEAD", "OPTIONS"}
OPEN = {LOG_IN, "LoginApi.login", "LoginApi.refresh"}
"""Endpoints for people without a session. What is not named here asks for the log-in first: new screens are closed."""


CHOOSE_PASSWORD = "PasswordView.change"  # noqa: S105 -- a page, no password
OWN_ACCOUNT = {"LogoutView.logout", CHOOSE_PASSWORD, "MyNoticesView.choose", "LanguageView.choose", "ViewAsView.enter"}
"""What somebody who only reads may still write, and whose password was given may still do."""

OWN_CALENDAR = {"CalendarSubscriptionView.make", "CalendarSubscriptionView.end"}
"""What somebody who only reads may still write, once he chose a password."""

LEAVING = {"LogoutView.logout", "ViewAsView.leave", "LookBackView.leave"}
"""What somebody who looks through other eyes, or back, may still press."""

LEFT_BEHIND = ("paused", "viewer", "looks_back_to", "_login_user", "account", "institution", "csrf_token", "csrf_valid")
"""What an earlier request left on `g` where one application context serves several, as in a shell or a benchmark."""


def install_reader(app: Flask) -> None:
    """Set the reader of each request. Call it before FAB, whose own hooks come after.

    A screen that is for everybody says `open_to_all`, and `register_views` adds its endpoints to OPEN_ENDPOINTS.
    """
    app.config.setdefault("OPEN_ENDPOINTS", set(OPEN))
    app.before_request(_begin)
    app.teardown_request(_end)


def become(account: Account) -> None:
    """From now to the end of the request the account's person reads, with the rights of the institution's today."""
    today = business_now().astimezone(ZoneInfo(account.institution.timezone)).date()
    g.institution = account.institution
    refresh()  # the language may have been asked for before
    reader = _seen_as(reader_of(account.user.id, today), today)
    g.standing.enter_context(reading_as(reader))
    _set(reads_only, value=_only_reads(reader))
    _look_back(reader)
    if request.method not in READING:
        _set(expects_writes, value=True)
        tell_trail()


def _look_back(reader: Reader) -> None:
    """Answer as of the past moment that the session looks back to, which `g.looks_back_to` keeps for the banner.

    Raises RuleBroken 403 for whatever would change something meanwhile.
    """
    chosen = session.get(LOOKING_BACK)
    if chosen is None or reader.institution_id is None or request.endpoint in LEAVING | OWN_ACCOUNT:
        return
    if request.method not in READING:
        raise RuleBroken(
            "only_looking", "Está viendo lo reportado hasta otro día: nada se cambia. Vuelva a hoy primero.", status=403
        )
    g.looks_back_to = datetime.fromisoformat(chosen)
    g.standing.enter_context(as_reported_on(g.looks_back_to, reader.institution_id))


def _begin() -> ResponseReturnValue | None:
    for left in LEFT_BEHIND:
        g.pop(left, None)
    g.standing = ExitStack()
    g.standing.enter_context(reading_as(None))
    _set(caller_address, value=request.remote_addr or "")
    _set(expects_writes, value=False)
    _set(reads_only, value=False)
    if request.endpoint == STATIC:
        return None
    user: Any = current_user
    if user.is_authenticated:  # Flask-Login asks RumboSecurityManager.load_user, which leaves g.account
        become(g.account)
        return redirect(url_for(CHOOSE_PASSWORD)) if _has_to_choose(g.account, current_reader()) else None
    if request.endpoint is None or request.endpoint in current_app.config["OPEN_ENDPOINTS"]:
        return None
    return _to_log_in()


def _has_to_choose(account: Account, reader: Reader | None) -> bool:
    """Whoever holds no role yet is told so instead, and chooses when there is something to do."""
    holds_a_role = reader is not None and bool(reader.roles)
    return account.must_choose and holds_a_role and request.endpoint not in OWN_ACCOUNT


def _seen_as(reader: Reader, today: date) -> Reader:
    """The person through whose eyes the session looks, whose place `g.viewer` keeps; else the reader itself.

    Raises RuleBroken 403 for whatever would change something meanwhile.
    """
    person = session.get(VIEWING)
    if person is None:
        return reader
    try:
        seen = viewed_person(person, reader, today)
    except RuleBroken:  # the viewer's role or the person is gone since
        session.pop(VIEWING)
        return reader
    g.viewer = reader
    if request.method not in READING and request.endpoint not in LEAVING:
        raise RuleBroken("only_looking", "Está viendo como otra persona: nada se cambia. Salga primero.", status=403)
    return seen


def _only_reads(reader: Reader) -> bool:
    """Internal control asks over the reading connection (R 3.3), except for the own account; so does who looks on."""
    looks_on = "viewer" in g and request.endpoint not in LEAVING
    return looks_on or (reader.roles == {Role.INTERNAL_CONTROL} and request.endpoint not in OWN_ACCOUNT | OWN_CALENDAR)


def _end(_problem: BaseException | None) -> None:
    standing: ExitStack | None = g.pop("standing", None)
    if standing is not None:
        standing.close()


def _set(variable: ContextVar[T], *, value: T) -> None:
    """Give a context variable a value until the request ends."""
    g.standing.callback(variable.reset, variable.set(value))


def _to_log_in() -> ResponseReturnValue:
    if wants_json():
        abort(401)
    kept = form_to_keep(g.pop("paused", None))
    if kept:
        answer: ResponseReturnValue = current_app.extensions["appbuilder"].sm.auth_view.page_after_pause(kept)
        return answer
    goal = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for(LOG_IN, next=goal))


def wants_json() -> bool:
    """Whether a script asks and not a person who looks at a page."""
    return request.is_json or request.accept_mimetypes.best_match(["text/html", "application/json"]) == (
        "application/json"
    )
