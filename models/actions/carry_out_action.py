"""A validated action is carried out by its unit and verified by planning (SoD-7)."""

from __future__ import annotations

from datetime import datetime

from models.actions.attach_file import attach_to_action
from models.actions.decide_action import tell_author
from models.actions.hold_action import take_action_step
from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.queries.local_day import local_day
from models.rules.corrective_action import check_not_own_action, check_result
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.corrective_action import CorrectiveAction


def record_execution(
    action: CorrectiveAction, result: str, files: tuple[StoredFile, ...], actor: Reader, now: datetime
) -> None:
    """Say how far it has come, in words and files. The caller commits. Raises RuleBroken 403, 409, 422."""
    _take(action, Action.PROGRESS, actor, now, result)
    _show(action, result, files, actor, now)


def implement_action(
    action: CorrectiveAction, result: str, files: tuple[StoredFile, ...], actor: Reader, now: datetime
) -> None:
    """Say that it is done, with words or a file that shows it. The caller commits. Raises RuleBroken 403, 409, 422."""
    _take(action, Action.FULFIL, actor, now, result)
    check_result(result, has_evidence=bool(files))
    action.implemented_at = now
    _show(action, result, files, actor, now)


def verify_action(action: CorrectiveAction, actor: Reader, now: datetime) -> None:
    """Planning saw that it is done. The caller commits. Raises RuleBroken 403, 409."""
    check_not_own_action(actor.user_id, action.recorded_by_id)
    _take(action, Action.VERIFY, actor, now)
    action.verified_by_id, action.verified_at = actor.user_id, now


def return_action(action: CorrectiveAction, reason: str, actor: Reader, now: datetime) -> None:
    """Planning did not find it done: its unit goes on. The caller commits. Raises RuleBroken 403, 409, 422."""
    _take(action, Action.RETURN, actor, now, reason)
    action.implemented_at, action.comment = None, reason.strip()
    tell_author(action, now)


def close_action(action: CorrectiveAction, actor: Reader, now: datetime) -> None:
    """Nothing is left to do. The caller commits. Raises RuleBroken 403, 409."""
    _take(action, Action.CLOSE, actor, now)


def _take(action: CorrectiveAction, step: Action, actor: Reader, now: datetime, note: str = "") -> None:
    take_action_step(action, step, actor, local_day(action.institution_id, now), note)
    detail = {"note": note.strip(), "period": action.period}
    record_act(actor, Act(f"{step.value}_action", "corrective_action", action.id, detail), now)


def _show(action: CorrectiveAction, result: str, files: tuple[StoredFile, ...], actor: Reader, now: datetime) -> None:
    action.result = result.strip() or action.result
    for file in files:
        attach_to_action(action.id, file, actor, now)
