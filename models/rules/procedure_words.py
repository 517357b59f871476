"""What the states of procedures, proposals and guidelines are called."""

from __future__ import annotations

from models.rules.sentence import say

PROCEDURE_STATE_WORDS = {
    "draft": say("borrador"),
    "published": say("publicado"),
    "in_force": say("vigente"),
    "repealed": say("derogado"),
    "superseded": say("sustituido"),
    "proposed": say("en espera de decisión"),
    "accepted": say("aceptada"),
    "rejected": say("rechazada"),
}
