"""Who was refused what: an attempt on something out of reach is written down (R X-1)."""

from __future__ import annotations

from flask import request

from models.actions.record_act import Act, record_act
from models.clock import business_now
from models.scope import as_system, current_reader
from models.tables.base import db
from models.tables.read_session import reading_only

REFUSED = {403, 404}
LONGEST_PATH = 300


def record_denial(status: int) -> None:
    """Write a refusal of a signed-in person to the trail and commit; mistyped addresses without a screen are none.

    Call it after the transaction of the request was given back.
    """
    reader = current_reader()
    if status not in REFUSED or reader is None or reader.user_id is None or request.endpoint is None:
        return
    detail = {"path": request.path[:LONGEST_PATH], "method": request.method, "status": status}
    with reading_only(value=False), as_system(reader.institution_id, reader.name):
        record_act(reader, Act("denied", "screen", None, detail), business_now())
        db.session.commit()
