"""What a sent sheet still lacks."""

from __future__ import annotations

from models.queries.sheet_lines import sheet_lines
from models.tables.capture_sheet import CaptureSheet


def counted_gaps(sheet: CaptureSheet) -> list[str]:
    """Codes of the programmed activities with neither value nor justified no-report (R C-30)."""
    return [line.item_code for line in sheet_lines([sheet]) if line.is_missing]
