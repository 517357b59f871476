"""The consolidation of 50,000 activities from the database to the workbook: memory, and time beside bare XlsxWriter."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from app.factory import ROOT, create_app
from benchmarks.memory import peak_megabytes
from benchmarks.place import large_place, row
from jobs.excel.consolidation_book import write_consolidation
from models.actions.compute_scores import compute_scores
from models.queries.consolidation import consolidation
from models.scope import as_system
from models.tables.base import db

PERIOD, NOW = "2027-03", datetime(2027, 4, 9, 12, tzinfo=UTC)


def run() -> list[dict[str, Any]]:
    """Each in a process of its own, so that memory is its own."""
    with large_place() as place, TemporaryDirectory() as folder:
        with as_system(place.institution_id):
            compute_scores(place.version_id, PERIOD, NOW)
            db.session.commit()
        values = {key: value for key, value in place.app.config.items() if isinstance(value, (str, int, bool))}
        book = Path(folder) / "consolidado.xlsx"
        ours = _child("ours", {"settings": values, "institution": place.institution_id, "path": str(book)})
        bare = _child("bare", {"path": str(book)})
    note = f"{ours['seconds']:.1f} / {bare['seconds']:.1f} s de procesador"
    return [
        row("consolidado de 50,000 actividades: memoria", "≤ 300", ours["megabytes"], "MB"),
        row("… contra XlsxWriter desnudo", "≤ 1.5", ours["seconds"] / bare["seconds"], "×", note),
    ]


def _child(what: str, order: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 -- this very module
        [sys.executable, "-m", "benchmarks.bench_consolidation", what],
        input=json.dumps(order, default=str),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _ours(order: dict[str, Any]) -> dict[str, Any]:
    """Query and workbook, as the job does it."""
    app = create_app(order["settings"])
    with app.app_context(), as_system(order["institution"]):
        began = time.process_time()
        write_consolidation(consolidation(order["institution"], PERIOD, NOW), Path(order["path"]))
        seconds = time.process_time() - began
    return {"seconds": seconds, "megabytes": peak_megabytes()}


def _bare(order: dict[str, Any]) -> dict[str, Any]:
    """The same cells of every sheet, blank ones too, each with a format."""
    sheets = {
        sheet.title: [[cell.value for cell in line] for line in sheet.iter_rows()]
        for sheet in load_workbook(order["path"], read_only=True)
    }
    began = time.process_time()
    book = xlsxwriter.Workbook(order["path"] + ".bare", {"constant_memory": True, "strings_to_formulas": False})
    shape = book.add_format({"border": 1})
    for title, lines in sheets.items():
        sheet = book.add_worksheet(title)
        for number, line in enumerate(lines):
            for column, value in enumerate(line):
                sheet.write(number, column, str(value) if isinstance(value, datetime) else value, shape)
    book.close()
    return {"seconds": time.process_time() - began, "megabytes": peak_megabytes()}


if __name__ == "__main__":
    order = json.loads(sys.stdin.read())
    print(json.dumps(_ours(order) if sys.argv[1] == "ours" else _bare(order)))
