"""Rows of an xlsx sheet as almost every program writes them: passed over whole, because nothing in them is marked.

A row that fits the grammar below is well-formed XML, has neither an error nor a formula without its result, and says
where each of its cells stands: the parser behind needs only know that there is a row. Whatever does not fit goes on
to be read element by element, so nothing rests on the grammar being complete. Quantifiers are possessive (`*+`): a
hostile row cannot make it try one cell in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST_ROW = 2**20
_ROW_END = b"</row>"
_EMPTY_ROW = b"<row/>"
"""Handed on for a row that is passed over: where no row may stand, no plain one may."""

_ELSEWHERE = re.compile(rb"<[!?](?!xml )")
"""A comment, character data or an instruction: behind it `</row>` need not end a row."""

_TOLD = rb'"[ !#-%\'-;=?-~]*+"'  # printable ASCII, nothing to be resolved
_TEXT = rb"[ -%'-;=?-~]*+(?:&(?:amp|lt|gt|quot|apos);[ -%'-;=?-~]*+)*+"
_NUMBER = rb"[ !-%'-;=?-~]*+"
_BLANK = rb"[ \r\n\t]*+"


def _attributes(*names: bytes) -> bytes:
    """Attributes that may stand, each once and in the order of the schema."""
    return b"".join(rb"(?: %s=%s)?+" % (name, _TOLD) for name in names)


_FORMULA = rb"<f%s(?:/>|>%s</f>)" % (_attributes(b"t", b"aca", b"ref", b"ca", b"si"), _TEXT)
_VALUE = rb"(?:%s)?+<v>[!-%%'-;=?-~]%s</v>" % (_FORMULA, _NUMBER)
_INLINE = rb'<is><t(?: xml:space="preserve")?+>%s</t></is>' % _TEXT
_KIND = rb'(?: t="(?:s|n|b|str|inlineStr)")?+'
_HELD = rb"%s(?:/>|></c>|>(?:%s|%s)</c>)" % (_KIND, _VALUE, _INLINE)
_EMPTY_TEXT = rb' t="str">%s<v(?:/>|></v>)</c>' % _FORMULA  # a result too
_CELL = rb'<c r="[A-Z]{1,3}(?P=row)"(?: s="[0-9]++")?+(?:%s|%s)' % (_HELD, _EMPTY_TEXT)
_PLAIN = re.compile(
    rb'%s<row r="(?P<row>[1-9][0-9]{0,6})"%s>(?:%s)*+</row>'
    % (
        _BLANK,
        _attributes(
            *(b"spans", b"s", b"customFormat", b"ht", b"hidden", b"customHeight", b"outlineLevel", b"collapsed"),
            *(b"thickTop", b"thickBot", b"ph", b"x14ac:dyDescent"),
        ),
        _CELL,
    )
)
_OCCUPIED = re.compile(rb'<c r="([A-Z]{1,3})[0-9]++"[^<>/]*+>(?!</c>)')


PassRow = Callable[[int, int, set[bytes]], None]
"""Takes a row, from 1, of so many cell elements, and the letters of those that hold something."""


class PlainRows:
    """Stands before a parser: hands plain rows on as empty ones, each counted, and all else as it is."""

    def __init__(self, parse: Callable[[bytes, bool], object], pass_row: PassRow) -> None:
        self._parse = parse
        self._pass_row = pass_row
        self._rest = b""
        self._trusted = True

    def take(self, chunk: bytes, final: bool) -> None:  # noqa: FBT001 -- as expat takes it
        """Take the next bytes of the part."""
        content = self._rest + chunk
        if self._trusted and _ELSEWHERE.search(content):
            self._trusted = False
        if self._trusted:
            *rows, self._rest = content.split(_ROW_END)
            for row in rows:
                self._take_row(row + _ROW_END)
        else:
            self._rest = content
        if final or not self._trusted or len(self._rest) > _LONGEST_ROW:
            self._parse(self._rest, final)
            self._rest = b""

    def _take_row(self, row: bytes) -> None:
        plain = _PLAIN.fullmatch(row)
        self._parse(row if plain is None else _EMPTY_ROW, False)  # noqa: FBT003 -- expat takes no keyword here
        if plain is not None:
            self._pass_row(int(plain["row"]), row.count(b"<c "), set(_OCCUPIED.findall(row)))
