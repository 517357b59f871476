"""Why a file is not read or written: every code with its sentence. Nothing of a refused file is used."""

from __future__ import annotations

from models.rules.errors import RuleBroken
from models.rules.sentence import Sentence, again, say

REFUSALS = {
    "file_missing": say("No se encontró el archivo o la carpeta «{name}». Revise el nombre."),
    "file_empty": say("El archivo está vacío. Guárdelo de nuevo y vuelva a intentarlo."),
    "file_not_recognized": say(
        "El archivo no es un libro .xlsx u .ods ni un .zip de archivos .csv. Guárdelo como .xlsx."
    ),
    "file_is_html": say(
        "El archivo es una página web con otro nombre. Ábralo en la hoja de cálculo y guárdelo como .xlsx."
    ),
    "file_is_xls": say("El archivo es un libro .xls antiguo. Ábralo en la hoja de cálculo y guárdelo como .xlsx."),
    "file_encrypted": say("El archivo está protegido con contraseña. Quítele la contraseña y vuelva a intentarlo."),
    "file_damaged": say("El archivo está dañado y no se puede leer. Ábralo en la hoja de cálculo y guárdelo de nuevo."),
    "too_many_parts": say(
        "El archivo tiene más de {limit} partes. Copie los datos a un libro nuevo y guárdelo como .xlsx."
    ),
    "too_large_unpacked": say(
        "El archivo ocupa demasiado al abrirse: más de {limit} MB. Divídalo o quite lo que sobra."
    ),
    "suspicious_compression": say("El archivo está comprimido de forma sospechosa. Copie los datos a un libro nuevo."),
    "contains_macros": say("El libro contiene macros. Guárdelo como .xlsx, sin macros."),
    "contains_external_links": say("El libro toma datos de otros archivos. Rompa los vínculos y guárdelo de nuevo."),
    "contains_packed_file": say("El archivo lleva dentro otro archivo: «{name}». Quítelo y guárdelo de nuevo."),
    "contains_dtd": say("El archivo contiene definiciones XML que no se aceptan. Copie los datos a un libro nuevo."),
    "unexpected_part": say("El .zip contiene «{name}», que no es un archivo .csv. Deje solo los .csv."),
    "too_many_cells": say(
        "La hoja «{sheet}» pasa de {limit} celdas. Borre filas y columnas sin uso, o divida el archivo."
    ),
    "too_many_rows": say("La hoja «{sheet}» tiene más de {limit} filas. Divida el archivo."),
    "too_many_columns": say("La hoja «{sheet}» tiene más de {limit} columnas. Borre las que no se usan."),
    "too_heavy": say("El archivo necesita demasiada memoria para leerse. Divídalo o copie los datos a un libro nuevo."),
    "too_slow": say("El archivo tarda demasiado en leerse. Divídalo o copie los datos a un libro nuevo."),
    "csv_not_utf8": say("El archivo «{name}» no está en UTF-8. Guárdelo como «CSV UTF-8»."),
    "csv_separator": say("El archivo «{name}» no separa las columnas con comas. Guárdelo como CSV separado por comas."),
    "csv_damaged": say("El archivo «{name}» no es un CSV válido cerca de la línea {line}. Revise las comillas."),
    "csv_twice": say("Hay dos archivos para la hoja «{sheet}». Deje uno solo."),
    "unknown_format": say("No se escribe «{name}». Use un nombre que termine en .xlsx o .zip, o el de una carpeta."),
    "cell_not_written": say("La celda {cell} de la hoja «{sheet}» no cabe en un libro. Exporte el plan como .zip."),
}


def refusal(code: str, **words: str | int) -> RuleBroken:
    """Give the exception for a code of the catalogue, its sentence filled with `words`."""
    return RuleBroken(code, Sentence(REFUSALS[code], words))


def retold(code: str, message: str) -> RuleBroken:
    """Give the exception that another process told as text."""
    return RuleBroken(code, again(message, REFUSALS.get(code, "")))
