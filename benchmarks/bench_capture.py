"""A capture sheet of sixty rows: written against bare XlsxWriter, read back against bare calamine in this process.

What it has beyond the bare library is what it is for: rules of what may be typed, locks, colours by condition, two more
sheets; and reading in a limited child, after the zip was looked into, with every cell checked. Alone: `python benchmarks/bench_capture.py`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import python_calamine
from xlsxwriter import Workbook

from jobs.excel.capture_book import write_capture_book
from models.files.capture_read import read_capture_book
from models.files.capture_seal import seal
from models.rules.capture.form import CaptureForm
from models.rules.capture.identity import identity_of
from models.rules.capture.read_lines import read_lines
from models.rules.cell import UncachedFormula
from models.rules.measure import Accumulation, Measure
from models.rules.workbook_audit.book import AuditSheet
from tests.capture_forms import form_of, line_of, series_of

ROWS, ROUNDS = 60, 15
SECRET = "a-secret-of-the-benchmark"


def form() -> CaptureForm:
    measures = (Measure(), Measure(accumulation=Accumulation.LAST))
    series = {key: series_of(measures[key % 2], [2, 3, 4, 5], [2, 1, key % 7, None]) for key in range(1, ROWS + 1)}
    lines = [line_of(key, each, cause="Se repitió la convocatoria." * 3) for key, each in series.items()]
    return form_of(*sorted(lines, key=lambda line: line.group))


def bare_write(content: AuditSheet, path: Path) -> None:
    """The same values and formulas, in cells of one look."""
    book = Workbook(str(path), {"constant_memory": True})
    sheet, look = book.add_worksheet("Captura"), book.add_format({"border": 1})
    for row in sorted(content.rows):
        for column in range(content.width):
            formula, value = content.formulas.get((row, column)), content.cell(row, column)
            if formula is not None:
                sheet.write_formula(row, column, f"={formula}", look, "" if value == UncachedFormula() else value)
            else:
                sheet.write(row, column, value, look)
    book.close()


def bare_read(path: Path) -> None:
    with path.open("rb") as file, python_calamine.load_workbook(file) as book:
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def run() -> list[dict[str, Any]]:
    """Both kinds in turns, so that both meet the same machine; the middle of the rounds."""
    sheet = form()
    codes = {line.key: line.code for line in sheet.lines}
    with tempfile.TemporaryDirectory() as folder:
        path, plain = Path(folder) / "hoja.xlsx", Path(folder) / "plain.xlsx"
        write = lambda: write_capture_book(sheet, seal(identity_of(sheet), SECRET), path)  # noqa: E731
        read = lambda: read_lines(read_capture_book(path, SECRET).lines, codes, "es_SV")  # noqa: E731
        write()
        content = read_capture_book(path, SECRET).lines
        rounds = [
            (
                seconds(write),
                seconds(lambda: bare_write(content, plain)),
                seconds(read),
                seconds(lambda: bare_read(path)),
            )
            for _ in range(ROUNDS)
        ]
    ours, bare, reading, bare_reading = (median(times) for times in zip(*rounds, strict=True))
    return [
        {"name": f"hoja de {ROWS} filas, escribir", "asked": "—", "measured": round(ours * 1000), "unit": "ms",
         "note": f"{ours / bare:.1f} × XlsxWriter a secas"},
        {"name": f"hoja de {ROWS} filas, leer", "asked": "—", "measured": round(reading * 1000), "unit": "ms",
         "note": f"{reading / bare_reading:.1f} × calamine a secas; {(reading - bare_reading) * 1000:.0f} ms de más"},
    ]  # fmt: skip


if __name__ == "__main__":
    for line in run():
        print(line)
