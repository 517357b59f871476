"""To finance and internal audit: the month's consolidation, as a workbook."""

from __future__ import annotations

from dataclasses import replace

from jobs.build_consolidation import build_consolidation, workbook_path
from jobs.letters.body import Door
from jobs.letters.frame import Writer, link
from jobs.post import LARGEST_ATTACHMENT, Letter
from models.rules.sentence import say
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
        say("{word} de {period}", word=word, period=writer.period),
        say("{word} de {period}, con los datos que había al hacerlo.", word=word, period=writer.period),
        say("El libro va adjunto.") if fits else say("El libro es grande para un correo."),
        Door(say("Ver el libro en Rumbo") if fits else say("Descargar el libro"), address),
        say(
            "Huella SHA-256 del libro: {hash}\nCabeza de la bitácora: {head}",
            hash=run.sha256,
            head=run.audit_head or say("aún sin sellar"),
        ),
        why=say("su función recibe el consolidado de cada periodo"),
    )
    return replace(letter, workbook=path, workbook_name=run.file_name) if fits else letter
