"""The consolidation of 50,000 activities against bare XlsxWriter writing the same cells; also its peak memory.

Each run is a process of its own, so that its peak is its own; the two kinds take turns, so that both meet the same
machine. Alone: `python benchmarks/bench_consolidation_book.py`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from xlsxwriter import Workbook  # the path above comes first, so that this file also runs alone

from benchmarks.memory import peak_megabytes
from jobs.excel.activities_sheet import activity_cells
from jobs.excel.consolidation_book import write_consolidation
from models.rules.consolidation import ActivityRow, Consolidation, Counts, Head, PlanName, Summary

ACTIVITIES = 50_000
ROUNDS = 3
_COLORS = ("green", "yellow", "red", "grey")
_WORDS = "Se repitió la convocatoria del servicio y el plazo se corrió; el equipo técnico retomó el trabajo en abril. "


def activities(count: int) -> Iterator[ActivityRow]:
    for number in range(count):
        percent = Decimal(number * 37 % 12_000) / 100
        told = number % 3 == 0
        yield ActivityRow(
            code=f"A-{number:05}",
            name=f"Verificar las obligaciones formales de los contribuyentes seleccionados, grupo {number % 97}",
            org_unit=f"U-{number % 500}",
            org_unit_name=f"Dirección de Fiscalización, zona {number % 500}",
            function=f"F-{number % 2_000}",
            function_name="Fiscalización y control",
            unit_of_measure="Verificación",
            decimals=number % 3,
            planned=Decimal(number % 40),
            actual=Decimal(number % 37),
            planned_to_date=Decimal(number % 400),
            actual_to_date=Decimal(number % 370) + Decimal("0.25"),
            period_percent=percent,
            to_date_percent=percent,
            year_percent=percent / 4,
            color=_COLORS[number % 4],
            state="measured",
            sent_on=date(2027, 4, 1 + number % 7),
            cause=_WORDS * (1 + number % 2) if told else None,
            corrective_action=_WORDS if told else None,
            note=None,
        )


def consolidation(count: int) -> Consolidation:
    head = Head(
        institution="prueba",
        institution_name="Institución de prueba",
        plans=(PlanName("POA", "Plan operativo"),),
        period="2027-03",
        cut="marzo de 2027",
        made_at=datetime(2027, 4, 8, 7, tzinfo=UTC),
        basis="verified",
        currency="USD",
    )
    summary = Summary(
        items=count, counts=Counts(), percent=None, color=None, coverage_percent=None, reported=count, expected=count
    )
    return Consolidation(
        head=head,
        summary=summary,
        plans=(),
        org_units=(),
        functions=(),
        projects=(),
        activities=activities(count),
        budget=(),
        no_report=(),
        corrective_actions=(),
    )


def write_bare(count: int, path: Path) -> None:
    """Write the same cells, each with a format, by XlsxWriter's own `write`: nothing checked, no row made tall."""
    head = consolidation(0).head
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as workbook:
        sheet = workbook.add_worksheet("Actividades")
        text, number, day = (
            workbook.add_format({"border": 1, "num_format": form}) for form in ("@", "0.00", "dd/mm/yyyy")
        )
        looks = [*[text] * 5, *[number] * 7, text, text, day, text, text, text]
        for at, row in enumerate(activities(count)):
            for col, value in enumerate(activity_cells(head, row)):
                sheet.write(at, col, value, looks[col])


def run() -> list[dict[str, str | float]]:
    """Return name, what was asked, the measured figure and its unit: a ratio of CPU times, and a peak in MB."""
    seconds: dict[str, list[float]] = {"ours": [], "bare": []}
    peaks: dict[str, list[float]] = {"ours": [], "bare": []}
    for _round in range(ROUNDS):
        for kind in ("ours", "bare"):
            used, peak = _in_a_process(kind)
            seconds[kind].append(used)
            peaks[kind].append(peak)
    name = f"consolidación de {ACTIVITIES:,} actividades"
    ratio = min(seconds["ours"]) / min(seconds["bare"])
    return [
        {"name": f"{name} / XlsxWriter solo", "asked": 1.5, "measured": round(ratio, 2), "unit": "x"},
        {"name": f"{name}: memoria", "asked": 300, "measured": round(max(peaks["ours"])), "unit": "MB"},
    ]


def _in_a_process(kind: str) -> tuple[float, float]:
    done = subprocess.run([sys.executable, __file__, kind], check=True, capture_output=True, text=True)  # noqa: S603
    used, peak = done.stdout.split()
    return float(used), float(peak)


def _measure(kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "libro.xlsx"
        started = time.process_time()
        if kind == "ours":
            write_consolidation(consolidation(ACTIVITIES), path)
        else:
            write_bare(ACTIVITIES, path)
        used = time.process_time() - started
    print(used, peak_megabytes())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure(sys.argv[1])
    else:
        for line in run():
            print(f"{line['name']:60} pedido {line['asked']:>6} medido {line['measured']:>8} {line['unit']}")
