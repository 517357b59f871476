"""Failed log-ins, counted per account and per address."""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Key, Model, Moment


class LoginFailure(Model):
    """Only failures are limited (rulings 21): thirty liaisons behind one address sign in freely on the last day."""

    __tablename__ = "login_failure"
    __table_args__ = (
        Index("ix_login_failure_account_at", "account", "at"),
        Index("ix_login_failure_address_at", "address", "at"),
    )

    id: Mapped[Key]
    account: Mapped[str] = mapped_column(String(120))
    address: Mapped[str] = mapped_column(String(60))
    at: Mapped[Moment]
