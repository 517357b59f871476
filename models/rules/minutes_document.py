"""The minutes of a meeting as a document (S0-I-16, S3-T7): who came, what was said, decided and agreed, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.document.blocks import Block, Bullets, Facts, Heading, Paragraph
from models.rules.document.cells import Fact, Kind
from models.rules.document.document import Document, Head, Settings, Signature
from models.rules.document.table import Column, Table
from models.rules.sentence import say


@dataclass(frozen=True, slots=True)
class Came:
    """One line of the list of attendance, in words."""

    name: str
    unit: str
    capacity: str
    attendance: str


@dataclass(frozen=True, slots=True)
class Said:
    """A remark: who made it, and what was resolved about it."""

    author: str
    text: str
    resolution: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision: whose it is, and the act where somebody recorded it in that name."""

    text: str
    decided_by: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A commitment: what, which unit, who answers for it as far as that is known, until when."""

    text: str
    unit: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesContent:
    """Everything that the minutes say, in words and days."""

    institution: str
    number: str
    title: str
    kind: str
    when: str
    place: str
    agenda: tuple[str, ...]
    came: tuple[Came, ...]
    body: str
    remarks: tuple[Said, ...]
    decisions: tuple[Ruled, ...]
    commitments: tuple[Agreed, ...]
    drafted_by: str
    drafted_on: date
    approved_by: str = ""
    approved_on: date | None = None
    generated_at: datetime
    locale: str


def minutes_document(content: MinutesContent) -> Document:
    """Give the document; minutes that nobody approved yet say that they are a draft."""
    return Document(
        head=Head(content.institution),
        title=say("Acta de reunión"),
        subtitle=content.title,
        number=content.number,
        generated_at=content.generated_at,
        blocks=(
            _facts(content),
            *_listed(say("Agenda"), content.agenda, ordered=True),
            _attendance(content.came),
            *_paragraphs(say("Lo tratado"), content.body),
            _remarks(content.remarks),
            *_listed(say("Decisiones"), tuple(_ruled(each) for each in content.decisions), ordered=True),
            _commitments(content.commitments),
        ),
        signatures=(
            Signature(say("Elaboró"), content.drafted_by, signed_on=content.drafted_on),
            Signature(say("Aprobó"), content.approved_by, signed_on=content.approved_on),
        ),
        settings=Settings(locale=content.locale),
    )


def _facts(content: MinutesContent) -> Facts:
    facts = (
        (say("Tipo"), content.kind),
        (say("Fecha"), content.when),
        (say("Lugar"), content.place),
        (say("Estado"), say("aprobada") if content.approved_on else say("borrador sin aprobar")),
    )
    return Facts(tuple(Fact(label, value) for label, value in facts if value))


def _listed(heading: str, items: tuple[str, ...], *, ordered: bool) -> tuple[Block, ...]:
    return (Heading(heading), Bullets(items, ordered)) if items else ()


def _paragraphs(heading: str, text: str) -> tuple[Block, ...]:
    return (Heading(heading), Paragraph(text)) if text else ()


def _attendance(came: tuple[Came, ...]) -> Table:
    return Table(
        caption=say("Asistencia"),
        columns=(
            Column(say("Persona"), width=26),
            Column(say("Unidad"), width=30),
            Column(say("En calidad de"), width=18),
            Column(say("Asistencia"), width=18),
        ),
        rows=tuple((each.name, each.unit, each.capacity, each.attendance) for each in came),
        empty=say("No se convocó a nadie."),
    )


def _remarks(remarks: tuple[Said, ...]) -> Table:
    return Table(
        caption=say("Observaciones"),
        columns=(
            Column(say("Quién"), width=24),
            Column(say("Observación"), width=40),
            Column(say("Resolución"), width=40),
        ),
        rows=tuple((each.author, each.text, each.resolution or None) for each in remarks),
        empty=say("No hubo observaciones."),
    )


def _ruled(ruled: Ruled) -> str:
    if not ruled.act:
        return say("{text} ({who})", text=ruled.text, who=ruled.decided_by)
    return say("{text} ({who}; registrada en su nombre, {act})", text=ruled.text, who=ruled.decided_by, act=ruled.act)


def _commitments(commitments: tuple[Agreed, ...]) -> Table:
    return Table(
        caption=say("Compromisos"),
        columns=(
            Column(say("Compromiso"), width=44),
            Column(say("Unidad"), width=28),
            Column(say("Responsable"), width=22),
            Column(say("Vence"), Kind.DATE, width=14),
        ),
        rows=tuple((each.text, each.unit, each.owner or None, each.due_on) for each in commitments),
        empty=say("No se pactaron compromisos."),
    )
