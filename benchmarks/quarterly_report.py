"""A quarterly report of 50 org units and 5,000 activities, with charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from models.rules.document.blocks import Block, Heading, Paragraph
from models.rules.document.canonical import sealed
from models.rules.document.cells import Color, Kind
from models.rules.document.charts import Bar, BarChart, Counts, StackedChart
from models.rules.document.document import Document, Head, Signature
from models.rules.document.table import Column, Row, Table

UNITS, ACTIVITIES = 50, 100
_COLORS = (Color("green", "Verde"), Color("yellow", "Amarillo"), Color("red", "Rojo"))
COLUMNS = (
    Column("Actividad", width=46),
    Column("Programado", Kind.QUANTITY, 11, 2),
    Column("Ejecutado", Kind.QUANTITY, 11, 2),
    Column("Cumplimiento", Kind.PERCENT, 12),
    Column("Semáforo", Kind.COLOR, 13),
)


def report() -> Document:
    """Give the report of one quarter."""
    return sealed(
        Document(
            head=Head("Institución de prueba", "Dirección de Planificación", "Seguimiento de planes"),
            title="Informe ejecutivo trimestral",
            subtitle="Plan Operativo Anual 2027",
            code="FO-PE-004",
            version="03",
            number="INF-2027-001",
            period="primer trimestre de 2027",
            generated_at=datetime(2027, 4, 8, 9, tzinfo=UTC),
            check_address="https://planes.example/publico/verificar",
            blocks=tuple(_blocks()),
            signatures=(Signature("Elaboró"), Signature("Revisó"), Signature("Aprobó")),
        )
    )


def _blocks() -> Iterator[Block]:
    names = [f"Dirección de Fiscalización y Control, zona {unit}" for unit in range(UNITS)]
    yield Heading("Resumen")
    yield Paragraph("El trimestre cierra con las actividades de cincuenta dependencias. " * 8)
    bars = tuple(Bar(name, Decimal(at * 37 % 10_000) / 100, _COLORS[at % 3]) for at, name in enumerate(names))
    yield BarChart(title="Cumplimiento por dependencia", alternative="Barras por dependencia.", bars=bars)
    counts = tuple(Counts(name, (40 + at, 30, 30 - at % 30)) for at, name in enumerate(names))
    yield StackedChart(title="Colores", alternative="Colores por dependencia.", colors=_COLORS, bars=counts)
    for unit, name in enumerate(names):
        yield Heading(name, 2)
        yield Paragraph("Las causas de lo que no se cumplió y las acciones que se acordaron con la jefatura. " * 2)
        rows = tuple(_row(unit * ACTIVITIES + at) for at in range(ACTIVITIES))
        yield Table(caption=f"Actividades de {name}", sheet="Actividades", columns=COLUMNS, rows=rows)


def _row(number: int) -> Row:
    planned, actual = Decimal(number * 7 % 4_000), Decimal(number * 5 % 4_000) + Decimal("0.25")
    name = f"A-{number:05} Verificar las obligaciones formales de contribuyentes, grupo {number % 97}"
    return name, planned, actual, Decimal(number * 37 % 12_000) / 100, _COLORS[number % 3]
