from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.files.limits import PLAN_PACKAGE
from models.files.plain_rows import PlainRows
from models.files.sheet_scan import Marks
from models.files.xlsx_scan import _XlsxSheet
from models.files.xml_part import go_through, hand_over
from models.rules.errors import RuleBroken

Taken = tuple[list[tuple[int, int, set[bytes]]], bytes]

PLAIN = [
    '<row r="3"><c r="A3"/></row>',  # an empty cell
    '<row r="3" spans="1:2" ht="15.75" customHeight="1"><c r="A3" s="4"></c></row>',  # with a style
    '<row r="3"><c r="A3" s="1" t="s"><v>0</v></c><c r="C3"><v>-1.5E+3</v></c></row>',  # a text and a number
    '<row r="3"><c r="A3"><f t="shared" si="0"/><v>2</v></c><c r="C3"><f>IF(A1&gt;0,"a"=B1)</f><v>1</v></c></row>',
    '<row r="3"><c r="A3"><f>A1&amp;"x"</f><v>1</v></c><c r="C3" t="str"><f>A1</f><v/></c></row>',  # an empty text
    '<row r="3"><c r="A3" t="inlineStr"><is><t>007</t></is></c></row>',
]
ODD = [
    '<row r="3"><c r="A3" t="e"><v>#N/A</v></c></row>',  # an error
    '<row r="3"><c r="A3"><f>1+1</f></c></row>',  # a formula without its result
    '<row r="3"><c r="A3"><f>1+1</f><v> </v></c></row>',  # or with a blank one
    '<row r="3"><c><v>1</v></c></row>',  # a cell that stands behind the last
    '<row><c r="A3"><v>1</v></c></row>',  # a row that does
    '<row r="3"><c r="A4"><v>1</v></c></row>',  # a cell of another row
    '<row r="3"><c r="XFDA3"><v>1</v></c></row>',  # letters that are no column
    '<x:row r="3"><x:c r="A3"><x:v>1</x:v></x:c></x:row>',  # names with a prefix
    '<row r="3" r="4"><c r="A3"><v>1</v></c></row>',  # an attribute twice
    '<row r="3"><c r="A3"><v>1</v><v>2</v></c></row>',
    '<row r="3"><c r="A3"><v>&word;</v></c></row>',  # an entity
    '<row r="3"><c r="A3"><v>\x01</v></c></row>',  # what XML has no room for
    '<row r="3"><!-- --><c r="A3"><v>1</v></c></row>',
    '<row r="3"><c r="A3"><v>1</c></v></row>',
]
HIDING = [
    "<!-- </row>",
    "-->",
    "<![CDATA[</row>",
    "]]>",
    "<?x </row>",
    "?>",
    '<row r="9">',
    "</row>",
    "</sheetData>",
    "</worksheet>",
    "\n",
]


def taken(content: str, size: int = 10_000) -> Taken:
    """What is passed over and what is handed on of a part that comes in pieces of a size."""
    passed: list[tuple[int, int, set[bytes]]] = []
    handed: list[bytes] = []
    rows = PlainRows(lambda piece, _final: handed.append(piece), lambda *row: passed.append(row))
    told = content.encode()
    for start in range(0, len(told), size):
        rows.take(told[start : start + size], False)  # noqa: FBT003 -- as expat takes it
    rows.take(b"", True)  # noqa: FBT003 -- the same
    return passed, b"".join(handed)


def scanned(content: str, *, element_by_element: bool) -> Marks | str:
    """The marks of a sheet, or the code of its refusal, both ways."""
    scan = _XlsxSheet("plan", replace(PLAN_PACKAGE, rows=8, columns=30, cells=40))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("sheet", content)
    try:
        with zipfile.ZipFile(packed) as archive:
            if element_by_element:
                go_through(archive, "sheet", scan.parser)
            else:
                hand_over(archive, "sheet", PlainRows(scan.parser.Parse, scan.pass_row).take)
        scan.finish_cell()
    except RuleBroken as refused:
        return refused.code
    return scan.marks


@pytest.mark.parametrize("row", PLAIN)
def test_it_passes_a_plain_row_over(row: str) -> None:
    passed, handed = taken(row)
    assert (len(passed), handed) == (1, b"<row/>")


def test_it_counts_what_a_plain_row_holds() -> None:
    row = '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"/><c r="D3"></c><c r="AB3"><v>1</v></c></row>'
    assert taken(f'<row r="1"/></row>{row}') == ([(3, 4, {b"A", b"AB"})], b'<row r="1"/></row><row/>')


@pytest.mark.parametrize("row", ODD)
def test_it_hands_on_what_is_not_plain(row: str) -> None:
    assert taken(row) == ([], row.encode())


def test_it_trusts_no_row_behind_a_comment() -> None:
    content = f"<a><!-- </row>{PLAIN[0]} --></a>"
    assert taken(content) == ([], content.encode())


def test_it_keeps_no_row_without_end() -> None:
    handed: list[int] = []
    rows = PlainRows(lambda piece, _final: handed.append(len(piece)), lambda *_row: None)
    for _ in range(40):
        rows.take(b"<row>" * 20_000, False)  # noqa: FBT003 -- as expat takes it
    assert max(handed) < 2**21


CELLS = st.sampled_from(
    [
        *('<c r="{}{}"/>', '<c r="{}{}" s="1" t="s"><v>0</v></c>', '<c r="{}{}"><f>A1</f><v>2</v></c>'),
        *('<c r="{}{}"><f>A1</f></c>', '<c r="{}{}" t="e"><v>#N/A</v></c>', '<c r="{}{}" t="str"><f>A1</f><v/></c>'),
        *("<c><v>1</v></c>", '<c t="e"/>', '<c r="{}{}"><f>A1</f><v></v></c>', '<c r="{}{}" t="e">'),
    ]
)
ROWS = st.builds(
    lambda head, number, parts: (
        head.format(number) + "".join(cell.format(letters, number) for letters, cell in parts) + "</row>"
    ),
    st.sampled_from(['<row r="{}">', '<row r="{}" ht="1">', "<row>", '<row x="1">']),
    st.integers(1, 9),
    st.lists(st.tuples(st.sampled_from(["A", "B", "D", "AA", "AZ"]), CELLS), max_size=5),
)


FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
BELOW = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'


@example(FIRST + BELOW.format(8) + BELOW.format(9))  # one row too many, in a column that was met before
@example(FIRST + BELOW.format(4) + '<row><c t="e"><v>#N/A</v></c></row>')  # behind a row that was passed over
@example(FIRST + "</sheetData></worksheet>" + BELOW.format(4))  # behind the end
@given(st.lists(ROWS | st.sampled_from(HIDING), max_size=8).map("".join))
def test_a_sheet_is_marked_and_refused_as_element_by_element(content: str) -> None:
    sheet = f'<worksheet><dimension ref="A1:B2"/><sheetData>{content}</sheetData></worksheet>'
    assert scanned(sheet, element_by_element=False) == scanned(sheet, element_by_element=True)


@given(st.lists(ROWS, max_size=4).map("".join), st.integers(1, 40))
def test_pieces_of_any_size_say_the_same(content: str, size: int) -> None:
    assert taken(content, size) == taken(content)
