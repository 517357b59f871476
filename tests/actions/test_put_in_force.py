from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from models.actions.put_in_force import InForce, put_in_force
from models.rules.errors import RuleBroken
from models.rules.package_rows import Package, TargetRow
from models.rules.period import Period
from models.rules.roles import Role
from models.rules.workflow import PeriodState, PlanState
from models.scope import Reader, current_reader
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.plan_version import PlanVersion
from models.tables.reporting_period import ReportingPeriod
from tests.factories import ItemSpec, institution, make_item, make_unit
from tests.worked_example import codes, load, operating_plan, strategic_plan, version_of

BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")


@pytest.fixture
def drafts(system: Any, tmp_path: Path) -> Path:
    """Both plans of the example as drafts; gives a folder for further files."""
    load(strategic_plan(), tmp_path, BD6)
    load(operating_plan(), tmp_path, BD6)
    return tmp_path


def enact(plan: str, act: str = "Acuerdo 12", actor: Reader | None = None) -> InForce:
    who = actor or current_reader()
    assert who is not None
    return put_in_force(db.session.get_one(PlanVersion, version_of(plan)), act, who, BD6)


def test_it_names_act_day_and_person(drafts: Path) -> None:
    enact("PEI", "  Acuerdo 12 ")
    version = db.session.get_one(PlanVersion, version_of("PEI"))
    assert (version.state, version.act, version.in_force_on, version.put_in_force_by) == (
        PlanState.IN_FORCE,
        "Acuerdo 12",
        date(2027, 4, 8),
        "sistema",
    )


def test_it_leaves_one_line(drafts: Path) -> None:
    enact("PEI")
    line = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "put_in_force")).one()
    assert line.detail == {"plan": "PEI", "number": 1, "act": "Acuerdo 12"}


def test_it_wants_an_act(drafts: Path) -> None:
    with pytest.raises(RuleBroken) as refusal:
        enact("PEI", "  ")
    assert refusal.value.code == "note_required"


def test_it_refuses_who_may_not(drafts: Path) -> None:
    analyst = Reader(user_id=1, name="analista", institution_id=1, roles=frozenset({Role.PLANNING_ANALYST}))
    with pytest.raises(RuleBroken) as refusal:
        enact("PEI", actor=analyst)
    assert refusal.value.status == 403


def test_it_refuses_a_version_in_force(drafts: Path) -> None:
    enact("PEI")
    with pytest.raises(RuleBroken) as refusal:
        enact("PEI")
    assert refusal.value.status == 409


def heavier() -> Package:
    package = operating_plan()
    return replace(
        package, items=(*package.items[:1], replace(package.items[1], weight=Decimal(50)), *package.items[2:])
    )


def with_year(planned: str) -> Package:
    package = operating_plan()
    whole = TargetRow("a-IND", Period.parse("2027"), None, Decimal(planned))
    return replace(package, targets=(*package.targets, whole))


@pytest.mark.parametrize(
    ("package", "part_of_message"),
    [
        (heavier(), "suman 110"),
        (with_year("7"), "difiere"),  # the months make 6 (R C-34)
        (replace(operating_plan(), items=(), indicators=(), targets=(), actuals=(), budget=()), "no tiene elementos"),
    ],
)
def test_it_refuses_a_plan_that_is_not_ready(
    system: Any, tmp_path: Path, package: Package, part_of_message: str
) -> None:
    load(strategic_plan(), tmp_path, BD6)
    load(package, tmp_path, BD6)
    with pytest.raises(RuleBroken, match=part_of_message) as refusal:
        enact("POA-2027")
    assert refusal.value.code == "plan_not_ready"


def test_it_accepts_a_year_that_its_months_make(system: Any, tmp_path: Path) -> None:
    load(strategic_plan(), tmp_path, BD6)
    load(with_year("6"), tmp_path, BD6)
    assert enact("POA-2027").plan_version_id == version_of("POA-2027")


def test_an_import_says_why_it_cannot_put_in_force_and_stores_nothing(system: Any, tmp_path: Path) -> None:
    load(strategic_plan(), tmp_path, BD6)
    result = load(heavier(), tmp_path, BD6, act="Acuerdo 12")
    assert (codes(result), result.applied) == (["weights_not_100", "cannot_put_in_force"], False)
    assert db.session.scalar(select(func.count()).select_from(PlanVersion)) == 1


def test_it_lists_what_serves_no_plan_above(system: Any, tmp_path: Path) -> None:
    package = operating_plan()
    alone = replace(package, items=(replace(package.items[0], aligns_to=()), *package.items[1:]))
    result = load(alone, tmp_path, BD6, act="Acuerdo 12")
    assert [(each.code, each.sheet, each.row) for each in result.problems] == [("not_aligned", "items", 2)]
    assert result.applied


def test_it_lays_out_the_sheets_of_windows_that_are_open(drafts: Path) -> None:
    db.session.add(ReportingPeriod(institution_id=institution().id, period="2027-04", state=PeriodState.OPEN))
    enact("PEI")
    units = db.session.scalars(select(CaptureSheet.org_unit_id).where(CaptureSheet.period == "2027-04"))
    assert len(set(units)) == 2


def test_it_takes_the_place_of_the_version_before(drafts: Path) -> None:
    enact("PEI")
    first = db.session.get_one(PlanVersion, version_of("PEI"))
    second = PlanVersion(institution_id=first.institution_id, plan_id=first.plan_id, number=2, state=PlanState.DRAFT)
    db.session.add(second)
    db.session.flush()
    make_item(second, "OBJ-2", ItemSpec("objective", make_unit("DGP")))
    enact_version(second)
    assert (first.state, second.state) == (PlanState.SUPERSEDED, PlanState.IN_FORCE)


def enact_version(version: PlanVersion) -> InForce:
    who = current_reader()
    assert who is not None
    return put_in_force(version, "Acuerdo 13", who, BD6)
