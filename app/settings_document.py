"""Writes docs/settings.md from the table in config.py, so that the two never differ."""

from __future__ import annotations

from config import ROOT, SETTINGS

DOCUMENT = ROOT / "docs" / "settings.md"
HEAD = """# Ajustes

Se leen del entorno. Un secreto puede venir también de un archivo: la misma variable con `_FILE` al final.

| variable | por defecto | qué es |
|---|---|---|
"""


def settings_document() -> str:
    """The whole document; the folder of this installation is not written into it."""
    rows = []
    for setting in SETTINGS:
        default = setting.default.replace(str(ROOT), "…") or "(vacía)"
        rows.append(f"| `{setting.variable}` | `{default}` | {setting.meaning} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(settings_document(), encoding="utf-8")
