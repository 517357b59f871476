"""« Plantillas de Word »: the institution's own template of its reports, tried before it is put in use."""

from __future__ import annotations

from pathlib import Path

from flask import abort, current_app, flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.documents.word.check_template import check_template
from jobs.documents.word.docx import TEMPLATE
from models.actions.editions.keep_template import check_keeps_templates, retire_template, use_template
from models.clock import business_now
from models.files.evidence_store import TYPES, evidence_path, store_evidence
from models.queries.preset_in_use import preset_in_use
from models.queries.report.templates import template_lines
from models.rules.document.file_format import FileFormat
from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.word_template import WordTemplate
from views.base import PlanningView, acting_reader, typed_text
from views.report_tabs import report_tabs


class WordTemplatesView(PlanningView):
    """For whoever keeps the institution's declaration; a template is by kind of report, or for all of them."""

    route_base = "/informes/plantillas"
    class_permission_name = "word_templates"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """Those in use, those that were, and the form of the next one."""
        return self._page()

    @expose("/inicial")
    @has_access
    def starting(self) -> Response:
        """Rumbo's own template, to begin from."""
        return send_file(
            TEMPLATE, mimetype=TYPES["docx"], download_name="plantilla-de-informe.docx", as_attachment=True
        )

    @expose("/<int:template_id>/archivo")
    @has_access
    def download(self, template_id: int) -> Response:
        """A template as it was uploaded."""
        found = _template(template_id)
        path = evidence_path(Path(current_app.config["RUMBO_FILES_URL"]), found.sha256)
        return send_file(path, mimetype=TYPES["docx"], download_name=found.file_name, as_attachment=True)

    @expose("/subir", methods=["POST"])
    @has_access
    def upload(self) -> Response | tuple[str, int]:
        """Try a template, and put it in use; nothing is stored of one with which no report can be made."""
        reader, kind, sent = acting_reader(), typed_text("kind"), request.files.get("template")
        content = sent.read() if sent else b""
        try:
            check_keeps_templates(reader, kind)
            check_template(content)
            folder = Path(current_app.config["RUMBO_FILES_URL"])
            file = store_evidence(folder, (sent.filename if sent else "") or "", content)
            use_template(kind, file, reader, business_now())
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status != 422:
                raise
            db.session.rollback()
            return self._page(refusal), refusal.status
        flash(_("The template is in use: reports that are made from now on have it."), "success")
        return redirect(url_for("WordTemplatesView.home"))

    @expose("/<int:template_id>/retirar", methods=["POST"])
    @has_access
    def retire(self, template_id: int) -> Response:
        """Take a template out of use."""
        retire_template(_template(template_id), acting_reader(), business_now())
        db.session.commit()
        flash(_("The template is out of use; what was made with it keeps it."), "success")
        return redirect(url_for("WordTemplatesView.home"))

    def _page(self, refusal: RuleBroken | None = None) -> str:
        reader = acting_reader()
        kinds = preset_in_use(reader.institution_id or 0).preset.report_kinds
        page = self.render_template(
            "reports/word_templates.html",
            title=_("Word templates"),
            tabs=report_tabs(),
            kinds={kind.code: kind.name for kind in kinds if FileFormat.DOCX in kind.formats},
            lines=template_lines(),
            refusal=refusal,
        )
        return str(page)


def _template(template_id: int) -> WordTemplate:
    found = db.session.scalars(select(WordTemplate).where(WordTemplate.id == template_id)).one_or_none()
    if found is None:
        abort(404)
    return found
