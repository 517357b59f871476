"""Another institution at work: its plan by package, its people at their screens, its figures by command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.rules.measure import Accumulation, Direction
from models.rules.package_rows import BudgetRow, IndicatorRow, ItemRow, OrgUnitRow, Package, PlanRow, TargetRow
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from tests.commands.conftest import Shell
from tests.factories import institution, make_user
from tests.procedures.story import Story


@dataclass(frozen=True, slots=True)
class Office:
    """One institution and one plan. `story` has the ids by code, as the steps at the screens want them."""

    code: str
    plan: str
    story: Story
    shell: Shell
    sign_in: Callable[[str], FlaskClient]
    tick_at: Callable[[str], Any]

    def at(self, moment: str) -> Any:
        """Move the clock of screens and commands to a moment, and let it do what is due."""
        self.shell.now = moment
        return self.tick_at(moment)

    def score(self, period: str) -> Any:
        """The document of `rumbo score`."""
        return self.shell.json("score", "--institution", self.code, "--plan", self.plan, "--period", period)

    def items(self, period: str) -> dict[str, Any]:
        """Its items by code."""
        return {item["code"]: item for item in self.score(period)["items"]}

    def consolidated(self, period: str) -> Any:
        """The document of `rumbo consolidate`."""
        return self.shell.json("consolidate", "--institution", self.code, "--period", period)

    def sheet(self, unit: str, period: str) -> CaptureSheet:
        """A sheet as it stands in the database now."""
        db.session.expire_all()
        return db.session.scalars(
            select(CaptureSheet).where(
                CaptureSheet.org_unit_id == self.story.units[unit], CaptureSheet.period == period
            )
        ).one()


def people(code: str, held: Mapping[str, tuple[Role, str]]) -> None:
    """One person for each name, with a role in a unit; committed."""
    home = institution(code).id
    units = {unit.code: unit for unit in db.session.scalars(select(OrgUnit).where(OrgUnit.institution_id == home))}
    for name, (role, unit) in held.items():
        make_user(name, (role, units[unit]), of=code)
    db.session.commit()


def story_of(code: str) -> Story:
    """The ids of an institution's only plan."""
    with as_system():
        home = institution(code).id
        units = db.session.scalars(select(OrgUnit).where(OrgUnit.institution_id == home)).all()
        items = db.session.scalars(select(PlanItem).where(PlanItem.institution_id == home)).all()
        indicators = db.session.scalars(select(Indicator).where(Indicator.institution_id == home)).all()
        return Story(
            {unit.code: unit.id for unit in units},
            {},
            {indicator.code: indicator.id for indicator in indicators},
            {item.code: item.id for item in items},
        )


def plan(
    code: str, kind: str, years: tuple[int, int], units: Sequence[tuple[str, str | None, str]], **parts: Any
) -> Package:
    """A package with its plan and units; `parts` are its other sheets."""
    return Package(
        plan=PlanRow(code, f"Plan {code}", kind, date(years[0], 1, 1), date(years[1], 12, 31), units[0][0]),
        org_units=tuple(OrgUnitRow(unit, parent, f"Unidad {unit}", of) for unit, parent, of in units),
        **{name: tuple(rows) for name, rows in parts.items()},
    )


def store(shell: Shell, package: Package, of: str, *words: str) -> None:
    """Import a package that has no errors; « --in-force ACT » puts it in force."""
    document = shell.json("import-plan", shell.file(package), "--institution", of, *words)
    assert document["applied"], document["problems"]


def item(code: str, parent: str | None, level: str, unit: str, weight: str | None = None) -> ItemRow:
    """An item of the plan."""
    return ItemRow(code, parent, level, f"Elemento {code}", unit, None if weight is None else Decimal(weight))


def indicator(
    of: str, frequency: PeriodKind, accumulation: Accumulation = Accumulation.SUM, **more: Any
) -> IndicatorRow:
    """The indicator of an item, under the item's own code."""
    direction = more.pop("direction", Direction.UP)
    return IndicatorRow(
        of, of, f"Indicador {of}", direction, accumulation, frequency, more.pop("unit", "número"), **more
    )


def targets(of: str, values: Mapping[str, str | int], unit: str | None = None) -> list[TargetRow]:
    """Targets of an indicator by period."""
    return [TargetRow(of, Period.parse(code), unit, Decimal(value)) for code, value in values.items()]


def money(of: str, source: str, year: int, **amounts: int | str) -> BudgetRow:
    """The row of a budget line's year."""
    return BudgetRow(of, year, Period.of(year, "year"), None, source, **_decimals(amounts))


def spent(of: str, source: str, month: str, **amounts: int | str) -> BudgetRow:
    """A month of a budget line."""
    period = Period.parse(month)
    return BudgetRow(of, period.year, period, None, source, **_decimals(amounts))


def _decimals(amounts: Mapping[str, int | str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in amounts.items()}
