"""The head's check: the report is complete."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import lock_open_period
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.actions.return_sheet import acting_roles
from models.queries.counted_gaps import counted_gaps
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.verifiers import sheet_authors, verification_ladder
from models.rules.errors import RuleBroken
from models.rules.segregation import check_may_verify, who_verifies
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def verify_sheet(sheet: CaptureSheet, actor: Reader, now: datetime) -> None:
    """Mark a sent sheet as complete (S0-II-05). The caller commits.

    Raises RuleBroken 403 for an author or another unit's head (SoD-1), 409 for another state or an incomplete sheet.
    """
    lock_open_period(sheet.institution_id, sheet.period)
    ladder = verification_ladder(sheet, local_day(sheet.institution_id, now))
    authors = sheet_authors(sheet)
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    roles = acting_roles(sheet, actor, who_verifies(ladder, authors))
    step = find_step(workflow, sheet.state, Action.VERIFY, roles)
    check_may_verify(actor.user_id or 0, ladder, authors)
    gaps = counted_gaps(sheet)
    if gaps:
        names = ", ".join(gaps[:8])
        raise RuleBroken(
            "sheet_incomplete",
            f"Faltan {len(gaps)} datos o su justificación: {names}. Devuelva la hoja para que se completen.",
            status=409,
        )
    sheet.state = step.to
    sheet.verified_at, sheet.verified_by_id = now, actor.user_id
    db.session.flush()
    refresh_scores(sheet.plan_id, None, sheet.period, now, org_unit_id=sheet.org_unit_id)
    record_act(
        actor, Act("verify_sheet", "capture_sheet", sheet.id, {"period": sheet.period, "round": sheet.round}), now
    )
