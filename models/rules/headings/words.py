"""The headings that offices of El Salvador, Colombia and Peru write, by what they mean; compared without accents."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a column is."""

    EMPTY = "empty"
    LEVEL = "level"
    CODE = "code"
    INDICATOR = "indicator"
    INDICATOR_CODE = "indicator_code"
    UNIT = "unit"
    ORG_UNIT = "org_unit"
    WEIGHT = "weight"
    BASELINE = "baseline"
    ACCUMULATION = "accumulation"
    DIRECTION = "direction"
    PLANNED = "planned"
    ACTUAL = "actual"
    FIGURE = "figure"
    PERIOD = "period"
    YEAR = "year"
    MARK = "mark"
    MONEY = "money"
    FUNDING = "funding"
    PROJECT = "project"
    PERCENT = "percent"
    NOTE = "note"
    START = "start"
    END = "end"
    DESCRIPTION = "description"
    LEFT_OUT = "left_out"
    UNKNOWN = "unknown"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))


_SURELY_PLANNED = _any(
    *("programad[oa]s?", "planead[oa]s?", "planificad[oa]s?", "prog", "esperad[oa]s?", "previst[oa]s?"),
    *("proyectad[oa]s?", "p", "plan"),
)
_SURELY_ACTUAL = _any(
    *(
        "ejecutad[oa]s?",
        "ejejcutad[oa]s?",
        "ejec",
        "realizad[oa]s?",
        "obtenid[oa]s?",
        "alcanzad[oa]s?",
        "cumplid[oa]s?",
    ),
    *("logrado", "lograda", "real", "reportad[oa]s?", "e"),
)
_PERHAPS_PLANNED = _any("programacion", "metas?", "planeacion", "planificacion", "objetivo anual", "cantidad")
_PERHAPS_ACTUAL = _any("ejecucion", "seguimiento", "avances?", "logros?", "resultados?", "cumplimiento")


def measure_of(text: str) -> str | None:
    """Give whether a normalised heading over figures is of what was planned or of what was done: `planned`, `actual`.

    Where it has words of both, the last one counts: in headings of two rows that is the lower one.
    """
    for planned, actual in ((_SURELY_PLANNED, _SURELY_ACTUAL), (_PERHAPS_PLANNED, _PERHAPS_ACTUAL)):
        at_planned = max((match.start() for match in planned.finditer(text)), default=-1)
        at_actual = max((match.start() for match in actual.finditer(text)), default=-1)
        if at_planned != at_actual:
            return "planned" if at_planned > at_actual else "actual"
    return None


PERCENT_WORDS = re.compile(r"%|\bvs\b|\b(?:porcentajes?|porcentual|cumplimiento|eficacia|eficiencia|efectividad)\b")
EVIDENCE = _any("soportes?", "evidencias?", "medios? de verificacion", "verificacion", "links?", "enlaces?", "anexos?")

MONEY_FIELDS = (
    ("initial", _any("apropiacion inicial", "presupuesto inicial", "ppto inicial", "pia", "inicial de apertura")),
    ("initial", _any("presupuesto (?:asignado|aprobado)", "asignacion", "asignado", "credito inicial")),
    (
        "current",
        _any("apropiacion (?:definitiva|vigente|final)", "presupuesto (?:definitivo|vigente|modificado|actual)"),
    ),
    ("current", _any("pim", "credito vigente", "apropiacion", "apropiado", "codificado")),
    ("certified", _any("certificad[oa]s?", "certificacion", "cdp", "disponibilidad presupuestal")),
    ("committed", _any("compromisos?", "comprometid[oa]s?", "registro presupuestal", "rp")),
    (
        "accrued",
        _any("obligaci(?:on|ones)", "obligad[oa]", "devengad[oa]s?", "deveng(?:a|ue)", "presupuesto ejecutado"),
    ),
    ("accrued", _any("ejecucion (?:presupuestal|presupuestaria|financiera)", "ejecutado financiero", "gastado")),
    ("accrued", _any("financier[oa] ejecutad[oa]", "inversion ejecutada", "costo ejecutado", "recursos ejecutados")),
    ("paid", _any("pagos?", "pagad[oa]s?", "girad[oa]s?")),
    ("programmed", _any("plan financiero", "presupuesto programado", "financier[oa] programad[oa]", "costo", "monto")),
    ("programmed", _any("programado financiero", "programacion financiera", "inversion", "recursos", "financier[oa]")),
    ("programmed", _any("valor (?:estimado|total)", r"\$", "soles", "usd", "costeo", "meta financiera")),
    ("initial", _any("presupuesto", "ppto", "presupuestado", "presup")),
)
"""In order: the first that is in a heading says which of the budget's columns it is."""
VAGUE_MONEY = _any("costo", "monto", "inversion", "recursos", "presupuesto", "financier[oa]", "valor total", "asignado")

TEXTS = (
    (Role.ACCUMULATION, _any("tendencia", "acumulacion", "agregacion", "tipo de metas?", "comportamiento")),
    (Role.DIRECTION, _any("sentido", "orientacion", "polaridad", "direccion del indicador", "sentido del indicador")),
    (Role.UNIT, _any("unidad(?:es)? de (?:medida|medicion)", "unidad medida", "parametro de medicion", "medida")),
    (Role.UNIT, re.compile(r"^u ?(?:d )?m$|^um$|^und med|^u (?:de )?medida$|^umed|^unid med")),
    (Role.BASELINE, re.compile(r"\blinea (?:de )?base\b|^(?:valor )?l ?b\b|^lb\b|\bbaseline\b|\bvalor base\b|^base$")),
    (Role.WEIGHT, re.compile(r"\bponder|\bpeso\b|\bpesos? relativos?\b|\bimportancia relativa\b")),
    (Role.PROJECT, _any("bpin", "cui", "snip", "codigo unico de inversion")),
    (Role.FUNDING, _any("fuentes? (?:de )?(?:financiamiento|financiacion|recursos?|financ)", "fuentes?", "rubro")),
    (Role.NOTE, _any("observacion(?:es)?", "comentarios?", "notas?", "causas?", "justificacion", "dificultades")),
    (Role.NOTE, _any("motivos?", "descripcion del avance", "analisis", "limitaciones", "medidas? correctivas?")),
    (
        Role.ORG_UNIT,
        _any("responsables?", "dependencias?", "secretarias?", "unidad (?:organica|organizativa|ejecutora)"),
    ),
    (
        Role.ORG_UNIT,
        _any("unidad (?:responsable|administrativa|orgánica)", "areas?", "oficinas?", "gerencias?", "lider"),
    ),
    (Role.ORG_UNIT, re.compile("^direccion(?: general)?$")),
    (Role.ORG_UNIT, _any("centro de costos?", "organo", "direccion responsable", "unidad encargada", "corresponsable")),
    (Role.START, _any("fecha (?:de )?inicio", "inicio", "fecha inicial", "desde")),
    (Role.END, _any("fecha (?:de )?(?:fin|final|finalizacion|termino|terminacion|cierre)", "fin", "termino", "hasta")),
    (Role.INDICATOR, _any("indicador(?:es)?")),
)
"""In order: the first pattern that is in the heading of a column of words says what the column is."""

ATTRIBUTE = _any(
    *("mga", "ods", "sector(?:es)?", "poblacion", "beneficiarios?", "ubigeo", "municipio", "prioridad", "enfoque"),
    *(
        "meta de resultado",
        "indicador de resultado",
        "supuestos?",
        "politicas?",
        "formula",
        "tipo de indicador",
        "pacto",
    ),
    *("descripcion del indicador", "territorio", "comuna", "genero", "meta de bienestar", "indicador de bienestar"),
)
"""Headings of attributes: kept as text below a label, never a level of their own unless the plan type has it."""

STATE = _any("estado", "semaforo", "alerta", "color", "programado no programado")
CODE = re.compile(
    r"^(?:cod|codigo|codigos|id|no|n|nro|num|numero|item|clave|consecutivo|ref|cdg)\b|\b(?:cod|codigo)\b|^#$"
)
MONTH_COLUMN = _any("mes", "meses", "periodo", "trimestre", "bimestre", "semestre", "corte")
YEAR_COLUMN = re.compile(r"^(?:ano|anos|vigencia|ejercicio|ano fiscal|ano eje)$")

LEVEL_WORDS = (
    (
        "eje",
        "ejes",
        "linea",
        "lineas",
        "pilar",
        "pilares",
        "dimension",
        "dimensiones",
        "reto",
        "perspectiva",
        "politica",
    ),
    ("objetivo", "objetivos", "oei", "oe", "objective"),
    ("estrategia", "estrategias", "lineamiento", "lineamientos"),
    ("programa", "programas", "program"),
    ("componente", "componentes"),
    ("subprograma", "subprogramas"),
    ("proyecto", "proyectos", "project"),
    ("producto", "productos", "entregable", "product", "bien", "servicio"),
    ("funcion", "funciones", "proceso", "procesos"),
    ("meta", "metas", "resultado", "resultados"),
    ("accion", "acciones", "aei", "iniciativa", "iniciativas", "action"),
    ("actividad", "actividades", "ao", "aoi", "operacion", "activity"),
    ("tarea", "tareas", "subactividad", "subactividades", "hito", "hitos", "task"),
)
"""Words of the levels of a plan, from the widest to the narrowest; those of one line mean the same."""
LEVEL_OF = {word: rank for rank, words in enumerate(LEVEL_WORDS) for word in words}


def level_rank(text: str) -> int | None:
    """Give the rank of the first level that a normalised heading names: 0 is the widest."""
    return next((LEVEL_OF[word] for word in text.split() if word in LEVEL_OF), None)


@lru_cache(maxsize=8192)
def text_role(text: str) -> Role | None:
    """Give what a normalised heading of a column of words says that it is."""
    return next((role for role, pattern in TEXTS if pattern.search(text)), None)


@lru_cache(maxsize=8192)
def money_field(text: str) -> str | None:
    """Give the column of the budget that a normalised heading names."""
    return next((field for field, pattern in MONEY_FIELDS if pattern.search(text)), None)


@lru_cache(maxsize=8192)
def is_known(text: str) -> bool:
    """Tell whether a heading is one that tables of plans have."""
    if text_role(text) or money_field(text) or level_rank(text) is not None:
        return True
    if measure_of(text) is not None:
        return True
    patterns = (PERCENT_WORDS, ATTRIBUTE, CODE, MONTH_COLUMN, YEAR_COLUMN, EVIDENCE)
    return any(pattern.search(text) for pattern in patterns) or text in {
        "nombre",
        "descripcion",
        "denominacion",
        "total",
    }
