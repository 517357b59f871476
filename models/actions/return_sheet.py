"""Send a sheet back to its liaison with remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.actions.hold_sheet import lock_open_period, roles_in
from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.role_holders import chain_of
from models.queries.rule_of import rule_of
from models.queries.sheet_lines import sheet_lines
from models.queries.verifiers import awaited_check, verifiers
from models.rules.deadline_kind import Subject
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.remark import Remark


@dataclass(frozen=True, slots=True)
class RemarkEntry:
    """What a head wrote on one line, or on the whole sheet when `indicator_id` is None."""

    indicator_id: int | None
    text: str


def return_sheet(sheet: CaptureSheet, remarks: Sequence[RemarkEntry], actor: Reader, now: datetime) -> None:
    """Return a sent sheet (S0-II-05); its values go on counting until it is sent again (rulings 6). The caller commits.

    Raises RuleBroken 403 for another role or unit, 409 for another state, 422 without any remark.
    """
    lock_open_period(sheet.institution_id, sheet.period)
    day = local_day(sheet.institution_id, now)
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    step = find_step(workflow, sheet.state, Action.RETURN, acting_roles(sheet, actor, verifiers(sheet, day)))
    written = [remark for remark in remarks if remark.text.strip()]
    check_note(step, " ".join(remark.text for remark in written))
    _check_lines(sheet, written)
    sheet.state = step.to
    sheet.verified_at = sheet.verified_by_id = None
    for remark in written:
        db.session.add(
            Remark(
                institution_id=sheet.institution_id,
                capture_sheet_id=sheet.id,
                indicator_id=remark.indicator_id,
                round=sheet.round,
                text=remark.text.strip(),
                made_at=now,
                made_by_id=actor.user_id,
            )
        )
    detail = {"period": sheet.period, "round": sheet.round, "remarks": len(written)}
    record_act(actor, Act("return_sheet", "capture_sheet", sheet.id, detail), now)
    recipients = {*chain_of(sheet.institution_id, day).own(sheet.org_unit_id, Role.LIAISON), sheet.submitted_by_id}
    for person in sorted(person for person in recipients if person is not None):
        queue_mail(_order(sheet, person), now)


def acting_roles(sheet: CaptureSheet, actor: Reader, turn: frozenset[int]) -> frozenset[Role]:
    """Roles for the unit; whose turn it is to check acts as whom the check is for, also from higher up (SoD-15)."""
    roles, check = roles_in(actor, sheet.org_unit_id), awaited_check(sheet)
    return roles | check.by if check is not None and actor.user_id in turn else roles


def _check_lines(sheet: CaptureSheet, remarks: Sequence[RemarkEntry]) -> None:
    known = {line.indicator_id for line in sheet_lines([sheet])}
    if any(remark.indicator_id is not None and remark.indicator_id not in known for remark in remarks):
        raise RuleBroken("line_not_found", "Una observación nombra una actividad que no está en la hoja.", status=404)


def _order(sheet: CaptureSheet, person: int) -> MailOrder:
    return MailOrder(
        institution_id=sheet.institution_id,
        rule=rule_of(sheet.institution_id, Subject.COMPLETENESS_CHECK),
        step="returned",
        kind="sheet_returned",
        recipient_id=person,
        subject=f"sheet-{sheet.id}",
        period=sheet.period,
        round=sheet.round,
        data={"sheet_id": sheet.id},
    )
