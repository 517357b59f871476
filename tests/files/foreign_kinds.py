"""Twenty kinds of workbook that offices keep, three of each: read right, or asked about at their own cell."""

from __future__ import annotations

from datetime import date

from tests.files.foreign_book import INDICATOR, META, READING, Book, Facts

PLAIN = """
[[tables]]
sheet = "Plan"
header_row = 1
"""
YEAR = """
[[tables.periods]]
period = "2024"
planned = "C"
"""
PLAN = PLAIN + META + INDICATOR + YEAR
HEADER = ("Código", "Meta", "2024")
ROUNDED = READING + "round = true\n"


def asked(*places: tuple[str, str | None]) -> Facts:
    return Facts(asked=frozenset(places))


def one(*rows: tuple[object, ...], mapping: str = PLAN, header: tuple[object, ...] = HEADER, **more: object) -> Book:
    """A workbook of one sheet with its header in row 1."""
    return Book({"Plan": [header, *rows]}, mapping, **more)  # type: ignore[arg-type]


CODES = {
    "zeros and blanks": (
        one(("007 ", "Obra", 5), ("2,2\u00a0", "Vía", 3)),
        Facts(
            items={"007": (None, "Obra"), "2,2": (None, "Vía")},
            targets={("007", "2024"): "5", ("2,2", "2024"): "3"},
        ),
    ),
    "zeros that numbers have lost": (
        one(("0900", "Obra", 5), (800, "Vía", 3)),
        Facts(
            items={"0900": (None, "Obra"), "800": (None, "Vía")},
            warned=frozenset({("zeros_lost", "A2")}),
        ),
    ),
    "a code that became a date": (one((date(2024, 3, 1), "Obra", 5)), asked(("code_not_text", "A2"))),
}

TITLES = """
[[tables]]
sheet = "Plan"
header_rows = [4, 5]
[[tables.levels]]
level = "meta"
code = {header = "COD"}
name = "META"
""" + INDICATOR.replace('"B"', '"META"')
_TITLED = [
    ("ALCALDÍA",),
    (),
    ("Plan 2024",),
    (None, None, "PROGRAMADO", None),
    ("COD", "META", "2024", "2025"),
    ("M1", "Obra\nnueva", 5, 7),
]
TWO_TIERS = {
    "headings of two rows": (
        Book(
            {"Plan": _TITLED},
            TITLES
            + """
[[tables.periods]]
period = "2024"
planned = "PROGRAMADO 2024"
[[tables.periods]]
period = "2025"
planned = {header = "programado  2025"}
""",
        ),
        Facts(items={"M1": (None, "Obra nueva")}, targets={("M1", "2024"): "5", ("M1", "2025"): "7"}),
    ),
    "a heading that stands twice": (
        Book(
            {"Plan": [*_TITLED[:4], ("COD", "META", "2024", "2024"), _TITLED[5]]},
            TITLES
            + """
[[tables.periods]]
period = "2024"
planned = "PROGRAMADO 2024"
""",
        ),
        asked(("heading_twice", None)),
    ),
    "a column that has moved": (
        one(
            ("M1", "Obra", "x", 5),
            header=("Código", "Meta", "Nueva", "2024"),
            mapping=PLAIN
            + """
headings = {C = "2024"}
ignore = ["D"]
"""
            + META
            + INDICATOR
            + YEAR,
        ),
        asked(("heading_differs", "C1"), ("not_a_number", "C2")),
    ),
}

FILLED = (
    PLAIN
    + """
[[tables.levels]]
level = "eje"
code = "A"
name = "B"
fill_down = true
[[tables.levels]]
level = "programa"
code = "C"
name = "D"
fill_down = true
[[tables.levels]]
level = "meta"
code = "E"
name = "F"
[[tables.indicators]]
name = "F"
direction = "up"
accumulation = "sum"
frequency = "month"
[[tables.periods]]
period = "2024"
planned = "G"
"""
)
_TREE = ("Eje", "Nombre", "Prog", "Nombre", "Meta", "Nombre", "2024")
MERGED = {
    "merged cells": (
        Book(
            {
                "Plan": [
                    _TREE,
                    ("E1", "Agua", "P1", "Riego", "M1", "Pozo", 1),
                    (None, None, None, None, "M2", "Canal", 2),
                    (None, None, "P2", "Aseo", "M3", "Ruta", 3),
                ]
            },
            FILLED,
        ),
        Facts(
            items={
                "E1": (None, "Agua"),
                "P1": ("E1", "Riego"),
                "M1": ("P1", "Pozo"),
                "M2": ("P1", "Canal"),
                "P2": ("E1", "Aseo"),
                "M3": ("P2", "Ruta"),
            }
        ),
    ),
    "a program that is not its own eje's": (
        Book(
            {
                "Plan": [
                    _TREE,
                    ("E1", "Agua", "P1", "Riego", "M1", "Pozo", 1),
                    ("E2", "Vías", None, None, "M2", "Puente", 2),
                ]
            },
            FILLED,
        ),
        asked(("nothing_above", "D3")),
    ),
    "a responsible that is merged": (
        one(
            ("M1", "Pozo", 1, "SALUD"),
            ("M2", "Canal", 2, None),
            header=(*HEADER, "Resp"),
            mapping=PLAIN + 'fill_down = ["D"]\n' + META + 'org_unit = "D"\n' + INDICATOR + YEAR,
        ),
        Facts(more={"unit of": {"M1": "SALUD", "M2": "SALUD"}}),
    ),
}

PERCENTS = PLAN.replace('planned = "C"', 'planned = {column = "C", percent = "fraction"}')
PERCENT = {
    "fractions beside text": (
        one(("M1", "Obra", 0.85), ("M2", "Vía", "100%"), ("M3", "Luz", "42,5 %"), mapping=PERCENTS),
        Facts(targets={("M1", "2024"): "85", ("M2", "2024"): "100", ("M3", "2024"): "42.5"}),
    ),
    "points among fractions": (
        one(("M1", "Obra", 0.85), ("M2", "Vía", 85), mapping=PERCENTS),
        asked(("fraction_too_large", "C3")),
    ),
    "percents that nobody declared": (
        one(("M1", "Obra", 1), ("M2", "Vía", "100%")),
        asked(("percent_not_declared", "C3")),
    ),
}

MISSING = {
    "marks that are declared": (
        one(("M1", "Obra", "SD"), ("M2", "Vía", " nd "), ("M3", "Luz", 0), ("M4", "Gas", "\u00a00")),
        Facts(
            targets={("M3", "2024"): "0", ("M4", "2024"): "0"},
            warned=frozenset({("read_as_missing", "C2"), ("text_number", "C5")}),
        ),
    ),
    "a mark that is not": (one(("M1", "Obra", "S.I.")), asked(("not_a_number", "C2"))),
    "zero that is not programmed": (
        one(
            ("M1", "Obra", 0),
            ("M2", "Vía", 4),
            ("M3", "Luz", "NP"),
            mapping=PLAN.replace(
                'planned = "C"', 'planned = {column = "C", missing = ["NP"]}\nzero_not_programmed = true'
            ),
        ),
        Facts(targets={("M2", "2024"): "4"}, warned=frozenset({("read_as_not_programmed", "C2")})),
    ),
}

BASELINE = PLAN.replace('name = "B"\ndirection', 'name = "B"\nbaseline = {column = "D", SETTING}\ndirection')
_WITH_BASE = (*HEADER, "L.B")
UNITS_INSIDE = {
    "a unit behind the number": (one(("M1", "Obra", "10,8 Km")), asked(("number_with_unit", "C2"))),
    "a unit that is declared": (
        one(
            ("M1", "Obra", "10,8 Km"),
            ("M2", "Vía", "3 mts"),
            mapping=PLAN.replace('planned = "C"', 'planned = {column = "C", suffixes = ["km", "mts"]}'),
        ),
        Facts(targets={("M1", "2024"): "10.8", ("M2", "2024"): "3"}),
    ),
    "text that is kept": (
        one(
            ("M1", "Obra", 1, "542*100.000"),
            ("M2", "Vía", 1, "7,75%"),
            ("M3", "Luz", 1, 3.5),
            header=_WITH_BASE,
            mapping=BASELINE.replace("SETTING", 'keep_text = true, label = "Base"'),
        ),
        Facts(
            more={"description": {"M1": "Base: 542*100.000", "M2": "Base: 7,75%"}, "baselines": {"M3": "3.5"}},
            warned=frozenset({("text_kept", "D2"), ("text_kept", "D3")}),
        ),
    ),
}

NUMBERS = {
    "numbers as text": (
        one(("M1", "Obra", "1.234,5"), ("M2", "Vía", "1.234.567")),
        Facts(targets={("M1", "2024"): "1234.5", ("M2", "2024"): "1234567"}),
    ),
    "a number that may be two": (
        one(("M1", "Obra", "53.278"), ("M2", "Vía", "1,5E3")),
        asked(("ambiguous_number", "C2"), ("number_with_unit", "C3")),
    ),
    "a number that was answered": (
        one(
            ("M1", "Obra", "53.278"),
            ("M2", "Vía", 0.1 + 0.2),
            mapping=PLAN.replace('planned = "C"', 'planned = {column = "C", values = {"53.278" = "53278"}}'),
        ),
        Facts(targets={("M1", "2024"): "53278", ("M2", "2024"): "0.3"}),
    ),
}

QUARTERS = (
    PLAIN
    + META
    + INDICATOR
    + "".join(
        f'[[tables.periods]]\nperiod = "2024-Q{n}"\nplanned = "{p}"\nactual = "{a}"\n'
        for n, p, a in ((1, "C", "D"), (2, "E", "F"))
    )
)
_QUARTER_HEADER = ("Código", "Meta", "T1 P", "T1 E", "T2 P", "T2 E", "Total")
SIDE_BY_SIDE = {
    "quarters": (
        one(
            ("M1", "Obra", 2, 1, 3, 3, None),
            ("M2", "Vía", None, None, 4, None, None),
            header=_QUARTER_HEADER,
            mapping=QUARTERS,
        ),
        Facts(
            targets={("M1", "2024-Q1"): "2", ("M1", "2024-Q2"): "3", ("M2", "2024-Q2"): "4"},
            actuals={("M1", "2024-Q1"): "1", ("M1", "2024-Q2"): "3"},
        ),
    ),
    "a total that is not their sum": (
        one(
            ("M1", "Obra", 2, 1, 3, 3, 6),
            header=_QUARTER_HEADER,
            mapping=QUARTERS + '[[tables.totals]]\ntotal = "G"\nparts = ["C", "E"]\n',
        ),
        Facts(
            targets={("M1", "2024-Q1"): "2", ("M1", "2024-Q2"): "3"},
            warned=frozenset({("total_differs", "G2"), ("column_total_differs", None)}),
        ),
    ),
    "a column that nobody named": (
        one(("M1", "Obra", 2, 1, 3, 3, 5), header=_QUARTER_HEADER, mapping=QUARTERS),
        Facts(warned=frozenset({("column_not_mapped", "G2")})),
    ),
}

LONG = (
    PLAIN
    + META
    + INDICATOR
    + """
[[tables.periods]]
period = {column = "C", values = {Enero = "2024-01", Febrero = "2024-02"}}
planned = "D"
"""
)
_LONG_HEADER = ("Código", "Meta", "Mes", "Programado")
ONE_ROW_A_PERIOD = {
    "months in a column": (
        one(
            ("M1", "Obra", "ENERO", 1),
            ("M1", "Obra", "febrero ", 2),
            ("M2", "Vía", "Enero", 3),
            header=_LONG_HEADER,
            mapping=LONG,
        ),
        Facts(
            items={"M1": (None, "Obra"), "M2": (None, "Vía")},
            targets={("M1", "2024-01"): "1", ("M1", "2024-02"): "2", ("M2", "2024-01"): "3"},
        ),
    ),
    "a month that is none": (
        one(("M1", "Obra", "Enro", 1), header=_LONG_HEADER, mapping=LONG),
        asked(("value_not_in_map", "C2")),
    ),
    "a month twice": (
        one(("M1", "Obra", "Enero", 1), ("M1", "Obra", "enero", 2), header=_LONG_HEADER, mapping=LONG),
        asked(("duplicate_target", "A3")),
    ),
}

PAIRS = (
    PLAIN
    + """
[[tables.levels]]
level = "meta"
code = "A"
name = "B"
fill_down = true
"""
    + INDICATOR
    + "".join(
        f'[[tables.periods]]\nperiod = "2024-0{n}"\n{field} = "{column}"\nwhen = {{column = "C", is = ["{mark}"]}}\n'
        for n, column in ((1, "D"), (2, "E"))
        for field, mark in (("planned", "PROG."), ("actual", "EJEC."))
    )
)
_PAIR_HEADER = ("Código", "Actividad", "", "Ene", "Feb")
ROWS_IN_PAIRS = {
    "planned above actual": (
        one(
            ("M1", "Obra", "PROG.", 2, 2),
            (None, None, "EJEC.", 1, 2),
            header=_PAIR_HEADER,
            mapping=PAIRS.replace('name = "B"\ndirection', 'name = {value = "Avance"}\ndirection'),
        ),
        Facts(
            targets={("M1", "2024-01"): "2", ("M1", "2024-02"): "2"},
            actuals={("M1", "2024-01"): "1", ("M1", "2024-02"): "2"},
        ),
    ),
    "pairs of several activities": (
        one(
            ("M1", "Obra", "PROG.", 2, None),
            (None, None, "EJEC.", 1, None),
            ("M2", "Vía", "PROG.", 5, 5),
            (None, None, "EJEC.", None, 4),
            header=_PAIR_HEADER,
            mapping=PAIRS.replace('name = "B"\ndirection', 'name = "Actividad"\ndirection'),
        ),
        Facts(
            targets={("M1", "2024-01"): "2", ("M2", "2024-01"): "5", ("M2", "2024-02"): "5"},
            actuals={("M1", "2024-01"): "1", ("M2", "2024-02"): "4"},
        ),
    ),
    "a row without its activity": (
        one((None, None, "EJEC.", 1, 2), header=_PAIR_HEADER, mapping=PAIRS),
        asked(("nothing_above", "B2")),
    ),
}

STACKED = (
    """
[[org_units]]
code = "SALUD"
name = "Secretaría de Salud"
[[org_units]]
code = "VIAS"
name = "Secretaría de Vías"
kind = "secretaria"
parent = "ALC"
[[tables]]
sheet = "Plan"
header_row = 2
first_row = 3
repeat = {column = "A", starts = ["Dependencia"]}
stop = {column = "A", is = ["Total"]}
[[tables.levels]]
level = "meta"
code = "Código"
name = "Meta"
org_unit = {column = "B", block_row = 1}
"""
    + INDICATOR.replace('name = "B"', 'name = "Meta"')
    + """
[[tables.periods]]
period = "2024"
planned = "Valor"
"""
)
_BLOCK = (("Dependencia:", "Secretaría de Salud"), ("Código", "Meta", "Valor"), ("M1", "Vacuna", 5), ("Total", None, 5))
_SECOND = ((), ("Dependencia:", "Secretaría de Vías"), ("Código", "Valor", "Meta"), ("M2", 7, "Puente"), ("Total", 7))
STACKS = {
    "blocks of two units": (
        Book({"Plan": [("Informe",), *_BLOCK, *_SECOND]}, STACKED),
        Facts(
            items={"M1": (None, "Vacuna"), "M2": (None, "Puente")},
            targets={("M1", "2024"): "5", ("M2", "2024"): "7"},
            more={"unit of": {"M1": "SALUD", "M2": "VIAS"}, "units": {"VIAS": "Secretaría de Vías"}},
            warned=frozenset({("rows_after_end", None)}),
        ),
    ),
    "a block of a unit that nobody knows": (
        Book({"Plan": [("Dependencia:", "Obras"), *_BLOCK[1:3]]}, STACKED),
        asked(("unknown_unit_name", "B3")),
    ),
    "no block at all": (
        Book({"Plan": [("Código", "Meta", "Valor"), ("M1", "Vacuna", 5)]}, STACKED),
        asked(("block_missing", None)),
    ),
}

_TOTALS = (("M1", "Obra", 5), ("Subtotal", None, 5), ("M2", "Vía", 3), ("TOTAL GENERAL", None, 8), ("nota", None, None))
TOTALS = {
    "totals by what they say": (
        one(
            *_TOTALS,
            mapping=PLAIN
            + 'stop = {column = "A", starts = ["total"]}\n'
            + """
[[tables.skip]]
why = "subtotal"
column = "A"
is = ["Subtotal"]
"""
            + META
            + INDICATOR
            + YEAR,
        ),
        Facts(
            targets={("M1", "2024"): "5", ("M2", "2024"): "3"},
            warned=frozenset({("row_skipped", None), ("rows_after_end", None)}),
        ),
    ),
    "totals by their rows": (
        one(
            *_TOTALS,
            mapping=PLAIN
            + "last_row = 4\n"
            + """
[[tables.skip]]
why = "subtotal de la fila 3"
rows = [3]
"""
            + META
            + INDICATOR
            + YEAR,
        ),
        Facts(targets={("M1", "2024"): "5", ("M2", "2024"): "3"}),
    ),
    "totals that nobody named": (one(*_TOTALS[:2]), asked(("blank_required", "B3"))),
}

OUTLINE = (
    PLAIN
    + """
[[tables.levels]]
level = "eje"
heading = {column = "A", starts = ["Eje"]}
code = {column = "A", before = ":"}
name = {column = "A", after = ":"}
[[tables.levels]]
level = "meta"
code = "A"
name = "B"
"""
    + INDICATOR
    + YEAR
)
ROWS_OF_THEIR_OWN = {
    "headings among the rows": (
        one(
            ("Eje 1: Agua",),
            ("M1", "Pozo", 1),
            ("M2", "Canal", 2),
            ("Eje 2: Vías",),
            ("M3", "Puente", 3),
            mapping=OUTLINE,
        ),
        Facts(
            items={
                "Eje 1": (None, "Agua"),
                "M1": ("Eje 1", "Pozo"),
                "M2": ("Eje 1", "Canal"),
                "Eje 2": (None, "Vías"),
                "M3": ("Eje 2", "Puente"),
            }
        ),
    ),
    "a row above the first heading": (
        one(("M1", "Pozo", 1), ("Eje 1: Agua",), mapping=OUTLINE),
        asked(("nothing_above", "A2")),
    ),
    "one code under two headings": (
        one(("Eje 1: Agua",), ("M1", "Pozo", 1), ("Eje 2: Vías",), ("M1", "Pozo", 2), mapping=OUTLINE),
        asked(("two_parents", "A5")),
    ),
}

_NEW = '[new_org_units]\nkind = "secretaria"\nparent = "ALC"\n'
_RESPONSIBLE = PLAN.replace('name = "B"\n\n[[tables.ind', 'name = "B"\norg_unit = "D"\n[[tables.ind')
_RESPONSIBLE_HEADER = (*HEADER, "Responsable")
UNIT_NAMES = {
    "names that make codes": (
        one(
            ("M1", "Obra", 1, "Sec. de Vías"),
            ("M2", "Luz", 2, "sec.  de vías"),
            header=_RESPONSIBLE_HEADER,
            mapping=_NEW + _RESPONSIBLE,
        ),
        Facts(more={"units": {"SEC-DE-VIAS": "Sec. de Vías"}, "unit of": {"M1": "SEC-DE-VIAS", "M2": "SEC-DE-VIAS"}}),
    ),
    "names of known units": (
        one(
            ("M1", "Obra", 1, "Salud"),
            header=_RESPONSIBLE_HEADER,
            mapping=(
                '[[org_units]]\ncode = "SALUD"\nname = "Secretaría de Salud"\nwritten = ["salud"]\n' + _RESPONSIBLE
            ),
        ),
        Facts(more={"units": {}, "unit of": {"M1": "SALUD"}}),
    ),
    "names that differ by a point": (
        one(
            ("M1", "Obra", 1, "Sec. Vías"),
            ("M2", "Luz", 2, "Sec Vías"),
            header=_RESPONSIBLE_HEADER,
            mapping=_NEW + _RESPONSIBLE,
        ),
        asked(("code_of_two", "D3")),
    ),
}
