"""Acción correctiva: what a unit does about an item that is not green, and who saw to it."""

from __future__ import annotations

from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.corrective_action import ActionState
from models.tables.alert import Alert
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
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem

_WHOLE = "state IN ('validated', 'in_execution', 'implemented', 'verified', 'closed')"
_DONE = "state IN ('implemented', 'verified', 'closed')"


class CorrectiveAction(InstitutionRow, Versioned, Model):
    """One action on an item (R 2.2 C, SM-5); its words, folded, stand once for an item and unit (S0-I-06).

    `period` is the one whose figures it answers, `progress_id` the line of the report in which it was typed.
    `decided_by_id` validated or rejected it, with `comment`; `result` is what its unit says of its execution.
    """

    __tablename__ = "corrective_action"
    __table_args__ = (
        of_institution(),
        within("plan_item_id", "plan_item"),
        within("org_unit_id", "org_unit"),
        within("alert_id", "alert"),
        within("progress_id", "progress"),
        UniqueConstraint("institution_id", "id"),
        is_period(),
        CheckConstraint("description <> ''", name="says_something"),
        CheckConstraint("due_on >= recorded_on", name="is_due_after_it_was_recorded"),
        CheckConstraint(f"NOT ({_WHOLE}) OR (owner_id IS NOT NULL AND due_on IS NOT NULL)", name="is_whole_once_valid"),
        CheckConstraint("(state = 'registered') = (decided_by_id IS NULL)", name="decision_has_a_person"),
        CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name="decision_has_a_moment"),
        CheckConstraint("decided_by_id <> recorded_by_id", name="author_does_not_decide"),  # SoD-7
        CheckConstraint("state <> 'rejected' OR comment <> ''", name="rejection_says_why"),
        CheckConstraint(f"NOT ({_DONE}) OR implemented_at IS NOT NULL", name="implemented_has_a_moment"),
        CheckConstraint(
            "(state IN ('verified', 'closed')) = (verified_by_id IS NOT NULL)", name="verified_has_a_person"
        ),
        CheckConstraint("(verified_by_id IS NULL) = (verified_at IS NULL)", name="verified_has_a_moment"),
        CheckConstraint("verified_by_id <> recorded_by_id", name="author_does_not_verify"),
        Index(
            "uq_corrective_action_words",
            "plan_item_id",
            "org_unit_id",
            text("md5(btrim(folded(description)))"),
            unique=True,
        ),
        Index("ix_corrective_action_alert_id", "alert_id"),
        Index("ix_corrective_action_progress_id", "progress_id"),
        Index("ix_corrective_action_institution_id_state", "institution_id", "state"),
    )

    plan_item_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    alert_id: Mapped[Reference | None]
    progress_id: Mapped[Reference | None]
    period: Mapped[PeriodCode]
    cause: Mapped[str] = mapped_column(Text, default="", server_default="")
    description: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    due_on: Mapped[date | None]
    state: Mapped[ActionState] = mapped_column(
        one_of(ActionState, "state_is_known"), default=ActionState.REGISTERED, server_default="registered"
    )
    recorded_on: Mapped[date]
    recorded_at: Mapped[Moment]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    decided_at: Mapped[Moment | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    comment: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    result: Mapped[str] = mapped_column(Text, default="", server_default="")
    implemented_at: Mapped[Moment | None]
    verified_at: Mapped[Moment | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    plan_item: Mapped[PlanItem] = relationship(primaryjoin="PlanItem.id == foreign(CorrectiveAction.plan_item_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(CorrectiveAction.org_unit_id)")
    alert: Mapped[Alert | None] = relationship(primaryjoin="Alert.id == foreign(CorrectiveAction.alert_id)")
    owner: Mapped[User | None] = relationship(User, primaryjoin="User.id == foreign(CorrectiveAction.owner_id)")
    recorded_by: Mapped[User | None] = relationship(
        User, primaryjoin="User.id == foreign(CorrectiveAction.recorded_by_id)"
    )
    decided_by: Mapped[User | None] = relationship(
        User, primaryjoin="User.id == foreign(CorrectiveAction.decided_by_id)"
    )
    verified_by: Mapped[User | None] = relationship(
        User, primaryjoin="User.id == foreign(CorrectiveAction.verified_by_id)"
    )
