"""What a report says is done about an activity becomes its corrective action, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from models.actions.hold_action import attend
from models.actions.record_act import Act, record_act
from models.queries.item_alerts import asking_alerts, is_known_action
from models.queries.local_day import local_day
from models.rules.corrective_action import UNDECIDED, ActionState
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.corrective_action import CorrectiveAction
from models.tables.indicator import Indicator
from models.tables.progress import Progress


class Told(NamedTuple):
    """A line of the sheet that says what is done about its activity."""

    progress_id: int
    item_id: int
    cause: str
    description: str


def register_told(sheet: CaptureSheet, actor: Reader, now: datetime) -> int:
    """Register the actions that were sent with a sheet; gives how many are new. The caller commits.

    A text that the activity has already is not registered again. What was sent anew, and nobody validated meanwhile,
    changes the action that it had made.
    """
    rows = db.session.execute(
        select(
            Progress.id,
            Indicator.plan_item_id,
            Progress.counted_cause,
            Progress.counted_corrective_action,
        )
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .where(Progress.capture_sheet_id == sheet.id, Progress.counted_corrective_action != "")
    )
    told = [Told(*row) for row in rows]
    if not told:
        return 0
    undecided = _undecided([row.progress_id for row in told])
    for row in told:
        if row.progress_id in undecided:
            _change(undecided[row.progress_id], row, actor)
    made = _insert(sheet, [row for row in told if row.progress_id not in undecided], actor, now)
    if made:
        detail = {"period": sheet.period, "activities": made}
        record_act(actor, Act("register_action", "capture_sheet", sheet.id, detail), now)
    return made


def _undecided(progress_ids: list[int]) -> dict[int, CorrectiveAction]:
    """What these lines made and nobody validated, by line."""
    found = db.session.scalars(
        select(CorrectiveAction).where(
            CorrectiveAction.progress_id.in_(progress_ids), CorrectiveAction.state.in_(UNDECIDED)
        )
    )
    return {action.progress_id: action for action in found if action.progress_id is not None}


def _change(action: CorrectiveAction, row: Told, actor: Reader) -> None:
    words = row.description
    if (action.cause, action.description) == (row.cause, words):
        return
    if is_known_action(action.institution_id, action.plan_item_id, words, but=action.id):
        return
    action.cause, action.description, action.recorded_by_id = row.cause, words, actor.user_id
    action.state, action.decided_at, action.decided_by_id = ActionState.REGISTERED, None, None


def _insert(sheet: CaptureSheet, rows: Sequence[Told], actor: Reader, now: datetime) -> int:
    """Make one of each line, but where the activity has an action in the same words; two statements."""
    if not rows:
        return 0
    asking = asking_alerts(sheet.institution_id, {row.item_id for row in rows})
    same = {
        "institution_id": sheet.institution_id,
        "org_unit_id": sheet.org_unit_id,
        "period": sheet.period,
        "recorded_on": local_day(sheet.institution_id, now),
        "recorded_at": now,
        "recorded_by_id": actor.user_id,
    }
    values = [
        same
        | {
            "plan_item_id": row.item_id,
            "alert_id": asking[row.item_id].alert_id if row.item_id in asking else None,
            "progress_id": row.progress_id,
            "cause": row.cause,
            "description": row.description,
        }
        for row in rows
    ]
    statement = insert(CorrectiveAction).values(values).on_conflict_do_nothing().returning(CorrectiveAction.alert_id)
    made = db.session.scalars(statement).all()
    for alert_id in set(made):
        attend(alert_id)
    return len(made)
