"""About one commitment: to its owner, to the head of its unit, to who verifies it, and once it is overdue higher up."""

from __future__ import annotations

from jobs.letters.body import Door, listed
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import Letter
from models.rules.commitment import OPEN, CommitmentState
from models.rules.sentence import Sentence, say
from models.rules.wording import day_text
from models.tables.base import db
from models.tables.commitment import Commitment


def commitment_assigned(writer: Writer) -> Letter:
    """To the owner, at once (S0-I-17)."""
    commitment = _open(writer)
    if commitment.owner_id != writer.mail.recipient_id:
        raise NotNeeded(say("El compromiso se asignó después a otra persona."))
    subject = say("Se le asignó un compromiso: vence el {due}", due=_due(writer, commitment))
    return _letter(writer, commitment, subject, say("Registre su avance y, al terminar, adjunte la evidencia."))


def commitment_reminder(writer: Writer) -> Letter:
    """Some business days before it is due (S3-D10); not of a date that was moved."""
    commitment = _of_this_date(writer)
    subject = say("Un compromiso vence el {due}", due=_due(writer, commitment))
    advice = say("Regístrelo como cumplido con su evidencia, o pida una prórroga con su motivo.")
    return _letter(writer, commitment, subject, advice)


def commitment_overdue(writer: Writer) -> Letter:
    """To the unit, to planning and to the vice-minister, once."""
    commitment = _of_this_date(writer)
    subject = say("Compromiso vencido de {unit}", unit=commitment.org_unit.name)
    text = say("Venció el {due} sin que conste su cumplimiento.", due=_due(writer, commitment))
    return _letter(writer, commitment, subject, text)


def commitment_fulfilled(writer: Writer) -> Letter:
    """To who may verify it (SoD-11)."""
    commitment = _commitment(writer)
    if commitment.state is not CommitmentState.FULFILLED:
        raise NotNeeded(say("El compromiso ya fue verificado o devuelto."))
    subject = say("{unit} dio por cumplido un compromiso", unit=commitment.org_unit.name)
    return _letter(writer, commitment, subject, say("Revise la evidencia, y verifíquelo o devuélvalo con el motivo."))


def commitment_returned(writer: Writer) -> Letter:
    """To the owner: what was shown does not show it."""
    commitment = _open(writer)
    text = say("Quien lo revisó lo devolvió: lea el motivo, complételo y regístrelo de nuevo.")
    return _letter(writer, commitment, say("Compromiso devuelto"), text)


def commitment_extended(writer: Writer) -> Letter:
    """To the owner: more time, and why."""
    commitment = _open(writer)
    subject = say("Compromiso prorrogado: ahora vence el {due}", due=_due(writer, commitment))
    return _letter(writer, commitment, subject, say("Motivo: {reason}", reason=commitment.extension_reason))


def commitment_unassigned(writer: Writer) -> Letter:
    """To the head and the director: nobody answers for it yet (S0-I-17)."""
    commitment = _open(writer)
    if commitment.state is not CommitmentState.AGREED:
        raise NotNeeded(say("El compromiso ya tiene responsable."))
    subject = say("Compromiso sin responsable en {unit}", unit=commitment.org_unit.name)
    return _letter(writer, commitment, subject, say("La jefatura de la unidad debe asignar a una persona responsable."))


def _commitment(writer: Writer) -> Commitment:
    return db.session.get_one(Commitment, writer.mail.data["commitment_id"])


def _open(writer: Writer) -> Commitment:
    commitment = _commitment(writer)
    if commitment.state not in OPEN:
        raise NotNeeded(say("El compromiso ya se dio por cumplido."))
    return commitment


def _of_this_date(writer: Writer) -> Commitment:
    commitment = _open(writer)
    if commitment.due_on.toordinal() != writer.mail.round:
        raise NotNeeded(say("El compromiso se prorrogó."))
    return commitment


def _due(writer: Writer, commitment: Commitment) -> str:
    return day_text(commitment.due_on, writer.institution.locale)


def _letter(writer: Writer, commitment: Commitment, subject: Sentence, advice: Sentence) -> Letter:
    facts = [
        say("Unidad: {unit}", unit=commitment.org_unit.name),
        say("Vence: {due}", due=_due(writer, commitment)),
        say("Reunión: {title}", title=commitment.meeting.title),
    ]
    return writer.letter(
        subject,
        say("Compromiso: {text}", text=commitment.text),
        listed(say("Datos:"), list[str](facts)),
        advice,
        Door(say("Ver el compromiso"), link(f"/compromisos/{commitment.id}/")),
        why=say("responde por este compromiso o le da seguimiento"),
    )
