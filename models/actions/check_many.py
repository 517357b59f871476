"""A head verifies several reports at once: only those in which nothing asks for a look."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from models.actions.check_sheet import CHECKS
from models.actions.hold_sheet import sheet_of
from models.queries.sheet_summary import sheet_summaries
from models.queries.verifiers import awaited_check
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.scope import Reader


def check_many(sheet_ids: Collection[int], actor: Reader, now: datetime) -> int:
    """Take the check that each sheet waits for, and give how many; the caller commits, so it is all or nothing.

    Raises RuleBroken 422 for no sheet at all, 409 where one is not clean (any more) or waits for no check, and what one
    check raises.
    """
    if not sheet_ids:
        raise RuleBroken("nothing_chosen", "Marque al menos un reporte y vuelva a pulsar.")
    sheets = [sheet_of(sheet_id, lock=True) for sheet_id in sorted(set(sheet_ids))]
    summaries = sheet_summaries(sheets)
    for sheet in sheets:
        step = awaited_check(sheet)
        if step is None or not summaries[sheet.id].is_clean:
            raise RuleBroken(
                "needs_a_look",
                say("{name}: ábrala y revísela aparte. No se verificó ninguna.", name=sheet.org_unit.name),
                status=409,
            )
        CHECKS[step.action](sheet, actor, now)
    return len(sheets)
