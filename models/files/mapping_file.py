"""The file of a mapping: a small TOML text."""

from __future__ import annotations

from pathlib import Path

from models.rules.errors import RuleBroken
from models.rules.mapping import ExecutionMapping, Mapping
from models.rules.mapping_parse import parse_execution_mapping, parse_mapping
from models.rules.sentence import say

SHIPPED = Path(__file__).resolve().parents[1] / "presets" / "mappings"
"""Mappings that come with Rumbo, each for a form of workbook that many offices use."""

SHIPPED_EXECUTION = SHIPPED / "execution"
"""The same for files of a finance office."""

_LARGEST = 2**20


def read_mapping(name: Path) -> Mapping:
    """Read a mapping that ships with Rumbo by its name alone, any other by its path.

    Raises RuleBroken `bad_mapping_file` for what is no text, else as `parse_mapping` does.
    """
    return parse_mapping(_text(name, SHIPPED))


def read_execution_mapping(name: Path) -> ExecutionMapping:
    """Read the mapping of a finance office's file, found and refused as `read_mapping` does."""
    return parse_execution_mapping(_text(name, SHIPPED_EXECUTION))


def shipped_text(name: str) -> str:
    """Give the text of a mapping of an execution file that ships with Rumbo; refuses any other name."""
    if name not in {file.stem for file in SHIPPED_EXECUTION.glob("*.toml")}:
        raise RuleBroken("bad_mapping_file", say("No hay un mapeo «{name}».", name=name[:60]))
    return _text(Path(name), SHIPPED_EXECUTION)


def _text(name: Path, folder: Path) -> str:
    shipped = {file.stem: file for file in folder.glob("*.toml")}
    path = shipped.get(str(name), name)
    try:
        if path.stat().st_size > _LARGEST:
            raise RuleBroken(
                "bad_mapping_file", say("El mapeo «{name}» es demasiado grande para ser uno.", name=path.name)
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        known = ", ".join(sorted(shipped))
        message = say(
            "No se pudo leer el mapeo «{name}». Use un archivo TOML en UTF-8, o uno de estos: {known}.",
            name=path.name,
            known=known,
        )
        raise RuleBroken("bad_mapping_file", message) from problem
