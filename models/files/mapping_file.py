"""The file of a mapping: a small TOML text."""

from __future__ import annotations

from pathlib import Path

from models.rules.errors import RuleBroken
from models.rules.mapping import Mapping
from models.rules.mapping_parse import parse_mapping
from models.rules.sentence import say

SHIPPED = Path(__file__).resolve().parents[1] / "presets" / "mappings"
"""Mappings that come with Rumbo, each for a form of workbook that many offices use."""

_LARGEST = 2**20


def read_mapping(name: Path) -> Mapping:
    """Read a mapping that ships with Rumbo by its name alone, any other by its path.

    Raises RuleBroken `bad_mapping_file` for what is no text, else as `parse_mapping` does.
    """
    shipped = {file.stem: file for file in SHIPPED.glob("*.toml")}
    path = shipped.get(str(name), name)
    try:
        if path.stat().st_size > _LARGEST:
            raise RuleBroken(
                "bad_mapping_file", say("El mapeo «{name}» es demasiado grande para ser uno.", name=path.name)
            )
        return parse_mapping(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        known = ", ".join(sorted(shipped))
        message = say(
            "No se pudo leer el mapeo «{name}». Use un archivo TOML en UTF-8, o uno de estos: {known}.",
            name=path.name,
            known=known,
        )
        raise RuleBroken("bad_mapping_file", message) from problem
