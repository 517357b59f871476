"""A finance office's file read: the sheet `budget` of a package, or by a mapping somebody else's layout."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.files.limits import EXECUTION_FILE
from models.files.workbook_check import FileKind
from models.files.workbook_read import open_foreign, open_workbook
from models.queries.package_known import package_known
from models.rules.apply_mapping import map_workbook
from models.rules.execution import ParsedExecution, parse_execution, parse_mapped_execution
from models.rules.mapping import ExecutionMapping
from models.rules.mapping_check import check_execution_mapping


def read_execution(file: Path, mapping: ExecutionMapping | None, institution_id: int, now: datetime) -> ParsedExecution:
    """Give the rows of a file and every problem that it shows alone; raises RuleBroken for a file that is refused."""
    if mapping is None:
        with open_workbook(file) as sheets:
            return parse_execution(sheets, package_known(institution_id, now))
    with open_foreign(file, mapping.sheets, EXECUTION_FILE) as (kind, sheets):
        known = package_known(institution_id, now)
        check_execution_mapping(mapping, known)
        mapped = map_workbook(mapping, sheets, errors_seen=kind is not FileKind.XLS)
    return parse_mapped_execution(mapped, known)
