"""What each answer tells the browser: run our scripts alone, be framed by nobody, keep nothing of a signed-in page."""

from __future__ import annotations

from secrets import token_urlsafe
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from app.assets import STATIC, YEAR, keep_for_a_year

POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""No page of ours writes a style attribute or a script; one that should come needs the nonce of its page."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
OWN_HOSTS = ("127.0.0.1", "localhost")


def install_headers(app: Flask) -> None:
    """Answer only to our own names, refuse NUL in addresses, and set the headers above."""
    host = urlsplit(app.config.get("RUMBO_BASE_URL") or "").hostname
    app.config["TRUSTED_HOSTS"] = [*OWN_HOSTS, *([host] if host else [])]
    app.before_request(_refuse_nul)
    app.after_request(_protect)
    app.jinja_env.globals["csp_nonce"] = _nonce  # FAB's templates print it in every script


def _nonce() -> str:
    """One for each answer, made when the first script asks."""
    if "csp_nonce" not in g:
        g.csp_nonce = token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _refuse_nul() -> None:
    """PostgreSQL keeps no NUL in a text; in an address nobody types one. Forms answer at their fields."""
    values = [*request.args.values(), *request.args, *(request.view_args or {}).values()]
    if any("\0" in value for value in values if isinstance(value, str)):
        abort(400)


def _lasting(response: Response) -> str:
    """How long a browser may keep an answer: a page of somebody not at all, a file for as long as it is the same."""
    if request.endpoint != STATIC:
        return "no-store"
    return YEAR if keep_for_a_year(response) else "no-cache"


def _protect(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=_nonce()))
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    response.headers["Cache-Control"] = _lasting(response)
    g.pop("csp_nonce", None)
    return response
