"""What a draft makes of tables that few offices write: each on the smallest one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.apply_mapping import MappedWorkbook
from models.rules.cell import Cell, Row, Sheet
from models.rules.propose_mapping.doubt import Doubts
from models.rules.propose_mapping.propose import NoTable, Proposal
from models.rules.propose_mapping.sample import sample_sheets
from tests.rules.draft_books import Book, Grid, applied, figures, goals, money, propose
from tests.rules.test_draft_doubts import NUMBERS, OTHERS, THIRD, Rows, office, table

WORK: list[Cell] = ["Actividad", "Unidad", "Meta 2027"]


def works(*names: str) -> Rows:
    return [[name, "Obra", number] for number, name in enumerate(names, start=1)]


def drafted(*grids: Grid) -> Proposal:
    return propose(Book("Plan 2027.xlsx", {f"Hoja {n}": grid for n, grid in enumerate(grids, start=1)}))


def read(grid: Grid) -> MappedWorkbook:
    book = Book("Plan 2027.xlsx", {"Hoja": grid})
    return applied(book, propose(book))


def names_of(mapped: MappedWorkbook) -> list[str]:
    return [str(row.cells[3]) for row in mapped.outputs.items.rows]


USES: dict[str, tuple[Rows, str, str]] = {
    "codes of indicators that several items share": (
        table(
            ["Código del indicador", "Indicador", "Meta 2027"], ["I1", "I2"] * 3, [f"I {n}" for n in NUMBERS], NUMBERS
        ),
        "Código del indicador",
        "descripción",
    ),
    "an indicator of a result above those of its products": (
        [
            ["Indicador resultado", "Indicador de producto", "Meta 2027"],
            *([f"Resultado {n // 3}", f"Producto {n}", n] for n in NUMBERS),
        ],
        "Indicador resultado",
        "nombre del nivel «resultado»",
    ),
    "a weight that is money": (table(["Peso en pesos", "Meta 2027"], THIRD, NUMBERS), "Peso en pesos", "no se lee"),
    "money that is work": (
        table(["Inversión física 2027", "Meta 2027"], THIRD, NUMBERS),
        "Inversión física 2027",
        "ejecutado 2027",
    ),
    "a second weight of one level": (
        [
            ["Programa", "Peso", "Ponderación", "Actividad", "Meta 2027"],
            *([f"Programa {n // 3}", 60 if n < 3 else 40, 50, goal, 1] for n, goal in enumerate(goals(6))),
        ],
        "Ponderación",
        "descripción",
    ),
    "a weight that is another in each project of a programme": (
        [
            ["Programa", "Peso del programa", "Proyecto", "Actividad", "Meta 2027"],
            *([f"Programa {n // 4}", 10 + n // 2, f"Proyecto {n // 2}", goal, 1] for n, goal in enumerate(goals(8))),
        ],
        "Peso del programa",
        "peso del nivel «proyecto»",
    ),
    "truths": (table(["Urgente", "Meta 2027"], [True, False] * 3, NUMBERS), "Urgente", "no se lee"),
    "notes behind a blank column": (
        [
            [*WORK, None, "Notas"],
            *([*work, None, "nota" if n < 3 else None] for n, work in enumerate(works(*goals(6)))),
        ],
        "Notas",
        "descripción",
    ),
    "a summary without a heading": (
        [
            [*WORK, None, None, "Cuenta"],
            *([*work, None, *((f"Área {n}", n) if n < 3 else (None, None))] for n, work in enumerate(works(*goals(6)))),
        ],
        "Cuenta",
        "no se lee",
    ),
}


@pytest.mark.parametrize("what", USES)
def test_it_says_what_becomes_of_a_column(what: str) -> None:
    grid, heading, use = USES[what]
    assert {column.heading: column.use for column in drafted(grid).columns}[heading] == use


def test_it_names_the_indicator_of_a_product_by_the_product() -> None:
    grid, _heading, _use = USES["an indicator of a result above those of its products"]
    assert {row.cells[2] for row in read(grid).outputs.indicators.rows} == {f"Producto {n}" for n in NUMBERS}


HEADS: dict[str, tuple[Rows, set[str]]] = {
    "a year above the figures alone": (
        [
            [None, None, "2027", None],
            ["Actividad", "Unidad", "Programado", "Ejecutado"],
            *([*w, 1] for w in works(*"abcd")),
        ],
        {"Actividad", "Unidad", "2027 Programado", "2027 Ejecutado"},
    ),
    "a heading of two rows above a single row": (
        [["Actividad", "2027", None], [None, "Prog", "Ejec"], ["Pozo", 1, 2]],
        {"Actividad", "2027 Prog", "2027 Ejec"},
    ),
}


@pytest.mark.parametrize("what", HEADS)
def test_it_joins_the_rows_of_a_heading(what: str) -> None:
    grid, headings = HEADS[what]
    assert {column.heading for column in drafted(grid).columns} == headings


def code_rows(*codes: str) -> Rows:
    """A table whose codes make an outline: those with a point are the deepest."""
    return [["Código", "Nombre", "Meta 2027"], *([code, f"Cosa {code}", 3 if "." in code else None] for code in codes)]


@pytest.mark.parametrize(
    ("codes", "outlined"),
    [
        (("1", "1.1", "1.2", "2", "2.1"), True),
        (("1", "1.1", "1.2", "2", "2.1", "X?"), False),  # a code that is no number
        (("1", "1.1", "1.1", "2", "2.1"), False),  # a code that stands twice
        (tuple(code for n in range(125) for code in (f"{n}", f"{n}.1")), False),  # more groups than anybody writes out
    ],
)
def test_it_reads_codes_as_an_outline_only_where_they_are_one(codes: tuple[str, ...], outlined: object) -> None:
    assert ("outline" in {doubt.code for doubt in drafted(code_rows(*codes)).doubts}) is outlined


def test_it_leaves_out_the_levels_of_an_outline_that_the_plan_type_has_not() -> None:
    depths = [".".join("1" * depth) for depth in range(1, 6)]
    grid: Rows = [["Código", "Nombre", "Meta 2027"], *([code, f"Cosa {code}", None] for code in depths[:4])]
    book = Book("Plan 2027.xlsx", {"Hoja": [*grid, [depths[4], "Obra", 2], ["1.1.1.1.2", "Otra", 3]]})
    proposal = propose(book, office("trabajo_co"))
    assert "nivel que el tipo de plan no tiene" in proposal.mapping
    assert set(figures(applied(book, proposal), "targets")) == {("Obra", "2027"), ("Otra", "2027")}


def titled(*, gaps: bool) -> Rows:
    """Titles that nothing but a blank column tells from the rows of data; with gaps not even that."""
    rows: Rows = [["Actividad", "Unidad", "Meta T1 2027", "Meta T2 2027"]]
    for number, goal in enumerate(goals(6)):
        rows += [[["Agua potable", "Caminos"][number // 3]]] if number % 3 == 0 else []
        figures_of_it = (None if gaps and number == at else 1 for at in (1, 2, 3))
        rows.append([goal, *("Obra" if cell and at == 0 else cell for at, cell in enumerate(figures_of_it))])
    return rows


@pytest.mark.parametrize(
    ("gaps", "asked", "items"),
    [(False, "title_rows", {"Agua potable", "Caminos", *goals(6)}), (True, "titles_unread", set(goals(6)))],
)
def test_it_asks_of_titles_whether_they_are_a_level_or_are_left_out(gaps: bool, asked: str, items: set[str]) -> None:  # noqa: FBT001 -- a row of the table
    assert {doubt.code for doubt in drafted(titled(gaps=gaps)).doubts} & {"title_rows", "titles_unread"} == {asked}
    assert set(names_of(read(titled(gaps=gaps)))) == items


BLOCKS: dict[str, list[Rows]] = {
    "a year above the first heading": [[[2027]], [["Dependencia de Obras"]]],
    "titles that begin with other words": [[["Dependencia de Salud"]], [["Otra cosa"]]],
    "a title further above its heading": [[["Dependencia de Salud"]], [["Dependencia de Obras"], *works("Pozo")]],
}


@pytest.mark.parametrize("what", BLOCKS)
def test_it_reads_one_table_where_titles_make_no_blocks(what: str) -> None:
    first, second = BLOCKS[what]
    grid = [*first, WORK, *works("Caminos", "Puentes"), *second, WORK, *works("Parques", "Plazas")]
    assert "repeated_heading" in {doubt.code for doubt in drafted(grid).doubts}
    assert [title[0] for title in second[:1]] + ["Parques", "Plazas"] == [
        name for name in names_of(read(grid)) if name in {second[0][0], "Parques", "Plazas"}
    ]


def test_it_passes_over_a_lone_word_in_the_margin() -> None:
    grid = [WORK, *works("Caminos", "Puentes"), [None, None, None, None, "ojo"], *works("Parques")]
    assert names_of(read(grid)) == ["Caminos", "Puentes", "Parques"]


@pytest.mark.parametrize("grid", [[WORK, ["Total", None, 5], ["Total general", None, 6]], [WORK, [None, " "]]])
def test_a_heading_over_totals_alone_is_no_table(grid: Rows) -> None:
    with pytest.raises(NoTable):
        drafted(grid)


def test_it_numbers_a_level_in_every_sheet_where_the_codes_of_two_begin_again() -> None:
    sheets = [
        [["Código", "Meta", "Meta 2027"], *([f"M{n}" if n > gaps else None, f"{word} {n}", n] for n in NUMBERS)]
        for word, gaps in (("Salud", 0), ("Obras", 0), ("Agua", 2))  # the codes of the third have gaps as well
    ]
    asked = [doubt.message for doubt in drafted(*sheets).doubts if doubt.code == "codes_unusable"]
    assert [message.rpartition("porque ")[2] for message in asked] == [
        "los códigos empiezan de nuevo en cada hoja.",
        "la columna de sus códigos está vacía en 2 filas.",
    ]


def test_it_reads_no_budget_of_a_month_of_which_only_the_work_done_is_known() -> None:
    grid: Rows = [["Actividad", "Tipo", "Ejecutado enero", "Programado enero", "Ejecutado febrero"]]
    for number, goal in enumerate(goals(4), start=1):
        grid += [[goal, "Física", number, number, number], [goal, "Financiera", number, 100, number]]
    assert {key[1] for key in money(read(grid))} == {"2027-01"}


def test_it_asks_nothing_where_the_workbook_says_everything() -> None:
    known = replace(office("pasto_co"), units={"secretaria de obras": "OBR"})
    head: list[Cell] = ["Responsable", "Sentido", "Acumulación", *(f"Meta {year}" for year in range(2024, 2028))]
    words = (["Secretaría de Obras"] * 6, ["Creciente"] * 6, ["Suma"] * 6)
    book = Book("Plan 2024-2027.xlsx", {"Hoja": table(head, *words, NUMBERS, NUMBERS, OTHERS, THIRD)})
    proposal = propose(book, known)
    assert proposal.doubts == ()
    assert "Decida primero" not in proposal.mapping


def test_a_doubt_is_told_once() -> None:
    doubts = Doubts("Hoja")
    for column in (1, 1, 2):
        doubts.add("two_candidates", "Son del mismo dato.", column)
    assert [doubt.column for doubt in doubts.found] == ["B", "C"]


def test_a_sample_has_no_blank_rows() -> None:
    rows = [Row(1, ("Meta",)), Row(2, (None, " ")), Row(3, ()), Row(4, (5,))]
    (sample,) = sample_sheets([Sheet("Hoja", iter(rows))])
    assert ([row.number for row in sample.rows], sample.count) == ([1, 4], 2)
