"""A document with one of each thing that a report may have, for trying a template."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from models.rules.document.blocks import Bullets, Facts, Heading, PageBreak, Paragraph
from models.rules.document.cells import Color, Fact, Kind
from models.rules.document.charts import Bar, BarChart
from models.rules.document.document import Document, Head, Signature
from models.rules.document.table import Column, Table

_PERCENT = Decimal("87.22")
_YELLOW = Color("yellow", "Amarillo")
_TABLE = Table(
    caption="Cuadro de muestra",
    columns=(Column("Código"), Column("Avance", Kind.PERCENT), Column("Semáforo", Kind.COLOR)),
    rows=(("F-01", _PERCENT, _YELLOW), ("F-02", None, None)),
    total=("Total", _PERCENT, None),
)
_WIDE = Table(caption="Cuadro ancho", columns=_TABLE.columns, rows=_TABLE.rows, wide=True)
_CHART = BarChart(title="Gráfico de muestra", alternative="F-01 87.22 %.", bars=(Bar("F-01", _PERCENT, _YELLOW),))

SAMPLE = Document(
    head=Head("Institución", "Unidad que emite", "Proceso"),
    title="Informe de muestra",
    subtitle="Plan",
    code="COD-01",
    version="1",
    number="2027-0001",
    period="primer trimestre de 2027",
    basis="Definitivo: cifras congeladas al cierre",
    generated_at=datetime(2027, 4, 12, 9, tzinfo=UTC),
    data_sha256="0" * 64,
    check_address="http://127.0.0.1/publico/verificar/",
    blocks=(
        Heading("Resumen"),
        Facts((Fact("Avance", _PERCENT, Kind.PERCENT),)),
        Paragraph("Texto."),
        Paragraph("Nota.", remark=True),
        Bullets(("Un punto.",), ordered=True),
        _CHART,
        _TABLE,
        _WIDE,
        PageBreak(),
    ),
    signatures=(
        Signature("Elaboró", "Nombre", "Cargo", date(2027, 4, 12)),
        Signature("Revisó"),
        Signature("Aprobó"),
    ),
)
