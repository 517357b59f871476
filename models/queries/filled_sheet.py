"""For whom a filled workbook is: the sheets of its unit and period, if it is still the one that holds."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from models.queries.periods import period_state
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.capture.identity import Identity
from models.rules.errors import RuleBroken
from models.rules.period_step import check_takes_values
from models.rules.sentence import say
from models.rules.wording import period_name
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.institution import Institution
from models.tables.org_unit import OrgUnit


def unit_of(identity: Identity) -> OrgUnit:
    """The unit of a workbook, if the reader may see it; raises RuleBroken `sheet_other_institution` or `unit_gone`."""
    institution = db.session.scalars(select(Institution).where(Institution.code == identity.institution)).one_or_none()
    if institution is None:
        raise RuleBroken(
            "sheet_other_institution",
            "La hoja es de otra institución: súbala allí, o descargue la de su unidad.",
        )
    unit = db.session.scalars(
        select(OrgUnit).where(OrgUnit.institution_id == institution.id, OrgUnit.code == identity.org_unit)
    ).first()
    if unit is None:
        raise RuleBroken(
            "unit_gone",
            say("La unidad {unit} de la hoja ya no existe: pida ayuda a planificación.", unit=identity.org_unit),
        )
    return unit


def check_is_for(identity: Identity, unit: OrgUnit, period: str, institution: Institution) -> None:
    """Raise RuleBroken for a workbook of another institution, unit or period than the ones of the page."""
    if identity.institution != institution.code:
        raise RuleBroken(
            "sheet_other_institution",
            "La hoja es de otra institución: súbala allí, o descargue la de su unidad.",
        )
    if identity.org_unit != unit.code:
        raise RuleBroken(
            "sheet_other_unit",
            say(
                "La hoja es de {theirs} y aquí se reporta {ours}: suba la de {ours}, o vaya a la página de {theirs}.",
                theirs=identity.org_unit,
                ours=unit.code,
            ),
        )
    if identity.period != period:
        raise RuleBroken(
            "sheet_other_period",
            say(
                "La hoja es de {theirs} y esta página es de {ours}: súbala en su periodo, o descargue la de {ours}.",
                theirs=period_name(identity.period, institution.locale),
                ours=period_name(period, institution.locale),
            ),
        )


def sheets_of(identity: Identity, unit: OrgUnit) -> tuple[list[CaptureSheet], list[SheetLine]]:
    """The unit's sheets and lines as they stand.

    Raises RuleBroken 409 where the period takes no values, `sheet_outdated` where the plan is another than was shown.
    """
    sheets = unit_sheets(unit.id, identity.period)
    state = period_state(unit.institution_id, identity.period)
    if not sheets or state is None:
        raise RuleBroken("period_not_open", "El periodo aún no abre: espere el primer día de captura.", status=409)
    check_takes_values(state)
    lines = sheet_lines(sheets)
    _check_current(identity, sheets, lines)
    return sheets, lines


def _check_current(identity: Identity, sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine]) -> None:
    versions = {line.sheet_id: line.plan_version_id for line in lines}
    plans = {sheet.plan.code: versions.get(sheet.id, 0) for sheet in sheets}
    if identity.plans != plans or identity.line_versions.keys() != {line.indicator_id for line in lines}:
        raise RuleBroken(
            "sheet_outdated",
            say(
                "El plan cambió después de que se descargó la hoja ({moment}): descárguela de nuevo y copie sus datos.",
                moment=identity.made_text,
            ),
            status=409,
        )
