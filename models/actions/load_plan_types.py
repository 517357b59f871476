"""Plan types and levels as rows that plans refer to: stable by code through every version of a declaration."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, select

from models.rules.errors import RuleBroken
from models.rules.preset import LevelShape, PlanTypeShape
from models.rules.sentence import say
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType


def load_plan_types(institution_id: int, shapes: Sequence[PlanTypeShape]) -> None:
    """Make, rename and reorder the rows; drop what is no longer declared and nothing stands on. The caller commits.

    Raises RuleBroken `plan_type_in_use` or `level_in_use` for what is dropped and plans stand on.
    """
    question = select(PlanType).where(PlanType.institution_id == institution_id)
    known = {row.code: row for row in db.session.scalars(question)}
    for ordinal, shape in enumerate(shapes, 1):
        row = known.pop(shape.code, None) or PlanType(institution_id=institution_id, code=shape.code)
        row.name, row.ordinal, row.is_territorial = shape.name, ordinal, shape.is_territorial
        db.session.add(row)
        db.session.flush()
        _load_levels(row, shape.levels)
    for row in known.values():
        _drop_plan_type(row)
    db.session.flush()


def _load_levels(plan_type: PlanType, shapes: Sequence[LevelShape]) -> None:
    question = select(Level).where(Level.plan_type_id == plan_type.id)
    known = {row.code: row for row in db.session.scalars(question)}
    for ordinal, shape in enumerate(shapes, 1):
        row = known.pop(shape.code, None) or Level(
            institution_id=plan_type.institution_id, plan_type_id=plan_type.id, code=shape.code
        )
        row.name, row.ordinal, row.reports = shape.name, ordinal, shape.reports
        db.session.add(row)
    for row in known.values():
        _drop_level(row, plan_type)


def _drop_plan_type(row: PlanType) -> None:
    if db.session.scalar(select(exists().where(Plan.plan_type_id == row.id))):
        raise RuleBroken(
            "plan_type_in_use",
            say(
                "La declaración ya no tiene el tipo de plan «{code}», y hay planes de ese tipo. Déjelo en ella.",
                code=row.code,
            ),
        )
    for level in db.session.scalars(select(Level).where(Level.plan_type_id == row.id)):
        db.session.delete(level)
    db.session.flush()
    db.session.delete(row)


def _drop_level(row: Level, plan_type: PlanType) -> None:
    if db.session.scalar(select(exists().where(PlanItem.level_id == row.id))):
        raise RuleBroken(
            "level_in_use",
            say(
                "La declaración ya no tiene el nivel «{code}» de {plan_type}, y hay elementos en él. Déjelo en ella.",
                code=row.code,
                plan_type=plan_type.code,
            ),
        )
    db.session.delete(row)
