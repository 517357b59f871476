"""Items of plans and units by the words of their codes and names, each word by its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select

from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion

SIMPLE: ColumnElement[str] = literal_column("'simple'::regconfig")
"""Words as they are: no language's endings, no words left out. Written as the index has it."""
SEARCHED = (PlanState.IN_FORCE, PlanState.DRAFT)


@dataclass(frozen=True, slots=True)
class Found:
    """One row: its key, what it is called, and where it belongs."""

    key: int
    code: str
    name: str
    where: str


def found_items(words: Sequence[str], most: int) -> list[Found]:
    """Items of plans in force or in draft that the reader sees, by code; one statement over the index of words."""
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.code, PlanItem.name, Plan.code)
        .join(PlanVersion, PlanVersion.id == PlanItem.plan_version_id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(says(in_one(PlanItem.code, PlanItem.name), words), PlanVersion.state.in_(SEARCHED))
        .order_by(PlanItem.code, PlanItem.id)
        .limit(most)
    )
    return [Found(*row) for row in rows]


def found_units(words: Sequence[str], most: int) -> list[Found]:
    """Units that the reader sees, by code."""
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name)
        .where(says(in_one(OrgUnit.code, OrgUnit.name), words))
        .order_by(OrgUnit.code)
        .limit(most)
    )
    return [Found(*row, where="") for row in rows]


def in_one(*columns: Any) -> ColumnElement[str]:  # noqa: ANN401 -- mapped columns
    """The columns as one text with a space between them, written as the index has it."""
    first, *others = columns
    for each in others:
        first = first + literal_column("' '") + each
    text: ColumnElement[str] = first
    return text


def says(text: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    """Every word begins a word of the text. `words` are letters and digits alone (`models.rules.folding`)."""
    said = func.to_tsvector(SIMPLE, func.folded(text))
    return said.op("@@")(func.to_tsquery(SIMPLE, " & ".join(f"{word}:*" for word in words)))
