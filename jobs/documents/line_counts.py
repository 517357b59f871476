"""How many lines each row of a table takes on paper, told before typst is asked.

A row whose height is known is laid out once and not twice: a report of 5,000 rows takes a third less time and a quarter
less memory. The count is never too low: it is made with the letters' own widths and without hyphens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import typst

from jobs.documents.printed import Printed

SIZE, SIDES = 8.5, 8
"""Of the letters, and of the room left and right of a cell's text, in points; `report.typ` has the same."""
_SURE = 0.99  # letters that stand closer or wider together than each alone
_WIDEST = 1.2  # of any letter, in its own size
_MOST = 20
_BREAK = _END = "\u200b"
"""Nothing to see: where a word may be broken, and what stands in the line that a line break at the end begins."""
_PROBE = """#let told = json(bytes(sys.inputs.letters))
#set text(font: "Libertinus Serif", size: 100pt, number-width: "tabular")
#let widths(weight) = told.map(each => measure(text(weight: weight, each)).width / 100pt)
#context [#metadata((widths("regular"), widths("bold"))) <widths>]
"""

Widths = dict[str, float]


@dataclass(frozen=True, slots=True)
class Letters:
    """The widths of letters in parts of their size, plain and bold."""

    plain: Widths
    bold: Widths


def letters_of(tables: Iterable[Printed]) -> Letters:
    """Give the widths of all letters that the rows of some tables hold."""
    used: set[str] = set(" ")
    for table in tables:
        for row in (*table["rows"], *table["total"]):
            used.update(*(cell["text"] for cell in row))
    told = sorted(used)
    compiler = typst.Compiler(_PROBE.encode(), sys_inputs={"letters": json.dumps(told)}, ignore_system_fonts=True)
    plain, bold = json.loads(compiler.query("<widths>", field="value", one=True))
    return Letters(dict(zip(told, plain, strict=True)), dict(zip(told, bold, strict=True)))


def fit(table: Printed, letters: Letters, width: float) -> None:
    """Say under `lines` how many lines each row, and then the total, takes in a table of so many points.

    A row of more than `_MOST` has 0: typst finds its height, and breaks it at the foot of a page.

    A word that is wider than its column gets places where it may be broken, which nobody sees.
    """
    every = sum(column["width"] for column in table["columns"])
    rooms = [(width * column["width"] / every - SIDES) * _SURE / SIZE for column in table["columns"]]
    table["lines"] = [_row(row, rooms, letters.plain, letters.bold) for row in table["rows"]]
    table["lines"] += [_row(row, rooms, letters.bold, letters.bold) for row in table["total"]]


def _row(row: list[Printed], rooms: list[float], plain: Widths, bold: Widths) -> int:
    lines = max(_cell(cell, room, bold if "fill" in cell else plain) for cell, room in zip(row, rooms, strict=True))
    return lines if lines <= _MOST else 0


def _cell(cell: Printed, room: float, widths: Widths) -> int:
    text = cell["text"]
    if len(text) * _WIDEST < room and text.isprintable():
        return 1
    lines = [[word for word in line.split(" ") if word] for line in (text + _END).splitlines()]
    wide = {word: sum(widths.get(letter, 0) for letter in word) for line in lines for word in line}
    for word, width in wide.items():
        if width > room:
            cell["text"] = cell["text"].replace(word, _BREAK.join(word))
    return sum(_lines([wide[word] for word in line], room, widths[" "]) for line in lines)


def _lines(words: list[float], room: float, space: float) -> int:
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > room:
            lines, used = lines + 1, 0.0
        used += word + (space if used else 0)
        while used > room:  # a word in pieces, each at least half a line
            lines, used = lines + 1, used - room / 2
    return lines
