"""Heads hear of the alerts of their units: with the early warning, or at once when a cut raised them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.role_holders import chain_of
from models.queries.rule_of import rule_of
from models.rules.alert import FOR_UNITS, AlertState
from models.rules.deadline_kind import Subject
from models.rules.roles import Role
from models.tables.alert import Alert
from models.tables.base import db
from models.tables.plan_item import PlanItem


def mark_notified(institution_id: int, org_unit_ids: Collection[int]) -> None:
    """Note that the alerts of these units were told to their heads. The caller commits."""
    db.session.execute(
        update(Alert)
        .where(
            Alert.institution_id == institution_id,
            Alert.state == AlertState.GENERATED,
            Alert.kind.in_(FOR_UNITS),
            Alert.plan_item_id.in_(select(PlanItem.id).where(PlanItem.org_unit_id.in_(org_unit_ids))),
        )
        .values(state=AlertState.NOTIFIED, row_version=Alert.row_version + 1)
        .execution_options(synchronize_session=False)
    )


def tell_heads(institution_id: int, period: str, now: datetime) -> None:
    """Queue one mail for the head of each unit whose alerts nobody heard of yet. The caller commits."""
    units = db.session.scalars(
        select(PlanItem.org_unit_id)
        .distinct()
        .join(Alert, Alert.plan_item_id == PlanItem.id)
        .where(
            Alert.institution_id == institution_id,
            Alert.state == AlertState.GENERATED,
            Alert.kind.in_(FOR_UNITS),
        )
    )
    chain = chain_of(institution_id, local_day(institution_id, now))
    told: defaultdict[int, list[int]] = defaultdict(list)
    for unit in units:
        for person in chain.nearest(unit, Role.DEPARTMENT_HEAD):
            told[person].append(unit)
    for person, of_person in told.items():
        order = MailOrder(
            institution_id=institution_id,
            rule=rule_of(institution_id, Subject.EARLY_WARNING),
            step=f"cut-{now:%Y%m%dT%H%M%S}",
            kind="alerts",
            recipient_id=person,
            subject="alerts",
            period=period,
            data={"org_unit_ids": of_person},
        )
        queue_mail(order, now)
        mark_notified(institution_id, of_person)
