"""Numbers in text that carry their unit behind them, or a sign of money before them: « 3 talleres », « $ 1.500 »."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNIT_BEHIND = re.compile(
    r"(?P<number>[-+]?[0-9]+(?:[.,][0-9]+)*)\s*(?P<unit>[^\W\d_][^\W\d_./²³]{0,24}[.²³]?(?: [^\W\d_]{1,24}){0,2})"
)
_SIGN_BEFORE = re.compile(r"(?P<sign>(?:US|COP )?\$|S/\.?)\s*(?=[-+]?[0-9])")


def unit_behind(text: str) -> str:
    """Give the unit of a text that is one number and up to three words, empty for any other."""
    match = _UNIT_BEHIND.fullmatch(text.strip())
    return match["unit"] if match else ""


def sign_before(text: str) -> str:
    """Give the sign of money that stands before a number, empty where none does."""
    match = _SIGN_BEFORE.match(text.strip())
    return match["sign"] if match else ""


def bare_number(text: str) -> str:
    """Give the number of a text without its sign of money, its unit and its percent sign."""
    plain = text.strip()
    plain = plain[len(sign_before(plain)) :].lstrip()
    match = _UNIT_BEHIND.fullmatch(plain)
    return match["number"] if match else plain.rstrip("% ")


def counts_up(texts: Sequence[str]) -> bool:
    """Tell whether the numbers of such texts only number their names: « 1 Ambiente », « 2 Educación »."""
    numbers = [bare_number(text) for text in texts]
    names = {unit_behind(text) for text in texts}
    are_names = len(names) == len(texts) and all(name[:1].isupper() for name in names)
    return are_names and numbers == [str(place) for place in range(1, len(numbers) + 1)]
