"""Which indicators a request asks of which units."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select, text

from models.queries.asked_sheets import ANSWERING, asked_values
from models.queries.preset_in_use import preset_in_use
from models.rules.period import Period
from models.rules.request_kind import RequestKind, asked_frequencies
from models.tables.base import db
from models.tables.information_request import InformationRequest
from models.tables.request_line import RequestLine


class AskedLine(NamedTuple):
    """One indicator of one unit."""

    plan_id: int
    org_unit_id: int
    indicator_id: int


# What comes in with the monthly sheets is not asked for again.
_LINES = text(
    f"""
    SELECT DISTINCT plan.id, answering.org_unit_id, indicator.id
      FROM plan
      JOIN plan_type ON plan_type.id = plan.plan_type_id
      JOIN unnest(CAST(:plan_types AS text[]), CAST(:captured AS text[])) AS asking (plan_type, captured)
        ON asking.plan_type = plan_type.code
      JOIN plan_version ON plan_version.plan_id = plan.id AND plan_version.state = 'in_force'
      JOIN plan_item ON plan_item.plan_version_id = plan_version.id
      JOIN level ON level.id = plan_item.level_id
      JOIN indicator ON indicator.plan_item_id = plan_item.id AND indicator.kind = ANY(:kinds)
       AND indicator.frequency = ANY(:frequencies) AND NOT (level.reports AND indicator.frequency = asking.captured)
      {ANSWERING}
    """  # noqa: S608 -- a constant of ours
)


def asked_lines(institution_id: int, kind: RequestKind, period: Period) -> list[AskedLine]:
    """Give the lines of a request, of the plans in force that cover its period; one statement."""
    preset = preset_in_use(institution_id).preset
    values = {
        **asked_values(institution_id, period),
        "plan_types": list(kind.plans),
        "captured": [preset.plan_type(code).frequency.value for code in kind.plans],
        "kinds": [each.value for each in kind.kinds],
        "frequencies": [each.value for each in asked_frequencies(period)],
    }
    return [AskedLine(*row) for row in db.session.execute(_LINES, values)]


def unasked_lines(
    institution_id: int, kind: RequestKind, period: Period, org_unit_id: int | None = None
) -> list[AskedLine]:
    """Give those that no request of the kind has asked for yet, of one unit or of all; two statements."""
    asked = db.session.execute(
        select(RequestLine.plan_id, RequestLine.org_unit_id, RequestLine.indicator_id)
        .join(InformationRequest, InformationRequest.id == RequestLine.information_request_id)
        .where(
            InformationRequest.institution_id == institution_id,
            InformationRequest.rule == kind.rule,
            InformationRequest.period == str(period),
        )
    )
    known = {AskedLine(*row) for row in asked}
    return [
        line
        for line in asked_lines(institution_id, kind, period)
        if line not in known and org_unit_id in {None, line.org_unit_id}
    ]


def asked_counts(request_id: int) -> dict[int, int]:
    """Give how many indicators a request asks of each unit; one statement."""
    rows = db.session.execute(
        select(RequestLine.org_unit_id, func.count().label("lines"))
        .where(RequestLine.information_request_id == request_id)
        .group_by(RequestLine.org_unit_id)
    )
    return {row.org_unit_id: row.lines for row in rows}
