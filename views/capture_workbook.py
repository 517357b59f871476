"""« Subir la hoja »: a filled capture workbook, what it would change cell by cell, and into the draft of the month."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from flask import current_app, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from models.actions.hold_sheet import sheet_of
from models.actions.import_progress import UploadedFile, import_progress
from models.actions.preview_progress import Preview, preview_progress
from models.clock import business_now
from models.files.capture_read import read_capture_book
from models.files.kept_workbook import KeptWorkbook, drop_workbook, keep_workbook
from models.queries.filled_sheet import check_is_for, sheets_of
from models.queries.sheet_board import SENT
from models.queries.unit_sheets import unit_sheets
from models.rules.errors import RuleBroken
from models.rules.numbers import format_number
from models.rules.period import Period
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader
from views.capture_download import capture_download
from views.capture_unit import capture_unit, capture_unit_id
from views.formats import locale_code
from views.import_shelf import own_shelf, own_workbook, workbook_gone

MOST_SHOWN = 300
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Upload:
    """A workbook on the page, what it would change, or why it was refused."""

    book: KeptWorkbook | None = None
    preview: Preview | None = None
    refusal: RuleBroken | None = None


class CaptureWorkbookView(PlanningView):
    """S3-T3: the liaison fills the sheet in a spreadsheet, uploads it, looks, and stores it as a draft."""

    route_base = "/hoja-de-captura"
    class_permission_name = "capture_workbook"
    default_view = "page"

    @expose("/<period>/")
    @has_access
    def page(self, period: str) -> Answer:
        """Download and upload; with the key of a kept workbook in the address, its preview."""
        key = request.args.get("libro", "")
        if not key:
            return self._page(period, Upload())
        book = own_workbook(key)
        if book is None:
            return self._page(period, Upload(refusal=workbook_gone())), workbook_gone().status
        return self._looked_at(period, book)

    @expose("/<period>/libro")
    @has_access
    def download(self, period: str) -> Response:
        """The workbook of a unit of one's own, to be filled in."""
        Period.parse(period)
        return capture_download(unit_sheets(capture_unit_id(acting_reader()), period))

    @expose("/reporte/<int:sheet_id>")
    @has_access
    def read(self, sheet_id: int) -> Response:
        """The workbook of a unit's month for those who check it: what was sent, to read."""
        sheet = sheet_of(sheet_id)
        sent = [each for each in unit_sheets(sheet.org_unit_id, sheet.period) if each.state in SENT]
        if not sent:
            raise RuleBroken(
                "not_sent", _("The unit has not sent its sheet yet: a draft is for its writer alone."), status=409
            )
        return capture_download(sent)

    @expose("/<period>/subir", methods=["POST"])
    @has_access
    def upload(self, period: str) -> Answer:
        """Keep a workbook and show what it would change; one that cannot be stored is not kept."""
        sent = request.files.get("book")
        try:
            book = keep_workbook(own_shelf(), (sent.filename if sent else "") or "", sent.read() if sent else b"")
        except RuleBroken as refusal:
            return self._page(period, Upload(refusal=refusal)), refusal.status
        return self._looked_at(period, book)

    @expose("/<period>/guardar", methods=["POST"])
    @has_access
    def store(self, period: str) -> Answer:
        """Store all of it as a draft and go on to the review."""
        book = own_workbook(request.form.get("book", ""))
        if book is None:
            return self._page(period, Upload(refusal=workbook_gone())), workbook_gone().status
        try:
            preview = _preview(period, book)
            file = UploadedFile(book.name, sha256(book.path.read_bytes()).hexdigest())
            stored = import_progress(preview, file, acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            return self._page(period, Upload(refusal=refusal)), refusal.status
        if not stored:
            return self._looked_at(period, book)
        drop_workbook(own_shelf(), book.key)
        flash(_told(preview), "success")
        return redirect(url_for("MyMonthView.review", period=period, unit=request.args.get("unit")))

    def _looked_at(self, period: str, book: KeptWorkbook) -> Answer:
        """The preview; what cannot be stored is taken off the shelf."""
        try:
            preview = _preview(period, book)
        except RuleBroken as refusal:
            drop_workbook(own_shelf(), book.key)
            return self._page(period, Upload(refusal=refusal)), refusal.status
        if not preview.is_ready:
            drop_workbook(own_shelf(), book.key)
        page = self._page(period, Upload(book, preview))
        return (page, 422) if preview.problems else page

    def _page(self, period: str, upload: Upload) -> str:
        Period.parse(period)
        preview = upload.preview
        page = self.render_template(
            "capture_workbook/page.html",
            title=_("Capture sheet in Excel"),
            period=period,
            unit=capture_unit(acting_reader()),
            unit_code=request.args.get("unit"),
            upload=upload,
            problems=preview.problems[:MOST_SHOWN] if preview else (),
            counts=(len(preview.problems), 0) if preview else (0, 0),
            differences=preview.differences[:MOST_SHOWN] if preview else (),
            shown=_shown,
        )
        return str(page)


def _preview(period: str, book: KeptWorkbook) -> Preview:
    """Read it in a limited child, and compare it with what stands of the unit and period of the page."""
    unit: OrgUnit = capture_unit(acting_reader())
    institution = db.session.get_one(Institution, unit.institution_id)
    filled = read_capture_book(book.path, current_app.config["SECRET_KEY"])
    check_is_for(filled.identity, unit, period, institution)
    return preview_progress(filled, *sheets_of(filled.identity, unit), institution.locale)


def _shown(value: Decimal | str | None) -> str:
    """A value of a cell; a dash for nothing."""
    if isinstance(value, Decimal):
        return format_number(value, locale_code())
    return value or "—"


def _told(preview: Preview) -> str:
    if not preview.differences:
        return str(_("The sheet changes nothing."))
    rows = preview.new + preview.changed
    return str(ngettext("%(num)s row is in the draft.", "%(num)s rows are in the draft.", rows))
