"""A report that the clock prepares for somebody, each time that a period of its kind is closed."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.report.filters import ReportFilters
from models.tables.base import Code, InstitutionRow, Model, Moment, Reference, of_institution, within
from models.tables.org_unit import OrgUnit


class EditionSchedule(InstitutionRow, Model):
    """A kind of report with its unit and filters; the length of its periods is that of the kind."""

    __tablename__ = "edition_schedule"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "kind", "org_unit_id", "filters", postgresql_nulls_not_distinct=True),
    )

    kind: Mapped[Code]
    org_unit_id: Mapped[Reference | None]
    filters: Mapped[dict[str, str | bool]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    added_at: Mapped[Moment]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))

    @property
    def narrowed_to(self) -> ReportFilters:
        """What the report is narrowed to besides a unit."""
        return ReportFilters.of(self.filters)

    org_unit: Mapped[OrgUnit | None] = relationship(primaryjoin="OrgUnit.id == foreign(EditionSchedule.org_unit_id)")
