"""« Informes »: every edition with its state, and the wizard that makes one: what, of when, of whom, a look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.editions.make import make_edition
from models.clock import business_now
from models.queries.local_day import local_day
from models.queries.plan_spans import plan_horizons
from models.queries.preset_in_use import preset_in_use
from models.queries.report.editions import Narrowing, edition_rows, edition_years
from models.queries.report.reading import ReportOrder, read_report
from models.rules.document.document import Document
from models.rules.edition_step import WRITERS, EditionState
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.report.build import figures_document
from models.rules.report_kind import ReportKind
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader
from views.document_page import shown_blocks
from views.paging import asked_part
from views.report_tabs import report_tabs
from views.report_words import REPORT_WORDS

EDITIONS, MOST_PERIODS = 25, 8
"""Rows of a page; how many periods back a report is offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the wizard has been told so far."""

    kind: ReportKind | None
    period: str
    unit: OrgUnit | None


class EditionsView(PlanningView):
    """For whoever may read reports; planning makes them (ux 3.9)."""

    route_base = "/informes"
    class_permission_name = "editions"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The list."""
        reader = acting_reader()
        number, part = asked_part(EDITIONS)
        rows, total = edition_rows(_narrowing(), part)
        kinds = preset_in_use(reader.institution_id or 0).preset.report_kinds
        return str(
            self.render_template(
                "reports/list.html",
                title=_("Reports"),
                tabs=report_tabs(),
                rows=rows,
                total=total,
                number=number,
                size=EDITIONS,
                kinds={kind.code: kind.name for kind in kinds},
                states=list(EditionState),
                years=edition_years(),
                may_make=not WRITERS.isdisjoint(reader.roles),
                **REPORT_WORDS,
            )
        )

    @expose("/nuevo/")
    @has_access
    def new(self) -> str:
        """The wizard: each answer asks the next question, and the last page shows what will be made."""
        return self._wizard()

    @expose("/hacer", methods=["POST"])
    @has_access
    def make(self) -> Response | tuple[str, int]:
        """Make it and show its page, which tells how far it is."""
        reader = acting_reader()
        choice = _choice()
        if choice.kind is None:
            abort(400)
        order = _order(reader.institution_id or 0, choice.kind, choice)
        try:
            edition = make_edition(order, reader, business_now())
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status == 403:
                raise
            db.session.rollback()
            return self._wizard(refusal), refusal.status
        ring("build_edition", edition.id)
        flash(_("Report %(number)s is being made.", number=edition.label), "success")
        return redirect(url_for("EditionView.show", edition_id=edition.id))

    def _wizard(self, refusal: RuleBroken | None = None) -> str:
        reader = acting_reader()
        institution_id, choice = reader.institution_id or 0, _choice()
        preview = None if refusal else _preview(institution_id, choice)
        return str(
            self.render_template(
                "reports/new.html",
                title=_("New report"),
                kinds=preset_in_use(institution_id).preset.report_kinds,
                choice=choice,
                periods=_periods(institution_id, choice.kind, local_day(institution_id, business_now())),
                units=list(db.session.scalars(select(OrgUnit).order_by(OrgUnit.code))),
                preview=preview,
                blocks=[] if preview is None else shown_blocks(preview),
                refusal=refusal,
                **REPORT_WORDS,
            )
        )


def _narrowing() -> Narrowing:
    year = request.args.get("year", "")
    is_year = year.isascii() and year.isdecimal() and len(year) == 4
    return Narrowing(request.args.get("kind", ""), request.args.get("state", ""), int(year) if is_year else None)


def _choice() -> Choice:
    """From the address, or from the form that was refused."""
    asked = request.form if request.method == "POST" else request.args
    code, unit = asked.get("kind", ""), asked.get("unit", "")
    kinds = preset_in_use(acting_reader().institution_id or 0).preset.report_kinds
    kind = next((each for each in kinds if each.code == code), None)
    return Choice(kind, asked.get("period", ""), _unit(unit) if unit else None)


def _unit(code: str) -> OrgUnit:
    unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == code)).one_or_none()
    if unit is None:
        abort(404)
    return unit


def _periods(institution_id: int, kind: ReportKind | None, today: date) -> list[str]:
    """The periods that the kind is made of, the one in course first."""
    if kind is None:
        return []
    if kind.frequency is PeriodKind.HORIZON:
        return [str(horizon) for horizon in plan_horizons(institution_id) if kind.takes(horizon)]
    found, period = list[str](), Period.containing(today, kind.frequency)
    while len(found) < MOST_PERIODS and period.year > today.year - MOST_PERIODS:
        found += [str(period)] if kind.takes(period) else []
        period = period.previous()
    return found


def _preview(institution_id: int, choice: Choice) -> Document | None:
    """What would be made now, once kind and period are chosen; without content where no figures are stored yet."""
    if choice.kind is None or not choice.period:
        return None
    reading = read_report(_order(institution_id, choice.kind, choice), business_now())
    document = figures_document(reading)
    return document if reading.plans else replace(document, blocks=())


def _order(institution_id: int, kind: ReportKind, choice: Choice) -> ReportOrder:
    return ReportOrder(institution_id, kind.code, choice.period, None if choice.unit is None else choice.unit.id)
