"""Whose turn it is to check a sheet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.queries.role_holders import Chain, chain_of
from models.rules.checking import PLANNING, check_ladder, pending_check
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.workflow import SheetState, Step
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress


def awaited_check(sheet: CaptureSheet) -> Step[SheetState] | None:
    """The check that the sheet waits for by its plan type's workflow."""
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    return pending_check(workflow, sheet.state)


def sheet_authors(sheet: CaptureSheet) -> set[int]:
    """People who entered a value of the sheet or sent it."""
    return authors_of([sheet])[sheet.id]


def authors_of(sheets: Collection[CaptureSheet]) -> dict[int, set[int]]:
    """The same of many sheets, by sheet; one statement."""
    found: dict[int, set[int | None]] = {sheet.id: {sheet.submitted_by_id} for sheet in sheets}
    question = select(Progress.capture_sheet_id, Progress.entered_by_id).distinct()
    for sheet_id, person in db.session.execute(question.where(Progress.capture_sheet_id.in_(found))):
        found[sheet_id].add(person)
    return {key: {person for person in people if person is not None} for key, people in found.items()}


def ladder_of(step: Step[SheetState], sheet: CaptureSheet, chain: Chain) -> list[frozenset[int]]:
    """Rung by rung, the people on whom a check of the sheet falls."""
    planning = {role: chain.anywhere(role) for role in PLANNING}
    return check_ladder(step, chain.ladder(sheet.org_unit_id, Role.DEPARTMENT_HEAD), planning)


def verifiers(sheet: CaptureSheet, on: date) -> frozenset[int]:
    """People whose turn it is on that day; nobody where the sheet waits for no check."""
    step = awaited_check(sheet)
    if step is None:
        return frozenset()
    return who_verifies(ladder_of(step, sheet, chain_of(sheet.institution_id, on)), sheet_authors(sheet))
