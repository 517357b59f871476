"""Every problem that a plan package can have: its code, how grave it is and what the person is told to do.

`docs/importing.md` explains each; a test keeps both lists equal.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """One error and nothing is stored; a warning is stored beside the data."""

    ERROR = "error"
    WARNING = "warning"


class Message(NamedTuple):
    """How grave a problem is and its sentence, with places for words."""

    severity: Severity
    text: str


def _error(text: str) -> Message:
    return Message(Severity.ERROR, text)


def _warning(text: str) -> Message:
    return Message(Severity.WARNING, text)


_REASON = _error("{reason}")
"""A number, period or date tells its own reason."""

SHEET_MESSAGES = {
    "missing_sheet": _error("Falta la hoja «{sheet}». Agréguela, con sus columnas, aunque no tenga filas."),
    "unknown_sheet": _warning("La hoja «{sheet}» no es parte del paquete y no se leyó."),
    "hidden_sheet": _warning("La hoja «{sheet}» está oculta y no se leyó. Muéstrela si debe leerse."),
    "duplicate_sheet": _error("La hoja «{sheet}» está dos veces. Deje una sola."),
    "missing_column": _error("Falta la columna «{column}» en la hoja «{sheet}». Agréguela, aunque quede vacía."),
    "unknown_column": _error("La columna «{column}» no es parte de la hoja «{sheet}». Quítela o corrija su nombre."),
    "unnamed_column": _error("La columna {letters} tiene datos y no tiene nombre. Escríbalo en la primera fila."),
    "duplicate_column": _error("La columna «{column}» está dos veces en la hoja «{sheet}». Deje una sola."),
    "plan_rows": _error("La hoja «plan» debe tener una sola fila y tiene {count}. Deje la del plan que se importa."),
    "more_errors": _error("Errores que no se muestran: {count}. Corrija los primeros e importe otra vez."),
    "more_warnings": _warning("Hay {count} advertencias más que no se muestran."),
}

CELL_MESSAGES = {
    "blank_required": _error("Falta el dato «{column}». Escríbalo."),
    "error_cell": _error("La celda muestra el error {text}. Corrija la fórmula o escriba el valor."),
    "formula_without_value": _error("La fórmula se guardó sin su resultado. Abra el libro y guárdelo otra vez."),
    "blank_number": _REASON,
    "not_a_number": _REASON,
    "wrong_separator": _REASON,
    "ambiguous_number": _REASON,
    "negative_number": _REASON,
    "number_too_large": _REASON,
    "too_many_decimals": _REASON,
    "percent_out_of_range": _error("El peso es un porcentaje de 0 a 100 y aquí dice {text}."),
    "whole_out_of_range": _error("Escriba un número entero de {least} a {most}."),
    "bad_date": _error("«{text}» no es una fecha. Escriba la fecha como 2027-03-31."),
    "bad_period": _REASON,
    "period_was_date": _warning("La hoja de cálculo cambió el periodo por una fecha; se leyó como {period}."),
    "not_a_choice": _error("«{text}» no es una opción de «{column}». Use una de estas: {choices}."),
    "bad_flag": _error("Escriba 1 (sí) o 0 (no) en «{column}»."),
    "too_long": _error("El texto tiene {length} caracteres y caben {longest}. Acórtelo."),
    "bad_character": _error("El texto tiene un carácter que no se puede guardar. Escríbalo de nuevo."),
    "bad_code": _error("Un código no lleva punto y coma, dos puntos ni saltos de línea: «{text}»."),
    "code_not_text": _error("La celda no contiene un código sino {text}. Dele formato de texto y escríbalo de nuevo."),
    "code_was_number": _warning("El código era un número y se leyó «{text}». Si llevaba ceros, use formato de texto."),
    "bad_alignment": _error("«{text}» no es una alineación. Escriba el plan y el código, como PEI:PE-01."),
}

REFERENCE_MESSAGES = {
    "duplicate_code": _error("El código «{text}» ya está en la fila {first}. Cada código va una sola vez."),
    "duplicate_target": _error("Esta meta ya está en la fila {first}: el mismo indicador, unidad y periodo."),
    "duplicate_actual": _error("Este avance ya está en la fila {first}: el mismo indicador, unidad y periodo."),
    "duplicate_budget": _error("Este presupuesto ya está en la fila {first}, con la misma fuente, clase y proyecto."),
    "duplicate_internal_activity": _error("Esta actividad interna ya está en la fila {first}. Júntelas en una."),
    "unknown_parent": _error("El padre «{text}» no está en esta hoja. Agréguelo o corrija el código."),
    "unknown_item": _error("El elemento «{text}» no está en la hoja «items». Agréguelo o corrija el código."),
    "unknown_indicator": _error("El indicador «{text}» no está en «indicators». Agréguelo o corrija el código."),
    "unknown_org_unit": _error("La unidad «{text}» no existe. Agréguela en «org_units» o corrija el código."),
    "unknown_unit_kind": _error("«{text}» no es un tipo de unidad de la institución. Use uno de estos: {choices}."),
    "unknown_plan_type": _error("«{text}» no es un tipo de plan de la institución. Use uno de estos: {choices}."),
    "unknown_level": _error("«{text}» no es un nivel del tipo de plan. Use uno de estos: {choices}."),
    "parent_level_not_allowed": _error("Un «{level}» no puede ir {where}. Corrija el padre o el nivel."),
    "cycle": _error("Los padres forman un círculo: {path}. Corrija uno de ellos."),
    "aligned_to_itself": _error("Un elemento no se alinea consigo mismo. Quite «{text}»."),
    "org_unit_missing": _error("No se sabe qué unidad responde por «{text}». Escríbala aquí o en su padre."),
}

FIGURE_MESSAGES = {
    "dates_reversed": _error("La fecha final es anterior a la inicial. Corrija una de las dos."),
    "dates_outside_plan": _error("Las fechas salen del plan, que va del {start} al {end}. Corríjalas."),
    "period_outside_plan": _error("El periodo {text} queda fuera de los años del plan ({start} a {end})."),
    "future_actual": _warning("El periodo {text} aún no comienza y ya tiene avance. Revíselo."),
    "weights_not_100": _warning("Los pesos de «{text}» suman {total} y deben sumar 100."),
    "baseline_missing": _error("El indicador usa línea base y no la tiene. Escríbala o ponga 0 en «use_baseline»."),
    "baseline_against_direction": _error(
        "Debe bajar, y su línea base ({baseline}) no es mayor que la meta ({planned})."
    ),
    "baseline_not_below_target": _warning(
        "Su línea base ({baseline}) no es menor que la meta ({planned}). Revise ambas."
    ),
    "baseline_not_used": _warning("Si se suma y debe bajar no usa línea base. Ponga 0 en «use_baseline»."),
    "milestone_not_0_or_1": _error("Un hito solo vale 0 (pendiente) o 1 (cumplido)."),
    "target_does_not_apply": _error("La meta no aplica y a la vez tiene valor. Borre el valor o el estado."),
    "no_report_with_actual": _error("Hay avance y también motivo de no reportar. Deje uno de los dos."),
    "parts_differ": _warning("El valor de {text} ({own}) difiere del que dan sus partes ({parts}). Vale el propio."),
    "budget_year_mismatch": _error("El periodo {text} no es del año {year}. Corrija uno de los dos."),
    "initial_on_part_of_year": _error("El presupuesto inicial y el vigente van en la fila del año, no en {text}."),
}

MESSAGES = SHEET_MESSAGES | CELL_MESSAGES | REFERENCE_MESSAGES | FIGURE_MESSAGES
