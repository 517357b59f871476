"""What findings of rare faults say: why, what changes, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.rules.workbook_audit import audit, effects, programs
from models.rules.workbook_audit.audit import AuditResult, audit_workbook
from models.rules.workbook_audit.book import AuditBook, AuditSheet
from models.rules.workbook_audit.finding import Finding
from tests.rules.workbook_audit.sheets import findings, place, put, sheet_of
from tests.rules.workbook_audit.test_faults import groups, quarters, stacked
from tests.rules.workbook_audit.test_more_faults import by_condition, small
from tests.rules.workbook_audit.test_rare_sheets import Rows, three_years, two_years, weighed, weighed_under_titles

YEARS = range(2, 8)


def only(rows: Rows, changes: dict[str, Any] | None = None) -> Finding:
    (found,) = findings(put(sheet_of(rows), changes or {}))
    return found


def test_the_formula_of_the_column_may_give_an_error_here() -> None:
    found = only(stacked(), {"C4": 0, "E4": "=IF(C4=0,0,D4/C4)%%"})
    assert (found.kind, found.sure) == ("formula_changes", False)
    assert "daría #DIV/0!" in found.effect


def test_it_gives_no_whole_result_where_a_row_left_out_is_an_error() -> None:
    error, incomplete = findings(put(sheet_of(quarters()), {"F10": "=SUM(F2:F6)", "F8": "=1/0"}))
    assert (error.kind, incomplete.kind) == ("error_value", "range_incomplete")
    assert (incomplete.effect, incomplete.expected) == ("Los datos de esas filas no llegan al resultado.", "F2:F9")


@pytest.mark.parametrize(
    ("day", "typed"),
    [
        (date(2027, 2, 2), "«2-2» o «2.2»"),  # day and month alike
        (date(2027, 3, 2), "«2-3», «2.3» o «3-2»"),
        (date(2031, 5, 1), "«1-5», «1.5» o «5-31»"),  # the first of a month may be a month and a year
    ],
)
def test_it_says_what_may_have_been_typed_before_it_became_a_date(day: date, typed: str) -> None:
    assert only(quarters(), {"A3": day}).expected == typed


def test_it_takes_into_a_mean_under_conditions_the_cells_that_meet_them() -> None:
    changes = {"C3": "160%%", "C8": "130%%", "C12": '=AVERAGEIFS(C2:C9,A2:A9,"Eje 1",B2:B9,"Meta*")%%'}
    found = only(by_condition(), changes)
    assert (found.kind, found.where.row) == ("percent_over_100", 2)
    assert "de 78,75\u00a0% a 63,75\u00a0%" in found.effect
    assert (
        "de 69,57\u00a0% a 61\u00a0%"
        in only(by_condition(), {"C3": "160%%", "C12": '=AVERAGEIF(C2:C9,">0.5")%%'}).effect
    )


def weighted(last: int) -> Rows:
    rows: Rows = [["Objetivo", "Peso", "Avance"]]
    rows += [[f"Objetivo {w}", w, f"{p}%%"] for w, p in ((50, 50), (50 - last, 60), (last, 130))]
    return [*rows, ["Total", "=SUM(B2:B4)", "=SUMPRODUCT(B2:B4,C2:C4)/SUM(B2:B4)%%"]]


def test_a_percent_that_weighs_nothing_does_not_move_the_mean() -> None:
    assert only(weighted(0)).effect == "Hoy el promedio es el mismo, pero dejará de serlo cuando cambien los pesos."


def test_it_says_of_a_weight_without_a_group_that_the_group_is_empty() -> None:
    found = only(weighed(), {"A2": None, "A3": None, "A4": None, "C3": 20})
    assert "(«Eje» = vacío) suman 90" in found.message
    assert "(las filas que no son de una sección) suman 90" in only(weighed_under_titles(), {"C3": 40}).message


def test_it_says_of_a_figure_of_no_known_slip_only_that_it_is_far_away() -> None:
    found = only(small(), {"D3": 0.1})
    assert (found.sure, found.expected) == (False, "")
    assert "190 veces de diferencia. Revise si la cifra está completa." in found.message


def missing() -> Rows:
    """What was not done in two years, counted the other way round in the second."""
    rows: Rows = [
        ["Código", "Meta", *(f"{word} {year}" for year in (2026, 2027) for word in ("Prog", "Ejec", "Falta"))]
    ]
    return rows + [
        [f"M{i}", f"Meta {i}", 10 * i, 8 * i, f"=C{i + 1}-D{i + 1}", 10 * i + 2, 9 * i, f"=G{i + 1}-F{i + 1}"]
        for i in range(1, 7)
    ]


YEAR_BY_YEAR = [
    # the same today in every row
    (two_years(), {f"H{r}": f"=IF(F{r}=0,0,G{r}/F{r})%%" for r in YEARS}, False, "Hoy da lo mismo en todas las filas"),
    # the same in one row of six
    (two_years(), {"G3": 22, **{f"H{r}": f"=F{r}/F{r}%%" for r in YEARS}}, True, "Cambian 5 de 6 filas."),
    # another result in one row of six
    (two_years(), {f"H{r}": f"=G{r}/MAX(F{r},20)%%" for r in YEARS}, True, "Cambia 1 de 6 filas."),
    # the other year has no such column
    (
        two_years(),
        {"I1": "Factor 2026", **{f"I{r}": 1 for r in YEARS}, **{f"E{r}": f"=D{r}/C{r}*I{r}%%" for r in YEARS}},
        False,
        "Los dos años no se pueden comparar",
    ),
    # the usual year divides by a fixed cell
    (
        two_years(),
        {"J1": "Divisor", "J2": 10, **{f"E{r}": f"=D{r}/$J$2%%" for r in YEARS}},
        True,
        "El promedio de la columna pasaría de 83,42\u00a0% a 315\u00a0%.",
    ),
    # differences of two columns, which have no mean that anybody reads
    (missing(), {}, True, "Cambian 6 de 6 filas. Ninguna fórmula del libro usa esta celda."),
]


@pytest.mark.parametrize(("rows", "changes", "sure", "effect"), YEAR_BY_YEAR)
def test_it_says_what_the_formula_of_the_other_year_would_give(
    rows: Rows, changes: dict[str, Any], sure: object, effect: str
) -> None:
    found = only(rows, changes)
    assert (found.kind, found.where.column, found.sure) == ("formula_changes_by_year", 7, sure)
    assert effect in found.effect


@pytest.mark.parametrize(
    "progress",
    [
        ("=F{r}/C{r}%%", "=MIN(1,G{r}/D{r})%%", "=H{r}/E{r}*0.5%%"),  # no two alike: none is the usual one
        ("=F{r}+C{r}", "=F{r}+G{r}+D{r}", "=F{r}+G{r}+H{r}+E{r}"),  # a sum that grows with the years
    ],
)
def test_it_names_no_year_where_there_is_no_usual_one(progress: tuple[str, ...]) -> None:
    assert findings(sheet_of(three_years(*progress))) == []


def stored(changes: dict[str, Any], formulas: dict[str, str], *, recalculates: bool = False) -> AuditResult:
    """Audit totals of four quarters whose results the file keeps."""
    rows: Rows = [["Código", "Meta", "T1", "T2", "T3", "T4", "Total"]]
    rows += [[f"M{i}", f"Meta {i}", i, 2 * i, 3 * i, 4 * i, 10 * i] for i in range(1, 9)]
    sheet = put(sheet_of(rows), changes)
    sheet.formulas |= {place(f"G{row}"): f"SUM(C{row}:F{row})" for row in range(2, 10)}
    sheet.formulas |= {place(cell): formula for cell, formula in formulas.items()}
    return audit_workbook(AuditBook([sheet], recalculates=recalculates))


STORED = [
    ({}, {}, []),
    ({"G4": 99}, {}, ["stale_value"]),  # the total is not wrong as well: recalculating mends it
    ({"G4": 99}, {"G4": "Tabla1[Total]"}, []),  # computed in a way that nobody here can follow
    ({"B20": 7}, {"B20": "1+1"}, []),  # far below the table
]


@pytest.mark.parametrize(("changes", "formulas", "kinds"), STORED)
def test_it_compares_what_the_file_keeps(changes: dict[str, Any], formulas: dict[str, str], kinds: list[str]) -> None:
    assert [found.kind for found in stored(changes, formulas).findings] == kinds


def test_a_zero_that_the_program_computes_on_opening_is_not_old() -> None:
    result = stored({"G4": 0}, {}, recalculates=True)
    assert (result.findings, result.filled) == ((), {("Metas", 3, 6): 30})


def summary(formula: str, last: Any) -> list[AuditSheet]:
    rows: Rows = [["Código", "Meta", "Valor", "Personas"], *([f"M{i}", f"Meta {i}", i, 1] for i in range(1, 11))]
    data = sheet_of([*rows, ["M11", "Meta 11", last, 1]], "Datos")
    return [data, sheet_of([["Dato", "Valor"], ["Suma", formula], ["Cuenta", 3]], "Resumen")]


OUTSIDE = [
    ("=SUM(Datos!C2:C11)", 5, ["Con todas las filas el resultado pasa de 55 a 60. Si es a propósito"]),
    ("=SUM(Datos!C2:C11)", 0, ["Hoy el resultado es el mismo, pero dejará de serlo"]),
    ("=ROUND(SUM(Datos!C2:C10),0)", "=TODAY()", ["Si es a propósito, escriba por qué"]),  # a row that is not known
    ('=VLOOKUP("M3",Datos!A2:C11,3,FALSE)', 5, []),  # a look-up takes no figures together
    ("=SUM(Datos!C2:C11,Datos!D2:D3)", 5, []),  # a sum of two ranges is one of its own
]


@pytest.mark.parametrize(("formula", "last", "effects_told"), OUTSIDE)
def test_it_says_what_a_summary_would_give_over_all_rows(formula: str, last: Any, effects_told: list[str]) -> None:
    found = findings(*summary(formula, last))
    assert [each.kind for each in found] == ["range_incomplete"] * len(effects_told)
    assert all(each.effect.startswith(effect) for each, effect in zip(found, effects_told, strict=True))


def test_it_says_that_a_large_workbook_keeps_an_effect_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "_READS_OF_ALL", 0)
    assert "no se calculó, porque el libro es muy grande" in only(quarters(), {"I5": 99}).effect
    assert only(weighted(20)).effect == "Ese promedio sale más alto de lo que es."


def test_it_looks_no_further_once_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "SECONDS", 0)
    result = audit_workbook(AuditBook([put(sheet_of(quarters()), {"I5": 99})], recalculates=True))
    assert result.findings == ()
    assert any("muy grande" in note for note in result.notes)


def test_it_reads_so_many_formulas_and_says_that_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "MOST_FORMULAS", 5)
    result = audit_workbook(AuditBook([sheet_of(quarters())], recalculates=True))
    assert len(result.filled) == 5
    assert any("muy grande" in note for note in result.notes)


@pytest.mark.parametrize(("steps", "data"), [(3, 8), (7, 7)])
def test_it_follows_a_repeated_mean_only_so_many_steps(steps: int, data: int) -> None:
    rows = groups()
    rows[10][3], rows[-1][3] = None, "=AVERAGE(D5,D9,Copia!A1)%%"  # the third group has two rows
    copies = sheet_of([*([f"=A{step + 1}"] for step in range(1, steps)), ["=Metas!D13"]], "Copia")
    (found,) = findings(sheet_of(rows), copies)
    assert found.effect.startswith(f"El promedio de los {data} datos es")
