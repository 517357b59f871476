"""What a draft of a mapping may know of the institution that it is made for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

from models.queries.preset_in_use import preset_in_use
from models.rules.propose_mapping.office import Office
from models.tables.base import db

_UNITS = text("SELECT code, name, parent_id FROM org_unit WHERE institution_id = :institution_id ORDER BY id")


def draft_office(institution_id: int, now: datetime) -> Office:
    """Give its plan types, kinds of unit and units by code and name, as they stand at `now`."""
    preset = preset_in_use(institution_id).preset
    units = list(db.session.execute(_UNITS, {"institution_id": institution_id}))
    names = {unit.name: unit.code for unit in units} | {unit.code: unit.code for unit in units}
    tops = [unit.code for unit in units if unit.parent_id is None]
    return Office(
        today=now.astimezone(ZoneInfo(preset.timezone)).date(),
        locale=preset.locale,
        plan_types=preset.plan_types,
        unit_kinds=preset.unit_kinds,
        units=names,
        top_unit=tops[0] if len(tops) == 1 else None,
    )
