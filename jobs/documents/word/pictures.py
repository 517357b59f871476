"""The charts of a document as pictures for Word, drawn from our SVG."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from jobs.documents.printed import Printed

_SOURCE = """#set page(width: 16cm, height: auto, margin: 0pt)
#json("charts.json").map(name => image(name, width: 100%)).join(pagebreak())
"""
_DOTS = 144  # an inch


def pictures(charts: list[Printed]) -> list[bytes]:
    """Give each chart as PNG, in their order."""
    if not charts:
        return []
    with TemporaryDirectory() as name:
        folder = Path(name)
        names = [f"{at}.svg" for at in range(len(charts))]
        for each, chart in zip(names, charts, strict=True):
            (folder / each).write_text(chart["svg"], encoding="utf-8")
        (folder / "charts.json").write_text(json.dumps(names))
        source = folder / "charts.typ"
        source.write_text(_SOURCE)
        made = typst.compile(source, root=folder, format="png", ppi=_DOTS, ignore_system_fonts=True)
        return made if isinstance(made, list) else [made]
