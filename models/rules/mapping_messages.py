"""What can be wrong with a foreign workbook under its mapping, beside the problems of a package.

`docs/mapping.md` explains each; a test keeps both lists equal.
"""

from __future__ import annotations

from models.rules.package_messages import MESSAGES, Message, Severity


def _error(text: str) -> Message:
    return Message(Severity.ERROR, text)


def _warning(text: str) -> Message:
    return Message(Severity.WARNING, text)


MAPPED_SHEET_MESSAGES = {
    "mapped_sheet_missing": _error("El mapeo lee la hoja «{text}» y el libro no la tiene. Sus hojas: {sheets}."),
    "sheet_not_read": _warning("La hoja «{text}» no está en el mapeo y no se leyó."),
    "sheets_not_read": _warning("Hojas del libro que no están en el mapeo y no se abrieron: {count} ({text})."),
    "hidden_sheet_not_read": _warning("La hoja oculta «{text}» no está en el mapeo y no se leyó."),
    "hidden_sheet_read": _warning("La hoja «{text}» está oculta y se leyó porque el mapeo la nombra."),
    "heading_missing": _error("Ninguna columna se llama «{text}». Corrija el mapeo o escriba sus letras."),
    "heading_twice": _error(
        "El encabezado «{text}» está en las columnas {letters}. Diga en el mapeo cuál, por letras."
    ),
    "heading_differs": _error(
        "El mapeo espera «{expected}» en la columna {letters} y dice «{text}». Revise si se movieron las columnas."
    ),
    "column_not_mapped": _warning(
        "La columna {letters} («{text}») tiene datos y no está en el mapeo. Léala o nómbrela en «ignore»."
    ),
    "block_missing": _error("Ninguna fila cumple la regla «repeat» del mapeo, que inicia cada bloque."),
    "table_empty": _error("La tabla no tiene filas de datos. Revise en el mapeo dónde empieza y dónde termina."),
    "xls_errors_unseen": _warning(
        "En un libro .xls las celdas con error se leen vacías. Si tiene errores, guárdelo como .xlsx."
    ),
}

MAPPED_ROW_MESSAGES = {
    "row_skipped": _warning("La fila no se leyó: {why}."),
    "rows_after_end": _warning(
        "La tabla termina antes de esta fila. Filas con datos que no se leyeron desde aquí: {count}."
    ),
    "nothing_above": _error("La celda está vacía y no hay un valor arriba que repetir. Escríbalo."),
    "total_differs": _warning("El total dice {text} y sus partes ({letters}) suman {parts}."),
    "column_total_differs": _warning(
        "La columna suma {text} y sus partes ({letters}) suman {parts}. Filas que difieren: {rows}."
    ),
    "control_total_differs": _warning("El total de control dice {text} y las filas de la columna suman {sum}."),
}

MAPPED_CELL_MESSAGES = {
    "value_not_in_map": _error("«{text}» no está en los valores del mapeo: {choices}. Agréguelo o corrija la celda."),
    "number_with_unit": _error(
        "«{text}» lleva algo más que el número. Deje solo el número, o diga en el mapeo «suffixes» o «keep_text»."
    ),
    "percent_not_declared": _error("«{text}» es un porcentaje y el mapeo no dice cómo se escriben. Agregue «percent»."),
    "fraction_too_large": _error(
        "El mapeo lee fracciones y {text} sería {percent} %. Si es {text} %, corrija la celda o «percent»."
    ),
    "date_not_in_order": _error(
        "«{text}» no es una fecha escrita como {order}. Corríjala o cambie «dates» en el mapeo."
    ),
    "unknown_unit_name": _error("La unidad «{text}» no está en el mapeo. Agréguela en «org_units»."),
    "code_of_two": _error(
        "El código «{text}» ya es de «{name}» ({place}). Corrija uno, o numere el nivel en el mapeo."
    ),
    "two_parents": _error("«{text}» ya está debajo de «{parent}» ({place}). Corrija uno de los dos."),
    "attribute_differs": _warning(
        "Celdas que difieren de lo ya leído: {count}. En la primera, «{code}» tenía «{first}» ({place}) "
        "y aquí dice «{text}». Vale lo primero."
    ),
    "read_as_missing": _warning(
        "«{text}» se leyó como vacío. Celdas de la columna que lo dicen: {count}; esta es la primera."
    ),
    "read_as_not_programmed": _warning(
        "Un 0 se leyó como no programado. Metas de la columna en 0: {count}; esta es la primera."
    ),
    "number_rounded": _warning("Números de la columna redondeados a {places} decimales: {count}; este es el primero."),
    "code_from_number": _warning(
        "Códigos de la columna que son números con decimales, como {text}: {count}. 1.10 se ve como 1.1; revíselos."
    ),
    "zeros_lost": _warning(
        "La columna tiene códigos con ceros a la izquierda, como «{text}», y otros como número. Use «width»."
    ),
    "text_kept": _warning("«{text}» no es un número; se guardó como texto en la descripción."),
    "text_number": _warning(
        "Números de la columna escritos como texto, como «{text}»: {count}. Se leyeron como números."
    ),
}

MAPPING_MESSAGES = MAPPED_SHEET_MESSAGES | MAPPED_ROW_MESSAGES | MAPPED_CELL_MESSAGES

ALL_MESSAGES = MESSAGES | MAPPING_MESSAGES
