"""What a request asks of one unit: one indicator. The answer is its line on the unit's sheet of that period."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import InstitutionRow, Model, Reference, of_institution, within
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan


class RequestLine(InstitutionRow, Model):
    """Unit × indicator, as it was asked; value, words and colour are `progress` (rulings 6), who sent is its sheet."""

    __tablename__ = "request_line"
    __table_args__ = (
        of_institution(),
        within("information_request_id", "information_request"),
        within("plan_id", "plan"),
        within("org_unit_id", "org_unit"),
        within("indicator_id", "indicator", ondelete="CASCADE"),
        UniqueConstraint("information_request_id", "org_unit_id", "indicator_id"),
        Index("ix_request_line_indicator_id", "indicator_id"),
    )

    information_request_id: Mapped[Reference]
    plan_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    indicator_id: Mapped[Reference]

    information_request: Mapped[InformationRequest] = relationship(
        primaryjoin="InformationRequest.id == foreign(RequestLine.information_request_id)"
    )
    plan: Mapped[Plan] = relationship(primaryjoin="Plan.id == foreign(RequestLine.plan_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(RequestLine.org_unit_id)")
    indicator: Mapped[Indicator] = relationship(primaryjoin="Indicator.id == foreign(RequestLine.indicator_id)")
