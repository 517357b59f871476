"""What a mapping says of figures: indicators, the columns of each period, and money by year."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence

from models.rules.cell_source import Source
from models.rules.execution_columns import MONTH
from models.rules.mapping import BudgetMap, IndicatorMap, PeriodMap
from models.rules.mapping_levels import read_fields
from models.rules.mapping_source import package_column, read_match, read_source
from models.rules.sentence import say
from models.rules.strict import Table

INDICATOR_FIELDS = (
    *("unit", "kind", "direction", "accumulation", "use_baseline", "baseline"),
    *("tolerance", "decimals", "weight", "frequency"),
)
NEEDED = ("direction", "accumulation", "frequency")
TARGET_FIELDS = ("planned", "state")
ACTUAL_FIELDS = ("actual", "cause", "corrective_action", "note", "no_report_reason")
AMOUNTS = ("initial", "current", "programmed", "certified", "committed", "accrued", "paid")
BUDGET_FIELDS = ("funding_source", *AMOUNTS, "class", "project_code", "org_unit")
EXECUTION_FIELDS = ("item", "plan_code", "budget_code", "name", *BUDGET_FIELDS)


def read_indicator(table: Table, levels: Sequence[str]) -> IndicatorMap:
    """Read an indicator of `[[tables.indicators]]`; `levels` are those of its table, from top to bottom."""
    existing = table.flag("existing", default=False)
    level = _level(table, levels, required=not existing)
    code = read_source(table, "code", package_column("indicators", "code")) if "code" in table.values else None
    if existing and code is None:
        table.complain("code", "falta; de un indicador de otra tabla se lee su código.")
    found = IndicatorMap(
        id=table.text("id", "indicator"),
        level=level,
        code=code,
        name=None if existing else read_source(table, "name", package_column("indicators", "name")),
        existing=existing,
        fields={} if existing else read_fields(table, "indicators", INDICATOR_FIELDS),
    )
    for name in () if existing else NEEDED:
        if name not in found.fields:
            table.complain(name, "falta; escriba su valor o de dónde se lee.")
    table.close()
    return found


def _level(table: Table, levels: Sequence[str], *, required: bool = True) -> str:
    """The level of the table that something hangs on, the deepest where nothing is said."""
    if not levels:
        if required:
            table.complain("level", "la tabla no tiene niveles de los que colgar esto.")
        return ""
    return table.one_of("level", levels, levels[-1])


def read_period(table: Table, indicators: Sequence[str]) -> PeriodMap:
    """Read a period of `[[tables.periods]]`; `indicators` are the ids of its table."""
    if not indicators:
        table.complain("indicator", "la tabla no tiene indicadores.")
    named = table.one_of("indicator", indicators, indicators[0]) if len(indicators) == 1 else ""
    period = PeriodMap(
        indicator=named or table.one_of("indicator", indicators or ("?",)),
        period=read_source(table, "period", package_column("targets", "period")),
        targets=read_fields(table, "targets", TARGET_FIELDS),
        actuals=read_fields(table, "actuals", ACTUAL_FIELDS),
        org_unit=read_source(table, "org_unit", package_column("targets", "org_unit"))
        if "org_unit" in table.values
        else None,
        zero_not_programmed=table.flag("zero_not_programmed", default=False),
        when=read_match(table, "when") if "when" in table.values else None,
    )
    if not (period.targets or period.actuals):
        table.complain(
            "", say("falta qué columnas se leen: {fields}.", fields=", ".join((*TARGET_FIELDS, *ACTUAL_FIELDS)))
        )
    table.close()
    return period


def read_budget(table: Table, levels: Sequence[str]) -> BudgetMap:
    """Read money columns of `[[tables.budget]]`."""
    budget = BudgetMap(
        level=_level(table, levels),
        year=read_source(table, "year", package_column("budget", "year")),
        period=read_source(table, "period", package_column("budget", "period")) if "period" in table.values else None,
        fields=read_fields(table, "budget", BUDGET_FIELDS),
        when=read_match(table, "when") if "when" in table.values else None,
    )
    if not budget.fields:
        table.complain("", say("falta qué columnas se leen: {fields}.", fields=", ".join(BUDGET_FIELDS)))
    table.close()
    return budget


def read_line(table: Table) -> dict[str, Source]:
    """Read `[tables.line]` of an execution file: what all money of a row shares, such as its year and its source."""
    part = table.table("line", optional=True)
    line = read_fields(part, "execution", ("year", *(name for name in EXECUTION_FIELDS if name not in AMOUNTS)))
    part.close()
    return line


def read_execution(table: Table, line: ReadOnly[str, Source]) -> BudgetMap:
    """Read money columns of `[[tables.budget]]` in the mapping of an execution file, where no table has levels."""
    year = line.get("year")
    if year is None or "year" in table.values:
        year = read_source(table, "year", package_column("execution", "year"))
    period = read_source(table, "period", package_column("execution", "period")) if "period" in table.values else None
    month = read_source(table, "month", MONTH) if "month" in table.values else None
    shared = {name: source for name, source in line.items() if name != "year"}
    budget = BudgetMap(
        level="",
        year=year,
        period=period,
        month=month,
        to_date=table.flag("to_date", default=False),
        fields=shared | read_fields(table, "execution", EXECUTION_FIELDS),
        when=read_match(table, "when") if "when" in table.values else None,
    )
    if period is not None and month is not None:
        table.complain("month", "diga el periodo o el mes, no los dos.")
    if not budget.fields.keys() & {"item", "budget_code"}:
        table.complain("", "falta de qué es el dinero: agregue «item» o «budget_code».")
    table.close()
    return budget
