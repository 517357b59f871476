"""The Spanish words of meetings and commitments, which pages, mails and minutes share."""

from __future__ import annotations

from models.rules.sentence import say

MEETING_KIND_WORDS = {
    "ordinary": say("ordinaria"),
    "urgent": say("urgente"),
    "presentation": say("presentación de informe"),
    "bilateral": say("bilateral"),
    "working": say("mesa de trabajo"),
    "socialization": say("socialización"),
    "follow_up": say("seguimiento de compromisos"),
}

MEETING_STATE_WORDS = {
    "draft": say("borrador"),
    "convened": say("convocada"),
    "rescheduled": say("reprogramada"),
    "held": say("realizada"),
    "minutes_draft": say("acta en borrador"),
    "minutes_approved": say("acta aprobada"),
    "communicated": say("comunicada"),
    "cancelled": say("cancelada"),
}

CAPACITY_WORDS = {
    "head": say("titular"),
    "deputy": say("subdirección o encargo"),
    "liaison": say("enlace"),
    "guest": say("invitación especial"),
}

ATTENDANCE_WORDS = {
    "present": say("presente"),
    "absent": say("ausente"),
    "excused": say("con excusa"),
    "delegate": say("por delegación"),
}

COMMITMENT_STATE_WORDS = {
    "agreed": say("pactado"),
    "assigned": say("asignado"),
    "in_progress": say("en curso"),
    "fulfilled": say("cumplido"),
    "verified": say("verificado"),
    "overdue": say("vencido"),
    "extended": say("prorrogado"),
}

COMMITMENT_STEP_WORDS = {
    "agree": say("se pactó"),
    "assign": say("se asignó"),
    "progress": say("avance"),
    "fulfil": say("cumplido"),
    "return": say("devuelto"),
    "verify": say("verificado"),
    "extend": say("prórroga"),
}
