"""The audit in short, as a command counts it and a screen shows it: what is to be decided, the worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.rules.cell import cell_name
from models.rules.workbook_audit.audit import AuditResult
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.groups import Group


@dataclass(frozen=True, slots=True)
class CellTold:
    """One cell or range of cells: what is wrong there, and what that does to the result."""

    cells: str
    is_sure: bool
    message: str
    effect: str


@dataclass(frozen=True, slots=True)
class FindingTold:
    """Cells that are decided on together: where they are, how many, the worst of them, and the first others."""

    title: str
    sheet: str
    where: str
    count: int
    is_sure: bool
    how_sure: str
    worst: CellTold
    others: tuple[CellTold, ...]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """How many findings there are, in how many cells, and how many have something sure; the first of them; remarks.

    `counts` has the cells of each kind of finding, the worst kind first.
    """

    count: int
    sure: int
    cells: int
    counts: Mapping[str, int]
    findings: tuple[FindingTold, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give what `read_report` takes."""
        return asdict(self)


def report_of(result: AuditResult, most: int, most_cells: int) -> AuditReport:
    """Tell what was found: at most `most` findings, and of each at most `most_cells` beside its worst."""
    kinds = dict.fromkeys(group.kind for group in result.groups)
    return AuditReport(
        count=len(result.groups),
        sure=sum(group.sure > 0 for group in result.groups),
        cells=sum(group.count for group in result.groups),
        counts={kind: result.counts[kind] for kind in kinds},
        findings=tuple(_finding(group, most_cells) for group in result.groups[:most]),
        notes=result.notes,
    )


def read_report(document: Mapping[str, Any]) -> AuditReport:
    """Give the report that `as_json` was made from."""
    findings = tuple(
        FindingTold(
            **{
                **finding,
                "worst": CellTold(**finding["worst"]),
                "others": tuple(CellTold(**cell) for cell in finding["others"]),
            }
        )
        for finding in document["findings"]
    )
    return AuditReport(**{**document, "findings": findings, "notes": tuple(document["notes"])})


def _finding(group: Group, most_cells: int) -> FindingTold:
    worst, *others = group.findings[: most_cells + 1]
    return FindingTold(
        title=group.title,
        sheet=group.sheet,
        where=group.first_cells,
        count=group.count,
        is_sure=group.sure > 0,
        how_sure=group.how_sure,
        worst=_cell(worst),
        others=tuple(map(_cell, others)),
    )


def _cell(finding: Finding) -> CellTold:
    cells = finding.cells or cell_name(finding.where.row + 1, finding.where.column)
    return CellTold(cells, finding.sure, finding.message, finding.effect)
