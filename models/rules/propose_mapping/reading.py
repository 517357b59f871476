"""The locale of numbers and the marks for nothing that the figures of a table use."""

from __future__ import annotations

from collections.abc import Sequence

from models.rules.propose_mapping.content import separators
from models.rules.propose_mapping.doubt import Doubts
from models.rules.propose_mapping.look import Look
from models.rules.propose_mapping.office import Office
from models.rules.sentence import say

_WORDS = {
    "es_PE": {"pim", "pia", "devengado", "ubigeo", "oei", "aei", "aoi", "pliego", "soles"},
    "es_CO": {"bpin", "apropiacion", "obligaciones", "ods", "mga", "vigencia", "cuatrienio", "linea"},
}
_DECIMAL_COMMA = {"es_CO"}


def locale_of(headings: Sequence[str], looks: Sequence[Look], office: Office, doubts: Doubts) -> str:
    """Give the locale by which numbers in text are read; what the cells say goes before what the institution uses."""
    commas, points = separators(looks)
    words = {word for heading in headings for word in heading.split()}
    likely = max(_WORDS, key=lambda locale: len(words & _WORDS[locale]))
    guessed = office.locale or (likely if words & _WORDS[likely] else "es_SV")
    if commas and points:
        message = say(
            "Hay números en texto con coma decimal ({commas}) y con punto decimal ({points}). Corrija unos u otros.",
            commas=commas,
            points=points,
        )
        doubts.add("two_separators", message)
    if commas > points and guessed not in _DECIMAL_COMMA:
        guessed = "es_CO"
        doubts.add("locale", say("Los números en texto llevan coma decimal: se leen como en Colombia (es_CO)."))
    elif points > commas and guessed in _DECIMAL_COMMA:
        guessed = "es_PE"
        doubts.add("locale", say("Los números en texto llevan punto decimal: se leen como en Perú (es_PE)."))
    elif not office.locale:
        doubts.add(
            "locale", say("No se sabe cómo escribe números la institución: se supuso {guessed}.", guessed=guessed)
        )
    return guessed


def missing_marks(looks: Sequence[Look]) -> list[str]:
    """Give every mark that stands for nothing in columns of figures, as it is written, each once."""
    found: dict[str, str] = {}
    for look in looks:
        for mark in look.missing:
            found.setdefault(mark.casefold(), mark)
    return list(found.values())
