"""A report of one kind and period that is made, endorsed, sent and published: an edition."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.edition_step import EditionState
from models.rules.report.filters import ReportFilters
from models.tables.base import (
    Code,
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    Versioned,
    is_period,
    of_institution,
    one_of,
    within,
)
from models.tables.org_unit import OrgUnit


class Edition(InstitutionRow, Versioned, Model):
    """One version of one report. Its number counts the editions of its institution and year.

    `frozen_at`: from the Visto Bueno on, or from the sending of what needs none, neither figures nor texts change; a
    trigger refuses it. What comes after is a new version that `supersedes` this one. `printed` counts the changes of
    what stands in the files; `rendered_at` is set once every format has its file of that count. `word_template_id` is
    the institution's own template with which it was made; None: Rumbo's.
    """

    __tablename__ = "edition"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        within("supersedes_id", "edition"),
        within("word_template_id", "word_template"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "year", "number"),
        UniqueConstraint(
            *("institution_id", "kind", "period", "org_unit_id", "filters", "version"),
            name="uq_edition_series",
            postgresql_nulls_not_distinct=True,
        ),
        UniqueConstraint("supersedes_id"),
        is_period(),
        CheckConstraint("(version = 1) = (supersedes_id IS NULL)", name="later_versions_supersede"),
        CheckConstraint("endorsed_by_id <> author_id", name="author_does_not_endorse"),  # SoD-2
        CheckConstraint("published_by_id <> author_id", name="author_does_not_publish"),  # SoD-8
        CheckConstraint("(endorsed_at IS NULL) = (endorsed_by_id IS NULL)", name="somebody_endorsed"),
        CheckConstraint("(validated_at IS NULL) = (act_ref = '')", name="validated_by_an_act"),
        CheckConstraint("(state IN ('sent', 'published')) = (sent_at IS NOT NULL)", name="sent_has_moment"),
        CheckConstraint(
            "CASE WHEN state = 'published' THEN published_at IS NOT NULL AND publication_url <> ''"
            " AND endorsed_at IS NOT NULL ELSE published_at IS NULL AND publication_url = '' END",
            name="published_has_address",
        ),
        CheckConstraint(
            "(state IN ('draft', 'under_review', 'with_remarks')) = (frozen_at IS NULL)", name="frozen_once_endorsed"
        ),
        Index("ix_edition_institution_id_period", "institution_id", "period"),
        Index("ix_edition_unfinished", "id", postgresql_where=text("rendered_at IS NULL AND error = ''")),
    )

    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[Code]
    period: Mapped[PeriodCode]
    org_unit_id: Mapped[Reference | None]
    filters: Mapped[dict[str, str | bool]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    supersedes_id: Mapped[Reference | None]
    state: Mapped[EditionState] = mapped_column(
        one_of(EditionState, "state_is_known"), default=EditionState.DRAFT, server_default="draft"
    )
    is_provisional: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    word_template_id: Mapped[Reference | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    asked_at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    error: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    printed: Mapped[int] = mapped_column(default=1, server_default=text("1"))
    rendered_at: Mapped[Moment | None]
    conclusions: Mapped[str] = mapped_column(Text, default="", server_default="")
    recommendations: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    submitted_at: Mapped[Moment | None]
    frozen_at: Mapped[Moment | None]
    endorsed_at: Mapped[Moment | None]
    endorsed_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    presented_at: Mapped[Moment | None]
    validated_at: Mapped[Moment | None]
    act_ref: Mapped[str] = mapped_column(String(200), default="", server_default="")
    sent_at: Mapped[Moment | None]
    feedback_until: Mapped[Moment | None]
    published_at: Mapped[Moment | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    publication_url: Mapped[str] = mapped_column(String(1000), default="", server_default="")

    org_unit: Mapped[OrgUnit | None] = relationship(primaryjoin="OrgUnit.id == foreign(Edition.org_unit_id)")

    @property
    def narrowed_to(self) -> ReportFilters:
        """What it is narrowed to besides a unit."""
        return ReportFilters.of(self.filters)

    @property
    def label(self) -> str:
        """« 2027-0007 »: the number as it is printed and asked for."""
        return f"{self.year}-{self.number:04}"
