"""The reader of pages sees what a person would stumble over: each planted fault is found, and a good page passes."""

from __future__ import annotations

import pytest

from tests.plain_page import Page, faults

GOOD = (
    '<html lang="es"><title>Mi mes · Rumbo</title><body><main><h1>Mi mes</h1>'
    "<p>Reporte de marzo de 2027, enviado el 08/04/2027 09:00: 87.22 %, cuenta enlace_dgt, meta 1,234.5</p>"
    "<p>consolidado-2027-03.xlsx, http://rumbo.example/control/?period=2027-03</p>"
    '<table><tr><td><span class="chip chip-green"><span class="mark" aria-hidden="true">●</span> 95.00 % · verde'
    '</span></td><td><span class="bar" aria-hidden="true"><span class="green share-4"></span></span>'
    '<span class="hint">4 verde</span></td></tr></table>{planted}</main></body></html>'
)


def found(planted: str) -> list[str]:
    page = Page()
    page.feed(GOOD.format(planted=planted))
    page.close()
    return faults(page)


def test_it_has_nothing_against_a_good_page() -> None:
    assert found("") == []


PLANTED = {
    "<button>Save</button>": "English: Save",
    "<p>Nothing here</p>": "English: Nothing",
    "<p>Se guardó with cuidado</p>": "English: with",
    '<input placeholder="Search">': "English: Search",  # an attribute that is read out
    "<td>None</td>": "Python: None",
    "<td>submitted</td>": "code: submitted",
    "<td>in_force</td>": "code with underscores: in_force",
    "<td>capture_sheet</td>": "code with underscores: capture_sheet",
    "<td>2027-04-08</td>": "ISO date: 2027-04-08",
    "<td>2027-03</td>": "ISO date: 2027-03",
    "<td>04/28/2027</td>": "day: 04/28/2027",
    "<td>8/4/2027</td>": "day: 8/4/2027",
    "<td>87,22 %</td>": "percent: 87,22 %",
    "<td>87.2 %</td>": "percent: 87.2 %",
    "<td>%(num)s filas</td>": "placeholder: %(num)s",
    '<td><span class="chip chip-red">◆ 12.00 %</span></td>': "color without a word: chip chip-red",
    '<td><span class="bar"><span class="red share-2"></span></span> 3 de 4</td>': "color without a word: red",
    '<span class="state state-draft"></span>': "color without a word: state state-draft",
    "<h1>Otro</h1>": "2 h1",
}


@pytest.mark.parametrize("planted", PLANTED)
def test_it_finds_what_is_planted(planted: str) -> None:
    assert PLANTED[planted] in found(planted)


def test_it_reads_the_decimals_of_another_country() -> None:
    page = Page()
    page.feed(GOOD.format(planted="").replace(".", ","))
    page.close()
    assert faults(page, decimal=",") == []
