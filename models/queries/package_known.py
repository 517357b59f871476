"""What a package may refer to beside itself: the institution's units, kinds and plan types."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

from models.queries.preset_in_use import preset_in_use
from models.rules.package_known import Known, LevelRule
from models.tables.base import db


def package_known(institution_id: int, now: datetime) -> Known:
    """Give it as it stands at `now`."""
    preset = preset_in_use(institution_id).preset
    units = text("SELECT code FROM org_unit WHERE institution_id = :institution_id")
    return Known(
        today=now.astimezone(ZoneInfo(preset.timezone)).date(),
        plan_types={
            kind.code: {level.code: LevelRule(not level.parents, frozenset(level.parents)) for level in kind.levels}
            for kind in preset.plan_types
        },
        unit_kinds=frozenset(kind.code for kind in preset.unit_kinds),
        org_units=frozenset(db.session.scalars(units, {"institution_id": institution_id})),
    )
