"""« Ejecución »: the money of a period by source, class, top level and dependency, one inside another, and its book."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, abort, request, send_file
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from jobs.excel.execution_book import ExecutionHead, write_execution
from models.clock import business_now
from models.queries.execution_status import last_load
from models.queries.execution_table import ExecutionQuestion, ExecutionTable, Grouping, execution_table
from models.queries.periods import newest_open_period
from models.rules.incoherence import Fact
from models.rules.money import Coherence
from models.rules.period import Period
from views.base import PlanningView, acting_reader
from views.dashboard_parts import Cut
from views.formats import institution_name, period, term
from views.words import word_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 120


class ExecutionView(PlanningView):
    """Everybody with figures; each sees the lines of the own units (`visible_money`)."""

    route_base = "/presupuesto/ejecucion"
    class_permission_name = "execution"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The last month that is loaded, unless another is asked for."""
        question = _asked()
        if question is None:
            return str(self.render_template("execution/nothing.html", title=_("Execution of the budget")))
        page = self.render_template(
            "execution/home.html",
            title=_("Execution of the budget"),
            cut=Cut.of(question.institution_id, question.period),
            question=question,
            groupings=group_names(),
            table=execution_table(question),
            fact_word=lambda fact: word_of(Fact, fact),
            loaded=last_load(question.institution_id),
        )
        return str(page)

    @expose("/libro.xlsx")
    @has_access
    def download(self) -> Response:
        """The same table as a workbook."""
        question = _asked()
        if question is None:
            abort(404)
        table, moment = execution_table(question), business_now()
        content = io.BytesIO(_book(question, table, moment))
        name = f"ejecucion-{question.period}-{question.grouping}.xlsx"
        return send_file(content, mimetype=XLSX, as_attachment=True, download_name=name)


def group_names() -> dict[Grouping, str]:
    """What the lines are added up by, in the institution's words."""
    return {
        Grouping.SOURCE: term("funding_source"),
        Grouping.CLASS: _("Class"),
        Grouping.TOP: _("Plan"),
        Grouping.UNIT: term("org_unit"),
        Grouping.CODE: _("Not linked"),
    }


def _asked() -> ExecutionQuestion | None:
    """What the address asks; None where nothing is loaded and no period has opened. 400 for what is no such thing."""
    where = acting_reader().institution_id or 0
    loaded = last_load(where)
    asked = request.args.get("period") or (loaded and loaded.period) or newest_open_period(where)
    grouping = request.args.get("by", Grouping.SOURCE.value)
    source = request.args.get("source")
    if grouping not in list(Grouping) or len(source or "") > _LONGEST:
        abort(400)
    if asked is None:
        return None
    cut = str(Period.parse(asked))
    return ExecutionQuestion(where, cut, Grouping(grouping), source, _number("unit"), _number("item"))


def _number(name: str) -> int | None:
    text = request.args.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        abort(400)
    return int(text)


def _book(question: ExecutionQuestion, table: ExecutionTable, moment: datetime) -> bytes:
    head = ExecutionHead(
        title=_("Execution of the budget"),
        institution=institution_name(),
        cut=period(question.period),
        grouping=group_names()[question.grouping],
        budget=(_("Initial"), term("current_budget")),
        stages=tuple(term(stage) for stage in ("certified", "committed", "accrued", "paid")),
        advance=(_("Advance of the year"), _("Gap in points"), _("What it means")),
        verdicts={
            Coherence.COHERENT: _("they go together"),
            Coherence.PHYSICAL_AHEAD: _("the advance is ahead of the money"),
            Coherence.MONEY_AHEAD: _("the money is ahead of the advance"),
        },
        total=_("Total"),
        empty=_("Nothing here yet."),
        made_at=moment,
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ejecucion.xlsx"
        write_execution(head, table, path)
        return path.read_bytes()
