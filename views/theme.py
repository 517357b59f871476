"""Light, dark, or as the machine has it: kept in a cookie, so that a page is right before any script runs."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, redirect, request
from flask_appbuilder import expose
from werkzeug.wrappers import Response

from views.base import PlanningView, own_address

COOKIE = "rumbo_theme"
AUTOMATIC = "auto"
MEDIA = {AUTOMATIC: "screen and (prefers-color-scheme: dark)", "dark": "screen", "light": "not all"}
"""Theme → where the dark style counts; never on paper."""


class ThemeView(PlanningView):
    """Remembers the choice of whoever sits at this browser; it says nothing about a person."""

    route_base = "/tema"
    class_permission_name = "theme"
    default_view = "choose"
    open_to_all = True

    @expose("/", methods=["POST"])
    def choose(self) -> Response:
        """Keep the theme for a year and go back to the page; 400 for a word that is no theme."""
        theme = request.form.get("theme", "")
        if theme not in MEDIA:
            abort(400)
        answer = redirect(own_address(request.form.get("back", "")))
        answer.set_cookie(
            COOKIE, theme, max_age=timedelta(days=365), secure=request.is_secure, httponly=True, samesite="Lax"
        )
        return answer


def chosen_theme() -> str:
    """The theme of this browser."""
    theme = request.cookies.get(COOKIE, AUTOMATIC)
    return theme if theme in MEDIA else AUTOMATIC


def dark_media() -> str:
    """Where the dark style counts in this browser."""
    return MEDIA[chosen_theme()]
