"""The Spanish words of alerts and corrective actions, which pages and mails share."""

from __future__ import annotations

from models.rules.sentence import say

ALERT_KIND_WORDS = {
    "early": say("alerta temprana"),
    "persistent": say("continúa sin verde"),
    "missing_action": say("sin acción validada"),
    "incoherent": say("datos que no concuerdan"),
}

ALERT_STATE_WORDS = {
    "generated": say("generada"),
    "notified": say("notificada"),
    "seen": say("vista"),
    "managed": say("en gestión"),
    "closed": say("cerrada"),
}

SEVERITY_WORDS = {
    "high": say("alta"),
    "medium": say("media"),
    "low": say("baja"),
}

ENDING_WORDS = {
    "green": say("volvió a verde"),
    "continues": say("sigue en la alerta del corte siguiente"),
    "answered": say("ya tiene una acción validada"),
    "corrected": say("se corrigieron las cifras"),
    "managed": say("la cerró una persona"),
}

ACTION_STATE_WORDS = {
    "registered": say("registrada"),
    "rejected": say("rechazada"),
    "validated": say("validada"),
    "in_execution": say("en ejecución"),
    "implemented": say("implementada"),
    "verified": say("verificada"),
    "closed": say("cerrada"),
    "overdue": say("vencida"),
}
