"""The charts of a document as pictures for Word, drawn from our SVG."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from jobs.documents.printed import Printed
from jobs.documents.typeset import typeset

_SOURCE = """#set page(width: 16cm, height: auto, margin: 0pt)
#json("charts.json").map(name => image(name, width: 100%)).join(pagebreak())
"""


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
        typeset(source, folder / "{n}.png", "png")
        return [(folder / f"{at}.png").read_bytes() for at in range(1, len(charts) + 1)]
