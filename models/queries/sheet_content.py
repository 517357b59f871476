"""What stands on a sheet, as one hash: whoever sends it and whoever checks it speak of the same content."""

from __future__ import annotations

from sqlalchemy import text

from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet

CONTENT_HASH = """
    encode(sha256(convert_to(jsonb_build_object(
        'sheet', jsonb_build_array(sheet.plan_id, sheet.org_unit_id, sheet.period),
        'lines', (SELECT jsonb_agg(jsonb_build_array(
                             line.indicator_id, line.actual, line.no_report_reason, line.cause,
                             line.corrective_action, line.note,
                             (SELECT jsonb_agg(file.sha256 ORDER BY file.sha256)
                                FROM evidence file WHERE file.progress_id = line.id AND file.is_current)
                         ) ORDER BY line.indicator_id)
                    FROM progress line WHERE line.capture_sheet_id = sheet.id),
        'internal', (SELECT jsonb_agg(jsonb_build_array(own.name, own.unit, own.actual, own.note) ORDER BY own.name)
                       FROM internal_activity own WHERE own.capture_sheet_id = sheet.id)
    )::text, 'UTF8')), 'hex')
"""
"""SQL over a row named `sheet`: SHA-256, in hexadecimal, of its values, texts and files. Who and when stay outside."""

_HASH = text(
    f"SELECT {CONTENT_HASH} FROM capture_sheet sheet"  # noqa: S608 -- made of the constant above alone
    " WHERE sheet.id = :sheet_id AND sheet.institution_id = :institution_id"
)


def content_hash(sheet: CaptureSheet) -> str:
    """The hash of the sheet as it stands now; equal to `sheet.fingerprint` while nothing changed since its sending."""
    values = {"sheet_id": sheet.id, "institution_id": sheet.institution_id}
    return str(db.session.execute(_HASH, values).scalar_one())
