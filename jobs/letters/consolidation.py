"""To finance and internal audit: the month's consolidation, as a workbook."""

from __future__ import annotations

from jobs.build_consolidation import build_consolidation, workbook_path
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
    where = "El libro va adjunto." if fits else f"El libro es grande; descárguelo aquí: {address}"
    word = writer.term("consolidation")
    text = writer.compose(
        f"{word} de {writer.period}, con los datos que había al hacerlo.",
        where,
        f"Huella SHA-256 del libro: {run.sha256}\nCabeza de la bitácora: {run.audit_head or 'aún sin sellar'}",
        why="su función recibe el consolidado de cada periodo",
    )
    return Letter(f"[Rumbo] {word} de {writer.period}", text, path if fits else None, run.file_name)
