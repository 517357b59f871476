"""What a column's heading says: its period and year, and whether it is a total, a percent, a code or a weight."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_LONG_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_MONTHS = {month: number for number, month in enumerate(_LONG_MONTHS.split(), start=1)}
_MONTHS |= {month[:3]: number for month, number in _MONTHS.items()} | {"setiembre": 9, "set": 9, "sept": 9}
_ORDINALS = {
    **dict.fromkeys(("1", "i", "1er", "1ro", "primer", "primero", "01"), 1),
    **dict.fromkeys(("2", "ii", "2do", "2o", "segundo", "02"), 2),
    **dict.fromkeys(("3", "iii", "3er", "3ro", "tercer", "tercero", "03"), 3),
    **dict.fromkeys(("4", "iv", "4to", "cuarto", "04"), 4),
    **dict.fromkeys(("5", "v", "5to", "quinto"), 5),
    **dict.fromkeys(("6", "vi", "6to", "sexto"), 6),
}
_UNITS = {"t": "Q", "q": "Q", "trim": "Q", "trimestre": "Q", "s": "S", "sem": "S", "semestre": "S", "bimestre": "B"}
_JOINED = re.compile(r"(t|q|s|trim|sem)([1-6])")
_TOTAL = {"total", "totales", "suma", "anual", "acumulado", "cuatrienio", "consolidado", "sumatoria", "subtotal"}
_FILLERS = {"de", "del", "la", "el", "en", "por", "para", "los", "las", "al", "a", "y", "ano", "vigencia"}
_PERCENT = {"porcentaje", "avance", "cumplimiento", "eficacia", "eficiencia", "porcentual", "ejecucion"}
_DATES = {"fecha", "inicio", "fin", "plazo", "vencimiento", "corte", "termino", "date", "finalizacion"}
_CODES = {"cod", "codigo", "codigos", "bpin", "mga", "id", "consecutivo", "rubro", "item", "nro", "sku"}
_WEIGHTS = {"ponderacion", "ponderador", "ponderaciones", "pond", "peso", "weight"}
_RESULTS = {"avance", "cumplimiento", "logro", "ejecucion", "resultado", "calificacion", "puntaje", "nota", "ejecutado"}
_NO_WEIGHTS = {"kg", "kilos", "ton", "toneladas", "gramos", "moneda", "neto", "bruto"}
_ACCUMULATION = {"tendencia", "acumulacion", "comportamiento", "agregacion"}
_LONGEST = 300


def normal(text: str) -> str:
    """Give a text in small letters without accents and marks, its words parted by one space; `%` stays a word."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"[a-z]+|[0-9]+[a-z]{0,2}|%", letters))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart. `measure` is what is left without period, year and total words."""

    label: str
    words: tuple[str, ...]
    year: int | None
    period: tuple[str, int] | None
    is_total: bool
    measure: str

    def has(self, words: set[str]) -> bool:
        """Tell whether one of the words is in the heading."""
        return not words.isdisjoint(self.words)

    @property
    def is_percent(self) -> bool:
        """Whether it speaks of percents."""
        return "%" in self.words or self.has(_PERCENT)

    @property
    def is_date(self) -> bool:
        """Whether dates are meant to stand below it."""
        return self.has(_DATES)

    @property
    def is_code(self) -> bool:
        """Whether codes are meant to stand below it."""
        return self.has(_CODES) or self.words[:1] in {("no",), ("n",)}

    @property
    def is_weight(self) -> bool:
        """Whether weights stand below it; `pesos` is money, and a weight in kilograms is none of ours."""
        return self.has(_WEIGHTS) and not self.has(_NO_WEIGHTS | _RESULTS) and not self.is_total

    @property
    def tells_accumulation(self) -> bool:
        """Whether the column says of each row how its periods add up."""
        return self.has(_ACCUMULATION) or ("tipo" in self.words and "meta" in self.words)


@lru_cache(maxsize=4096)
def read_heading(label: str) -> Heading:
    """Take a heading apart."""
    words = normal(label).split()
    year, rest = _year(words)
    period, rest = _period(rest)
    kept = [word for word in rest if word not in _TOTAL and word not in _FILLERS]
    return Heading(label, tuple(words), year, period, any(word in _TOTAL for word in words), " ".join(kept))


def _year(words: list[str]) -> tuple[int | None, list[str]]:
    years = [word for word in words if re.fullmatch(r"(19|20)[0-9]{2}", word)]
    if len(set(years)) != 1:
        return None, words
    return int(years[0]), [word for word in words if word != years[0]]


def _period(words: list[str]) -> tuple[tuple[str, int] | None, list[str]]:
    """Find a month, `T1`, `1er trimestre`, `trimestre I` or `semestre 2`, and give the other words."""
    for at, word in enumerate(words):
        match = _JOINED.fullmatch(word)
        if match:
            return (_UNITS[match[1]], int(match[2])), words[:at] + words[at + 1 :]
        if word in _MONTHS:
            return ("M", _MONTHS[word]), words[:at] + words[at + 1 :]
    return _period_of_two_words(words)


def _period_of_two_words(words: list[str]) -> tuple[tuple[str, int] | None, list[str]]:
    for at, (first, second) in enumerate(pairwise(words)):
        left = words[:at] + words[at + 2 :]
        if first in _UNITS and second in _ORDINALS:
            return (_UNITS[first], _ORDINALS[second]), left
        if second in _UNITS and first in _ORDINALS:
            return (_UNITS[second], _ORDINALS[first]), left
    return None, words


LEVEL_WORDS = {"m", "mantenimiento", "mantener", "constante", "stock", "nivel", "capacidad", "ultimo", "last"}
"""What a column of accumulation writes for indicators that are a level, not a flow."""
_FLOW_WORDS = {"i", "incremento", "suma", "flujo", "sum", "acumulativo", "acumulada", "acumulado", "acumulable"}


def is_level(text: str) -> bool | None:
    """Tell whether a mark such as `M` or `No acumulativo` means a level; None where it says neither."""
    words = normal(text).split()
    if words[:1] == ["no"] and not _FLOW_WORDS.isdisjoint(words):
        return True
    if not LEVEL_WORDS.isdisjoint(words):
        return True
    return None if _FLOW_WORDS.isdisjoint(words) else False
