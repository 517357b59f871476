"""Everything of one institution and period for the consolidation: read from the stored figures, never computed anew."""

from __future__ import annotations

from datetime import datetime

from models.queries.consolidation.activities import activity_rows, corrective_rows
from models.queries.consolidation.head import head_of, summary_of
from models.queries.consolidation.items import function_rows, org_unit_rows, plan_rows, project_rows
from models.queries.consolidation.money import budget_rows
from models.queries.consolidation.silent import no_report_rows
from models.rules.consolidation import Consolidation
from models.rules.period import Period

__all__ = ["consolidation"]


def consolidation(institution_id: int, period: str, now: datetime, *, audit_head: str = "") -> Consolidation:
    """The figures of a period as they stand at `now`; activities stream, everything else is in memory.

    Raises RuleBroken for what is no period.
    """
    span = Period.parse(period)
    plans = plan_rows(institution_id, period)
    return Consolidation(
        head=head_of(institution_id, period, now, audit_head),
        summary=summary_of(institution_id, period),
        plans=plans,
        org_units=org_unit_rows(institution_id, period),
        functions=function_rows(institution_id, period),
        projects=project_rows(institution_id, period),
        activities=activity_rows(institution_id, period),
        budget=budget_rows(institution_id, span),
        no_report=no_report_rows(institution_id, period, now),
        corrective_actions=corrective_rows(institution_id, period),
    )
