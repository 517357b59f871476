"""An edition from draft to publication (SM-6): which steps it has is said by its kind, the order by this law."""

from __future__ import annotations

from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.report_kind import ReportKind
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.workflow import Action, Step, Workflow


class EditionState(StrEnum):
    """Where an edition stands. `presented` and `validated` are of kinds that a coordinating team validates (S3-T6)."""

    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    WITH_REMARKS = "with_remarks"
    ENDORSED = "endorsed"
    PRESENTED = "presented"
    VALIDATED = "validated"
    SENT = "sent"
    PUBLISHED = "published"


WRITABLE = frozenset({EditionState.DRAFT, EditionState.WITH_REMARKS})
"""States in which data are read anew and conclusions are written."""

HANDED_OVER = frozenset({EditionState.SENT, EditionState.PUBLISHED})
"""States in which those who were sent it may read it."""

WRITERS = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD})
SENDERS = WRITERS | {Role.PLANNING_DIRECTOR}
PUBLISHERS = frozenset({Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR})
VALIDATORS = frozenset({Role.SECRETARY})
"""The secretary records the act by which the coordinating team validated (AC3-7)."""

OBSERVERS = SENDERS | {Role.VICE_MINISTER, Role.SECRETARY}
"""May make a remark on an edition; the secretary those that were said at a meeting (S0-I-14)."""


def edition_workflow(kind: ReportKind) -> Workflow[EditionState]:
    """The steps of the editions of a kind: with or without Visto Bueno, validation and publication."""
    sent_from = EditionState.DRAFT
    steps: list[Step[EditionState]] = []
    if kind.endorsed_by:
        steps += _review(kind.endorsed_by)
        sent_from = EditionState.ENDORSED
    if kind.is_validated:
        steps.append(Step(sent_from, Action.PRESENT, EditionState.PRESENTED, SENDERS))
        steps.append(
            Step(EditionState.PRESENTED, Action.VALIDATE, EditionState.VALIDATED, VALIDATORS, note_required=True)
        )
        sent_from = EditionState.VALIDATED
    steps.append(Step(sent_from, Action.SEND, EditionState.SENT, SENDERS))
    if kind.is_published:
        publish = Step(EditionState.SENT, Action.PUBLISH, EditionState.PUBLISHED, PUBLISHERS, not_by_author=True)
        steps.append(publish)  # SoD-8
    return Workflow(kind.code, tuple(steps))


def _review(endorsers: frozenset[Role]) -> list[Step[EditionState]]:
    """Asked for, given back with observations, asked for again, endorsed by somebody else than the author (SoD-2)."""
    review = EditionState.UNDER_REVIEW
    return [
        Step(EditionState.DRAFT, Action.SUBMIT, review, WRITERS),
        Step(EditionState.WITH_REMARKS, Action.SUBMIT, review, WRITERS),
        Step(review, Action.RETURN, EditionState.WITH_REMARKS, endorsers, note_required=True),
        Step(review, Action.ENDORSE, EditionState.ENDORSED, endorsers, not_by_author=True),
    ]


def check_not_own(step: Step[EditionState], person: int | None, author: int | None) -> None:
    """Raise RuleBroken 403 where the step is closed to whoever made the edition."""
    if step.not_by_author and person is not None and person == author:
        raise RuleBroken(
            "author_of_the_edition",
            say("Usted preparó este informe: este paso lo da otra persona."),
            status=403,
        )
