"""To who is called to a meeting: when and where, that it moved or is called off, and what was agreed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flask_appbuilder.security.sqla.models import User

from jobs.documents.bytes_of import bytes_of
from jobs.letters.body import Door, Listing, listed
from jobs.letters.edition import edition_address, with_file
from jobs.letters.frame import NotNeeded, Writer, link
from jobs.post import CalendarPart, Enclosure, Letter
from models.clock import business_now
from models.files.invitation_write import Invitation, Method, Party, invitation_bytes
from models.queries.meeting_page import MeetingPage, meeting_page
from models.queries.minutes_content import document_of
from models.rules.document.file_format import FileFormat
from models.rules.meeting import MeetingState
from models.rules.meeting_words import MEETING_KIND_WORDS
from models.rules.sentence import say
from models.rules.wording import capital, day_text
from models.tables.base import db
from models.tables.meeting import Meeting

MANY = 60
PDF = "application/pdf"


def meeting_call(writer: Writer) -> Letter:
    """The convocation, the new time or the end of it (S0-I-09, S0-I-13); an older word than the last is not sent."""
    meeting = _meeting(writer)
    if meeting.sequence != writer.mail.round:
        raise NotNeeded(say("La reunión cambió después: se envía el aviso más reciente."))
    page = meeting_page(meeting)
    when, is_cancelled = _when(writer, meeting), meeting.state is MeetingState.CANCELLED
    parts = [_opening(writer, meeting, when)]
    if meeting.change_reason:
        parts.append(say("Motivo: {reason}", reason=meeting.change_reason))
    agenda = listed(say("Agenda:"), [point.text for point in page.agenda], MANY)
    letter = writer.letter(
        _subject(meeting, when),
        *parts,
        *([] if is_cancelled or not page.agenda else [agenda]),
        *([] if is_cancelled else _doors(page)),
        Door(say("Ver la reunión"), link(f"/reuniones/{meeting.id}/")),
        why=say("está entre las personas convocadas"),
    )
    method = Method.CANCEL if is_cancelled else Method.REQUEST
    content = invitation_bytes(_invitation(page), method, business_now())
    return replace(_with_report(letter, page), calendar=CalendarPart(content, method.value))


def _doors(page: MeetingPage) -> list[Door]:
    """Where each report of the agenda is read (S0-I-13)."""
    return [Door(say("Leer el informe {number}", number=each.label), edition_address(each)) for each in page.reports]


def _with_report(letter: Letter, page: MeetingPage) -> Letter:
    """With the first report that is everybody's to read; the others stay behind their links."""
    of_all = next((each for each in page.reports if each.org_unit_id is None), None)
    if of_all is None or page.meeting.state is MeetingState.CANCELLED:
        return letter
    return with_file(letter, of_all)


def meeting_proposed(writer: Writer) -> Letter:
    """To the director: a quarter's urgent meeting is drafted and waits for the convocation (S0-I-09)."""
    meeting = _meeting(writer)
    if meeting.state is not MeetingState.DRAFT:
        raise NotNeeded(say("La reunión ya fue convocada."))
    return writer.letter(
        say("Reunión urgente por convocar: {title}", title=meeting.title),
        say(
            "Estos proyectos no estuvieron en verde en el último mes de {period} ni en otro de sus meses. Se preparó "
            "la reunión con las dependencias que participan: revise la fecha y convóquela.",
            period=writer.period,
        ),
        listed(say("Agenda:"), [point.text for point in meeting_page(meeting).agenda], MANY),
        Door(say("Revisar y convocar"), link(f"/reuniones/{meeting.id}/")),
        why=say("convoca las reuniones urgentes"),
    )


def minutes(writer: Writer) -> Letter:
    """What was decided and agreed, to everybody who was called, also who was absent (S0-I-16)."""
    page = meeting_page(_meeting(writer))
    if page.minutes is None:
        raise NotNeeded(say("La reunión ya no tiene acta."))
    number = f"{page.minutes.number}/{page.minutes.year}"
    letter = writer.letter(
        say("Acta {number}: {title}", number=number, title=page.meeting.title),
        say(
            "Se comunica el acta {number} de la reunión «{title}» del {when}.",
            number=number,
            title=page.meeting.title,
            when=_when(writer, page.meeting),
        ),
        *_agreed(writer, page),
        Door(say("Ver el acta"), link(f"/reuniones/{page.meeting.id}/")),
        why=say("está entre las personas convocadas"),
    )
    name = f"acta-{page.minutes.number}-{page.minutes.year}.pdf"
    return replace(letter, enclosure=Enclosure(name, PDF, bytes_of(document_of(page.meeting), FileFormat.PDF)))


def commitments_cascade(writer: Writer) -> Letter:
    """To the head: what the unit took on, to be given to somebody (S0-I-17)."""
    page = meeting_page(_meeting(writer))
    own = [each for each in page.commitments if each.org_unit_id == writer.mail.data["org_unit_id"]]
    if not own:
        raise NotNeeded(say("La unidad ya no tiene compromisos de esta reunión."))
    unit = own[0].org_unit.name
    return writer.letter(
        say("Compromisos de {unit}: asigne responsables", unit=unit),
        say(
            "En la reunión «{title}» se pactaron estos compromisos de {unit}. Informe a quienes corresponda y asigne "
            "a una persona responsable de cada uno.",
            title=page.meeting.title,
            unit=unit,
        ),
        listed(say("Compromisos:"), [_line(writer, each.text, each.due_on) for each in own], MANY),
        Door(say("Asignar responsables"), link("/compromisos/")),
        why=say("dirige {unit}", unit=unit),
    )


def _meeting(writer: Writer) -> Meeting:
    return db.session.get_one(Meeting, writer.mail.data["meeting_id"])


def _when(writer: Writer, meeting: Meeting) -> str:
    return writer.moment(meeting.starts_at.isoformat())


def _opening(writer: Writer, meeting: Meeting, when: str) -> str:
    where = meeting.place or meeting.link or say("lugar por confirmar")
    kind = MEETING_KIND_WORDS[meeting.kind]
    if meeting.state is MeetingState.CANCELLED:
        return say("Se canceló la reunión «{title}» prevista para el {when}.", title=meeting.title, when=when)
    if writer.mail.step == "move":
        return say(
            "La reunión «{title}» cambia: será el {when} ({where}).", title=meeting.title, when=when, where=where
        )
    return say(
        "Se le convoca a la reunión «{title}» ({kind}), el {when}. Lugar: {where}.",
        title=meeting.title,
        kind=kind,
        when=when,
        where=where,
    )


def _subject(meeting: Meeting, when: str) -> str:
    if meeting.state is MeetingState.CANCELLED:
        return say("Reunión cancelada: {title}", title=meeting.title)
    if meeting.sequence:
        return say("Reunión reprogramada: {title}, {when}", title=meeting.title, when=when)
    kind = capital(MEETING_KIND_WORDS[meeting.kind])
    return say("Convocatoria a reunión: {title}, {when} ({kind})", title=meeting.title, when=when, kind=kind)


def _invitation(page: MeetingPage) -> Invitation:
    meeting = page.meeting
    invited = {each.user_id: _party(each.user) for each in page.invitees}
    return Invitation(
        uid=meeting.calendar_uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        text="\n".join(f"{place}. {point.text}" for place, point in enumerate(page.agenda, 1)),
        place=meeting.place or meeting.link,
        address=link(f"/reuniones/{meeting.id}/"),
        organizer=_party(meeting.convened_by),
        invited=tuple(invited.values()),
    )


def _party(user: User) -> Party:
    return Party(f"{user.first_name} {user.last_name}".strip(), user.email)


def _agreed(writer: Writer, page: MeetingPage) -> list[Listing]:
    listings = []
    if page.decisions:
        listings.append(listed(say("Decisiones:"), [each.text for each in page.decisions], MANY))
    if page.commitments:
        lines = [
            say("{unit}: {commitment}", unit=each.org_unit.name, commitment=_line(writer, each.text, each.due_on))
            for each in page.commitments
        ]
        listings.append(listed(say("Compromisos:"), list[str](lines), MANY))
    return listings


def _line(writer: Writer, text: str, due_on: date) -> str:
    return say("{text} ({due})", text=text, due=day_text(due_on, writer.institution.locale))
