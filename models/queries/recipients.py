"""Groups of recipients that the preset names, resolved to people on the day that a mail is made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.queries.role_holders import Holder, role_holders
from models.rules.preset import Reach, Recipients
from models.tables.base import db
from models.tables.org_unit import OrgUnit


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is who in the institution on a day: holders of every role, and the tree and kinds of units."""

    holders: tuple[Holder, ...]
    parents: dict[int, int | None]
    kinds: dict[int, str]

    def people(self, group: Recipients, org_unit_ids: Collection[int]) -> list[int]:
        """The group's people for these units: of the units, of those above them, or of the whole institution."""
        return sorted({holder.user_id for holder in self._of(group, org_unit_ids)})

    def members(self, group: Recipients) -> list[Holder]:
        """Everybody whom the group may reach, whatever the matter."""
        wanted = [holder for holder in self.holders if holder.role in group.roles]
        if group.unit_kinds:
            wanted = [holder for holder in wanted if self.kinds.get(holder.org_unit_id) in group.unit_kinds]
        return wanted

    def _of(self, group: Recipients, org_unit_ids: Collection[int]) -> list[Holder]:
        wanted = self.members(group)
        if group.reach is Reach.INSTITUTION:
            return wanted
        units = set(org_unit_ids)
        if group.reach is Reach.PARENT:
            units = {parent for unit in org_unit_ids if (parent := self.parents.get(unit)) is not None}
        return [holder for holder in wanted if holder.org_unit_id in units]


def directory(institution_id: int, on: date) -> Directory:
    """The directory of a day; two statements."""
    roles = {role for group in preset_in_use(institution_id).preset.recipients for role in group.roles}
    units = db.session.execute(
        select(OrgUnit.id, OrgUnit.parent_id, OrgUnit.kind).where(OrgUnit.institution_id == institution_id)
    ).all()
    return Directory(
        tuple(role_holders(institution_id, roles, on)),
        {unit: parent for unit, parent, _ in units},
        {unit: kind for unit, _, kind in units},
    )
