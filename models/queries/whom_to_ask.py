"""Whom a person asks: about planning its analysts, or else its head; about rights whoever assigns them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.role_holders import Holder, role_holders
from models.rules.roles import Role
from models.tables.base import db

ASKED = (Role.PLANNING_ANALYST, Role.PLANNING_HEAD)
"""In this order: who watches the capture every day is asked first."""


def whom_to_ask(institution_id: int, on: date, most: int = 2) -> list[str]:
    """Mail addresses of at most `most` people, none where nobody holds these roles on that day."""
    holders = role_holders(institution_id, ASKED, on)
    role = next((role for role in ASKED if any(holder.role is role for holder in holders)), None)
    return _addresses((holder for holder in holders if holder.role is role), most)


def who_assigns(institution_id: int, on: date, most: int = 2) -> list[str]:
    """Mail addresses of at most `most` administrators of that day."""
    return _addresses(role_holders(institution_id, {Role.ADMINISTRATOR}, on), most)


def _addresses(holders: Iterable[Holder], most: int) -> list[str]:
    people = {holder.user_id for holder in holders}
    return list(db.session.scalars(select(User.email).where(User.id.in_(people)).order_by(User.email).limit(most)))
