"""Save the internal activities of a sheet: what was done and is not in the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from models.actions.hold_sheet import lock_open_period, roles_in
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.internal_activity import InternalActivity


@dataclass(frozen=True, slots=True)
class InternalEntry:
    """One row as typed; `id` and `row_version` are None for a new one, an empty name takes an old one away."""

    id: int | None
    row_version: int | None
    name: str
    unit: str
    actual: Decimal | None
    note: str


def record_internal(sheet: CaptureSheet, entries: Sequence[InternalEntry], actor: Reader, now: datetime) -> int:
    """Add, change and take away rows of the sheet; give how many changed (S0-DEF-01). The caller commits.

    Raises RuleBroken 403, 409 (closed, wrong state, stale version) or 422 (a name twice, or that of a row that stands;
    a row without a name).
    """
    lock_open_period(sheet.institution_id, sheet.period)
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    state = find_step(workflow, sheet.state, Action.SAVE, roles_in(actor, sheet.org_unit_id)).to
    rows = {
        row.id: row
        for row in db.session.scalars(select(InternalActivity).where(InternalActivity.capture_sheet_id == sheet.id))
    }
    _check_names(entries, rows)
    changed = sum(_save(sheet, entry, rows.get(entry.id or 0)) for entry in entries)
    if changed:
        sheet.state = state
        record_act(actor, Act("record_internal", "capture_sheet", sheet.id, {"rows": changed}), now)
    return changed


def _check_names(entries: Sequence[InternalEntry], rows: Mapping[int, InternalActivity]) -> None:
    """Refuse a name that two rows would have; that of a row is free again once its removal is saved."""
    names = [entry.name.casefold() for entry in entries if entry.name]
    if len(set(names)) < len(names):
        raise RuleBroken("internal_twice", "Dos actividades internas tienen el mismo nombre: una las en una sola.")
    standing = {row.name.casefold(): row.id for row in rows.values()}
    for entry in entries:
        if standing.get(entry.name.casefold(), entry.id) != entry.id:
            raise RuleBroken(
                "internal_stands",
                say(
                    "La hoja ya tiene la actividad interna «{name}»: vuelva a cargar la página y complétela ahí, "
                    "o escriba otro nombre.",
                    name=entry.name,
                ),
            )


def _save(sheet: CaptureSheet, entry: InternalEntry, row: InternalActivity | None) -> bool:
    if entry.id is not None and row is None:
        raise RuleBroken("internal_not_found", "Esa actividad interna no está en su hoja.", status=404)
    if row is None:
        return _add(sheet, entry)
    if entry.row_version != row.row_version:
        raise RuleBroken(
            "changed_meanwhile",
            say("Otra persona cambió «{name}»: vuelva a cargar la página.", name=row.name),
            status=409,
        )
    if not entry.name:
        db.session.delete(row)
        return True
    values = {"name": entry.name, "unit": entry.unit, "actual": entry.actual, "note": entry.note}
    if all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.row_version += 1
    return True


def _add(sheet: CaptureSheet, entry: InternalEntry) -> bool:
    if not entry.name:
        if entry.actual is not None or entry.note or entry.unit:
            raise RuleBroken("internal_without_name", "Escriba el nombre de la actividad interna.")
        return False
    db.session.add(
        InternalActivity(
            institution_id=sheet.institution_id,
            capture_sheet_id=sheet.id,
            name=entry.name,
            unit=entry.unit,
            actual=entry.actual,
            note=entry.note,
        )
    )
    return True
