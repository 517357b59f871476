"""An execution file of the Peruvian SIAF in a warm process: beside bare reading and COPY, and ten times the rows."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.commands.import_plan import digest_of
from benchmarks.bench_import import copied, undone
from benchmarks.dataset import Size
from benchmarks.execution_book import HEADER_ROWS, made_up_execution, real_execution, rows_of, write_execution
from benchmarks.place import large_place, ratio, row
from models.actions.import_execution import ExecutionOrder, import_execution
from models.actions.load_preset import load_preset, preset_text
from models.clock import business_now
from models.files.mapping_file import read_execution_mapping
from models.queries.execution_file import read_execution
from models.queries.institution_ids import institution_id_of
from models.scope import as_system
from models.tables.base import db

ROUNDS = 9


def run() -> list[dict[str, Any]]:
    """Ratios of two ways and of two sizes, from rounds that take turns; each load is undone after its round."""
    with large_place(Size(units=1, activities=1)), TemporaryDirectory() as folder:
        where = _agency()
        real = real_execution()
        rows = rows_of(real) if real else made_up_execution()
        once, tenfold = Path(folder) / "uno.xlsx", Path(folder) / "diez.xlsx"
        write_execution(once, rows, 1)
        write_execution(tenfold, rows, 10)
        book = real or once
        bare = ratio(lambda: _load(where, book), lambda: undone(lambda: copied(rows_of(book))), ROUNDS)
        grown = ratio(lambda: _load(where, tenfold), lambda: _load(where, once), ROUNDS)
    kind = f"archivo {'real' if real else 'inventado'} del SIAF de {len(rows) - HEADER_ROWS} filas"
    return [
        row(f"import-budget de un {kind} / calamine + COPY de sus filas", "≤ 10", bare[2], "×", _told(bare)),
        row("import-budget: diez veces las filas / una vez", "≤ 11", grown[2], "×", _told(grown)),
    ]


def _agency() -> int:
    with as_system() as actor:
        load_preset(preset_text("huamanga_pe"), actor, business_now())
        db.session.commit()
        return institution_id_of("huamanga_pe")


def _load(where: int, book: Path) -> None:
    """All of the command but its last commit."""
    undone(lambda: _loaded(where, book))


def _loaded(where: int, book: Path) -> None:
    with as_system(where) as actor:
        now = business_now()
        parsed = read_execution(book, read_execution_mapping(Path("siaf_pe")), where, now)
        result = import_execution(ExecutionOrder(where, parsed, book.name, digest_of(book)), actor, now)
    assert result.applied, [each for each in result.problems if each.severity == "error"][:5]


def _told(times: tuple[float, float, float]) -> str:
    return f"{times[0] * 1000:.0f} / {times[1] * 1000:.0f} ms"
