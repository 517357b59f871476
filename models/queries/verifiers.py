"""Whose turn it is to verify a sheet."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from models.queries.role_holders import chain_of, user_ids
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress


def sheet_authors(sheet: CaptureSheet) -> set[int]:
    """People who entered a value of the sheet or sent it."""
    entered = db.session.scalars(select(Progress.entered_by_id).where(Progress.capture_sheet_id == sheet.id).distinct())
    return {person for person in (*entered, sheet.submitted_by_id) if person is not None}


def verification_ladder(sheet: CaptureSheet, on: date) -> list[list[int]]:
    """Heads of the unit, then of the units above it, and last the planning analysts (SoD-15)."""
    heads = chain_of(sheet.institution_id, on).ladder(sheet.org_unit_id, Role.DEPARTMENT_HEAD)
    return [*heads, user_ids(sheet.institution_id, (Role.PLANNING_ANALYST,), on)]


def verifiers(sheet: CaptureSheet, on: date) -> frozenset[int]:
    """People whose turn it is on that day."""
    return who_verifies(verification_ladder(sheet, on), sheet_authors(sheet))
