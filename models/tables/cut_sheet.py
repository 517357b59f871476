"""How a unit had reported at a cut: on time or not, whole or not (R C-29, C-30)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.punctuality import Timeliness
from models.rules.workflow import SheetState
from models.tables.base import Model, Moment, PeriodCode, Reference, is_period, one_of, within


class CutSheet(Model):
    """One capture sheet of the periods inside the cut; days late are counted as the capture rule counts days.

    What was waived is not due.
    """

    __tablename__ = "cut_sheet"
    __table_args__ = (
        PrimaryKeyConstraint("cut_id", "org_unit_id", "period"),
        within("cut_id", "cut"),
        within("org_unit_id", "org_unit"),
        is_period(),
        CheckConstraint("days_late >= 0 AND (days_late = 0 OR timeliness = 'late')", name="only_late_has_days"),
        CheckConstraint("answered BETWEEN 0 AND programmed", name="answered_is_at_most_programmed"),
    )

    institution_id: Mapped[Reference]
    cut_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    state: Mapped[SheetState] = mapped_column(one_of(SheetState, "state_is_known"))
    timeliness: Mapped[Timeliness] = mapped_column(one_of(Timeliness, "timeliness_is_known"))
    submitted_at: Mapped[Moment | None]
    days_late: Mapped[int]
    programmed: Mapped[int]
    answered: Mapped[int]
