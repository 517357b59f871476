"""Send the month of a unit: from now on its values count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm.attributes import set_committed_value

from models.actions.hold_sheet import lock_open_period, roles_in
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.actions.register_told import register_told
from models.actions.send_request import settle_requests
from models.actions.tell_checkers import tell_checkers
from models.queries.preset_in_use import preset_in_use
from models.queries.requests.requesting import is_requested
from models.queries.sheet_content import CONTENT_HASH
from models.queries.sheet_review import sheet_review
from models.queries.unit_deadline import is_on_time
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet


def submit_sheets(sheets: Sequence[CaptureSheet], actor: Reader, now: datetime) -> None:
    """Send all `sheets` of one unit and period. The caller commits.

    Missing lines do not stop it (R C-30); a line that must be explained does where the plan type says so (rulings 13).
    Raises RuleBroken 403, 409 (closed, already sent) or 422 (`explanation_missing`, `actions_missing`).
    """
    lock_open_period(sheets[0].institution_id, sheets[0].period)
    _refuse_unexplained(sheets)
    asked = is_requested(sheets[0].institution_id, sheets[0].period)
    if asked:
        _refuse_without_actions(sheets)
    is_late = not is_on_time(sheets[0].institution_id, sheets[0].period, sheets[0].org_unit_id, now)
    for sheet in sheets:
        _send(sheet, actor, now, is_late=is_late)
    db.session.flush()
    for sheet in sheets:
        counted, tells = _count(sheet, now)
        # The whole sheet: a line that was left blank is silent from now on, and all its figures are captured anew.
        refresh_scores(sheet.plan_id, counted, sheet.period, now, org_unit_id=sheet.org_unit_id)
        if tells:  # what was told before has its action
            register_told(sheet, actor, now)
        tell_checkers(sheet, actor, now)
        detail = {
            "period": sheet.period,
            "round": sheet.round,
            "late": sheet.is_late,
            "values": len(counted),
            "fingerprint": sheet.fingerprint,
        }
        record_act(actor, Act("submit_sheet", "capture_sheet", sheet.id, detail), now)
    if asked:
        settle_requests(sheets[0].institution_id, sheets[0].period, actor, now)


def _refuse_unexplained(sheets: Sequence[CaptureSheet]) -> None:
    """Most plan types only warn, on the page: their figures are not worked out once more."""
    preset = preset_in_use(sheets[0].institution_id).preset
    review = sheet_review([sheet for sheet in sheets if preset.plan_type(sheet.plan.plan_type.code).explain_blocks])
    if review.blocks:
        names = ", ".join(line.item_code for line in review.unexplained)
        with_files = any(review.figures[line.indicator_id].needs_evidence for line in review.unexplained)
        evidence = say(" y adjunte la evidencia") if with_files else ""
        raise RuleBroken(
            "explanation_missing",
            say(
                "Antes de enviar, explique la causa y la acción correctiva{evidence} de: {names}.",
                evidence=evidence,
                names=names,
            ),
        )


def _refuse_without_actions(sheets: Sequence[CaptureSheet]) -> None:
    """An indicator under its target is not answered without the actions to take (S0-I-10)."""
    owed = sheet_review(sheets).without_actions
    if owed:
        raise RuleBroken(
            "actions_missing",
            say(
                "Antes de enviar, escriba la acción a tomar en los indicadores que no cumplieron su meta: {names}.",
                names=", ".join(line.item_code for line in owed),
            ),
        )


def _send(sheet: CaptureSheet, actor: Reader, now: datetime, *, is_late: bool) -> None:
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    step = find_step(workflow, sheet.state, Action.SUBMIT, roles_in(actor, sheet.org_unit_id))
    sheet.state = step.to
    sheet.is_late = is_late if sheet.round == 0 else sheet.is_late  # a correction does not make a timely report late
    sheet.round += 1
    sheet.submitted_at, sheet.submitted_by_id = now, actor.user_id
    sheet.verified_at = sheet.verified_by_id = None


_COUNT = text(
    f"""
    WITH counted AS (
        UPDATE progress
           SET counted_actual = actual, counted_reason = no_report_reason, counted_cause = cause,
               counted_corrective_action = corrective_action, counted_note = note, counted_at = :now
         WHERE capture_sheet_id = :sheet_id AND institution_id = :institution_id
           AND (actual IS NOT NULL OR no_report_reason || cause || corrective_action || note <> ''
                OR counted_at IS NOT NULL)
           AND (counted_at IS NULL
                OR (counted_actual, counted_reason, counted_cause, counted_corrective_action, counted_note)
                   IS DISTINCT FROM (actual, no_report_reason, cause, corrective_action, note))
        RETURNING indicator_id, counted_corrective_action <> '' AS tells
    ), marked AS (
        UPDATE capture_sheet sheet SET fingerprint = {CONTENT_HASH}
         WHERE id = :sheet_id AND institution_id = :institution_id
        RETURNING fingerprint
    )
    SELECT fingerprint, ARRAY(SELECT indicator_id FROM counted), EXISTS (SELECT FROM counted WHERE tells) FROM marked
    """  # noqa: S608 -- made of a constant alone
)


def _count(sheet: CaptureSheet, now: datetime) -> tuple[list[int], bool]:
    """What was drafted counts from this moment (rulings 6), and its receipt is made.

    Gives the changed indicators, and whether any of their lines says what is done about it.
    """
    values = {"sheet_id": sheet.id, "institution_id": sheet.institution_id, "now": now}
    fingerprint, counted, tells = db.session.execute(_COUNT, values).one()
    set_committed_value(sheet, "fingerprint", fingerprint)
    return list(counted), tells
