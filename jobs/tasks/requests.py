"""Information requests: asking the units, ending the time to answer, and naming what is missing (S0-I-07, S0-I-10)."""

from __future__ import annotations

from jobs.tasks.desk import SUPERSEDED, Desk, Result
from jobs.tasks.window import end_window
from models.actions.send_request import Asking, send_request
from models.queries.preset_in_use import preset_in_use
from models.queries.requests.answers import missing_answers
from models.queries.requests.board import request_for
from models.queries.unit_deadline import running_extensions

NOBODY = Result("nobody asked")


def ask_units(desk: Desk) -> Result:
    """To heads and liaisons with the list and the link; not once the time to answer has passed."""
    window, kind = desk.task.window, preset_in_use(desk.institution_id).preset.request_kind(desk.task.rule.id)
    if window is None or kind is None or desk.now >= window.ends_at:
        return SUPERSEDED
    mails = send_request(Asking(desk.institution_id, kind, desk.task.deadline), desk.actor, desk.now)
    return NOBODY if mails is None else Result("asked", mails)


def end_request(desk: Desk) -> Result:
    """What comes later is marked late (rulings 1)."""
    request = request_for(desk.institution_id, desk.task.rule.id, desk.period)
    return end_window(desk) if request else NOBODY


def chase_answers(desk: Desk) -> Result:
    """Whoever stands on the rung gets one mail that names every missing answer that concerns him."""
    request = request_for(desk.institution_id, desk.task.rule.id, desk.period)
    if not desk.is_last or request is None:
        return SUPERSEDED if request else NOBODY
    later = running_extensions(desk.institution_id, desk.period, desk.now)
    concerned: dict[int, list[int]] = {}
    for unit in sorted({answer.org_unit_id for answer in missing_answers(request.id)} - later.keys()):
        for person in desk.recipients([unit]):
            concerned.setdefault(person, []).append(unit)
    mails = 0
    for person, units in concerned.items():
        data = {"request_id": request.id, "org_unit_ids": units}
        mails += desk.write("missing_answers", "missing-answers", [person], data)
    return Result("chased", mails)
