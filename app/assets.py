"""Our own files in a browser: their addresses carry a hash of what is in them, so that a year is not too long."""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request, url_for
from flask_compress import Compress
from markupsafe import Markup
from werkzeug.security import safe_join

from views.theme import chosen_theme, dark_media

STATIC = "static"
SPRITE = "vendor/bootstrap-icons-1.13.2/icons.svg"
YEAR = "public, max-age=31536000, immutable"


def install_assets(app: Flask) -> None:
    """Hashed addresses, `icon()` for templates, and answers that travel compressed.

    Call it before `app.headers`: what is compressed must have all its headers, and handlers run from the last to the
    first. Compressed pages hold a token of the session beside what was asked for; a page of somebody else cannot ask
    for them with the session's cookie, which is SameSite=Lax.
    """
    Compress(app)
    app.after_request(_gathered)
    app.url_defaults(_add_hash)
    app.jinja_env.globals.update(icon=icon, chosen_theme=chosen_theme, dark_media=dark_media)


def icon(name: str, look: str = "") -> Markup:
    """A drawing of the sprite beside words: it says nothing by itself."""
    if "sprite" not in g:  # its address is asked once a page: some pages have dozens of drawings
        g.sprite = url_for(STATIC, filename=SPRITE)
    return _drawn(name, look, g.sprite)


@lru_cache(maxsize=512)
def _drawn(name: str, look: str, sprite: str) -> Markup:
    return Markup('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"/></svg>').format(look, sprite, name)


def keep_for_a_year(response: Response) -> bool:
    """Whether this answer is the very file whose hash stands in its address."""
    asked = request.args.get("v")
    name = (request.view_args or {}).get("filename", "")
    return asked is not None and response.status_code < 400 and asked == _hash_of(name)


def _gathered(response: Response) -> Response:
    """A file of ours as one piece: Flask-Compress leaves the files of streams open."""
    if request.endpoint == STATIC and response.is_streamed:
        response.direct_passthrough = False
        response.make_sequence()
        response.close()  # its file; an answer « not modified » would never do it
    return response


def _add_hash(endpoint: str, values: dict[str, Any]) -> None:
    found = _hash_of(values.get("filename", "")) if endpoint == STATIC else ""
    if found:
        values["v"] = found


def _hash_of(name: str) -> str:
    """A dozen letters of the hash of a static file, empty for a file that is not there."""
    path = safe_join(current_app.static_folder or "", name)
    try:
        return _hash(path, Path(path).stat().st_mtime_ns) if path and name else ""
    except FileNotFoundError:
        return ""


@cache
def _hash(path: str, _changed: int) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:12]
