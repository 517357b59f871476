"""What dependencies answer to a report that was sent to them, and what planning says to that (S3-T6)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.editions.hold import check_prepares, kind_of
from models.actions.record_act import Act, record_act
from models.rules.edition_step import HANDED_OVER
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_feedback import EditionFeedback


def give_feedback(edition: Edition, org_unit_id: int, text: str, actor: Reader, now: datetime) -> EditionFeedback:
    """Keep what a dependency says, marked when its days were over. The caller commits.

    Raises RuleBroken 403 unless the actor heads the unit, 409 where none is asked for, 422 without a text.
    """
    if not actor.holds_in(Role.DEPARTMENT_HEAD, org_unit_id) or actor.user_id is None:
        raise RuleBroken("wrong_role", say("La retroalimentación la da la jefatura de la dependencia."), status=403)
    if edition.state not in HANDED_OVER or not kind_of(edition).feedback_days:
        raise RuleBroken("no_feedback_asked", say("De este informe no se pide retroalimentación."), status=409)
    if not text:
        raise RuleBroken("feedback_missing", say("Escriba la retroalimentación."), field="feedback")
    feedback = EditionFeedback(
        institution_id=edition.institution_id,
        edition_id=edition.id,
        org_unit_id=org_unit_id,
        text=text,
        is_within_window=edition.feedback_until is not None and now <= edition.feedback_until,
        given_at=now,
        given_by_id=actor.user_id,
    )
    db.session.add(feedback)
    db.session.flush()
    detail = {"number": edition.label, "is_within_window": feedback.is_within_window}
    record_act(actor, Act("give_feedback", "edition", edition.id, detail), now)
    return feedback


def answer_feedback(edition: Edition, feedback_id: int, answer: str, actor: Reader, now: datetime) -> None:
    """Say what came of it. The caller commits.

    Raises RuleBroken 403 for other roles, 409 for feedback on something else, 422 without a text.
    """
    check_prepares(actor)
    feedback = db.session.scalars(
        select(EditionFeedback).where(EditionFeedback.id == feedback_id, EditionFeedback.edition_id == edition.id)
    ).one_or_none()
    if feedback is None:
        raise RuleBroken("feedback_not_found", say("No encontramos esa retroalimentación."), status=409)
    if not answer:
        raise RuleBroken("answer_missing", say("Escriba la respuesta."), field="answer")
    feedback.answer, feedback.answered_at, feedback.answered_by_id = answer, now, actor.user_id
    db.session.flush()
    record_act(actor, Act("answer_feedback", "edition", edition.id, {"number": edition.label}), now)
