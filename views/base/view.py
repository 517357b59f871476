"""The base of our own screens, and what all of them need: who acts, and a refusal shown where it belongs."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request
from flask_appbuilder import BaseView
from wtforms import Form

from models.rules.errors import RuleBroken
from models.rules.plain_text import check_plain
from models.scope import Reader, current_reader


class PlanningView(BaseView):
    """A screen of a procedure. Each says its name for permissions: FAB takes the class's and loses it on renaming."""

    appbuilder: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 -- whatever Python hands on
        """Raise TypeError for a screen that leaves out its address, its name for permissions or its first page."""
        super().__init_subclass__(**kwargs)
        missing = [name for name in ("route_base", "class_permission_name") if getattr(cls, name, None) is None]
        missing += [] if callable(getattr(cls, cls.default_view, None)) else ["default_view"]
        if missing:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}")

    def update_redirect(self) -> None:
        """FAB writes the pages of a visit into the cookie; we go back by address."""


def acting_reader() -> Reader:
    """Who acts in this request; 401 where nobody is signed in."""
    reader = current_reader()
    if reader is None or reader.user_id is None:
        abort(401)
    return reader


def typed_text(name: str, of: str = "") -> str:
    """The text of a field of this request's form, whose name for a person is `of`; empty where there is none.

    Raises RuleBroken 422 for characters that cannot be kept.
    """
    return check_plain(request.form.get(name, "").strip(), name, of=of)


def own_address(text: str) -> str:
    """The text where it is a path of our own, and the start otherwise: nobody is sent to another host."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if is_ours else str(current_app.config["APPLICATION_ROOT"])


def show_at_field(form: Form, refusal: RuleBroken) -> None:
    """Put a refusal beside the field that it names, or at the head of the form."""
    if refusal.field and refusal.field in form:
        field = form[refusal.field]
        field.errors = [*field.errors, refusal.message]
    else:
        form.form_errors.append(refusal.message)
