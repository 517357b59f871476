"""Who stands behind each group of recipients today."""

from __future__ import annotations

from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.tables.base import db


def group_members(institution_id: int, now: datetime) -> dict[str, list[str]]:
    """Names by the code of the group, over all units; three statements. A notice of one unit goes to its own alone."""
    today = directory(institution_id, local_day(institution_id, now))
    members = {
        group.code: {holder.user_id for holder in today.members(group)}
        for group in preset_in_use(institution_id).preset.recipients
    }
    everybody = set().union(*members.values())
    people = select(User.id, User.first_name, User.last_name).where(User.id.in_(everybody))
    names = {key: f"{first} {last}".strip() for key, first, last in db.session.execute(people)}
    return {code: sorted(names[key] for key in keys) for code, keys in members.items()}
