"""One page per failure, with what to do; JSON for scripts; an unknown failure shows only its number."""

from __future__ import annotations

import logging
from secrets import token_hex
from urllib.parse import urlsplit

from flask import Flask, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from app.denials import record_denial
from app.reader import wants_json
from models.actions.look_back import give_back
from models.clock import business_now
from models.queries.whom_to_ask import who_assigns
from models.rules.errors import RuleBroken
from models.scope import as_system, current_reader
from views.reader_language import in_reader_language

log = logging.getLogger("rumbo.errors")
READ_ONLY = "25006"
Answer = tuple[Response | str, int]

MESSAGES = {
    400: lazy_gettext("The request cannot be understood. Go back and try again from the page itself."),
    401: lazy_gettext("Sign in first."),
    403: lazy_gettext("Your role does not allow this. If you need it, ask the administrator for an assignment."),
    404: lazy_gettext("There is nothing here, or it is out of your reach. Check the address or start from the menu."),
    405: lazy_gettext("This cannot be done from a link. Use the button of the page."),
    409: lazy_gettext("Somebody changed this in between. Load the page again and repeat what you were doing."),
    413: lazy_gettext("The file is too big. Each file may have up to 20 MB."),
    422: lazy_gettext("Something that was sent is missing or wrong. Go back, correct it and send it once more."),
    429: lazy_gettext("Too many attempts. Wait a few minutes and try again."),
    503: lazy_gettext("The database does not answer. Nothing was stored; try again in a minute."),
}
TITLES = {
    400: lazy_gettext("The request is not understood"),
    401: lazy_gettext("Nobody is signed in"),
    403: lazy_gettext("You may not do this"),
    404: lazy_gettext("There is nothing here"),
    405: lazy_gettext("Not by a link"),
    409: lazy_gettext("Somebody changed it in between"),
    413: lazy_gettext("The file is too big"),
    422: lazy_gettext("Something is missing or wrong"),
    429: lazy_gettext("Too many attempts"),
    500: lazy_gettext("Something failed on our side"),
    503: lazy_gettext("The database does not answer"),
}
OTHER = lazy_gettext("The request could not be served. Go back and try again.")
UNKNOWN = lazy_gettext("Something failed on our side and nothing was stored. Give this number to support: %(id)s.")


def install_errors(app: Flask) -> None:
    """Answer every failure; each handler first gives the transaction back."""
    app.register_error_handler(RuleBroken, _refused)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(IntegrityError, _stale)
    app.register_error_handler(DataError, _senseless)
    app.register_error_handler(InternalError, _read_only)
    app.register_error_handler(OperationalError, _no_database)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _unknown)


def _refused(refusal: RuleBroken) -> Answer:
    give_back()
    return _answer(refusal.status, in_reader_language(refusal.message), code=refusal.code)


def _expired(_problem: CSRFError) -> Answer:
    give_back()
    message = _("The page expired before it was sent. Go back, load it again and send it once more.")
    return _answer(400, message, code="form_expired")


def _stale(_problem: Exception) -> Answer:
    give_back()
    return _answer(409, str(MESSAGES[409]))


def _senseless(_problem: DataError) -> Answer:
    give_back()
    return _answer(400, str(MESSAGES[400]))


def _read_only(problem: InternalError) -> Answer:
    """25006: a write over the connection that only reads, which none of our screens should have tried."""
    if getattr(problem.orig, "sqlstate", None) != READ_ONLY:
        raise problem
    give_back()
    log.error("write on the reading connection: %s", problem.orig)
    return _answer(403, str(MESSAGES[403]))


def _no_database(problem: OperationalError) -> Answer:
    give_back()
    log.error("database does not answer: %s", problem.orig)
    return _plain_answer(503, str(MESSAGES[503]))


def _http(problem: HTTPException) -> Answer | HTTPException:
    give_back()
    if problem.response is not None or problem.code is None or problem.code < 400:
        return problem  # a redirect of the router, or an answer that is ready
    if isinstance(problem, SecurityError):
        return str(MESSAGES[400]), 400  # asked under a name that is not ours: no page of ours can be built
    return _answer(problem.code, str(MESSAGES.get(problem.code, OTHER)))


def _unknown(problem: InternalServerError) -> Answer:
    give_back()
    number = token_hex(4).upper()
    log.error("failure %s", number, exc_info=problem.original_exception or problem)
    return _plain_answer(500, str(UNKNOWN) % {"id": number})


def _answer(status: int, message: str, *, code: str = "") -> Answer:
    record_denial(status)
    if wants_json():
        return jsonify({"code": code or f"http_{status}", "message": message}), status
    asked = {"whom_to_ask": _whom_to_ask() if status == 403 else [], "back": _back()}
    title = _title(status) if not code else _("It could not be done")
    return render_template("errors/error.html", title=title, message=message, status=status, **asked), status


def _plain_answer(status: int, message: str) -> Answer:
    """A page that needs neither reader nor database."""
    if wants_json():
        return jsonify({"code": f"http_{status}", "message": message}), status
    return render_template("errors/plain.html", title=_title(status), message=message, status=status), status


def _title(status: int) -> str:
    return str(TITLES.get(status) or _("It could not be done"))


def _whom_to_ask() -> list[str]:
    """Mail addresses of those who assign roles in the reader's institution."""
    reader = current_reader()
    if reader is None or reader.institution_id is None:
        return []
    with as_system(reader.institution_id, reader.name):
        return who_assigns(reader.institution_id, business_now().date())


def _back() -> str:
    """The page of ours on which the person was; empty where it is not known, or is the very one that failed."""
    before = urlsplit(request.referrer or "")
    is_ours = before.netloc == request.host and before.path != request.path
    return f"{before.path}?{before.query}".rstrip("?") if is_ours else ""
