"""A Word template before it is put in use: opened, its fields known, and filled once with a sample document."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from jobs.documents.printed import printed
from jobs.documents.word.docx import write_docx
from jobs.documents.word.sample import SAMPLE
from models.files.evidence_store import content_kind
from models.files.sentence_catalogue import sentences_in
from models.files.zip_directory import read_directory
from models.rules.errors import RuleBroken
from models.rules.sentence import say

LARGEST_BYTES = 5 * 1024 * 1024
FIGURES = frozenset({"content", "blocks", "sections"})
"""A template without any of these would print no figure."""
REFUSALS = {
    "template_missing": say("Elija la plantilla de Word: un archivo .docx."),
    "template_too_large": say("La plantilla pasa de {limit} MB: reduzca sus imágenes.", limit=LARGEST_BYTES // 2**20),
    "template_not_word": say("El archivo no es un documento de Word: guárdelo como .docx, sin macros."),
    "template_damaged": say("Word no abriría lo que sale de esta plantilla: ábrala en Word y guárdela de nuevo."),
    "template_misspelt": say(
        "Un campo está mal escrito: revise sus llaves, y que cada «if» y cada «for» tenga su final."
    ),
    "template_reaches_out": say("La plantilla usa algo que no es un campo: solo puede leer los campos de la lista."),
    "template_without_content": say(
        "La plantilla no dice dónde van las cifras: escriba «{field}» solo, en su párrafo.", field="{{p content }}"
    ),
    "template_content_not_alone": say(
        "El contenido no va dentro de otro texto: escriba «{field}», con su p, solo en su párrafo.",
        field="{{p content }}",
    ),
}
_DAMAGED = (OpcError, BadZipFile, XMLSyntaxError, KeyError, ValueError)


def check_template(content: bytes) -> None:
    """Raise RuleBroken 422 for a file with which no report can be made, and say what is wrong with it."""
    if not content:
        raise _refused("template_missing")
    if len(content) > LARGEST_BYTES:
        raise _refused("template_too_large")
    with TemporaryDirectory(prefix="rumbo-template-") as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(content)
        if content_kind(content) != "docx":
            raise _refused("template_not_word")
        read_directory(path)
        try:
            _check_fields(path)
            _check_filled(path)
        except SecurityError as trouble:
            raise _refused("template_reaches_out") from trouble
        except UndefinedError as trouble:
            raise _unknown(re.findall(r"'([^']*)'", str(trouble))[-1]) from trouble
        except TemplateError as trouble:
            raise _refused("template_misspelt") from trouble
        except _DAMAGED as trouble:
            raise _refused("template_damaged") from trouble


def _check_fields(path: Path) -> None:
    """Each name that it asks for is one that a report gives; so none of them is a function, and every loop ends."""
    given = {*printed(SAMPLE, sentences_in(SAMPLE.settings.language)), "logo", "content", "signature_block"}
    without_functions = ImmutableSandboxedEnvironment()
    without_functions.globals.clear()
    asked = DocxTemplate(path).get_undeclared_template_variables(without_functions)
    for name in sorted(asked - given):
        raise _unknown(name)
    if asked.isdisjoint(FIGURES):
        raise _refused("template_without_content")


def _check_filled(path: Path) -> None:
    filled = path.with_name("filled.docx")
    write_docx(SAMPLE, filled, path, StrictUndefined)
    if docx.Document(str(filled)).element.body.xpath(".//w:t/*"):  # paragraphs inside a text: Word refuses the file
        raise _refused("template_content_not_alone")


def _unknown(name: str) -> RuleBroken:
    message = say("La plantilla pide el campo «{name}», que no existe: revise cómo está escrito.", name=name)
    return RuleBroken("template_field_unknown", message, field="template")


def _refused(code: str) -> RuleBroken:
    return RuleBroken(code, REFUSALS[code], field="template")
