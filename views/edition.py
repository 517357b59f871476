"""One report: how far it is, what it says, what is still to do and by whom, and to whom it went."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.build_edition import CHECK_PAGE, edition_path
from jobs.letters.frame import link
from jobs.queue import ring
from models.actions.editions.feedback import answer_feedback, give_feedback
from models.actions.editions.hold import edition_of
from models.actions.editions.make import read_figures_again
from models.actions.editions.step import take_step
from models.actions.editions.write import add_remark, resolve_remark, write_texts
from models.clock import business_now
from models.files.evidence_store import TYPES
from models.queries.preset_in_use import preset_in_use
from models.queries.report.beside import files_of
from models.queries.report.whole import edition_document
from models.rules.document.file_format import FileFormat
from models.rules.edition_step import EditionState
from models.rules.errors import RuleBroken
from models.rules.report.finish import Recommendation
from models.rules.report_kind import Advice
from models.rules.workflow import Action
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader, typed_text
from views.document_page import shown_blocks
from views.edition_page import edition_facts
from views.report_words import REPORT_WORDS
from views.words import word_of

SECONDS = "2"
"""After so long the page of an edition that is being made is asked for again."""
MOST_RECOMMENDATIONS = 20
STEPS = {
    action.value: action
    for action in (
        *(Action.SUBMIT, Action.RETURN, Action.ENDORSE, Action.PRESENT, Action.VALIDATE, Action.SEND, Action.PUBLISH),
    )
}
Answer = Response | tuple[str, int]


class EditionView(PlanningView):
    """Whoever may read it sees it; each button is for whom it falls on (SM-6)."""

    route_base = "/informes"
    class_permission_name = "edition"
    default_view = "show"

    @expose("/<int:edition_id>/")
    @has_access
    def show(self, edition_id: int = 0) -> Response | str:
        """The page; while the report is being made it asks for itself again."""
        edition = edition_of(edition_id)
        page = self._page(edition)
        if edition.rendered_at is not None or edition.error:
            return page
        answer = Response(page)
        answer.headers["Refresh"] = SECONDS
        return answer

    @expose("/<int:edition_id>/archivo/<any(xlsx, docx, pdf):file_format>")
    @has_access
    def download(self, edition_id: int, file_format: str) -> Response:
        """One of its files."""
        found = [each for each in files_of(edition_of(edition_id)) if each.format is FileFormat(file_format)]
        if not found:
            abort(404)
        path = edition_path(found[0].sha256)
        return send_file(path, mimetype=TYPES[file_format], download_name=found[0].file_name, as_attachment=True)

    @expose("/<int:edition_id>/textos", methods=["POST"])
    @has_access
    def write(self, edition_id: int) -> Answer:
        """Keep conclusions and recommendations."""

        def store(edition: Edition) -> str:
            conclusions = typed_text("conclusions", _("Conclusions"))
            write_texts(edition, conclusions, _recommendations(), acting_reader(), business_now())
            return _("Conclusions and recommendations are kept.")

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/cifras", methods=["POST"])
    @has_access
    def read_again(self, edition_id: int) -> Answer:
        """Read the figures of a draft anew."""

        def store(edition: Edition) -> str:
            read_figures_again(edition, acting_reader(), business_now())
            return _("The figures are being read anew.")

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/paso", methods=["POST"])
    @has_access
    def step(self, edition_id: int) -> Answer:
        """Take one of its steps."""

        def store(edition: Edition) -> str:
            action = STEPS.get(request.form.get("action", ""))
            if action is None:
                abort(400)
            take_step(edition, action, acting_reader(), business_now(), typed_text("note", _("Note")))
            return _("Done: the report is now %(state)s.", state=word_of(EditionState, edition.state))

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/observar", methods=["POST"])
    @has_access
    def remark(self, edition_id: int) -> Answer:
        """Make an observation."""

        def store(edition: Edition) -> str:
            add_remark(edition, typed_text("remark", _("Remark")), acting_reader(), business_now())
            return _("The remark is kept.")

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/resolver/<int:number>", methods=["POST"])
    @has_access
    def resolve(self, edition_id: int, number: int) -> Answer:
        """Say what was done about an observation."""

        def store(edition: Edition) -> str:
            resolution = typed_text("resolution", _("Resolution"))
            resolve_remark(edition, number, resolution, acting_reader(), business_now())
            return _("The resolution is kept.")

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/retroalimentar", methods=["POST"])
    @has_access
    def feedback(self, edition_id: int) -> Answer:
        """A dependency answers."""

        def store(edition: Edition) -> str:
            text = typed_text("feedback", _("Feedback"))
            give_feedback(edition, _unit(), text, acting_reader(), business_now())
            return _("Your feedback is kept.")

        return self._do(edition_id, store)

    @expose("/<int:edition_id>/responder/<int:number>", methods=["POST"])
    @has_access
    def answer(self, edition_id: int, number: int) -> Answer:
        """Planning answers to feedback."""

        def store(edition: Edition) -> str:
            answer_feedback(edition, number, typed_text("answer", _("Answer")), acting_reader(), business_now())
            return _("The answer is kept.")

        return self._do(edition_id, store)

    def _do(self, edition_id: int, store: Callable[[Edition], str]) -> Answer:
        """Do one thing to the locked edition and go back to its page, or show the page with what was refused."""
        try:
            said = store(edition_of(edition_id, lock=True))
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status in (403, 404):
                raise
            db.session.rollback()
            return self._page(edition_of(edition_id), refusal), refusal.status
        ring("build_edition", edition_id)
        ring("deliver_mail")
        flash(said, "success")
        return redirect(url_for("EditionView.show", edition_id=edition_id))

    def _page(self, edition: Edition, refusal: RuleBroken | None = None) -> str:
        document = edition_document(edition, link(CHECK_PAGE))
        return str(
            self.render_template(
                "reports/edition.html",
                edition=edition,
                document=document,
                blocks=[] if document is None else shown_blocks(document),
                refusal=refusal,
                typed=request.form,
                advices=list(Advice),
                portal_address=link(f"/publico/{_code(edition)}/{edition.label}/"),
                **REPORT_WORDS,
                **edition_facts(edition, acting_reader()),
            )
        )


def _unit() -> int:
    """The unit for which somebody speaks; 0, which nobody heads, for one that he does not see."""
    code = request.form.get("unit", "")
    return db.session.scalar(select(OrgUnit.id).where(OrgUnit.code == code)) or 0


def _code(edition: Edition) -> str:
    return preset_in_use(edition.institution_id).preset.code


def _recommendations() -> list[Recommendation]:
    """The lines of the form that have a text."""
    found = []
    for number in range(MOST_RECOMMENDATIONS):
        text, advice = typed_text(f"text-{number}", _("Recommendation")), request.form.get(f"advice-{number}", "")
        if text:
            found.append(Recommendation(Advice(advice) if advice in list(Advice) else Advice.QUALITY, text))
    return found
