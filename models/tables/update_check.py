"""Planning's mark that a unit's month is up to date in the system; it changes no sheet."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.update_kind import UpdateKind
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    is_period,
    of_institution,
    one_of,
    within,
)
from models.tables.org_unit import OrgUnit


class UpdateCheck(InstitutionRow, Model):
    """Unit × period × kind (projects S0-I-01, functions S0-II-01), by whom and when (rulings 2)."""

    __tablename__ = "update_check"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("org_unit_id", "period", "kind"),
        is_period(),
    )

    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    kind: Mapped[UpdateKind] = mapped_column(one_of(UpdateKind, "kind_is_known"))
    checked_at: Mapped[Moment]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))

    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(UpdateCheck.org_unit_id)")
    checked_by: Mapped[User] = relationship(User)
