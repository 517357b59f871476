"""The words of pages and mails as a workbook writes them: no code of ours is ever shown to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.terms import USUAL_WORDS
from models.rules.wording import COLOR_WORDS, STATE_WORDS, capital

if TYPE_CHECKING:
    from models.rules.consolidation import Head

_BASES = {
    "captured": ("Provisional", "con cifras enviadas que aún no se verifican"),
    "verified": ("Provisional", "con cifras verificadas de un período que sigue abierto"),
    "frozen": ("Definitivo (congelado)", "el período está cerrado y las cifras ya no cambian"),
}


def term(head: Head, key: str) -> str:
    """Return the institution's own word for `org_unit`, `function`, `project`…, or the usual one."""
    return head.terms.get(key) or USUAL_WORDS[key].singular


def color_word(head: Head, key: str) -> str:
    """Return the name of a colour. Raises `RuleBroken` for a band that the institution has not named."""
    word = head.bands.get(key) or COLOR_WORDS.get(key) or STATE_WORDS.get(key)
    if word is None:
        raise RuleBroken(
            "band_without_name", say("El rango de color «{key}» no tiene nombre: póngalo en el tipo de plan.", key=key)
        )
    return capital(word)


def state_word(state: str) -> str:
    """Return the name of a state of a figure."""
    return capital(STATE_WORDS[state])


def basis_word(head: Head) -> str:
    """Return « Provisional » or « Definitivo (congelado) »."""
    return _BASES[head.basis][0]


def basis_meaning(head: Head) -> str:
    """Return what the basis means, to stand after its word."""
    return _BASES[head.basis][1]


def made_at_text(head: Head) -> str:
    """Return when the figures were read, as text in local time: a field code would follow each reader's own clock."""
    offset = f"{head.made_at:%z}"
    return f"{head.made_at:%d/%m/%Y %H:%M} (UTC{offset[:3]}:{offset[3:5]})"
