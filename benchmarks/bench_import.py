"""A foreign workbook by its mapping, in a warm process: beside bare reading and COPY, and ten times the rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

from app.commands.import_plan import digest_of, read_plan
from benchmarks.dataset import Size
from benchmarks.place import large_place, ratio, row
from benchmarks.territorial_book import COLUMNS, INSTITUTION, MAPPING, made_up_rows, real_book, rows_of, write_book
from models.actions.import_plan import ImportOrder, import_plan
from models.actions.load_preset import load_preset
from models.clock import business_now
from models.queries.package_known import package_known
from models.scope import as_system
from models.tables.base import db
from models.tables.institution import Institution

ROUNDS = 5
TABLES = (
    *("org_unit", "plan", "plan_version", "plan_item", "indicator", "target", "capture_sheet", "progress"),
    *("budget_line", "budget_month"),
)
"""Where the import puts its rows, in the order of their references."""


def run() -> list[dict[str, Any]]:
    """Ratios of two ways and of two sizes, from rounds that take turns; each import is undone after its round."""
    with large_place(Size(units=1, activities=1)), TemporaryDirectory() as folder:
        where = _municipality()
        real = real_book()
        rows = rows_of(real) if real else made_up_rows()
        once, tenfold = Path(folder) / "uno.xlsx", Path(folder) / "diez.xlsx"
        write_book(once, rows, 1)
        write_book(tenfold, rows, 10)
        book = real or once
        bare = ratio(lambda: _import(where, book), lambda: _copy(book), ROUNDS)
        stored = _stored(where, book)
        same = ratio(lambda: _import(where, book), lambda: _copy_stored(book, stored), ROUNDS)
        grown = ratio(lambda: _import(where, tenfold), lambda: _import(where, once), ROUNDS)
    kind = f"libro {'real' if real else 'inventado'} de {len(rows) - 1} filas × {COLUMNS} columnas"
    return [
        row(
            f"importar por mapeo un {kind} / calamine + COPY de sus filas a una tabla de textos",
            "≤ 10",
            bare[2],
            "×",
            _told(bare),
        ),
        row("… / calamine + COPY de las filas que deja a sus tablas, con bitácora", "≤ 10", same[2], "×", _told(same)),
        row("importar por mapeo: diez veces las filas / una vez", "≤ 11", grown[2], "×", _told(grown)),
    ]


def _municipality() -> int:
    with as_system() as actor:
        load_preset(INSTITUTION.read_text(encoding="utf-8"), actor, business_now())
        db.session.commit()
        return db.session.scalars(select(Institution.id).where(Institution.code == "municipio_co")).one()


def _import(where: int, book: Path) -> None:
    """All of the command but its last commit."""
    undone(lambda: _imported(where, book))


def _imported(where: int, book: Path) -> None:
    with as_system(where) as actor:
        now = business_now()
        parsed, located = read_plan(book, MAPPING, partial(package_known, where, now))
        result = import_plan(ImportOrder(where, parsed, book.name, digest_of(book), located=located), actor, now)
    assert result.applied, [each for each in result.problems if each.severity == "error"][:5]


def _copy(book: Path) -> None:
    undone(lambda: copied(rows_of(book)))


def copied(rows: list[list[Any]]) -> None:
    """Copy rows as they are to a table of texts, as wide as the widest."""
    width = max(map(len, rows))
    with _cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({', '.join(f'c{number} text' for number in range(width))})")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for cells in rows:
                copy.write_row([None if cell == "" else str(cell) for cell in cells])


def _stored(where: int, book: Path) -> dict[str, bytes]:
    """The rows that the import leaves in each table, as COPY writes them."""
    found: dict[str, bytes] = {}

    def read() -> None:
        before = {name: _rows(where, name) for name in TABLES}
        _imported(where, book)
        found.update({name: _rows(where, name) for name in TABLES})
        assert not any(before.values()), "the municipality starts empty"

    undone(read)
    return found


def _rows(where: int, table: str) -> bytes:
    with (
        _cursor() as cursor,
        cursor.copy(f"COPY (SELECT * FROM {table} WHERE institution_id = {where}) TO STDOUT") as copy,
    ):
        return b"".join(bytes(part) for part in copy)


def _copy_stored(book: Path, stored: dict[str, bytes]) -> None:
    def work() -> None:
        rows_of(book)
        for table, rows in stored.items():
            with _cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)

    undone(work)


def _cursor() -> Any:  # noqa: ANN401 -- the driver's own
    connection: Any = db.session.connection().connection
    return connection.cursor()


def undone(work: Callable[[], None]) -> None:
    """Do some work and take it back."""
    try:
        work()
    finally:
        db.session.rollback()


def _told(times: tuple[float, float, float]) -> str:
    return f"{times[0] * 1000:.0f} / {times[1] * 1000:.0f} ms"
