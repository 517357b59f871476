"""Letters about reports: to be endorsed, given back, presented, sent, and at last available to everybody."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from jobs.build_edition import build_edition, edition_path
from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import LARGEST_ATTACHMENT, Enclosure, Letter
from models.files.evidence_store import TYPES
from models.queries.local_day import zone_of
from models.queries.presented_editions import report_name
from models.rules.document.file_format import FileFormat
from models.rules.edition_step import HANDED_OVER, EditionState
from models.rules.sentence import say
from models.rules.wording import day_text
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_file import EditionFile
from models.tables.edition_remark import EditionRemark

ATTACHED = (FileFormat.PDF, FileFormat.DOCX, FileFormat.XLSX)
"""What is attached: the first of these that the report has, if it is small enough."""


def edition_review(writer: Writer) -> Letter:
    """To those who may endorse it (S0-I-12, S0-II-07)."""
    edition = _edition(writer)
    if edition.state is not EditionState.UNDER_REVIEW:
        raise NotNeeded(say("El informe ya no está en revisión."))
    name = report_name(edition)
    return writer.letter(
        say("Para su Visto Bueno: {report}, {period}", report=name, period=writer.period),
        say(
            "{who} pide su Visto Bueno para «{report}» de {period}.", who=_by(writer), report=name, period=writer.period
        ),
        Door(say("Revisar el informe"), edition_address(edition)),
        why=say("su función da el Visto Bueno a este informe"),
    )


def edition_drafted(writer: Writer) -> Letter:
    """To the analysts: the clock has prepared a draft of what is due."""
    edition = _edition(writer)
    if edition.state is not EditionState.DRAFT:
        raise NotNeeded(say("El informe ya no es un borrador."))
    name = report_name(edition)
    return writer.letter(
        say("Borrador listo: {report}, {period}", report=name, period=writer.period),
        say(
            "El periodo está cerrado y el borrador de «{report}» de {period} ya tiene sus cifras.",
            report=name,
            period=writer.period,
        ),
        Door(say("Escribir conclusiones y pedir el Visto Bueno"), edition_address(edition)),
        why=say("su función prepara este informe"),
    )


def edition_returned(writer: Writer) -> Letter:
    """To its author, with what was observed."""
    edition = _edition(writer)
    name = report_name(edition)
    if edition.state is not EditionState.WITH_REMARKS:
        raise NotNeeded(say("El informe ya fue enviado de nuevo."))
    waiting = (EditionRemark.edition_id == edition.id, EditionRemark.resolved_at.is_(None))
    remarks = db.session.scalars(select(EditionRemark.text).where(*waiting).order_by(EditionRemark.id))
    return writer.letter(
        say("Devuelto con observaciones: {report}, {period}", report=name, period=writer.period),
        say("{who} devolvió «{report}» de {period}.", who=_by(writer), report=name, period=writer.period),
        listed(say("Observaciones:"), list(remarks), 60),
        Door(say("Corregir el informe"), edition_address(edition)),
        why=say("usted preparó este informe"),
    )


def edition_presented(writer: Writer) -> Letter:
    """To the coordinating team, which validates it (S3-T6)."""
    edition = _edition(writer)
    name = report_name(edition)
    if edition.state is not EditionState.PRESENTED:
        raise NotNeeded(say("El informe ya fue validado."))
    letter = writer.letter(
        say("Para validar: {report}, {period}", report=name, period=writer.period),
        say("Se presenta al equipo coordinador «{report}» de {period}.", report=name, period=writer.period),
        Door(say("Leer el informe"), edition_address(edition)),
        why=say("integra el equipo que valida este informe"),
    )
    return with_file(letter, edition)


def edition_sent(writer: Writer) -> Letter:
    """To its recipients: attached up to 8 MB, and as a link."""
    edition = _edition(writer)
    if edition.state not in HANDED_OVER:
        raise NotNeeded(say("El informe no se ha remitido."))
    letter = writer.letter(
        say("{report}, {period}", report=report_name(edition), period=writer.period),
        say(
            "Se le remite «{report}» de {period}, número {number}.",
            report=report_name(edition),
            period=writer.period,
            number=edition.label,
        ),
        *_window(edition, writer),
        Door(say("Ver el informe en Rumbo"), edition_address(edition)),
        why=say("este informe se remite a su función"),
    )
    return with_file(letter, edition)


def edition_available(writer: Writer) -> Letter:
    """To everybody whom it concerns, once it can be read (S0-II-07)."""
    edition = _edition(writer)
    if edition.state is not EditionState.PUBLISHED:
        raise NotNeeded(say("El informe no está publicado."))
    return writer.letter(
        say("Disponible: {report}, {period}", report=report_name(edition), period=writer.period),
        say(
            "Ya se puede leer «{report}» de {period}, número {number}.",
            report=report_name(edition),
            period=writer.period,
            number=edition.label,
        ),
        Door(say("Leer el informe publicado"), edition.publication_url),
        why=say("se avisa a su dependencia de los informes publicados"),
    )


def _edition(writer: Writer) -> Edition:
    return db.session.get_one(Edition, writer.mail.edition_id)


def _by(writer: Writer) -> str:
    return str(writer.mail.data["by"])


def edition_address(edition: Edition) -> str:
    """Where it is read."""
    return link(f"/informes/{edition.id}/")


def _window(edition: Edition, writer: Writer) -> tuple[str, ...]:
    """Until when a dependency may answer."""
    if edition.feedback_until is None:
        return ()
    last = edition.feedback_until.astimezone(zone_of(edition.institution_id)).date()
    day = day_text(last, writer.institution.locale)
    return (say("Su dependencia puede dar su retroalimentación hasta el {day}.", day=day),)


def with_file(letter: Letter, edition: Edition) -> Letter:
    """Enclose the report: built here if no worker was faster; what is too large stays behind the link."""
    if edition.rendered_at is None:
        build_edition(edition.id)
    rows = db.session.execute(
        select(EditionFile.format, EditionFile.sha256, EditionFile.file_name).where(
            EditionFile.edition_id == edition.id
        )
    )
    files = {of: (edition_path(digest), name) for of, digest, name in rows}
    found = next(((of, *files[of]) for of in ATTACHED if of in files), None)
    if found is None or found[1].stat().st_size > LARGEST_ATTACHMENT:
        return letter
    of, path, name = found
    return replace(letter, enclosure=Enclosure(name, TYPES[of], path.read_bytes()))
