"""Figures that are up to date: what is stored where it still holds, computed anew where it does not."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import select

from models.actions.compute_scores import compute_scores
from models.queries.ended_windows import ended_windows
from models.queries.follow_up import follow_up
from models.queries.scoring_rules import scoring_rules
from models.queries.stored_scores import StoredRun, stored_run
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan_version import PlanVersion


def ensure_scores(plan_version_id: int, period: str, now: datetime) -> StoredRun:
    """Give the head of the stored tree, computing the tree first where there is none or time has passed it by.

    Values and sheets bring their figures up to date themselves; what may lag behind is the end of a window and a newer
    declaration. A draft is computed always: forms change its targets and weights. The caller commits. Raises RuleBroken
    for what is no period and for an unknown version.
    """
    scoring = scoring_rules(plan_version_id, period)
    run = stored_run(scoring.institution_id, plan_version_id, period)
    if run is not None and run.preset_version_id == scoring.preset_version_id and not _is_draft(plan_version_id):
        reporting = follow_up(scoring.institution_id, scoring.plan_id, now, org_unit_ids=())
        has_ended = ended_windows(scoring.institution_id, scoring.shape.frequency, reporting, now)
        if run.window_ended == has_ended(scoring.cut):
            return run
    compute_scores(plan_version_id, period, now)
    return cast("StoredRun", stored_run(scoring.institution_id, plan_version_id, period))  # it was stored just now


def _is_draft(plan_version_id: int) -> bool:
    state = db.session.scalar(select(PlanVersion.state).where(PlanVersion.id == plan_version_id))
    return state is PlanState.DRAFT
