"""Proof that a job ran: when, how long, what it counted, what went wrong."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Key, Model, Moment


class JobRun(Model):
    """One run of one job, in real time; the health page shows the last of each."""

    __tablename__ = "job_run"
    __table_args__ = (Index("ix_job_run_name_started_at", "name", "started_at"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    counted: Mapped[int | None]
    error: Mapped[str] = mapped_column(Text, default="", server_default="")
