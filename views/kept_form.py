"""A form that came in after too long a pause: it waits for the log-in of the same person, and is sent again whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

KEPT = "kept"
Pairs = list[tuple[str, str]]


def form_to_keep(user_id: int | None) -> str:
    """What the form of this request holds, for the log-in page; empty where it is not `user_id`'s own.

    The token of the session that paused says whose form it is: somebody else's page cannot put words in a mouth.
    """
    if user_id is None or request.method != "POST" or not request.form:
        return ""
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return ""
    pairs = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    return json.dumps({"user": user_id, "pairs": pairs})


def kept_pairs(form: Mapping[str, str], user_id: int, paused_id: Any) -> Pairs:  # noqa: ANN401 -- from the session
    """The fields that were kept for this person, who is also the one whose session paused; none for anybody else."""
    try:
        kept = json.loads(form.get(KEPT) or "{}")
    except ValueError:
        return []
    if not isinstance(kept, dict) or kept.get("user") != user_id or str(paused_id) != str(user_id):
        return []
    pairs = kept.get("pairs", [])
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2]
