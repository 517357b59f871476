"""« Cargar ejecución », finance's start: what is loaded and who is late; a file, its differences, and into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.actions.import_execution import ExecutionOrder, ExecutionResult, import_execution
from models.clock import business_now
from models.files.kept_workbook import KeptWorkbook, drop_workbook, keep_workbook
from models.files.mapping_file import SHIPPED_EXECUTION, shipped_text
from models.queries.execution_file import read_execution
from models.queries.execution_status import last_load, loaded_units
from models.queries.local_day import local_day
from models.rules.errors import RuleBroken
from models.rules.mapping_parse import parse_execution_mapping
from models.rules.period import Period
from models.tables.base import db
from views.base import PlanningView, acting_reader, typed_text
from views.import_shelf import own_shelf, own_workbook, workbook_gone

MOST_SHOWN = 200
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file on its way in: its mapping (blank: the package's own columns) and the month that it goes to, if told."""

    book: KeptWorkbook
    mapping: str
    month: str


class ExecutionFileView(PlanningView):
    """Only finance loads execution (SoD-6)."""

    route_base = "/presupuesto/cargar"
    class_permission_name = "execution_file"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> Answer:
        """What is loaded, what is missing, and the form."""
        return self._home(None)

    @expose("/archivo", methods=["POST"])
    @has_access
    def review(self) -> Answer:
        """Keep a file and show what it would change; nothing is stored. One that cannot be read is not kept."""
        sent = request.files.get("book")
        try:
            mapping = _chosen_mapping()
            book = keep_workbook(own_shelf(), (sent.filename if sent else "") or "", sent.read() if sent else b"")
        except RuleBroken as refusal:
            return self._home(refusal), refusal.status
        chosen = Chosen(book, mapping, typed_text("month"))
        try:
            return self._preview(chosen, _load(chosen, dry_run=True))
        except RuleBroken as refusal:
            drop_workbook(own_shelf(), book.key)
            return self._home(refusal), refusal.status

    @expose("/guardar", methods=["POST"])
    @has_access
    def store(self) -> Answer:
        """Store what the preview showed: all of it, or nothing and every problem at its cell."""
        book = own_workbook(request.form.get("book", ""))
        if book is None:
            return self._home(workbook_gone()), workbook_gone().status
        chosen = Chosen(book, typed_text("mapping").replace("\r\n", "\n"), typed_text("month"))
        try:
            result = _load(chosen, dry_run=False)
        except RuleBroken as refusal:
            return self._home(refusal), refusal.status
        if not result.applied:
            db.session.rollback()
            return self._preview(chosen, result), 422
        db.session.commit()
        drop_workbook(own_shelf(), book.key)
        counts = result.counts
        words = {"new": counts.created, "changed": counts.changed, "same": counts.unchanged}
        flash(str(_("%(new)s new lines, %(changed)s changed, %(same)s the same.", **words)), "success")
        return redirect(url_for("ExecutionView.home", period=result.period))

    def _home(self, refusal: RuleBroken | None) -> str:
        where = acting_reader().institution_id or 0
        due = _month_due(local_day(where, business_now()))
        units = loaded_units(where, due.year)
        page = self.render_template(
            "execution/load.html",
            title=_("Load execution"),
            refusal=refusal,
            due=str(due),
            units=units,
            late=[unit for unit in units if unit.lacks(str(due))],
            loaded=last_load(where),
            mappings=sorted(file.stem for file in SHIPPED_EXECUTION.glob("*.toml")),
        )
        return str(page)

    def _preview(self, chosen: Chosen, result: ExecutionResult) -> str:
        errors = sum(problem.severity == "error" for problem in result.problems)
        page = self.render_template(
            "execution/preview.html",
            title=chosen.book.name,
            chosen=chosen,
            result=result,
            errors=errors,
            warnings=len(result.problems) - errors,
            problems=sorted(result.problems, key=lambda problem: problem.severity != "error")[:MOST_SHOWN],
            changes=result.changes[:MOST_SHOWN],
        )
        return str(page)


def _month_due(today: date) -> Period:
    """The month that ended last: its execution is due in the first days of this one (S3-D04)."""
    return Period.containing(today, "month").previous()


def _chosen_mapping() -> str:
    """The text of an own mapping, else of the one that ships under the chosen name; blank for the own columns."""
    sent = request.files.get("mapping_file")
    if sent and sent.filename:
        return str(sent.read().decode("utf-8-sig", errors="replace"))
    name = typed_text("mapping_name")
    return shipped_text(name) if name else ""


def _load(chosen: Chosen, *, dry_run: bool) -> ExecutionResult:
    reader, now = acting_reader(), business_now()
    where = reader.institution_id or 0
    rules = parse_execution_mapping(chosen.mapping) if chosen.mapping.strip() else None
    parsed = read_execution(chosen.book.path, rules, where, now)
    digest = sha256(chosen.book.path.read_bytes()).hexdigest()
    made_in = Period.parse(chosen.month) if chosen.month else None
    return import_execution(ExecutionOrder(where, parsed, chosen.book.name, digest, made_in, dry_run), reader, now)
