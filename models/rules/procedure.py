"""The registers of a procedure: its versions, proposals to improve it, and the guidelines of a year (S0-RES, SM-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, Step, Workflow


class ProcedureState(StrEnum):
    """One version of a procedure. Of a code one is in force; a repealed one names what repealed it."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


class ProposalState(StrEnum):
    """What became of a proposal to improve a procedure."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class GuidelineState(StrEnum):
    """A guideline; of a kind, scope and year one is published."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


PROPOSAL_STEPS: Workflow[ProposalState] = Workflow(
    "improvement_proposal",
    tuple(
        Step(ProposalState.PROPOSED, action, to, frozenset({Role.PLANNING_DIRECTOR}), not_by_author=True)
        for action, to in (
            (Action.ACCEPT, ProposalState.ACCEPTED),
            (Action.REJECT, ProposalState.REJECTED),
        )
    ),
)
PROCEDURE_STEPS: Workflow[ProcedureState] = Workflow(
    "procedure_document",
    (
        Step(
            ProcedureState.DRAFT,
            Action.PUT_IN_FORCE,
            ProcedureState.IN_FORCE,
            frozenset({Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR}),
        ),
    ),
)
GUIDELINE_STEPS: Workflow[GuidelineState] = Workflow(
    "guideline",
    (
        Step(
            GuidelineState.DRAFT,
            Action.PUBLISH,
            GuidelineState.PUBLISHED,
            frozenset({Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR}),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who prepared, reviewed or approved: the post, and the person's name where it was given (S3-SIG)."""

    post: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The three lines at the end of every document: elaboró, revisó, aprobó."""

    prepared: Signer = Signer()
    reviewed: Signer = Signer()
    approved: Signer = Signer()


@dataclass(frozen=True, slots=True)
class ProcedureOnPaper:
    """What a document says of the version of the procedure by which it was made."""

    title: str
    version: str
    signature: Signature = Signature()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceData:
    """A norm as a declaration gives it; `modifies` and `repeals` are keys of other references of the declaration."""

    key: str
    kind: str
    number: str
    title: str
    issued_on: date | None
    year: int | None
    url: str
    modifies: str
    repeals: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureData:
    """A version of a procedure as a declaration gives it; `repeals` are codes, `references` keys of norms."""

    code: str
    title: str
    version: str
    state: ProcedureState
    issued_on: date | None
    change: str
    signature: Signature
    repeals: tuple[str, ...]
    references: tuple[str, ...]


def check_proposal(text: str) -> None:
    """Raise RuleBroken 422 for a proposal that says nothing."""
    if not text.strip():
        raise RuleBroken("proposal_empty", "Escriba qué mejoraría y por qué.", field="proposal")


def check_decision(note: str) -> None:
    """Raise RuleBroken 422 for a decision without its reason."""
    if not note.strip():
        raise RuleBroken("note_missing", "Escriba el motivo de la decisión: lo lee quien propuso.", field="note")


def check_guideline(body: str, *, has_file: bool) -> None:
    """Raise RuleBroken 422 for a guideline that nobody could follow."""
    if not body.strip() and not has_file:
        raise RuleBroken("guideline_empty", "Antes de publicar escriba el lineamiento o adjunte su archivo.")
