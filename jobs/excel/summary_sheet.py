"""Sheet « Resumen »: how the institution stands, a chart of colours, the org units from the lowest up, the plans."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from jobs.excel.book import Formula
from jobs.excel.colors_chart import chart_height, colors_chart
from jobs.excel.figures import count_cells, count_columns, count_totals, painted
from jobs.excel.frame import HEAD_ROWS
from jobs.excel.palette import color_fill, color_text, shade, shades
from jobs.excel.table import Area, Column, Table
from jobs.excel.text_height import line_count, row_height
from jobs.excel.words import basis_meaning, basis_word, made_at_text, term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.excel.book import Sheet, Value
    from jobs.excel.frame import Frame
    from models.rules.consolidation import Consolidation, FigureRow, Head

_NAME = "Resumen"
_LABEL_WIDTH, _VALUE_WIDTH = 22, 40
_COUNTS = 2  # column of the first colour
_PIXELS_A_POINT = 4 / 3
_ON_ONE_PAGE = 20  # with more org units the print would be too small
_CENT = Decimal("0.01")
_NOTE = (
    "Los porcentajes están en puntos: 100 es lo programado. «Sin reporte» también es rojo y se cuenta aparte. "
    "El porcentaje de la institución es el consolidado según los pesos del plan, no el promedio de la columna."
)


def write_summary(frame: Frame, data: Consolidation) -> None:
    """Write the sheet."""
    pages = 1 if len(data.org_units) <= _ON_ONE_PAGE else 0
    sheet = frame.sheet(_NAME, "Resumen del seguimiento", pages=pages)
    sheet.freeze(HEAD_ROWS, 0)
    units = sorted(data.org_units, key=_lowest_first)
    sheet.skip(8)
    top = sheet.row
    height = _write_facts(frame, sheet, data)
    if units:
        while height < chart_height(len(units)) + 15:
            sheet.skip()
            height += 20
    area = _write_units(frame, sheet, data, units)
    if units:
        chart = colors_chart(frame.book, _NAME, frame.head, units, area)
        unit = term(frame.head, "org_unit").lower()
        sheet.chart(chart, top, _COUNTS, f"Barras apiladas: cuántas actividades hay de cada color por {unit}.")
    _write_plans(frame, sheet, data.plans)


def _lowest_first(row: FigureRow) -> tuple[bool, Decimal, str]:
    return row.percent is None, row.percent or Decimal(0), row.code


def _facts(data: Consolidation) -> list[tuple[str, Value, str]]:
    head, summary = data.head, data.summary
    return [
        ("Institución", head.institution_name, "text"),
        *(("Plan", f"{plan.name} ({plan.code})", "text") for plan in head.plans),
        ("Corte", head.cut, "text"),
        ("Estado de las cifras", f"{basis_word(head)}: {basis_meaning(head)}", "text"),
        ("Generado", made_at_text(head), "text"),
        ("Cumplimiento a la fecha", summary.percent if summary.percent is not None else "Sin medir", "percent"),
        ("Color", color_text(head, summary.color, "measured"), "color"),
        ("Elementos del plan", summary.items, "integer"),
        ("Reportes esperados", summary.expected, "integer"),
        ("Reportes recibidos", summary.reported, "integer"),
        ("Cobertura", summary.coverage_percent if summary.coverage_percent is not None else "Sin medir", "percent"),
        ("Huella de la auditoría", head.audit_head or "Aún no hay registros sellados", "text"),
    ]


def _write_facts(frame: Frame, sheet: Sheet, data: Consolidation) -> float:
    """Write labels and values and return the height of all in pixels, for the chart beside them."""
    styles, height = frame.book.styles, 0.0
    label = styles.get("label")
    for name, value, kind in _facts(data):
        extra = {"align": "left"} | (dict(color_fill(shade(data.summary.color, "measured"))) if kind == "color" else {})
        lines = line_count(value, _VALUE_WIDTH) if isinstance(value, str) else 1
        sheet.line([name, value], [label, styles.get(kind, extra)], lines)
        height += row_height(lines) * _PIXELS_A_POINT if lines > 1 else 20
    return height


def _write_units(frame: Frame, sheet: Sheet, data: Consolidation, units: Sequence[FigureRow]) -> Area:
    unit = term(frame.head, "org_unit")
    _section(frame, sheet, f"Por {unit.lower()}, de menor a mayor cumplimiento")
    table = Table(sheet, frame.book.styles, _columns(frame.head, unit))
    _write_rows(frame, sheet, table, units)
    area = table.area()
    if not units:
        sheet.line(["No hay cifras consolidadas en este corte."], [frame.book.styles.get("remark")])
        return area
    last = len(shades(frame.head))
    totals = count_totals(frame.head, units, table.area(_COUNTS))[: last + 1]
    color = color_text(frame.head, data.summary.color, "measured")
    line = table.total(["Total", frame.head.institution_name, *totals, data.summary.percent, color])
    _write_shares(frame, sheet, totals, line)
    sheet.line([_NOTE], [frame.book.styles.get("remark")])
    return area


def _write_shares(frame: Frame, sheet: Sheet, totals: Sequence[Value], line: int) -> None:
    numbers = [int(total.value) for total in totals if isinstance(total, Formula)]
    whole = numbers[-1]
    if not whole:
        return
    of_line = Area(line, line, _COUNTS)
    cells: list[Value] = ["Parte del total", None]
    for at, number in enumerate(numbers):
        share = (Decimal(number) / whole * 100).quantize(_CENT, ROUND_HALF_UP)
        formula = f"=ROUND({of_line.column(at)}/{of_line.column(len(numbers) - 1)}*100,2)"
        cells.append(Formula(formula, share))
    percent = frame.book.styles.get("percent")
    sheet.line(cells, [frame.book.styles.get("text")] * 2 + [percent] * len(numbers))


def _write_plans(frame: Frame, sheet: Sheet, plans: Sequence[FigureRow]) -> None:
    if not plans:
        return
    sheet.skip()
    _section(frame, sheet, "Por plan")
    table = Table(sheet, frame.book.styles, _columns(frame.head, "Plan"))
    _write_rows(frame, sheet, table, plans)


def _columns(head: Head, name: str) -> list[Column]:
    counts = count_columns(head)[: len(shades(head)) + 1]
    ends = [Column("% a la fecha", 11, "percent"), Column("Color", 18, "color")]
    return [Column("Código", _LABEL_WIDTH), Column(name, _VALUE_WIDTH), *counts, *ends]


def _write_rows(frame: Frame, sheet: Sheet, table: Table, rows: Sequence[FigureRow]) -> None:
    head = frame.head
    last = len(shades(head)) + 1
    for row in rows:
        counts = count_cells(head, row, (sheet.row, _COUNTS))[:last]
        looks = painted(table.plain, frame.book.styles, _COUNTS + last + 1, row)
        table.add([row.code, row.name, *counts, row.percent, color_text(head, row.color, row.state)], looks)


def _section(frame: Frame, sheet: Sheet, words: str) -> None:
    sheet.line([words], [frame.book.styles.get("section")])
