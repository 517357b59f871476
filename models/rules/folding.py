"""Words as they are compared: without accents, capitals and signs. The database has the same (migration 0011)."""

from __future__ import annotations

import re

ACCENTED = "áàâäãåéèêëíìîïóòôöõúùûüñç"
PLAIN = "aaaaaaeeeeiiiiooooouuuunc"
_TO_PLAIN = str.maketrans(ACCENTED, PLAIN)
_SIGNS = re.compile(r"[^a-z0-9]+")
MOST_WORDS = 8


def unaccented(text: str) -> str:
    """The text in small letters without accents; signs stay."""
    return text.lower().translate(_TO_PLAIN)


def words_of(text: str) -> list[str]:
    """The words of a text, the first `MOST_WORDS`: « Fiscalización, F-01 » → fiscalizacion, f, 01."""
    return [word for word in _SIGNS.split(unaccented(text)) if word][:MOST_WORDS]


def says(text: str, words: list[str]) -> bool:
    """Whether every one of `words` begins a word of the text."""
    own = words_of(text)
    return all(any(each.startswith(word) for each in own) for word in words)
