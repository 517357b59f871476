"""The figures beside a menu: what waits for whoever reads, in one statement a page.

Plain SQL without the reader's scope: each part names the institution, and the units or the person that it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import text

from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_board import SENT
from models.rules.checking import PLANNING, check_ladder, pending_check
from models.rules.period import FREQUENCIES, Period
from models.rules.preset import Preset
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.workflow import SheetState
from models.scope import Reader
from models.tables.base import db

MISSING, UNSENT, WAITING = "missing", "unsent", "waiting"
WATCHERS = {*PLANNING, Role.VICE_MINISTER, Role.INTERNAL_CONTROL}
CHECKERS = {Role.DEPARTMENT_HEAD, Role.PLANNING_ANALYST, Role.PLANNING_HEAD}

_NEWEST = """WITH newest AS (
  SELECT period FROM reporting_period WHERE institution_id = :institution AND state <> 'future'
   ORDER BY opened_at DESC NULLS LAST, period DESC LIMIT 1)"""

_PARTS = {
    MISSING: """SELECT 'missing', count(DISTINCT (line.indicator_id, line.org_unit_id)), NULL, NULL, NULL
  FROM newest JOIN capture_sheet sheet USING (period)
  JOIN plan_version version ON version.plan_id = sheet.plan_id AND version.state = 'in_force'
  JOIN unnest(CAST(:wholes AS text[]), CAST(:parts AS text[])) AS span(whole, part) ON span.whole = sheet.period
  JOIN target line ON line.institution_id = sheet.institution_id AND line.org_unit_id = sheet.org_unit_id
                  AND line.period = span.part
  JOIN indicator ON indicator.id = line.indicator_id AND indicator.plan_version_id = version.id
 WHERE sheet.institution_id = :institution AND sheet.org_unit_id = ANY(:units) AND sheet.state <> ALL(:sent)
   AND (line.planned <> 0 OR line.planned = 0 AND indicator.direction = 'down')
   AND NOT EXISTS (SELECT 1 FROM progress
                    WHERE progress.indicator_id = line.indicator_id AND progress.org_unit_id = line.org_unit_id
                      AND progress.period = sheet.period
                      AND (progress.actual IS NOT NULL OR progress.no_report_reason <> ''))""",
    UNSENT: """SELECT 'unsent', count(*), NULL, NULL, NULL FROM newest JOIN capture_sheet sheet USING (period)
 WHERE sheet.institution_id = :institution AND sheet.state <> ALL(:sent) AND sheet.exempt_reason = ''""",
    WAITING: """SELECT 'waiting', 1, sheet.state, plan_type.code, jsonb_build_object(
         'heads', (WITH RECURSIVE up(unit, rung) AS (
                     SELECT sheet.org_unit_id, 0
                     UNION ALL SELECT parent_id, rung + 1 FROM org_unit JOIN up ON org_unit.id = up.unit
                      WHERE parent_id IS NOT NULL)
                   SELECT jsonb_agg(jsonb_build_array(up.rung, held.user_id))
                     FROM up LEFT JOIN held ON held.org_unit_id = up.unit AND held.role = 'department_head'),
         'planning', (SELECT jsonb_agg(jsonb_build_array(role, user_id)) FROM held WHERE role <> 'department_head'),
         'authors', (SELECT jsonb_agg(DISTINCT entered_by_id) FROM progress WHERE capture_sheet_id = sheet.id),
         'sender', sheet.submitted_by_id)
  FROM capture_sheet sheet JOIN plan ON plan.id = sheet.plan_id JOIN plan_type ON plan_type.id = plan.plan_type_id
 WHERE sheet.institution_id = :institution AND sheet.state = ANY(:checked)
   AND (:plans OR sheet.org_unit_id = ANY(:headed))""",
}
_HELD = """, held AS (
  SELECT assignment.org_unit_id, assignment.role, assignment.user_id
    FROM assignment JOIN ab_user ON ab_user.id = assignment.user_id AND ab_user.active
   WHERE assignment.institution_id = :institution AND assignment.role = ANY(:checkers)
     AND assignment.starts_on <= :today AND (assignment.ends_on IS NULL OR assignment.ends_on >= :today))"""


def menu_counts(reader: Reader, now: datetime) -> Mapping[str, int]:
    """Lines without a value, sheets that are not in and sheets to check, as far as the reader's roles have them."""
    wanted = _wanted(reader)
    if not wanted or reader.institution_id is None:
        return {}
    today = local_day(reader.institution_id, now)
    preset = preset_in_use(reader.institution_id).preset
    parts = " UNION ALL ".join(_PARTS[part] for part in wanted)
    told = "AS told(kind, number, state, plan_type, people)"
    question = f"{_NEWEST}{_HELD} SELECT * FROM ({parts}) {told}"  # noqa: S608 -- made of the constants above
    rows = db.session.execute(text(question), _values(reader, today, preset)).all()
    counts = Counter({kind: number for kind, number, *_ in rows if kind != WAITING})
    counts[WAITING] = sum(_is_turn(reader, preset, row) for row in rows if row.kind == WAITING)
    return counts


def _wanted(reader: Reader) -> list[str]:
    roles = {MISSING: {Role.LIAISON}, UNSENT: WATCHERS, WAITING: CHECKERS}
    return [part for part, holders in roles.items() if holders & reader.roles]


def _values(reader: Reader, today: date, preset: Preset) -> dict[str, Any]:
    spans = _spans(today.year)
    return {
        "institution": reader.institution_id,
        "units": sorted(reader.units.get(Role.LIAISON, ())),
        "headed": sorted(reader.headed_units),
        "plans": bool(reader.roles & set(PLANNING)),
        "sent": sorted(SENT),
        "checked": _checked_states(preset),
        "checkers": [Role.DEPARTMENT_HEAD, *PLANNING],
        "today": today,
        "wholes": [whole for whole, _ in spans],
        "parts": [part for _, part in spans],
    }


def _is_turn(reader: Reader, preset: Preset, row: Any) -> bool:  # noqa: ANN401 -- a row of plain SQL
    """By the same rules as the inbox itself."""
    step = pending_check(preset.sheet_workflow(row.plan_type), SheetState(row.state))
    if step is None:
        return False
    people: dict[str, Any] = row.people
    planning = {role: {person for held, person in people["planning"] or () if held == role} for role in PLANNING}
    authors = {*(people["authors"] or ()), people["sender"]} - {None}
    return reader.user_id in who_verifies(check_ladder(step, _heads(people["heads"]), planning), authors)


def _heads(found: Collection[tuple[int, int | None]]) -> list[set[int]]:
    """People by rung, from the sheet's own unit up."""
    rungs: list[set[int]] = [set() for _ in range(max(rung for rung, _ in found) + 1)]
    for rung, person in found:
        if person is not None:
            rungs[rung].add(person)
    return rungs


def _checked_states(preset: Preset) -> list[str]:
    """States in which a sheet of some plan type waits for a check."""
    return sorted({state for flow in preset.sheet_workflows for state in SheetState if pending_check(flow, state)})


@lru_cache(maxsize=8)
def _spans(year: int) -> tuple[tuple[str, str], ...]:
    """Every period of this year and the one before, with itself and with the shorter ones that are in it."""
    days = [date(each, month, 1) for each in (year - 1, year) for month in range(1, 13)]
    wholes = {Period.containing(day, kind) for day in days for kind in FREQUENCIES}
    return tuple((str(whole), str(part)) for whole in sorted(wholes) for part in (whole, *whole.shorter()))
