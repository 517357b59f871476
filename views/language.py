"""A person chooses the language of the screens; it goes with the person, whatever browser comes next."""

from __future__ import annotations

from flask import abort, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from werkzeug.wrappers import Response

from models.actions.choose_language import choose_language
from models.clock import business_now
from models.rules.language import Language
from models.tables.base import db
from views.base import PlanningView, acting_reader, own_address


class LanguageView(PlanningView):
    """One button a language, in the box of the person."""

    route_base = "/idioma"
    class_permission_name = "language"
    default_view = "choose"

    @expose("/", methods=["POST"])
    @has_access
    def choose(self) -> Response:
        """Keep the language and go back to the page; 400 for one that there is not."""
        language = request.form.get("language", "")
        if language not in {each.value for each in Language}:
            abort(400)
        choose_language(Language(language), acting_reader(), business_now())
        db.session.commit()
        return redirect(own_address(request.form.get("back", "")))
