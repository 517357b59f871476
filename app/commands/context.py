"""What every command shares: a running application, one transaction, one clear line on failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from getpass import getuser
from typing import Any

import click
from flask import Flask
from sqlalchemy import select

from app.runtime import running_app
from config import WrongSetting
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.scope import as_system
from models.tables.base import db
from models.tables.institution import Institution


@contextmanager
def command_context(institution_code: str | None = None) -> Iterator[Flask]:
    """Run the body as the person `sistema` on a running application, in one transaction that is committed at its end.

    With `institution_code` the body sees that institution only. A broken rule or a wrong setting rolls back and
    becomes one line on standard error with exit code 1.
    """
    try:
        with running_app() as app, as_system(_institution_id(institution_code), f"sistema ({getuser()})"):
            yield app
            db.session.commit()
    except (RuleBroken, WrongSetting) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _institution_id(code: str | None) -> int | None:
    if code is None:
        return None
    with as_system():
        found = db.session.scalar(select(Institution.id).where(Institution.code == code))
    if found is None:
        raise RuleBroken("unknown_institution", f"No existe la institución «{code}»: cárguela con rumbo load-preset.")
    return found


def print_json(document: Any) -> None:  # noqa: ANN401 -- any JSON document
    """One JSON document on standard output and nothing else (contract section 2)."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def read_moment(text: str) -> datetime:
    """Read an ISO moment with its zone; raises RuleBroken for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise _bad_moment(text) from problem
    if moment.tzinfo is None:
        raise _bad_moment(text)
    return moment


def _bad_moment(text: str) -> RuleBroken:
    return RuleBroken(
        "bad_moment", say("«{text}» no es un momento con zona. Escriba por ejemplo 2027-04-08T09:00-06:00.", text=text)
    )
