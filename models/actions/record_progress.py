"""Save many lines of a month's sheets at once, each with the version that its writer saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import text

from models.actions.hold_sheet import lock_open_period, roles_in
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.rules.errors import RuleBroken
from models.rules.measure import Direction
from models.rules.sentence import say
from models.rules.workflow import Action, SheetState, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet

WRITTEN = ("actual", "no_report_reason", "cause", "corrective_action", "note")
"""What a person writes on a line."""


@dataclass(frozen=True, slots=True)
class LineEntry:
    """What a person typed on one line. `row_version` is the one that the page showed, None for an empty line."""

    sheet_id: int
    indicator_id: int
    row_version: int | None
    actual: Decimal | None
    no_report_reason: str = ""
    cause: str = ""
    corrective_action: str = ""
    note: str = ""


class ChangedMeanwhile(RuleBroken):
    """Somebody saved the same lines first; `lines` holds what stands now, so that the page can show both (X-7)."""

    def __init__(self, lines: Sequence[SheetLine]) -> None:
        names = ", ".join(line.item_code for line in lines[:5])
        super().__init__(
            "changed_meanwhile",
            f"Otra persona cambió estos datos mientras usted escribía: {names}. No se guardó nada; compare y decida.",
            status=409,
        )
        self.lines = tuple(lines)


def record_progress(
    sheets: Sequence[CaptureSheet],
    lines: Sequence[SheetLine],
    entries: Sequence[LineEntry],
    actor: Reader,
    now: datetime,
) -> dict[int, int]:
    """Save all entries or none; give the new row version by indicator. The caller commits.

    `sheets` are of one unit and period, `lines` all of theirs, read in this transaction. Raises RuleBroken: 403 without
    the liaison's authority, 409 in a closed period, a wrong state or for a stale version (ChangedMeanwhile), 404 for a
    line of another sheet, 422 for a bad value.
    """
    if not sheets or not entries:
        return {}
    period = lock_open_period(sheets[0].institution_id, sheets[0].period)
    touched = {entry.sheet_id for entry in entries}
    for sheet in sheets:
        if sheet.id in touched:
            _begin(sheet, actor)
    ours = {(line.sheet_id, line.indicator_id): line for line in lines}
    for entry in entries:
        check_entry(entry, ours.get((entry.sheet_id, entry.indicator_id)))
    saved = _upsert(sheets, entries, actor)
    if len(saved) < len(entries):
        saved |= _saved_before(sheets, [entry for entry in entries if entry.indicator_id not in saved])
    detail = {"period": period.period, "lines": len(saved)}
    record_act(actor, Act("record_progress", "capture_sheet", sheets[0].id, detail), now)
    return saved


def _saved_before(sheets: Sequence[CaptureSheet], stale: Sequence[LineEntry]) -> dict[int, int]:
    """The versions of lines that hold just what was sent: an answer that got lost makes a browser send it again.

    Raises ChangedMeanwhile where one of them holds anything else.
    """
    db.session.expire_all()  # read again what stands, which may be newer than what was read
    standing = {line.indicator_id: line for line in sheet_lines(sheets)}
    changed = [standing[entry.indicator_id] for entry in stale if not _holds(standing[entry.indicator_id], entry)]
    if changed:
        raise ChangedMeanwhile(changed)
    return {entry.indicator_id: standing[entry.indicator_id].row_version or 0 for entry in stale}


def _holds(line: SheetLine, entry: LineEntry) -> bool:
    return all(getattr(line, name) == getattr(entry, name) for name in WRITTEN)


def _begin(sheet: CaptureSheet, actor: Reader) -> None:
    """The first value makes a draft; a returned or silent sheet keeps its state until it is sent."""
    preset = preset_in_use(sheet.institution_id).preset
    workflow = preset.sheet_workflow(sheet.plan.plan_type.code)
    state = find_step(workflow, sheet.state, Action.SAVE, roles_in(actor, sheet.org_unit_id)).to
    if state is not sheet.state:
        sheet.state = SheetState(state)


def check_entry(entry: LineEntry, line: SheetLine | None) -> None:
    """Raise RuleBroken for a line of another sheet, a value beside a reason, or a milestone that is neither 0 nor 1."""
    if line is None:
        raise RuleBroken("line_not_found", "Esa actividad no está en su hoja de este periodo.", status=404)
    field = f"actual-{entry.indicator_id}"
    if entry.actual is not None and entry.no_report_reason:
        raise RuleBroken(
            "value_and_reason",
            say("{item_code}: escriba el dato o el motivo de no reportar, no ambos.", item_code=line.item_code),
            field=field,
        )
    if line.direction is Direction.MILESTONE and entry.actual not in (None, Decimal(0), Decimal(1)):
        raise RuleBroken(
            "milestone_is_0_or_1",
            say("{item_code}: es un hito; escriba 1 si se cumplió o 0 si no.", item_code=line.item_code),
            field=field,
        )


_UPSERT = text(
    """
    INSERT INTO progress (institution_id, capture_sheet_id, indicator_id, org_unit_id, period, row_version,
                          actual, no_report_reason, cause, corrective_action, note, entered_by_id)
    SELECT :institution_id, sheet.id, entry.indicator_id, sheet.org_unit_id, sheet.period, entry.row_version + 1,
           entry.actual, entry.no_report_reason, entry.cause, entry.corrective_action, entry.note, :actor_id
      FROM unnest(CAST(:sheet_id AS bigint[]), CAST(:indicator_id AS bigint[]), CAST(:row_version AS integer[]),
                  CAST(:actual AS numeric[]), CAST(:no_report_reason AS text[]), CAST(:cause AS text[]),
                  CAST(:corrective_action AS text[]), CAST(:note AS text[]))
           AS entry (sheet_id, indicator_id, row_version, actual, no_report_reason, cause, corrective_action, note)
      JOIN capture_sheet AS sheet ON sheet.id = entry.sheet_id AND sheet.institution_id = :institution_id
    ON CONFLICT (indicator_id, org_unit_id, period) DO UPDATE
       SET row_version = excluded.row_version, actual = excluded.actual, cause = excluded.cause,
           no_report_reason = excluded.no_report_reason, corrective_action = excluded.corrective_action,
           note = excluded.note, entered_by_id = excluded.entered_by_id
     WHERE progress.row_version = excluded.row_version - 1
    RETURNING indicator_id, row_version
    """
)


def _upsert(sheets: Sequence[CaptureSheet], entries: Sequence[LineEntry], actor: Reader) -> dict[int, int]:
    """One statement for all lines; a line whose version moved on is not among those that come back."""
    columns: Mapping[str, object] = {
        "sheet_id": [entry.sheet_id for entry in entries],
        "indicator_id": [entry.indicator_id for entry in entries],
        "row_version": [entry.row_version or 0 for entry in entries],
        "actual": [entry.actual for entry in entries],
        "no_report_reason": [entry.no_report_reason for entry in entries],
        "cause": [entry.cause for entry in entries],
        "corrective_action": [entry.corrective_action for entry in entries],
        "note": [entry.note for entry in entries],
    }
    db.session.flush()
    rows = db.session.execute(
        _UPSERT, {**columns, "institution_id": sheets[0].institution_id, "actor_id": actor.user_id}
    )
    return dict(tuple(row) for row in rows)
