"""Give a person a role in a unit for some dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from models.actions.end_sessions import end_sessions
from models.actions.record_act import Act, record_act
from models.rules.errors import RuleBroken
from models.rules.roles import Role, check_roles
from models.scope import Reader
from models.tables.assignment import Assignment
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class Holding:
    """Who is to hold what, where and when; `ends_on` is inclusive, None for no end. An id: that one is changed."""

    institution_id: int
    user_id: int
    org_unit_id: int
    role: Role
    starts_on: date
    ends_on: date | None = None
    is_acting: bool = False
    assignment_id: int | None = None


def assign_role(holding: Holding, actor: Reader, now: datetime) -> Assignment:
    """Add the assignment; it holds from the next request. The caller commits.

    Raises RuleBroken for a role to oneself (SoD-12), a second head (409), internal control beside another role (SoD-3).
    """
    check_holding(holding, actor)
    added = Assignment(
        institution_id=holding.institution_id,
        user_id=holding.user_id,
        org_unit_id=holding.org_unit_id,
        role=holding.role,
        starts_on=holding.starts_on,
        ends_on=holding.ends_on,
        is_acting=holding.is_acting,
    )
    db.session.add(added)
    db.session.flush()
    detail = {"user_id": holding.user_id, "org_unit_id": holding.org_unit_id, "role": holding.role.value}
    end_sessions(holding.user_id, holding.institution_id)
    record_act(actor, Act("assign_role", "assignment", added.id, detail), now)
    return added


def check_holding(holding: Holding, actor: Reader) -> None:
    """Raise RuleBroken as `assign_role` does."""
    if actor.user_id == holding.user_id:
        raise RuleBroken("own_role", "Nadie se asigna un rol a sí mismo: pídalo a otra persona.", status=403)
    if holding.ends_on is not None and holding.ends_on < holding.starts_on:
        raise RuleBroken("dates_reversed", "La fecha final va después de la inicial.", field="ends_on")
    same_days = _on_the_same_days(holding)
    check_roles([holding.role, *(other.role for other in same_days if other.user_id == holding.user_id)])
    if holding.role is Role.DEPARTMENT_HEAD and not holding.is_acting:
        _check_head(holding, same_days)


def _on_the_same_days(holding: Holding) -> list[Assignment]:
    """Other assignments of the person or of the unit whose days meet these."""
    question = select(Assignment).where(
        Assignment.institution_id == holding.institution_id,
        or_(Assignment.user_id == holding.user_id, Assignment.org_unit_id == holding.org_unit_id),
        func.coalesce(Assignment.ends_on, date.max) >= holding.starts_on,
    )
    if holding.assignment_id is not None:
        question = question.where(Assignment.id != holding.assignment_id)
    if holding.ends_on is not None:
        question = question.where(Assignment.starts_on <= holding.ends_on)
    return list(db.session.scalars(question))


def _check_head(holding: Holding, same_days: list[Assignment]) -> None:
    if any(
        other.org_unit_id == holding.org_unit_id and other.role is Role.DEPARTMENT_HEAD and not other.is_acting
        for other in same_days
    ):
        raise RuleBroken(
            "second_head",
            "La unidad ya tiene jefatura en esas fechas: termine la otra asignación o marque esta como encargado.",
            field="role",
            status=409,
        )
