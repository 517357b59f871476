"""The cells that a mean under conditions takes in: AVERAGEIF and AVERAGEIFS."""

from __future__ import annotations

from decimal import Decimal

from models.rules.workbook_audit.formula.criteria import chosen
from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.numbers_functions import Faulty
from models.rules.workbook_audit.formula.source import CellKey, corners
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.tree import Area, Call, Node
from models.rules.workbook_audit.formula.values import Grid
from models.rules.workbook_audit.look import Look

_READS = 200_000


def conditional_cells(look: Look, key: CellKey, node: Node) -> list[CellKey]:
    """Give the cells where the conditions of a mean at `key` are met; none for other formulas, or with no telling."""
    averaged, conditions = _parts(node)
    areas = [area for area in (averaged, *conditions[::2]) if isinstance(area, Area)]
    if not areas or len(areas) * 2 != len(conditions) + 2:
        return []
    values = look.calculation.values
    kept, values.reads_left = values.reads_left, _READS
    try:
        rows, columns = values.area(*corners(areas[0], key)).size
        places = Grid(tuple(tuple(Decimal(row * columns + at) for at in range(columns)) for row in range(rows)))
        tested = [values.area(*corners(area, key)) for area in areas[1:]]
        wanted = [evaluate(criterion, key, values) for criterion in conditions[1::2]]
        met = chosen(places, *(part for pair in zip(tested, wanted, strict=True) for part in pair))
    except (NotUnderstoodError, Faulty):
        return []
    finally:
        values.reads_left = kept
    sheet, top, left, _, _ = look.calculation.programs.rectangle(areas[0], key)
    found = (divmod(int(place), columns) for place in met if isinstance(place, Decimal))
    return [(sheet, top + row, left + column) for row, column in found]


def _parts(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Give the range whose mean is taken, and each range of a condition before what is wanted there."""
    if isinstance(node, Call) and node.name == "AVERAGEIF" and len(node.arguments) > 1:
        return node.arguments[-1] if len(node.arguments) > 2 else node.arguments[0], node.arguments[:2]
    if isinstance(node, Call) and node.name == "AVERAGEIFS":
        return node.arguments[0], node.arguments[1:]
    return None, ()
