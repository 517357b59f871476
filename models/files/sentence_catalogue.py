"""The catalogues that say the Spanish sentences of the lower floors in other languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.support import Translations

from models.rules.language import Language
from models.rules.sentence import Find

FOLDER = Path(__file__).resolve().parents[2] / "translations"
DOMAIN = "sentences"


@lru_cache(maxsize=len(Language))
def sentences_in(language: Language) -> Find:
    """What finds a Spanish template in a language; what it does not know it gives back, and in Spanish everything."""
    if language is Language.SPANISH:
        return str
    found: Find = Translations.load(str(FOLDER), [language.value], DOMAIN).gettext
    return found
