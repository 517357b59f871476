"""In which years what a deadline waits for was done, be it before the day or after it."""

from __future__ import annotations

from sqlalchemy import text

from models.queries.preset_in_use import preset_in_use
from models.rules.deadline_kind import DoneWhen
from models.rules.meeting import CAME, MeetingState
from models.tables.base import db

_HELD = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.MINUTES_APPROVED, MeetingState.COMMUNICATED)
_STATEMENTS = {
    # Every plan with instruments that has the year (S3-T1)
    DoneWhen.YEAR_FORMALIZED: """
        SELECT plan_year.year FROM plan_year
          JOIN plan ON plan.id = plan_year.plan_id
          JOIN plan_type ON plan_type.id = plan.plan_type_id AND plan_type.code = ANY(:plan_types)
         WHERE plan_year.institution_id = :institution_id
         GROUP BY plan_year.year HAVING bool_and(plan_year.state = 'formalized')
    """,
    # Held, and no dependency is left that was neither there nor says that it knows (S3-T2)
    DoneWhen.SOCIALIZED: """
        SELECT DISTINCT CAST(extract(year FROM meeting.starts_at AT TIME ZONE :zone) AS int) FROM meeting
         WHERE meeting.institution_id = :institution_id AND meeting.kind = 'socialization'
           AND meeting.state = ANY(:held)
           AND NOT EXISTS (
               SELECT FROM invitee WHERE invitee.meeting_id = meeting.id AND invitee.org_unit_id IS NOT NULL
                GROUP BY invitee.org_unit_id
               HAVING NOT coalesce(bool_or(invitee.attendance = ANY(:came) OR invitee.informed_at IS NOT NULL), false))
    """,
}


def done_years(institution_id: int) -> dict[str, frozenset[int]]:
    """Give the years by the rule that waits for something of them; one statement a rule that says for what.

    Which years are done is the whole institution's, whoever reads.
    """
    preset = preset_in_use(institution_id).preset
    bound = {
        "institution_id": institution_id,
        "plan_types": [shape.code for shape in preset.plan_types if shape.instruments],
        "zone": preset.timezone,
        "held": [state.value for state in _HELD],
        "came": [each.value for each in CAME],
    }
    return {
        rule.id: frozenset(db.session.scalars(text(_STATEMENTS[rule.done_when]), bound))
        for rule in preset.deadlines
        if rule.done_when
    }
