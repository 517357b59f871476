"""Whose turn it is to validate a corrective action."""

from __future__ import annotations

from datetime import date

from models.queries.role_holders import Chain, chain_of
from models.rules.checking import PLANNING, check_ladder
from models.rules.corrective_action import VALIDATION
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.tables.corrective_action import CorrectiveAction


def deciders(action: CorrectiveAction, on: date, chain: Chain | None = None) -> frozenset[int]:
    """People whose turn it is: the heads of its unit, or those above where the head recorded it (SoD-7, SoD-15)."""
    chain = chain or chain_of(action.institution_id, on)
    planning = {role: chain.anywhere(role) for role in PLANNING}
    ladder = check_ladder(VALIDATION, chain.ladder(action.org_unit_id, Role.DEPARTMENT_HEAD), planning)
    return who_verifies(ladder, [action.recorded_by_id] if action.recorded_by_id is not None else ())
