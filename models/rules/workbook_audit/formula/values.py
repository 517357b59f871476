"""The values of formulas: decimals, texts, truths, nothing, faults, grids; how they turn into one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow

from models.rules.cell import Cell, ErrorCell, UncachedFormula
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError

ARITHMETIC = Context(prec=30, Emax=400, Emin=-400, traps=[DivisionByZero, InvalidOperation, Overflow])
_SHOWN = Context(prec=15)
EPOCH = date(1899, 12, 30).toordinal()  # day 0 of spreadsheets, right from 1 March 1900 on
_NOISE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value, such as `#DIV/0!`; it passes through what it enters."""

    text: str


Scalar = Decimal | str | bool | Fault | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A rectangle of values; in one that comes from cells, texts and truths are no numbers."""

    rows: tuple[tuple[Scalar, ...], ...]
    from_cells: bool = True

    def __iter__(self) -> Iterator[Scalar]:
        """Give the values row by row."""
        for row in self.rows:
            yield from row

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0


Value = Scalar | Grid

DIVIDED_BY_ZERO, NO_VALUE, NO_REFERENCE = Fault("#DIV/0!"), Fault("#VALUE!"), Fault("#REF!")


def scalar_of(cell: Cell) -> Scalar:
    """Give the value that a cell has in a formula; raise NotUnderstoodError where it was saved without one."""
    if isinstance(cell, UncachedFormula):
        raise NotUnderstoodError("no value")
    if isinstance(cell, ErrorCell):
        return Fault(cell.text)
    if isinstance(cell, date):
        return Decimal(cell.toordinal() - EPOCH)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Decimal(cell)
    return cell


def number(value: Scalar) -> Decimal | Fault:
    """Give the number that arithmetic takes a value for: nothing is 0, `"5"` is 5, other text is a fault."""
    if isinstance(value, Decimal | Fault):
        return value
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    return number_in_text(value)


def number_in_text(text: str) -> Decimal | Fault:
    """Read `12`, `-1.5` or `40%`; raise NotUnderstoodError for what depends on the language of the spreadsheet."""
    plain = text.strip()
    digits = plain.removesuffix("%").removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) < 16:
        return Decimal(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    if any(character.isdigit() for character in plain):
        raise NotUnderstoodError(plain)
    return NO_VALUE


def truth(value: Scalar) -> bool | Fault:
    """Give the truth of a condition."""
    if isinstance(value, bool | Fault):
        return value
    if isinstance(value, str):
        return NO_VALUE
    return bool(value)


def text(value: Scalar) -> str | Fault:
    """Write a value as `&` does: 15 digits, no zeros at the end; raise NotUnderstoodError for a truth."""
    if isinstance(value, Fault | str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        raise NotUnderstoodError("a truth in letters")  # TRUE or VERDADERO, by the language of the spreadsheet
    shown = _SHOWN.create_decimal(value).normalize(_SHOWN)
    return f"{shown:f}" if shown else "0"


def calculated(compute: Callable[[], Decimal]) -> Decimal | Fault:
    """Compute a figure; give the fault that a spreadsheet shows where there is none."""
    try:
        return compute()
    except (DivisionByZero, ZeroDivisionError):
        return DIVIDED_BY_ZERO
    except InvalidOperation as wrong:
        return DIVIDED_BY_ZERO if "DivisionUndefined" in str(wrong) else Fault("#NUM!")
    except DecimalException:
        return Fault("#NUM!")


def close(left: Decimal, right: Decimal, tolerance: Decimal = _NOISE) -> bool:
    """Tell whether two figures are the same but for the noise of binary arithmetic."""
    return abs(left - right) <= tolerance * max(Decimal(1), abs(left), abs(right))


def without_noise(value: Decimal) -> Decimal:
    """Round to the 15 digits that a spreadsheet keeps."""
    return _SHOWN.create_decimal(value)
