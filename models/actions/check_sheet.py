"""The checks of a sent sheet, one after the other: the superior's, the head's or planning's, and planning's last."""

from __future__ import annotations

from datetime import datetime

from models.actions.hold_sheet import lock_open_period
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.actions.return_sheet import acting_roles
from models.actions.tell_checkers import tell_checkers
from models.queries.counted_gaps import counted_gaps
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.verifiers import sheet_authors, verifiers
from models.rules.errors import RuleBroken
from models.rules.segregation import check_may_verify
from models.rules.sentence import say
from models.rules.wording import counted
from models.rules.workflow import Action, SheetState, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def supervise_sheet(sheet: CaptureSheet, actor: Reader, now: datetime) -> None:
    """Give the immediate superior's conformity (S4-05.3). The caller commits.

    Raises RuleBroken 403 for an author or whom it does not fall on (SoD-1), 409 for another state.
    """
    sheet.state = _next_state(sheet, Action.SUPERVISE, actor, now)
    db.session.flush()
    record_act(actor, Act("supervise_sheet", "capture_sheet", sheet.id, _detail(sheet)), now)
    tell_checkers(sheet, actor, now)


def verify_sheet(sheet: CaptureSheet, actor: Reader, now: datetime) -> None:
    """Mark a sent sheet as complete (S0-II-05). The caller commits.

    Raises RuleBroken 403 for an author or whom it does not fall on (SoD-1), 409 for another state or an incomplete
    sheet.
    """
    state = _next_state(sheet, Action.VERIFY, actor, now)
    gaps = counted_gaps(sheet)
    if gaps:
        names = ", ".join(gaps[:8])
        raise RuleBroken(
            "sheet_incomplete",
            say(
                "Sin dato ni justificación: {count} ({names}). Devuelva la hoja para que se complete.",
                count=counted(len(gaps), "actividad", "actividades"),
                names=names,
            ),
            status=409,
        )
    sheet.state, sheet.verified_at, sheet.verified_by_id = state, now, actor.user_id
    db.session.flush()
    refresh_scores(sheet.plan_id, None, sheet.period, now, org_unit_id=sheet.org_unit_id)
    record_act(actor, Act("verify_sheet", "capture_sheet", sheet.id, _detail(sheet)), now)
    tell_checkers(sheet, actor, now)


def validate_sheet(sheet: CaptureSheet, actor: Reader, now: datetime) -> None:
    """Take planning's last step on a verified sheet (S1-A12, S3-T6). The caller commits.

    Raises RuleBroken 403 for an author or whom it does not fall on (SoD-1), 409 for another state.
    """
    sheet.state = _next_state(sheet, Action.VALIDATE, actor, now)
    db.session.flush()
    record_act(actor, Act("validate_sheet", "capture_sheet", sheet.id, _detail(sheet)), now)


CHECKS = {Action.SUPERVISE: supervise_sheet, Action.VERIFY: verify_sheet, Action.VALIDATE: validate_sheet}
"""The act of each check that a workflow may have."""


def _next_state(sheet: CaptureSheet, action: Action, actor: Reader, now: datetime) -> SheetState:
    """Give the state that a check leads to, if it is the one awaited, and the person one on whom it falls."""
    lock_open_period(sheet.institution_id, sheet.period)
    turn = verifiers(sheet, local_day(sheet.institution_id, now))
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    step = find_step(workflow, sheet.state, action, acting_roles(sheet, actor, turn))
    check_may_verify(actor.user_id or 0, [turn], sheet_authors(sheet))
    return SheetState(step.to)


def _detail(sheet: CaptureSheet) -> dict[str, object]:
    """What was checked: the fingerprint ties the check to the content that was sent."""
    return {"period": sheet.period, "round": sheet.round, "fingerprint": sheet.fingerprint}
