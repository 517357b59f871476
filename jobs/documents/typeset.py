"""Typst in a process of its own: what it keeps in memory goes when the file is made.

`python -m jobs.documents.typeset` reads one JSON order from standard input: the source, the file to make
and the moment that it says it was made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import typst

_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = [sys.executable, "-m", "jobs.documents.typeset"]
_ENVIRONMENT = {"MALLOC_MMAP_THRESHOLD_": "8192", "MALLOC_TRIM_THRESHOLD_": "0"}
"""The C library gives back what typst has done with: a long report needs less at its highest."""
_SECONDS = 300
_NO_GLYPH = "could not be displayed"


def typeset(source: Path, made: Path, timestamp: int) -> None:
    """Make the PDF `made` from a source, which may read what lies in its folder and nothing else.

    Raises CalledProcessError when the source is wrong, TimeoutExpired when it takes longer than five minutes.
    """
    order = {"source": str(source), "made": str(made), "timestamp": timestamp}
    subprocess.run(  # noqa: S603 -- our own module, by the running interpreter
        _COMMAND,
        cwd=_ROOT,
        env=_ENVIRONMENT,
        input=json.dumps(order),
        text=True,
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )


def carry_out(order: dict[str, Any]) -> None:
    """Make the file of an order. PDF/UA refuses a character that no font has; it is then made without that promise."""
    source = Path(order["source"])
    compiler = typst.Compiler(source, root=source.parent, ignore_system_fonts=True)
    try:
        compiler.compile(output=order["made"], format="pdf", pdf_standards="ua-1", timestamp=order["timestamp"])
    except typst.TypstError as refused:
        if _NO_GLYPH not in str(refused):
            raise
        compiler.compile(output=order["made"], format="pdf", timestamp=order["timestamp"])


if __name__ == "__main__":
    carry_out(json.load(sys.stdin))
