"""What registers share whose rows have steps and may have a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import abort, current_app, flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from models.actions.keep_procedure import attach_file
from models.clock import business_now
from models.files.evidence_store import evidence_path, store_evidence
from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.guideline import Guideline
from models.tables.procedure_document import ProcedureDocument
from views.base import PlanningModelView, acting_reader
from views.reader_language import in_reader_language


class SteppedRegister(PlanningModelView, abstract=True):
    """A register whose rows have steps and may have a file."""

    def step(self, pk: int, act: Callable[[Any], object], done: str) -> Response | tuple[str, int]:
        """Take one step with a row; a refusal is said on its page."""
        try:
            act(self._row(pk))
            db.session.commit()
        except RuleBroken as refusal:
            db.session.rollback()
            flash(in_reader_language(refusal.message), "danger")
            return self._show_page(self._row(pk)), refusal.status
        flash(done, "success")
        return redirect(url_for(f"{self.endpoint}.show", pk=pk))

    def keep_file(self, row: ProcedureDocument | Guideline) -> None:
        """Attach what the form brought."""
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            raise RuleBroken("file_missing", "Elija el archivo que quiere adjuntar.", field="file")
        stored = store_evidence(Path(current_app.config["RUMBO_FILES_URL"]), sent.filename, sent.read())
        attach_file(row, stored, acting_reader(), business_now())

    def hand_out(self, pk: int) -> Response:
        """The file of a row under its own name."""
        row = self._row(pk)
        if not row.sha256:
            abort(404)
        path = evidence_path(Path(current_app.config["RUMBO_FILES_URL"]), row.sha256)
        return send_file(path, mimetype=row.mime, download_name=row.file_name, as_attachment=True)
