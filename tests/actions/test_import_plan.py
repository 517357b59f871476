from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from models.actions.import_plan import ImportResult
from models.actions.load_preset import load_preset, preset_text
from models.queries.preset_in_use import preset_in_use
from models.rules.indicator_kind import IndicatorKind
from models.rules.package_rows import ActualRow, BudgetRow, InternalActivityRow, OrgUnitRow, Package, TargetRow
from models.rules.period import Period, PeriodKind
from models.rules.workflow import PeriodState, PlanState, SheetState
from models.scope import current_reader
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.capture_sheet import CaptureSheet
from models.tables.import_run import ImportRun
from models.tables.internal_activity import InternalActivity
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.reporting_period import ReportingPeriod
from models.tables.score_run import ScoreRun
from models.tables.target import Target
from tests.conftest import Ministry
from tests.factories import institution
from tests.worked_example import codes, figures, load, load_both, operating_plan, strategic_plan

BD6 = datetime.fromisoformat("2027-04-08T00:00:00-06:00")
MARCH = Period.parse("2027-03")
Load = Callable[[Package], ImportResult]


@pytest.fixture
def loaded(system: Any, tmp_path: Path) -> Load:
    """Both plans of the example stand as drafts; a call imports another package over them."""
    load(strategic_plan(), tmp_path, BD6)
    load(operating_plan(), tmp_path, BD6)
    return lambda package: load(package, tmp_path, BD6)


@pytest.fixture
def in_force(system: Any, tmp_path: Path) -> Load:
    """Both plans are in force."""
    load_both(tmp_path, BD6)
    return lambda package: load(package, tmp_path, BD6)


def plan(**changes: Any) -> Package:
    return replace(operating_plan(), **changes)


def changed_counts(result: ImportResult) -> dict[str, tuple[int, int]]:
    """What is new and what differs, where anything is or does."""
    counts = {kind: (each.created, each.changed) for kind, each in result.counts.items()}
    return {kind: count for kind, count in counts.items() if count != (0, 0)}


def how_many(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_it_walks_no_rows_in_nested_loops_until_its_transaction_ends(system: Any, tmp_path: Path) -> None:
    ask = select(func.current_setting("enable_nestloop"))
    load(strategic_plan(), tmp_path, BD6)
    assert db.session.scalar(ask) == "off"
    db.session.commit()
    assert db.session.scalar(ask) == "on"


def test_it_counts_what_it_makes(system: Any, tmp_path: Path) -> None:
    result = load(strategic_plan(), tmp_path, BD6)
    created = {kind: count for kind, (count, _) in changed_counts(result).items()}
    assert created == {"plan": 1, "org_units": 3, "items": 6, "indicators": 3, "targets": 9, "actuals": 9}
    assert (result.applied, result.rows_read, result.problems) == (True, 31, ())


def test_it_makes_a_first_draft(loaded: Load) -> None:
    states = [(each.number, each.state) for each in db.session.scalars(select(PlanVersion))]
    assert states == [(1, PlanState.DRAFT)] * 2


def test_it_changes_nothing_the_second_time(loaded: Load) -> None:
    before = db.session.execute(select(Progress.id, Progress.row_version, CaptureSheet.round).join(CaptureSheet)).all()
    assert changed_counts(loaded(operating_plan())) == {}
    after = db.session.execute(select(Progress.id, Progress.row_version, CaptureSheet.round).join(CaptureSheet)).all()
    assert after == before


def test_it_stores_nothing_on_a_dry_run(system: Any, tmp_path: Path) -> None:
    result = load(strategic_plan(), tmp_path, BD6, dry_run=True)
    assert (result.applied, result.counts["items"].created) == (False, 6)
    assert (how_many(PlanItem), how_many(OrgUnit), how_many(ImportRun)) == (0, 0, 0)


def test_it_stores_nothing_when_one_row_is_wrong(loaded: Load) -> None:
    far = replace(operating_plan().items[0], aligns_to=("PEI:PE-99",), name="Otro nombre")
    result = loaded(plan(items=(far, *operating_plan().items[1:])))
    assert (codes(result), result.applied) == (["unknown_alignment"], False)
    assert db.session.scalars(select(PlanItem.name).where(PlanItem.code == "F-01")).one() == "Elemento F-01"


def test_it_gives_the_problems_of_the_file_itself(loaded: Load) -> None:
    result = loaded(plan(targets=(*operating_plan().targets, TargetRow("zz-IND", MARCH, None, Decimal(1)))))
    assert (codes(result), result.applied, result.plan) == (["unknown_indicator"], False, None)


def test_it_changes_a_draft_in_everything(loaded: Load) -> None:
    package = operating_plan()
    result = loaded(
        plan(
            plan=replace(package.plan, name="Plan Operativo"),
            org_units=(*package.org_units, OrgUnitRow("UP", "DGA", "Unidad de Puertos", "unidad")),
            items=(*package.items[:1], replace(package.items[1], org_unit="UP", parent="F-01"), *package.items[2:]),
            indicators=(replace(package.indicators[0], decimals=0), *package.indicators[1:]),
            targets=(replace(package.targets[0], planned=Decimal(3)), *package.targets[1:]),
        )
    )
    assert changed_counts(result) == {
        "plan": (0, 1),
        "org_units": (1, 0),
        "items": (0, 1),
        "indicators": (0, 1),
        "targets": (3, 3),  # those of a go from its old unit to the new one
        "actuals": (3, 3),
    }


def test_it_sees_a_changed_participant_and_a_changed_alignment(loaded: Load) -> None:
    project = replace(strategic_plan().items[2], participants=("DGT", "MH"))
    items = (*strategic_plan().items[:2], project, *strategic_plan().items[3:])
    assert changed_counts(loaded(replace(strategic_plan(), items=items))) == {"items": (0, 1)}
    served = replace(operating_plan().items[0], aligns_to=("PEI:PE-01", "PEI:OBJ-1"))
    assert changed_counts(loaded(plan(items=(served, *operating_plan().items[1:])))) == {"items": (0, 1)}
    assert changed_counts(loaded(plan(items=(served, *operating_plan().items[1:])))) == {}


def test_it_takes_back_what_a_blank_target_no_longer_programs(loaded: Load) -> None:
    blank = tuple(replace(row, planned=None) if row.indicator == "d-IND" else row for row in operating_plan().targets)
    assert changed_counts(loaded(plan(targets=blank))) == {"targets": (0, 1)}
    assert changed_counts(loaded(plan(targets=blank))) == {}
    periods = db.session.scalars(select(Target.period).join(Target.indicator).where(Target.indicator.has(code="d-IND")))
    assert list(periods) == []


def test_it_takes_back_what_a_file_no_longer_gives_an_indicator(loaded: Load) -> None:
    rest = tuple(row for row in operating_plan().targets if (row.indicator, row.period) != ("a-IND", MARCH))
    assert changed_counts(loaded(plan(targets=rest))) == {"targets": (0, 1)}
    assert changed_counts(loaded(plan(targets=()))) == {}  # a file that is silent about targets changes none


def test_it_keeps_and_mentions_what_the_file_no_longer_has(loaded: Load) -> None:
    package = operating_plan()
    result = loaded(
        plan(
            items=package.items[:-1],
            indicators=package.indicators[:-1],
            targets=tuple(row for row in package.targets if row.indicator != "d-IND"),
            actuals=tuple(row for row in package.actuals if row.indicator != "d-IND"),
        )
    )
    assert [code for code in codes(result) if code != "weights_not_100"] == ["not_in_file", "not_in_file"]
    assert db.session.scalar(select(PlanItem.code).where(PlanItem.code == "d")) == "d"


def test_it_refuses_units_that_would_hang_under_themselves(loaded: Load) -> None:
    # The file alone shows no circle: that DGT lies under DGA is what stands.
    units = operating_plan().org_units
    loaded(plan(org_units=(*units[:2], replace(units[2], parent="DGA"))))
    assert codes(loaded(plan(org_units=(units[0], replace(units[1], parent="DGT"))))) == ["unit_cycle"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"plan": replace(operating_plan().plan, ends_on=date(2028, 12, 31))}, "horizon_not_allowed"),
        ({"plan": replace(operating_plan().plan, type="PEI", ends_on=date(2030, 12, 31))}, "unknown_level"),
        ({"items": (replace(operating_plan().items[0], aligns_to=("PAA:1",)),)}, "unknown_alignment"),
        ({"items": (replace(operating_plan().items[0], aligns_to=("POA-2027:a",)),)}, "applied"),
    ],
)
def test_it_checks_the_package_against_the_declaration(loaded: Load, change: dict[str, Any], code: str) -> None:
    if "items" in change:
        change = {"items": (*change["items"], *operating_plan().items[1:])}
    result = loaded(plan(**change))
    assert code in codes(result) or (code == "applied" and result.applied)


def test_it_refuses_kinds_and_frequencies_that_the_plan_type_does_not_have(loaded: Load) -> None:
    objective = replace(strategic_plan().indicators[0], code="OBJ-IND", item="OBJ-1", kind=IndicatorKind.INPUT)
    result = loaded(replace(strategic_plan(), indicators=(*strategic_plan().indicators, objective)))
    assert codes(result) == ["indicator_kind_not_allowed"]
    often = replace(strategic_plan().indicators[0], frequency=PeriodKind.BIMONTH)
    result = loaded(replace(strategic_plan(), indicators=(often, *strategic_plan().indicators[1:])))
    assert codes(result) == ["frequency_not_allowed"]


def test_it_refuses_another_type_for_a_plan_that_stands(loaded: Load) -> None:
    result = loaded(replace(strategic_plan(), plan=replace(strategic_plan().plan, code="POA-2027")))
    assert "plan_type_changed" in codes(result)


@pytest.mark.parametrize(
    ("change", "sheet"),
    [
        ({"plan": replace(operating_plan().plan, name="Otro")}, "plan"),
        ({"org_units": (replace(operating_plan().org_units[1], name="Aduanas"),)}, "org_units"),
        ({"items": (replace(operating_plan().items[0], name="Otra"), *operating_plan().items[1:])}, "items"),
        (
            {"indicators": (replace(operating_plan().indicators[0], unit="acta"), *operating_plan().indicators[1:])},
            "indicators",
        ),
        (
            {"targets": (replace(operating_plan().targets[0], planned=Decimal(9)), *operating_plan().targets[1:])},
            "targets",
        ),
        ({"targets": (replace(operating_plan().targets[0], planned=None), *operating_plan().targets[1:])}, "targets"),
    ],
)
def test_it_refuses_by_name_what_a_plan_in_force_no_longer_takes(
    in_force: Load, change: dict[str, Any], sheet: str
) -> None:
    result = in_force(plan(**change))
    assert [(each.code, each.sheet) for each in result.problems] == [("plan_in_force", sheet)]
    assert not result.applied


def test_it_brings_actuals_activities_and_money_to_a_plan_in_force(in_force: Load) -> None:
    april = Period.parse("2027-04")
    package = operating_plan()
    result = in_force(
        plan(
            actuals=(*package.actuals, ActualRow("a-IND", april, None, Decimal(2))),
            budget=(
                *package.budget,
                BudgetRow("F-01", 2027, april, None, "GOES", accrued=Decimal(50), paid=Decimal(50)),
            ),
            internal_activities=(*package.internal_activities, InternalActivityRow("DGT", april, "Censo")),
        )
    )
    assert changed_counts(result) == {"actuals": (1, 0), "budget": (1, 0), "internal_activities": (1, 0)}
    sheets = select(CaptureSheet.state, CaptureSheet.round).where(CaptureSheet.period == "2027-04")
    # DGA's value counts at once; DGT has only work outside the plan, which sends nothing.
    assert sorted(map(tuple, db.session.execute(sheets))) == [("draft", 0), ("submitted", 1)]


def test_it_warns_of_values_before_their_time(in_force: Load) -> None:
    later = ActualRow("a-IND", Period.parse("2027-09"), None, Decimal(2))
    result = in_force(plan(actuals=(*operating_plan().actuals, later)))
    assert (codes(result), result.applied) == (["future_actual"], True)


def set_period(state: PeriodState) -> None:
    version = preset_in_use(institution().id).preset_version_id
    closed = {"closed_at": BD6, "preset_version_id": version} if state is PeriodState.CLOSED else {}
    db.session.execute(
        update(ReportingPeriod).where(ReportingPeriod.period == str(MARCH)).values(state=state, **closed)
    )


def other_value_in_march() -> Package:
    return operating_plan(b_in_march="4")


def test_it_refuses_a_closed_period_with_its_row(in_force: Load) -> None:
    set_period(PeriodState.CLOSED)
    result = in_force(other_value_in_march())
    assert [(each.code, each.sheet, each.row, each.column) for each in result.problems] == [
        ("period_closed", "actuals", 7, "period")
    ]
    assert in_force(operating_plan()).applied  # the same values change nothing


@pytest.mark.parametrize(
    ("state", "code", "applied"),
    [
        (SheetState.VERIFIED, "sheet_verified", False),
        (SheetState.VALIDATED, "sheet_verified", False),
        (SheetState.SUBMITTED, "overwrites_sent", True),
        (SheetState.RETURNED, "overwrites_sent", True),
        (SheetState.DRAFT, "overwrites_draft", True),
    ],
)
def test_it_never_changes_a_sheet_of_people_without_saying_so(
    in_force: Load, ministry_user: int, state: SheetState, code: str, *, applied: bool
) -> None:
    db.session.execute(update(CaptureSheet).values(state=state, submitted_by_id=ministry_user, verified_at=BD6))
    result = in_force(other_value_in_march())
    assert (codes(result), result.applied) == ([code], applied)


@pytest.fixture
def ministry_user(system: Any) -> int:
    from tests.factories import make_user

    return make_user("enlace").id


def test_it_sends_a_silent_sheet_late(in_force: Load) -> None:
    db.session.execute(update(CaptureSheet).values(state=SheetState.NO_REPORT, round=0, submitted_at=None))
    in_force(other_value_in_march())
    late = db.session.scalars(select(CaptureSheet.is_late).where(CaptureSheet.period == str(MARCH)))
    assert sorted(late) == [False, False, True]


def test_it_brings_the_figures_up_to_date(in_force: Load) -> None:
    in_force(other_value_in_march())
    assert figures("POA-2027", str(MARCH))["b"].to_date_percent == Decimal("125.00")
    assert set(db.session.scalars(select(ScoreRun.period))) == {"2027-01", "2027-02", "2027-03"}


def test_it_lists_internal_activities_without_effect(in_force: Load) -> None:
    row = db.session.scalars(select(InternalActivity)).one()
    assert (row.name, row.actual) == ("Apoyo a misión FMI", Decimal(1))


def money(**stages: int) -> Package:
    first = BudgetRow("F-01", 2027, Period.parse("2027"), None, "GOES", initial=Decimal(1000), current=Decimal(1200))
    january = BudgetRow("F-01", 2027, Period.parse("2027-01"), None, "GOES")
    return plan(budget=(first, replace(january, **{name: Decimal(value) for name, value in stages.items()})))


@pytest.mark.parametrize(
    ("stages", "found"),
    [
        ({"committed": 900, "accrued": 800, "paid": 700}, []),
        ({"certified": 800, "committed": 900}, [("chain_broken", "committed")]),
        ({"committed": 900, "accrued": 950, "paid": 990}, [("chain_broken", "accrued"), ("chain_broken", "paid")]),
        ({"accrued": 1300}, [("accrued_over_budget", "accrued")]),  # this office controls credit elsewhere
        ({"accrued": -50, "paid": -60}, []),  # a reversal
    ],
)
def test_it_warns_where_money_leaves_the_chain(
    loaded: Load, stages: dict[str, int], found: list[tuple[str, str]]
) -> None:
    result = loaded(money(**stages))
    assert [(each.code, each.column) for each in result.problems] == found
    assert result.applied


@pytest.mark.parametrize("grain", ["row", "unit"])
def test_it_refuses_more_accrued_than_current_where_credit_is_controlled(loaded: Load, grain: str) -> None:
    actor = current_reader()
    assert actor is not None
    strict = f'{preset_text("hacienda_sv")}\n[accounting]\nrefuse_above_current = "{grain}"\n'
    load_preset(strict, actor, BD6)
    result = loaded(money(accrued=1300))
    assert "accrued_above_current" in codes(result)
    assert not result.applied


def test_it_keeps_amounts_that_the_file_does_not_name(loaded: Load) -> None:
    january = replace(operating_plan().budget[1], accrued=Decimal(110))
    loaded(plan(budget=(january,)))
    line = db.session.scalars(select(BudgetLine)).one()
    assert (line.initial, line.current) == (Decimal(1000), Decimal(1200))


def test_it_keeps_the_file_its_counts_and_its_warnings(loaded: Load) -> None:
    loaded(money(committed=900, accrued=950))
    run = db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(1)).one()
    assert (run.file_name, run.counts["budget"]["changed"]) == ("plan.zip", 1)
    assert [problem["code"] for problem in run.problems] == ["chain_broken"]
    lines = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "import_plan").order_by(AuditEntry.id))
    assert [line.detail["plan"] for line in lines] == ["PEI", "POA-2027", "POA-2027"]


def test_it_leaves_another_institution_alone(loaded: Load, tmp_path: Path) -> None:
    """The same codes in two institutions are two plans."""
    actor = current_reader()
    assert actor is not None
    other = preset_text("hacienda_sv").replace('code = "hacienda_sv"', 'code = "otra"', 1)
    load_preset(other, actor, BD6)
    result = load(strategic_plan(), tmp_path, BD6, of="otra")
    assert result.counts["items"].created == 6
    assert how_many(PlanItem) == 17


def test_it_works_for_a_ministry_that_already_has_its_units(ministry: Ministry, tmp_path: Path) -> None:
    result = load(strategic_plan(), tmp_path, BD6)
    assert changed_counts(result)["org_units"] == (0, 3)  # the file names them otherwise


def test_it_begins_a_further_version_of_a_plan_that_was_closed(system: Any, tmp_path: Path) -> None:
    load(strategic_plan(), tmp_path, BD6)
    db.session.execute(update(PlanVersion).values(state=PlanState.CLOSED))
    load(strategic_plan(), tmp_path, BD6)
    states = db.session.execute(select(PlanVersion.number, PlanVersion.state).order_by(PlanVersion.number)).all()
    assert [tuple(row) for row in states] == [(1, PlanState.CLOSED), (2, PlanState.DRAFT)]
