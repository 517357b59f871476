"""What is Spanish on a page for whoever reads English: texts of ours, not the institution's data and vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from models.rules.terms import USUAL_WORDS
from models.rules.wording import COLOR_WORDS, PERIOD_STATE_WORDS, SHEET_STATE_WORDS, STATE_WORDS
from tests.plain_page import Page

TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"
FIELD = re.compile(r"\\\{\w+(?::[^{}]*)?\\\}|%\\\(\w+\\\)s")
LEAST, ENOUGH = 8, 16
"""Letters beside the fields by which a text is known for ours: alone in its place, and within another text."""
DATA = {
    "Días hábiles", "Verificación", "Dirección", "Proyectos estratégicos", "porcentaje", "resolución", "comunicado",
    "Informe de Seguimiento del PEI al primer semestre",
}  # fmt: skip
"""Units of measure, means of verification, kinds of units and words of the demonstration."""
STATES = {
    str(word) for words in (COLOR_WORDS, STATE_WORDS, SHEET_STATE_WORDS, PERIOD_STATE_WORDS) for word in words.values()
}
MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
DATES = re.compile(rf"\b(?:{MONTHS}) de \d{{4}}\b|\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b")


def _pattern(text: str) -> str:
    """A text as it is shown, whatever stands in its fields."""
    return FIELD.sub(".+?", re.escape(" ".join(text.split())))


def _letters(text: str) -> int:
    """How many letters stand beside the fields."""
    return sum(letter.isalpha() for letter in re.sub(r"\{[^{}]*\}|%\(\w+\)s", "", text))


@cache
def _ours() -> frozenset[str]:
    """Every Spanish text that has another in English: those of the screens, the sentences of the lower floors."""
    with (TRANSLATIONS / "es" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        screens = [message for message in read_po(file, locale="es") if message.id]
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "sentences.po").open("rb") as file:
        sentences = {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}
    texts = {form for message in screens for form in _forms(message.string)}
    texts |= {said for said, english in sentences.items() if said != english}
    english = {form for message in screens for form in _forms(message.id)}
    return frozenset(texts - english)


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else [*text]


@cache
def _own_words() -> set[str]:
    """The institution's vocabulary and data, which are Spanish in whatever language it is read."""
    words = {word for pair in USUAL_WORDS.values() for word in (pair.singular, pair.plural)}
    return {word.lower() for word in words | DATA}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is Spanish where it fills its place, and what is wherever it stands."""
    whole = [_pattern(text) for text in _ours() if _letters(text) >= LEAST]
    within = [_pattern(text) for text in _ours() if _letters(text) >= ENOUGH and text.lower() not in _own_words()]
    return re.compile("|".join(whole), re.IGNORECASE), re.compile("|".join(within))


def spanish_in(texts: Iterable[str]) -> list[str]:
    """Those of the texts that should have been English."""
    whole, within = _patterns()
    lines = {line for line in (" ".join(text.split()) for text in texts) if line.lower() not in _own_words()}
    spanish = {text for text in lines if whole.fullmatch(text) or within.search(text)}
    return sorted(spanish | {text for text in lines if DATES.search(text) or text in STATES})


def leaks(page: Page) -> list[str]:
    """Texts of a page that should have been English, and its language where it is another."""
    return [*([] if page.language == "en" else [f"lang {page.language!r}"]), *spanish_in(page.texts)]
