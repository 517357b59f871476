"""To finance and internal audit: the month's consolidation, as a workbook."""

from __future__ import annotations

from dataclasses import replace

from jobs.build_consolidation import build_consolidation, workbook_path
from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import LARGEST_ATTACHMENT, Letter
from models.tables.base import db
from models.tables.export_run import ExportRun


def consolidation(writer: Writer) -> Letter:
    """S0-II-04: attached up to 8 MB, as a link behind the log-in above that. Built here if no worker was faster."""
    run = db.session.get_one(ExportRun, writer.mail.export_run_id)
    if run.done_at is None:
        build_consolidation(run.id)
        db.session.refresh(run)
    path = workbook_path(run.sha256)
    fits = path.stat().st_size <= LARGEST_ATTACHMENT
    address = link(f"/consolidado/{run.id}/")
    word = writer.term("consolidation")
    letter = writer.letter(
        f"{word} de {writer.period}",
        f"{word} de {writer.period}, con los datos que había al hacerlo.",
        "El libro va adjunto." if fits else "El libro es grande para un correo.",
        Door("Ver el libro en Rumbo" if fits else "Descargar el libro", address),
        f"Huella SHA-256 del libro: {run.sha256}\nCabeza de la bitácora: {run.audit_head or 'aún sin sellar'}",
        why="su función recibe el consolidado de cada periodo",
    )
    return replace(letter, workbook=path, workbook_name=run.file_name) if fits else letter
