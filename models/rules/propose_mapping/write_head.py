"""The head of a draft as text: the plan, its years, and the units that answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from models.rules.cell import cell_text, fold, one_line
from models.rules.headings.heading import normal, years_in
from models.rules.headings.words import Role
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import Doubts, times
from models.rules.propose_mapping.office import Office, unit_kind_of
from models.rules.propose_mapping.toml_text import line
from models.rules.sentence import say

_MOST_UNITS = 200


def span_of(decided: Sequence[Decided], file_name: str, office: Office, doubts: Doubts) -> tuple[int, int]:
    """First and last year of the plan: those of the headings, else of titles and names, else this year."""
    years = [key[0] for each in decided for key in (*each.figures.keys, *each.figures.money) if key[0] is not None]
    years += [
        int(value)
        for each in decided
        if Role.YEAR in each.single
        for value in each.single[Role.YEAR].look.plain_numbers
    ]
    years += [
        year
        for each in decided
        if Role.PERIOD in each.single
        for text in each.single[Role.PERIOD].look.values
        for year in years_in(text)
    ]
    titles = [text for each in decided for text in (*each.table.above, each.table.sheet.name)]
    told = [year for text in [*titles, file_name] for year in years_in(text)]
    ranges = [year for each in decided for guess in each.guesses for year in years_in(guess.heading.label)]
    known = years or ranges or told
    if years and told and min(told) <= min(years) and max(told) >= max(years) and max(told) - min(told) < 12:
        known = [*years, *told]
    if not known:
        doubts.add(
            "no_year",
            say(
                "El libro no dice de qué año es: se puso {year}. Corríjalo en [plan] y en los periodos.",
                year=office.today.year,
            ),
        )
        known = [office.today.year]
    return _stretched((min(known), max(known)), decided[0], doubts)


def _stretched(span: tuple[int, int], first: Decided, doubts: Doubts) -> tuple[int, int]:
    """A plan lasts as long as its type says."""
    shape = first.fit.plan_type
    length = span[1] - span[0] + 1
    if shape is None or shape.years[0] <= length <= shape.years[1]:
        return span
    message = say(
        "Las columnas son de {length} años y un plan «{code}» dura de {years} a {most}.",
        length=length,
        code=shape.code,
        years=shape.years[0],
        most=shape.years[1],
    )
    doubts.add("years", say("{message} Revise las fechas.", message=message))
    return span[0], span[0] + max(length, shape.years[0]) - 1


def year_of(decided: Decided, file_name: str, span: tuple[int, int], doubts: Doubts) -> int:
    """The year that columns without one are of."""
    for texts in ([decided.table.sheet.name], decided.table.above, [file_name]):
        years = {year for text in texts for year in years_in(text)}
        if len(years) == 1:
            return years.pop()
    keys = [*decided.figures.keys, *decided.figures.money]
    if any(key[0] is None for key in keys) and span[0] != span[1]:
        message = say("Hay columnas de cifras sin año: se leen de {span}. Confírmelo.", span=span[0])
        doubts.add("column_without_year", message)
    return span[0]


def plan_lines(
    decided: Sequence[Decided], file_name: str, office: Office, span: tuple[int, int], doubts: Doubts
) -> list[str]:
    """Write `[plan]`."""
    shape = decided[0].fit.plan_type
    stem = one_line(PurePath(file_name.replace("\\", "/")).stem) or "Plan"
    titles = [one_line(text) for text in decided[0].table.above if 8 <= len(one_line(text)) <= 200]
    code = re.sub("[^A-Z0-9]+", "-", normal(stem).upper()).strip("-")[:40].strip("-") or "PLAN"
    if shape is None:
        doubts.add(
            "no_plan_type",
            say("No se sabe de qué institución es: escriba el tipo de plan y los códigos de sus niveles."),
        )
    lines = [
        "[plan]",
        line("code", code, say("con este código se vuelve a importar")),
        line("name", titles[0] if titles else stem[:200]),
    ]
    lines += [
        line("type", shape.code if shape is not None else "PLAN", shape.name if shape is not None else "cámbielo")
    ]
    lines += [f"from = {span[0]}-01-01", f"to = {span[1]}-12-31"]
    if office.top_unit is not None:
        lines.append(line("org_unit", office.top_unit, say("responde de lo que no diga otra unidad")))
    elif not any(Role.ORG_UNIT in each.single for each in decided):
        lines.append('# org_unit = "CÓDIGO"')
        doubts.add("no_unit", say("Ninguna columna dice qué unidad responde: escriba org_unit en [plan]."))
    return lines


def unit_lines(decided: Sequence[Decided], office: Office, doubts: Doubts) -> list[str]:
    """Units of the institution that the workbook names, and what becomes of the others."""
    columns = [(each, each.single[Role.ORG_UNIT]) for each in decided if Role.ORG_UNIT in each.single]
    names = list(
        dict.fromkeys(one_line(cell_text(cell)) for _each, guess in columns for _row, cell in guess.look.cells)
    )
    if not names or all(name in set(office.units.values()) for name in names):
        return []
    known: dict[str, list[str]] = {}
    plain = {normal(name): code for name, code in office.units.items()}
    for name in names:
        code = plain.get(normal(name))
        if code is not None:
            known.setdefault(code, []).append(name)
    lines: list[str] = []
    for code, written in list(known.items())[:_MOST_UNITS]:
        lines += ["", "[[org_units]]", line("code", code), line("name", written[0])]
        different = list({fold(name): name for name in written[1:] if fold(name) != fold(written[0])}.values())
        lines += [line("written", different)] if different else []
    new = [name for name in names if plain.get(normal(name)) is None]
    return [*lines, *_new_unit_lines(new, office, doubts, columns[0][1].index)]


def _new_unit_lines(names: Sequence[str], office: Office, doubts: Doubts, column: int) -> list[str]:
    if not names:
        return []
    kind = unit_kind_of(names, office)
    shown = ", ".join(f"«{name[:40]}»" for name in names[:5])
    verb = say("no existe y se crearía") if len(names) == 1 else say("no existen y se crearían")
    message = f"{times(len(names), 'unidad del libro', 'unidades del libro')} {verb}: {shown}. "
    message += say("Revise si es la misma escrita de dos maneras, y dígalo con [[org_units]] y «written».")
    doubts.add("new_units", message, column)
    several = [name for name in names if re.search(r"[;/]|\sy\s.*(?:secretar|direcc|oficina)", name.casefold())]
    if several:
        doubts.add(
            "several_units",
            say("«{several}» parece nombrar varias unidades: solo una responde.", several=several[0][:60]),
            column,
        )
    lines = ["", "# Las unidades que no existen se crean con este tipo.", "[new_org_units]", line("kind", kind)]
    return [*lines, *([line("parent", office.top_unit)] if office.top_unit is not None else [])]
