"""Which characters a text may hold: what a person can see, and what breaks lines."""

from __future__ import annotations

from unicodedata import category

from models.rules.errors import RuleBroken
from models.rules.sentence import say

LINES = frozenset("\t\n\r")
HIDDEN = frozenset({"Cc", "Cs"})
"""Controls and halves of a character: PostgreSQL keeps no NUL, a workbook no other control, UTF-8 no half."""
NONE = frozenset("\ufffe\uffff")
"""No characters at all: XML refuses them."""

MESSAGE = say(
    "El texto lleva un carácter invisible que no se puede guardar; suele venir al copiar de otro programa. "
    "Borre ese texto y escríbalo de nuevo."
)


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but characters that every screen, file and table can keep."""
    return not any(_is_hidden(character) for character in text)


def without_hidden(text: str) -> str:
    """The text with the sign of an unreadable character where one cannot be kept."""
    if text.isprintable():  # nearly always, and told at once
        return text
    return "".join("\ufffd" if _is_hidden(character) else character for character in text)


def check_plain(text: str, field: str = "", *, of: str = "") -> str:
    """Give the text back; raises RuleBroken `hidden_character` for the field, whose name for a person is `of`."""
    if not is_plain(text):
        raise RuleBroken(
            "hidden_character", say("{of}: {problem}", of=of, problem=MESSAGE) if of else MESSAGE, field=field
        )
    return text


def _is_hidden(character: str) -> bool:
    return character in NONE or (category(character) in HIDDEN and character not in LINES)
