"""For every table with a screen of its rows: one row of the own unit, one below it, one taken part in, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from flask_appbuilder import Model

from models.files.evidence_store import evidence_path
from models.rules.meeting import Capacity, MeetingKind
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.tables.alignment import Alignment
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.assignment import Assignment
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.capture_sheet import CaptureSheet
from models.tables.commitment import Commitment
from models.tables.cut import Cut
from models.tables.edition import Edition
from models.tables.edition_file import EditionFile
from models.tables.edition_schedule import EditionSchedule
from models.tables.evidence import Evidence
from models.tables.export_run import ExportRun
from models.tables.guideline import Guideline
from models.tables.import_run import ImportRun
from models.tables.improvement_proposal import ImprovementProposal
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.institution import Institution
from models.tables.invitee import Invitee
from models.tables.job_run import JobRun
from models.tables.level import Level
from models.tables.meeting import Meeting
from models.tables.non_working_day import NonWorkingDay
from models.tables.norm_reference import NormReference
from models.tables.org_unit import OrgUnit
from models.tables.outbox_mail import OutboxMail
from models.tables.participation import Participation
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.preset_version import PresetVersion
from models.tables.procedure_document import ProcedureDocument
from models.tables.progress import Progress
from models.tables.reference_use import ReferenceUse
from models.tables.reporting_period import ReportingPeriod
from models.tables.request_line import RequestLine
from models.tables.target import Target
from models.tables.update_check import UpdateCheck
from models.tables.word_template import WordTemplate
from tests.conftest import Ministry, rows
from tests.factories import make_unit, make_user
from tests.structure.chain_rows import chain_rows

MISSING = 999_999_999
NOW, LONG_AGO = datetime(2027, 3, 1, tzinfo=UTC), datetime(2026, 2, 5, tzinfo=UTC)
CONTENT = b"%PDF-1.4 evidence"
Keys = dict[str, dict[str, int]]
"""Family (a table's name) → relation → key."""


def make_rows(app: Flask, ministry: Ministry) -> Keys:
    """Rows of every family in the relations own, subtree, participating, other and foreign; commits."""
    home = ministry.unit.institution_id
    below = make_unit("DGA-B", parent=ministry.unit)
    keys: Keys = {}
    plans = _Plans(home)
    for relation, unit in (
        ("own", ministry.unit),
        ("subtree", below),
        ("participating", ministry.other),
        ("other", ministry.other),
    ):
        _add(keys, relation, _unit_rows(app, plans, unit, relation.upper()))
    shared = Participation(
        institution_id=home, plan_item_id=keys["plan_item"]["participating"], org_unit_id=ministry.unit.id
    )
    _stored(shared)
    keys["participation"]["participating"] = shared.id
    _add(keys, "own", _institution_rows(app, home, ministry.people["finanzas"].id))
    away, their_unit = _another_institution()
    _add(keys, "foreign", _unit_rows(app, _Plans(away), their_unit, "FOREIGN"))
    _add(keys, "foreign", _institution_rows(app, away, make_user("ajena", of="otra").id))
    _add(keys, "own", {"job_run": _stored(JobRun(name="sweep", started_at=NOW)).id})
    db.session.commit()
    _add(keys, "own", {"value_change": _changed(home)})
    _add(keys, "foreign", {"value_change": _changed(away)})
    for family in keys.values():
        family["missing"] = MISSING
    return keys


def _add(keys: Keys, relation: str, made: dict[str, int]) -> None:
    for family, key in made.items():
        keys.setdefault(family, {}).setdefault(relation, key)


def _stored(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


@dataclass(slots=True)
class _Plans:
    """A draft of an institution, into which units put their rows."""

    institution_id: int
    level: Level | None = None
    version: PlanVersion | None = None

    def place(self) -> dict[str, int]:
        """Columns that every item has."""
        if self.version is None or self.level is None:
            self._make()
        assert self.version is not None
        assert self.level is not None
        return {
            "institution_id": self.institution_id,
            "plan_version_id": self.version.id,
            "level_id": self.level.id,
        }

    def _make(self) -> None:
        where = {"institution_id": self.institution_id}
        kind = db.session.query(PlanType).filter_by(**where, code="POA").one_or_none()
        if kind is None:
            kind = _stored(PlanType(**where, code="POA", name="Plan", ordinal=9))
            _stored(Level(**where, plan_type_id=kind.id, code="activity", name="Línea", ordinal=1, reports=True))
        self.level = db.session.query(Level).filter_by(plan_type_id=kind.id, code="activity").one()
        days = {"starts_on": date(2027, 1, 1), "ends_on": date(2027, 12, 31)}
        plan = _stored(Plan(**where, plan_type_id=kind.id, code="MATRIX", name="Plan", **days))
        self.version = _stored(PlanVersion(**where, plan_id=plan.id, number=1, state="draft"))


def _unit_rows(app: Flask, plans: _Plans, unit: OrgUnit, code: str) -> dict[str, int]:
    """A line of a plan with everything that hangs on it, and the people of the unit."""
    place = plans.place()
    where = {"institution_id": place["institution_id"]}
    item = _stored(PlanItem(**place, org_unit_id=unit.id, code=code, name=code))
    above = _stored(PlanItem(**place, org_unit_id=unit.id, code=f"{code}-UP", name=code))
    indicator = _stored(
        Indicator(
            **where,
            plan_version_id=place["plan_version_id"],
            plan_item_id=item.id,
            code=code,
            name=code,
            kind="output",
            direction="up",
            accumulation="sum",
            frequency="month",
        )
    )
    march = {**where, "org_unit_id": unit.id, "period": "2027-03"}
    line = _stored(BudgetLine(**where, plan_item_id=item.id, org_unit_id=unit.id, year=2027, funding_source="GOES"))
    version = db.session.get_one(PlanVersion, place["plan_version_id"])
    sheet = CaptureSheet(**march, plan_id=version.plan_id)
    if code == "PARTICIPATING":  # the unit of « other » fills one sheet a month, and it stands for the other
        sheet.period = "2027-02"
    sheet = _stored(sheet)
    progress = _stored(Progress(**march, capture_sheet_id=sheet.id, indicator_id=indicator.id))
    person = make_user(f"matrix_{code.lower()}", of="otra" if code == "FOREIGN" else "hacienda_sv")
    made = {
        "org_unit": unit,
        "plan_item": item,
        "indicator": indicator,
        "target": _stored(Target(**march, indicator_id=indicator.id, planned=10)),
        "alignment": _stored(Alignment(**where, plan_item_id=item.id, aligns_to_id=above.id)),
        "participation": _stored(Participation(**where, plan_item_id=item.id, org_unit_id=unit.id)),
        "budget_line": line,
        "budget_month": _stored(BudgetMonth(**where, budget_line_id=line.id, period="2027-03")),
        "capture_sheet": sheet,
        "evidence": _evidence(app, where, progress),
        **_meeting_rows(where, unit, person.id),
        **chain_rows(item, person.id),
        "edition": _edition(app, march, {"OWN": 1, "SUBTREE": 2, "PARTICIPATING": 3, "OTHER": 4, "FOREIGN": 5}[code]),
        "information_request": _request(march, version.plan_id, indicator.id),
        "update_check": _stored(
            UpdateCheck(
                **{**march, "period": f"2027-0{len(code) % 9 + 1}"},
                kind=UpdateKind.PROJECTS,
                checked_at=NOW,
                checked_by_id=person.id,
            )
        ),
        "person": person,
        "assignment": _stored(
            Assignment(**where, user_id=person.id, org_unit_id=unit.id, role=Role.LIAISON, starts_on=date(2026, 1, 1))
        ),
    }
    return {family: row.id for family, row in made.items()}


def _meeting_rows(where: dict[str, int], unit: OrgUnit, person_id: int) -> dict[str, Any]:
    """A draft of the unit's own to which its person is called, and a commitment of the unit without an owner."""
    times = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=1)}
    meeting = _stored(
        Meeting(
            **where,
            **times,
            kind=MeetingKind.BILATERAL,
            title=unit.code,
            org_unit_id=unit.id,
            calendar_uid=f"matrix-{unit.id}-{person_id}",
            convened_by_id=person_id,
        )
    )
    _stored(Invitee(**where, meeting_id=meeting.id, user_id=person_id, org_unit_id=unit.id, capacity=Capacity.LIAISON))
    commitment = Commitment(
        **where, meeting_id=meeting.id, text=unit.code, org_unit_id=unit.id, due_on=date(2027, 5, 7), agreed_at=NOW
    )
    return {"meeting": meeting, "commitment": _stored(commitment)}


def _edition(app: Flask, march: dict[str, Any], number: int, **more: Any) -> Edition:
    """A report that was sent, with its file."""
    sent = {"state": "sent", "frozen_at": NOW, "sent_at": NOW, "asked_at": NOW, "rendered_at": NOW, **more}
    kind = {"kind": "projects_bimonthly", "year": 2027, "number": number}
    edition: Edition = _stored(Edition(**{**march, "period": f"2027-B{number % 6 + 1}"}, **kind, **sent))
    book = _book(app)
    file = {"format": "pdf", "printed": 1, "file_name": "a.pdf", "sha256": book["sha256"], "size": len(CONTENT)}
    _stored(EditionFile(institution_id=edition.institution_id, edition_id=edition.id, made_at=NOW, **file))
    return edition


def _request(march: dict[str, Any], plan_id: int, indicator_id: int) -> InformationRequest:
    """A request that asks one thing of one unit."""
    where = {"institution_id": march["institution_id"]}
    request: InformationRequest = _stored(
        InformationRequest(
            **where, rule=f"R-{indicator_id}", period="2027-Q1", needs_actions=False, sent_at=NOW, due_at=NOW
        )
    )
    line = {"plan_id": plan_id, "org_unit_id": march["org_unit_id"], "indicator_id": indicator_id}
    _stored(RequestLine(**where, **line, information_request_id=request.id))
    return request


def _evidence(app: Flask, where: dict[str, int], progress: Progress) -> Evidence:
    digest = _kept(app)
    row = Evidence(**where, progress_id=progress.id, file_name="a.pdf", sha256=digest, size=len(CONTENT))
    row.mime, row.added_at = "application/pdf", NOW
    stored: Evidence = _stored(row)
    return stored


def _institution_rows(app: Flask, institution_id: int, person_id: int) -> dict[str, int]:
    """Rows of the institution as a whole."""
    where = {"institution_id": institution_id}
    plan = db.session.query(Plan).filter_by(**where, code="MATRIX").one()
    version = db.session.query(PlanVersion).filter_by(plan_id=plan.id).one()
    level = db.session.query(Level).filter_by(plan_type_id=plan.plan_type_id, code="activity").one()
    day = date(2027, 4, 7)
    published = {"state": "published", "published_at": NOW, "publication_url": "https://portal.example/"}
    _edition(app, where, 9, **published, endorsed_at=NOW, endorsed_by_id=person_id)
    run = {"kind": "consolidation", "period": "2027-03", "asked_at": NOW, "asked_by": "sistema"}
    made: dict[str, Model] = {
        "plan_type": db.session.get_one(PlanType, plan.plan_type_id),
        "level": level,
        "plan": plan,
        "plan_version": version,
        **_procedures(app, where, person_id, plan),
        "non_working_day": _stored(NonWorkingDay(**where, on=day, name="Asueto", kind="local")),
        "reporting_period": _stored(ReportingPeriod(**where, period="2027-03", state="open")),
        "announced_deadline": _stored(
            AnnouncedDeadline(
                **where,
                rule="S0-D01",
                subject="capture_sheet",
                period="2027-03",
                opens=day,
                nominal_due=day,
                effective_due=day,
                due_at=NOW,
                why="",
                announced_at=NOW,
            )
        ),
        "outbox_mail": _stored(
            OutboxMail(
                **where,
                key=f"matrix-{institution_id}",
                message_id=f"<matrix-{institution_id}@rumbo>",
                rule="S0-D05",
                step="sent",
                kind="submitted",
                subject="u1",
                period="2027-03",
                recipient_id=person_id,
                queued_at=NOW,
                next_try_at=NOW,
            )
        ),
        "import_run": _stored(
            ImportRun(
                **where,
                plan_id=plan.id,
                file_name="plan.xlsx",
                sha256="0" * 64,
                imported_at=NOW,
                imported_by="sistema",
                counts={},
                problems=[],
            )
        ),
        "edition_schedule": _stored(
            EditionSchedule(**where, kind="poa_quarterly", filters={"plan": "x"}, added_at=NOW, added_by_id=person_id)
        ),
        "word_template": _stored(
            WordTemplate(
                **where,
                version=1,
                file_name="a.docx",
                sha256=_kept(app),
                size=len(CONTENT),
                added_at=NOW,
                added_by_id=person_id,
            )
        ),
        "cut": _cut(where, version),
        "export_run": _stored(ExportRun(**where, **run, occasion="matrix", **_book(app))),
        "audit_entry": _stored(AuditEntry(**where, at=NOW, actor="x", action="submit_sheet", object_type="x")),
    }
    return {family: row.id for family, row in made.items()}  # type: ignore[attr-defined]


def _cut(where: dict[str, int], version: PlanVersion) -> Cut:
    """What a closing left of the plan."""
    by = db.session.query(PresetVersion).filter_by(**where).first()
    if by is None:
        loaded = {"number": 1, "sha256": "0" * 64, "declaration": {}, "loaded_at": NOW, "loaded_by": "sistema"}
        by = _stored(PresetVersion(**where, **loaded))
    of = {"plan_version_id": version.id, "preset_version_id": by.id}
    made: Cut = _stored(Cut(**where, **of, period="2026-01", number=1, frozen_at=LONG_AGO, summary={}))
    return made


def _procedures(app: Flask, where: dict[str, int], person_id: int, plan: Plan) -> dict[str, Model]:
    """A norm that a procedure and a plan rest on, a proposal about the procedure, a guideline; both with a file."""
    file = {"file_name": "a.pdf", "sha256": _kept(app), "mime": "application/pdf"}
    norm = _stored(NormReference(**where, kind="Acuerdo", title="Matriz"))
    procedure = _stored(ProcedureDocument(**where, **file, code="MATRIX", title="Matriz"))
    proposed = {"text": "x", "proposed_at": NOW, "proposed_by_id": person_id}
    guiding = {"kind": "x", "year": 2027, "title": "x", "body": "x"}
    return {
        "norm_reference": norm,
        "reference_use": _stored(ReferenceUse(**where, norm_reference_id=norm.id, plan_id=plan.id)),
        "procedure_document": procedure,
        "improvement_proposal": _stored(ImprovementProposal(**where, **proposed, procedure_document_id=procedure.id)),
        "guideline": _stored(Guideline(**where, **file, **guiding, plan_type_id=plan.plan_type_id)),
    }


def _kept(app: Flask) -> str:
    """The hash under which the content lies in the store."""
    digest = sha256(CONTENT).hexdigest()
    path = evidence_path(Path(app.config["RUMBO_FILES_URL"]), digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENT)
    return digest


def _book(app: Flask) -> dict[str, Any]:
    folder = Path(app.config["RUMBO_FILES_URL"]) / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    digest = sha256(CONTENT).hexdigest()
    (folder / digest).write_bytes(CONTENT)
    return {"done_at": NOW, "sha256": digest, "file_name": "consolidado.xlsx"}


def _another_institution() -> tuple[int, OrgUnit]:
    home = Institution(
        code="otra", name="Otra", country="CO", currency="COP", timezone="America/Bogota", locale="es_CO"
    )
    away = _stored(home).id
    return away, make_unit("AJENA", of="otra")


def _changed(institution_id: int) -> int:
    found = rows(f"SELECT min(id) FROM value_change WHERE institution_id = {institution_id}")  # noqa: S608 -- a number
    return int(found[0][0] or MISSING)
