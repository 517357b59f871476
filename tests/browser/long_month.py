"""A unit with as many activities as the largest ones have."""

from __future__ import annotations

from sqlalchemy import select

from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from tests.browser.site import Site
from tests.factories import ItemSpec, make_indicator, make_item

PARENT = "F-03"
MONTHS = ("2027-01", "2027-02", "2027-03")


def lengthen_month(site: Site, count: int) -> list[str]:
    """Put so many more activities, without any value yet, on the sheets of the unit of `enlace`; gives their codes."""
    codes = [f"{PARENT}.{number + 100}" for number in range(count)]
    with site.app.app_context(), as_system():
        parent = db.session.scalars(select(PlanItem).where(PlanItem.code == PARENT).order_by(PlanItem.id)).first()
        assert parent is not None
        version = db.session.get_one(PlanVersion, parent.plan_version_id)
        spec = ItemSpec("activity", db.session.get_one(OrgUnit, parent.org_unit_id), parent)
        for code in codes:
            make_indicator(make_item(version, code, spec), dict.fromkeys(MONTHS, 10))
        db.session.commit()
    return codes
