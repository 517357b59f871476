"""The capture workbook in another program: filled with sixty rows, calculated anew, saved, and read back."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from jobs.excel.capture_book import write_capture_book
from jobs.excel.color_formula import color_text
from models.files.capture_read import read_capture_book
from models.files.capture_seal import seal
from models.rules.capture import columns as at
from models.rules.capture.form import CaptureForm
from models.rules.capture.identity import identity_of
from models.rules.capture.read_internal import read_internal
from models.rules.capture.read_lines import read_lines
from models.rules.measure import Accumulation, Direction, Measure
from models.rules.series import Series
from tests.capture_forms import figures_at, form_of, line_of, series_of
from tests.filled_books import fill_book

OFFICE = shutil.which("soffice")
SECRET = "a-secret-of-the-tests"
MEASURES = (
    Measure(),
    Measure(accumulation=Accumulation.LAST),
    Measure(Direction.DOWN, Accumulation.LAST, use_baseline=True, baseline=Decimal(20)),
    Measure(accumulation=Accumulation.AVERAGE),
    Measure(Direction.KEEP, Accumulation.LAST, tolerance=Decimal("0.5")),
)
SERIES: dict[int, Series] = {
    key: series_of(MEASURES[key % len(MEASURES)], [10, 12, 15, 16], [9, 11.5, None, None]) for key in range(1, 61)
}
VALUES = {key: Decimal(key * 37 % 400) / 8 for key in SERIES}


@pytest.fixture
def form() -> CaptureForm:
    return form_of(*(line_of(key, series) for key, series in SERIES.items()), internal=())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_it_comes_back_whole_from_libreoffice(kind: str, form: CaptureForm, tmp_path: Path) -> None:
    path = tmp_path / "hoja.xlsx"
    write_capture_book(form, seal(identity_of(form), SECRET), path)
    typed = {f"F.{key}": {"actual": float(value), "note": f"Nota «{key}» & más"} for key, value in VALUES.items()}
    fill_book(path, typed, {"name": "Apoyo", "actual": 1.5})
    saved = _saved_by_libreoffice(path, kind)
    book = read_capture_book(saved, SECRET)
    lines, found = read_lines(book.lines, {line.key: line.code for line in form.lines}, form.locale)
    assert (found.listed(), {key: line.actual for key, line in lines.items()}) == ((), VALUES)
    assert {line.texts["note"] for line in lines.values()} == {f"Nota «{key}» & más" for key in VALUES}
    internal, found = read_internal(book.internal, (), form.locale)
    assert (found.listed(), [row.texts["name"] for row in internal]) == ((), ["Apoyo"])
    for key, line in lines.items():  # what it calculated is what the rules say
        figures, cells = figures_at(SERIES[key], VALUES[key]), book.lines.rows[line.row]
        shown = (cells[at.PERIOD_PERCENT], cells[at.PERCENT], cells[at.COLOR])
        assert shown == (figures.period_percent, figures.to_date_percent, color_text(form.lines[key - 1], figures)), key


def _saved_by_libreoffice(path: Path, kind: str) -> Path:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    out = path.parent / "out"
    words = [str(OFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)  # noqa: S603
    return out / f"hoja.{kind}"
