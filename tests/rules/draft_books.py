"""Made-up workbooks of many kinds, as offices write them, with what a right reading of each gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from models.rules.apply_mapping import MappedWorkbook, map_workbook
from models.rules.cell import Cell, Row, Sheet
from models.rules.mapping_parse import parse_mapping
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.propose import Proposal, propose_mapping

TODAY = date(2027, 4, 8)
Grid = Sequence[Sequence[Cell]]
MONTHS = ("ENE", "FEB", "MAR", "ABR", "MAY", "JUN", "JUL", "AGO", "SEP", "OCT", "NOV", "DIC")


@dataclass(frozen=True, slots=True)
class Book:
    """Sheets by name, and the figures of a right reading: (name of the item, period) → number."""

    name: str
    sheets: dict[str, Grid]
    planned: dict[tuple[str, str], Decimal | int] = field(default_factory=dict)
    actual: dict[tuple[str, str], Decimal | int] = field(default_factory=dict)
    levels: int = 1
    money: dict[tuple[str, str, str], Decimal | int] = field(default_factory=dict)

    def open(self) -> list[Sheet]:
        """The sheets as a reader of files hands them over."""
        return [Sheet(name, _rows(grid)) for name, grid in self.sheets.items()]


def _rows(grid: Grid) -> object:
    rows = (Row(number, tuple(cells)) for number, cells in enumerate(grid, start=1))
    return iter([row for row in rows if any(cell is not None for cell in row.cells)])


def propose(book: Book, office: Office | None = None, sheet: str | None = None) -> Proposal:
    """The draft for a book."""
    return propose_mapping(book.open(), book.name, office or Office(TODAY), sheet)


def applied(book: Book, proposal: Proposal) -> MappedWorkbook:
    """The book read by its own draft."""
    return map_workbook(parse_mapping(proposal.mapping), book.open())


def figures(mapped: MappedWorkbook, measure: str) -> dict[tuple[str, str], object]:
    """(name of the item, period) → number, of `targets` or `actuals`."""
    names = item_names(mapped)
    items = {str(row.cells[0]): str(row.cells[1]) for row in mapped.outputs.indicators.rows}
    rows = mapped.outputs.by_name()[measure].rows
    return {
        (names[items[str(row.cells[0])]], str(row.cells[2])): row.cells[3] for row in rows if row.cells[3] is not None
    }


def money(mapped: MappedWorkbook) -> dict[tuple[str, str, str], object]:
    """(name of the item, period, column of the budget) → amount."""
    output = mapped.outputs.budget
    names = item_names(mapped)
    at = {name: output.columns.index(name) for name in output.columns}
    return {
        (names[str(row.cells[0])], str(row.cells[at["period"]]), name): row.cells[at[name]]
        for row in output.rows
        for name in ("initial", "current", "programmed", "certified", "committed", "accrued", "paid")
        if row.cells[at[name]] is not None
    }


def item_names(mapped: MappedWorkbook) -> dict[str, str]:
    """Code of each item → its name."""
    return {str(row.cells[0]): str(row.cells[3]) for row in mapped.outputs.items.rows}


def goals(count: int = 6) -> list[str]:
    """Names of items."""
    words = ("talleres", "informes", "visitas", "auditorías", "campañas", "obras", "becas", "jornadas", "censos")
    return [f"Realizar {words[number % len(words)]} del grupo {number}" for number in range(count)]


def quarters_side_by_side() -> Book:
    """One heading row, planned and done of each quarter, a total that the quarters sum."""
    head = ["Código", "Actividad", "Unidad de medida", "Responsable"]
    head += [f"{what} T{quarter} 2025" for quarter in (1, 2, 3, 4) for what in ("Programado", "Ejecutado")]
    rows: list[list[Cell]] = [[*head, "Total programado 2025"]]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(), start=1):
        cells: list[Cell] = [f"A{number}", name, "Número", "Unidad de Planificación"]
        for quarter in (1, 2, 3, 4):
            planned[name, f"2025-Q{quarter}"], actual[name, f"2025-Q{quarter}"] = number + quarter, number
            cells += [number + quarter, number]
        rows.append([*cells, sum(number + quarter for quarter in (1, 2, 3, 4))])
    return Book("poa.xlsx", {"POA": rows}, planned, actual)


def months_under_a_group() -> Book:
    """Titles above, two heading rows: « PROGRAMACIÓN 2026 » over the months; a labelled total; a source note."""
    upper: list[Cell] = ["N°", "ACTIVIDAD", "UNIDAD\nDE MEDIDA", "PROGRAMACIÓN 2026", *[None] * 11, "EJECUCIÓN 2026"]
    lower: list[Cell] = [None, None, None, *MONTHS, *MONTHS]
    rows: list[list[Cell]] = [["MINISTERIO DE HACIENDA"], ["PLAN OPERATIVO ANUAL 2026"], [], upper, lower]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(), start=1):
        cells: list[Cell] = [number, name, "Informe"]
        cells += [number * month for month in range(1, 13)]
        cells += [number if month < 4 else None for month in range(1, 13)]
        planned |= {(name, f"2026-{month:02d}"): number * month for month in range(1, 13)}
        actual |= {(name, f"2026-{month:02d}"): number for month in range(1, 4)}
        rows.append(cells)
    rows += [["TOTAL", None, None, *[21 * month for month in range(1, 13)]], [], ["Fuente: oficina de planificación"]]
    return Book("poa2026.xlsx", {"Hoja1": rows}, planned, actual)


def a_tree_with_merged_cells() -> Book:
    """Axis and programme stand once above several targets, as merged cells leave them; yearly figures and money."""
    head = ["EJE", "PROGRAMA", "COD META", "META DE PRODUCTO", "INDICADOR DE PRODUCTO", "LÍNEA BASE"]
    head += [
        "META 2024",
        "LOGRO 2024",
        "META 2025",
        "LOGRO 2025",
        "APROPIACIÓN INICIAL 2025",
        "APROPIACIÓN DEFINITIVA 2025",
    ]
    head += ["COMPROMISOS 2025", "OBLIGACIONES 2025", "PAGOS 2025"]
    rows: list[list[Cell]] = [head]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    amounts: dict[tuple[str, str, str], int] = {}
    fields = ("initial", "current", "committed", "accrued", "paid")
    for number, name in enumerate(goals(8)):
        eje = ["1. Ambiente", "2. Educación"][number // 4] if number % 4 == 0 else None
        program = f"Programa {number // 2}" if number % 2 == 0 else None
        values = [1000 * (6 - place) + number for place in range(5)]
        rows.append(
            [eje, program, 100 + number, name, f"Número de {name}", "SD", number + 1, number, number + 2, 1, *values]
        )
        planned |= {(name, "2024"): number + 1, (name, "2025"): number + 2}
        actual |= {(name, "2024"): number, (name, "2025"): 1}
        amounts |= {(name, "2025", column): value for column, value in zip(fields, values, strict=True)}
    return Book("Plan Indicativo 2024-2027.xlsx", {"PI": rows}, planned, actual, 3, amounts)


def planned_and_done_in_rows() -> Book:
    """Two rows for each activity: PROG. and EJEC., months across (the POI of CEPLAN)."""
    rows: list[list[Cell]] = [
        ["SEGUIMIENTO DEL POI 2025"],
        ["CÓDIGO AOI", "ACTIVIDAD OPERATIVA", "U.M.", "PROG/EJEC", *MONTHS],
    ]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(5), start=1):
        code = f"AOI000{number}"
        rows.append([code, name, "Documento", "PROG.", *[number] * 12])
        rows.append([code, name, "Documento", "EJEC.", *[number + month for month in range(3)]])
        planned |= {(name, f"2025-{month:02d}"): number for month in range(1, 13)}
        actual |= {(name, f"2025-{month + 1:02d}"): number + month for month in range(3)}
    return Book("poi.xlsx", {"POI": rows}, planned, actual)


def a_row_for_each_month() -> Book:
    """The month stands in a column, one row for each activity and month."""
    rows: list[list[Cell]] = [["Año", "Mes", "Actividad", "Programado", "Ejecutado", "% Cumplimiento"]]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(4), start=1):
        for month, word in ((1, "Enero"), (2, "Febrero"), (3, "Marzo")):
            rows.append([2025, word, name, number * month, number, Decimal("0.5")])
            planned[name, f"2025-{month:02d}"] = number * month
            actual[name, f"2025-{month:02d}"] = number
    return Book("largo.xlsx", {"Datos": rows}, planned, actual)


def titles_of_groups() -> Book:
    """Objectives stand in rows of their own above their activities."""
    rows: list[list[Cell]] = [
        ["Actividad", "Indicador", "Unidad de medida", "Meta anual 2025", "Trimestre I", "Trimestre II"]
    ]
    planned: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(6), start=1):
        if number % 3 == 1:
            rows.append([f"OBJETIVO {number // 3 + 1}: Mejorar el servicio {number}"])
        rows.append([name, f"Cantidad de {name}", "Unidad", number * 10, number, number * 2])
        planned |= {(name, "2025"): number * 10, (name, "2025-Q1"): number, (name, "2025-Q2"): number * 2}
    return Book("pei 2025.xlsx", {"PEI": rows}, planned, {}, 2)


def a_sheet_for_each_quarter() -> Book:
    """The same form in four sheets, one for each quarter of the year in the title."""
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    sheets: dict[str, Grid] = {}
    for quarter in (1, 2, 3, 4):
        rows: list[list[Cell]] = [["SEGUIMIENTO 2026"], ["Código", "Proyecto", "Programado", "Ejecutado"]]
        for number, name in enumerate(goals(4), start=1):
            rows.append([f"P-{number}", name, number, quarter])
            planned[name, f"2026-Q{quarter}"], actual[name, f"2026-Q{quarter}"] = number, quarter
        sheets[f"Trimestre {quarter}"] = rows
    return Book("seguimiento.xlsx", sheets, planned, actual)


def numbers_in_text() -> Book:
    """Thousands with points, decimals with commas, percents and marks for nothing, all of it text."""
    rows: list[list[Cell]] = [["Código", "Meta de producto", "Programado 2025", "Ejecutado 2025", "Pagos 2025"]]
    planned: dict[tuple[str, str], Decimal] = {}
    actual: dict[tuple[str, str], Decimal] = {}
    amounts: dict[tuple[str, str, str], Decimal] = {}
    for number, name in enumerate(goals(6), start=1):
        done = "ND" if number == 3 else f"{number},5"
        rows.append([f"{number:04d}", name, f"1.00{number},25", done, f"12.345.00{number},50"])
        planned[name, "2025"] = Decimal(f"100{number}.25")
        amounts[name, "2025", "paid"] = Decimal(f"1234500{number}.50")
        if number != 3:
            actual[name, "2025"] = Decimal(f"{number}.5")
    return Book("texto.xlsx", {"Metas": rows}, planned, actual, 1, amounts)


def a_second_heading_and_subtotals() -> Book:
    """The heading stands again in the middle, as printed pages leave it, and each group has a subtotal."""
    head: list[Cell] = ["Programa", "Proyecto", "Programado 2025", "Ejecutado 2025"]
    rows: list[list[Cell]] = [head]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(6), start=1):
        group = "Salud" if number <= 3 else "Vías"
        rows.append([group, name, number, 1])
        planned[name, "2025"], actual[name, "2025"] = number, 1
        if number % 3 == 0:
            rows += [[f"Subtotal {group}", None, number * 2, 3], head]
    rows.pop()
    return Book("informe.xlsx", {"Informe": rows}, planned, actual, 2)


def official_form() -> Book:
    """Numbered columns under the heading, weights in percent, dates, a signature below."""
    head = [
        "Eje estratégico",
        "Objetivo",
        "Acción",
        "Peso (%)",
        "Fecha de inicio",
        "Fecha de fin",
        "Meta 2027",
        "Medio de verificación",
    ]
    rows: list[list[Cell]] = [["FORMULARIO A"], [], head, [f"({number})" for number in range(1, 9)]]
    planned: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(4), start=1):
        days = (date(2027, number, 1), date(2027, number + 2, 28))
        rows.append(["Gobierno", f"Objetivo {number // 3}", name, 25, *days, number * 5, "Acta"])
        planned[name, "2027"] = number * 5
    rows += [[], [None, "Firma y sello"]]
    return Book("formulario.xlsx", {"Formulario A": rows}, planned, {}, 3)


def semesters_with_indicator_codes() -> Book:
    """Several indicators of each objective, with codes of their own, and the figures of two semesters."""
    rows: list[list[Cell]] = [
        ["Cód. objetivo", "Objetivo", "Cód. indicador", "Indicador", "Sentido", "Meta S1 2026", "Meta S2 2026"]
    ]
    planned: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(3), start=1):
        rows.append([f"O{number}", name, f"I{number}.1", f"Tasa {number}", "Ascendente", number, number + 1])
        planned |= {(name, "2026-S1"): number, (name, "2026-S2"): number + 1}
    return Book("indicadores.xlsx", {"Matriz": rows}, planned, {})


def three_heading_rows() -> Book:
    """Years over quarters over P and E, all merged, a code and a name in one cell."""
    top: list[Cell] = ["Línea estratégica", "Producto", "Dependencia responsable", "2025", *[None] * 7]
    middle: list[Cell] = [None, None, None, "I Trim", None, "II Trim", None, "III Trim", None, "IV Trim", None]
    lower: list[Cell] = [None, None, None, *["P", "E"] * 4]
    rows: list[list[Cell]] = [top, middle, lower]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(5), start=1):
        cells: list[Cell] = [
            "Línea 1: Agua" if number < 3 else "Línea 2: Suelo",
            f"1.{number} {name}",
            "Secretaría de Salud",
        ]
        for quarter in (1, 2, 3, 4):
            cells += [number, quarter]
            planned[name, f"2025-Q{quarter}"], actual[name, f"2025-Q{quarter}"] = number, quarter
        rows.append(cells)
    return Book("tres.xlsx", {"Plan": rows}, planned, actual, 2)


def years_as_numbers() -> Book:
    """The form of CEPLAN for a PEI: years are numbers under « LOGRO ESPERADO » and « VALOR OBTENIDO »."""
    upper: list[Cell] = ["COD. INDICADOR", "OBJETIVO ESTRATÉGICO INSTITUCIONAL", "NOMBRE DEL INDICADOR"]
    upper += ["PARÁMETRO DE MEDICIÓN", "LÍNEA BASE", None, "LOGRO ESPERADO", None, None, "VALOR OBTENIDO", None, None]
    lower: list[Cell] = [None, None, None, None, "AÑO", "VALOR", 2024, 2025, 2026, 2024, 2025, 2026]
    rows: list[list[Cell]] = [["ANEXO B-7"], ["Sector: EDUCACIÓN"], upper, lower]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(4), start=1):
        done: list[Cell] = [number, "ND", None]
        rows.append([f"OEI.0{number}", name, f"Porcentaje {number}", "Porcentaje", 2022, 5, 10, 20, 30, *done])
        planned |= {(name, "2024"): 10, (name, "2025"): 20, (name, "2026"): 30}
        actual[name, "2024"] = number
    return Book("pei.xlsx", {"B-7": rows}, planned, actual)


def done_and_percent_of_each_month() -> Book:
    """The POA of El Salvador: for each month Programado, Realizado and Cumplimiento."""
    upper: list[Cell] = ["Meta", "Actividad", "Unidad de Medida"]
    lower: list[Cell] = [None, None, None]
    for month in MONTHS[:4]:
        upper += [month, None, None]
        lower += ["Programado", "Realizado", "Cumplimiento"]
    rows: list[list[Cell]] = [["POA 2027", None, None], upper, lower]
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(6), start=1):
        cells: list[Cell] = [f"Meta general {(number + 1) // 2}", name, "Informe"]
        for month in (1, 2, 3, 4):
            cells += [number, month, Decimal(month) / number]
            planned[name, f"2027-{month:02d}"], actual[name, f"2027-{month:02d}"] = number, month
        rows.append(cells)
    return Book("POA.xlsx", {"POA": rows}, planned, actual, 2)


def codes_that_begin_again() -> Book:
    """Codes count anew below each programme; months are dates; the sums below have no label."""
    head: list[Cell] = ["Programa", "No.", "Proyecto", *[date(2025, month, 1) for month in (1, 2, 3)]]
    rows: list[list[Cell]] = [["Programación física"], head]
    planned: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(6)):
        rows.append([["Agua", "Suelo"][number // 3], number % 3 + 1, name, number + 1, number + 2, number + 3])
        planned |= {(name, f"2025-{month:02d}"): number + month for month in (1, 2, 3)}
    rows.append([None, None, None, 21, 27, 33])
    return Book("fisica.xlsx", {"Hoja 1": rows}, planned, {}, 2)


def objectives_and_actions_as_titles() -> Book:
    """Two kinds of titles, one below the other, above the activities."""
    rows: list[list[Cell]] = [
        ["Código", "Denominación", "Unidad de medida", "Meta física 2025", "PIA", "PIM", "Devengado"]
    ]
    planned: dict[tuple[str, str], int] = {}
    amounts: dict[tuple[str, str, str], int] = {}
    names = goals(8)
    for number, name in enumerate(names, start=1):
        if number % 4 == 1:
            rows.append([f"OEI.0{number // 4 + 1} Mejorar la atención {number}"])
        if number % 2 == 1:
            rows.append([f"AEI.0{number // 4 + 1}.0{number} Servicio oportuno {number}"])
        rows.append([f"AOI{number:05d}", name, "Atención", number, 1000 * number, 1100 * number, 500 * number])
        planned[name, "2025"] = number
        amounts |= {(name, "2025", "initial"): 1000 * number, (name, "2025", "current"): 1100 * number}
        amounts[name, "2025", "accrued"] = 500 * number
    return Book("poi 2025.xlsx", {"POI": rows}, planned, {}, 3, amounts)


def bare_targets() -> Book:
    """No code, no unit, no year anywhere: what is planned for four quarters and nothing else."""
    rows: list[list[Cell]] = [["Actividad", "I", "Trimestre 1", "Trimestre 2", "Trimestre 3", "Trimestre 4", "Total"]]
    planned: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(5), start=1):
        rows.append([name, None, number, number, number, number, 4 * number])
        planned |= {(name, f"2027-Q{quarter}"): number for quarter in (1, 2, 3, 4)}
    return Book("plan.xlsx", {"Hoja1": rows}, planned)


def accumulation_in_words() -> Book:
    """How targets add up and which way they go stand in columns; percents are text."""
    head = [
        "Código meta",
        "Meta",
        "Indicador",
        "Tipo de acumulación",
        "Sentido",
        "Ponderación",
        "Meta 2025",
        "Avance 2025",
    ]
    rows: list[list[Cell]] = [head]
    planned: dict[tuple[str, str], Decimal] = {}
    actual: dict[tuple[str, str], Decimal] = {}
    for number, name in enumerate(goals(4), start=1):
        kind = "Acumulativo" if number % 2 else "No acumulativo"
        rows.append(
            [f"0{number}", name, f"Indicador {number}", kind, "Creciente", "25%", f"{10 * number}%", f"{number}%"]
        )
        planned[name, "2025"], actual[name, "2025"] = Decimal(10 * number), Decimal(number)
    return Book("metas.xlsx", {"Metas": rows}, planned, actual)


def a_catalogue_of_words() -> Book:
    """A plan without figures."""
    rows: list[list[Cell]] = [["Objetivo", "Estrategia", "Acción", "Responsable"]]
    rows += [
        [f"Objetivo {n // 4}", f"Estrategia {n // 2}", name, "Oficina de Planeación"] for n, name in enumerate(goals(8))
    ]
    return Book("estrategias.xlsx", {"Plan": rows}, levels=3)


def figures_far_to_the_right() -> Book:
    """The table begins in column C and row 7; a summary sheet stands before it."""
    rows: list[list[Cell]] = [[] for _ in range(6)]
    rows.append([None, None, "Ítem", "Iniciativa", "Área", "Planificado 2026", "Real 2026"])
    planned: dict[tuple[str, str], int] = {}
    actual: dict[tuple[str, str], int] = {}
    for number, name in enumerate(goals(7), start=1):
        rows.append([None, None, number, name, ["Finanzas", "Obras"][number % 2], number * 3, number])
        planned[name, "2026"], actual[name, "2026"] = number * 3, number
    summary: Grid = [["Resumen"], ["Elaborado por la oficina"], ["Versión", 3]]
    return Book("tablero.xlsx", {"Portada": summary, "Detalle": rows}, planned, actual)


BOOKS: tuple[Callable[[], Book], ...] = (
    quarters_side_by_side,
    months_under_a_group,
    a_tree_with_merged_cells,
    planned_and_done_in_rows,
    a_row_for_each_month,
    titles_of_groups,
    a_sheet_for_each_quarter,
    numbers_in_text,
    a_second_heading_and_subtotals,
    official_form,
    semesters_with_indicator_codes,
    three_heading_rows,
    years_as_numbers,
    done_and_percent_of_each_month,
    codes_that_begin_again,
    objectives_and_actions_as_titles,
    bare_targets,
    accumulation_in_words,
    a_catalogue_of_words,
    figures_far_to_the_right,
)
