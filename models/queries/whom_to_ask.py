"""Whom a person asks about planning: the analysts of the institution, or else the head of planning."""

from __future__ import annotations

from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.role_holders import role_holders
from models.rules.roles import Role
from models.tables.base import db

ASKED = (Role.PLANNING_ANALYST, Role.PLANNING_HEAD)
"""In this order: who watches the capture every day is asked first."""


def whom_to_ask(institution_id: int, on: date, most: int = 2) -> list[str]:
    """Mail addresses of at most `most` people, none where nobody holds these roles on that day."""
    holders = role_holders(institution_id, ASKED, on)
    role = next((role for role in ASKED if any(holder.role is role for holder in holders)), None)
    people = {holder.user_id for holder in holders if holder.role is role}
    return list(db.session.scalars(select(User.email).where(User.id.in_(people)).order_by(User.email).limit(most)))
