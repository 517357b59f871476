"""Which columns hold what was planned and done in which period, and which hold money; conflicts are doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from models.rules.propose_mapping.doubt import Doubts, letters, times
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.heading import period_text
from models.rules.propose_mapping.look import is_number
from models.rules.propose_mapping.table import FoundTable
from models.rules.propose_mapping.words import VAGUE_MONEY, Role, measure_of

Key = tuple[int | None, tuple[str, int] | None]
"""The year, None for the one that the whole table is of, and the part of it, None for all."""

_EXECUTION = {"certified", "committed", "accrued", "paid"}


@dataclass(frozen=True, slots=True)
class Total:
    """A column that sums others in every row."""

    column: int
    parts: tuple[int, ...]


@dataclass(slots=True)
class Figures:
    """Columns by period: `planned` and `actual`; money by period and column of the budget; sums; what is left out."""

    planned: dict[Key, int] = field(default_factory=dict)
    actual: dict[Key, int] = field(default_factory=dict)
    money: dict[Key, dict[str, int]] = field(default_factory=dict)
    horizon: int | None = None
    totals: list[Total] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    described: dict[int, str] = field(default_factory=dict)

    def leave_execution(self) -> None:
        """Leave out the stages of spending, which only finance loads."""
        for fields in self.money.values():
            for name in _EXECUTION & fields.keys():
                self.left_out[fields.pop(name)] = "la ejecución del gasto la carga finanzas"
        self.money = {key: fields for key, fields in self.money.items() if fields}

    @property
    def keys(self) -> list[Key]:
        """The periods with figures, in their order."""
        return sorted(
            {*self.planned, *self.actual}, key=lambda key: (key[0] or 0, str(key[1] or "Z"), key[1] or ("", 0))
        )


def find_figures(table: FoundTable, guesses: Sequence[Guess], doubts: Doubts, *, marked: bool) -> Figures:
    """Sort the columns of figures by period; `marked` tables say in a column of each row what it has."""
    work = _Work(table, doubts, Figures())
    numbers = [guess for guess in guesses if guess.role in {Role.PLANNED, Role.ACTUAL, Role.FIGURE}]
    by_measure: dict[str, dict[Key, list[Guess]]] = {"planned": defaultdict(list), "actual": defaultdict(list)}
    for guess in _usable(work, numbers):
        by_measure[_measure(work, guess, numbers, marked=marked)][_key(guess)].append(guess)
    for measure, kept in (("actual", work.figures.actual), ("planned", work.figures.planned)):
        for key, candidates in by_measure[measure].items():
            chosen = work.choose(candidates)
            if chosen is not None:
                kept[key] = chosen.index
    _place_horizon(work, numbers)
    for kept in (work.figures.planned, work.figures.actual):
        _check_sums(work, kept)
    _money(work, [guess for guess in guesses if guess.role is Role.MONEY])
    return work.figures


def _key(guess: Guess) -> Key:
    return guess.heading.year, guess.heading.period


@dataclass(frozen=True, slots=True)
class _Work:
    table: FoundTable
    doubts: Doubts
    figures: Figures

    def choose(self, candidates: Sequence[Guess]) -> Guess | None:
        """Give the column of several for one period; what cannot be told apart is asked and left out."""
        first = candidates[0]
        if len(candidates) == 1:
            return first
        where = letters(*(guess.index for guess in candidates))
        differing = self._differing(candidates)
        if not differing:
            self._leave(candidates[1:], f"repite la columna {letters(first.index)}")
            return first
        if len({guess.heading.text for guess in candidates}) == 1:
            self._leave(candidates, "otra columna tiene el mismo encabezado y otro contenido")
            message = f"«{first.heading.label}» está en las columnas {where} con contenido distinto en "
            message += (
                f"{times(differing, 'fila', 'filas')}: ninguna se lee. Escriba cuál vale y deje la otra en «ignore»."
            )
            self.doubts.add("duplicate_heading", message, first.index)
            return None
        best = max(candidates, key=_plainness)
        self._leave([guess for guess in candidates if guess is not best], f"se lee {letters(best.index)} en su lugar")
        message = f"Las columnas {where} parecen del mismo dato y difieren en {times(differing, 'fila', 'filas')}: "
        self.doubts.add(
            "two_candidates", f"{message}se lee {letters(best.index)} («{best.heading.label}»). Confírmelo.", best.index
        )
        return best

    def _differing(self, candidates: Sequence[Guess]) -> int:
        columns = [self.table.cells(guess.index) for guess in candidates]
        return sum(len(set(map(str, cells))) > 1 for cells in zip(*columns, strict=True))

    def _leave(self, candidates: Iterable[Guess], reason: str) -> None:
        self.figures.left_out.update({guess.index: reason for guess in candidates})


def _plainness(guess: Guess) -> tuple[bool, bool, int]:
    """A total of the year is likelier the figure of the year than an expectation; a ratio is likelier none."""
    values = guess.look.plain_numbers
    is_ratio = bool(values) and all(value <= 2 for value in values) and any(value % 1 for value in values)
    return guess.role is not Role.FIGURE, guess.heading.is_total, -int(is_ratio)


def _usable(work: _Work, numbers: Sequence[Guess]) -> list[Guess]:
    found = []
    for guess in numbers:
        words = set(guess.heading.words)
        if guess.heading.is_horizon:
            continue
        if words & {"acumulado", "acumulada"} and len(numbers) > 2:
            work.figures.left_out[guess.index] = "es un acumulado; Rumbo acumula los periodos"
            continue
        found.append(guess)
    return found


def _measure(work: _Work, guess: Guess, numbers: Sequence[Guess], *, marked: bool) -> str:
    if guess.role is not Role.FIGURE:
        return guess.role.value
    if marked:
        return "planned"
    titles = {measure_of(text.casefold()) for text in (*work.table.above, work.table.sheet.name)} - {None}
    known = {
        each.role for each in numbers if each.role is not Role.FIGURE and each.heading.period == guess.heading.period
    }
    measure = "actual" if titles == {"actual"} or known == {Role.PLANNED} else "planned"
    word = "lo ejecutado" if measure == "actual" else "lo programado"
    message = f"«{guess.heading.label}» no dice si es lo programado o lo ejecutado: se lee como {word}. Confírmelo."
    work.doubts.add("planned_or_actual", message, guess.index)
    return measure


def _place_horizon(work: _Work, numbers: Sequence[Guess]) -> None:
    """The target of all years is read where no year has one; else it is kept as text, because the years say it."""
    horizon = [guess for guess in numbers if guess.heading.is_horizon and guess.role is not Role.ACTUAL]
    for guess in numbers:
        if guess.heading.is_horizon and guess.role is Role.ACTUAL:
            work.figures.left_out[guess.index] = "es lo ejecutado de todos los años; Rumbo lo calcula"
    if not horizon:
        return
    if not work.figures.planned:
        chosen = work.choose(horizon)
        work.figures.horizon = chosen.index if chosen is not None else None
        return
    for guess in horizon:
        work.figures.described[guess.index] = (
            "es la meta de todos los años; valen las de cada año y esta queda como texto"
        )


def _check_sums(work: _Work, kept: dict[Key, int]) -> None:
    """A year's column that its parts always sum is only checked; one that they do not sum is read too, and asked."""
    for (year, period), column in list(kept.items()):
        parts = _parts(kept, year) if period is None else ()
        if len(parts) < 2:
            continue
        differing = _rows_apart(work.table, column, parts)
        if not differing:
            del kept[(year, None)]
            work.figures.totals.append(Total(column, parts))
            work.figures.left_out[column] = f"es la suma de {letters(*parts)}; se comprueba y no se guarda"
            continue
        message = f"En {times(differing, 'fila', 'filas')} las columnas {letters(*parts)} no suman la columna "
        message += f"{letters(column)}: se leen las partes y el total. Decida cuáles valen."
        work.doubts.add("parts_differ", message, column)


def _parts(kept: Mapping[Key, int], year: int | None) -> tuple[int, ...]:
    """Give the columns of the finest kind of period of the year."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for (of_year, period), column in kept.items():
        if of_year == year and period is not None:
            kinds[period[0]].append(column)
    return tuple(sorted(next((kinds[kind] for kind in "MBQS" if kind in kinds), [])))


def _rows_apart(table: FoundTable, total: int, parts: Sequence[int]) -> int:
    columns = [table.cells(part) for part in parts]
    found = 0
    for cells in zip(table.cells(total), *columns, strict=True):
        numbers = [
            Decimal(cell) if isinstance(cell, int | Decimal) and is_number(cell) else Decimal(0) for cell in cells
        ]
        found += abs(numbers[0] - sum(numbers[1:])) > Decimal("0.005")
    return found


def _money(work: _Work, guesses: Sequence[Guess]) -> None:
    named = any(guess.heading.year is not None for guess in guesses)
    grouped: dict[tuple[Key, str], list[Guess]] = defaultdict(list)
    for guess in guesses:
        if guess.heading.is_horizon or (guess.heading.is_total and guess.heading.year is None and named):
            work.figures.left_out[guess.index] = "es un total de otras columnas de dinero"
            continue
        grouped[_key(guess), _field(guess)].append(guess)
    for (key, name), candidates in grouped.items():
        chosen = work.choose(candidates)
        if chosen is None:
            continue
        work.figures.money.setdefault(key, {})[name] = chosen.index
        if VAGUE_MONEY.search(chosen.heading.text) and name in {"initial", "programmed"}:
            message = f"«{chosen.heading.label}» es dinero y no dice de qué etapa: se lee como «{name}». Confírmelo."
            work.doubts.add("vague_money", message, chosen.index)


def _field(guess: Guess) -> str:
    """The initial and the current budget are of a whole year; below it, money is programmed."""
    return "programmed" if guess.heading.period is not None and guess.field in {"initial", "current"} else guess.field


def key_text(key: Key, year: int) -> str:
    """Write the period of a key; `year` is that of the table."""
    return period_text(key[0] or year, key[1])
