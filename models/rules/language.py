"""The languages in which a person may read Rumbo."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Each by its ISO 639-1 code, which is also the name of its catalogues' folder."""

    SPANISH = "es"
    ENGLISH = "en"
