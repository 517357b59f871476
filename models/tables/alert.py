"""Alerta: an item that asks somebody to act in a period, and why."""

from __future__ import annotations

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.alert import AlertKind, AlertState, Ending, Severity
from models.tables.base import (
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
from models.tables.plan_item import PlanItem


class Alert(InstitutionRow, Versioned, Model):
    """One kind of alert of one item and period (R SM-4).

    `cut_id` is the cut that raised it; the early warning of the sixth business day has none. `color` is the item's when
    it was raised, `facts` what does not go together. `escalated_at`: it was taken to the urgent meeting (S0-I-09).
    """

    __tablename__ = "alert"
    __table_args__ = (
        of_institution(),
        within("plan_item_id", "plan_item"),
        within("cut_id", "cut"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("kind", "plan_item_id", "period"),
        is_period(),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_a_moment"),
        CheckConstraint("(closed_at IS NULL) = (ending IS NULL)", name="closed_has_a_reason"),
        CheckConstraint(
            "(ending IS NOT DISTINCT FROM 'managed') = (closed_by_id IS NOT NULL)", name="managed_has_a_person"
        ),
        CheckConstraint("closed_by_id IS NULL OR note <> ''", name="person_says_why"),
        Index("ix_alert_plan_item_id", "plan_item_id"),
        Index("ix_alert_institution_id_state", "institution_id", "state"),
    )

    kind: Mapped[AlertKind] = mapped_column(one_of(AlertKind, "kind_is_known"))
    plan_item_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    severity: Mapped[Severity] = mapped_column(one_of(Severity, "severity_is_known"))
    state: Mapped[AlertState] = mapped_column(
        one_of(AlertState, "state_is_known"), default=AlertState.GENERATED, server_default="generated"
    )
    color: Mapped[str] = mapped_column(String(20))
    facts: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))
    cut_id: Mapped[Reference | None]
    raised_at: Mapped[Moment]
    escalated_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    ending: Mapped[Ending | None] = mapped_column(one_of(Ending, "ending_is_known"))
    note: Mapped[str] = mapped_column(String(1000), default="", server_default="")

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(Alert.plan_item_id)")
