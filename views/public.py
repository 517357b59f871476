"""« Portal »: what was published, for everybody; and the page that says which report a copy is of."""

from __future__ import annotations

import hashlib
from contextlib import closing

from flask import abort, g, request, send_file
from flask_appbuilder import expose
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from jobs.build_edition import CHECK_PAGE, edition_path
from jobs.letters.frame import link
from models.files.evidence_store import LARGEST_BYTES, TYPES
from models.queries.preset_in_use import preset_in_use
from models.queries.report.published import (
    known_copies,
    published_edition,
    published_editions,
    published_files,
    publishing_institution,
    publishing_institutions,
)
from models.queries.report.whole import edition_document
from models.scope import as_system
from models.tables.edition import Edition
from models.tables.institution import Institution
from views.base import PlanningView
from views.document_page import shown_blocks
from views.public_limit import CHECKS_A_MINUTE, PAGES_A_MINUTE, limit
from views.report_words import REPORT_WORDS


class PublicView(PlanningView):
    """Without a session, and with nothing but what was published (S0-II-07)."""

    route_base = "/publico"
    class_permission_name = "public"
    default_view = "home"
    open_to_all = True

    @expose("/")
    def home(self) -> str:
        """The institutions that have published."""
        limit("page", PAGES_A_MINUTE)
        found = publishing_institutions()
        return str(self.render_template("public/home.html", title=_("Published reports"), institutions=found))

    @expose("/<institution>/")
    def institution(self, institution: str) -> str:
        """What one of them has published."""
        home = _institution(institution)
        return str(
            self.render_template(
                "public/institution.html",
                title=home.name,
                institution=home,
                editions=published_editions(home.id),
                names=_names(home),
            )
        )

    @expose("/<institution>/<label>/")
    def report(self, institution: str, label: str) -> str:
        """One report: its content and its files."""
        home, edition = _published(institution, label)
        with as_system(home.id):
            document = edition_document(edition, link(CHECK_PAGE))
        return str(
            self.render_template(
                "public/report.html",
                title=_names(home).get(edition.kind, edition.kind),
                institution=home,
                edition=edition,
                files=published_files(edition),
                blocks=[] if document is None else shown_blocks(document),
                **REPORT_WORDS,
            )
        )

    @expose("/<institution>/<label>/<any(xlsx, docx, pdf):file_format>")
    def download(self, institution: str, label: str, file_format: str) -> Response:
        """One of its files."""
        _home, edition = _published(institution, label)
        found = [each for each in published_files(edition) if each.format.value == file_format]
        if not found:
            abort(404)
        path = edition_path(found[0].sha256)
        return send_file(path, mimetype=TYPES[file_format], download_name=found[0].file_name, as_attachment=True)

    @expose("/verificar/", methods=["GET", "POST"])
    def check(self) -> str:
        """Of which published report a file is, or a fingerprint or number that was typed; or that it is of none."""
        sign, refused = "", ""
        if request.method == "POST":
            limit("check", CHECKS_A_MINUTE)
            sign, refused = _sign()
        else:
            limit("page", PAGES_A_MINUTE)
            sign = request.args.get("sign", "")[:100]
        found = known_copies(sign) if sign else []
        names = {each.edition.id: _names(each.institution).get(each.edition.kind, each.edition.kind) for each in found}
        return str(
            self.render_template(
                "public/check.html",
                title=_("Check a report"),
                sign=sign,
                refused=refused,
                found=found,
                names=names,
            )
        )


def _sign() -> tuple[str, str]:
    """What identifies the copy, and why it cannot be looked at."""
    copy = request.files.get("copy")
    if copy is None or not copy.filename:
        typed = request.form.get("sign", "").strip()[:100]
        return typed, "" if typed else _("Choose a file, or type a fingerprint or a number.")
    return _digest(copy)


def _digest(copy: FileStorage) -> tuple[str, str]:
    with closing(copy):
        content = copy.stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        return "", _("The file is larger than 20 MB: no report of ours is.")
    return hashlib.sha256(content).hexdigest(), ""


def _institution(code: str) -> Institution:
    limit("page", PAGES_A_MINUTE)
    found = publishing_institution(code)
    if found is None:
        abort(404)
    g.institution = found  # whose dates and words the page prints
    return found


def _published(code: str, label: str) -> tuple[Institution, Edition]:
    institution = _institution(code)
    edition = published_edition(institution.id, label)
    if edition is None:
        abort(404)
    return institution, edition


def _names(institution: Institution) -> dict[str, str]:
    with as_system(institution.id):
        return {kind.code: kind.name for kind in preset_in_use(institution.id).preset.report_kinds}
