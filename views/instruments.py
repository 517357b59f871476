"""« Instrumentos »: the views of a plan that are formalized each year, each as a page and a workbook (S3-T1)."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import flash, redirect, request, send_file, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from jobs.documents.workbook.xlsx import write_xlsx
from models.actions.formalize_year import formalize_year
from models.clock import business_now
from models.queries.instruments import InstrumentPlan, instrument_plans, instrument_reading
from models.queries.instruments.standing import stored_cuts
from models.queries.local_day import local_day
from models.queries.plan_years import plan_years
from models.queries.preset_in_use import preset_in_use
from models.rules.document.document import Document
from models.rules.errors import RuleBroken
from models.rules.instrument import Instrument, InstrumentKind
from models.rules.instrument_view.build import instrument_document
from models.rules.instrument_view.on_screen import in_millions
from models.rules.instrument_view.readiness import readiness
from models.tables.base import db
from models.tables.plan_version import PlanVersion
from views.base import PlanningView, acting_reader, typed_text
from views.document_page import shown_blocks

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan, year and instrument that an address names, or else the first of each; the cut of a control board."""

    plans: list[InstrumentPlan]
    plan: InstrumentPlan
    year: int
    instruments: tuple[Instrument, ...]
    instrument: Instrument
    cuts: list[str]
    period: str | None


class InstrumentsView(PlanningView):
    """For all who see figures; the head of planning formalizes the year."""

    route_base = "/instrumentos"
    class_permission_name = "instruments"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """One instrument of a plan and year."""
        asked = asked_instrument()
        if asked is None:
            return str(self.render_template("instruments/nothing.html", title=_("Instruments")))
        document, is_in_millions = in_millions(_document(asked))
        values = {"document": document, "blocks": shown_blocks(document), "is_in_millions": is_in_millions}
        return self._page("instrument", asked.instrument.name, asked, **values)

    @expose("/libro/")
    @has_access
    def workbook(self) -> Response:
        """The same as a workbook, with every amount in full."""
        asked = _asked_or_404()
        with TemporaryDirectory() as folder:
            path = Path(folder) / "instrumento.xlsx"
            write_xlsx(_document(asked), path)
            content = BytesIO(path.read_bytes())
        name = f"{asked.instrument.code}-{asked.plan.code}-{asked.period or asked.year}.xlsx"
        return send_file(content, mimetype=XLSX, download_name=name, as_attachment=True)

    @expose("/anio/")
    @has_access
    def year(self) -> str:
        """Whether the year is ready, and by which act it was formalized."""
        asked = asked_instrument()
        if asked is None:
            return str(self.render_template("instruments/nothing.html", title=_("Instruments")))
        return self._year(asked)

    @expose("/formalizar/", methods=["POST"])
    @has_access
    def formalize(self) -> Response | tuple[str, int]:
        """Formalize the year by the act that was typed."""
        asked = _asked_or_404()
        version = db.session.get_one(PlanVersion, asked.plan.plan_version_id)
        try:
            formalize_year(version, asked.year, typed_text("act", _("Act")), acting_reader(), business_now())
            db.session.commit()
        except RuleBroken as refusal:
            if refusal.status == 403:
                raise
            db.session.rollback()
            return self._year(asked, refusal), refusal.status
        flash(_("The year %(year)s is formalized.", year=asked.year), "success")
        return redirect(url_for("InstrumentsView.year", plan=asked.plan.code, year=asked.year))

    def _year(self, asked: Asked, refusal: RuleBroken | None = None) -> str:
        gaps = readiness(instrument_reading(asked.plan.plan_version_id, asked.year, business_now()))
        title = _("Year %(year)s of %(plan)s", year=asked.year, plan=asked.plan.name)
        return self._page("year", title, asked, gaps=gaps, refusal=refusal)

    def _page(self, name: str, title: str, asked: Asked, **values: Any) -> str:  # noqa: ANN401 -- whatever is shown
        kept = plan_years(asked.plan.plan_id).get(asked.year)
        return str(self.render_template(f"instruments/{name}.html", title=title, asked=asked, kept=kept, **values))


def asked_instrument() -> Asked | None:
    """What the address names; None where the institution has no plan in force with instruments.

    Raises RuleBroken 404 for a plan, year, instrument or cut that is not there.
    """
    institution_id = acting_reader().institution_id or 0
    plans = instrument_plans(institution_id)
    if not plans:
        return None
    plan = _one(plans, "plan", lambda each: each.code) or plans[0]
    today = local_day(institution_id, business_now())
    year = _one(plan.years, "year", str) or min(max(today.year, plan.first_year), plan.last_year)
    instruments = preset_in_use(institution_id).preset.plan_type(plan.type_code).instruments
    instrument = _one(instruments, "instrument", lambda each: each.code) or instruments[0]
    cuts = stored_cuts(plan.plan_version_id, year) if instrument.kind is InstrumentKind.CONTROL else []
    period = _one(cuts, "period", str) or next(iter(cuts), None)
    return Asked(plans, plan, year, instruments, instrument, cuts, period)


def _asked_or_404() -> Asked:
    asked = asked_instrument()
    if asked is None:
        raise RuleBroken("no_instruments", "La institución no tiene instrumentos que formalizar.", status=409)
    return asked


def _one(choices: Any, name: str, key: Any) -> Any:  # noqa: ANN401 -- plans, years, instruments or cuts
    """The one that the address names, None where it names none."""
    text = request.args.get(name)
    if not text:
        return None
    found = next((each for each in choices if key(each) == text), None)
    if found is None:
        raise RuleBroken("not_found", "No existe o no está a su alcance.", status=404)
    return found


def _document(asked: Asked) -> Document:
    reading = instrument_reading(asked.plan.plan_version_id, asked.year, business_now(), asked.period)
    return instrument_document(reading, asked.instrument)
