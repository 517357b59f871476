"""A quarterly report of 50 org units and 5,000 activities with charts, against each bare library writing the same.

Each run is a process of its own, so that its peak is its own, and that of its child where it has one; ours and the
bare one take turns, so that both meet the same machine.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.bare_report import BARE_WRITERS
from benchmarks.memory import peak_megabytes
from benchmarks.place import row
from benchmarks.quarterly_report import ACTIVITIES, UNITS, report
from jobs.documents.write import write_document
from models.rules.document.document import Document
from models.rules.document.file_format import FileFormat

ROOT = Path(__file__).parents[1]
ROUNDS = 5
_WARM = 7
"""Blocks that are written first: a worker that makes reports is warm."""


def run() -> list[dict[str, Any]]:
    """Ratios of processor time and the peak of the largest process, for each format."""
    lines = []
    for kind in FileFormat:
        rounds = [(_in_a_process("ours", kind), _in_a_process("bare", kind)) for _ in range(ROUNDS)]
        ours, bare = (min(used for used, _peak in each) for each in zip(*rounds, strict=True))
        peak = max(ours_peak for (_used, ours_peak), _bare in rounds)
        name = f"informe de {UNITS * ACTIVITIES:,} actividades, {kind}"
        note = f"{ours:.2f} / {bare:.2f} s de procesador"
        lines += [
            row(f"{name}, contra la biblioteca desnuda", "≤ 1.5", ours / bare, "×", note),
            row(f"{name}: memoria", "< 400", peak, "MB"),
        ]
    return lines


def _in_a_process(whose: str, kind: FileFormat) -> tuple[float, float]:
    done = subprocess.run(  # noqa: S603 -- this very module
        [sys.executable, "-m", "benchmarks.bench_report", whose, kind],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    used, peak = done.stdout.split()
    return float(used), float(peak)


def _measure(whose: str, kind: FileFormat) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"informe.{kind}"
        document = report()
        _write(whose, replace(document, blocks=document.blocks[:_WARM]), kind, path)
        started = _spent()
        _write(whose, document, kind, path)
        used = _spent() - started
    print(used, max(peak_megabytes(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))


def _write(whose: str, document: Document, kind: FileFormat, path: Path) -> None:
    if whose == "ours":
        write_document(document, kind, path)
    else:
        BARE_WRITERS[kind](document, path)


_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _spent() -> float:
    times = [resource.getrusage(who) for who in _PROCESSES]
    return sum(each.ru_utime + each.ru_stime for each in times)


if __name__ == "__main__":
    _measure(sys.argv[1], FileFormat(sys.argv[2]))
