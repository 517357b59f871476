"""How many lines a row takes: never fewer than typst then needs, so that no row runs into the next."""

from __future__ import annotations

import json
from itertools import product

import pytest
import typst

from jobs.documents.line_counts import SIDES, SIZE, fit, letters_of
from jobs.documents.printed import Printed

TEXTS = (
    "Corto",
    "Verificar las obligaciones formales de los contribuyentes seleccionados",
    "INSTRUIR A LAS DEPENDENCIAS SOBRE EL USO DEL INSTRUMENTO DE SEGUIMIENTO",
    "Atención de trámites (físico/electrónico), según la norma 2.1.3-B; véase el anexo «Ñ»",
    "Primera línea\nSegunda línea, bastante más larga que la primera de todas ellas\n\nCuarta",
    "https://planes.example/una/direccion/que/no/tiene/un/solo/espacio/en/toda/su/longitud",
    "  con   espacios   de   más  ",
    "con\ttabulador y\u00a0espacio\u00a0duro\u00a0que\u00a0no\u00a0se\u00a0parte\r\notra línea\u2028y otra\n",
    "● Verde ▲ Amarillo ◆ Rojo ⏱ sin reporte ◇ 你 ﷽",
    "",
)
_PROBE = """#let told = json(bytes(sys.inputs.told))
#set text(font: "Libertinus Serif", size: 8.5pt, number-width: "tabular", hyphenate: true, lang: "es")
#set text(top-edge: 0.72em, bottom-edge: -0.18em)
#set par(leading: 0.25em)
#let tall((width, weight, each)) = measure(block(width: width * 1pt, text(weight: weight, each))).height / 1pt
#context [#metadata(told.map(tall)) <tall>]
"""


def _table(text: str, *, bold: bool) -> Printed:
    return {"columns": [{"width": 1}], "rows": [[{"text": text} | ({"fill": "#D3EFDC"} if bold else {})]], "total": []}


@pytest.mark.parametrize("bold", [False, True])
def test_it_is_never_too_low_and_seldom_too_high(*, bold: bool) -> None:
    told, counted = [], []
    for text, width in product(TEXTS, (70, 110, 163.5, 240, 400)):
        table = _table(text, bold=bold)
        fit(table, letters_of([table]), width)
        told.append((width - SIDES, "bold" if bold else "regular", table["rows"][0][0]["text"]))
        counted.append(table["lines"][0])
    compiler = typst.Compiler(_PROBE.encode(), sys_inputs={"told": json.dumps(told)}, ignore_system_fonts=True)
    tall = json.loads(compiler.query("<tall>", field="value", one=True))
    needed = [max(1, round((height / SIZE + 0.25) / 1.15)) for height in tall]
    assert [said for said, need, ours in zip(told, needed, counted, strict=True) if ours < need] == []
    assert sum(counted) <= sum(needed) * 1.15


def test_a_word_wider_than_its_column_may_be_broken() -> None:
    table = _table("a" * 60, bold=False)
    fit(table, letters_of([table]), 100)
    assert table["rows"][0][0]["text"].replace("\u200b", "") == "a" * 60
    assert table["lines"][0] >= 3


def test_a_table_without_rows_has_no_heights() -> None:
    table = _table("x", bold=False) | {"rows": []}
    fit(table, letters_of([table]), 100)
    assert table["lines"] == []
