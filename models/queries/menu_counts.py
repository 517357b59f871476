"""The figures beside a menu: what waits for whoever reads, counted anew when something was written.

Plain SQL without the reader's scope: each part names the institution, and the units or the person that it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from models.clock import looking_back
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_board import SENT
from models.queries.write_mark import write_mark
from models.rules.checking import PLANNING, check_ladder, pending_check
from models.rules.corrective_action import VALIDATION
from models.rules.period import FREQUENCIES, Period
from models.rules.preset import Preset
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.workflow import SheetState
from models.scope import Reader
from models.tables.base import db

MISSING, UNSENT, WAITING, ACTIONS = "missing", "unsent", "waiting", "actions"
WATCHERS = {*PLANNING, Role.VICE_MINISTER, Role.INTERNAL_CONTROL}
TURNS = (WAITING, ACTIONS)
"""Are counted together: sheets to check and actions to validate, whose turn each is."""
CHECKERS = {Role.DEPARTMENT_HEAD, Role.PLANNING_ANALYST, Role.PLANNING_HEAD}

_NEWEST = """WITH RECURSIVE newest AS (
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
    WAITING: """SELECT 'waiting', count(*), sheet.state, plan_type.code, jsonb_build_object(
         'heads', heads.rungs, 'planning', planning.rungs, 'authors', author.people)
  FROM capture_sheet sheet JOIN plan ON plan.id = sheet.plan_id JOIN plan_type ON plan_type.id = plan.plan_type_id
  CROSS JOIN planning LEFT JOIN heads ON heads.unit = sheet.org_unit_id
  CROSS JOIN LATERAL (SELECT array_agg(DISTINCT person) AS people
    FROM (SELECT sheet.submitted_by_id UNION ALL
          SELECT entered_by_id FROM progress WHERE capture_sheet_id = sheet.id) AS hand(person)
   WHERE person = ANY(heads.people || planning.people)) AS author
 WHERE sheet.institution_id = :institution AND sheet.state = ANY(:checked)
   AND (:plans OR sheet.org_unit_id = ANY(:headed))
 GROUP BY sheet.state, plan_type.code, heads.rungs, planning.rungs, author.people""",
    ACTIONS: """SELECT 'actions', count(*), NULL, NULL, jsonb_build_object(
         'heads', heads.rungs, 'planning', planning.rungs, 'authors', array_remove(ARRAY[made.recorded_by_id], NULL))
  FROM corrective_action made CROSS JOIN planning LEFT JOIN heads ON heads.unit = made.org_unit_id
 WHERE made.institution_id = :institution AND made.state = 'registered'
   AND (:plans OR made.org_unit_id = ANY(:headed))
 GROUP BY heads.rungs, planning.rungs, made.recorded_by_id""",
}
_LADDERS = """, held AS (
  SELECT assignment.org_unit_id AS unit, assignment.role, assignment.user_id AS person
    FROM assignment JOIN ab_user ON ab_user.id = assignment.user_id AND ab_user.active
   WHERE assignment.institution_id = :institution AND assignment.role = ANY(:checkers)
     AND assignment.starts_on <= :today AND (assignment.ends_on IS NULL OR assignment.ends_on >= :today)),
below AS (
  SELECT unit, 0 AS rung, person FROM held WHERE role = 'department_head'
  UNION ALL
  SELECT org_unit.id, rung + 1, person FROM below JOIN org_unit ON org_unit.parent_id = below.unit),
heads AS (
  SELECT unit, jsonb_agg(jsonb_build_array(rung, person) ORDER BY rung, person) AS rungs, array_agg(person) AS people
    FROM below GROUP BY unit),
planning AS (
  SELECT jsonb_agg(jsonb_build_array(role, person)) AS rungs, array_agg(person) AS people
    FROM held WHERE role <> 'department_head')"""
"""Heads by unit, each in his own and in all below it, with how far below; whoever plans, once for all."""


def menu_counts(reader: Reader, now: datetime) -> Mapping[str, int]:
    """Lines without a value, sheets that are not in, sheets and actions to check, as far as the roles have them."""
    wanted = _wanted(reader)
    if not wanted or reader.institution_id is None:
        return {}
    today = local_day(reader.institution_id, now)
    # Whose turn a sheet is costs more than to ask whether anything was written; the rest costs less.
    is_kept = WAITING in wanted and looking_back.get() is None
    return _kept_counts(reader, today, write_mark()) if is_kept else _counts(reader, today)


@lru_cache(maxsize=128)
def _kept_counts(reader: Reader, today: date, _mark: str) -> Mapping[str, int]:
    """Count once for each reader and day until somebody writes."""
    return MappingProxyType(_counts(reader, today))


def _counts(reader: Reader, today: date) -> dict[str, int]:
    preset = preset_in_use(reader.institution_id or 0).preset
    wanted = _wanted(reader)
    parts = " UNION ALL ".join(_PARTS[part] for part in wanted)
    told = "AS told(kind, number, state, plan_type, people)"
    question = f"{_NEWEST}{_LADDERS} SELECT * FROM ({parts}) {told}"  # noqa: S608 -- made of the constants above
    rows = db.session.execute(text(question), _values(reader, today, preset)).all()
    counts = Counter({kind: number for kind, number, *_ in rows if kind not in TURNS})
    for row in rows:
        if row.kind in TURNS and _is_turn(reader, preset, row):
            counts[WAITING] += row.number
    return counts


def _wanted(reader: Reader) -> list[str]:
    roles = {MISSING: {Role.LIAISON}, UNSENT: WATCHERS, WAITING: CHECKERS, ACTIONS: CHECKERS}
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
    people: dict[str, Any] = row.people
    planning = {role: {person for held, person in people["planning"] or () if held == role} for role in PLANNING}
    heads = _heads(people["heads"] or ())
    if row.kind == ACTIONS:
        ladder = check_ladder(VALIDATION, heads, planning)
    else:
        step = pending_check(preset.sheet_workflow(row.plan_type), SheetState(row.state))
        ladder = check_ladder(step, heads, planning) if step else []
    return reader.user_id in who_verifies(ladder, people["authors"] or ())


def _heads(found: Collection[tuple[int, int]]) -> list[set[int]]:
    """People by rung, from the sheet's own unit up."""
    highest = max((rung for rung, _ in found), default=-1)
    return [{person for rung, person in found if rung == each} for each in range(highest + 1)]


def _checked_states(preset: Preset) -> list[str]:
    """States in which a sheet of some plan type waits for a check."""
    return sorted({state for flow in preset.sheet_workflows for state in SheetState if pending_check(flow, state)})


@lru_cache(maxsize=8)
def _spans(year: int) -> tuple[tuple[str, str], ...]:
    """Every period of this year and the one before, with itself and with the shorter ones that are in it."""
    days = [date(each, month, 1) for each in (year - 1, year) for month in range(1, 13)]
    wholes = {Period.containing(day, kind) for day in days for kind in FREQUENCIES}
    return tuple((str(whole), str(part)) for whole in sorted(wholes) for part in (whole, *whole.shorter()))
