"""Documents of the tests, with something of everything that a document may hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from models.rules.document.blocks import Bullets, Facts, Heading, PageBreak, Paragraph
from models.rules.document.cells import Color, Fact, Kind
from models.rules.document.charts import Bar, BarChart, Counts, Line, LineChart, StackedChart
from models.rules.document.document import Document, Head, Settings, Signature
from models.rules.document.table import Column, Table

GREEN, YELLOW, RED = Color("green", "Verde"), Color("yellow", "Amarillo"), Color("red", "Rojo")
SILENT = Color("no_report", "Rojo: sin reporte")
MADE_AT = datetime(2027, 4, 8, 9, 30, tzinfo=timezone(timedelta(hours=-6)))

TABLE = Table(
    caption="Actividades de la dependencia",
    sheet="Actividades",
    columns=(
        Column("Código", width=10),
        Column("Actividad", width=40),
        Column("Meta", Kind.QUANTITY, 10),
        Column("Beneficiarios", Kind.INTEGER, 12),
        Column("Cumplimiento", Kind.PERCENT, 12),
        Column("Devengado", Kind.MONEY, 14),
        Column("Enviado", Kind.DATE, 11),
        Column("Semáforo", Kind.COLOR, 14),
    ),
    rows=(
        ("A-01", "Fiscalizar", Decimal("40.0"), 1250, Decimal("94.25"), Decimal("-12345.5"), date(2027, 4, 5), GREEN),
        ("A-02", "Capacitar", None, None, None, None, None, SILENT),
    ),
    total=("Total", None, None, 1250, Decimal("94.25"), Decimal("-12345.5"), None, None),
)
BARS = BarChart(
    title="Cumplimiento por dependencia",
    alternative="Fiscalización 94.25 %, Aduanas 62.20 %, Tesorería sin dato.",
    bars=(
        Bar("Fiscalización", Decimal("94.25"), GREEN),
        Bar("Aduanas", Decimal("62.20"), RED),
        Bar("Tesorería", None),
    ),
)
STACKED = StackedChart(
    title="Actividades por color",
    alternative="Fiscalización: 3 en verde, 1 en rojo. Aduanas: 2 en verde, 4 en rojo.",
    colors=(GREEN, RED),
    bars=(Counts("Fiscalización", (3, 1)), Counts("Aduanas", (2, 4))),
)
LINES = LineChart(
    title="Avance por mes",
    alternative="El avance sube de 10 % a 35 %; la ejecución no tiene dato en febrero.",
    periods=("Enero", "Febrero", "Marzo"),
    lines=(
        Line("Avance", (Decimal(10), Decimal("22.5"), Decimal(35))),
        Line("Ejecución", (Decimal(5), None, Decimal(20))),
    ),
)
REPORT = Document(
    head=Head("Ministerio de Hacienda", "Dirección de Planificación", "Seguimiento de planes"),
    title="Informe ejecutivo trimestral",
    subtitle="Plan Operativo Anual 2027",
    code="FO-PE-004",
    version="03",
    number="INF-2027-012",
    period="primer trimestre de 2027",
    basis="Definitivo (congelado)",
    generated_at=MADE_AT,
    check_address="https://planes.example/publico/verificar",
    blocks=(
        Heading("Resumen"),
        Paragraph("El trimestre cierra con 340 actividades.\nFaltan dos reportes."),
        Facts((
            Fact("Actividades", 340, Kind.INTEGER),
            Fact("Cumplimiento", Decimal("87.215"), Kind.PERCENT),
            Fact("Estado", YELLOW, Kind.COLOR),
            Fact("Presupuesto", None, Kind.MONEY),
        )),
        Bullets(("Reforzar el equipo.", "Reprogramar la compra."), ordered=True),
        Heading("Gráficos", 2),
        BARS,
        STACKED,
        LINES,
        PageBreak(),
        TABLE,
        Paragraph("Cifras verificadas por las jefaturas.", remark=True),
    ),
    signatures=(
        Signature("Elaboró", "Técnica de seguimiento", "Analista", date(2027, 4, 8)),
        Signature("Revisó", post="Jefatura de Planificación"),
        Signature("Aprobó"),
    ),
    settings=Settings(locale="es_CO"),
)  # fmt: skip
EMPTY = Document(head=Head("Alcaldía"), title="Acta sin puntos", generated_at=MADE_AT)
