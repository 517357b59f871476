"""The institution in a few figures, what asks for a decision, what was said about it, and who said nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from models.rules.document.blocks import Block, Facts, Heading
from models.rules.document.cells import Fact, Kind, Value
from models.rules.document.table import Column, Table
from models.rules.money import Coherence
from models.rules.period import PeriodKind
from models.rules.report.cells import (
    CODE,
    COHERENCE_WORDS,
    OF_PLAN,
    OF_YEAR,
    REPORTED,
    TO_DATE,
    color_cell,
    count_cells,
    count_columns,
    light,
    name_column,
    share_text,
)
from models.rules.report.projects import persistence
from models.rules.report.reading import PlanLine, Reading, ReportLine
from models.rules.traffic_light import BandKind


def summary(reading: Reading) -> Sequence[Block]:
    """The percent of each plan, how its projects and functions stand, and how much was reported."""
    facts = []
    for plan in reading.plans:
        facts.append(Fact(plan.name, plan.percent, Kind.PERCENT))
        facts.append(Fact(f"{plan.code}: actividades reportadas", share_text(plan.reported, plan.expected)))
        facts.extend(_of_several_years(reading, plan))
    for kind, term in ((BandKind.PROJECT, "project"), (BandKind.FUNCTION, "function")):
        found = reading.of_kind(kind)
        if found:
            asking = sum(reading.asks_for_action(line) for line in found)
            facts.append(Fact(f"{reading.words(term)} fuera del verde", f"{asking} de {len(found)}"))
    return (Heading("Resumen"), Facts(tuple(facts)))


def _of_several_years(reading: Reading, plan: PlanLine) -> Iterator[Fact]:
    """How far a plan has come over its years (R C-19); of one year the percent to date says it already."""
    is_expected = plan.plan_expected_percent is not None
    if is_expected or reading.kind.frequency is PeriodKind.HORIZON:
        yield Fact(f"{plan.code}: avance del plan hasta {plan.figures_to}", plan.plan_percent, Kind.PERCENT)
    if is_expected:
        yield Fact(f"{plan.code}: esperado del plan a la fecha", plan.plan_expected_percent, Kind.PERCENT)


def plans(reading: Reading) -> Sequence[Block]:
    """One line a plan."""
    columns = (CODE, name_column("Plan"), TO_DATE, light(reading), OF_YEAR, OF_PLAN, *count_columns(), REPORTED)
    rows = tuple(
        (
            *(plan.code, plan.name, plan.percent, color_cell(reading, plan.color, plan.state)),
            *(plan.year_percent, plan.plan_percent, *count_cells(plan.counts)),
            share_text(plan.reported, plan.expected),
        )
        for plan in reading.plans
    )
    return (Heading("Planes"), Table(caption="Planes", columns=columns, rows=rows, sheet="Planes", wide=True))


def alerts(reading: Reading) -> Sequence[Block]:
    """Projects that are out of the green, money that runs apart from what was done, silence."""
    columns = (Column("Alerta", width=28), CODE, name_column("Nombre"), name_column("Responsable", 24), TO_DATE)
    rows = tuple(_alerts(reading))
    table = Table(caption="Alertas", columns=columns, rows=rows, sheet="Alertas", empty="No hay alertas.")
    return (Heading("Alertas"), table)


def actions(reading: Reading) -> Sequence[Block]:
    """Causes and corrective actions of what is not green, or that nothing was said."""
    title = "Causas y acciones de lo que no está en verde"
    columns = (
        Column(reading.word("org_unit"), width=12),
        CODE,
        name_column("Nombre", 28),
        TO_DATE,
        light(reading),
        name_column(reading.word("cause"), 30),
        name_column(reading.word("corrective_action"), 30),
    )
    rows = tuple(
        (
            *(line.unit, line.code, line.name, line.figures.capped_percent),
            color_cell(reading, line.figures.color, line.figures.state),
            *(line.cause or None, line.corrective_action or None),
        )
        for line in reading.lines
        if line.reports and reading.asks_for_action(line)
    )
    table = Table(caption=title, columns=columns, rows=rows, sheet="Acciones", empty="Todo está en verde.", wide=True)
    return (Heading(title), table)


def no_report(reading: Reading) -> Sequence[Block]:
    """Whose report never came."""
    columns = (CODE, name_column(reading.word("org_unit")), Column("Plan", width=16), Column("Periodo", width=20))
    rows = tuple((each.unit, each.unit_name, each.plan, each.period) for each in reading.silent)
    table = Table(caption="Sin reporte", columns=columns, rows=rows, sheet="Sin reporte", empty="Todas reportaron.")
    return (Heading("Sin reporte"), table)


def _alerts(reading: Reading) -> Iterator[tuple[Value, ...]]:
    for line in reading.of_kind(BandKind.PROJECT):
        if reading.asks_for_action(line):
            said = color_cell(reading, line.figures.color, line.figures.state).word
            yield _alert(f"{said}: {persistence(reading, line).lower()}", line)
        verdict = reading.comparison(line).verdict
        if verdict not in (None, Coherence.COHERENT):
            yield _alert(COHERENCE_WORDS[verdict], line)
    for unit, count in Counter((each.unit, each.unit_name) for each in reading.silent).items():
        yield (f"Sin reporte ({count})", *unit, unit[1], None)


def _alert(text: str, line: ReportLine) -> tuple[Value, ...]:
    return (text, line.code, line.name, line.unit_name, line.figures.capped_percent)
