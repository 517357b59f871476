"""The capture workbook as a download: for the liaison to fill in, for those who check it to read."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app, send_file
from werkzeug.wrappers import Response

from jobs.excel.capture_book import write_capture_book
from models.clock import business_now
from models.files.capture_seal import seal
from models.queries.capture_form import capture_form
from models.rules.capture.identity import identity_of
from models.tables.capture_sheet import CaptureSheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def capture_download(sheets: Sequence[CaptureSheet]) -> Response:
    """The workbook of the sheets of one unit and period; raises RuleBroken 404 where there is none."""
    form = capture_form(sheets, business_now())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hoja.xlsx"
        write_capture_book(form, seal(identity_of(form), current_app.config["SECRET_KEY"]), path)
        content = BytesIO(path.read_bytes())
    return send_file(content, mimetype=XLSX, download_name=form.file_name, as_attachment=True)
