"""A mail to be sent, written in the same transaction as its cause."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.workflow import MailState
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    is_period,
    of_institution,
    one_of,
    within,
)


class OutboxMail(InstitutionRow, Model):
    """The unique key makes a second run, a second scheduler or a crash send nothing twice (rulings 20).

    The row keeps ids; the text is made when it is sent, under the recipient's rights of that moment, and kept here
    as the record of what was delivered (S0-I-02). `message_id` is made with the row, so that a repeat is recognised.
    """

    __tablename__ = "outbox_mail"
    __table_args__ = (
        of_institution(),
        within("export_run_id", "export_run"),
        within("edition_id", "edition"),
        UniqueConstraint("key"),
        UniqueConstraint("message_id"),
        is_period(),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_moment"),
        CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="sending_has_lease"),
        CheckConstraint("attempts >= 0", name="attempts_is_not_negative"),
        Index("ix_outbox_mail_due", "next_try_at", postgresql_where=text("state IN ('queued', 'sending')")),
        Index("ix_outbox_mail_institution_id_period", "institution_id", "period"),
        Index("ix_outbox_mail_edition_id", "edition_id", postgresql_where=text("edition_id IS NOT NULL")),
    )

    key: Mapped[str] = mapped_column(String(300))
    rule: Mapped[str] = mapped_column(String(20))
    step: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    period: Mapped[PeriodCode]
    round: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))
    export_run_id: Mapped[Reference | None]
    edition_id: Mapped[Reference | None]
    state: Mapped[MailState] = mapped_column(
        one_of(MailState, "state_is_known"), default=MailState.QUEUED, server_default="queued"
    )
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    queued_at: Mapped[Moment]
    next_try_at: Mapped[Moment]
    lease_until: Mapped[Moment | None]
    not_after: Mapped[Moment | None]
    sent_at: Mapped[Moment | None]
    message_id: Mapped[str] = mapped_column(String(200))
    sent_to: Mapped[str] = mapped_column(String(320), default="", server_default="")
    sent_subject: Mapped[str] = mapped_column(String(400), default="", server_default="")
    sent_text: Mapped[str] = mapped_column(Text, default="", server_default="")
    error: Mapped[str] = mapped_column(String(1000), default="", server_default="")
