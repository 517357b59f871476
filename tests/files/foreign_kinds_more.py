"""The other kinds of workbook: made codes, money, dates, errors, hidden sheets, several sheets, older forms."""

from __future__ import annotations

from datetime import date

from tests.files.foreign_book import INDICATOR, META, READING, Book, Facts
from tests.files.foreign_kinds import (
    CODES,
    HEADER,
    MERGED,
    MISSING,
    NUMBERS,
    ONE_ROW_A_PERIOD,
    PERCENT,
    PLAIN,
    PLAN,
    ROUNDED,
    ROWS_IN_PAIRS,
    ROWS_OF_THEIR_OWN,
    SIDE_BY_SIDE,
    STACKS,
    TOTALS,
    TWO_TIERS,
    UNIT_NAMES,
    UNITS_INSIDE,
    YEAR,
    asked,
    one,
)

NAMED = (
    PLAIN
    + """
[[tables.levels]]
level = "eje"
code = "name"
name = "A"
[[tables.levels]]
level = "meta"
code = "numbered"
name = "B"
"""
    + INDICATOR
    + YEAR
)
WITHIN = (
    PLAIN
    + """
[[tables.levels]]
level = "eje"
code = {column = "A", before = "."}
name = {column = "A", after = "."}
[[tables.levels]]
level = "meta"
code = {column = "D", width = 2}
within_parent = true
name = "B"
"""
    + INDICATOR
    + YEAR
)
MADE_CODES = {
    "codes of names and numbers": (
        one(
            ("Agua y aseo", "Pozo", 1),
            ("Agua y aseo", "Canal", 2),
            ("Vías", "Puente", 3),
            ("agua y  aseo", "pozo", 1),
            mapping=NAMED.replace('"month"', '"year"').replace(
                "[[tables.periods]]", '[[tables.skip]]\nwhy = "repetida"\nrows = [5]\n[[tables.periods]]'
            ),
        ),
        Facts(
            items={
                "AGUA-Y-ASEO": (None, "Agua y aseo"),
                "AGUA-Y-ASEO.1": ("AGUA-Y-ASEO", "Pozo"),
                "AGUA-Y-ASEO.2": ("AGUA-Y-ASEO", "Canal"),
                "VIAS": (None, "Vías"),
                "VIAS.1": ("VIAS", "Puente"),
            }
        ),
    ),
    "codes that begin again below each": (
        one(("09. Economía", "Pozo", 1, 1), ("10. Salud", "Vacuna", 2, 1), header=(*HEADER, "N"), mapping=WITHIN),
        Facts(
            items={"09": (None, "Economía"), "09.01": ("09", "Pozo"), "10": (None, "Salud"), "10.01": ("10", "Vacuna")}
        ),
    ),
    "one code for two things": (one(("M1", "Pozo", 1), ("M1", "Canal", 2)), asked(("code_of_two", "A3"))),
}

BUDGET = (
    PLAIN
    + META
    + INDICATOR
    + """
[[tables.budget]]
year = 2024
funding_source = "D"
initial = "C"
programmed = {column = "E", missing = ["-"]}
[[tables.budget]]
year = 2025
initial = "F"
[[tables.periods]]
period = "2024"
planned = {value = "1"}
"""
)
_BUDGET_HEADER = ("Código", "Meta", "Inicial 2024", "Fuente", "Plan 2024", "Inicial 2025")
MONEY = {
    "years and stages": (
        one(
            ("M1", "Obra", 1000, "SGP", -20.5, 3000),
            ("M2", "Vía", "1.234.567,89", "Propios", "-", None),
            header=_BUDGET_HEADER,
            mapping=BUDGET,
        ),
        Facts(
            money={
                ("M1", "2024", "initial"): "1000",
                ("M1", "2024", "programmed"): "-20.5",
                ("M1", "2025", "initial"): "3000",
                ("M2", "2024", "initial"): "1234567.89",
            }
        ),
    ),
    "cents of cents": (
        one(("M1", "Obra", 1000.123, "SGP", None, None), header=_BUDGET_HEADER, mapping=BUDGET),
        asked(("too_many_decimals", "C2")),
    ),
    "cents of cents, rounded": (
        one(("M1", "Obra", 1000.125, "SGP", None, None), header=_BUDGET_HEADER, mapping=BUDGET, reading=ROUNDED),
        Facts(money={("M1", "2024", "initial"): "1000.13"}, warned=frozenset({("number_rounded", "C2")})),
    ),
}

DATED = PLAIN + META + 'start = "D"\nend = "E"\n' + INDICATOR + YEAR
_DATED_HEADER = (*HEADER, "Inicio", "Fin")
DATES = {
    "cells that are dates": (
        one(("M1", "Obra", 1, date(2024, 3, 1), date(2024, 4, 30)), header=_DATED_HEADER, mapping=DATED),
        Facts(more={"dates": {"M1": (date(2024, 3, 1), date(2024, 4, 30))}}),
    ),
    "dates as text": (
        one(
            ("M1", "Obra", 1, "01/03/2024", "30-4-2024"),
            header=_DATED_HEADER,
            mapping=DATED,
            reading=READING + 'dates = "day/month/year"\n',
        ),
        Facts(more={"dates": {"M1": (date(2024, 3, 1), date(2024, 4, 30))}}),
    ),
    "a date the other way": (
        one(
            ("M1", "Obra", 1, "03/31/2024", None),
            header=_DATED_HEADER,
            mapping=DATED,
            reading=READING + 'dates = "day/month/year"\n',
        ),
        asked(("date_not_in_order", "D2")),
    ),
}

ERRORS = {
    "an error where it is read": (
        one(("M1", "Obra", "#DIV/0!"), ("M2", "#N/A", 1)),
        asked(("error_cell", "C2"), ("error_cell", "B3")),
    ),
    "an error where it is not": (
        one(
            ("M1", "Obra", 1, "#DIV/0!"),
            header=(*HEADER, "%"),
            mapping=PLAIN + 'ignore_headings = ["%"]\n' + META + INDICATOR + YEAR,
        ),
        Facts(targets={("M1", "2024"): "1"}),
    ),
    "an error that is named": (
        one(("M1", "Obra", "#DIV/0!"), ("M2", "Vía", 2), reading=READING.replace('"ND"', '"#DIV/0!"')),
        Facts(targets={("M2", "2024"): "2"}, warned=frozenset({("read_as_missing", "C2")})),
    ),
}

_ROWS = (HEADER, ("M1", "Obra", 5))
HIDDEN = {
    "a hidden sheet that is named": (
        Book({"Portada": [("x",)], "Plan": _ROWS}, PLAN, hidden=("Plan",)),
        Facts(targets={("M1", "2024"): "5"}, warned=frozenset({("hidden_sheet_read", None), ("sheet_not_read", None)})),
    ),
    "a hidden sheet that is not": (
        Book({"Plan": _ROWS, "Copia": _ROWS}, PLAN, hidden=("Copia",)),
        Facts(targets={("M1", "2024"): "5"}, warned=frozenset({("hidden_sheet_not_read", None)})),
    ),
    "a sheet that is not there": (Book({"Plan 2024": _ROWS}, PLAN), asked(("mapped_sheet_missing", None))),
}

MONTHLY = (
    PLAIN.replace('"Plan"', '["ENE", "FEB"]')
    + META
    + INDICATOR
    + """
[[tables.periods]]
period = {sheet_name = true, values = {ENE = "2024-01", FEB = "2024-02"}}
planned = "C"
"""
)
TWO_TABLES = (
    PLAN
    + """
[[tables]]
sheet = "Avance"
header_row = 1
[[tables.indicators]]
code = "A"
existing = true
[[tables.periods]]
period = "2024"
actual = "B"
"""
)
NUMBERED = MONTHLY.replace('code = "A"', 'code = "numbered"')
SEVERAL_SHEETS = {
    "numbers that go on in the next sheet": (
        Book({"ENE": [HEADER, (None, "Obra", 5)], "FEB": [HEADER, (None, "Vía", 6), (None, "obra ", 7)]}, NUMBERED),
        Facts(
            items={"1": (None, "Obra"), "2": (None, "Vía")},
            targets={("1", "2024-01"): "5", ("2", "2024-02"): "6", ("1", "2024-02"): "7"},
        ),
    ),
    "a sheet a month": (
        Book({"ENE": _ROWS, "FEB": [HEADER, ("M1", "Obra", 6), ("M2", "Vía", 1)]}, MONTHLY),
        Facts(
            items={"M1": (None, "Obra"), "M2": (None, "Vía")},
            targets={("M1", "2024-01"): "5", ("M1", "2024-02"): "6", ("M2", "2024-02"): "1"},
        ),
    ),
    "actuals in a sheet of their own": (
        Book({"Avance": [("Código", "Ejecutado"), ("M1", 4)], "Plan": _ROWS}, TWO_TABLES),
        Facts(targets={("M1", "2024"): "5"}, actuals={("M1", "2024"): "4"}),
    ),
    "actuals of what is not planned": (
        Book({"Plan": _ROWS, "Avance": [("Código", "Ejecutado"), ("M9", 4)]}, TWO_TABLES),
        asked(("unknown_indicator", "A2")),
    ),
}

OLDER_FORMS = {
    "an old workbook": (
        Book({"Plan": [HEADER, ("0900", "Obra", 5), ("M2", "Vía", "#DIV/0!")]}, PLAN, suffix=".xls"),
        Facts(targets={("0900", "2024"): "5"}, warned=frozenset({("xls_errors_unseen", None)})),
    ),
    "an open document": (Book({"plan": _ROWS}, PLAN, suffix=".ods"), Facts(targets={("M1", "2024"): "5"})),
    "csv files in a zip": (
        Book({"Plan": [HEADER, ("007", "Obra", "1.234,5")]}, PLAN, suffix=".zip"),
        Facts(items={"007": (None, "Obra")}, targets={("007", "2024"): "1234.5"}),
    ),
}

KINDS = {
    "codes": CODES,
    "headings": TWO_TIERS,
    "merged cells": MERGED,
    "percents": PERCENT,
    "missing": MISSING,
    "units inside": UNITS_INSIDE,
    "numbers": NUMBERS,
    "side by side": SIDE_BY_SIDE,
    "one row a period": ONE_ROW_A_PERIOD,
    "rows in pairs": ROWS_IN_PAIRS,
    "stacked blocks": STACKS,
    "totals": TOTALS,
    "rows of their own": ROWS_OF_THEIR_OWN,
    "unit names": UNIT_NAMES,
    "made codes": MADE_CODES,
    "money": MONEY,
    "dates": DATES,
    "errors": ERRORS,
    "hidden sheets": HIDDEN,
    "several sheets": SEVERAL_SHEETS,
    "older forms": OLDER_FORMS,
}
