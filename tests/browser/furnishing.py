"""What the demo lacks on its first morning, so that every screen has a row to show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.demo.history import ANALYST, PLANNING_HEAD, STARTS, acting
from jobs.build_edition import build_edition
from models.actions.editions.make import make_edition
from models.actions.editions.step import take_step
from models.queries.report.reading import ReportOrder
from models.rules.calendar import DayKind
from models.rules.meeting import Attendance, Capacity, MeetingKind, MeetingState
from models.rules.workflow import Action, PlanState
from models.scope import as_system
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.commitment import Commitment
from models.tables.edition import Edition
from models.tables.guideline import Guideline
from models.tables.improvement_proposal import ImprovementProposal
from models.tables.information_request import InformationRequest
from models.tables.invitee import Invitee
from models.tables.job_run import JobRun
from models.tables.meeting import Meeting
from models.tables.non_working_day import NonWorkingDay
from models.tables.norm_reference import NormReference
from models.tables.org_unit import OrgUnit
from models.tables.participation import Participation
from models.tables.plan_type import PlanType
from models.tables.procedure_document import ProcedureDocument
from models.tables.reference_use import ReferenceUse
from models.tables.target import Target
from tests.browser.site import Site
from tests.factories import ItemSpec, institution, make_indicator, make_item, make_plan

FURNISHED = "rumbo_demo_furnished"
Rows = Mapping[str, int]
"""Family of tests/matrix.toml → key."""


def furnish(site: Site) -> Rows:
    """Put a draft of next year's plan, a holiday of the institution's own and a finished job; keep it all."""
    site.renew()
    with site.app.app_context(), as_system():
        holiday = {"on": date(2027, 11, 5), "name": "Fiesta patronal", "kind": DayKind.INSTITUTIONAL}
        rows = {
            **_draft(),
            **_meeting(),
            **_procedures(),
            "information_request": db.session.scalars(select(InformationRequest)).one(),
            "non_working_day": NonWorkingDay(institution_id=institution().id, **holiday),
            "job_run": JobRun(name="sweep", started_at=STARTS, ended_at=STARTS, counted=3),
        }
        db.session.add_all(rows.values())
        db.session.commit()
        keys = {family: row.id for family, row in rows.items()}
    with site.app.app_context():
        _publish_report()
    site.keep(FURNISHED)
    return keys


def _procedures() -> dict[str, Any]:
    """A version of a procedure that is being written, a proposal about it, a guideline in draft."""
    where = {"institution_id": institution().id}
    asked = db.session.scalars(select(User.id).where(User.username == "enlace")).one()
    plan_type = db.session.scalars(
        select(PlanType.id).where(PlanType.code == "POA").where(PlanType.institution_id == institution().id)
    ).one()
    norm = NormReference(**where, kind="Circular", title="Cierre del ejercicio fiscal")
    procedure = ProcedureDocument(**where, code="SEG-PEI-POA", version="2", title="Seguimiento del PEI y del POA")
    db.session.add_all([norm, procedure])
    db.session.flush()
    return {
        "norm_reference": norm,
        "reference_use": ReferenceUse(**where, norm_reference_id=norm.id, procedure_document_id=procedure.id),
        "procedure_document": procedure,
        "improvement_proposal": ImprovementProposal(
            **where,
            text="Que la hoja recuerde la causa del mes anterior.",
            proposed_at=STARTS,
            proposed_by_id=asked,
            procedure_document_id=procedure.id,
        ),
        "guideline": Guideline(
            **where, kind="Formulación", year=2028, title="Lineamientos del POA 2028", body="Alinee cada función.",
            plan_type_id=plan_type,
        ),
    }  # fmt: skip


def _publish_report() -> None:
    """The report of the quarter that ended last, as it is once its months are closed: endorsed, sent, published."""
    with acting(ANALYST, STARTS) as analyst:
        number = make_edition(ReportOrder(institution().id, "poa_quarterly", "2027-Q1"), analyst, STARTS).id
    build_edition(number)
    with acting(ANALYST, STARTS) as analyst:
        edition = db.session.get_one(Edition, number)
        edition.is_provisional = False
        take_step(edition, Action.SUBMIT, analyst, STARTS)
    with acting(PLANNING_HEAD, STARTS) as head:
        edition = db.session.get_one(Edition, number)
        for action, note in ((Action.ENDORSE, ""), (Action.SEND, ""), (Action.PUBLISH, "https://portal.example/poa")):
            take_step(edition, action, head, STARTS, note)
    build_edition(number)


def _draft() -> dict[str, Any]:
    """A plan that may still be written, with an activity of the unit of `enlace` in which another takes part."""
    version = make_plan("POA-2028", year=2028, state=PlanState.DRAFT)
    activity = make_item(version, "F-01.1", ItemSpec("activity", _unit("DGA"), weight=Decimal(100)))
    indicator = make_indicator(activity, {"2028-01": 10})
    where = {"institution_id": activity.institution_id, "plan_item_id": activity.id}
    return {
        "plan_item": activity,
        "indicator": indicator,
        "target": db.session.scalars(select(Target).where(Target.indicator_id == indicator.id)).one(),
        "participation": Participation(**where, org_unit_id=_unit("DGII").id),
        "budget_line": BudgetLine(**where, org_unit_id=activity.org_unit_id, year=2028, funding_source="GOES"),
        "plan_version": version,
    }


def _meeting() -> dict[str, Any]:
    """A meeting that was held, to which the head of DGA was called, and a commitment of the unit."""
    where = {"institution_id": institution().id}
    head, secretary = (
        db.session.scalars(select(User).where(User.username == name)).one() for name in ("jefatura", "secretaria")
    )
    meeting = Meeting(
        **where,
        kind=MeetingKind.PRESENTATION,
        title="Informe del trimestre",
        state=MeetingState.HELD,
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1),
        calendar_uid="furnished",
        convened_at=STARTS,
        convened_by_id=secretary.id,
    )
    db.session.add(meeting)
    db.session.flush()
    unit = {**where, "meeting_id": meeting.id, "org_unit_id": _unit("DGA").id}
    db.session.add(Invitee(**unit, user_id=head.id, capacity=Capacity.HEAD, attendance=Attendance.PRESENT))
    agreed = Commitment(**unit, text="Presentar el cronograma", due_on=date(2027, 5, 14), agreed_at=STARTS)
    return {"meeting": meeting, "commitment": agreed}


def _unit(code: str) -> OrgUnit:
    of = {"institution_id": institution().id, "code": code}
    return db.session.scalars(select(OrgUnit).filter_by(**of)).one()
