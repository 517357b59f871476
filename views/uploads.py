"""Files that a form brings, kept as evidence."""

from __future__ import annotations

from pathlib import Path

from flask import current_app, request

from models.files.evidence_store import StoredFile, store_evidence


def uploaded_files(name: str = "evidence") -> tuple[StoredFile, ...]:
    """Store every file that was chosen in a field of this request's form; raises RuleBroken 422 for a bad one."""
    folder = Path(current_app.config["RUMBO_FILES_URL"])
    chosen = [upload for upload in request.files.getlist(name) if upload.filename]
    return tuple(store_evidence(folder, upload.filename or "", upload.read()) for upload in chosen)
