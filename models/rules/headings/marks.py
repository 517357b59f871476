"""Words inside the cells that say how a row is meant: planned or done, level or flow, up or down."""

from __future__ import annotations

from models.rules.headings.heading import normal

_LONGEST = 300
"""Letters of a cell that are looked at."""
_PLANNED = {
    "p",
    "prog",
    "programado",
    "programada",
    "planeado",
    "planeada",
    "planificado",
    "programacion",
    "meta",
    "fisico programado",
}
_ACTUAL = {
    "e",
    "ejec",
    "ejecutado",
    "ejecutada",
    "realizado",
    "realizada",
    "ejecucion",
    "real",
    "logro",
    "avance",
    "reportado",
}
_SUM = {
    "i",
    "sum",
    "incremento",
    "suma",
    "flujo",
    "acumulativo",
    "acumulativa",
    "acumulado",
    "acumulada",
    "acumulable",
    "sumatoria",
}
_LAST = {"m", "mantenimiento", "mantener", "constante", "stock", "capacidad", "ultimo", "last", "nivel"}
_UP = {
    "creciente",
    "ascendente",
    "aumentar",
    "aumento",
    "incremento",
    "incrementar",
    "positiva",
    "positivo",
    "subir",
    "maximizar",
}
_DOWN = {
    "decreciente",
    "descendente",
    "disminuir",
    "disminucion",
    "reduccion",
    "reducir",
    "negativa",
    "bajar",
    "minimizar",
    "decremento",
}
_KEEP = {"constante", "mantener", "mantenimiento", "estable", "neutral", "neutra"}


_PHYSICAL = {"fisico", "fisica", "meta fisica", "avance fisico", "f"}
_MONEY = {"financiero", "financiera", "meta financiera", "costeo", "costo", "presupuesto", "costeo s", "financiero s"}


def row_mark(text: str) -> str | None:
    """Tell what a cell such as `PROG.`, `Ejecutado` or `FINANCIERO` says that its row has.

    Of rows for what is planned and done it gives `planned`, `actual`; of those for work and money `physical`, `money`.
    """
    words = normal(text)
    if words in _PHYSICAL or words in _MONEY:
        return "physical" if words in _PHYSICAL else "money"
    if words in _PLANNED or words.split()[:1] in [["programado"], ["prog"]]:
        return "planned"
    return "actual" if words in _ACTUAL or words.split()[:1] in [["ejecutado"], ["ejec"]] else None


def accumulation(text: str) -> str | None:
    """Give how the periods of an indicator add up: sum, last, average or max; None for what is not known.

    The three of CEPLAN are meant where its words stand: Acumulado Anual, Acumulado Mensual, No acumulado.
    """
    words = normal(text).split()
    if words == ["no", "acumulado"]:
        return "average_percent"
    if words[:1] == ["no"] or words == ["acumulado", "mensual"]:
        return "last" if not _SUM.isdisjoint(words) else None
    if not _LAST.isdisjoint(words):
        return "last"
    if "promedio" in words:
        return "average"
    return "sum" if not _SUM.isdisjoint(words) else _further(words)


def _further(words: list[str]) -> str | None:
    if not {"maximo", "max"}.isdisjoint(words):
        return "max"
    return "last" if not {"reduccion", "decremento"}.isdisjoint(words) else None


def direction(text: str) -> str | None:
    """Give whether an indicator is to rise, to fall or to stay; None for what is not known."""
    words = set(normal(text).split())
    for found, known in (("down", _DOWN), ("up", _UP), ("keep", _KEEP)):
        if words & known:
            return found
    return None


def is_level(text: str) -> bool | None:
    """Tell whether a mark such as `M` or `No acumulativo` means a level, which no sum makes; None for neither."""
    found = accumulation(text[:_LONGEST])
    return None if found is None else found != "sum"
