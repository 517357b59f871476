"""« Informes »: every edition with its state, and the wizard that makes one: what, of when, of whom, a look at it."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from jobs.queue import ring
from models.actions.editions.make import make_edition
from models.clock import business_now
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.report.editions import Narrowing, edition_rows, edition_years
from models.queries.report.reading import read_report
from models.rules.document.document import Document
from models.rules.edition_step import WRITERS, EditionState
from models.rules.errors import RuleBroken
from models.rules.report.build import figures_document
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from views.base import PlanningView, acting_reader
from views.document_page import shown_blocks
from views.paging import asked_part
from views.report_choice import Choice, offered_parts, offered_periods, report_choice, suggested_period
from views.report_tabs import report_tabs
from views.report_words import REPORT_WORDS

EDITIONS = 25
"""Rows of a page."""


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
        try:
            edition = make_edition(report_choice().order(), reader, business_now())
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
        institution_id, choice = acting_reader().institution_id or 0, report_choice()
        preview = None
        try:
            preview = None if refusal else _preview(choice)
        except RuleBroken as wrong:
            refusal = wrong
        today = local_day(institution_id, business_now())
        periods = offered_periods(institution_id, choice.kind, today)
        return str(
            self.render_template(
                "reports/new.html",
                title=_("New report"),
                kinds=preset_in_use(institution_id).preset.report_kinds,
                choice=choice,
                periods=periods,
                period=choice.period or suggested_period(periods, today),
                units=list(db.session.scalars(select(OrgUnit).order_by(OrgUnit.code))),
                parts=offered_parts(institution_id, choice.kind, periods),
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


def _preview(choice: Choice) -> Document | None:
    """What would be made now, once kind and period are chosen; without content where no figures are stored yet.

    Raises RuleBroken 422 for a period or a part that the kind does not have.
    """
    if choice.kind is None or not choice.period:
        return None
    reading = read_report(choice.order(), business_now())
    document = figures_document(reading)
    return document if reading.plans else replace(document, blocks=())
