"""Which columns hold what was planned and done in which period, and which hold money; conflicts are doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.rules.headings.words import VAGUE_MONEY, Role, measure_of
from models.rules.propose_mapping.doubt import Doubts, letters, times
from models.rules.propose_mapping.figure_columns import Figures, Key
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.sums import check_sums
from models.rules.propose_mapping.table import FoundTable
from models.rules.sentence import say

_MOST_ALIKE = 3


def find_figures(table: FoundTable, guesses: Sequence[Guess], doubts: Doubts, *, marked: bool) -> Figures:
    """Sort the columns of figures by period; `marked` tables say in a column of each row what it has."""
    work = _Work(table, doubts, Figures())
    numbers = [guess for guess in guesses if guess.role in {Role.PLANNED, Role.ACTUAL, Role.FIGURE}]
    numbers += _percents_that_are_figures(guesses, numbers)
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
        check_sums(table, work.figures, kept, doubts)
    _money(work, [guess for guess in guesses if guess.role is Role.MONEY])
    _tell_supposed(work)
    return work.figures


def _percents_that_are_figures(guesses: Sequence[Guess], numbers: Sequence[Guess]) -> list[Guess]:
    """`Meta 2025 (%)` is a target where no other column has one for the period; what was done of it comes with it."""
    known = {_key(guess) for guess in numbers}
    percents = [guess for guess in guesses if guess.role is Role.PERCENT and _key(guess) not in known]
    measures = {guess.index: measure_of(guess.heading.text) for guess in percents}
    planned = {_key(guess) for guess in percents if measures[guess.index] == "planned"}
    kept = [(guess, measures[guess.index]) for guess in percents if _key(guess) in planned]
    return [
        guess.turned(Role(measure), say("es una meta en porcentaje")) for guess, measure in kept if measure is not None
    ]


def _key(guess: Guess) -> Key:
    return guess.heading.year, guess.heading.period


@dataclass(frozen=True, slots=True)
class _Work:
    table: FoundTable
    doubts: Doubts
    figures: Figures
    supposed: dict[tuple[str, str], list[Guess]] = field(default_factory=lambda: defaultdict(list))

    def choose(self, candidates: Sequence[Guess]) -> Guess | None:
        """Give the column of several for one period; what cannot be told apart is asked and left out."""
        first = candidates[0]
        if len(candidates) == 1:
            return first
        where = letters(*(guess.index for guess in candidates))
        differing = self._differing(candidates)
        if not differing:
            self._leave(candidates[1:], say("repite la columna {letters}", letters=letters(first.index)))
            return first
        rows = times(differing, say("fila"), say("filas"))
        if len(candidates) > _MOST_ALIKE:
            self._leave_all(candidates, where)
            return None
        if len({guess.heading.text for guess in candidates}) == 1:
            self._leave_twins(candidates, where, rows)
            return None
        best = max(candidates, key=_plainness)
        reason = say("se lee {letters} en su lugar", letters=letters(best.index))
        self._leave([guess for guess in candidates if guess is not best], reason)
        message = say(
            "Las columnas {where} parecen del mismo dato y difieren en {rows}: se lee {letters} "
            "(«{label}»). Confírmelo.",
            where=where,
            rows=rows,
            letters=letters(best.index),
            label=best.heading.label,
        )
        self.doubts.add("two_candidates", message, best.index)
        return best

    def _leave_all(self, candidates: Sequence[Guess], where: str) -> None:
        self._leave(candidates, say("otras columnas parecen del mismo dato"))
        message = say(
            "Las columnas {where} parecen del mismo dato y no se sabe cuál vale: ninguna se lee.", where=where
        )
        self.doubts.add("many_candidates", message, candidates[0].index)

    def _leave_twins(self, candidates: Sequence[Guess], where: str, rows: str) -> None:
        self._leave(candidates, say("otra columna tiene el mismo encabezado y otro contenido"))
        message = say(
            "«{label}» está en las columnas {where} con contenido distinto en {rows}: ninguna se lee. "
            "Escriba cuál vale y deje la otra en «ignore».",
            label=candidates[0].heading.label,
            where=where,
            rows=rows,
        )
        self.doubts.add("duplicate_heading", message, candidates[0].index)

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
            work.figures.left_out[guess.index] = say("es un acumulado; Rumbo acumula los periodos")
            continue
        found.append(guess)
    return found


def _measure(work: _Work, guess: Guess, numbers: Sequence[Guess], *, marked: bool) -> str:
    if guess.role is not Role.FIGURE:
        return guess.role.value
    if marked:
        return "planned"
    told = {measure_of(text.casefold()) for text in (*work.table.above, work.table.sheet.name)} - {None}
    if guess.heading.is_total and guess.heading.period is None:
        beside = [each for each in numbers if each.role is not Role.FIGURE and each.heading.period is not None]
    else:
        beside = [each for each in numbers if each.role is not Role.FIGURE and _key(each) == _key(guess)]
    roles = {each.role for each in beside}
    measure = "actual" if told == {"actual"} or roles == {Role.PLANNED} else "planned"
    work.supposed["planned_or_actual", measure].append(guess)
    return measure


def _place_horizon(work: _Work, numbers: Sequence[Guess]) -> None:
    """The target of all years is read where no year has one; else it is kept as text, because the years say it."""
    horizon = [guess for guess in numbers if guess.heading.is_horizon and guess.role is not Role.ACTUAL]
    for guess in numbers:
        if guess.heading.is_horizon and guess.role is Role.ACTUAL:
            work.figures.left_out[guess.index] = say("es lo ejecutado de todos los años; Rumbo lo calcula")
    if not horizon:
        return
    if not work.figures.planned:
        chosen = work.choose(horizon)
        work.figures.horizon = chosen.index if chosen is not None else None
        return
    for guess in horizon:
        work.figures.described[guess.index] = say(
            "es la meta de todos los años; valen las de cada año y esta queda como texto"
        )


def _money(work: _Work, guesses: Sequence[Guess]) -> None:
    named = any(guess.heading.year is not None for guess in guesses)
    grouped: dict[tuple[Key, str], list[Guess]] = defaultdict(list)
    for guess in guesses:
        if guess.heading.is_horizon or (guess.heading.is_total and guess.heading.year is None and named):
            work.figures.left_out[guess.index] = say("es un total de otras columnas de dinero")
            continue
        grouped[_key(guess), _field(guess)].append(guess)
    for (key, name), candidates in grouped.items():
        chosen = work.choose(candidates)
        if chosen is None:
            continue
        work.figures.money.setdefault(key, {})[name] = chosen.index
        if VAGUE_MONEY.search(chosen.heading.text) and name in {"initial", "programmed"}:
            work.supposed["vague_money", name].append(chosen)


_SUPPOSED = {
    ("planned_or_actual", "planned"): say("no dice si es lo programado o lo ejecutado: se lee como lo programado"),
    ("planned_or_actual", "actual"): say("no dice si es lo programado o lo ejecutado: se lee como lo ejecutado"),
    ("vague_money", "initial"): say("es dinero y no dice de qué etapa: se lee como «initial», el presupuesto inicial"),
    ("vague_money", "programmed"): say("es dinero y no dice de qué etapa: se lee como «programmed», lo programado"),
}


def _tell_supposed(work: _Work) -> None:
    """Columns that were understood in the same way, and may mean something else, are told together."""
    for (code, meant), guesses in work.supposed.items():
        first = guesses[0]
        others = (
            say(" (y las columnas {letters})", letters=letters(*(each.index for each in guesses[1:])))
            if len(guesses) > 1
            else ""
        )
        work.doubts.add(
            code,
            say(
                "«{label}»{others} {supposed}. Confírmelo.",
                label=first.heading.label,
                others=others,
                supposed=_SUPPOSED[code, meant],
            ),
            first.index,
        )


def _field(guess: Guess) -> str:
    """The initial and the current budget are of a whole year; below it, money is programmed."""
    return "programmed" if guess.heading.period is not None and guess.field in {"initial", "current"} else guess.field
