"""Take a filled capture workbook: all of it or nothing, by the same acts as typing (S3-T3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.actions.preview_progress import Preview
from models.actions.record_act import Act, record_act
from models.actions.record_internal import record_internal
from models.actions.record_progress import record_progress
from models.scope import Reader


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """The name that its owner gave it, and its SHA-256."""

    name: str
    sha256: str


def import_progress(preview: Preview, file: UploadedFile, actor: Reader, now: datetime) -> bool:
    """Store what the preview holds, as a draft; False, and nothing stored, where there is a problem.

    The caller commits. Raises RuleBroken as `record_progress` and `record_internal` do.
    """
    if preview.problems:
        return False
    if not preview.is_ready:
        return True  # a sheet that changes nothing leaves no trace
    record_progress(preview.sheets, preview.lines, preview.entries, actor, now)
    for sheet in preview.sheets:
        if sheet.id in preview.internal:
            record_internal(sheet, preview.internal[sheet.id], actor, now)
    counts = {"created": preview.new, "changed": preview.changed, "unchanged": preview.unchanged}
    detail = {"file": file.name, "sha256": file.sha256, "period": preview.identity.period, **counts}
    record_act(actor, Act("import_progress", "capture_sheet", preview.sheets[0].id, detail), now)
    return True
