"""Who stands behind each group of recipients today."""

from __future__ import annotations

from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.role_holders import role_holders
from models.tables.base import db


def group_members(institution_id: int, now: datetime) -> dict[str, list[str]]:
    """Names by the code of the group, over all units; two statements. A notice of one unit goes to its own alone."""
    groups = preset_in_use(institution_id).preset.recipients
    roles = {role for group in groups for role in group.roles}
    holders = role_holders(institution_id, roles, local_day(institution_id, now))
    people = select(User.id, User.first_name, User.last_name).where(User.id.in_({each.user_id for each in holders}))
    names = {key: f"{first} {last}".strip() for key, first, last in db.session.execute(people)}
    return {
        group.code: sorted({names[each.user_id] for each in holders if each.role in group.roles}) for group in groups
    }
