"""« Importar un libro »: somebody else's workbook, the draft of its mapping, what it gives, and into a draft plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.import_plan import ImportOrder, ImportResult
from models.actions.import_workbook import import_workbook
from models.clock import business_now
from models.files.kept_workbook import KeptWorkbook, drop_workbook, keep_workbook
from models.queries.preset_in_use import preset_in_use
from models.queries.workbook_draft import PreviewSheet, WorkbookReading, draft_workbook, read_workbook
from models.rules.errors import RuleBroken
from models.rules.package_problems import Problem
from models.rules.propose_mapping.propose import Proposal
from models.rules.propose_mapping.toml_text import remarks_by
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.import_shelf import ask_audit, own_shelf, own_workbook, workbook_gone
from views.package_words import sheet_in_words
from views.reader_language import reader_catalogue

MOST_SHOWN = 200
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Review:
    """A workbook on the page, and what is known of it already: its draft, its reading, why it was refused."""

    book: KeptWorkbook
    mapping: str
    proposal: Proposal | None = None
    reading: WorkbookReading | None = None
    refusal: RuleBroken | None = None
    problems: Sequence[Problem] = ()


class ImportWorkbookView(PlanningView):
    """For planning. The workbook is looked into by a limited child process only, never here."""

    route_base = "/importar"
    class_permission_name = "import_workbook"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Answer:
        """Choose a workbook; with its key in the address, the draft of its mapping and the first rows by it."""
        key = request.args.get("libro", "")
        book = own_workbook(key) if key else None
        if book is None:
            return self._upload(workbook_gone() if key else None)
        try:
            proposal = _draft(book, request.args.get("hoja", ""))
        except RuleBroken as refusal:
            return self._upload(refusal), refusal.status
        return self._page(Review(book, proposal.mapping, proposal))

    @expose("/libro", methods=["POST"])
    @has_access
    def upload(self) -> Answer:
        """Keep a workbook and show its draft; one that cannot be read is not kept."""
        sent = request.files.get("book")
        sheet = typed_text("sheet")
        try:
            book = keep_workbook(own_shelf(), (sent.filename if sent else "") or "", sent.read() if sent else b"")
            _draft_or_drop(book, sheet)
        except RuleBroken as refusal:
            return self._upload(refusal), refusal.status
        return redirect(url_for("ImportWorkbookView.home", libro=book.key, hoja=sheet or None))

    @expose("/revisar", methods=["POST"])
    @has_access
    def review(self) -> Answer:
        """Read the workbook by the mapping as it was edited; nothing is stored."""
        book, mapping = _posted()
        if book is None:
            return self._upload(workbook_gone()), workbook_gone().status
        return self._page(Review(book, mapping))

    @expose("/guardar", methods=["POST"])
    @has_access
    def store(self) -> Answer:
        """Import it as a draft: all of it, or nothing and every problem at its cell."""
        book, mapping = _posted()
        if book is None:
            return self._upload(workbook_gone()), workbook_gone().status
        try:
            reading = _read(book, mapping)
        except RuleBroken as refusal:
            return self._page(Review(book, mapping, refusal=refusal)), refusal.status
        result = import_workbook(_order(book, reading), acting_reader(), business_now())
        if not result.applied:
            db.session.rollback()
            return self._page(Review(book, mapping, reading=reading, problems=result.problems)), 422
        db.session.commit()
        drop_workbook(own_shelf(), book.key)
        flash(_told(result), "success")
        return redirect(url_for("ImportRunView.list"))

    def _upload(self, refusal: RuleBroken | None) -> str:
        page = self.render_template("import_workbook/upload.html", title=_("Import a workbook"), refusal=refusal)
        return str(page)

    def _page(self, review: Review) -> str:
        reading = review.reading
        if reading is None and review.refusal is None:
            try:
                reading = _read(review.book, review.mapping)
            except RuleBroken as why:
                review = replace(review, refusal=why)
        problems = review.problems or (reading.parsed.problems if reading is not None else ())
        errors, warnings = _counts(problems)
        page = self.render_template(
            "import_workbook/draft.html",
            title=_("Import a workbook"),
            review=review,
            audit=ask_audit(review.book, review.mapping),
            problems=_errors_first(problems)[:MOST_SHOWN],
            counts=(errors, warnings),
            preview=_in_words(reading) if reading is not None else (),
            is_ready=reading is not None and not errors,
        )
        return str(page)


def _posted() -> tuple[KeptWorkbook | None, str]:
    mapping = typed_text("mapping", _("Mapping")).replace("\r\n", "\n")
    return own_workbook(request.form.get("book", "")), mapping


def _draft(book: KeptWorkbook, sheet: str) -> Proposal:
    institution_id = acting_reader().institution_id or 0
    with remarks_by(reader_catalogue()):
        return draft_workbook(book.path, book.name, sheet or None, institution_id, business_now())


def _draft_or_drop(book: KeptWorkbook, sheet: str) -> None:
    try:
        _draft(book, sheet)
    except RuleBroken:
        drop_workbook(own_shelf(), book.key)
        raise


def _read(book: KeptWorkbook, mapping: str) -> WorkbookReading:
    return read_workbook(book.path, mapping, acting_reader().institution_id or 0, business_now())


def _order(book: KeptWorkbook, reading: WorkbookReading) -> ImportOrder:
    digest = sha256(book.path.read_bytes()).hexdigest()
    institution_id = acting_reader().institution_id or 0
    return ImportOrder(institution_id, reading.parsed, book.name, digest, located=reading.located)


def _in_words(reading: WorkbookReading) -> list[PreviewSheet]:
    preset = preset_in_use(acting_reader().institution_id or 0).preset
    return [sheet_in_words(sheet, preset, reading.plan_type) for sheet in reading.preview]


def _errors_first(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity != "error")


def _counts(problems: Sequence[Problem]) -> tuple[int, int]:
    errors = sum(problem.severity == "error" for problem in problems)
    return errors, len(problems) - errors


def _told(result: ImportResult) -> str:
    new = sum(counts.created for counts in result.counts.values())
    changed = sum(counts.changed for counts in result.counts.values())
    words = {"plan": result.plan or "", "new": new, "changed": changed}
    return str(_("%(plan)s is stored as a draft: %(new)s new rows, %(changed)s changed.", **words))
