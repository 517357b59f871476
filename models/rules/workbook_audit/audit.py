"""The whole audit of a workbook: every check on every table, one finding a cell for one fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from models.rules.sentence import say
from models.rules.workbook_audit.book import AuditBook, AuditSheet
from models.rules.workbook_audit.calculation import Calculation, calculate
from models.rules.workbook_audit.checks.column_formulas import check_column_formulas
from models.rules.workbook_audit.checks.column_totals import check_column_totals
from models.rules.workbook_audit.checks.dates import check_dates
from models.rules.workbook_audit.checks.duplicate_headings import check_duplicate_headings
from models.rules.workbook_audit.checks.errors import check_errors
from models.rules.workbook_audit.checks.left_subtotals import check_left_subtotals
from models.rules.workbook_audit.checks.levels import check_levels
from models.rules.workbook_audit.checks.means import check_means
from models.rules.workbook_audit.checks.outside_ranges import check_outside_ranges
from models.rules.workbook_audit.checks.over_100 import check_over_100
from models.rules.workbook_audit.checks.row_totals import check_row_totals
from models.rules.workbook_audit.checks.scale import check_scale
from models.rules.workbook_audit.checks.stored_results import check_stored_results
from models.rules.workbook_audit.checks.text_numbers import check_text_numbers
from models.rules.workbook_audit.checks.weights import check_weights
from models.rules.workbook_audit.checks.years import check_years
from models.rules.workbook_audit.effects import Effects
from models.rules.workbook_audit.find_tables import find_tables, headed_columns, make_table
from models.rules.workbook_audit.finding import KINDS, SHOWN, Finding, Where
from models.rules.workbook_audit.formula.source import CellKey
from models.rules.workbook_audit.formula.spanish_names import spanish_name
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.groups import Group, grouped
from models.rules.workbook_audit.hints import NO_HINTS, Hints
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.spoken import listed
from models.rules.workbook_audit.tables import Table

SECONDS = 90.0
"""After so long no further check begins, and the report says so."""

_CHECKS: tuple[Callable[[Look], Iterator[Finding]], ...] = (
    check_errors,
    check_stored_results,
    check_row_totals,
    check_column_totals,
    check_left_subtotals,
    check_levels,
    check_column_formulas,
    check_years,
    check_outside_ranges,
    check_means,
    check_over_100,
    check_weights,
    check_duplicate_headings,
    check_scale,
    check_dates,
    check_text_numbers,
)
_SAID_BETTER = {"total_differs", "level_summed", "error_value", "circular_reference"}
_SAID_WORSE = {"formula_changes", "typed_over_formula"}


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Findings in the order of the sheets, the number of each kind found (also those not kept), and remarks.

    `groups` has the same findings, all of them, by what is to be decided: the sure ones first, the worst before others.
    `not_computed`: formulas that each function, by its Spanish name, keeps from being computed, the most first.
    `tables` names each table that was audited: its sheet, its range of rows from 1, and its rows of data. `filled` has
    the results that the file did not hold, by cell.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    notes: tuple[str, ...]
    tables: tuple[tuple[str, int, int, int], ...]
    filled: Mapping[CellKey, Scalar]
    groups: tuple[Group, ...] = ()
    not_computed: Mapping[str, int] = field(default_factory=dict)


def audit_workbook(
    book: AuditBook, hints: Mapping[str, Sequence[Hints]] | None = None, *, hidden: bool = False
) -> AuditResult:
    """Audit the sheets that are not hidden, or all with `hidden`, or those that `hints` names by sheet."""
    known = hints or {}
    calculation = calculate(book)
    effects = Effects(calculation)
    sheets = [sheet for sheet in book.sheets if (sheet.name in known if known else hidden or not sheet.hidden)]
    hinted = [
        (table, hint)
        for sheet in sheets
        for hint in known.get(sheet.name, (NO_HINTS,))
        for table in _tables(sheet, calculation, hint)
    ]
    tables = [table for table, _ in hinted]
    until = monotonic() + SECONDS
    found: list[Finding] = []
    for table, hint in hinted:
        look = Look(calculation, effects, tables, table, hint)
        for check in _CHECKS:
            if monotonic() < until:
                found.extend(check(look))
    names = [sheet.name for sheet in sheets]
    kept = _ordered(_once(each for each in found if each.where.sheet in names), names)
    counts = Counter(finding.kind for finding in kept)
    notes = _notes(book, sheets, calculation, in_time=monotonic() < until)
    spans = tuple((table.sheet.name, table.rows[0] + 1, table.rows[-1] + 1, len(table.rows)) for table in tables)
    by_kind = {kind: counts[kind] for kind in KINDS if counts[kind]}
    return AuditResult(
        tuple(_limited(kept)), by_kind, notes, spans, calculation.filled, grouped(kept), _not_computed(calculation)
    )


def _tables(sheet: AuditSheet, calculation: Calculation, hints: Hints) -> list[Table]:
    if hints.first_row is None:
        return find_tables(sheet, calculation.programs)
    last = sheet.height - 1 if hints.last_row is None else hints.last_row
    body = [row for row in sorted(sheet.rows) if hints.first_row <= row <= last]
    columns = headed_columns(sheet, hints.heading_rows, body)
    table = make_table(sheet, hints.heading_rows, columns, body, calculation.programs)
    return [table] if table.rows else []


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Leave out what another finding on the same cell says better."""
    all_found = list(dict.fromkeys(found))
    better = {finding.where for finding in all_found if finding.kind in _SAID_BETTER}
    levels = {finding.where for finding in all_found if finding.kind == "level_summed"}
    return [
        finding
        for finding in all_found
        if not (finding.kind in _SAID_WORSE and finding.where in better)
        and not (finding.kind == "total_differs" and finding.where in levels)
    ]


def _ordered(found: list[Finding], sheets: list[str]) -> list[Finding]:
    kinds = list(KINDS)

    def place(finding: Finding) -> tuple[int, Where, int]:
        return sheets.index(finding.where.sheet), finding.where, kinds.index(finding.kind)

    return sorted(found, key=place)


def _limited(found: list[Finding]) -> Iterator[Finding]:
    given: Counter[str] = Counter()
    for finding in found:
        given[finding.kind] += 1
        if given[finding.kind] <= SHOWN:
            yield finding


def _not_computed(calculation: Calculation) -> dict[str, int]:
    return {spanish_name(name): count for name, count in calculation.not_computed.most_common()}


def _notes(book: AuditBook, sheets: list[AuditSheet], calculation: Calculation, *, in_time: bool) -> tuple[str, ...]:
    """Tell what a reader of the report has to know: what was not looked at, and what was computed anew."""
    notes = []
    left = [f"«{sheet.name}»" for sheet in book.sheets if sheet not in sheets]
    if left:
        notes.append(say("No se revisaron las hojas ocultas o no nombradas: {sheets}.", sheets=listed(left)))
    filled = sum(value not in {None, ""} for value in calculation.filled.values())
    if filled:
        notes.append(
            say(
                "{count} fórmulas estaban guardadas sin su resultado y Rumbo las calculó. Para importar "
                "el libro, ábralo en la hoja de cálculo y guárdelo.",
                count=filled,
            )
        )
    functions = [f"{name} ({count})" for name, count in _not_computed(calculation).items()]
    if functions:
        notes.append(
            say(
                "Rumbo no calcula estas funciones, ni juzga las fórmulas que las usan: {functions}.",
                functions=", ".join(functions),
            )
        )
    if calculation.programs.not_understood:
        notes.append(
            say("Fórmulas que no se entienden y no se juzgan: {count}.", count=calculation.programs.not_understood)
        )
    if calculation.gave_up or calculation.programs.left_out or not in_time:
        notes.append(say("El libro es muy grande: algunas fórmulas o efectos no se calcularon."))
    return tuple(notes)
