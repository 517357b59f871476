"""What a cell would hold with another formula."""

from __future__ import annotations

from models.rules.workbook_audit.formula.evaluate import evaluate
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.tree import Node
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.look import Look

_READS = 100_000


class Unknown:
    """There is no telling what a formula gives."""


UNKNOWN = Unknown()


def with_formula(look: Look, node: Node, row: int, column: int) -> Scalar | Unknown:
    """Give the value of a formula at a cell of the table's sheet, or UNKNOWN."""
    values = look.calculation.values
    kept, values.reads_left = values.reads_left, _READS
    try:
        return evaluate(node, (look.table.sheet.name, row, column), values)
    except NotUnderstoodError:
        return UNKNOWN
    finally:
        values.reads_left = kept
