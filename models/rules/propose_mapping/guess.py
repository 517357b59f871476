"""What each column of a table is: first by its heading and what stands below it, alone; its neighbours come later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.rules.headings import words
from models.rules.headings.heading import Heading, normal, read_heading
from models.rules.headings.marks import accumulation, direction, row_mark
from models.rules.headings.month_columns import name_months
from models.rules.headings.words import Role
from models.rules.propose_mapping.look import Look, has_day_first
from models.rules.propose_mapping.table import FoundTable
from models.rules.sentence import say

_FEW = 14
MARKED = ({"planned", "actual"}, {"physical", "money"})
"""What the rows of one item may have of their own: figures planned and done, or work and what it costs."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A column: its place, its heading, what it seems to be and why (Spanish). `field` is a column of the budget."""

    index: int
    heading: Heading
    look: Look
    role: Role
    reason: str
    field: str = ""

    def turned(self, role: Role, reason: str, field: str = "") -> Guess:
        """Give the same column with another meaning."""
        return replace(self, role=role, reason=reason, field=field)


def guess_columns(table: FoundTable) -> list[Guess]:
    """Give a guess for each column that has a heading or data."""
    found = []
    headings = name_months([read_heading(table.heading(index)) for index in range(len(table.looks))])
    for index, look in enumerate(table.looks):
        heading = headings[index]
        if heading.text or look.filled:
            role, reason, field = _ASIDE if index in table.side else _alone(heading, look)
            found.append(Guess(index, heading, look, role, reason, field))
    return found


_Found = tuple[Role, str, str]
_ASIDE: _Found = (Role.LEFT_OUT, say("es de otra tabla, que está al lado"), "")


def _alone(heading: Heading, look: Look) -> _Found:
    if not look.filled:
        return Role.EMPTY, say("no tiene datos"), ""
    for ask in _QUESTIONS:
        found = ask(heading, look)
        if found is not None:
            return found
    is_figure = look.is_numeric or (look.is_measured and _heads_figures(heading))
    return _plain_number(heading) if is_figure else _plain_text(heading, look)


def _heads_figures(heading: Heading) -> bool:
    """Words with a number before them are figures where the heading names a year or a period."""
    return heading.year is not None or heading.period is not None


def _by_content(heading: Heading, look: Look) -> _Found | None:
    """Few words that come again and again say more than a heading."""
    texts = look.texts_of()
    if look.is_numeric or not texts or len(texts) > _FEW:
        return None
    marks = [row_mark(text) for text in texts]
    if set(marks) in MARKED and not words.STATE.search(heading.text):
        return Role.MARK, say("dice de cada fila qué cifras tiene"), ""
    if words.MONTH_COLUMN.search(heading.text) and all(read_heading(text).period for text in texts):
        return Role.PERIOD, say("sus celdas son periodos"), ""
    if words.text_role(heading.text) in {Role.ACCUMULATION, Role.DIRECTION}:
        return _accumulation_or_direction(texts)
    return None


def _accumulation_or_direction(texts: list[str]) -> _Found:
    up_or_down = sum(direction(text) is not None and accumulation(text) != "sum" for text in texts)
    sums = sum(accumulation(text) is not None for text in texts)
    if up_or_down > sums:
        return Role.DIRECTION, say("dice si el indicador debe subir, bajar o mantenerse"), ""
    return Role.ACCUMULATION, say("dice cómo se acumula el indicador"), ""


def _dates_of_periods(heading: Heading, look: Look) -> _Found | None:
    """`ene-27` below « Mes », which a spreadsheet made a date of."""
    if look.filled == look.dates and words.MONTH_COLUMN.search(heading.text):
        return Role.PERIOD, say("sus celdas son fechas, una por periodo"), ""
    return None


def _state(heading: Heading, look: Look) -> _Found | None:
    if words.STATE.search(heading.text) and not look.is_numeric:
        return Role.LEFT_OUT, say("es un estado; Rumbo lo calcula"), ""
    return None


def _percent(heading: Heading, look: Look) -> _Found | None:
    if (
        not look.is_numeric
        or not words.PERCENT_WORDS.search(heading.text)
        or words.text_role(heading.text) is Role.WEIGHT
    ):
        return None
    return Role.PERCENT, say("es un porcentaje; Rumbo lo calcula de nuevo"), ""


def _special_number(heading: Heading, look: Look) -> _Found | None:
    if not look.is_numeric:
        return None
    role = words.text_role(heading.text)
    if role is Role.WEIGHT and "pesos" in heading.words:
        role = None
    if role in {Role.WEIGHT, Role.BASELINE, Role.PROJECT}:
        return role, _NAMED[role], ""
    return _time_of_row(heading, look)


def _time_of_row(heading: Heading, look: Look) -> _Found | None:
    if words.YEAR_COLUMN.search(heading.text) and all(1990 <= value <= 2060 for value in look.plain_numbers):
        return Role.YEAR, say("sus celdas son años"), ""
    if words.MONTH_COLUMN.search(heading.text) and heading.period is None and _are_small(look):
        return Role.PERIOD, say("sus celdas son números de mes o trimestre"), ""
    return None


def _are_small(look: Look) -> bool:
    return bool(look.plain_numbers) and all(value in range(1, 13) for value in look.plain_numbers)


def _code(heading: Heading, look: Look) -> _Found | None:
    if not words.CODE.search(heading.text) or look.codes * 10 < look.filled * 6:
        return None
    if words.text_role(heading.text) is Role.INDICATOR:
        return Role.INDICATOR_CODE, say("son códigos de indicador"), ""
    return Role.CODE, say("son códigos"), ""


def _attribute(heading: Heading, look: Look) -> _Found | None:
    if not words.ATTRIBUTE.search(heading.text) or (look.is_numeric and heading.year is not None):
        return None
    if look.is_numeric and "mga" not in heading.words:
        return Role.LEFT_OUT, say("es una cifra que un plan no lleva"), ""
    return Role.DESCRIPTION, say("es un atributo; se guarda como texto con su nombre"), ""


def _money(heading: Heading, look: Look) -> _Found | None:
    field = words.money_field(heading.text) if look.is_numeric else None
    if field is None or ("meta" in heading.words and "financiera" not in heading.words):
        return None
    if _is_physical(heading):
        return None
    return Role.MONEY, say("su encabezado es de dinero"), field


def _is_physical(heading: Heading) -> bool:
    """`EJECUCION FISICA`, and `EJECUTADO` alone, are no money; neither is what is programmed of a month."""
    return bool({"fisica", "fisico", "fisicas"} & set(heading.words))


_QUESTIONS: tuple[Callable[[Heading, Look], _Found | None], ...] = (
    _by_content,
    _dates_of_periods,
    _state,
    _code,
    _percent,
    _special_number,
    _attribute,
    _money,
)

_NAMED = {
    Role.UNIT: say("su encabezado es el de la unidad de medida"),
    Role.BASELINE: say("su encabezado es el de la línea base"),
    Role.WEIGHT: say("su encabezado es el de un peso"),
    Role.PROJECT: say("son códigos de proyecto de inversión"),
    Role.FUNDING: say("es la fuente de financiamiento"),
    Role.NOTE: say("son observaciones"),
    Role.ORG_UNIT: say("es la unidad que responde"),
    Role.START: say("son fechas de inicio"),
    Role.END: say("son fechas de fin"),
    Role.INDICATOR: say("son nombres de indicadores"),
}


def _plain_number(heading: Heading) -> _Found:
    measure = words.measure_of(heading.text)
    if measure == "actual":
        return Role.ACTUAL, say("su encabezado es de lo ejecutado"), ""
    if measure == "planned":
        return Role.PLANNED, say("su encabezado es de lo programado"), ""
    if heading.period is not None or heading.year is not None or heading.is_total:
        return Role.FIGURE, say("su encabezado es un periodo y no dice si es lo programado o lo ejecutado"), ""
    return Role.UNKNOWN, say("no se reconoce su encabezado"), ""


def _plain_text(heading: Heading, look: Look) -> _Found:
    text = heading.text
    if words.EVIDENCE.search(text):
        return Role.LEFT_OUT, say("son evidencias; se adjuntan en Rumbo"), ""
    role = words.text_role(text)
    rank = words.level_rank(text)
    if role in {Role.START, Role.END} and not (look.dates or has_day_first(look)):
        return Role.DESCRIPTION, say("no son fechas que se puedan leer; se guardan como texto"), ""
    if text == "unidad":
        short = look.mean_letters <= 15
        return (Role.UNIT, _NAMED[Role.UNIT], "") if short else (Role.ORG_UNIT, _NAMED[Role.ORG_UNIT], "")
    if role is not None and role not in {Role.ACCUMULATION, Role.DIRECTION}:
        return role, _NAMED[role], ""
    return _level(text, rank, look)


def _level(text: str, rank: int | None, look: Look) -> _Found:
    if rank is not None and look.is_text:
        return Role.LEVEL, say("su encabezado es el de un nivel del plan"), ""
    if normal(text) in {"nombre", "descripcion", "denominacion", "detalle", say("nombre del elemento")}:
        return Role.LEVEL, say("son nombres"), ""
    return Role.UNKNOWN, say("no se reconoce su encabezado"), ""
