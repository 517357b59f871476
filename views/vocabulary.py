"""The institution's own words, as its people say them; Rumbo's usual word stands where there is none."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.change_preset import WORDS_KEPT_BY, rename_terms
from models.clock import business_now
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.terms import USUAL_WORDS, Words
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text

LONGEST_WORD = 80


class VocabularyView(PlanningView):
    """Every term with its singular and plural (R 2.1)."""

    route_base = "/vocabulario"
    class_permission_name = "vocabulary"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The words in use."""
        preset = preset_in_use(acting_reader().institution_id or 0).preset
        return self._page({key: preset.words(key) for key in USUAL_WORDS})

    @expose("/guardar", methods=["POST"])
    @has_access
    def store(self) -> Response | tuple[str, int]:
        """Store all of them; an empty pair takes the usual word back."""
        typed = {key: Words(_typed("singular", key), _typed("plural", key)) for key in USUAL_WORDS}
        words = {key: pair for key, pair in typed.items() if pair != Words("", "")}
        try:
            rename_terms(words, acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            return self._page(typed, refusal), refusal.status
        flash(_("The words were stored. Screens, mails and workbooks use them from now on."), "success")
        return redirect(url_for("VocabularyView.home"))

    def _page(self, words: dict[str, Words], refusal: RuleBroken | None = None) -> str:
        page = self.render_template(
            "administration/vocabulary.html",
            title=_("Words of the institution"),
            words=words,
            usual=USUAL_WORDS,
            longest=LONGEST_WORD,
            refusal=refusal,
            may_store=not acting_reader().roles.isdisjoint(WORDS_KEPT_BY),
        )
        return str(page)


def _typed(number: str, key: str) -> str:
    text = typed_text(f"{number}-{key}", USUAL_WORDS[key].singular)[:LONGEST_WORD]
    return text if f"{number}-{key}" in request.form else getattr(USUAL_WORDS[key], number)
