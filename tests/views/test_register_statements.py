"""A list costs the same number of statements whatever the number of its rows, and at most twenty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.tables.alignment import Alignment
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.participation import Participation
from tests.conftest import Ministry
from tests.factories import ItemSpec, make_indicator, make_item, make_plan

LISTS = ("plan", "indicadores", "metas", "versiones", "planes", "participaciones", "alineacion", "niveles")
MOST_STATEMENTS = 20


def plan_with_everything(number: int, unit: OrgUnit) -> None:
    """A plan of one function, one activity, one indicator, one target, one participation, one alignment."""
    above, version = make_plan(f"PEI-{number}", plan_type="PEI"), make_plan(f"POA-{number}")
    goal = make_item(above, f"OE-{number}", ItemSpec("objective", unit))
    function = make_item(version, f"F-{number}", ItemSpec("function", unit))
    activity = make_item(version, f"F-{number}.1", ItemSpec("activity", unit, function))
    make_indicator(activity, {"2027-03": 10})
    where = version.institution_id
    db.session.add(Participation(institution_id=where, plan_item_id=function.id, org_unit_id=unit.id))
    db.session.add(Alignment(institution_id=where, plan_item_id=function.id, aligns_to_id=goal.id))
    db.session.commit()


@pytest.mark.parametrize("name", LISTS)
def test_it_costs_no_more_statements_for_more_rows(
    ministry: Ministry, sign_in: Callable[[str], FlaskClient], count_statements: list[str], name: str, system: Any
) -> None:
    analyst = sign_in("analista")
    costs = []
    for numbers in (range(1), range(1, 12)):
        for number in numbers:
            plan_with_everything(number, ministry.unit)
        db.session.expire_all()
        analyst.get(f"/{name}/list/")
        count_statements.clear()
        assert analyst.get(f"/{name}/list/?psize_{name}=25").status_code == 200
        costs.append(len(count_statements))
    assert costs[1] <= costs[0] <= MOST_STATEMENTS, count_statements
