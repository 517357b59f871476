"""What the capture workbook of a unit and period holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from models.queries.consolidation.head import A4_COUNTRIES
from models.queries.line_figures import figures_with, line_series
from models.queries.local_day import zone_of
from models.queries.my_month import internal_of
from models.queries.periods import period_state
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_deadline import unit_deadline
from models.rules.capture.form import CaptureForm, FormInternal, FormLine, FormPlan
from models.rules.errors import RuleBroken
from models.rules.live_figure import live_figures
from models.rules.measure import Direction
from models.rules.percent import ZERO
from models.rules.period_step import takes_values
from models.rules.terms import Term
from models.rules.wording import moment_text, period_name
from models.rules.workflow import WRITABLE
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.institution import Institution

_TRIED = (None, ZERO, ZERO + 1)


def capture_form(sheets: Sequence[CaptureSheet], now: datetime) -> CaptureForm:
    """Give everything of the sheets of one unit and period; the figures take four statements for each plan.

    Raises RuleBroken `no_sheet` (404) where there is no sheet.
    """
    if not sheets:
        raise RuleBroken("no_sheet", "Esa unidad no tiene hoja de ese periodo: revise el periodo.", status=404)
    first = sheets[0]
    institution = db.session.get_one(Institution, first.institution_id)
    lines = sheet_lines(sheets)
    state = period_state(first.institution_id, first.period)
    open_ids = {sheet.id for sheet in sheets if sheet.state in WRITABLE and state is not None and takes_values(state)}
    due_at = unit_deadline(first.institution_id, first.period, first.org_unit_id).due_at
    return CaptureForm(
        institution=institution.code,
        institution_name=institution.name,
        org_unit=first.org_unit.code,
        org_unit_name=first.org_unit.name,
        period=first.period,
        period_name=period_name(first.period, institution.locale),
        sheet_term=preset_in_use(institution.id).preset.term(Term.CAPTURE_SHEET),
        locale=institution.locale,
        paper="a4" if institution.country in A4_COUNTRIES else "letter",
        made_at=now.astimezone(zone_of(institution.id)),
        due=moment_text(due_at, institution.timezone, institution.locale),
        plans=tuple(_plans(sheets, lines, open_ids)),
        lines=tuple(_form_lines(sheets, lines, open_ids)),
        internal=tuple(
            FormInternal(row.id, row.row_version, row.name, row.unit, row.actual, row.note)
            for row in internal_of(sheets)
        ),
    )


def _plans(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine], open_ids: set[int]) -> Iterator[FormPlan]:
    versions = {line.sheet_id: line.plan_version_id for line in lines}
    for sheet in sheets:
        yield FormPlan(
            code=sheet.plan.code,
            name=sheet.plan.name,
            version_id=versions.get(sheet.id, 0),
            sheet_id=sheet.id,
            is_open=sheet.id in open_ids,
        )


def _form_lines(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine], open_ids: set[int]) -> Iterator[FormLine]:
    by_sheet: defaultdict[int, list[SheetLine]] = defaultdict(list)
    for line in lines:
        by_sheet[line.sheet_id].append(line)
    for sheet in sheets:
        if by_sheet[sheet.id]:
            yield from _of_sheet(sheet, by_sheet[sheet.id], is_open=sheet.id in open_ids)


def _of_sheet(sheet: CaptureSheet, lines: Sequence[SheetLine], *, is_open: bool) -> Iterator[FormLine]:
    scoring, series = line_series(sheet, lines)
    now = figures_with(scoring, series, {line.indicator_id: line.actual for line in lines})
    blank, zero, one = (figures_with(scoring, series, dict.fromkeys(series, value)) for value in _TRIED)
    bands = scoring.bands.of(scoring.rules.level("").bands)
    for line in lines:
        key = line.indicator_id
        yield FormLine(
            key=key,
            row_version=line.row_version,
            plan_code=sheet.plan.code,
            group=" ".join(filter(None, (line.group_code, line.group_name))),
            code=line.item_code,
            name=line.item_name,
            indicator=line.indicator_name,
            unit=line.unit,
            decimals=line.decimals,
            is_programmed=line.is_programmed,
            is_milestone=line.direction is Direction.MILESTONE,
            is_open=is_open,
            planned=line.planned,
            actual=line.actual,
            no_report_reason=line.no_report_reason,
            cause=line.cause,
            corrective_action=line.corrective_action,
            note=line.note,
            live=live_figures(series[key], scoring.cut, scoring.rules),
            now=now[key],
            blank=blank[key],
            zero=zero[key],
            one=one[key],
            rules=scoring.rules,
            bands=bands,
        )
